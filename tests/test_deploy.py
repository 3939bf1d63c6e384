"""The image and the steps of a deployment: what is installed, who runs it, and that it answers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.browser.server import HEALTH_PATH, ROOT, running_command

DEPLOY = ROOT / "deploy"


def instructions() -> list[tuple[str, str]]:
    """Return the Dockerfile as (instruction, arguments), continued lines joined."""
    text = (DEPLOY / "Dockerfile").read_text()
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    words = (line.split(None, 1) for line in joined.splitlines() if line.strip())
    return [(name.upper(), rest.strip()) for name, rest in words]


def arguments(name: str) -> list[str]:
    return [rest for instruction, rest in instructions() if instruction == name]


def test_the_image_is_a_slim_python_with_a_pinned_version():
    (image,) = arguments("FROM")
    name, tag = image.split(":")
    assert name == "python"
    version = re.fullmatch(r"(\d+)\.(\d+)-slim", tag)
    assert version, f"{tag} is not a version with -slim"
    assert (int(version[1]), int(version[2])) >= (3, 11)


def test_the_image_does_not_run_as_root():
    assert arguments("USER")[-1] not in ("root", "0", "")
    order = [name for name, _ in instructions()]
    assert order.index("USER") < order.index("CMD")


def test_the_image_is_probed_on_the_path_that_can_fail():
    (probe,) = arguments("HEALTHCHECK")
    assert HEALTH_PATH in probe
    command = json.loads(probe[probe.index("CMD") + len("CMD") :])
    compile(command[2], "HEALTHCHECK", "exec")


def test_the_image_builds_and_starts_by_the_steps_of_this_checkout():
    assert "deploy/steps.sh install" in arguments("RUN")
    assert json.loads(arguments("CMD")[0]) == ["deploy/steps.sh", "start"]
    assert arguments("EXPOSE") == ["8501"]


def test_the_install_step_installs_the_runtime_lock_with_hashes_and_nothing_for_tests():
    step = (DEPLOY / "steps.sh").read_text()
    assert "tools/environment.sh run" in step
    environment = (ROOT / "tools" / "environment.sh").read_text()
    assert "--require-hashes" in environment
    runtime = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"^(pytest|playwright|hypothesis|mypy|ruff)==", runtime, re.MULTILINE)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_one_version_a_hash_and_names_no_address(name: str):
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert "--index" not in text
    entries = re.split(r"\n(?=\S)", text.strip())
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[^ ]+", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]
    names = [entry.split("==")[0] for entry in entries]
    assert sorted(set(names)) == sorted(names)


def test_tests_run_on_the_versions_that_are_deployed():
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9-]+==[^ ]+", (ROOT / name).read_text(), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_the_start_step_serves_the_application_and_its_health():
    venv = Path(sys.prefix)
    with running_command(
        [str(DEPLOY / "steps.sh"), "start"],
        environment={"VENV": str(venv), "HOST": "127.0.0.1"},
    ) as server:
        with urllib.request.urlopen(server.url + HEALTH_PATH, timeout=5) as answer:
            assert answer.read() == b"ok"
        with urllib.request.urlopen(server.url, timeout=5) as answer:
            assert b"<html" in answer.read()


def test_an_unknown_step_is_refused_with_the_usage():
    wrong = subprocess.run([DEPLOY / "steps.sh", "fly"], capture_output=True, text=True)
    assert wrong.returncode == 2
    assert "install|start" in wrong.stderr
