"""The certificate and the key that a server has for TLS."""

from __future__ import annotations

import ssl
from pathlib import Path


def identity_of(certificate: Path, key: Path) -> tuple[bytes, bytes]:
    """The bytes of the key and of its certificates, of files that fit; ValueError of any others.

    gRPC would name the address that it could not bind.
    """
    pair = _bytes("tls_key", key), _bytes("tls_certificate", certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_verify_locations(cafile=certificate)
    except ssl.SSLError:
        raise ValueError(f"tls_certificate: {certificate} (expected: certificates in PEM)") from None
    try:
        context.load_cert_chain(certificate, key, password=_no_password)
    except ssl.SSLError as error:
        came = f"{key}, {error.reason.lower().replace('_', ' ')}" if error.reason else str(key)
        expected = f"in PEM, the key of {certificate}, without a password"
        raise ValueError(f"tls_key: {came} (expected: {expected})") from None
    return pair


def _no_password() -> str:
    """Instead of a question on the terminal."""
    return ""


def _bytes(name: str, file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ValueError(f"{name}: {file}, {reason} (expected: a file)") from None
