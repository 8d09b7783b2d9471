"""Bearer tokens, which stay out of Gymnasium's specs."""

from __future__ import annotations

import dataclasses
import os

from gymnasium.envs.registration import EnvSpec

from papilio_gym.errors import invalid

VARIABLE = "PAPILIO_TOKEN"

_registered: dict[str, str] = {}  # By target, of this process.


def token_of(token: str | None, target: str) -> str | None:
    """The given token, else the one that register() was given, else PAPILIO_TOKEN."""
    token = token or _registered.get(target) or os.environ.get(VARIABLE)
    # gRPC would reject it too, with an error that prints the token.
    if token and not (token.isascii() and token.isprintable()):
        raise invalid("token", "other characters", "printable ASCII")
    return token or None


def remember(token: str | None, target: str) -> None:
    """Saves the token of a registered server, so that it need not stand in Gymnasium's registry."""
    if token:
        _registered[target] = token


class WithoutToken:
    """An environment whose spec has every keyword argument but the token."""

    _spec: EnvSpec | None = None

    @property
    def spec(self) -> EnvSpec | None:
        return self._spec

    @spec.setter
    def spec(self, spec: EnvSpec | None) -> None:
        if spec is not None:
            kwargs = {name: value for name, value in spec.kwargs.items() if name != "token"}
            spec = dataclasses.replace(spec, kwargs=kwargs)
        self._spec = spec
