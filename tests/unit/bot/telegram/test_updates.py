import pytest

from bot.telegram.updates import check_numbers, lane_of

HUGE = 2**63
TOO_LARGE = {
    "on top": {"update_id": HUGE},
    "within": {"update_id": 1, "message": {"chat": {"id": -HUGE}}},
    "in a list": {"update_id": 1, "message": {"entities": [{"offset": HUGE}]}},
}


@pytest.mark.parametrize("update", TOO_LARGE.values(), ids=TOO_LARGE)
def test_a_number_that_telegram_cannot_have_is_found(update):
    with pytest.raises(OverflowError):
        check_numbers(update)


def test_numbers_that_it_has_are_let_pass():
    check_numbers({"update_id": 1, "message": {"chat": {"id": -1_001_000_000_000}, "text": "7", "entities": [{}]}})  # fmt: skip


LANES = {
    "private": ({"message": {"chat": {"id": 7}, "from": {"id": 7}, "text": "сұрақ"}}, "7:7"),
    "edited": ({"edited_message": {"chat": {"id": -5}, "from": {"id": 7}, "text": "сұрақ"}}, "-5:7"),
    "a chat that speaks": ({"message": {"chat": {"id": -5}, "sender_chat": {"id": -5}}}, "-5:-5"),
    "a chat that is none": ({"message": {"chat": "oops", "from": None, "text": 5}}, "0:0"),
    "no text at all": ({"message": {"chat": {"id": 7}, "from": {"id": 7}, "text": ""}}, "7:7"),
    "a command at once": ({"message": {"chat": {"id": 7}, "from": {"id": 7}, "text": " /HELP x"}}, ""),
    "a command in its turn": ({"message": {"chat": {"id": 7}, "from": {"id": 7}, "text": "/new"}}, "7:7"),
    "nothing known": ({"poll": {"id": "1"}}, ""),
}  # fmt: skip


@pytest.mark.parametrize(("update", "lane"), LANES.values(), ids=LANES)
def test_an_update_has_a_lane(update, lane):
    assert lane_of(update) == lane
