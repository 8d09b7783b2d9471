"""Frames, which the server renders on request."""

from __future__ import annotations

from typing import Any

from gymnasium import error

from papilio_gym import tensors
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.protocol import server_pb2
from papilio_gym.session import Session

# Gymnasium's render modes, and the frames of the server that each is made of.
_ASKED = {
    "rgb_array": ("rgb_array",),
    "depth_array": ("depth_array",),
    "rgbd_tuple": ("rgb_array", "depth_array"),
}


def modes(spec: server_pb2.EnvironmentSpec) -> list[str]:
    """The render modes of an environment."""
    return [mode for mode, asked in _ASKED.items() if set(asked) <= set(spec.render_modes)]


def check(render_mode: str | None, spec: server_pb2.EnvironmentSpec) -> None:
    """UnsupportedMode where the server does not have the mode for this environment."""
    if render_mode is not None and render_mode not in modes(spec):
        expected = " or ".join(["None", *(repr(mode) for mode in modes(spec))])
        raise error.UnsupportedMode(
            f"render_mode: '{render_mode}' (expected: {expected} of {spec.id})"
        )


def frames(session: Session, render_mode: str) -> list[Any]:
    """A frame of each environment; with "rgbd_tuple" a pair."""
    answers = [_images(session, mode) for mode in _ASKED[render_mode]]
    return answers[0] if len(answers) == 1 else list(zip(*answers, strict=True))


def _images(session: Session, mode: str) -> list[tensors.Array]:
    images = session.ask(pb.InteractRequest(render=pb.RenderRequest(mode=mode))).render.images
    return [tensors.decode(image.raw) for image in images]
