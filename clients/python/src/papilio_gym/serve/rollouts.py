"""Rollouts: ONNX models that act where the environments are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import grpc
import gymnasium
import numpy as np
from gymnasium import spaces as gym_spaces
from gymnasium.vector import AutoresetMode
from numpy.typing import NDArray

from papilio_gym import structs, tensors
from papilio_gym.errors import Reason
from papilio_gym.protocol import rollout_pb2 as pb
from papilio_gym.protocol import space_pb2
from papilio_gym.serve.catalog import Catalog, spec_of
from papilio_gym.serve.failures import RequestFailed, invalid, unsupported
from papilio_gym.serve.vectors import close

Array = NDArray[Any]
Policy = Callable[[Array], Any]

_MOST_EPISODES = 1_000_000
_CHUNK_STEPS = 256


def run(
    catalog: Catalog, request: pb.RolloutRequest, context: grpc.ServicerContext
) -> Iterator[pb.RolloutResponse]:
    """The responses to a request: episodes one after the other, in one environment."""
    seeds = _seeds(request)
    if request.WhichOneof("source") != "policy":
        raise RequestFailed(Reason.UNKNOWN_POLICY, f"no policy has the id '{request.policy_id}'")
    if request.wrappers:
        raise unsupported("this server has no wrappers")
    keywords = {k: v for k, v in structs.decode(request.options).items() if v is not None}
    vector = catalog.make(request.environment_id, AutoresetMode.DISABLED, [keywords])
    env = vector.rows[0].env
    try:
        act = _policy(request.policy, env)
        started = pb.RolloutStarted(spec=spec_of(request.environment_id, env), num_envs=1)
        yield pb.RolloutResponse(started=started)
        for episode, seed in enumerate(seeds):
            for chunk in _episode(env, act, request, seed):
                if not context.is_active():
                    return
                chunk.episode = episode
                chunk.seed = str(seed)
                yield pb.RolloutResponse(chunk=chunk)
    finally:
        close(env)


def _seeds(request: pb.RolloutRequest) -> list[int]:
    count = len(request.seeds) or request.episodes
    if not 1 <= count <= _MOST_EPISODES:
        raise invalid("episodes", count, f"1 to {_MOST_EPISODES}")
    if not request.seeds:
        return [request.first_seed + i for i in range(count)]
    if bad := [seed for seed in request.seeds if not (seed.isascii() and seed.isdecimal())]:
        raise invalid("seed", repr(bad[0][:20]), "a decimal integer >= 0")
    return [int(seed) for seed in request.seeds]


def _episode(
    env: gymnasium.Env[Any, Any], act: Policy, request: pb.RolloutRequest, seed: int
) -> Iterator[pb.RolloutChunk]:
    keeps = request.content != pb.ROLLOUT_CONTENT_RETURNS
    every, size = request.every or 1, request.chunk_steps or _CHUNK_STEPS
    rows: list[tuple[Any, Any, float]] = []
    length = first = 0
    total = 0.0
    observation, _ = env.reset(seed=seed)
    terminated = truncated = False
    while not (terminated or truncated):
        before, action = observation, act(observation)
        observation, reward, terminated, truncated, _ = env.step(action)
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


def _policy(policy: pb.Policy, env: gymnasium.Env[Any, Any]) -> Policy:
    space = env.action_space
    if policy.format == pb.POLICY_FORMAT_NAMED:
        raise RequestFailed(Reason.UNKNOWN_POLICY, f"this server has no policy '{policy.name}'")
    if policy.format == pb.POLICY_FORMAT_ZERO:
        return lambda observation: np.zeros(space.shape or (), space.dtype)
    if policy.format != pb.POLICY_FORMAT_ONNX:
        raise unsupported("this server runs ONNX models alone")
    binding = policy.binding
    extras = binding.previous_action or binding.history > 1 or binding.chunk > 1
    if extras or binding.WhichOneof("head") or binding.columns:
        raise unsupported("this server connects models to the newest observation alone")
    model = _model(policy.data)
    if isinstance(space, gym_spaces.Discrete):
        first: Any = space.start
        return lambda observation: first + np.argmax(model(observation))
    if not isinstance(space, gym_spaces.Box):
        raise invalid("policy", f"actions {space}", "a box, or discrete actions")
    return lambda observation: _mapped(binding, model(observation), space)


def _mapped(binding: pb.PolicyBinding, outputs: Array, space: gym_spaces.Box) -> Array:
    outputs = np.tanh(outputs) if binding.tanh else outputs
    if binding.mapping == pb.OUTPUT_MAPPING_CLIP:
        outputs = np.clip(outputs, space.low, space.high)
    elif binding.mapping == pb.OUTPUT_MAPPING_SCALE:
        center, half = (space.high + space.low) / 2, (space.high - space.low) / 2
        outputs = center + half * outputs
    if outputs.shape != space.shape or not np.isfinite(outputs).all():
        raise invalid("policy", f"an action {outputs}", f"finite, of shape {space.shape}")
    return outputs.astype(space.dtype)


def _model(data: bytes) -> Policy:
    if not data:
        raise invalid("policy.data", "0 bytes", "an ONNX model")
    try:
        import onnxruntime
    except ImportError:
        raise unsupported("onnxruntime is not installed (pip install onnxruntime)") from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        session = onnxruntime.InferenceSession(data, options, ["CPUExecutionProvider"])
    except Exception as error:
        raise invalid("policy.data", str(error).splitlines()[0], "an ONNX model") from error
    inputs, outputs = session.get_inputs(), session.get_outputs()
    if len(inputs) != 1 or len(outputs) != 1:
        raise invalid("policy.data", f"{len(inputs)} inputs, {len(outputs)} outputs", "one each")
    dtype = np.float64 if inputs[0].type == "tensor(double)" else np.float32
    name = inputs[0].name

    def compute(observation: Array) -> Array:
        row = np.asarray(observation, dtype).reshape(1, -1)
        try:
            result: Array = session.run(None, {name: row})[0][0]
        except Exception as error:
            raise invalid("policy.data", str(error).splitlines()[0], "a model for it") from error
        return result

    return compute
