import shutil
import subprocess
import sys
from pathlib import Path

import compose_spec
import pytest

from bot.settings import Settings
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
    assert set(compose.services) == {"bot", "chroma", "llm"}
    for name, service in compose.services.items():
        assert service.cap_drop == {"ALL"}, name
        assert service.security_opt == {"no-new-privileges:true"}, name


def test_the_compose_file_sets_what_the_program_has(compose):
    environment = compose.services["bot"].environment
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
