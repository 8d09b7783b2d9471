"""The server that starts when no target is given: one per process, stopped at its end."""

from __future__ import annotations

import atexit
import os
import re
import subprocess
import threading
from collections import deque
from pathlib import Path

from papilio_gym.errors import ServerUnavailable

MAIN = "io.papilio.cli.Papilio"
# Nobody else is served, so nothing is rationed, and a notebook may rest over the weekend.
_ARGUMENTS = (
    "--port=0 --max-sessions=0 --max-environments=0 --lease-seconds=0 --drain-seconds=0".split()
)
_START_SECONDS = 60.0
_STOP_SECONDS = 5.0
_ADDRESS = re.compile(r"\b(?:127\.0\.0\.1|localhost):(\d+)")

_lock = threading.Lock()
_running: EmbeddedServer | None = None


def target() -> str:
    """Where this process's server listens; starts it on the first call."""
    global _running
    with _lock:
        if _running is None or not _running.usable():
            _running = EmbeddedServer(class_path())
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
        self._owner = os.getpid()
        command = [_java(), *os.environ.get("PAPILIO_JAVA_OPTIONS", "").split()]
        command += ["-cp", classes, MAIN, "serve", *_ARGUMENTS, *arguments]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                # Ctrl-C in a notebook or shell is for Python, which stops the server itself.
                start_new_session=True,
            )
        except OSError as error:
            raise ServerUnavailable(f"java: {error} (expected: Java 17 or newer)") from None
        atexit.register(self.stop)
        self._said: deque[str] = deque(maxlen=20)
        self._settled = threading.Event()
        self.target = ""
        threading.Thread(target=self._listen, daemon=True).start()
        if not self._settled.wait(_START_SECONDS) or not self.target:
            self.stop()
            said = "\n".join(self._said) or "nothing"
            raise ServerUnavailable(f"embedded server: did not start; it said:\n{said}")

    def usable(self) -> bool:
        """Whether it runs; a forked child does not use its parent's."""
        return self._owner == os.getpid() and self._process.poll() is None

    def stop(self) -> None:
        if not self.usable():
            return
        self._process.terminate()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
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
    """PAPILIO_JAR, the build under PAPILIO_HOME, jars in the package, or the checkout around it."""
    if jar := os.environ.get("PAPILIO_JAR"):
        return jar
    here = Path(__file__).resolve()
    home = os.environ.get("PAPILIO_HOME")
    homes = [Path(home)] if home else list(here.parents)
    folders = [here.parent / "java"] * (not home)
    folders += [folder / "cli" / "target" / "application" for folder in homes]
    for folder in folders:
        if any(folder.glob("*.jar")):
            return str(folder / "*")
    raise ServerUnavailable(
        "target: None, and no server to start was found "
        "(expected: target='host:port', or PAPILIO_JAR, or PAPILIO_HOME with a built checkout)"
    )


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    return str(Path(home, "bin", "java")) if home else "java"
