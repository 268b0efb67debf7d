import time
from itertools import count

import pytest

from bot.answer import Answer, Citation, Question, Status
from bot.telegram.answers import kept_answer
from bot.telegram.changes import Count, KeepAnswer, KeepConversation
from bot.telegram.retention import Retention
from corpus.document import Document, Language, Span
from retrieval.locator import Locator
from retrieval.passage import Passage

TEXT = "Құрылтайда 145 депутат бар."
SECRET = "қызылжолбарыс"
_updates = count(1)


def made_answer(question="Құрылтайда қанша депутат бар?"):
    document = Document("doc", "Тақырып", TEXT, Language.KK)
    citation = Citation(1, Passage(document, Span(0, len(TEXT)), Locator(1)), Span(0, 10))
    return Answer(Question("q", question, Language.KK), Status.ANSWERED, f"{TEXT} [1]", (citation,))


async def keep(state, *changes):
    """Close an update with these changes."""
    await state.inbox.store([{"update_id": next(_updates)}])
    (entry,) = await state.inbox.take(1, in_lanes=False)
    await state.inbox.finish(entry.number, *changes)


async def give(state, person, chat=None, message=10, question=SECRET):
    """Let a person have asked, got an answer, disliked it, and written a comment."""
    chat = chat or person
    await state.people.meet(person, "kk")
    kept = kept_answer(made_answer(question), f"answer{person}{message}", chat, person, message)
    talk = KeepConversation(chat, person, [question])
    await keep(state, KeepAnswer(kept, [message + 1]), talk)
    await state.feedback.rate(kept, person, is_good=False, reason="wrong")
    await state.feedback.comment(person, Language.KK, f"пікір: {question}")
    return kept


LANGUAGES = {"kk": Language.KK, "kk-KZ": Language.KK, "ru": Language.RU, "en": Language.RU, None: Language.RU, "": Language.RU}  # fmt: skip


@pytest.mark.parametrize(("code", "language"), LANGUAGES.items(), ids=map(str, LANGUAGES))
async def test_a_new_person_is_spoken_to_in_the_language_of_their_telegram(opened, code, language):
    async with opened() as state:
        person = await state.people.meet(7, code)
        assert (person.language, person.choice) == (language, None)
        assert await state.people.count() == 1


async def test_a_chosen_language_stays(opened):
    async with opened() as state:
        await state.people.meet(7, "ru")
        await state.people.choose(7, Language.KK)
    async with opened() as state:
        assert (await state.people.meet(7, "ru")).choice is Language.KK


async def test_conversations_of_chats_and_people_are_apart_and_survive(opened):
    async with opened() as state:
        for chat, person in ((7, 7), (-5, 7), (-5, 8)):
            await keep(state, KeepConversation(chat, person, [f"{chat} {person}"]))
        await state.conversations.forget(7, 7)
    async with opened() as state:
        talks = state.conversations
        assert (await talks.open(7, 7)).questions == ()
        assert (await talks.open(-5, 7)).questions == ("-5 7",)
        assert (await talks.open(-5, 8)).questions == ("-5 8",)


async def test_an_answer_is_found_by_its_name_its_question_and_its_messages(opened):
    async with opened() as state:
        kept = kept_answer(made_answer(), "name", -5, 7, 10)
        await keep(state, KeepAnswer(kept, [12, 11]))
        known = state.answers
        assert await known.named("name") == kept
        assert await known.to_question(-5, 10) == kept
        assert await known.in_message(-5, 12) == kept
        assert await known.messages_of(kept) == [11, 12]
        assert await known.in_message(7, 12) is None
        assert kept.citations == ((1, "doc", Span(0, 10)),)
        assert await known.count_since(time.time() - 60) == 1
        assert await known.count_since(time.time() + 60) == 0


async def test_an_answer_that_is_renewed_takes_the_place_of_the_old_one(opened):
    async with opened() as state:
        for messages in ([11, 12], [11]):
            kept = kept_answer(made_answer(), "name", -5, 7, 10)
            await keep(state, KeepAnswer(kept, messages))
        assert await state.answers.messages_of(kept) == [11]


async def test_of_the_answers_to_one_question_the_last_is_found(opened):
    async with opened() as state:
        for name in ("first", "second"):
            await keep(state, KeepAnswer(kept_answer(made_answer(), name, 7, 7, 10), []))
        assert (await state.answers.to_question(7, 10)).id == "second"


async def test_one_who_is_forgotten_is_gone_and_others_stay(opened):
    async with opened() as state:
        mine = await give(state, 123456789)
        await give(state, 123456789, chat=-5, message=900)
        other = await give(state, 555555555, chat=-5, question="басқа сұрақ")
        await Retention(state.traces, state.inbox, 30).forget(123456789, 1)
        assert await state.answers.named(mine.id) is None
        assert (await state.conversations.open(-5, 123456789)).questions == ()
        assert await state.answers.in_message(-5, 901) is None
        assert await state.answers.named(other.id) == other
        assert (await state.conversations.open(-5, 555555555)).questions == ("басқа сұрақ",)
        assert await state.feedback.counts() == (0, 1)
        assert await state.people.count() == 1


async def test_what_others_said_of_the_answers_of_one_who_is_forgotten_goes_too(opened):
    async with opened() as state:
        kept = await give(state, 7, chat=-5)
        await state.feedback.rate(kept, 8, is_good=True)
        await Retention(state.traces, state.inbox, 30).forget(7, 1)
        assert await state.feedback.counts() == (0, 0)


async def test_what_is_older_than_its_days_goes_by_itself(opened):
    async with opened() as state:
        await give(state, 7)
        assert await state.traces.delete_before(time.time() - 60) == 0
        assert await state.traces.delete_before(time.time() + 60) > 0
        assert await state.people.count() == 0
        assert await state.feedback.counts() == (0, 0)
        assert await state.answers.count_since(0) == 0


async def test_the_last_word_on_an_answer_counts(opened):
    async with opened() as state:
        kept = await give(state, 7)
        await state.feedback.rate(kept, 7, is_good=True)
        assert await state.feedback.counts() == (1, 0)


async def test_notes_are_kept_counted_and_grow_old(opened):
    async with opened() as state:
        notes = state.notes
        await keep(state, Count("often", 2), Count("often"))
        await notes.add("often")
        await notes.write("word", "yes")
        assert await notes.count("often") == 4
        assert await notes.read("word") == "yes"
        assert await notes.read("word", max_age_s=-1) == ""
        await notes.write("word", "")
        assert await notes.read("word") == ""
