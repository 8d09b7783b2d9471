"""Sessions from their first to their last moment, and servers that are not there."""

import gc
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
import gymnasium
import numpy as np
import papilio_gym
import pytest
from papilio_gym import PapilioEnv, PapilioVectorEnv, embedded, registration, serve, streams
from papilio_gym.connection import SERVICE, Connection, Server
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.streams import OneThreadStream, StreamEnded, ThreadedStream

from conftest import Place
from everything import ID


def test_closing_twice_is_harmless_and_use_after_it_is_not(place: Place) -> None:
    env = PapilioEnv(place.id, target=place.target)
    env.close()
    env.close()
    with pytest.raises(gymnasium.error.ClosedEnvironmentError):
        env.reset()
    envs = PapilioVectorEnv(place.id, 2, target=place.target)
    envs.close()
    envs.close()
    assert envs.closed


def test_only_the_wanted_infos_are_sent(java_server: str) -> None:
    env = PapilioEnv("Hopper-v5", target=java_server, info_names=["x_velocity", "no_such"])
    assert env.reset(seed=0)[1] == {}
    assert list(env.step(np.zeros(3))[4]) == ["x_velocity"]
    env.close()


def test_a_closed_environment_makes_room_for_the_next() -> None:
    serving = serve.start(serve.Catalog([ID]), limits=serve.Limits(1, 2))
    target = f"127.0.0.1:{serving.port}"
    with pytest.raises(papilio_gym.ServerFull, match="the limit is 2$"):  # Nothing was lost.
        PapilioVectorEnv(ID, 3, target=target)
    for _ in range(5):
        env = PapilioEnv(ID, target=target)
        with pytest.raises(papilio_gym.ServerFull, match="the limit is 1"):
            PapilioEnv(ID, target=target)
        env.close()
    serving.stop(0)


def test_a_limit_of_zero_is_no_limit() -> None:
    serving = serve.start(serve.Catalog([ID]), limits=serve.Limits(0, 0, 0))
    envs = [PapilioVectorEnv(ID, 3, target=f"127.0.0.1:{serving.port}") for _ in range(6)]
    for env in envs:
        env.reset(seed=0)
        env.close()
    serving.stop(0)


def test_an_environment_is_not_pickled_and_goes_on(place: Place) -> None:
    for kind in (PapilioEnv, PapilioVectorEnv):
        env = kind(place.id, target=place.target)
        with pytest.raises(TypeError, match=r"^environment: pickled .*\(expected: made where"):
            pickle.dumps(env)
        env.reset()
        env.close()


def test_an_environment_that_nobody_holds_ends_its_call() -> None:
    serving = serve.start(serve.Catalog([ID]))
    env = PapilioEnv(ID, target=f"127.0.0.1:{serving.port}")
    stream = env._session._stream
    del env
    gc.collect()
    with pytest.raises(StreamEnded) as caught:
        stream.ask(b"")
    assert caught.value.code is grpc.StatusCode.CANCELLED
    serving.stop(0)


def test_grpc_without_its_inner_layer_serves_as_well(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(PapilioEnv(place.id, target=place.target)._session._stream, OneThreadStream)
    monkeypatch.setattr(streams, "_core", lambda: None)
    with PapilioEnv(place.id, target=place.target) as env:
        assert isinstance(env._session._stream, ThreadedStream)
        env.reset(seed=0)
        with pytest.raises(papilio_gym.InvalidArgument, match="action"):
            env.step(np.zeros(place.actions + 1))
        env.step(np.zeros(place.actions))
    with pytest.raises(papilio_gym.EnvironmentNotFound):
        PapilioEnv("No-v0", target=place.target)


@pytest.mark.parametrize("kind", [OneThreadStream, ThreadedStream])
def test_a_stream_that_ended_says_so_again(place: Place, kind: type[Any]) -> None:
    connection = Connection(Server(place.target))
    for closing in (b"", pb.InteractRequest(close=pb.CloseRequest()).SerializeToString()):
        stream = kind(connection.channel, f"/{SERVICE}/Interact", ())
        codes = []
        for _ in range(3):
            try:
                stream.ask(closing)
            except StreamEnded as end:
                codes.append(end.code)
        assert codes == (
            [grpc.StatusCode.OK] * 2 if closing else [grpc.StatusCode.INVALID_ARGUMENT] * 3
        )
        stream.abandon()
        stream.abandon()
    connection.close()


def test_the_death_of_a_server_is_told_with_what_to_do() -> None:
    server = embedded.EmbeddedServer(embedded.class_path())
    env = PapilioEnv("Hopper-v5", target=server.target)
    env.reset()
    server.stop()
    for _ in range(2):
        with pytest.raises(papilio_gym.ServerUnavailable, match="make them again") as caught:
            env.step(np.zeros(3))
        assert isinstance(caught.value, ConnectionError) and server.target in str(caught.value)
    env.close()


def test_a_server_that_is_not_there_is_told_with_its_address() -> None:
    with pytest.raises(papilio_gym.ServerUnavailable, match=r"127.0.0.1:1: no connection within 0.2 s"):
        PapilioEnv("Any-v0", target="127.0.0.1:1", connect_timeout=0.2)


def test_a_server_of_something_else_is_told_apart() -> None:
    server = grpc.server(ThreadPoolExecutor(1))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    with pytest.raises(papilio_gym.ServerFault, match="Method not found"):
        PapilioEnv("Any-v0", target=f"127.0.0.1:{port}")
    server.stop(0).wait()


@pytest.mark.parametrize("java", [False, True])
def test_a_token_opens_the_door(java: bool) -> None:
    stop: Callable[[], object]
    if java:
        java_server = embedded.EmbeddedServer(embedded.class_path(), "--token=sesame")
        target, id_, stop = java_server.target, "Hopper-v5", java_server.stop
    else:
        serving = serve.start(serve.Catalog([ID]), token="sesame")
        target, id_, stop = f"127.0.0.1:{serving.port}", ID, serving.stop
    for token in (None, "wrong"):
        with pytest.raises(papilio_gym.AccessDenied, match="authorization"):
            PapilioEnv(id_, target=target, token=token)
    assert f"papilio/{id_}" in papilio_gym.register(target, token="sesame")
    gymnasium.make(f"papilio/{id_}").close()
    registration.register_known()
    stop()


def test_without_a_target_one_server_serves_the_process(java_server: str) -> None:
    env = gymnasium.make("papilio/Hopper-v5")
    envs = gymnasium.make_vec("papilio/LqrCliff-v0", num_envs=2)
    assert embedded.target() == java_server
    env.reset()
    envs.reset()
    env.close()
    envs.close()


def test_worker_processes_share_the_server_of_their_parent(java_server: str) -> None:
    vector_kwargs = {"context": "spawn"}
    envs = gymnasium.make_vec(
        "papilio/Hopper-v5", 2, vectorization_mode="async", vector_kwargs=vector_kwargs
    )
    first = envs.reset(seed=4)[0][0]
    assert first.tolist() == gymnasium.make("papilio/Hopper-v5").reset(seed=4)[0].tolist()
    assert os.environ["PAPILIO_TARGET"] == java_server
    envs.close()


def test_a_server_ends_with_its_process_even_if_that_is_killed() -> None:
    code = "import sys; from papilio_gym import embedded; print(embedded.target(), flush=True); "
    code += "sys.stdin.read()"
    variables = {name: v for name, v in os.environ.items() if name != "PAPILIO_TARGET"}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=pipe, stdout=pipe, text=True, env=variables
    ) as owner:
        assert owner.stdout
        env = PapilioEnv("Hopper-v5", target=owner.stdout.readline().strip())
        owner.kill()
    # Until the server has noticed, steps are answered.
    with pytest.raises(papilio_gym.ServerUnavailable):
        while True:
            env.reset()


def test_without_a_server_to_start_it_says_where_it_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAPILIO_JAR", raising=False)
    monkeypatch.setenv("PAPILIO_HOME", "no/such/folder")
    with pytest.raises(papilio_gym.ServerUnavailable, match="PAPILIO_HOME"):
        embedded.class_path()


def test_a_server_that_does_not_start_is_told_with_its_last_words() -> None:
    with pytest.raises(papilio_gym.ServerUnavailable, match="--no-such-option"):
        embedded.EmbeddedServer(embedded.class_path(), "--no-such-option")


def test_a_class_path_without_papilio_is_told_in_a_sentence() -> None:
    alone = next(Path(embedded.class_path()).parent.glob("papilio-cli*.jar"))
    for classes in ("no/such.jar", __file__, str(alone)):
        with pytest.raises(papilio_gym.ServerUnavailable) as caught:
            embedded.EmbeddedServer(classes)
        assert re.fullmatch(r"class path: .*\(expected: all jars of Papilio.*\)", str(caught.value))
