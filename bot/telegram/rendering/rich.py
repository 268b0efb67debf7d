"""The parts of an answer as blocks of a rich message.

They are constructed without pydantic's look at them, which holds every piece against each of two
dozen kinds: https://core.telegram.org/bots/api#inputrichmessage
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from urllib.parse import urlsplit

from aiogram.types import (
    InputRichBlockBlockQuotation,
    InputRichBlockDetails,
    InputRichBlockParagraph,
    InputRichBlockTable,
    InputRichBlockUnion,
    InputRichMessage,
    RichBlockTableCell,
    RichTextBold,
    RichTextItalic,
    RichTextReference,
    RichTextReferenceLink,
    RichTextUnion,
    RichTextUrl,
)

from bot.telegram.rendering.markup import safe_url
from bot.telegram.rendering.paragraphs import Paragraph
from bot.telegram.rendering.sources import Source, origin, title_of
from bot.telegram.rendering.splitting import pieces, utf16_length
from bot.telegram.rendering.versions import Comparison, Side
from corpus.document import Document, Language, Span
from prompts.messages import message

# Less than the 32,768 characters and 500 blocks that a message may hold: something may be added.
_MOST_CHARACTERS, _MOST_BLOCKS = 32_000, 480
# Characters that the sources leave to the answer itself.
_LEAST_OF_THE_ANSWER = 20_000
# What stands between the parts of a line, and a marker.
_SEPARATORS = 16

Targets = Mapping[int, str]
"""The reference that the marker of a number links to."""


class Room:
    """What still fits into one rich message."""

    def __init__(self) -> None:
        """Begin with an empty message."""
        self._characters, self._blocks = _MOST_CHARACTERS, _MOST_BLOCKS

    def takes(self, characters: int, blocks: int = 1, leaving: int = 0) -> bool:
        """Whether so much still fits and leaves so many characters; if so, it is taken."""
        fits = characters + leaving <= self._characters and blocks <= self._blocks
        if fits:
            self._characters -= characters
            self._blocks -= blocks
        return fits


class RichMessage(InputRichMessage):
    """A rich message that is turned into JSON once, however often it is sent."""

    @cached_property
    def as_json(self) -> str:
        """What goes over the wire."""
        return self.model_dump_json(exclude_none=True, exclude_unset=False)


def rich_message(blocks: Iterable[InputRichBlockUnion]) -> RichMessage:
    """A message of these blocks; what looks like a name, a tag or a command in them stays text."""
    return RichMessage.model_construct(blocks=list(blocks), skip_entity_detection=True)


def rich_paragraphs(
    paragraphs: Iterable[Paragraph], targets: Targets, room: Room, language: Language
) -> Iterator[InputRichBlockUnion]:
    """Yield paragraphs as long as there is room; what is left out is told."""
    for paragraph in _short(paragraphs):
        if not room.takes(utf16_length(f"{paragraph.lead} {paragraph.text}")):
            yield plain_paragraph(message("telegram-cut", language))
            return
        lead: list[RichTextUnion] = []
        if paragraph.lead:
            lead = [RichTextItalic.model_construct(text=paragraph.lead), " "]
        text = [_marker(run, targets) if isinstance(run, int) else run for run in paragraph.runs()]
        yield InputRichBlockParagraph.model_construct(text=[*lead, *filter(None, text)])


def plain_paragraph(text: str) -> InputRichBlockParagraph:
    """A paragraph of nothing but text."""
    return InputRichBlockParagraph.model_construct(text=text)


def _short(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The same text in paragraphs of which none fills a message by itself."""
    for paragraph in paragraphs:
        first, *others = pieces(paragraph.text) or [Span(0, 0)]
        yield Paragraph(paragraph.lead, paragraph.text[first.start : first.end])
        yield from (Paragraph("", paragraph.text[piece.start : piece.end]) for piece in others)


def _marker(number: int, targets: Targets) -> RichTextUnion:
    text = f"[{number}]"
    if number not in targets:
        return text
    return RichTextReferenceLink.model_construct(text=text, reference_name=targets[number])


def rich_table(
    comparison: Comparison, targets: Targets, room: Room, language: Language
) -> Iterator[InputRichBlockUnion]:
    """Yield two versions side by side, as many rows as there is room for."""
    legend = message("telegram-comparison-legend", language)
    cells = [[_heading(comparison.old_name), _heading(comparison.new_name)]]
    for row in comparison.rows:
        if not room.takes(sum(map(_length, row))):
            break
        cells.append([_cell(side, targets) for side in row])
    yield InputRichBlockTable.model_construct(
        cells=cells, is_bordered=True, is_striped=True, caption=legend
    )
    if len(cells) <= len(comparison.rows):
        yield plain_paragraph(message("telegram-cut", language))


def _length(side: Side | None) -> int:
    return sum(utf16_length(run) + 1 for run, _ in side.runs) + _SEPARATORS if side else 1


def _heading(text: str) -> RichBlockTableCell:
    return RichBlockTableCell.model_construct(align="left", valign="top", text=text, is_header=True)


def _cell(side: Side | None, targets: Targets) -> RichBlockTableCell:
    text: list[RichTextUnion] = []
    for run, is_changed in side.runs if side else ():
        text += [RichTextBold.model_construct(text=run) if is_changed else run, " "]
    text.append(_marker(side.number, targets) if side else "–")
    return RichBlockTableCell.model_construct(align="left", valign="top", text=text)


def reachable(sources: Iterable[Source], room: Room, language: Language) -> list[Source]:
    """The sources that there is room for: the answer may link to these only."""
    lengths = ((one, _head_length(one, language)) for one in sources)
    return [one for one, length in lengths if room.takes(length, 2, _LEAST_OF_THE_ANSWER)]


def _head_length(source: Source, language: Language) -> int:
    """The most that is said of a source beside its quotes."""
    words = (source.markers, title_of(source.document), source.label(language))
    about = origin(source.document, language)
    return sum(map(utf16_length, (*words, *about))) + len(source.document.url) + _SEPARATORS


def targets_of(sources: Iterable[Source]) -> Targets:
    """The references of sources, by the numbers of their citations."""
    return {number: _name(source) for source in sources for number in source.numbers}


def rich_source(source: Source, room: Room, language: Language) -> InputRichBlockUnion:
    """A source that markers jump to: what it is, and as many of its quotes as there is room for."""
    return InputRichBlockDetails.model_construct(
        summary=list(_summary(source, language)),
        blocks=[_origin(source.document, language), *_quotes(source, room, language)],
    )


def _name(source: Source) -> str:
    return f"source-{source.numbers[0]}"


def _summary(source: Source, language: Language) -> Iterator[RichTextUnion]:
    yield RichTextReference.model_construct(text=source.markers, name=_name(source))
    yield " "
    yield RichTextBold.model_construct(text=title_of(source.document))
    if label := source.label(language):
        yield " · "
        yield RichTextItalic.model_construct(text=label)


def _origin(document: Document, language: Language) -> InputRichBlockUnion:
    """Where a Document comes from, and where it can be read, if its address can be followed."""
    text: list[RichTextUnion] = [
        RichTextItalic.model_construct(text=" · ".join(origin(document, language)))
    ]
    if url := safe_url(document.url):
        text += [" · ", RichTextUrl.model_construct(text=urlsplit(url).hostname or url, url=url)]
    return InputRichBlockParagraph.model_construct(text=text)


def _quotes(source: Source, room: Room, language: Language) -> Iterator[InputRichBlockUnion]:
    for number, place, text in source.quotes(language):
        credit = f"{number} {place}".strip()
        if room.takes(utf16_length(text + credit), 2):
            yield InputRichBlockBlockQuotation.model_construct(
                blocks=[plain_paragraph(text)], credit=credit or None
            )
