"""The Bot API behind a wire that is slow, cut or lies: every question is answered, none twice."""

import pytest

from tests.integration.faults.conftest import KAZAKH, RUSSIAN, eventually

NOT_HTTP = b"SSH-2.0-OpenSSH_9.2\r\n"
HEAD = b"HTTP/1.1 %s\r\nContent-Type: %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"


def http(status, kind, body):
    return HEAD % (status, kind, len(body), body)


LIES = {
    "no HTTP": NOT_HTTP,
    "a page": http(b"200 OK", b"text/html", b"<html>Free Wi-Fi</html>"),
    "bytes that are no text": http(b"200 OK", b"application/json; charset=utf-8", b"\xff\xc3\x28"),
    "a fault without words": http(b"502 Bad Gateway", b"application/json", b'{"ok": false}'),
    "all well, and nothing else": http(b"200 OK", b"application/json", b'{"ok": true}'),
    "a method that is none": http(b"405 Method Not Allowed", b"text/html", b"<html></html>"),
}


@pytest.fixture(autouse=True)
def sound(wired):
    yield
    wired.wire.becomes("sound")


def is_answered(seat):
    (answer,) = seat.waits_for(1, timeout=40)
    assert "145" in answer.shown
    assert "[1]" in answer.shown
    return True


def test_on_a_slow_wire_people_wait_and_are_answered(wired, aru, ivan):
    wired.wire.becomes("slow", seconds=0.5)
    aru.types(KAZAKH)
    ivan.types(RUSSIAN)
    assert is_answered(aru)
    assert is_answered(ivan)


@pytest.mark.parametrize("state", ["down", "silent"])
def test_while_the_wire_is_cut_questions_wait_at_telegram(wired, aru, state):
    wired.wire.becomes(state)
    met = wired.wire.met
    aru.types(KAZAKH)
    eventually(lambda: wired.wire.met > met)
    assert aru.sees() == []
    wired.wire.becomes("sound")
    assert is_answered(aru)


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_server_that_lies_neither_stops_the_bot_nor_loses_a_question(wired, aru, lie):
    wired.wire.becomes("lying", lie=lie)
    met = wired.wire.met
    aru.types(KAZAKH)
    eventually(lambda: wired.wire.met > met + 1)
    wired.wire.becomes("sound")
    assert is_answered(aru)
    assert wired.is_running


def test_an_answer_that_the_server_fails_at_comes_in_a_plainer_form(wired, aru):
    wired.api.fault("error_502", "sendRichMessage", times=1000)
    aru.types(KAZAKH)
    try:
        assert is_answered(aru)
    finally:
        wired.api.world.faults.clear()
    assert wired.api.calls("sendMessage")
