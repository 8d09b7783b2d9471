"""The command line of the server."""

from __future__ import annotations

import argparse
import dataclasses
import ipaddress
import json
import os
import signal
import ssl
import sys
import threading
from pathlib import Path
from typing import Any

import gymnasium

from papilio_gym.serve import Catalog, Limits, start
from papilio_gym.serve.catalog import HOST_KEYWORDS
from papilio_gym.tokens import VARIABLE

_LIMITS = {
    "max_sessions": "concurrent sessions; 0: no limit (default: %(default)s)",
    "max_environments": "environments of all sessions; 0: no limit (default: %(default)s)",
    "lease_seconds": "close a session after so long without requests; 0: never (default: %(default)s)",
    "max_message_bytes": "size of one request (default: %(default)s)",
    "max_policy_bytes": "size of the policy of a rollout; 0: no limit (default: %(default)s)",
    "max_environment_bytes": "bytes of memory for the environments of all sessions; 0: no limit"
    " (default: %(default)s)",
    "max_client_sessions": "sessions and rollouts of one client; 0: no limit"
    " (default: %(default)s)",
    "max_client_environments": "environments of one client; 0: no limit (default: %(default)s)",
    "max_client_bytes": "bytes of memory for the environments of one client; 0: no limit"
    " (default: %(default)s)",
}


def main() -> None:
    parser = _parser()
    args = parser.parse_args()
    if bool(args.tls_certificate) != bool(args.tls_key):
        parser.error("--tls-certificate and --tls-key: only one (expected: both, or neither)")
    if args.tls_client_ca and not args.tls_certificate:
        parser.error("--tls-client-ca: alone (expected: --tls-certificate and --tls-key too)")
    if args.token:
        print(
            f"warning: the list of processes shows --token to everyone; {VARIABLE} hides it",
            file=sys.stderr,
        )
    if not (args.tls_certificate or args.insecure or _is_loopback(args.host)):
        expected = "an address of this machine alone, TLS, or --insecure"
        parser.error(f"--host: {args.host} without encryption (expected: {expected})")
    if not (args.insecure or args.metrics_port is None or _is_loopback(args.metrics_host)):
        expected = "an address of this machine alone, or --insecure"
        parser.error(f"--metrics-host: {args.metrics_host} (expected: {expected})")
    try:
        identity = client_ca = None
        if args.tls_certificate:
            identity = _identity(args.tls_certificate, args.tls_key)
        if args.tls_client_ca:
            client_ca = _authorities(args.tls_client_ca)
        catalog = Catalog(args.env, args.kwargs, args.allow_keyword)
        serving = start(
            catalog,
            host=args.host,
            port=args.port,
            limits=Limits(**{name: getattr(args, name) for name in _LIMITS}),
            token=args.token or os.environ.get(VARIABLE) or None,
            tokens=args.tokens,
            identity=identity,
            client_ca=client_ca,
            audit_log=args.audit_log,
            open_health=args.open_health,
            metrics_host=args.metrics_host,
            metrics_port=args.metrics_port,
        )
    except (gymnasium.error.Error, OSError, ValueError) as error:
        parser.exit(2, f"{parser.prog}: error: {error}\n")
    stopping = _stopping()
    ids = ", ".join(spec.id for spec in catalog.specs())
    print(f"papilio-gym serves {ids} on {args.host}:{serving.port}", flush=True)
    if serving.metrics_port is not None:
        print(f"metrics at http://{args.metrics_host}:{serving.metrics_port}/metrics", flush=True)
    stopping.wait()
    print(
        f"waiting up to {args.drain_seconds} s for sessions to end; a second signal stops at once",
        flush=True,
    )
    if not serving.stop(args.drain_seconds):
        _exit(0)  # Python would wait for the thread of the environment.


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m papilio_gym.serve",
        description="Serves environments of Gymnasium's registry by Papilio's protocol.",
    )
    parser.add_argument(
        "--env", action="append", required=True, metavar="ID",
        help="an id, or module:ID; repeatable",
    )  # fmt: skip
    parser.add_argument(
        "--kwargs", type=json_object, default={}, metavar="JSON",
        help="keyword arguments of every environment",
    )  # fmt: skip
    parser.add_argument(
        "--allow-keyword", action="append", default=[], metavar="NAME",
        help="a keyword argument of clients that reaches this machine"
        f" ({', '.join(HOST_KEYWORDS)}, or a path); repeatable",
    )  # fmt: skip
    parser.add_argument("--host", default="127.0.0.1", help="interface (default: %(default)s)")
    parser.add_argument("--port", type=int, default=50061, help="0: any (default: %(default)s)")
    parser.add_argument(
        "--token", help=f"bearer token that clients must send (default: the variable {VARIABLE})"
    )
    parser.add_argument(
        "--tokens", type=Path, metavar="FILE",
        help="file of clients, each with the digest of its token: ./papilio token adds one",
    )  # fmt: skip
    parser.add_argument(
        "--tls-certificate", type=Path, metavar="PEM", help="certificate of the server; enables TLS"
    )
    parser.add_argument("--tls-key", type=Path, metavar="PEM", help="key of the certificate")
    parser.add_argument(
        "--tls-client-ca", type=Path, metavar="PEM",
        help="authorities whose certificates clients must present",
    )  # fmt: skip
    parser.add_argument(
        "--insecure", action="store_true", help="listen beyond this machine without TLS"
    )
    parser.add_argument(
        "--audit-log", type=Path, metavar="FILE",
        help="file to which the audit log is appended, a JSON object per line; none by default",
    )  # fmt: skip
    parser.add_argument(
        "--open-health", action="store_true",
        help="let the health service answer without a token, for probes",
    )  # fmt: skip
    parser.add_argument(
        "--metrics-port", type=int, metavar="N",
        help="serve metrics to Prometheus there, without credentials; 0: any; none by default",
    )  # fmt: skip
    parser.add_argument(
        "--metrics-host", default="127.0.0.1", help="interface of the metrics (default: %(default)s)"
    )
    for field in dataclasses.fields(Limits):
        flag, text = f"--{field.name.replace('_', '-')}", _LIMITS[field.name]
        parser.add_argument(flag, type=int, default=field.default, metavar="N", help=text)
    parser.add_argument(
        "--drain-seconds", type=int, default=10, metavar="N",
        help="after SIGTERM or Ctrl-C, wait so long for sessions to end (default: %(default)s)",
    )  # fmt: skip
    return parser


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _stopping() -> threading.Event:
    """Set by the first signal; the second one ends the program."""
    stopping = threading.Event()

    def stop(number: int, _: object) -> None:
        if stopping.is_set():
            _exit(128 + number)
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    return stopping


def _exit(code: int) -> None:
    """Ends the program without waiting for threads."""
    try:
        sys.stdout.flush()
    except RuntimeError:  # The signal came during a write.
        pass
    os._exit(code)


def _identity(certificate: Path, key: Path) -> tuple[bytes, bytes]:
    """Private key and certificates; gRPC would only report that it cannot listen."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(certificate, key, password=lambda: "")
    except OSError as error:  # Also ssl.SSLError, which names no file.
        raise ValueError(f"--tls-certificate {certificate} --tls-key {key}: {error}") from None
    return key.read_bytes(), certificate.read_bytes()


def _authorities(path: Path) -> bytes:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_verify_locations(path)
    except OSError as error:
        raise ValueError(f"--tls-client-ca {path}: {error}") from None
    return path.read_bytes()


def json_object(text: str) -> dict[str, Any]:
    keywords = json.loads(text)
    if not isinstance(keywords, dict):
        raise argparse.ArgumentTypeError(f"{text} (expected: a JSON object)")
    return keywords


if __name__ == "__main__":
    main()
