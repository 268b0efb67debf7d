"""Rich messages: which blocks are taken, how they read, and what is refused and why."""

import pytest

from tests.bot_api.refusals import Refusal
from tests.bot_api.rich import DEEPEST, LONGEST, MOST_BLOCKS, read_rich


def paragraph(*pieces):
    return {"type": "paragraph", "text": list(pieces)}


def link_to(name):
    return {"type": "reference_link", "text": "[1]", "reference_name": name}


def reference(name):
    return {"type": "reference", "text": "[1] Дереккөз", "name": name}


def cell(text="x", **more):
    return {"align": "left", "valign": "top", "text": text} | more


def table(*rows):
    return {"type": "table", "cells": list(rows)}


def details(*blocks, **more):
    return {"type": "details", "summary": "Мәтіні", "blocks": list(blocks)} | more


def nested(depth):
    block = paragraph("x")
    for _ in range(depth - 1):
        block = {"type": "blockquote", "blocks": [block]}
    return block


def bold(depth):
    text = "x"
    for _ in range(depth):
        text = {"type": "bold", "text": text}
    return {"type": "paragraph", "text": text}


ANSWER = [
    paragraph("Парламентте 145 депутат бар. ", link_to("s1")),
    details(
        {"type": "blockquote", "blocks": [paragraph("«145 депутаттан тұратын»")], "credit": "Өлке"},
        {"type": "paragraph", "text": reference("s1")},
        {"type": "paragraph", "text": {"type": "url", "text": "сілтеме", "url": "https://x.kz/1"}},
    ),
    {
        "type": "table",
        "caption": "Екі редакция",
        "is_bordered": True,
        "cells": [
            [cell("1995", is_header=True), cell("2026", is_header=True)],
            [cell("Мәжіліс", colspan=2)],
        ],
    },
    {"type": "list", "items": [{"blocks": [paragraph("бір")]}, {"blocks": [paragraph("екі")]}]},
    {"type": "divider"},
    {"type": "footer", "text": "Бейресми"},
]


def test_an_answer_is_taken_and_reads_block_by_block():
    rich = read_rich({"blocks": ANSWER})
    assert rich.shown.splitlines() == [
        "Парламентте 145 депутат бар. [1]",
        "Мәтіні",
        "«145 депутаттан тұратын»",
        "Өлке",
        "[1] Дереккөз",
        "сілтеме",
        "Екі редакция",
        "1995 | 2026",
        "Мәжіліс",
        "• бір",
        "• екі",
        "Бейресми",
    ]
    assert rich.references == ["s1"]
    assert rich.links == ["https://x.kz/1"]


INVALID = "RICH_MESSAGE_INVALID: "
REQUIRED = "RICH_MESSAGE_CONTENT_REQUIRED"
WHERE = "the block paragraph: text"
REFUSED = {
    "no blocks": ([], REQUIRED),
    "a block of no type": ([{"text": "x"}], INVALID + "there is no block of the type None"),
    "an unknown block": ([{"type": "section", "text": "x"}], INVALID + "there is no block of the type 'section'"),
    "an unknown piece of text": ([paragraph({"type": "big", "text": "x"})], INVALID + f"{WHERE}: there is no text of the type 'big'"),
    "an unknown field": ([paragraph("x") | {"size": 1}], INVALID + "the block paragraph has no field size"),
    "a missing field": ([{"type": "heading", "text": "x"}], INVALID + "the block heading: the field size is missing"),
    "a heading of size 7": ([{"type": "heading", "text": "x", "size": 7}], INVALID + "the block heading: size must be one of (1, 2, 3, 4, 5, 6)"),
    "a paragraph of nothing": ([paragraph("", " \u200b")], INVALID + f"{WHERE} has no text"),
    "details without content": ([details()], REQUIRED),
    "details that are half open": ([details(paragraph("x"), is_open="yes")], INVALID + "the block details: is_open must be of the type flag"),
    "a list of nothing": ([{"type": "list", "items": []}], REQUIRED),
    "a reference to nowhere": ([paragraph("x ", link_to("s1"))], INVALID + 'a link to the reference "s1", which is not in the message'),
    "a name given twice": ([paragraph(reference("s1"), reference("s1"))], INVALID + f'{WHERE} (reference): name: the name "s1" is given twice'),
    "an anchor to nowhere": ([paragraph({"type": "anchor_link", "text": "x", "anchor_name": "a"})], INVALID + 'a link to the anchor "a", which is not in the message'),
    "a link that is no address": ([paragraph({"type": "url", "text": "x", "url": "x.kz"})], INVALID + f"{WHERE} (url): url is no address"),
    "a table without rows": ([table()], REQUIRED),
    "a row without cells": ([table([])], INVALID + "a row of a table has no cells"),
    "a ragged table": ([table([cell(), cell()], [cell()])], INVALID + "the rows of a table have [2, 1] columns"),
    "a cell below its table": ([table([cell(rowspan=2)])], INVALID + "a cell reaches below its table"),
    "a cell without alignment": ([table([{"text": "x"}])], INVALID + "the block table: cells: the field align is missing"),
    "21 columns": ([table([cell(colspan=21)])], "RICH_MESSAGE_TABLE_COLUMNS_TOO_MUCH"),
    "thinking in a message": ([{"type": "thinking", "text": "x"}], INVALID + "a thinking block may stand in drafts only, at their top"),
    "too many blocks": ([paragraph("x")] * (MOST_BLOCKS + 1), "RICH_MESSAGE_BLOCKS_TOO_MUCH"),
    "too long a text": ([paragraph("x" * (LONGEST + 1))], "RICH_MESSAGE_TEXT_TOO_LONG"),
    "too deep blocks": ([nested(DEEPEST + 1)], "RICH_MESSAGE_DEPTH_TOO_MUCH"),
    "too deep a text": ([bold(DEEPEST)], "RICH_MESSAGE_DEPTH_TOO_MUCH"),
    "a file nobody uploaded": ([{"type": "photo", "photo": {"type": "photo", "media": "x"}}], "wrong file identifier/HTTP URL specified"),
    "a button that does two things": ([{"type": "buttons", "buttons": [{"text": "x", "url": "https://x.kz", "callback_data": "x"}]}], INVALID + "the block buttons: buttons: a button does one thing"),
    "a button with too much data": ([{"type": "buttons", "buttons": [{"text": "x", "callback_data": "ә" * 33}]}], "BUTTON_DATA_INVALID"),
}  # fmt: skip


@pytest.mark.parametrize(("blocks", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_no_rich_message_can_be_is_refused(blocks, reason):
    with pytest.raises(Refusal) as refused:
        read_rich({"blocks": blocks})
    assert refused.value.description == f"Bad Request: {reason}"


TAKEN = {
    "as many blocks as may be": [paragraph("x")] * MOST_BLOCKS,
    "as long a text": [paragraph("x" * LONGEST)],
    "as deep blocks": [nested(DEEPEST)],
    "as deep a text": [bold(DEEPEST - 1)],
    "20 columns": [table([cell(colspan=20)], [cell()] * 20)],
    "a cell over two rows": [table([cell(rowspan=2), cell()], [cell()])],
    "an empty cell": [table([{"align": "left", "valign": "top"}, cell()])],
    "a link up": [paragraph({"type": "anchor_link", "text": "↑", "anchor_name": ""})],
    "a reference that comes after its link": [paragraph(link_to("s")), paragraph(reference("s"))],
}


@pytest.mark.parametrize("blocks", TAKEN.values(), ids=TAKEN)
def test_what_is_just_within_the_limits_is_taken(blocks):
    assert read_rich({"blocks": blocks}).shown


def test_thinking_may_stand_at_the_top_of_a_draft_and_nowhere_in_it():
    thinking = {"type": "thinking", "text": "Іздеп жатырмын…"}
    assert read_rich({"blocks": [thinking]}, is_draft=True).shown == "Іздеп жатырмын…"
    with pytest.raises(Refusal, match="thinking"):
        read_rich({"blocks": [details(thinking)]}, is_draft=True)
