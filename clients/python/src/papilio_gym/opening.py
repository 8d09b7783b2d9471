"""What single and vector environments do alike when they are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gymnasium import error

from papilio_gym import embedded, structs
from papilio_gym.connection import Server
from papilio_gym.protocol import environment_pb2 as pb


def server(
    target: str | None,
    token: str | None,
    channel_options: Sequence[tuple[str, Any]],
    connect_timeout: float,
) -> Server:
    """The server of a target, or the embedded one."""
    where = embedded.target() if target is None else target
    return Server(where, token, tuple(channel_options), connect_timeout)


def request(
    environment_id: str,
    info_names: Sequence[str] | None,
    max_episode_steps: int | None,
    options: Mapping[str, Any],
) -> pb.OpenRequest:
    """The request that opens a session."""
    keywords = {**options, "max_episode_steps": max_episode_steps}
    info = None if info_names is None else pb.InfoSelection(names=info_names)
    return pb.OpenRequest(
        environment_id=environment_id, options=structs.encode(keywords), info=info
    )


def metadata(spec: pb.EnvironmentSpec) -> dict[str, Any]:
    """Gymnasium's metadata. Frames do not travel, so there is no mode to render in."""
    frames = {"render_fps": spec.frames_per_second} if spec.frames_per_second else {}
    return {"render_modes": [], **frames}


def refuse_rendering(render_mode: str | None) -> None:
    if render_mode is not None:
        raise error.UnsupportedMode(f"render_mode: '{render_mode}' (expected: None)")
