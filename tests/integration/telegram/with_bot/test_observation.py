"""The service is watched: figures, life and readiness on a port of their own."""

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.bot_api import BotApi
from tests.integration.telegram.with_bot.running_bot import RunningBot
from tests.ports import free_port

QUESTION = "Құрылтайда қанша депутат болады?"


@pytest.fixture(scope="module")
def port():
    return free_port()


@pytest.fixture(scope="module")
def bot(fresh_home, port):
    with (
        BotApi() as api,
        RunningBot(api, fresh_home(), ATAZAN_TELEGRAM_METRICS_PORT=str(port)) as running,
    ):
        yield running


@pytest.fixture
def get(bot, port):
    def fetch(path):
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as reply:
            return reply.read().decode()

    return fetch


def figures(text):
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def told_pairs(text):
    """Figures without labels, with their values."""
    return {(name, value) for (name, *_), value in figures(text).items()}


def asked(seat, *questions):
    for question in questions:
        seat.waits_for(1, seat.types(question))


def test_what_was_asked_is_counted_and_nobody_named(bot, get):
    aru = bot.api.person("Ару", "kk", 5_900_001)
    asked(aru, "/start", QUESTION, QUESTION.lower(), "Ертең ауа райы қандай?")
    closed = "atazan_updates_open", 0
    bot.api.world.wait_until(lambda: closed in told_pairs(get("/metrics")), 10, "updates closed")
    text = get("/metrics")
    told = figures(text)
    answered = ("generator", "extractive"), ("language", "kk"), ("status", "answered")
    not_found = ("generator", "none"), ("language", "kk"), ("status", "not_found")
    assert told["atazan_questions_total", *answered] == 2
    assert told["atazan_questions_total", *not_found] == 1
    assert told["atazan_repeated_answers_total",] == 1
    assert told["atazan_answer_seconds_count",] == 3
    assert told["atazan_stage_seconds_count", ("stage", "retrieve")] == 2
    assert 0 < told["atazan_stage_seconds_sum", ("stage", "total")] < 60
    assert told["atazan_ready",] == 1
    assert 0 < told["atazan_index_age_seconds",] < 1e7
    assert told["process_resident_memory_bytes",] > 1e7
    for private in ("Ару", "5900001", "5_900_001", "депутат"):
        assert private not in text


def test_a_refusal_of_telegram_is_counted(bot, get):
    gone = bot.api.person("Gone", "ru", 5_900_002)
    asked(gone, "/start")
    gone.blocks()
    gone.types("Сколько депутатов?")
    name = "atazan_telegram_refusals_total", ("trouble", "gone")
    bot.api.world.wait_until(lambda: figures(get("/metrics")).get(name, 0) >= 1, 20, "a refusal")


def test_the_service_is_alive_and_ready(get):
    assert get("/healthz") == "ok\n"
    assert get("/readyz") == "ok\n"


def test_a_bot_that_telegram_does_not_answer_is_alive_and_not_ready(fresh_home):
    port = free_port()
    nobody = f"http://127.0.0.1:{free_port()}"
    with BotApi() as api:
        lost = {
            "ATAZAN_TELEGRAM_API_URL": nobody,
            "ATAZAN_TELEGRAM_METRICS_PORT": str(port),
        }
        with RunningBot(api, fresh_home(), **lost):
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as reply:
                assert reply.status == 200
            with pytest.raises(HTTPError) as refused:
                urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5)
            assert refused.value.code == 503
            refused.value.close()


def test_top_shows_a_running_bot(bot, get, atazan, port):
    aru = bot.api.person("Ару", "kk", 5_900_003)
    asked(aru, "/start", QUESTION)
    done = atazan("top", "--once", "--home", bot.home, ATAZAN_TELEGRAM_METRICS_PORT=str(port))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Связь с Telegram" in done.stdout
    assert "✓" in done.stdout


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "telegram_metrics_port"),
        ({"ATAZAN_TELEGRAM_METRICS_PORT": str(free_port())}, "запущен ли atazan bot"),
    ],
    ids=["no port", "no bot"],
)
def test_top_without_a_bot_says_what_to_do(atazan, tmp_path, values, said):
    done = atazan("top", "--once", "--home", tmp_path, **values)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
