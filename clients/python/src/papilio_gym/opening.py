"""What single and vector environments do alike when they are made."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from os import PathLike
from typing import Any, ParamSpec, SupportsIndex

from papilio_gym import embedded, rendering, structs
from papilio_gym.arguments import (
    channel_options_of,
    names_of,
    seconds_of,
    wrappers_of,
)
from papilio_gym.connection import Server
from papilio_gym.errors import InvalidArgument
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.protocol import server_pb2
from papilio_gym.session import Session
from papilio_gym.shown import check_text, shown
from papilio_gym.tls import roots_of
from papilio_gym.tokens import token_of

Tls = bool | str | PathLike[str]
Wrapper = str | tuple[str, Mapping[str, Any]]


P = ParamSpec("P")


def without_type_errors(constructor: Callable[P, None]) -> Callable[P, None]:
    """A constructor that Gymnasium may call with a token.

    Gymnasium shows all keywords when a TypeError comes out of one.
    """

    @functools.wraps(constructor)
    def constructed(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            constructor(*args, **kwargs)
        except TypeError as error:
            came = f"keywords: {error}"
            raise InvalidArgument(f"{came} (expected: those of papilio_gym.PapilioEnv)") from error

    return constructed


def server(
    target: str | None,
    token: str | None,
    tls: Tls,
    channel_options: Iterable[tuple[str, Any]],
    connect_timeout: float,
) -> Server:
    """The server of a target, or the embedded one."""
    if target is not None and not _is_target(target):
        raise InvalidArgument(f"target: {shown(target)} (expected: 'host:port')")
    seconds, known = seconds_of(connect_timeout), token_of(token)
    named, roots = channel_options_of(channel_options), roots_of(tls)
    where = embedded.target() if target is None else target
    return Server(where, known, bool(tls), roots, named, seconds)


def _is_target(target: Any) -> bool:
    return isinstance(target, str) and re.fullmatch("[!-~]+", target) is not None


def request(
    environment_id: str,
    info_names: Iterable[str] | None,
    server_wrappers: Sequence[Wrapper],
    max_episode_steps: SupportsIndex | None,
    options: Mapping[str, Any],
) -> pb.OpenRequest:
    """The request that opens a session."""
    keywords = {**options, "max_episode_steps": max_episode_steps}
    if not isinstance(environment_id, str):
        raise InvalidArgument(f"environment_id: {shown(environment_id)} (expected: a string)")
    check_text("environment_id", environment_id)
    info = None if info_names is None else pb.InfoSelection(names=names_of(info_names))
    wrappers = [
        pb.Wrapper(name=n, options=structs.encode(o, f"server_wrappers: {n}")) for n, o in wrappers_of(server_wrappers)
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


def metadata(spec: server_pb2.EnvironmentSpec) -> dict[str, Any]:
    """Gymnasium's metadata."""
    frames = {"render_fps": spec.frames_per_second} if spec.frames_per_second else {}
    return {"render_modes": rendering.modes(spec), **frames}
