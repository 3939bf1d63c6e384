"""Start and stop what the browser tests and the measurements need: a server and a browser."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEALTH_PATH = "/_stcore/health"  # any other path answers 200 with the page's HTML
START_SECONDS = 60.0
STOP_SECONDS = 5.0
TRIES = 3  # a free port can be taken between asking for it and using it
QUIET_FLAGS = (
    "--no-sandbox",  # root in a container has no other choice; only pages of this checkout are open
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--no-default-browser-check",
    "--no-first-run",
    "--mute-audio",
)


class ServerError(RuntimeError):
    """The server ended, or did not answer in time; the message holds the end of its log."""


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    process: subprocess.Popen[bytes]
    started: float  # time.perf_counter() just before the process was started
    log: Path

    def log_text(self) -> str:
        """Return what the server has printed so far."""
        return self.log.read_text(errors="replace")


@cache
def browser_path() -> str:
    """Return the browser that `make test` finds (or the one that BREAKEVEN_BROWSER names)."""
    found = subprocess.run([ROOT / "tools" / "browser.sh"], capture_output=True, text=True)
    if found.returncode:
        raise RuntimeError(found.stderr.strip())
    return found.stdout.strip()


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def streamlit_command(script: Path | str, port: int) -> list[str]:
    """Return the command that serves a script on a port of this machine alone."""
    run = [sys.executable, "-m", "streamlit", "run", str(script)]
    options = {"headless": "true", "address": "127.0.0.1", "port": str(port)}
    return (
        run
        + [text for key, value in options.items() for text in (f"--server.{key}", value)]
        + ["--browser.gatherUsageStats", "false"]
    )


@contextmanager
def running(
    script: Path | str = "app.py",
    *,
    folder: Path = ROOT,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Serve a script until the block ends; the process and all its children are always stopped."""
    with _served(lambda port: streamlit_command(script, port), folder, environment) as server:
        yield server


@contextmanager
def running_command(
    command: Sequence[str], *, folder: Path = ROOT, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Like `running`, for a command that takes its port from the variable PORT."""
    with _served(lambda port: list(command), folder, environment) as server:
        yield server


@contextmanager
def _served(
    command_for: Callable[[int], list[str]], folder: Path, environment: Mapping[str, str] | None
) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="breakeven-server-") as scratch:
        for attempt in range(TRIES):
            port = free_port()
            log = Path(scratch) / f"server-{attempt}.log"
            with log.open("wb") as output:
                started = time.perf_counter()
                process = subprocess.Popen(
                    command_for(port),
                    cwd=folder,
                    env={**os.environ, **(environment or {}), "PORT": str(port)},
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,  # a group of its own, so that all of it can be stopped
                )
            server = Server(f"http://127.0.0.1:{port}", process, started, log)
            try:
                if _healthy(server):
                    yield server
                    return
            finally:
                _stop(process)
        raise ServerError(f"The server ended {TRIES} times:\n{server.log_text()[-2000:]}")


def _healthy(server: Server) -> bool:
    """Wait until the server answers; False when the process ended before."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            return False
        try:
            with urllib.request.urlopen(server.url + HEALTH_PATH, timeout=2) as answer:
                if answer.status == 200:
                    return True
        except OSError:
            time.sleep(0.01)
    raise ServerError(f"No answer within {START_SECONDS:g} s:\n{server.log_text()[-2000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    process.wait(STOP_SECONDS)
