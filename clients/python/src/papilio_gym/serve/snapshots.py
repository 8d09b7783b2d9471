"""Environments that are kept, and that go on from where they were."""

from __future__ import annotations

import copyreg
import hashlib
import hmac
import io
import pickle
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import grpc
import gymnasium
import numpy as np
from gymnasium.utils import EzPickle
from gymnasium.vector import AutoresetMode, SyncVectorEnv
from gymnasium.vector.utils import concatenate, create_empty_array

from papilio_gym.serve.refusals import Refused, invalid
from papilio_gym.serve.vectors import info_of, shut

_MAGIC = b"PAPS"
_DIGEST = hashlib.sha256().digest_size

# Unpickling runs code, so this server takes nothing but what it wrote itself.
_KEY = secrets.token_bytes(_DIGEST)


@dataclass
class Kept:
    """One environment and its newest time step."""

    env: gymnasium.Env[Any, Any]
    observation: Any
    reward: float = 0.0
    terminated: bool = False
    truncated: bool = False
    info: dict[str, Any] | None = None

    @property
    def ended(self) -> bool:
        return self.terminated or self.truncated


def all_of(envs: SyncVectorEnv, result: tuple[Any, ...]) -> list[Kept]:
    """The environments with the time step that they have just answered."""
    _, rewards, terminated, truncated, infos = result
    # With SAME_STEP the next episode has begun, and its first time step is the newest.
    begun = envs.autoreset_mode is AutoresetMode.SAME_STEP
    kept = []
    for i, env in enumerate(envs.envs):
        info = info_of(infos, i)
        one = Kept(env, envs._env_obs[i], rewards[i], bool(terminated[i]), bool(truncated[i]), info)
        if begun and one.ended:
            one = Kept(env, envs._env_obs[i], info=info)
        kept.append(one)
    return kept


def check_label(kept: str, label: str, where: str = "") -> None:
    """Refuses a snapshot of one environment for another."""
    if kept != label:
        raise _mismatch(where, f"of {kept}", f"of {label}")


def dump(label: str, kept: Kept) -> bytes:
    """A snapshot, labelled with what it is of."""
    try:
        body = _pickled((label, kept))
    except Exception as error:
        raise _cannot_be_kept(label, error) from error
    signed = _MAGIC + _signature(body) + body
    return signed + hashlib.sha256(signed).digest()


def load(label: str, snapshot: bytes, where: str = "") -> Kept:
    """What a snapshot of this server with this label holds; refusals begin with ``where``."""
    signed, digest = snapshot[:-_DIGEST], snapshot[-_DIGEST:]
    if not signed.startswith(_MAGIC):
        raise invalid(f"{where}snapshot: {len(snapshot)} other bytes (expected: a snapshot)")
    if hashlib.sha256(signed).digest() != digest:
        raise invalid(f"{where}snapshot: damaged (expected: the bytes as they were made)")
    signature, body = signed[len(_MAGIC) :][:_DIGEST], signed[len(_MAGIC) + _DIGEST :]
    if not hmac.compare_digest(signature, _signature(body)):
        raise _mismatch(where, "of another server", "of this server since it started")
    kept_label, kept = pickle.loads(body)
    check_label(kept_label, label, where)
    assert isinstance(kept, Kept)
    return kept


def copied(label: str, kept: Kept) -> Kept:
    """An independent copy."""
    try:
        one: Kept = pickle.loads(_pickled(kept))
    except Exception as error:
        raise _cannot_be_kept(label, error) from error
    return one


def put(envs: SyncVectorEnv, all_kept: Sequence[Kept]) -> tuple[Any, ...]:
    """Makes the environments go on from there; answers as their step would have."""
    infos: dict[str, Any] = {}
    for i, kept in enumerate(all_kept):
        if envs.envs[i] is not kept.env:
            shut(envs.envs[i])
            envs.envs[i] = kept.env
            if kept.ended and envs.autoreset_mode is AutoresetMode.SAME_STEP:
                final = {"final_obs": kept.observation, "final_info": kept.info}
                infos = envs._add_info(infos, final, i)
                kept.observation, kept.info = kept.env.reset()
        infos = envs._add_info(infos, kept.info or {}, i)
        envs._env_obs[i] = kept.observation
        envs._rewards[i] = kept.reward
        envs._terminations[i], envs._truncations[i] = kept.terminated, kept.truncated
        envs._autoreset_envs[i] = kept.ended
    space = envs.single_observation_space
    batch = concatenate(space, envs._env_obs, create_empty_array(space, envs.num_envs))
    flags = envs._rewards.copy(), envs._terminations.copy(), envs._truncations.copy()
    return (batch, *flags, infos)


class _Pickler(pickle.Pickler):
    """Keeps what an environment holds, where EzPickle would keep its constructor's arguments."""

    def reducer_override(self, obj: Any) -> Any:
        by_arguments = isinstance(obj, EzPickle) and type(obj).__getstate__ is EzPickle.__getstate__
        surfaces = _surfaces(obj) if isinstance(obj, gymnasium.Env) else {}
        if not (by_arguments or surfaces):
            return NotImplemented
        held = {**obj.__dict__, **surfaces}
        return copyreg.__newobj__, (type(obj),), held, None, None, _fill  # type: ignore[attr-defined]


def _surfaces(env: gymnasium.Env[Any, Any]) -> dict[str, None]:
    """What an environment has for drawing: None, as before its first frame, which makes it anew."""
    return {name: None for name, value in vars(env).items() if _is_of_pygame(value)}


def _is_of_pygame(value: Any) -> bool:
    if isinstance(value, (list, tuple)) and value:
        return all(map(_is_of_pygame, value))
    return type(value).__module__.split(".")[0] == "pygame"


def _fill(env: Any, held: dict[str, Any]) -> None:
    env.__dict__.update(held)


def _pickled(value: Any) -> bytes:
    file = io.BytesIO()
    _Pickler(file).dump(value)
    return file.getvalue()


def _signature(body: bytes) -> bytes:
    return hmac.digest(_KEY, body, "sha256")


def _mismatch(where: str, came: str, expected: str) -> Refused:
    code = grpc.StatusCode.FAILED_PRECONDITION
    return Refused(code, f"{where}snapshot: {came} (expected: {expected})")


def _cannot_be_kept(label: str, error: Exception) -> Refused:
    reason = f"snapshot: {label}, {error} (expected: an environment that can be pickled)"
    return Refused(grpc.StatusCode.UNIMPLEMENTED, reason)
