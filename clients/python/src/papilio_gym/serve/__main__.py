"""The command line of the server."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import json
import os
import signal
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import gymnasium

from papilio_gym.serve import Catalog, Limits, start
from papilio_gym.serve.identity import identity_of
from papilio_gym.serve.refusals import Refused

# Of a command, its modules or this machine, and not of this program.
_FAULTS = (gymnasium.error.Error, ImportError, OSError, Refused, RuntimeError, ValueError)
_LIMITS = {
    "max_sessions": "sessions at a time; 0: no limit (default: %(default)s)",
    "max_environments": "environments of all sessions together; 0: no limit (default: %(default)s)",
    "lease_seconds": "a session without requests so long is closed; 0: never (default: %(default)s)",
    "max_message_bytes": "size of one request (default: %(default)s)",
}
_MOST_SECONDS = 86_400
_TOKEN = "PAPILIO_TOKEN"


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m papilio_gym.serve",
        description="Serves environments of Gymnasium's registry by Papilio's protocol.",
    )
    parser.add_argument(
        "--env", action="append", required=True, metavar="ID", help="an id, or module:ID; repeatable"
    )
    parser.add_argument(
        "--kwargs", type=_keywords, default={}, metavar="JSON", help="of every constructor"
    )
    parser.add_argument("--host", default="127.0.0.1", help="interface (default: %(default)s)")
    parser.add_argument("--port", type=int, default=50061, help="0: any (default: %(default)s)")
    parser.add_argument(
        "--token",
        default=os.environ.get(_TOKEN),
        help="clients must send this as a bearer token; PAPILIO_TOKEN in the environment does too",
    )
    parser.add_argument("--tls-certificate", metavar="PEM", help="serve by TLS as this")
    parser.add_argument("--tls-key", metavar="PEM", help="the certificate's")
    for name, default in Limits().__dict__.items():
        flag = f"--{name.replace('_', '-')}"
        parser.add_argument(flag, type=int, default=default, metavar="N", help=_LIMITS[name])
    parser.add_argument(
        "--drain-seconds",
        type=_seconds,
        default=10,
        metavar="N",
        help="sessions have so long to end after SIGTERM or Ctrl-C (default: %(default)s)",
    )
    args = parser.parse_args()
    _warn_of_misspelt(os.environ)
    identity = None
    if bool(args.tls_certificate) != bool(args.tls_key):
        parser.error("--tls-certificate and --tls-key: one (expected: both or none)")
    try:
        if args.tls_certificate:
            identity = identity_of(Path(args.tls_certificate), Path(args.tls_key))
        limits = Limits(**{name: getattr(args, name) for name in _LIMITS})
        catalog = Catalog(args.env, args.kwargs)
        serving = start(
            catalog,
            host=args.host,
            port=args.port,
            limits=limits,
            token=args.token or None,
            identity=identity,
        )
    except _FAULTS as error:
        parser.exit(2, f"{parser.prog}: error: {error}\n")
    told = _told_to_stop()
    ids = ", ".join(spec.id for spec in catalog.specs())
    print(f"papilio-gym serves {ids} on {args.host}:{serving.port}", flush=True)
    told.wait()
    waiting = f"waiting for sessions, {args.drain_seconds} s"
    print(f"stopping: {waiting}; a second signal stops at once", flush=True)
    if not serving.stop(args.drain_seconds):
        _exit(0)  # Python would wait for the environment that computes on.


def _told_to_stop() -> threading.Event:
    """Set by the first signal; the second one ends the program."""
    told = threading.Event()

    def tell(number: int, _: object) -> None:
        if told.is_set():
            _exit(128 + number)
        told.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, tell)
    return told


def _exit(code: int) -> None:
    """Without a word to threads, whatever they do."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, RuntimeError, ValueError):  # Also: in the midst of it.
            stream.flush()
    os._exit(code)


def _warn_of_misspelt(names: Iterable[str]) -> None:
    """A server whose token was misspelt would be open to anyone."""
    for name in names:
        if name != _TOKEN and difflib.get_close_matches(name, [_TOKEN], cutoff=0.85):
            print(f"{name}: not read (expected: {_TOKEN})", file=sys.stderr)


def _seconds(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= _MOST_SECONDS):
        raise argparse.ArgumentTypeError(f"{text} (expected: 0 to {_MOST_SECONDS})")
    return int(text)


def _keywords(text: str) -> dict[str, Any]:
    try:
        keywords = json.loads(text)
    except json.JSONDecodeError:
        keywords = None
    if not isinstance(keywords, dict):
        raise argparse.ArgumentTypeError(f"{text} (expected: a JSON object)")
    return keywords


if __name__ == "__main__":
    main()
