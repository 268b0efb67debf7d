"""/forget leaves no trace of a person on the disk, while the bot goes on."""

import time

from prompts.messages import message as text_of

WORD = "қызылжолбарыс"


def on_disk(home):
    """Every file of the data folder: the database with its log, the catalogue, the indexes."""
    files = [file for file in home.rglob("*") if file.is_file()]
    return {str(file.relative_to(home)): file.read_bytes() for file in files}


def traces(home, *words):
    wanted = [form for word in words for form in (word.encode(), ascii(word)[1:-1].encode())]
    return [
        (name, one) for name, bytes_ in on_disk(home).items() for one in wanted if one in bytes_
    ]


def soon(condition, seconds=5):
    """Whether something becomes true: the reply comes before the last step."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def test_not_a_byte_of_a_person_is_left(town, aru, ivan):
    number = str(aru.user.id)
    (answer,) = aru.waits_for(1, aru.types(f"Құрылтайда қанша депутат болады, {WORD}?"))
    aru.waits_for_answer(aru.taps("👎", answer))
    aru.waits_for(1, aru.types(f"/feedback {WORD}"))
    ivan.waits_for(1, ivan.types("Сколько депутатов будет в Курултае, синийслон?"))
    assert traces(town.home, WORD, number)
    (told,) = aru.waits_for(1, aru.types("/forget"))
    assert told.shown == text_of("telegram-forgotten", "kk")
    assert soon(lambda: traces(town.home, WORD, number) == []), traces(town.home, WORD, number)
    assert traces(town.home, "синийслон")
    assert not [line for line in town.log if WORD in line or number in line]


def test_one_who_was_forgotten_begins_anew(town, aru):
    aru.waits_for(1, aru.types("Сколько депутатов будет в Курултае?"))
    aru.waits_for(1, aru.types("/forget"))
    leaning = aru.waits_for(1, aru.types("А на сколько лет?"))[0].shown
    aru.waits_for(1, aru.types("/new"))
    assert aru.waits_for(1, aru.types("А на сколько лет?"))[0].shown == leaning


def test_the_log_names_nobody_and_quotes_nothing(town, aru):
    aru.waits_for(1, aru.types(f"Құрылтайда қанша депутат болады, {WORD}?"))
    town.api.world.wait_until(lambda: len(town.events("answered")) > 0, 10, "a line in the log")
    log = "".join(town.log)
    assert str(aru.user.id) not in log
    assert WORD not in log
    assert ascii(WORD)[1:-1] not in log
    assert {len(one["who"]) for one in town.events("answered")} == {12}
    assert (town.home / "telegram.key").stat().st_mode & 0o777 == 0o600
    assert (town.home / "telegram.sqlite").stat().st_mode & 0o777 == 0o600
