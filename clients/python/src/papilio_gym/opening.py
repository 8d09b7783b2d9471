"""What single and vector environments do alike when they are made."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from google.protobuf.struct_pb2 import Struct

from papilio_gym import embedded, rendering, structs
from papilio_gym.connection import Server
from papilio_gym.errors import InvalidArgument
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.protocol import server_pb2
from papilio_gym.session import Session

Tls = bool | str | PathLike[str]
Wrapper = str | tuple[str, Mapping[str, Any]]


def server(
    target: str | None,
    token: str | None,
    tls: Tls,
    channel_options: Sequence[tuple[str, Any]],
    connect_timeout: float,
) -> Server:
    """The server of a target, or the embedded one."""
    where = "" if target is None else target
    if not isinstance(where, str):
        raise InvalidArgument(f"target: {where!r} (expected: 'host:port')")
    if not isinstance(connect_timeout, (int, float)) or not connect_timeout >= 0:
        raise InvalidArgument(f"connect_timeout: {connect_timeout!r} (expected: seconds, >= 0)")
    named = _pairs(channel_options)
    roots = None if isinstance(tls, bool) else Path(tls).read_bytes()
    where = embedded.target() if target is None else where
    return Server(where, token, bool(tls), roots, named, connect_timeout)


def request(
    environment_id: str,
    info_names: Sequence[str] | None,
    server_wrappers: Sequence[Wrapper],
    max_episode_steps: int | None,
    options: Mapping[str, Any],
) -> pb.OpenRequest:
    """The request that opens a session."""
    keywords = {**options, "max_episode_steps": max_episode_steps}
    if not isinstance(environment_id, str):
        raise InvalidArgument(f"environment_id: {environment_id!r} (expected: a string)")
    info = None if info_names is None else pb.InfoSelection(names=_names(info_names))
    wrappers = [
        pb.Wrapper(name=n, options=structs.encode(o)) for n, o in _with_keywords(server_wrappers)
    ]
    return pb.OpenRequest(
        environment_id=environment_id,
        options=structs.encode(keywords),
        info=info,
        wrappers=wrappers,
    )


def session(server: Server, request: pb.OpenRequest, render_mode: str | None) -> Session:
    """A session that can be rendered in the mode."""
    opened = Session(server, request)
    try:
        rendering.check(render_mode, opened.opened.spec)
    except BaseException:
        opened.close()
        raise
    return opened


def number_of_environments(num_envs: Any) -> int:
    """The argument num_envs, which travels as 32 bits."""
    try:
        number = operator.index(num_envs)
    except TypeError:
        number = 0
    if not 1 <= number < 2**32:
        raise InvalidArgument(f"num_envs: {num_envs!r} (expected: at least 1, below 2^32)")
    return number


def overrides_of(overrides: Any) -> list[Struct]:
    """The keywords of each environment as messages."""
    if not _is_list(overrides):
        came = f"overrides: {overrides!r}"
        raise InvalidArgument(f"{came} (expected: a list of dicts, one for each environment)")
    return [structs.encode(own, "overrides") for own in overrides]


def _is_list(values: Any) -> bool:
    # A string is a sequence of strings too.
    return isinstance(values, Iterable) and not isinstance(values, (str, bytes, Mapping))


def _pairs(channel_options: Any) -> tuple[tuple[str, Any], ...]:
    given = tuple(channel_options) if _is_list(channel_options) else (None,)
    for pair in given:
        if not (isinstance(pair, (list, tuple)) and len(pair) == 2 and isinstance(pair[0], str)):
            expected = "a list of pairs of name and value"
            raise InvalidArgument(f"channel_options: {channel_options!r} (expected: {expected})")
    return tuple((name, value) for name, value in given)


def _names(info_names: Any) -> list[str]:
    if not (_is_list(info_names) and all(isinstance(name, str) for name in info_names)):
        raise InvalidArgument(f"info_names: {info_names!r} (expected: a list of strings)")
    return list(info_names)


def _with_keywords(wrappers: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    listed = wrappers if isinstance(wrappers, (list, tuple)) else [None]
    for wrapper in listed:
        match wrapper:
            case str(name):
                yield name, {}
            case (str(name), Mapping() as keywords):
                yield name, keywords
            case _:
                expected = "a list of names, or of pairs of name and keywords"
                raise InvalidArgument(f"server_wrappers: {wrappers!r} (expected: {expected})")


def metadata(spec: server_pb2.EnvironmentSpec) -> dict[str, Any]:
    """Gymnasium's metadata."""
    frames = {"render_fps": spec.frames_per_second} if spec.frames_per_second else {}
    return {"render_modes": rendering.modes(spec), **frames}
