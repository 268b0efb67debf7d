"""docs/telegram.md shows what the bot does."""

import pytest

from bot.answer import Citation
from bot.settings import Settings
from bot.telegram.rendering.answers import html_answer
from bot.telegram.rendering.texts import commands
from bot.wiring import build_application
from corpus.document import Language, Span
from prompts.messages import message
from retrieval.segmentation import segment
from tests.integration.telegram.rendering_cases import RU, make_answer
from tests.unit.source_code import ROOT

PAGE = (ROOT / "docs" / "telegram.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [one.command for one in commands(Language.KK)])
def test_every_command_is_on_the_page(command):
    assert f"`/{command}" in PAGE


def test_the_html_on_the_page_is_that_of_the_bot(default_home):
    document = build_application(Settings(home=default_home)).catalogue.get("guide-32-ru")
    example = PAGE.split("```html\n")[1].split("\n```")[0]
    words = example.split("</i> ")[1].split(" [1]")[0]
    start = document.text.index(words)
    passage = next(one for one in segment(document) if one.span.start <= start < one.span.end)
    citation = Citation(1, passage, Span(start, start + len(words)))
    said = f"{message('attribution-guide', RU, article='32')} {words} [1]"
    assert html_answer(make_answer(said, [citation], RU)) == [example]
