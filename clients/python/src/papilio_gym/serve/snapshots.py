"""Snapshots of environments: signed pickles, good for the server that made them."""

from __future__ import annotations

import copyreg
import hmac
import io
import pickle
import secrets
from typing import Any

import gymnasium
from gymnasium.utils import EzPickle

from papilio_gym.errors import Reason
from papilio_gym.serve.failures import RequestFailed, unsupported
from papilio_gym.serve.vectors import Row

_MAGIC = b"PAPS"
_SIGNATURE = 32

# Unpickling runs code, so this server reads nothing but what it wrote itself.
_KEY = secrets.token_bytes(_SIGNATURE)


def dump(label: str, row: Row) -> bytes:
    """The snapshot of an environment, labeled with its id and keyword arguments."""
    body = _pickled((label, row))
    return _MAGIC + hmac.digest(_KEY, body, "sha256") + body


def load(label: str, snapshot: bytes, where: str) -> Row:
    """The environment of a snapshot with this label."""
    start = len(_MAGIC) + _SIGNATURE
    signature, body = snapshot[len(_MAGIC) : start], snapshot[start:]
    signed = hmac.compare_digest(signature, hmac.digest(_KEY, body, "sha256"))
    if not (snapshot.startswith(_MAGIC) and signed):
        message = f"{where}snapshot: damaged (expected: bytes from this server since it started)"
        raise RequestFailed(Reason.INVALID_VALUE, message, "snapshot")
    made_as, row = pickle.loads(body)
    check_label(made_as, label, where)
    assert isinstance(row, Row)
    return row


def copied(row: Row) -> Row:
    """An independent copy."""
    copy: Row = pickle.loads(_pickled(row))
    return copy


def check_label(actual: str, expected: str, where: str) -> None:
    """Rejects a snapshot of one environment for another."""
    if actual != expected:
        message = f"{where}snapshot: of {actual} (expected: of {expected})"
        raise RequestFailed(Reason.SNAPSHOT_MISMATCH, message)


class _Pickler(pickle.Pickler):
    """Saves the state of an environment, where EzPickle would save its constructor's arguments."""

    def reducer_override(self, obj: Any) -> Any:
        by_arguments = isinstance(obj, EzPickle) and type(obj).__getstate__ is EzPickle.__getstate__
        surfaces = _surfaces(obj) if isinstance(obj, gymnasium.Env) else {}
        if not (by_arguments or surfaces):
            return NotImplemented
        state = {**obj.__dict__, **surfaces}
        make: Any = copyreg.__newobj__  # type: ignore[attr-defined]
        return make, (type(obj),), state, None, None, _set_state


def _surfaces(env: gymnasium.Env[Any, Any]) -> dict[str, None]:
    """None for what pygame draws on, which cannot be pickled; the next frame makes it anew."""
    return {name: None for name, value in vars(env).items() if _is_of_pygame(value)}


def _is_of_pygame(value: Any) -> bool:
    if isinstance(value, (list, tuple)) and value:
        return all(map(_is_of_pygame, value))
    return type(value).__module__.split(".")[0] == "pygame"


def _set_state(env: Any, state: dict[str, Any]) -> None:
    env.__dict__.update(state)


def _pickled(value: Any) -> bytes:
    file = io.BytesIO()
    try:
        _Pickler(file).dump(value)
    except Exception as error:
        message = f"the environment cannot be pickled, so it has no snapshots: {error}"
        raise unsupported(message) from error
    return file.getvalue()
