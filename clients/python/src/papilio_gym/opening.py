"""What single and vector environments have in common when they are made."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple, SupportsIndex

from papilio_gym import embedded, rendering, structs
from papilio_gym.connection import Server
from papilio_gym.errors import invalid
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.protocol import server_pb2, wrapper_pb2
from papilio_gym.session import Session
from papilio_gym.tokens import token_of



class TlsFiles(NamedTuple):
    """PEM files of a TLS connection to a server that asks for a client's certificate."""

    certificate: str | PathLike[str]
    key: str | PathLike[str]
    roots: str | PathLike[str] | None = None


Tls = bool | str | PathLike[str] | TlsFiles
Wrapper = str | tuple[str, Mapping[str, Any]]


def server(
    target: str | None,
    token: str | None,
    tls: Tls,
    channel_options: Iterable[tuple[str, Any]],
    connect_timeout: float,
    response_timeout: float = 300.0,
) -> Server:
    """The server at a target, or the embedded one."""
    where = embedded.target() if target is None else target
    roots, identity = _encryption(tls)
    return Server(
        target=where,
        token=token_of(token, where),
        tls=bool(tls),
        root_certificates=roots,
        identity=identity,
        channel_options=tuple(channel_options),
        connect_timeout=connect_timeout,
        response_timeout=response_timeout,
    )


def request(
    environment_id: str,
    info_names: Iterable[str] | None,
    server_wrappers: Sequence[Wrapper],
    max_episode_steps: SupportsIndex | None,
    options: Mapping[str, Any],
) -> pb.OpenRequest:
    """The request that opens a session."""
    if isinstance(info_names, str):
        raise invalid("info_names", repr(info_names), "a list of keys")
    return pb.OpenRequest(
        environment_id=environment_id,
        options=structs.encode({**models(options), "max_episode_steps": max_episode_steps}),
        info=None if info_names is None else pb.InfoSelection(names=info_names),
        wrappers=wrappers(server_wrappers),
    )


def models(options: Mapping[str, Any]) -> dict[str, Any]:
    """The keyword arguments with the text of a model in place of its file on this machine."""
    given = options.get("xml_file")
    match given:
        case PathLike():
            file = Path(given)
        case str() if "/" in given and "<" not in given:  # Others are names of shipped models.
            file = Path(given).expanduser()
        case _:
            return dict(options)
    if file.is_file():
        return {**options, "xml_file": file.read_text("utf-8-sig")}
    return {**options, "xml_file": str(given)}


def session(server: Server, request: pb.OpenRequest, render_mode: str | None) -> Session:
    """An open session whose environments have the render mode."""
    opened = Session(server, request)
    try:
        rendering.check(render_mode, opened.opened.spec)
    except BaseException:
        opened.close()
        raise
    return opened


def metadata(spec: server_pb2.EnvironmentSpec) -> dict[str, Any]:
    """Gymnasium's metadata."""
    frames = {"render_fps": spec.frames_per_second} if spec.frames_per_second else {}
    return {"render_modes": rendering.modes(spec), **frames}


def _encryption(tls: Tls) -> tuple[bytes | None, tuple[bytes, bytes] | None]:
    """The certificates to trust; this client's private key and certificate."""
    match tls:
        case bool():
            return None, None
        case TlsFiles(certificate, key, roots):
            trusted = None if roots is None else _certificates(Path(roots))
            return trusted, (Path(key).read_bytes(), _certificates(Path(certificate)))
        case _:
            return _certificates(Path(tls)), None


def _certificates(file: Path) -> bytes:
    pem = file.read_bytes()
    if b"-----BEGIN CERTIFICATE-----" not in pem:  # gRPC would only report that it cannot connect.
        raise invalid("tls", file, "a file with certificates in PEM")
    return pem


def wrappers(given: Sequence[Wrapper]) -> Iterator[wrapper_pb2.Wrapper]:
    """Wrappers as messages."""
    for wrapper in given:
        match wrapper:
            case (str(name), Mapping() as options):
                yield wrapper_pb2.Wrapper(name=name, options=structs.encode(options))
            case str(name) if not isinstance(given, str):
                yield wrapper_pb2.Wrapper(name=name)
            case _:
                expected = "a list of names, or of pairs of name and keyword arguments"
                raise invalid("server_wrappers", reprlib.repr(given), expected)
