"""Certificates to trust, and what a port speaks that no connection was made to."""

from __future__ import annotations

import re
import socket
import ssl
from enum import Enum, auto
from pathlib import Path
from typing import Any

import numpy as np

from papilio_gym.errors import InvalidArgument
from papilio_gym.shown import shown

_BEGIN = b"-----BEGIN CERTIFICATE-----"
_PROBE_SECONDS = 2.0
_HOST_AND_PORT = re.compile(r"(?:dns:(?:///)?)?\[?([^/\[\]]+?)\]?:(\d{1,5})")

# OpenSSL's words, by version, for bytes that are no record of TLS.
_NO_RECORD = ("HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE", "WRONG_VERSION_NUMBER")


class Speaks(Enum):
    """What answers at a port."""

    TLS = auto()
    NO_TLS = auto()
    UNKNOWN = auto()


def roots_of(tls: Any) -> bytes | None:
    """The certificates to trust, where the argument tls names some."""
    if isinstance(tls, (bool, np.bool_)):
        return None
    try:
        pem = Path(tls).read_bytes()
        _check(pem)
        return pem
    except TypeError:
        reason = ""
    except (OSError, ValueError) as error:
        reason = f", {getattr(error, 'strerror', None) or error}"
    expected = "True, False or the path of a PEM file"
    raise InvalidArgument(f"tls: {shown(tls)}{reason} (expected: {expected})")


def _check(pem: bytes) -> None:
    """gRPC takes anything, and then finds no server."""
    if _BEGIN not in pem:
        raise ValueError("a file without certificates")
    # What surrounds them may be a comment in any encoding.
    text = pem.decode("ascii", "replace").replace("\N{REPLACEMENT CHARACTER}", "?")
    try:
        ssl.create_default_context(cadata=text)
    except ssl.SSLError as error:
        raise ValueError(f"not a certificate, {error.reason or error}") from None


def spoken(target: str) -> Speaks:
    """Tries a handshake, since gRPC's versions differ in what they tell of theirs."""
    if (there := _HOST_AND_PORT.fullmatch(target)) is None:
        return Speaks.UNKNOWN
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["h2"])
    try:
        plain = socket.create_connection((there[1], int(there[2])), _PROBE_SECONDS)
    except (OSError, ValueError):
        return Speaks.UNKNOWN
    with plain:
        try:
            context.wrap_socket(plain, server_hostname=there[1]).close()
        except TimeoutError:
            return Speaks.UNKNOWN
        except ssl.SSLEOFError:
            return Speaks.UNKNOWN
        except ssl.SSLError as error:
            # What refuses this handshake alone, by an alert for example, speaks TLS too.
            return Speaks.NO_TLS if error.reason in _NO_RECORD else Speaks.TLS
        except (OSError, ValueError):
            return Speaks.UNKNOWN
    return Speaks.TLS
