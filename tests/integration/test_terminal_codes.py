"""Orders to a terminal that stand in documents, names and questions are not passed on to one."""

import re

import pytest

from tests.conftest import write_lines

ORDERS = "\x1b]0;pwned\x07", "\x1b[2J", "\x9b31m", "\x08\x7f"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
WORD = "жасырынкод"


@pytest.fixture(scope="module")
def home(tmp_path_factory, atazan):
    folder = tmp_path_factory.mktemp("codes")
    text = f"Бұл құжатта {ORDERS[0]} {WORD} деген {ORDERS[1]} сөз {ORDERS[2]} бар {ORDERS[3]}. Ол өте маңызды."
    record = {"_id": f"e{ORDERS[1]}", "title": f"Тақырып {ORDERS[0]}", "text": text}
    file = write_lines(folder / "c.jsonl", [record])
    assert atazan("corpus", "add", file, "--home", folder / "home").returncode == 0
    return folder / "home"


COMMANDS = {
    "ask": ("ask", f"{WORD} деген не?"),
    "ask with an order": ("ask", f"{WORD} {ORDERS[0]}{ORDERS[2]} деген не?"),
    "search": ("search", WORD),
    "list": ("corpus", "list"),
    "an id with an order": ("corpus", "show", f"e{ORDERS[1]}{ORDERS[2]}"),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_no_order_reaches_the_terminal(home, atazan, command):
    done = atazan(*command, "--home", home)
    assert CONTROL.findall(done.stdout + done.stderr) == []
