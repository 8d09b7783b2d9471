"""Rollouts: a policy runs where the environments are, and the episodes stream back."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, SupportsIndex

import grpc
import numpy as np
from numpy.typing import NDArray

from papilio_gym import opening, policies, spaces, structs, tensors
from papilio_gym.connection import SERVICE, Connection
from papilio_gym.deadlines import Deadline
from papilio_gym.errors import ended_call, invalid, late
from papilio_gym.opening import Tls, Wrapper
from papilio_gym.policies import Binding
from papilio_gym.protocol import rollout_pb2 as pb
from papilio_gym.protocol import space_pb2
from papilio_gym.tensors import Array

Float64s = NDArray[np.float64]


@dataclass(frozen=True)
class Episode:
    """One episode of T steps.

    Attributes:
        seed: what the environment was reset with.
        observations: shape [T + 1, ...]; empty if only returns were asked for.
        actions: actions[t] was taken at observations[t]. Shape [T, ...].
        rewards: shape [T].
        episode_return: the sum of all rewards, in order of time.
        length: T.
        terminated: whether the task itself ended the episode.
        truncated: whether a limit ended it.
        diverged: whether the physics diverged after the last step.
    """

    seed: int
    observations: Array
    actions: Array
    rewards: Array
    episode_return: float
    length: int
    terminated: bool
    truncated: bool
    diverged: bool


class Rollout(Iterator[Episode]):
    """Episodes in the order of their seeds, while they arrive. Close it to end the rest.

    Attributes:
        observation_space, action_space: of the environment.
    """

    def __init__(self, connection: Connection, request: pb.RolloutRequest) -> None:
        self._connection = connection
        self._ready: dict[int, Episode] = {}
        self._parts: dict[int, list[pb.RolloutChunk]] = {}
        self._next = 0
        self._episodes = len(request.seeds)
        call = connection.channel.unary_stream(
            f"/{SERVICE}/Rollout",
            pb.RolloutRequest.SerializeToString,
            pb.RolloutResponse.FromString,
        )
        self._responses: Any = call(request, metadata=connection.server.metadata())
        self._deadline = Deadline(connection.server.response_timeout, self._responses.cancel)
        started = self._response()
        self.spec = started.started.spec
        self.observation_space = spaces.decode(self.spec.observation_space)
        self.action_space = spaces.decode(self.spec.action_space)

    def __next__(self) -> Episode:
        while self._next not in self._ready:
            if self._next == self._episodes:
                self._await_end()
                self.close()
                raise StopIteration
            self._take(self._response().chunk)
        self._next += 1
        return self._ready.pop(self._next - 1)

    def returns(self) -> Float64s:
        """The returns of all episodes that are left, in the order of their seeds."""
        return np.array([episode.episode_return for episode in self], dtype=np.float64)

    def close(self) -> None:
        """Ends the rollout; the server frees its environments."""
        self._responses.cancel()
        self._deadline.close()
        self._connection.close()

    def __enter__(self) -> Rollout:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _response(self) -> pb.RolloutResponse:
        server = self._connection.server
        self._deadline.begin()
        try:
            response: pb.RolloutResponse = next(self._responses)
            self._deadline.end()
            return response
        except grpc.RpcError as error:
            self.close()
            if self._deadline.is_missed:
                raise late(server.target, server.response_timeout) from None
            raise ended_call(error, server.target) from None
        except BaseException:
            self.close()
            raise

    def _await_end(self) -> None:
        """Lets the server end a complete call, which it would otherwise take for a canceled one."""
        self._deadline.begin()
        with suppress(grpc.RpcError):  # All episodes have come.
            next(self._responses, None)
        self._deadline.end()

    def _take(self, chunk: pb.RolloutChunk) -> None:
        parts = self._parts.setdefault(chunk.episode, [])
        parts.append(chunk)
        if chunk.HasField("end"):
            del self._parts[chunk.episode]
            self._ready[chunk.episode] = _episode(parts)


def rollout(
    policy: Any,
    env_id: str,
    *,
    episodes: int | None = None,
    seeds: Sequence[int] | None = None,
    seed: int = 0,
    binding: Binding | None = None,
    num_envs: int = 0,
    horizon: int = 0,
    returns_only: bool = False,
    dtype: str | None = None,
    minari: str | None = None,
    target: str | None = None,
    token: str | None = None,
    tls: Tls = False,
    channel_options: Iterable[tuple[str, Any]] = (),
    connect_timeout: float = 20.0,
    response_timeout: float = 300.0,
    server_wrappers: Sequence[Wrapper] = (),
    max_episode_steps: SupportsIndex | None = None,
    **keywords: Any,
) -> Rollout:
    """Runs a policy in environments of a server.

    >>> returns = papilio_gym.rollout(model, "Walker2d-v5", episodes=20).returns()

    Args:
        policy: the bytes or the path of an ONNX model; the path of weights in the format
            safetensors; a name, such as "expert", "random" or "zero"; a torch.nn.Module; or a
            Stable-Baselines3 model.
        env_id: of the server's environments.
        episodes: how many, with the seeds seed, seed + 1, ...
        seeds: of the episodes, instead of their number.
        binding: how the network is connected to the environment.
        num_envs: episodes that run at a time; 0 leaves it to the server. Results are the same.
        horizon: truncates episodes after so many steps.
        returns_only: whether the steps stay on the server.
        dtype: "float32" rounds observations, actions and rewards.
        minari: the id of a Minari data set to write all episodes to; they remain to be read.
        target: "host:port"; by default, a server that this process starts.
        response_timeout: seconds to wait for the next part of the episodes.
        keywords: of the environment's constructor.
    """
    if (episodes is None) == (seeds is None):
        raise invalid("episodes", episodes, "either episodes or seeds")
    chosen = list(seeds) if seeds is not None else [seed + i for i in range(episodes or 0)]
    if not chosen:
        raise invalid("episodes", 0, "at least 1")
    request = pb.RolloutRequest(
        environment_id=env_id,
        options=structs.encode(
            {**opening.models(keywords), "max_episode_steps": max_episode_steps}
        ),
        wrappers=opening.wrappers(server_wrappers),
        policy=policies.message(policy, binding),
        seeds=[str(int(s)) for s in chosen],
        num_envs=num_envs,
        horizon=horizon,
        content=pb.ROLLOUT_CONTENT_RETURNS if returns_only else pb.ROLLOUT_CONTENT_TRAJECTORIES,
        dtype=_dtype(dtype),
    )
    server = opening.server(
        target, token, tls, channel_options, connect_timeout, response_timeout
    )
    result = Rollout(Connection(server), request)
    return result if minari is None else _written(result, minari, env_id, keywords)


def _dtype(name: str | None) -> space_pb2.DType:
    codes = {
        None: space_pb2.DTYPE_UNSPECIFIED,
        "float32": space_pb2.DTYPE_FLOAT32,
        "float64": space_pb2.DTYPE_FLOAT64,
    }
    if name not in codes:
        raise invalid("dtype", repr(name), "float32 or float64")
    return codes[name]


def _episode(parts: list[pb.RolloutChunk]) -> Episode:
    end = parts[-1].end
    recorded = [part for part in parts if part.HasField("rewards")]
    observations = [tensors.decode(part.observations) for part in recorded]
    if end.HasField("final_observation"):
        observations.append(tensors.decode(end.final_observation)[None])
    return Episode(
        seed=int(parts[-1].seed),
        observations=_joined(observations),
        actions=_joined([tensors.decode(part.actions) for part in recorded]),
        rewards=_joined([tensors.decode(part.rewards) for part in recorded]),
        episode_return=end.undiscounted_return,
        length=end.length,
        terminated=end.terminated,
        truncated=end.truncated,
        diverged=end.diverged,
    )


def _joined(arrays: list[Array]) -> Array:
    return np.concatenate(arrays) if arrays else np.empty(0)


def _written(
    episodes: Rollout, dataset_id: str, env_id: str, keywords: Mapping[str, Any]
) -> Rollout:
    """Writes all episodes to a data set, and keeps them to be read."""
    import minari
    from minari.data_collector.episode_buffer import EpisodeBuffer

    kept = list(episodes)
    buffers = [
        EpisodeBuffer(
            id=i,
            seed=episode.seed,
            observations=list(episode.observations),
            actions=list(episode.actions),
            rewards=episode.rewards.tolist(),
            terminations=[False] * (episode.length - 1) + [episode.terminated],
            truncations=[False] * (episode.length - 1) + [episode.truncated],
            infos=None,
        )
        for i, episode in enumerate(kept)
    ]
    with warnings.catch_warnings():
        # Of an author and a permalink, which only the user knows.
        warnings.simplefilter("ignore", UserWarning)
        minari.create_dataset_from_buffers(
            dataset_id,
            buffers,
            observation_space=episodes.observation_space,
            action_space=episodes.action_space,
            description=f"{len(kept)} episodes of {env_id} {dict(keywords) or ''}".strip(),
        )
    episodes._ready = dict(enumerate(kept))
    episodes._next = 0
    return episodes
