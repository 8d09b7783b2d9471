"""Limits of this package's server: sizes, numbers, memory, time."""

import threading
import time
from collections.abc import Iterator

import grpc
import gymnasium
import numpy as np
import papilio_gym
import pytest
from gymnasium.vector import AutoresetMode
from papilio_gym import PapilioEnv, PapilioVectorEnv, serve
from papilio_gym.connection import SERVICE, Connection, Server
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.serve import failures, leases, memory, session
from papilio_gym.serve.capacity import Capacity
from papilio_gym.serve.vectors import Bounds, Vector

import everything
import failing

EACH = 64  # Bytes of a Failing-v0: eight times its observation.


def test_a_closed_environment_makes_room_for_the_next(small_server: str) -> None:
    with pytest.raises(papilio_gym.ServerFull):
        PapilioVectorEnv(everything.ID, 3, target=small_server)
    for fault in ("", "close", "close by exit"):
        env = PapilioVectorEnv(failing.ID, 2, target=small_server, fault=fault)
        with pytest.raises(papilio_gym.ServerFull):
            PapilioEnv(everything.ID, target=small_server)
        env.close()


def test_a_limit_of_zero_is_no_limit() -> None:
    serving = serve.start(serve.Catalog([everything.ID]), limits=serve.Limits(0, 0, 0))
    target = f"127.0.0.1:{serving.port}"
    envs = [PapilioVectorEnv(everything.ID, 3, target=target) for _ in range(6)]
    for env in envs:
        env.reset(seed=0)
        env.close()
    serving.stop(0)


@pytest.mark.parametrize("size", [2000, 9000])  # Beyond four times the limit gRPC rejects it.
def test_a_request_that_is_too_large_ends_the_session(small_server: str, size: int) -> None:
    env = PapilioEnv(everything.ID, target=small_server)
    env.reset(options={"unknown": "a" * 900})
    with pytest.raises(papilio_gym.ServerFull):
        env.reset(options={"unknown": "a" * size})
    connection = Connection(Server(small_server))
    assert connection.info.limits.max_message_bytes == 1000
    connection.close()


def test_memory_is_reserved_before_environments_are_made() -> None:
    limits = serve.Limits(max_environment_bytes=3 * EACH, max_client_bytes=2 * EACH)
    serving = serve.start(serve.Catalog([failing.ID]), limits=limits)
    target = f"127.0.0.1:{serving.port}"
    own = "bytes of all environments of client 127.0.0.1"
    with pytest.raises(papilio_gym.ServerFull, match=f"{own}: 192 .expected: at most 128"):
        PapilioVectorEnv(failing.ID, 3, target=target)
    with PapilioEnv(failing.ID, target=target):
        with pytest.raises(papilio_gym.ServerFull, match=own):
            PapilioVectorEnv(failing.ID, 2, target=target)
        papilio_gym.rollout("zero", failing.ID, episodes=1, target=target, horizon=1).returns()
    PapilioVectorEnv(failing.ID, 2, target=target).close()
    serving.stop(0)


def test_the_memory_of_all_clients_is_limited_together() -> None:
    capacity = Capacity(serve.Limits(max_environment_bytes=3, max_client_bytes=2))
    one, two = capacity.begin("one"), capacity.begin("two")
    one.take_bytes(2)
    with pytest.raises(failures.SessionEnded) as caught:
        two.take_bytes(2)
    assert str(caught.value) == "bytes of all environments: 4 (expected: at most 3)"
    one.end()
    two.take_bytes(2)


def test_mujocos_memory_counts() -> None:
    env = gymnasium.make("Hopper-v5")
    model, data = env.unwrapped.model, env.unwrapped.data  # type: ignore[attr-defined]
    held = 8 * 11 * 8 + model.nbuffer + data.nbuffer
    assert memory.footprint(env, with_arena=False) == held
    assert memory.footprint(env, with_arena=True) == held + data.narena
    env.close()


def test_a_vector_stops_when_its_client_is_gone() -> None:
    waits = iter([True, True, False])
    bounds = Bounds(lambda count: None, lambda: next(waits))
    envs = [gymnasium.make("CartPole-v1") for _ in range(2)]
    vector = Vector(envs, AutoresetMode.NEXT_STEP, bounds)
    for row in vector.rows:
        row.reset(seed=0)
    vector.step(np.array([0, 0]))
    stepped = [row.newest for row in vector.rows]
    with pytest.raises(failures.SessionEnded, match="the client has gone"):
        vector.step(np.array([0, 0]))
    assert all(row.newest is step for row, step in zip(vector.rows, stepped, strict=True))


def test_a_session_without_requests_expires() -> None:
    serving = serve.start(serve.Catalog([failing.ID]), limits=serve.Limits(lease_seconds=1))
    env = PapilioEnv(failing.ID, target=f"127.0.0.1:{serving.port}")
    time.sleep(1.2)
    with pytest.raises(papilio_gym.LeaseExpired, match="no request within its lease of 1 s"):
        env.reset()
    serving.stop(0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("Interact", "the session was not opened within"),
        ("GetServerInfo", "no request came within"),
    ],
)
def test_a_call_without_a_request_ends(
    python_server: str, monkeypatch: pytest.MonkeyPatch, call: str, message: str
) -> None:
    monkeypatch.setattr(session, "OPEN_SECONDS", 0.1)
    monkeypatch.setattr(leases, "REQUEST_SECONDS", 0.1)
    ended = silent_call(python_server, call)
    assert ended.code() is grpc.StatusCode.DEADLINE_EXCEEDED
    assert str(ended.details()).startswith(message)


def test_a_call_without_a_token_ends_before_its_request_comes() -> None:
    serving = serve.start(serve.Catalog([failing.ID]), token="sesame")
    ended = silent_call(f"127.0.0.1:{serving.port}", "GetServerInfo")
    assert ended.code() is grpc.StatusCode.UNAUTHENTICATED
    serving.stop(0)


def silent_call(target: str, call: str) -> grpc.Call:
    """The end of a call that sends no request."""
    never = threading.Event()

    def nothing() -> Iterator[bytes]:
        never.wait(20)
        yield from ()

    with grpc.insecure_channel(target) as channel:
        with pytest.raises(grpc.RpcError) as caught:
            list(channel.stream_stream(f"/{SERVICE}/{call}", bytes, bytes)(nothing()))
    never.set()
    assert isinstance(caught.value, grpc.Call)
    return caught.value


def test_what_is_no_message_ends_the_session_with_a_sentence(
    python_server: str, caplog: pytest.LogCaptureFixture
) -> None:
    malformed = b"\xff\xff\xff\xff"
    with grpc.insecure_channel(python_server) as channel:
        interact = channel.stream_stream(f"/{SERVICE}/Interact", bytes, bytes)
        with pytest.raises(grpc.RpcError) as caught:
            list(interact(iter([malformed])))
    assert isinstance(caught.value, grpc.Call)
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert caplog.text == ""


def test_requests_are_read_one_at_a_time() -> None:
    taken = [threading.Event() for _ in range(3)]

    def requests() -> Iterator[pb.InteractRequest]:
        for one in taken:
            one.set()
            yield pb.InteractRequest()

    leased = leases.leased(requests(), lambda: (20, "late"))
    for i in range(2):
        next(leased)
        assert taken[i].is_set() and not taken[i + 1].wait(0.1)
    assert len(list(leased)) == 1
