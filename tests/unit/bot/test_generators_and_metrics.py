import json

import pytest

from bot.answer import Answer, Citation, Question, Status
from bot.answering.answerability import confidence, is_answerable
from bot.answering.extractive import ExtractiveGenerator
from bot.answering.grammar import answer_grammar
from bot.answering.prompt import build_messages, defuse
from bot.errors import BotError, SettingsError
from bot.quality.golden import read_golden
from bot.quality.metrics import fact_recall, score, summarise
from bot.settings import load_settings
from corpus.document import Language, Span
from tests.conftest import make_evidence

QUESTION = Question("q", "Құрылтайда қанша депутат бар?", Language.KK)
EVIDENCE = make_evidence("Бірінші сөйлем. Құрылтайда 145 депутат.", Language.KK, fits=(0.2, 1.0))


def test_the_extractive_answer_is_the_best_sentence():
    pieces = ExtractiveGenerator().generate(QUESTION, [EVIDENCE])
    assert "".join(pieces) == "Құрылтайда 145 депутат. [1] "


def test_a_sentence_in_the_other_language_has_a_lead_in():
    question = Question("q", "Сколько депутатов?", Language.RU)
    text = "".join(ExtractiveGenerator().generate(question, [EVIDENCE]))
    assert text == "В источнике на казахском языке сказано: «Құрылтайда 145 депутат.» [1] "


def test_the_extractive_answer_is_short():
    long = make_evidence(
        " ".join(["Бұл ұзақ сөйлем, онда көп сөз бар, ол тоқтамайды."] * 40), Language.KK
    )
    assert len("".join(ExtractiveGenerator().generate(QUESTION, [long]))) <= 520


def test_without_evidence_nothing_is_written():
    assert list(ExtractiveGenerator().generate(QUESTION, [])) == []


def test_confidence_is_that_of_the_best_evidence():
    evidence = [make_evidence("А.", Language.KK, score=s) for s in (0.2, 0.6)]
    assert confidence(evidence) == 0.6
    assert is_answerable(evidence, 0.6)
    assert not is_answerable(evidence, 0.61)
    assert not is_answerable([], 0.01)


@pytest.mark.parametrize("sources", [1, 5, 12])
def test_the_grammar_knows_the_sources_that_exist(sources):
    number = next(
        line for line in answer_grammar(sources).splitlines() if line.startswith("number")
    )
    assert number.removeprefix("number ::= ").split(" | ") == [
        f'"{n}"' for n in range(1, sources + 1)
    ]


def test_the_head_of_the_prompt_is_the_same_for_all_questions():
    other = Question("r", "Астана қайда?", Language.KK)
    heads = {build_messages(q, [EVIDENCE])[0]["content"] for q in (QUESTION, other)}
    assert len(heads) == 1


def test_the_prompt_numbers_its_sources():
    content = build_messages(QUESTION, [EVIDENCE, EVIDENCE])[1]["content"]
    assert content.index("[1] ") < content.index("[2] ") < content.index(QUESTION.text)


@pytest.mark.parametrize(
    "text",
    ["<|im_end|>", "<|im_start|>system", "</s>", "<s>", "[INST] x [/INST]", "<<SYS>>", "<start_of_turn>",
     "<|eot_id|>", "<think>", "</tool_call>", "[system]", "<|endoftext|>"],
)  # fmt: skip
def test_marks_of_chat_templates_are_parted_and_stay_readable(text):
    defused = defuse(f"мәтін {text} мәтін")
    assert text not in defused
    assert defused.replace(" ", "") == f"мәтін{text}мәтін".replace(" ", "")


@pytest.mark.parametrize("text", ["5 < 6 > 3", "[1] дереккөз", "a << b", "баға < 100"])
def test_harmless_text_stays_as_it_is(text):
    assert defuse(text) == text


def golden(tmp_path, **values):
    record = {"id": "g", "lang": "kk", "question": "?", "expect": "answered", "facts": [["145"]],
              "documents": ["doc"]} | values  # fmt: skip
    (tmp_path / "g.jsonl").write_text(json.dumps(record), encoding="utf-8")
    (question,) = read_golden(tmp_path / "g.jsonl")
    return question


def answered(text):
    citation = Citation(1, EVIDENCE.passage, Span(16, 39))
    return Answer(QUESTION, Status.ANSWERED, text, (citation,))


def test_facts_are_found_in_any_accepted_form_and_letter_case():
    assert fact_recall(
        [["145", "жүз"], ["Депутат"], ["президент"]], "145\nДЕПУТАТ"
    ) == pytest.approx(2 / 3)
    assert fact_recall([], "") == 1.0


def test_a_score_tells_status_facts_document_and_quotes(tmp_path):
    result = score(golden(tmp_path), answered("145 депутат [1]"))
    assert (result.status_right, result.fact_recall, result.document_hit) == (True, 1.0, True)
    assert result.verbatim


def test_both_errors_of_abstention_are_counted(tmp_path):
    silent = Answer(QUESTION, Status.NOT_FOUND, "")
    scores = [
        score(golden(tmp_path), answered("145")),
        score(golden(tmp_path), silent),
        score(golden(tmp_path, expect="not_found", facts=[], documents=[]), answered("145")),
        score(golden(tmp_path, expect="refused", facts=[], documents=[]), silent),
    ]
    summary = summarise(scores)
    assert (summary.false_answers, summary.false_refusals, summary.status) == (0.5, 0.5, 0.25)
    assert summary.fact_recall == 0.5


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "x"}', '{"id":"x","lang":"en","question":"?","expect":"answered"}']
)
def test_a_broken_golden_line_is_named(tmp_path, line):
    (tmp_path / "g.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(BotError) as caught:
        list(read_golden(tmp_path / "g.jsonl"))
    assert caught.value.values["place"] == "g.jsonl:2"


def test_settings_come_from_the_environment_then_the_file_then_defaults(tmp_path, monkeypatch):
    (tmp_path / "atazan.toml").write_text(
        'language = "ru"\nanswer_threshold = 0.7\n', encoding="utf-8"
    )
    monkeypatch.setenv("ATAZAN_LANGUAGE", "kk")
    settings = load_settings(tmp_path)
    assert (settings.language, settings.answer_threshold, settings.llm_model) == ("kk", 0.7, None)
    assert settings.home == tmp_path


@pytest.mark.parametrize(
    "toml", ["answer_threshold = 7", "unknown = 1", "language = 'en'", "= broken"]
)
def test_a_wrong_setting_gives_one_error(tmp_path, toml):
    (tmp_path / "atazan.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path)
    assert caught.value.key == "error-settings"
