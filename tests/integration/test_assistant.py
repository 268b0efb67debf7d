import shutil

import pytest

from bot.answer import Answer, Delta, Found, Searching, Status
from bot.answering.cache import AnswerCache
from bot.answering.extractive import ExtractiveGenerator
from bot.assistant import Assistant
from bot.conversation import Conversation
from bot.errors import GeneratorError, QuestionError
from bot.settings import Settings
from bot.wiring import build_application
from corpus.document import Document, Language
from retrieval.lexicon import load_lexicon

QUESTION = "Құрылтайда қанша депутат болады?"
TRUE = "Парламентте 145 депутат болады. [1] "
FALSE = "Парламентте 999 депутат болады. [1] "


class Failing:
    """Writes some pieces, and then its model fails."""

    name = "failing"

    def __init__(self, *pieces):
        self._pieces = pieces

    def generate(self, question, evidence):
        yield from self._pieces
        raise GeneratorError("error-generator", reason="out of memory")


class Writing(Failing):
    """Writes just these pieces."""

    name = "writing"

    def generate(self, question, evidence):
        yield from self._pieces


@pytest.fixture(scope="module")
def retriever(default_home):
    return build_application(Settings(home=default_home)).retriever


@pytest.fixture
def assistant(retriever):
    def wire(*generators):
        return Assistant(retriever, generators, load_lexicon(), threshold=0.3)

    return wire


def test_events_come_in_order_and_the_answer_is_what_was_shown(assistant):
    first, second, *deltas, last = assistant(ExtractiveGenerator()).ask(QUESTION)
    assert isinstance(first, Searching)
    assert isinstance(second, Found)
    assert deltas
    assert all(isinstance(delta, Delta) for delta in deltas)
    assert isinstance(last, Answer)
    assert last.text == " ".join(delta.text for delta in deltas)
    assert set(last.timings_ms) == {"retrieve", "generate", "total"}


@pytest.mark.parametrize(
    ("generator", "written_by", "text", "reasons"),
    [
        pytest.param(Writing(TRUE), "writing", "Парламентте 145", [], id="true"),
        pytest.param(Writing(FALSE), "extractive", "145 депутат", ["cut-number"], id="false"),
        pytest.param(Writing(FALSE, TRUE), "writing", "Парламентте 145", ["cut-number"], id="both"),
        pytest.param(Writing(), "extractive", "145 депутат", [], id="nothing"),
        pytest.param(Failing(), "extractive", "145 депутат", ["error-generator"], id="fails"),
        pytest.param(Failing(TRUE, "Жар"), "failing", "Парламентте 145", ["error-generator"], id="fails midway"),
    ],
)  # fmt: skip
def test_what_does_not_stand_is_never_shown_and_the_next_generator_stands_in(
    assistant, generator, written_by, text, reasons
):
    *events, answer = assistant(generator, ExtractiveGenerator()).ask(QUESTION)
    assert (answer.status, answer.generator) == (Status.ANSWERED, written_by)
    assert text in answer.text
    assert [cut.reason for cut in answer.cuts] == reasons
    shown = " ".join(event.text for event in events if isinstance(event, Delta))
    assert shown == answer.text
    assert "999" not in shown
    assert answer.citations


def test_where_nobody_writes_anything_that_stands_nothing_was_found(assistant):
    answer = assistant(Writing(FALSE), Failing()).answer(QUESTION)
    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())
    assert [cut.reason for cut in answer.cuts] == ["cut-number", "error-generator"]


def test_a_refusal_searches_nothing(assistant):
    *events, answer = assistant(ExtractiveGenerator()).ask("За кого голосовать?")
    assert answer.status is Status.REFUSED
    assert [type(event) for event in events] == [Searching]


@pytest.mark.parametrize("language", Language)
def test_the_persons_choice_of_language_wins_over_the_text(assistant, language):
    answer = assistant(ExtractiveGenerator()).answer(QUESTION, language)
    assert answer.question.language is language


def test_a_follow_up_is_asked_in_its_complete_form_and_shown_as_typed(assistant):
    conversation = Conversation()
    asking = assistant(ExtractiveGenerator())
    asking.answer(QUESTION, conversation=conversation)
    question = asking.answer("ал оның палатасы нешеу?", conversation=conversation).question
    assert question.asked == "ал оның палатасы нешеу?"
    assert question.text == "ал оның палатасы нешеу? Құрылтайда депутат"


def test_the_same_question_has_the_same_id_and_a_given_id_is_kept(assistant):
    asking = assistant(ExtractiveGenerator())
    ids = {asking.answer(text).question.id for text in (QUESTION, f"  {QUESTION} ")}
    assert len(ids) == 1
    assert asking.answer(QUESTION, question_id="7").question.id == "7"


def test_a_text_that_is_no_question_is_an_error(assistant):
    with pytest.raises(QuestionError):
        assistant(ExtractiveGenerator()).answer("?!")


def test_a_repeated_question_is_not_answered_anew_until_the_corpus_changes(default_home, tmp_path):
    home = shutil.copytree(default_home, tmp_path / "home")
    application = build_application(Settings(home=home))
    cached = Assistant(
        application.retriever, [ExtractiveGenerator()], load_lexicon(), 0.3, AnswerCache(100)
    )
    first = cached.answer(QUESTION)
    again = cached.answer(QUESTION.upper(), question_id="again")
    assert (again.text, again.citations) == (first.text, first.citations)
    assert (again.question.id, again.question.asked) == ("again", QUESTION.upper())
    assert (first.repeated, again.repeated) == (False, True)
    assert cached.recall(QUESTION).text == first.text
    application.catalogue.add([Document("new", "Жаңа", "Жаңа құжат.", Language.KK)])
    application.index()
    assert cached.recall(QUESTION) is None
    assert not cached.answer(QUESTION).repeated


@pytest.mark.parametrize(
    "question",
    ["Астана туралы не айтылған?", "Что сказано об Астане?", "Астана туралы не делінген"],
)
def test_what_is_said_of_one_thing_is_told(default_home, question):
    *_, answer = build_application(Settings(home=default_home)).assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert "Астана" in answer.text
