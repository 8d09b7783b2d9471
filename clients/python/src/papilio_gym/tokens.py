"""Tokens, and what stands for them where Gymnasium prints keywords or writes them to files."""

from __future__ import annotations

import dataclasses
import hmac
import os
import secrets
from typing import Any

from gymnasium.envs.registration import EnvSpec

from papilio_gym.errors import InvalidArgument

VARIABLE = "PAPILIO_TOKEN"

_SIGN = "papilio-gym-token-"
_KEY = secrets.token_bytes(32)
_kept: dict[str, str] = {}  # Of this process, by what stands for them.


def token_of(token: Any) -> str | None:
    """The token that a caller means; None takes PAPILIO_TOKEN, where that is set.

    No refusal shows a token.
    """
    name = "token"
    if token is None:
        token, name = os.environ.get(VARIABLE) or None, VARIABLE
        if token is None:
            return None
    if not isinstance(token, str):
        raise InvalidArgument(f"{name}: {type(token).__name__} (expected: a string)")
    if token.startswith(_SIGN):
        if token not in _kept:
            raise InvalidArgument(f"{name}: kept by another process (expected: the token itself)")
        return _kept[token]
    if not token or not token.isascii() or not token.isprintable():
        came = "another character" if token else "empty"
        raise InvalidArgument(f"{name}: {came} (expected: printable ASCII)")
    return token


def hidden(token: str) -> str:
    """What stands for a token, and is taken for it in this process alone."""
    if token in _kept:
        return token
    sign = _SIGN + hmac.digest(_KEY, token.encode(), "sha256").hex()[:16]
    _kept[sign] = token
    return sign


class WithoutToken:
    """An environment in whose spec something stands for the token."""

    _spec: EnvSpec | None = None

    @property
    def spec(self) -> EnvSpec | None:
        return self._spec

    @spec.setter
    def spec(self, spec: EnvSpec | None) -> None:
        if spec is not None and isinstance(token := spec.kwargs.get("token"), str):
            spec = dataclasses.replace(spec, kwargs={**spec.kwargs, "token": hidden(token)})
        self._spec = spec
