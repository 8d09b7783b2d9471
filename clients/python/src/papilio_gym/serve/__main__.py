"""The command line of the server."""

from __future__ import annotations

import argparse
import json
import os
import signal
import threading
from pathlib import Path
from typing import Any

import gymnasium

from papilio_gym.serve import Catalog, Limits, start
from papilio_gym.serve.refusals import Refused


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
        default=os.environ.get("PAPILIO_TOKEN"),
        help="clients must send this as a bearer token; PAPILIO_TOKEN in the environment does too",
    )
    parser.add_argument("--tls-certificate", metavar="PEM", help="serve by TLS as this")
    parser.add_argument("--tls-key", metavar="PEM", help="the certificate's")
    for name, default in Limits().__dict__.items():
        flag = f"--{name.replace('_', '-')}"
        parser.add_argument(flag, type=int, default=default, help="default: %(default)s")
    args = parser.parse_args()
    limits = Limits(args.max_sessions, args.max_environments, args.lease_seconds)
    identity = None
    if bool(args.tls_certificate) != bool(args.tls_key):
        parser.error("--tls-certificate and --tls-key: one (expected: both or none)")
    try:
        if args.tls_certificate:
            key, certificate = Path(args.tls_key), Path(args.tls_certificate)
            identity = key.read_bytes(), certificate.read_bytes()
        serving = start(
            Catalog(args.env, args.kwargs),
            host=args.host,
            port=args.port,
            limits=limits,
            token=args.token or None,
            identity=identity,
        )
    except (gymnasium.error.Error, ImportError, OSError, Refused, RuntimeError) as error:
        parser.error(str(error))
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    print(f"papilio-gym serves {', '.join(args.env)} on {args.host}:{serving.port}", flush=True)
    stopped.wait()
    serving.stop()


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
