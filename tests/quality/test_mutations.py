"""Builds that are broken on purpose: the suite must tell each of them from a whole one."""

import re
from dataclasses import replace

import pytest

import bot.assistant
from bot.answering.extractive import ExtractiveGenerator
from bot.answering.grounding import Grounded, Grounding
from bot.assistant import Assistant
from bot.quality.floors import fallen
from corpus.document import Language
from retrieval.language import detect
from retrieval.lexicon import load_lexicon
from tests.quality.conftest import FLOORS, SETS, ask


class LyingGenerator:
    """The model that verification is for: what the sources say, with other numbers and a name."""

    name = "lying"

    def generate(self, question, evidence):
        for number, item in enumerate(evidence[:2], 1):
            said = re.sub(r"\d+", "777", " ".join(item.passage.text.split())[:200])
            yield f"{said.translate(BRACKETS)} 555 жылы Пәленшеевпен болады. [{number}] "


BRACKETS = str.maketrans("[]", "()")


def build(application, generators=None, threshold=None):
    settings = application.settings
    return Assistant(
        application.retriever,
        generators or [ExtractiveGenerator()],
        load_lexicon(),
        settings.answer_threshold if threshold is None else threshold,
    )


def shift_citations(application, monkeypatch):
    whole = bot.assistant._answered

    def shifted(*arguments):
        answer = whole(*arguments)
        ahead = [*answer.citations[1:], *answer.citations[:1]]
        pairs = zip(answer.citations, ahead, strict=True)
        moved = [replace(next_one, number=one.number) for one, next_one in pairs]
        return replace(answer, citations=tuple(moved))

    monkeypatch.setattr(bot.assistant, "_answered", shifted)
    return build(application)


def swap_languages(application, monkeypatch):
    other = {Language.KK: Language.RU, Language.RU: Language.KK}
    monkeypatch.setattr(bot.assistant, "detect", lambda text: other[detect(text)])
    return build(application)


def answer_whatever_is_found(application, monkeypatch):
    return build(application, threshold=0.0)


def verify_nothing(application, monkeypatch):
    def believe(self, body, cited):
        return Grounded(body, (self._closest(body, cited[0]),))

    monkeypatch.setattr(Grounding, "_ground", believe)
    return build(application, [LyingGenerator(), ExtractiveGenerator()])


def rank_the_worst_first(application, monkeypatch):
    search = application.retriever.search_bilingual
    monkeypatch.setattr(
        application.retriever, "search_bilingual", lambda *wanted: search(*wanted)[::-1]
    )
    return build(application)


def retype_quotes(application, monkeypatch):
    quote = bot.answer.Citation.quote.fget
    monkeypatch.setattr(bot.answer.Citation, "quote", property(lambda c: quote(c).upper()))
    return build(application)


@pytest.mark.parametrize(
    ("breakage", "told_by"),
    [
        pytest.param(shift_citations, "citation-recall", id="citations shifted by one"),
        pytest.param(swap_languages, "language", id="languages swapped"),
        pytest.param(answer_whatever_is_found, "false-answers", id="threshold at zero"),
        pytest.param(verify_nothing, "fact-precision", id="verification off"),
        pytest.param(rank_the_worst_first, "source", id="the worst passage first"),
        pytest.param(retype_quotes, "verbatim", id="quotes retyped"),
    ],
)
def test_a_broken_build_falls_under_a_floor(application, monkeypatch, breakage, told_by):
    scores = ask(breakage(application, monkeypatch), SETS["seeds"])
    assert told_by in {fall.metric.name for fall in fallen(scores, FLOORS["seeds"])}


def test_a_lying_model_in_a_whole_build_holds_the_floors(application):
    liar = build(application, [LyingGenerator(), ExtractiveGenerator()])
    scores = ask(liar, SETS["seeds"])
    assert any(one.answer.cuts for one in scores)
    assert fallen(scores, FLOORS["seeds"]) == []
