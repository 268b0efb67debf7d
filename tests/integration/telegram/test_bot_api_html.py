"""Telegram's HTML: what is refused and why, what people read, and properties of both."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bot_api.html_entities import parse_html
from tests.bot_api.refusals import Refusal
from tests.bot_api.texts import slice_units, units

REFUSED = {
    "a tag that does not exist": ("a <p>b</p>", 'Unsupported start tag "p" at byte offset 2'),
    "offsets are bytes": ("ә <h1>", 'Unsupported start tag "h1" at byte offset 3'),
    "a bare less-than sign": ("3 < 5", 'Unsupported start tag "" at byte offset 2'),
    "a tag that never ends": ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    "a tag cut off": ("x <b", "Unclosed start tag at byte offset 2"),
    "an end without a start": ("x</b>", "Unexpected end tag at byte offset 1"),
    "crossed tags": (
        "<b><i>x</b></i>",
        'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    ),
    "an end tag cut off": ("<b>x</b", "Unclosed end tag at byte offset 4"),
    "an attribute without a name": ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    "a bare address": ("<a href=http://x.kz>y</a>", "Unexpected end of name token at byte offset 8"),
    "an attribute cut off": ('<a href="x', "Unclosed start tag at byte offset 0"),
    "a span of another class": ('<span class="x">y</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    "an emoji without a number": ('<tg-emoji emoji-id="x">👍</tg-emoji>', "Invalid custom emoji identifier specified"),
    "a quote in a quote": ("<blockquote>a<blockquote>b</blockquote></blockquote>", "block quotations can't be nested"),
    "half a surrogate pair": ("&#xD83D;", "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED)
def test_markup_that_is_not_telegrams_is_refused_in_telegrams_words(text, reason):
    with pytest.raises(Refusal) as refused:
        parse_html(text)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


READ = {
    "bold": ("<b>x</b> y", "x y", [("bold", 0, 1)]),
    "capital letters": ("<B>x</b>", "x", [("bold", 0, 1)]),
    "synonyms": (
        "<strong>a</strong><em>b</em><ins>c</ins><del>d</del>",
        "abcd",
        [("bold", 0, 1), ("italic", 1, 1), ("underline", 2, 1), ("strikethrough", 3, 1)],
    ),
    "nested": ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
    "offsets are UTF-16 units": ("😀<b>ә😀</b>", "😀ә😀", [("bold", 2, 3)]),
    "an end tag without a name": ("<b>x</>", "x", [("bold", 0, 1)]),
    "nothing in a tag": ("a<b></b>", "a", []),
    "a quote that opens": ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
    "a quote": ("<blockquote>x</blockquote>", "x", [("blockquote", 0, 1)]),
    "spoilers": ('<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>', "ab", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
    "code in a language": ('<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)]),
    "references": ("&lt;&gt;&amp;&quot;&#1078;&#x436;", '<>&"жж', []),
    "references without a semicolon": ("&lt b", "< b", []),
    "references Telegram does not know": ("&nbsp;&apos;&laquo; &", "&nbsp;&apos;&laquo; &", []),
    "a link": ('<a href="https://x.kz/?a=1&amp;b=2">y</a>', "y", [("text_link", 0, 1)]),
    "a link to nowhere is text": ('<a href="nowhere">y</a>', "y", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "plain", "entities"), READ.values(), ids=READ)
def test_markup_becomes_text_and_entities(text, plain, entities):
    read, found = parse_html(text)
    assert read == plain
    assert [(one["type"], one["offset"], one["length"]) for one in found] == entities


def test_a_link_keeps_its_address():
    _, [link] = parse_html('<a href="https://x.kz/?a=1&amp;b=2">y</a>')
    assert link["url"] == "https://x.kz/?a=1&b=2"


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
TAGS = st.sampled_from(["b", "i", "u", "s", "code", "tg-spoiler", "blockquote"])
MESSY = st.lists(
    st.sampled_from(["<", ">", "/", "b", "a", " ", "=", '"', "'", "&", "#", ";", "lt", "href", "ә", "😀"])
).map("".join)  # fmt: skip


@given(ANY_TEXT)
def test_escaped_text_is_read_as_it_stands(text):
    assert parse_html(escape(text)) == (text, [])


@given(ANY_TEXT, TAGS, ANY_TEXT, ANY_TEXT)
def test_an_entity_covers_exactly_what_its_tag_encloses(before, tag, inside, after):
    plain, entities = parse_html(f"{escape(before)}<{tag}>{escape(inside)}</{tag}>{escape(after)}")
    assert plain == before + inside + after
    assert len(entities) == bool(inside)
    for entity in entities:
        end = entity["offset"] + entity["length"]
        assert slice_units(plain, entity["offset"], end) == inside


@given(MESSY)
def test_whatever_stands_there_is_read_within_its_bounds_or_refused(text):
    try:
        plain, entities = parse_html(text)
    except Refusal as refusal:
        plain, entities = refusal.description, []
        is_told = plain.startswith("Bad Request: can't parse entities: ")
    else:
        is_told = True
    assert is_told
    assert all(0 <= e["offset"] < e["offset"] + e["length"] <= units(plain) for e in entities)
