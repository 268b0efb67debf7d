import re
from html import escape, unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.rendering.splitting import (
    MARKER,
    shown_length,
    split_html,
    utf16_length,
)

WORDS = st.sampled_from(
    ["Президент", "145", "«Құрылтай»", "&lt;b&gt;", "a<b&c", "😀", "заң.", "Иә!", "[x]"]
)
MARKERS = st.sampled_from([" [1]", "[2]", " [1] [2]", " [12, 13]", " [101]."])
SPACES = st.sampled_from([" ", " ", " ", "\n", "\n\n", "  ", "\n \n"])
TAGS = st.sampled_from(["b", "i", "blockquote", "a"])
LIMITS = st.integers(16, 80)
OPENINGS = {"blockquote": "<blockquote expandable>", "a": '<a href="https://x.kz/?a=1&amp;b=2">'}


class Balance(HTMLParser):
    """Reads as Telegram does: every tag that is opened is closed, in order."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.text, self.seen = [], "", []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def read(html):
    reader = Balance()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


@st.composite
def sentences(draw):
    words = draw(st.lists(WORDS, min_size=1, max_size=8))
    return " ".join(words) + draw(MARKERS | st.just(""))


@st.composite
def texts(draw):
    """HTML as the rendering writes it: escaped text, tags around some of it, nested at times."""
    html = ""
    for _ in range(draw(st.integers(0, 8))):
        piece = escape(draw(sentences()), quote=False)
        for tag in draw(st.lists(TAGS, max_size=2, unique=True)):
            piece = f"{OPENINGS.get(tag, f'<{tag}>')}{piece}</{tag}>"
        html += piece + draw(SPACES)
    return html


def without_space(text):
    return "".join(text.split())


@given(texts(), LIMITS)
def test_nothing_but_white_space_is_lost(html, longest):
    parts = [read(part).text for part in split_html(html, longest)]
    assert without_space("".join(parts)) == without_space(read(html).text)


@given(texts(), LIMITS)
def test_every_part_fits_has_its_tags_balanced_and_is_not_empty(html, longest):
    for part in split_html(html, longest):
        assert 0 < utf16_length(read(part).text.strip()) <= longest
        assert shown_length(part) == utf16_length(read(part).text)


@given(texts(), LIMITS)
def test_a_part_begins_and_ends_with_what_is_read(html, longest):
    for part in split_html(html, longest):
        text = read(part).text
        assert text == text.strip()


@given(texts(), st.integers(40, 80))
def test_no_marker_is_torn_from_its_sentence(html, longest):
    shown = [read(part).text for part in split_html(html, longest)]
    assert not any(re.match(MARKER, text) for text in shown)
    assert re.findall(MARKER, read(html).text) == [n for t in shown for n in re.findall(MARKER, t)]


@given(st.text(max_size=300), st.integers(2, 40))
def test_any_text_at_all_is_split_within_bounds_and_whole(text, longest):
    parts = split_html(escape(text, quote=False), longest)
    assert without_space("".join(map(unescape, parts))) == without_space(text)
    assert all(shown_length(part) <= longest for part in parts)


@given(texts(), LIMITS)
def test_what_is_split_is_not_split_again(html, longest):
    for part in split_html(html, longest):
        assert split_html(part, longest) == [part]


@given(texts(), LIMITS)
def test_words_keep_their_tags(html, longest):
    """Each part's tags are those of the whole, with their attributes."""
    known = read(html).seen
    assert all(tag in known for part in split_html(html, longest) for tag in read(part).seen)


@pytest.mark.parametrize(
    ("longest", "text", "parts"),
    [
        (12, "один два\n\nтри четыре", ["один два", "три четыре"]),
        (12, "один два\nтри четыре", ["один два", "три четыре"]),
        (20, "раз\n\nдва\nтри четыре пять", ["раз", "два\nтри четыре пять"]),
        (15, "А есть. [1] Б есть. [2]", ["А есть. [1]", "Б есть. [2]"]),
        (15, "А есть [1]. Б есть [2].", ["А есть [1].", "Б есть [2]."]),
        (20, "А. Б. [1] В. Г. Д. [2]", ["А. Б. [1]", "В. Г. Д. [2]"]),
        (12, "Один. Два три четыре", ["Один.", "Два три", "четыре"]),
        (12, "один два три [1] [2]", ["один два", "три [1] [2]"]),
        (15, "один два [1, 2] три", ["один два [1, 2]", "три"]),
        (12, "одиннадцать слов [1, 2]", ["одиннадцать", "слов [1, 2]"]),
        (12, "одинодинодинодин", ["одинодинодин", "один"]),
        (12, "одинодинод[1]", ["одинодино", "д[1]"]),
        (12, "й" * 3 + "и\u0306" * 6, ["й" * 3 + "и\u0306" * 4, "и\u0306" * 2]),
        (12, "😀😀😀😀😀😀😀", ["😀" * 6, "😀"]),
        (12, "раз\n[1] два\n[2] т", ["раз\n[1] два", "[2] т"]),
        (12, " \n ", []),
        (12, "", []),
    ],
)
def test_it_is_cut_where_a_reader_pauses(longest, text, parts):
    assert split_html(text, longest) == parts


def test_a_quote_that_is_cut_goes_on_as_a_quote():
    html = "<blockquote expandable>бір екі <b>үш төрт</b></blockquote>"
    assert split_html(html, 8) == [
        "<blockquote expandable>бір екі</blockquote>",
        "<blockquote expandable><b>үш төрт</b></blockquote>",
    ]


def test_entities_count_as_what_they_show():
    assert shown_length("<b>a &lt; b &amp; c</b>") == len("a < b & c")
    assert split_html("&lt;&lt;&lt;&lt;", 2) == ["&lt;&lt;", "&lt;&lt;"]


def test_a_message_of_the_greatest_length_stays_whole():
    assert split_html("a" * 4096) == ["a" * 4096]
    assert list(map(len, split_html("a" * 4097))) == [4096, 1]


def test_a_long_text_is_split_in_no_time():
    text = "Статья говорит о многом. [1] " * 20_000
    assert len(split_html(text)) > 100
