"""The fast lane: the text of the article that a question names, word for word, without a model."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.answer import Citation, Delta
from bot.answering.attribution import source_words
from bot.answering.editions import Scope
from bot.answering.reference import Reference
from bot.answering.splitting import without_markers
from corpus.document import Document, Kind, Language
from corpus.edition import DRAFTS
from prompts.messages import message
from retrieval.analysis.stemming import stem
from retrieval.analysis.words import words_of
from retrieval.passage import Passage

Texts = Mapping[Document, Sequence[Passage]]

# The law's own words before a retelling of them.
_KINDS = (Kind.CONSTITUTION, Kind.LAW, Kind.EXPLAINER)


def choose_text(
    texts: Texts, reference: Reference, language: Language, scope: Scope
) -> Sequence[Passage] | None:
    """Pick the article that is meant among those of its number, narrowed to its point.

    Words beside the reference must name the law («трудового кодекса»), else the question asks for
    more than the text: None. So it does where no text has such an article. Empty where the article
    has no such point.
    """
    laws = {one: those for one, those in texts.items() if one.kind is Kind.LAW}
    named = [one for one in laws if reference.others and _is_named(one, reference.others)]
    if reference.others and not named:
        return None
    candidates = named or [one for one in texts if one not in laws] or list(laws)
    meant = [one for one in candidates if scope.covers(one.version)]
    if not meant:
        return None
    document = min(meant, key=lambda one: _place(one, language))
    return [passage for passage in texts[document] if _is_within(passage, reference)]


def _is_named(law: Document, words: Sequence[str]) -> bool:
    title = {stem(word.text, law.language) for word in words_of(law.title)}
    return all(stem(word, law.language) in title for word in words)


def _place(document: Document, language: Language) -> tuple[int, bool, bool, str]:
    """The order of preference: the law itself, what is in force, the person's language."""
    return (
        _KINDS.index(document.kind) if document.kind in _KINDS else len(_KINDS),
        document.version in DRAFTS,
        document.language is not language,
        document.id,
    )


def _is_within(passage: Passage, reference: Reference) -> bool:
    place = passage.locator
    return reference.point in ("", place.point) and reference.subpoint in ("", place.subpoint)


def _introduced(passages: Sequence[Passage], language: Language) -> str:
    """Say whose words follow, and in which language when it is not the person's."""
    document, place = passages[0].document, passages[0].locator
    whole = len({passage.locator.point for passage in passages}) > 1
    source = source_words(document, replace(place, point="") if whole else place, language)
    foreign = document.language is not language
    return f"{source} {message('lead-in-other-language', language)}" if foreign else source


def quote(
    passages: Sequence[Passage], language: Language, numbered_after: int = 0
) -> Iterator[Delta]:
    """Yield the paragraphs, each with its citation; those in the other language say so."""
    for number, passage in enumerate(passages, numbered_after + 1):
        words = without_markers(passage.text.strip())
        if passage is passages[0]:
            words = f"{_introduced(passages, language)} {words}"
        yield Delta(f"{words} [{number}]", (Citation(number, passage, passage.span),))
