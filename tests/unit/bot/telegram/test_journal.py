import asyncio
import json
import logging

import pytest

from bot.telegram.journal import Names, about, journal, open_journal, open_key


@pytest.fixture
def lines(capfd):
    handlers, level = logging.root.handlers[:], logging.root.level
    open_journal()
    yield lambda: [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    logging.captureWarnings(False)
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


def test_a_person_has_one_name_that_only_the_key_tells(tmp_path):
    key = open_key(tmp_path)
    assert open_key(tmp_path) == key
    assert (tmp_path / "telegram.key").stat().st_mode & 0o777 == 0o600
    names = Names(key)
    assert names.of(7) == names.of(7) != names.of(8)
    assert names.of(7) != Names(bytes(32)).of(7)
    assert len(names.of(7)) == 12


def test_a_fault_is_told_by_its_kind_and_place_not_by_its_words(lines):
    try:
        raise ValueError("құпия сұрақ")
    except ValueError as error:
        journal.error("fault", fault=error)
    (line,) = lines()
    assert (line["event"], line["fault"]) == ("fault", "ValueError")
    assert line["at"][0].startswith("test_journal.py:")
    assert "құпия" not in json.dumps(line, ensure_ascii=False)


def test_what_is_done_for_an_update_bears_its_number_in_threads_and_tasks_too(lines):
    async def handle(request):
        with about(request):
            await asyncio.gather(
                asyncio.to_thread(journal.info, "thread"), asyncio.create_task(tell())
            )

    async def tell():
        journal.info("task")

    async def two():
        await asyncio.gather(handle(7), handle(8))
        journal.info("after")

    asyncio.run(two())
    told = sorted((line["event"], line.get("request")) for line in lines() if "request" in line)
    assert told == [("task", 7), ("task", 8), ("thread", 7), ("thread", 8)]


def test_what_a_library_says_is_told_without_its_values(lines):
    logging.getLogger("aiogram").warning("from %s: %s", 123456789, "құпия")
    logging.getLogger("py.warnings").warning("құпия")
    logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: құпия")
    told = lines()
    assert [one["template"] for one in told] == [
        "from %s: %s",
        "",
        "Task exception was never retrieved",
    ]
    assert "құпия" not in json.dumps(told, ensure_ascii=False)
    assert "123456789" not in json.dumps(told)
