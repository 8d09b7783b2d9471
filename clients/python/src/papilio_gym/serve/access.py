"""Who calls a server, and who may: one token for everyone, or a file with one for each client."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import logging
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

_log = logging.getLogger(__name__)

_SCHEME = "Bearer "
_NAME = re.compile(r"[A-Za-z0-9._@-]{1,64}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


class TokenFile:
    """The clients of a file, a line `NAME SHA256` each, as `./papilio token` writes it.

    The file is read again when it has changed; a change that is no token file is logged and leaves
    the clients as they were. Safe for use by several threads.

    Raises:
        ValueError: if the file is none, naming the line.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._read = self._modified()
        self._digests = self._parse()

    def client_of(self, token: str) -> str | None:
        """The name of the client with this token."""
        digest = hashlib.sha256(token.encode()).hexdigest()
        found = None
        with self._lock:
            self._reload()
            # All are compared, in constant time each, so that the time says nothing.
            for name, known in self._digests.items():
                if hmac.compare_digest(known, digest):
                    found = name
        return found

    def _reload(self) -> None:
        now = self._modified()
        if now == self._read:
            return
        self._read = now
        try:
            self._digests = self._parse()
            _log.info("%s was read again: %d clients", self._path, len(self._digests))
        except ValueError as error:
            _log.warning("the clients stay as they were: %s", error)

    def _modified(self) -> int:
        try:
            return self._path.stat().st_mtime_ns
        except OSError:
            return 0  # Reading it says what is wrong.

    def _parse(self) -> dict[str, str]:
        try:
            lines = self._path.read_text().splitlines()
        except (OSError, UnicodeDecodeError):
            expected = "a readable file of clients and digests"
            raise ValueError(f"tokens: {self._path} (expected: {expected})") from None
        digests: dict[str, str] = {}
        for number, line in enumerate(lines, 1):
            words = line.split()
            if not words or words[0].startswith("#"):
                continue
            place = f"{self._path}:{number}"
            if len(words) != 2 or not _NAME.fullmatch(words[0]) or not _DIGEST.fullmatch(words[1]):
                # Not the line itself, which may be a token.
                expected = "NAME SHA256, in 64 hexadecimal digits"
                raise ValueError(f"{place}: {len(words)} words (expected: {expected})")
            if words[0] in digests:
                raise ValueError(f"{place}: {words[0]} (expected: a name that no line above has)")
            digests[words[0]] = words[1]
        return digests


@dataclass(frozen=True)
class Access:
    """The tokens that clients may send; with neither, they need none."""

    token: str | None = None
    tokens: TokenFile | None = None

    def __post_init__(self) -> None:
        token = self.token
        if token is not None and not (token and token.isascii() and token.isprintable()):
            raise ValueError("token: empty, or other characters (expected: printable ASCII)")

    @property
    def is_open(self) -> bool:
        return self.token is None and self.tokens is None

    def client_of(self, authorization: str, connected: str) -> str | None:
        """The name of the client that sends this header; None if it is not let in.

        Args:
            authorization: "" for a call without the header.
            connected: the client by its connection; the token for everyone names nobody.
        """
        if authorization.startswith(_SCHEME):
            sent = authorization.removeprefix(_SCHEME)
            if self.token is not None and hmac.compare_digest(sent.encode(), self.token.encode()):
                return connected
            if self.tokens is not None and (client := self.tokens.client_of(sent)) is not None:
                return client
        return connected if self.is_open else None


def client_of_connection(properties: Mapping[str, Any], peer: str) -> str:
    """The subject of a client's certificate (RFC 2253), else its IP address.

    Args:
        properties: gRPC's of the connection, a list of bytes for each name.
        peer: the address as gRPC writes it: `ipv4:127.0.0.1:50` or `ipv6:%5B::1%5D:50`.
    """
    for subject in properties.get("x509_subject", ()):
        return str(subject, "utf-8", "replace")
    kind, _, place = unquote(peer).partition(":")
    if kind not in ("ipv4", "ipv6"):
        return kind
    address = ipaddress.ip_address(place.rpartition(":")[0].strip("[]"))
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    # As Java spells it, so that both servers log one client by one name.
    groups = ":".join(f"{int(address) >> bit & 0xFFFF:x}" for bit in range(112, -1, -16))
    return f"{groups}%{address.scope_id}" if address.scope_id else groups
