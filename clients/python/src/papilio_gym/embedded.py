"""The server that starts when no target is given: one for this process and its children."""

from __future__ import annotations

import atexit
import json
import os
import re
import shlex
import shutil
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

# It has one user, so it needs no limits, and a notebook may rest over the weekend.
_ARGUMENTS = (
    "--port=0 --max-sessions=0 --max-environments=0 --lease-seconds=0 --drain-seconds=0".split()
)
# Gives the memory of ended environments back, where the virtual machine can.
_JVM_OPTIONS = (
    "-XX:+IgnoreUnrecognizedVMOptions",
    "-XX:TrimNativeHeapInterval=5000",
    "-XX:G1PeriodicGCInterval=30000",
    "-XX:-G1PeriodicGCInvokesConcurrent",
)
_START_SECONDS = 60.0
_STOP_SECONDS = 5.0
_ADDRESS = re.compile(r"\b(?:127\.0\.0\.1|localhost):(\d+)")

# Standard input ends when this process does, even if it is killed; then the shell stops the server.
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
    """PAPILIO_TARGET, or the address of this process's own server; the first call starts it."""
    global _running
    with _lock:
        if _running is not None and _running.ended():
            _running.stop()
            _running = None
        if given := os.environ.get("PAPILIO_TARGET"):
            return given
        _running = EmbeddedServer(class_path())
        os.environ["PAPILIO_TARGET"] = _running.target  # For child processes.
        return _running.target


def stop() -> None:
    """Stops this process's server, if it runs; the next environment starts another."""
    global _running
    with _lock:
        if _running is not None:
            _running.stop()
            _running = None


class EmbeddedServer:
    """A Java process that serves on a free port of the loopback interface."""

    def __init__(self, classes: str, *arguments: str) -> None:
        given = os.environ.get("PAPILIO_JAVA_OPTIONS", "").split()
        java = [_java(), *_JVM_OPTIONS, *given, "-cp", classes]
        command = shlex.join([*java, MAIN, "serve", *_ARGUMENTS, *arguments])
        self._owner = os.getpid()
        self._process = subprocess.Popen(
            ["sh", "-c", _UNTIL_INPUT_ENDS.format(command=command)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,  # Ctrl-C is for Python, which stops the server itself.
        )
        atexit.register(self.stop)
        self._output: deque[str] = deque(maxlen=20)
        self._settled = threading.Event()
        self.target = ""
        threading.Thread(target=self._listen, daemon=True).start()
        if not self._settled.wait(_START_SECONDS) or not self.target:
            self.stop()
            output = "\n".join(self._output)
            raise ServerUnavailable(f"the server of {classes} did not start:\n{output}")

    def ended(self) -> bool:
        """Whether the process has ended."""
        return self._owner == os.getpid() and self._process.poll() is not None

    def stop(self) -> None:
        """Stops the server, unless this process is a fork of its owner."""
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
        """Finds the port in the server's output, and reads on so that the server never blocks."""
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._output.append(line.rstrip())
                if not self.target and (address := _ADDRESS.search(line)):
                    self.target = f"127.0.0.1:{address[1]}"
                    self._settled.set()
        self._settled.set()


def class_path() -> str:
    """PAPILIO_JAR, else the jars in this package, else those of the checkout it is installed from."""
    if given := os.environ.get("PAPILIO_JAR"):
        return given
    here = Path(__file__).resolve()
    checkouts = [*here.parents, *_installed_from().parents]
    builds = [folder / "cli" / "target" / "application" for folder in checkouts]
    for folder in (here.parent / "jars", *builds):
        if any(folder.glob("*.jar")):
            return str(folder / "*")
    raise ServerUnavailable(
        "no server to start: give target='host:port', or install a wheel that carries the server, "
        "or set PAPILIO_JAR to its class path"
    )


def _installed_from() -> Path:
    """The folder given to `pip install`, as recorded by pip (PEP 610)."""
    try:
        record = metadata.distribution("papilio-gym").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        record = None
    url = urlsplit(json.loads(record)["url"] if record else "")
    return Path(url2pathname(url.path) if url.scheme == "file" else "")


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    java = shutil.which(Path(home, "bin", "java") if home else "java")
    if java is None:
        raise ServerUnavailable(
            "Java 17 or newer is not installed, or neither on the PATH nor in JAVA_HOME "
            "(Debian: apt-get install openjdk-17-jre-headless)"
        )
    return java
