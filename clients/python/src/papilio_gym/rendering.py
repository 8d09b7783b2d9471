"""Frames, which a server draws when they are asked for."""

from __future__ import annotations

from typing import Any

from gymnasium import error

from papilio_gym import tensors
from papilio_gym.errors import ServerFault
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.protocol import server_pb2
from papilio_gym.session import Session

# Gymnasium's names, and what each asks of the server.
_ASKED = {
    "rgb_array": ("rgb_array",),
    "depth_array": ("depth_array",),
    "rgbd_tuple": ("rgb_array", "depth_array"),
}


def modes(spec: server_pb2.EnvironmentSpec) -> list[str]:
    """What an environment can be rendered as."""
    return [mode for mode, asked in _ASKED.items() if set(asked) <= set(spec.render_modes)]


def check(render_mode: str | None, spec: server_pb2.EnvironmentSpec) -> None:
    """Refuses a mode that the server does not have for an environment."""
    if render_mode is not None and render_mode not in modes(spec):
        expected = " or ".join(["None", *(repr(mode) for mode in modes(spec))])
        raise error.UnsupportedMode(
            f"render_mode: '{render_mode}' (expected: {expected} of {spec.id})"
        )


def frames(session: Session, render_mode: str) -> list[Any]:
    """A frame of each environment; of "rgbd_tuple" a pair."""
    answers = [_images(session, mode) for mode in _ASKED[render_mode]]
    return answers[0] if len(answers) == 1 else list(zip(*answers, strict=True))


def _images(session: Session, mode: str) -> list[tensors.Array]:
    images = session.ask(pb.InteractRequest(render=pb.RenderRequest(mode=mode))).render.images
    if any(image.WhichOneof("content") != "raw" for image in images):
        raise ServerFault("image: encoded (expected: raw, as asked for)")
    return [tensors.decode(image.raw) for image in images]
