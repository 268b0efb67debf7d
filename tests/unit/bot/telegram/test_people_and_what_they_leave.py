import stat
import time

import pytest

from bot.answer import Answer, Citation, Question, Status
from bot.conversation import Conversation
from bot.errors import SettingsError
from bot.telegram import answers, conversations
from bot.telegram.answers import Answers, kept_answer
from bot.telegram.conversations import Conversations
from bot.telegram.database import Database, Statement
from bot.telegram.feedback import Feedback
from bot.telegram.feedback_export import comment_lines, feedback_lines
from bot.telegram.inbox import Inbox
from bot.telegram.notes import Notes, counting
from bot.telegram.people import People
from bot.telegram.retention import Retention
from corpus.document import Document, Language, Span
from retrieval.locator import Locator
from retrieval.passage import Passage

TEXT = "Құрылтайда 145 депутат бар."
SECRET = "қызылжолбарыс"


def made_answer(question="Құрылтайда қанша депутат бар?"):
    document = Document("doc", "Тақырып", TEXT, Language.KK)
    citation = Citation(1, Passage(document, Span(0, len(TEXT)), Locator(1)), Span(0, 10))
    return Answer(Question("q", question, Language.KK), Status.ANSWERED, f"{TEXT} [1]", (citation,))


async def give(database, person, chat=None, message=10, question=SECRET):
    """Let a person have asked, got an answer, disliked it, and written a comment."""
    chat = chat or person
    await People(database).meet(person, "kk")
    kept = kept_answer(made_answer(question), f"answer{person}{message}", chat, person, message)
    talk = conversations.keeping(chat, person, Conversation([question]))
    await database.write(*answers.keeping(kept, [message + 1]), talk)
    await Feedback(database).rate(kept, person, is_good=False, reason="wrong")
    await Feedback(database).comment(person, Language.KK, f"пікір: {question}")
    return kept


LANGUAGES = {"kk": Language.KK, "kk-KZ": Language.KK, "ru": Language.RU, "en": Language.RU, None: Language.RU, "": Language.RU}  # fmt: skip


@pytest.mark.parametrize(("code", "language"), LANGUAGES.items(), ids=map(str, LANGUAGES))
async def test_a_new_person_is_spoken_to_in_the_language_of_their_telegram(opened, code, language):
    async with opened() as database:
        person = await People(database).meet(7, code)
        assert (person.language, person.choice) == (language, None)


async def test_a_chosen_language_stays(opened):
    async with opened() as database:
        await People(database).meet(7, "ru")
        await People(database).choose(7, Language.KK)
    async with opened() as database:
        assert (await People(database).meet(7, "ru")).choice is Language.KK


async def test_conversations_of_chats_and_people_are_apart_and_survive(opened):
    async with opened() as database:
        for chat, person in ((7, 7), (-5, 7), (-5, 8)):
            talk = Conversation([f"{chat} {person}"])
            await database.write(conversations.keeping(chat, person, talk))
        await Conversations(database).forget(7, 7)
    async with opened() as database:
        opened_again = Conversations(database)
        assert (await opened_again.open(7, 7)).questions == ()
        assert (await opened_again.open(-5, 7)).questions == ("-5 7",)
        assert (await opened_again.open(-5, 8)).questions == ("-5 8",)


async def test_an_answer_is_found_by_its_name_its_question_and_its_messages(opened):
    async with opened() as database:
        kept = kept_answer(made_answer(), "name", -5, 7, 10)
        await database.write(*answers.keeping(kept, [11, 12]))
        known = Answers(database)
        assert await known.named("name") == kept
        assert await known.to_question(-5, 10) == kept
        assert await known.in_message(-5, 12) == kept
        assert await known.messages_of(kept) == [11, 12]
        assert await known.in_message(7, 12) is None
        assert kept.citations == ((1, "doc", Span(0, 10)),)


async def test_an_answer_that_is_renewed_takes_the_place_of_the_old_one(opened):
    async with opened() as database:
        for messages in ([11, 12], [11]):
            kept = kept_answer(made_answer(), "name", -5, 7, 10)
            await database.write(*answers.keeping(kept, messages))
        assert await Answers(database).messages_of(kept) == [11]


async def test_not_a_byte_is_left_of_one_who_is_forgotten_and_others_stay(opened, path):
    async with opened() as database:
        inbox = Inbox(database)
        for message in range(10, 300, 2):
            await give(database, 123456789, message=message)
        await give(database, 123456789, chat=-5, message=900)
        other = await give(database, 555555555, chat=-5, question="басқа сұрақ")
        retention = Retention(database, inbox, 30)
        await retention.forget(123456789, 1)
        await retention.erase_traces()
        on_disk = b"".join(file.read_bytes() for file in path.parent.iterdir())
        assert SECRET.encode() not in on_disk
        assert (123456789).to_bytes(4, "big") not in on_disk
        assert "басқа сұрақ".encode() in on_disk
        assert await Answers(database).named(other.id) == other
        assert await Feedback(database).counts() == (0, 1)


async def test_what_others_said_of_the_answers_of_one_who_is_forgotten_goes_too(opened):
    async with opened() as database:
        kept = await give(database, 7, chat=-5)
        await Feedback(database).rate(kept, 8, is_good=True)
        await Retention(database, Inbox(database), 30).forget(7, 1)
        assert await Feedback(database).counts() == (0, 0)


async def test_what_is_older_than_its_days_goes_by_itself(opened):
    async with opened() as database:
        await give(database, 7)
        retention = Retention(database, Inbox(database), 30)
        assert await retention.sweep() == 0
        tables = {"people": "seen_at", "conversations": "changed_at", "answers": "answered_at", "feedback": "given_at", "comments": "given_at"}  # fmt: skip
        old = time.time() - 31 * 86_400
        for table, age in tables.items():
            await database.write(Statement(f"UPDATE {table} SET {age} = ?", (old,)))
        assert await retention.sweep() >= len(tables)
        for table in (*tables, "answer_messages"):
            assert await database.number(f"SELECT count(*) FROM {table}") == 0


async def test_feedback_comes_out_without_personal_data_for_those_who_better_the_answers(
    opened, path
):
    async with opened() as database:
        kept = await give(database, 7, question="Менің телефоным 87011234567, ол қайда?")
        await Feedback(database).rate(kept, 8, is_good=True)
    assert list(feedback_lines(path)) == [
        '{"question": "Менің телефоным […], ол қайда?", "language": "kk", "reason": "wrong"}'
    ]
    assert list(comment_lines(path)) == [
        '{"comment": "пікір: Менің телефоным […], ол қайда?", "language": "kk"}'
    ]


async def test_the_last_word_on_an_answer_counts(opened):
    async with opened() as database:
        kept = await give(database, 7)
        await Feedback(database).rate(kept, 7, is_good=True)
        assert await Feedback(database).counts() == (1, 0)


async def test_notes_are_kept_counted_and_grow_old(opened):
    async with opened() as database:
        notes = Notes(database)
        await database.write(counting("often", 2), counting("often"))
        await notes.write("word", "yes")
        assert await notes.count("often") == 3
        assert await notes.read("word") == "yes"
        assert await notes.read("word", max_age_s=-1) == ""
        await notes.write("word", "")
        assert await notes.read("word") == ""


async def test_only_its_owner_reads_the_database(opened, path):
    async with opened():
        assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


async def test_a_file_that_is_no_database_is_refused_in_a_line(path):
    path.write_bytes(b"not a database, but long enough to be looked at" * 100)
    with pytest.raises(SettingsError, match="error-telegram-database"):
        await Database.open(path)


async def test_a_database_of_a_newer_program_is_refused_in_a_line(opened, path):
    async with opened() as database:
        await database.write(Statement("PRAGMA user_version = 99"))
    with pytest.raises(SettingsError, match="error-telegram-database-newer"):
        await Database.open(path)
