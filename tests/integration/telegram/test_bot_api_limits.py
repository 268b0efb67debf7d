"""How fast a bot may send, by a clock of our own."""

import pytest

from tests.bot_api import BotApi, Rates
from tests.bot_api.limits import Limits
from tests.bot_api.plain_calls import call
from tests.bot_api.refusals import Refusal


class Clock:
    """Moves when told to."""

    now = 1_000.0

    def __call__(self):
        return self.now


def send(limits, moments, chat=1, **more):
    """Send at these moments; return the number let through and what the last refusal asks for."""
    clock, passed, wait = limits.clock, 0, None
    for moment in moments:
        clock.now = 1_000.0 + moment
        try:
            limits.count(chat if isinstance(chat, int) else next(chat), "sendMessage", **more)
            passed += 1
        except Refusal as refusal:
            wait = refusal.parameters["retry_after"]
    return passed, wait


def each(first):
    while True:
        yield first
        first += 1


CASES = {
    "a second apart": ([0, 1, 2, 3, 4, 5], {"chat": 1}, (6, None)),
    "a short burst": ([0, 0, 0], {"chat": 1}, (3, None)),
    "a burst too long": ([0, 0, 0, 0], {"chat": 1}, (3, 1)),
    "a burst after a burst": ([0, 0, 0, 1, 1], {"chat": 1}, (4, 1)),
    "after a pause": ([0, 0, 0, 4, 4, 4], {"chat": 1}, (6, None)),
    "20 a minute in a group": ([2 * n for n in range(20)], {"chat": -1}, (20, None)),
    "21 a minute in a group": ([2 * n for n in range(21)], {"chat": -1}, (20, 20)),
    "21 in a minute and a second in a group": ([*range(0, 40, 2), 60], {"chat": -1}, (21, None)),
    "30 chats in a second": ([0.03 * n for n in range(30)], {"chat": each(1)}, (30, None)),
    "31 chats in a second": ([0.03 * n for n in range(31)], {"chat": each(1)}, (30, 1)),
    "drafts are no messages of a chat": ([0] * 10, {"chat": 1, "is_draft": True}, (10, None)),
    "drafts count over all": ([0] * 31, {"chat": 1, "is_draft": True}, (30, 1)),
}


@pytest.mark.parametrize(("moments", "where", "result"), CASES.values(), ids=CASES)
def test_so_many_pass_and_the_rest_are_told_to_wait(moments, where, result):
    limits = Limits(clock=Clock())
    assert send(limits, moments, **where) == result
    assert len(limits.violations) == len(moments) - result[0]


def test_waiting_as_long_as_told_is_enough():
    limits = Limits(clock=Clock())
    moments = [2 * n for n in range(21)]
    _, wait = send(limits, moments, -1)
    assert send(limits, [moments[-1] + wait], -1) == (1, None)


def test_a_refusal_for_speed_says_when_to_come_back_and_is_kept():
    with BotApi(Rates(burst=1)) as api:
        aru = api.person()
        aru.types("/start")
        assert call(api, "sendMessage", chat_id=aru.chat.id, text="x")["ok"]
        refused = call(api, "sendMessage", chat_id=aru.chat.id, text="y")
        assert refused == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": {"retry_after": 1},
        }
        assert [(one.chat, one.limit) for one in api.violations] == [(aru.chat.id, "chat")]
        assert [message.shown for message in aru.sees()] == ["x"]


def test_a_refusal_for_speed_on_request_is_nobodys_violation(api):
    api.fault("too_many", "getMe", seconds=7)
    assert call(api, "getMe")["parameters"] == {"retry_after": 7}
    assert api.violations == []
    assert call(api, "getMe")["ok"]
