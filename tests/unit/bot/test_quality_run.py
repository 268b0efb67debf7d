import json
from dataclasses import replace

import pytest

from bot.answer import Cut, Status, Usage
from bot.errors import BotError
from bot.quality.abstention import area_under_risk, decision_curve, risk_coverage
from bot.quality.findings import findings_of_comparison, findings_of_run
from bot.quality.floors import fallen, raised, read_floors, write_floors
from bot.quality.golden import GoldenQuestion
from bot.quality.metrics import score, score_all
from bot.quality.run import AnswerRecord, CitationRecord, EvidenceRecord, Run, read_run, write_run
from bot.quality.summary import by_tag, compare, summarise, won_and_lost
from corpus.document import Language

KK, RU = Language


def golden(number=1, language=RU, expect=Status.ANSWERED, tags=("direct",)):
    facts = (("145",),) if expect is Status.ANSWERED else ()
    return GoldenQuestion(f"g{number}", language, "Сколько?", expect, facts, (), tags)


def answer(number=1, text="В Курултае 145 депутатов. [1]", confidence=0.9, language=RU):
    quote = CitationRecord(1, "doc", language, text[:-4], text[:-4], locator="абзац 1")
    timings = {"retrieve": float(number), "total": 2.0 * number}
    return AnswerRecord(
        f"g{number}", language, Status.ANSWERED, text, (quote,), "extractive", confidence, timings
    )


def silent(number=1, confidence=0.1, language=RU):
    return AnswerRecord(f"g{number}", language, Status.NOT_FOUND, "", confidence=confidence)


def wrong(number=1, confidence=0.9):
    return answer(number, "В Курултае 200 депутатов. [1]", confidence)


def test_a_run_comes_back_from_its_file_as_it_was(tmp_path):
    full = replace(
        answer(),
        cuts=(Cut("Лишнее.", "cut-number"),),
        evidence=(EvidenceRecord("doc", "абзац 1", "Текст", 0.5, "2026-03-15", "53"),),
        usage=Usage(600, 500, 40),
    )
    question = replace(golden(), before=("Что такое Курултай?",), articles=("53",))
    run = Run({"corpus": "abc", "day": "2026-11-21"}, ((question, full), (golden(2), silent(2))))
    write_run(run, tmp_path / "a.run")
    assert read_run(tmp_path / "a.run") == run


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["{}"], id="no header"),
        pytest.param(['{"run": {}}', "{"], id="half a line"),
        pytest.param(['{"run": {}}', '{"golden": {}, "answer": {}}'], id="empty records"),
        pytest.param([json.dumps({"id": "g", "question": "?"})], id="golden questions"),
    ],
)
def test_a_file_that_is_no_run_is_told_with_its_line(tmp_path, lines):
    file = tmp_path / "a.run"
    file.write_text("\n".join(lines))
    with pytest.raises(BotError) as told:
        read_run(file)
    assert told.value.key == "error-run-line"
    assert told.value.values["place"] == f"a.run:{len(lines)}"


def test_the_gap_between_the_languages_is_told_when_it_is_no_noise():
    kazakh = [score(golden(n, KK), answer(n, language=KK)) for n in range(30)]
    russian = [score(golden(100 + n), silent(100 + n)) for n in range(30)]
    summary = summarise(kazakh + russian)
    refusals = next(f for f in summary.figures if f.metric.name == "false-refusals")
    assert (refusals.parity.mean, refusals.parity.is_noise) == (-1.0, False)
    told = findings_of_run(summary, RU)
    assert "ложные отказы: на казахском лучше на 100.0 п. п. [100.0–100.0]." in told
    even = summarise([score(golden(n, (KK, RU)[n % 2]), silent(n)) for n in range(40)])
    assert findings_of_run(even, RU) == ["Между казахским и русским разницы сверх случайной нет."]


def test_a_small_set_says_that_it_is_small():
    assert "Вопросов всего 1" in findings_of_run(summarise([score(golden(), answer())]), RU)[-1]


def test_latency_is_a_median_and_a_95th_percentile_per_stage():
    summary = summarise([score(golden(n), answer(n)) for n in range(1, 102)])
    retrieve, total = summary.latencies
    assert (retrieve.stage, retrieve.median, retrieve.p95) == ("retrieve", 51.0, 96.0)
    assert total.median == 102.0


def test_tokens_are_a_mean_over_what_a_model_wrote():
    used = replace(answer(), usage=Usage(600, 500, 40))
    scores = score_all([(golden(), used), (golden(2), silent(2))])
    assert summarise(scores).tokens == {"prompt": 600, "reused": 500, "written": 40}
    assert summarise(scores[1:]).tokens == {}


def test_a_tag_has_its_own_figures():
    tagged = [
        score(golden(1, tags=("typed", "direct")), answer(1)),
        score(golden(2, tags=("typed",)), silent(2)),
    ]
    direct, typed = by_tag(tagged)
    assert (direct.tag, direct.count, direct.values["outcome"].mean) == ("direct", 1, 1.0)
    assert (typed.tag, typed.count, typed.values["outcome"].mean) == ("typed", 2, 0.5)


def test_a_comparison_pairs_questions_and_tells_what_was_won_and_lost():
    before = [score(golden(n), silent(n) if n < 20 else answer(n)) for n in range(60)]
    after = [score(golden(n), wrong(n) if n == 59 else answer(n)) for n in range(60)]
    changes = {change.metric.name: change for change in compare(before, after)}
    assert changes["false-refusals"].verdict == "better"
    assert changes["fact-recall"].difference.mean == pytest.approx(19 / 60)
    assert changes["verbatim"].verdict == "noise"
    won, lost = won_and_lost(before, after)
    assert [new.golden.id for _, new in won] == [f"g{n}" for n in range(20)]
    assert [new.golden.id for _, new in lost] == ["g59"]
    told = findings_of_comparison(compare(before, after), 60, RU)
    assert any(line.startswith("ложные отказы: лучше на 33.3") for line in told)


def test_two_equal_runs_do_not_differ():
    scores = [score(golden(n), answer(n)) for n in range(40)]
    assert findings_of_comparison(compare(scores, scores), 40, RU) == ["Разницы нет."]


def test_what_one_run_alone_asked_is_not_compared():
    before, after = [score(golden(1), answer(1))], [score(golden(2), answer(2))]
    assert compare(before, after) == []
    assert won_and_lost(before, after) == ([], [])


def test_risk_grows_with_the_wrong_answers_among_the_surest():
    scores = [
        score(golden(1), answer(1, confidence=0.9)),
        score(golden(2), wrong(2, confidence=0.8)),
        score(golden(3, expect=Status.NOT_FOUND), answer(3, confidence=0.7)),
        score(golden(4), silent(4)),
    ]
    steps = risk_coverage(scores)
    assert [(s.coverage, s.risk) for s in steps] == [(0.25, 0.0), (0.5, 0.5), (0.75, 2 / 3)]
    assert area_under_risk(steps) == pytest.approx((0 + 0.5 + 2 / 3) / 3)
    assert area_under_risk([]) == 0.0


def test_the_decision_curve_counts_both_errors_at_every_threshold():
    scores = [
        score(golden(1), answer(1, confidence=0.6)),
        score(golden(2, expect=Status.NOT_FOUND), silent(2, confidence=0.3)),
    ]
    errors = {p.threshold: (p.false_answers, p.false_refusals) for p in decision_curve(scores, 4)}
    assert errors == {0: (1, 0), 0.25: (1, 0), 0.5: (0, 0), 0.75: (0, 1), 1: (0, 1)}


def test_a_floor_is_missed_only_by_more_than_noise():
    half = [score(golden(n), answer(n) if n % 2 else silent(n)) for n in range(100)]
    assert fallen(half, {"outcome": 0.55, "false-refusals": 0.45}) == []
    assert [f.metric.name for f in fallen(half, {"outcome": 0.7})] == ["outcome"]
    assert [f.metric.name for f in fallen(half, {"false-refusals": 0.3})] == ["false-refusals"]
    assert fallen(half, {"false-answers": 0.0, "a metric of before": 1.0}) == []


def test_floors_are_raised_and_never_lowered(tmp_path):
    good = [score(golden(n), answer(n)) for n in range(10)]
    bad = [score(golden(n), silent(n)) for n in range(10)]
    first = raised(bad, {})
    assert (first["outcome"], first["false-refusals"]) == (0.0, 1.0)
    better = raised(good, first)
    assert (better["outcome"], better["false-refusals"]) == (1.0, 0.0)
    assert raised(bad, better) == better
    write_floors({"seeds": better}, tmp_path / "floors.toml")
    assert read_floors(tmp_path / "floors.toml") == {"seeds": better}


def test_broken_floors_are_told(tmp_path):
    (tmp_path / "floors.toml").write_text("[seeds\n")
    with pytest.raises(BotError) as told:
        read_floors(tmp_path / "floors.toml")
    assert told.value.key == "error-floors"
