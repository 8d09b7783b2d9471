"""Environments that are kept, and that go on from where they were."""

from __future__ import annotations

import copy
import hashlib
import hmac
import pickle
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import grpc
import gymnasium
import numpy as np
from gymnasium.vector import AutoresetMode, SyncVectorEnv
from gymnasium.vector.utils import concatenate, create_empty_array

from papilio_gym.serve.refusals import Refused, invalid

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
        info = {name: infos[name][i] for name in infos if _given(infos, name, i)}
        one = Kept(env, envs._env_obs[i], rewards[i], bool(terminated[i]), bool(truncated[i]), info)
        if begun and one.ended:
            one = Kept(env, envs._env_obs[i], info=info)
        kept.append(one)
    return kept


def dump(id_: str, kept: Kept) -> bytes:
    """A snapshot."""
    try:
        body = pickle.dumps((id_, kept))
    except Exception as error:
        raise _cannot_be_kept(id_, error) from error
    return _MAGIC + _signature(body) + body


def load(id_: str, snapshot: bytes) -> Kept:
    """What a snapshot of this server and of an environment of this id holds."""
    body = snapshot[len(_MAGIC) + _DIGEST :]
    if not snapshot.startswith(_MAGIC):
        raise invalid(f"snapshot: {len(snapshot)} bytes (expected: a snapshot)")
    if not hmac.compare_digest(snapshot[len(_MAGIC) : len(_MAGIC) + _DIGEST], _signature(body)):
        raise _other("damaged, or of another server", "of this server since it started")
    kept_id, kept = pickle.loads(body)
    if kept_id != id_:
        raise _other(f"of {kept_id}", f"of {id_}")
    assert isinstance(kept, Kept)
    return kept


def copied(id_: str, kept: Kept) -> Kept:
    """An independent copy."""
    try:
        return copy.deepcopy(kept)
    except Exception as error:
        raise _cannot_be_kept(id_, error) from error


def put(envs: SyncVectorEnv, all_kept: Sequence[Kept]) -> tuple[Any, ...]:
    """Makes the environments go on from there; answers as their step would have."""
    infos: dict[str, Any] = {}
    for i, kept in enumerate(all_kept):
        if envs.envs[i] is not kept.env:
            envs.envs[i].close()
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


def _given(infos: dict[str, Any], name: str, i: int) -> bool:
    present = infos.get(f"_{name}")
    return isinstance(infos[name], np.ndarray) and present is not None and bool(present[i])


def _signature(body: bytes) -> bytes:
    return hmac.digest(_KEY, body, "sha256")


def _other(came: str, expected: str) -> Refused:
    code = grpc.StatusCode.FAILED_PRECONDITION
    return Refused(code, f"snapshot: {came} (expected: {expected})")


def _cannot_be_kept(id_: str, error: Exception) -> Refused:
    reason = f"snapshot: {id_}, {error} (expected: an environment that can be pickled)"
    return Refused(grpc.StatusCode.UNIMPLEMENTED, reason)
