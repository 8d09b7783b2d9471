"""Rollouts: a policy acts where the environments are, and the episodes stream back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import grpc
import gymnasium
import numpy as np
from gymnasium.vector import AutoresetMode

from papilio_gym import tensors
from papilio_gym.errors import Reason
from papilio_gym.protocol import rollout_pb2 as pb
from papilio_gym.protocol import space_pb2
from papilio_gym.serve.capacity import Holding
from papilio_gym.serve.catalog import Catalog, spec_of
from papilio_gym.serve.failures import RequestFailed, SessionEnded, invalid, unsupported
from papilio_gym.serve.policies import Policy, policy_of
from papilio_gym.serve.requests import keywords_of, seed_of
from papilio_gym.serve.vectors import Bounds, close

_MOST_EPISODES = 1_000_000
_CHUNK_STEPS = 256


def run(
    catalog: Catalog,
    request: pb.RolloutRequest,
    context: grpc.ServicerContext,
    holding: Holding,
    max_policy_bytes: int,
) -> Iterator[pb.RolloutResponse]:
    """The responses to a request: episodes one after the other, in one environment."""
    _check_policy(request, max_policy_bytes)
    seeds = _seeds(request)
    if request.wrappers:
        raise unsupported("this server has no wrappers")
    keywords = keywords_of(request.options)
    bounds = Bounds(holding.take_bytes, context.is_active)
    vector = catalog.make(request.environment_id, AutoresetMode.DISABLED, [keywords], bounds)
    env = vector.rows[0].env
    try:
        act = policy_of(request.policy, env.action_space)
        started = pb.RolloutStarted(spec=spec_of(request.environment_id, env), num_envs=1)
        yield pb.RolloutResponse(started=started)
        for episode, seed in enumerate(seeds):
            for chunk in _episode(env, act, request, seed, bounds):
                chunk.episode = episode
                chunk.seed = str(seed)
                yield pb.RolloutResponse(chunk=chunk)
    finally:
        close(env)


def _check_policy(request: pb.RolloutRequest, max_bytes: int) -> None:
    source = request.WhichOneof("source")
    if source == "policy_id":
        message = f"no policy of this connection has the id '{request.policy_id[:200]}'"
        raise RequestFailed(Reason.UNKNOWN_POLICY, message)
    if source is None:
        raise invalid("policy", "none", "a policy")
    size = len(request.policy.data)
    if 0 < max_bytes < size:
        message = f"policy.data: {size} bytes (expected: at most {max_bytes})"
        raise SessionEnded(grpc.StatusCode.RESOURCE_EXHAUSTED, message)
    digest = "sha256:" + hashlib.sha256(request.policy.data).hexdigest()
    if request.policy.digest not in ("", digest):
        raise invalid("policy.digest", request.policy.digest[:200], digest)


def _seeds(request: pb.RolloutRequest) -> list[int]:
    count = len(request.seeds) or request.episodes
    if not 1 <= count <= _MOST_EPISODES:
        raise invalid("episodes", count, f"1 to {_MOST_EPISODES}")
    if not request.seeds:
        return [request.first_seed + i for i in range(count)]
    return [seed_of(digits) for digits in request.seeds]


def _episode(
    env: gymnasium.Env[Any, Any],
    act: Policy,
    request: pb.RolloutRequest,
    seed: int,
    bounds: Bounds,
) -> Iterator[pb.RolloutChunk]:
    keeps = request.content != pb.ROLLOUT_CONTENT_RETURNS
    every, size = request.every or 1, request.chunk_steps or _CHUNK_STEPS
    rows: list[tuple[Any, Any, float]] = []
    length = first = 0
    total = 0.0
    observation, _ = env.reset(seed=seed)
    _require_finite(request.environment_id, f"reset with seed {seed}", observation, 0.0)
    terminated = truncated = False
    while not (terminated or truncated):
        bounds.check()  # gRPC would only say so at the next response.
        before, action = observation, act(observation)
        observation, reward, terminated, truncated, _ = env.step(action)
        when = f"step {length + 1} of the episode with seed {seed}"
        _require_finite(request.environment_id, when, observation, float(reward))
        if keeps and length % every == 0:
            rows.append((before, action, float(reward)))
        total += float(reward)
        length += 1
        truncated = truncated or (length == request.horizon and not terminated)
        if len(rows) == size and not (terminated or truncated):
            yield _chunk(rows, first, length, request)
            rows, first = [], length
    chunk = _chunk(rows, first, length, request)
    chunk.end.undiscounted_return = total
    chunk.end.length = length
    chunk.end.terminated = bool(terminated)
    chunk.end.truncated = bool(truncated)
    if keeps:
        chunk.end.final_observation.CopyFrom(_tensor(observation, request))
    yield chunk


def _require_finite(id: str, when: str, observation: Any, reward: float) -> None:
    """Rejects NaN and infinity before a policy acts on them; the message is that of Java."""
    values = np.asarray(observation)
    finite = np.isfinite(values) if values.dtype.kind == "f" else np.ones(1, np.bool_)
    if not finite.all():
        index = int(np.argmin(finite))
        what = f"observation: {values.flat[index]} at index {index}"
    elif not np.isfinite(reward):
        what = f"reward: {reward}"
    else:
        return
    message = f"{id}, {when}: {what} (expected: a finite number)"
    raise RequestFailed(Reason.SIMULATION_FAILED, message)


def _chunk(
    rows: list[tuple[Any, Any, float]], first: int, length: int, request: pb.RolloutRequest
) -> pb.RolloutChunk:
    chunk = pb.RolloutChunk(first_step=first, steps=length - first)
    if rows:
        observations, actions, rewards = zip(*rows, strict=True)
        chunk.observations.CopyFrom(_tensor(np.stack(observations), request))
        chunk.actions.CopyFrom(_tensor(np.stack(actions), request))
        chunk.rewards.CopyFrom(_tensor(np.array(rewards), request))
    return chunk


def _tensor(values: Any, request: pb.RolloutRequest) -> space_pb2.Tensor:
    array = np.asarray(values)
    if request.dtype == space_pb2.DTYPE_FLOAT32 and array.dtype == np.float64:
        array = array.astype(np.float32)
    return tensors.encode(array)
