import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import compose_spec
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.answer import Answer, Cut, Question, Status
from bot.settings import Settings
from bot.telegram.metrics import Metrics
from bot.telegram.pressure import Step
from bot.telegram.statistics import Statistics
from bot.telegram.troubles import Trouble
from corpus.document import Language
from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"
UNIT = DEPLOY / "atazan.service"
# Of ten; systemd calls what is under four OK.
MOST_EXPOSED = 1.5


def said(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def systemd_analyze():
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("needs systemd-analyze")
    return program


def test_the_unit_is_what_systemd_takes(systemd_analyze):
    code, lines = said(systemd_analyze, "verify", UNIT)
    told = [line for line in lines.splitlines() if "is not executable" not in line]
    assert not [line for line in told if line.strip()], code


def test_the_unit_is_closed_to_nearly_everything(systemd_analyze):
    exposed = f"--threshold={MOST_EXPOSED * 10:.0f}"
    code, lines = said(systemd_analyze, "security", "--offline=true", exposed, UNIT)
    assert code == 0, lines.splitlines()[-1]


def test_hadolint_finds_nothing_in_the_containerfile():
    hadolint = Path(sys.executable).with_name("hadolint")
    assert said(hadolint, DEPLOY / "Containerfile") == (0, "")


@pytest.fixture
def compose():
    return (
        compose_spec.PyOptions().from_yaml((DEPLOY / "compose.yaml").read_text("utf-8")).to_spec()
    )


def test_every_service_of_the_compose_file_gives_up_its_privileges(compose):
    assert set(compose.services) == {"bot", "worker", "redis", "chroma", "llm"}
    for name, service in compose.services.items():
        assert service.cap_drop == {"ALL"}, name
        assert service.security_opt == {"no-new-privileges:true"}, name


def test_the_compose_file_sets_what_the_program_has(compose):
    for service in ("bot", "worker"):
        environment = compose.services[service].environment
        names = {name.removeprefix("ATAZAN_").lower() for name in environment}
        assert names
        assert names <= set(Settings.model_fields)


def test_every_folder_that_the_container_copies_is_there():
    copied = [
        word
        for line in (DEPLOY / "Containerfile").read_text("utf-8").splitlines()
        if line.startswith("COPY ") and "--from" not in line
        for word in line.split()[1:-1]
    ]
    assert copied
    assert not [path for path in copied if not (ROOT / path).exists()]


def expressions():
    alerts = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yaml").read_text("utf-8"))
    for group in alerts["groups"]:
        for rule in group["rules"]:
            yield rule["alert"], rule["expr"]
    dashboard = json.loads((DEPLOY / "grafana" / "atazan.json").read_text("utf-8"))
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]


@pytest.fixture(scope="module")
def told():
    """The names of all figures that a bot tells, each with its labels."""
    metrics = Metrics()
    question = Question("1", "?", Language.KK)
    cut = Cut("…", "cut-number")
    answer = Answer(question, Status.ANSWERED, "…", cuts=(cut,), timings_ms={"total": 1.0})
    metrics.answered(answer, 1.0, Step.FULL)
    metrics.refused(Trouble.GONE)
    states = dict.fromkeys(("ready", *inspect_states()), 1.0)
    families = text_string_to_metric_families(metrics.render(states).decode())
    samples = [sample for family in families for sample in family.samples]
    return {sample.name: {*sample.labels} for sample in samples}


def inspect_states():
    """The names of the states that the service tells."""
    return re.findall(r'^            "(\w+)":', inspect.getsource(Statistics.states), re.MULTILINE)


@pytest.mark.parametrize(("title", "expression"), list(expressions()), ids=lambda text: text[:40])
def test_what_is_watched_is_what_the_bot_tells(told, title, expression):
    names = re.findall(r"\b(?:atazan|process)_\w+", expression)
    assert names or expression.startswith("up{")
    assert set(names) <= set(told), title
    labels = re.findall(r"by \(([\w, ]+)\)", expression)
    for label in {one.strip() for listed in labels for one in listed.split(",")}:
        assert any(label in told[name] for name in names), (title, label)


def test_promtool_takes_the_rules():
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("needs promtool, of Debian's prometheus")
    code, lines = said(promtool, "check", "rules", DEPLOY / "prometheus" / "alerts.yaml")
    assert code == 0, lines


@contextmanager
def answering(status):
    """A port that answers /healthz so, or at which nobody listens."""

    class Health(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Health) as server:
        if status:
            Thread(target=server.serve_forever, daemon=True).start()
        else:
            server.server_close()
        yield server.server_port
        if status:
            server.shutdown()


@pytest.mark.parametrize(("status", "is_well"), [(200, True), (503, False), (None, False)])
def test_the_check_of_the_container_asks_the_bot_for_its_health(status, is_well):
    told = (DEPLOY / "Containerfile").read_text("utf-8").replace("\\\n", "")
    program, *arguments = json.loads(re.search(r"HEALTHCHECK .*CMD (\[.*\])", told)[1])
    assert program == "python"
    with answering(status) as port:
        named = os.environ | {"ATAZAN_TELEGRAM_METRICS_PORT": str(port)}
        done = subprocess.run([sys.executable, *arguments], env=named, capture_output=True)
    assert (done.returncode == 0) is is_well
