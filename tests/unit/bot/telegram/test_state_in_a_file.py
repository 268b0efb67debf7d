"""What is true of the state in a file alone: its bytes, its schema."""

import stat
import time

import pytest

from bot.errors import SettingsError
from bot.telegram.feedback_export import comment_lines, feedback_lines
from bot.telegram.retention import Retention
from bot.telegram.sqlite.database import Database, Statement
from bot.telegram.sqlite.inbox import SqliteInbox
from bot.telegram.sqlite.notes import SqliteNotes
from bot.telegram.sqlite.traces import SqliteTraces
from tests.unit.bot.telegram.test_inbox import update
from tests.unit.bot.telegram.test_people_and_what_they_leave import SECRET, give


def path_in(home):
    return home / "telegram.sqlite"


def bytes_in(home):
    return b"".join(file.read_bytes() for file in home.iterdir())


async def test_what_is_done_is_done_together_with_what_belongs_to_it(opened_file):
    async with opened_file() as database:
        inbox = SqliteInbox(database)
        await inbox.store([update(1)])
        with pytest.raises(Exception, match="nowhere"):
            await database.write(
                Statement("UPDATE inbox SET state = 'done'"),
                Statement("INSERT INTO nowhere VALUES (1)"),
            )
        assert await inbox.open() == 1


async def test_of_what_is_done_no_word_and_no_person_is_left(opened_file, home):
    word, person = "«қызыл-жолбарыс»", 123456789012
    async with opened_file() as database:
        inbox = SqliteInbox(database)
        await inbox.store([update(1, word, chat=person, person=person)])
        (entry,) = await inbox.take(1, in_lanes=True)
        await inbox.finish(entry.number)
        await database.erase_traces()
        on_disk = bytes_in(home)
    for trace in (word.encode(), str(person).encode(), b"jolbarys", b"\\u049b\\u044b\\u0437"):
        assert trace not in on_disk


async def test_not_a_byte_is_left_of_one_who_is_forgotten_and_others_stay(opened_in_file, home):
    async with opened_in_file() as state:
        for message in range(10, 300, 2):
            await give(state, 123456789, message=message)
        await give(state, 555555555, chat=-5, question="басқа сұрақ")
        retention = Retention(state.traces, state.inbox, 30)
        await retention.forget(123456789, 1)
        await retention.erase_traces()
        on_disk = bytes_in(home)
    assert SECRET.encode() not in on_disk
    assert (123456789).to_bytes(4, "big") not in on_disk
    assert "басқа сұрақ".encode() in on_disk


async def test_no_table_keeps_what_is_too_old(opened_in_file, opened_file):
    async with opened_in_file() as state:
        await give(state, 7)
    tables = {"people": "seen_at", "conversations": "changed_at", "answers": "answered_at", "feedback": "given_at", "comments": "given_at"}  # fmt: skip
    async with opened_file() as database:
        retention = Retention(SqliteTraces(database), SqliteInbox(database), 30)
        assert await retention.sweep() == 0
        for table, age in tables.items():
            old = time.time() - 31 * 86_400
            await database.write(Statement(f"UPDATE {table} SET {age} = ?", (old,)))
        assert await retention.sweep() >= len(tables)
        for table in (*tables, "answer_messages"):
            assert await database.number(f"SELECT count(*) FROM {table}") == 0


async def test_numbers_are_forgotten_when_telegram_cannot_send_them_again(opened_file):
    now = 1_000_000.0
    async with opened_file() as database:
        inbox = SqliteInbox(database, clock=lambda: now)
        await inbox.store([update(1), update(2)])
        first, _ = await inbox.take(2, in_lanes=True)
        await inbox.finish(first.number)
        for days, left in ((2, 2), (4, 1)):
            traces = SqliteTraces(database, clock=lambda days=days: now + days * 86_400)
            await Retention(traces, inbox, 30).sweep()
            assert await database.number("SELECT count(*) FROM inbox") == left


async def test_feedback_comes_out_without_personal_data_for_those_who_better_the_answers(
    opened_in_file, home
):
    async with opened_in_file() as state:
        kept = await give(state, 7, question="Менің телефоным 87011234567, ол қайда?")
        await state.feedback.rate(kept, 8, is_good=True)
    assert list(feedback_lines(path_in(home))) == [
        '{"question": "Менің телефоным […], ол қайда?", "language": "kk", "reason": "wrong"}'
    ]
    assert list(comment_lines(path_in(home))) == [
        '{"comment": "пікір: Менің телефоным […], ол қайда?", "language": "kk"}'
    ]


async def test_notes_survive(opened_file):
    async with opened_file() as database:
        await SqliteNotes(database).write("word", "yes")
    async with opened_file() as database:
        assert await SqliteNotes(database).read("word") == "yes"


async def test_only_its_owner_reads_the_database(opened_in_file, home):
    async with opened_in_file():
        assert {stat.S_IMODE(file.stat().st_mode) for file in home.iterdir()} == {0o600}


async def test_a_file_that_is_no_database_is_refused_in_a_line(home):
    path_in(home).write_bytes(b"not a database, but long enough to be looked at" * 100)
    with pytest.raises(SettingsError, match="error-telegram-database"):
        await Database.open(path_in(home))


async def test_a_database_of_a_newer_program_is_refused_in_a_line(opened_file, home):
    async with opened_file() as database:
        await database.write(Statement("PRAGMA user_version = 99"))
    with pytest.raises(SettingsError, match="error-telegram-database-newer"):
        await Database.open(path_in(home))
