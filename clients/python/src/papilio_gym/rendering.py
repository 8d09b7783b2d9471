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


# Of the modes whose frames are collected.
LIST = "_list"


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


class Collection:
    """The frames of each environment of a vector since its episode began or they were taken.

    Gymnasium's RenderCollection, which `make` adds for the render modes that end with `_list`.
    """

    def __init__(self, session: Session, render_mode: str, size: int) -> None:
        self._session, self._mode = session, render_mode.removesuffix(LIST)
        self._frames: list[list[Any]] = [[] for _ in range(size)]

    def add(self, moved: tensors.Array, begun: tensors.Array) -> None:
        """Adds a frame of each environment that moved; one that began an episode has no others."""
        for i, frame in enumerate(frames(self._session, self._mode)):
            if moved[i]:
                self._frames[i] = [frame] if begun[i] else [*self._frames[i], frame]

    def take(self) -> tuple[list[Any], ...]:
        """The frames, which are then forgotten."""
        taken = tuple(self._frames)
        self._frames = [[] for _ in taken]
        return taken


def _images(session: Session, mode: str) -> list[tensors.Array]:
    images = session.ask(pb.InteractRequest(render=pb.RenderRequest(mode=mode))).render.images
    return [tensors.decode(image.raw) for image in images]
