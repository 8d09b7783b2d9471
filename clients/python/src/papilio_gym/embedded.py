"""The server that starts when no target is given: one for the process and its children."""

from __future__ import annotations

import atexit
import json
import os
import re
import shlex
import signal
import subprocess
import threading
from collections import deque
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from papilio_gym.errors import ServerUnavailable

MAIN = "io.papilio.cli.Papilio"

# Nobody else is served, so nothing is rationed, and a notebook may rest over the weekend.
_ARGUMENTS = (
    "--port=0 --max-sessions=0 --max-environments=0 --lease-seconds=0 --drain-seconds=0".split()
)
_START_SECONDS = 60.0
_STOP_SECONDS = 5.0
_NOT_PAPILIO = re.compile(f"main class {re.escape(MAIN)}|NoClassDefFoundError")
_ADDRESS = re.compile(r"\b(?:127\.0\.0\.1|localhost):(\d+)")

# Standard input ends when this process does, however it ends; then the server is told to stop.
_UNTIL_INPUT_ENDS = """
exec 3<&0
{command} </dev/null 3<&- &
server=$!
{{ cat <&3; kill $server; }} >/dev/null 2>&1 &
exec 3<&-
wait $server
"""

_lock = threading.Lock()
_running: EmbeddedServer | None = None


def target() -> str:
    """PAPILIO_TARGET, or where this process's own server listens; starts it on the first call."""
    global _running
    with _lock:
        if _running is not None and _running.ended():
            _running.stop()
            _running = None
        # A running server is there too, for child processes to find.
        if given := os.environ.get("PAPILIO_TARGET"):
            return given
        _running = EmbeddedServer(class_path())
        os.environ["PAPILIO_TARGET"] = _running.target
        return _running.target


def stop() -> None:
    """Stops this process's server, if it has one; the next environment starts another."""
    global _running
    with _lock:
        if _running is not None:
            _running.stop()
            _running = None


class EmbeddedServer:
    """A Java process that serves on a free port of the loopback interface."""

    def __init__(self, classes: str, *arguments: str) -> None:
        java = [_java(), *os.environ.get("PAPILIO_JAVA_OPTIONS", "").split(), "-cp", classes]
        command = shlex.join([*java, MAIN, "serve", *_ARGUMENTS, *arguments])
        self._owner = os.getpid()
        self._process = subprocess.Popen(
            ["sh", "-c", _UNTIL_INPUT_ENDS.format(command=command)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # Ctrl-C in a shell is for Python, which stops the server itself.
            start_new_session=True,
        )
        atexit.register(self.stop)
        self._said: deque[str] = deque(maxlen=20)
        self._settled = threading.Event()
        self.target = ""
        threading.Thread(target=self._listen, daemon=True).start()
        if not self._settled.wait(_START_SECONDS) or not self.target:
            self.stop()
            said = "\n".join(self._said) or "nothing"
            if _NOT_PAPILIO.search(said):
                expected = "all jars of Papilio, for example PAPILIO_JAR='application/*'"
                raise ServerUnavailable(f"class path: {classes} (expected: {expected})")
            raise ServerUnavailable(f"embedded server: did not start; it said:\n{said}")

    def ended(self) -> bool:
        """Whether it has ended by itself; its owner alone can tell."""
        return self._owner == os.getpid() and self._process.poll() is not None

    def stop(self) -> None:
        """Stops it, unless this process is a fork of its owner."""
        if self._owner != os.getpid():
            return
        atexit.unregister(self.stop)
        if os.environ.get("PAPILIO_TARGET") == self.target:
            del os.environ["PAPILIO_TARGET"]
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _listen(self) -> None:
        """Finds the port in what the server prints, and goes on reading so that it never blocks."""
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._said.append(line.rstrip())
                if not self.target and (address := _ADDRESS.search(line)):
                    self.target = f"127.0.0.1:{address[1]}"
                    self._settled.set()
        self._settled.set()


def class_path() -> str:
    """PAPILIO_JAR, the build under PAPILIO_HOME, jars in the package, or the checkout that it is of."""
    if jar := os.environ.get("PAPILIO_JAR"):
        return jar
    here = Path(__file__).resolve()
    home = os.environ.get("PAPILIO_HOME")
    homes = [Path(home)] if home else [*here.parents, *_installed_from().parents]
    folders = [] if home else [here.parent / "java"]
    folders += [folder / "cli" / "target" / "application" for folder in homes]
    for folder in folders:
        if any(folder.glob("*.jar")):
            return str(folder / "*")
    raise ServerUnavailable(
        "target: None, and no server to start was found "
        "(expected: target='host:port', or PAPILIO_JAR, or PAPILIO_HOME with a built checkout)"
    )


def _installed_from() -> Path:
    """The folder that `pip install` was given, as pip notes it (PEP 610)."""
    try:
        note = metadata.distribution("papilio-gym").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        note = None
    url = urlsplit(json.loads(note)["url"] if note else "")
    return Path(url2pathname(url.path) if url.scheme == "file" else "")


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    return str(Path(home, "bin", "java")) if home else "java"
