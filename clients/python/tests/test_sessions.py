"""Sessions from open to close, with both servers, and servers that cannot be reached."""

import gc
import os
import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import gymnasium
import numpy as np
import papilio_gym
import pytest
from gymnasium.vector import AutoresetMode
from papilio_gym import PapilioEnv, PapilioVectorEnv, Reason, embedded, serve, streams
from papilio_gym.connection import SERVICE, Connection, Server
from papilio_gym.protocol import environment_pb2 as pb
from papilio_gym.streams import OneThreadStream, StreamEnded, ThreadedStream

import waiting
from agreement import assert_same
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


def test_an_unknown_id_or_keyword_is_rejected(place: Place) -> None:
    with pytest.raises(papilio_gym.EnvironmentNotFound, match=place.id) as unknown:
        PapilioEnv(place.id.replace("-", "_"), target=place.target)
    assert unknown.value.reason is Reason.UNKNOWN_ENVIRONMENT
    with pytest.raises(papilio_gym.InvalidArgument, match="color"):
        PapilioEnv(place.id, target=place.target, color="blue")
    with pytest.raises(gymnasium.error.UnsupportedMode):
        PapilioEnv(place.id, target=place.target, render_mode="human")


def test_steps_before_a_reset_and_after_the_end_need_a_reset(place: Place) -> None:
    env = PapilioEnv(place.id, target=place.target, max_episode_steps=1)
    for _ in range(2):
        with pytest.raises(gymnasium.error.ResetNeeded) as caught:
            env.step(np.zeros(place.actions))
        assert isinstance(caught.value, papilio_gym.ResetNeeded)
        assert caught.value.reason is Reason.RESET_NEEDED
        env.reset()
        assert env.step(np.zeros(place.actions))[3] is True
    env.close()


def test_a_rejected_action_changes_nothing(place: Place) -> None:
    env, same = (PapilioEnv(place.id, target=place.target) for _ in range(2))
    env.reset(seed=1)
    same.reset(seed=1)
    wrong: list[Any] = [
        *(np.full(place.actions, np.nan), np.full(place.actions, np.inf)),
        *(np.zeros(7), np.zeros((1, 1, 1)), np.zeros(0), 0.5),
    ]
    for action in wrong:
        with pytest.raises(papilio_gym.InvalidArgument) as caught:
            env.step(action)
        assert (caught.value.reason, caught.value.subject) == (Reason.INVALID_VALUE, "action")
    assert str(env.step(np.zeros(place.actions))) == str(same.step(np.zeros(place.actions)))
    env.close()
    same.close()


def test_bad_seeds_are_rejected(place: Place) -> None:
    env = PapilioEnv(place.id, target=place.target)
    envs = PapilioVectorEnv(place.id, 2, target=place.target)
    wrong: list[Any] = [-1, 0.5, "1", [1, 2, 3], [1, -2], [1.5, 2], ["1", "2"]]
    for seed in wrong:
        for each in (env, envs):
            with pytest.raises((gymnasium.error.Error, TypeError)):
                each.reset(seed=seed)
    envs.reset(seed=[np.int64(1), None])
    env.close()
    envs.close()


def test_an_action_that_is_not_used_may_be_anything(place: Place) -> None:
    envs = PapilioVectorEnv(place.id, 2, target=place.target, max_episode_steps=1)
    envs.reset(seed=1)
    envs.step(np.zeros((2, place.actions)))
    assert envs.step(np.full((2, place.actions), np.nan))[1].tolist() == [0.0, 0.0]
    with pytest.raises(papilio_gym.InvalidArgument):
        envs.step(np.full((2, place.actions), np.nan))
    envs.close()


def test_masks_select_the_environments_to_reset(place: Place) -> None:
    kwargs: dict[str, Any] = {"autoreset_mode": AutoresetMode.DISABLED, "max_episode_steps": 1}
    envs = PapilioVectorEnv(place.id, 2, target=place.target, **kwargs)
    one = {"reset_mask": np.array([True, False])}
    with pytest.raises(papilio_gym.ResetNeeded):
        envs.reset(options=one)
    envs.reset(seed=[1, None])
    for mask in (np.zeros(2, np.bool_), np.ones(3, np.bool_), np.ones(2)):
        with pytest.raises(papilio_gym.InvalidArgument):
            envs.reset(options={"reset_mask": mask})
    envs.step(np.zeros((2, place.actions)))
    envs.reset(options=one)
    assert list(one) == ["reset_mask"]
    with pytest.raises(papilio_gym.ResetNeeded):
        envs.step(np.zeros((2, place.actions)))
    envs.close()


def test_overrides_make_each_environment_as_if_alone(place: Place) -> None:
    kwargs: dict[str, Any] = {"target": place.target, "max_episode_steps": 5}
    overrides = place.overrides()
    envs = PapilioVectorEnv(place.id, 3, overrides=overrides, **kwargs)
    alone = [PapilioEnv(place.id, **{**kwargs, **own}) for own in overrides]
    envs.reset(seed=[4, 4, 4])
    for env in alone:
        env.reset(seed=4)
    for t in range(2):
        actions = np.full((3, place.actions), 0.3 + t)
        observations, reward, terminated, truncated, _ = envs.step(actions)
        for i, env in enumerate(alone):
            expected = env.step(actions[i])
            assert_same(observations[i], expected[0], f"observation {i}")
            assert (reward[i], terminated[i], truncated[i]) == expected[1:4]
    assert len(set(reward)) == 3 and list(truncated) == [False, False, True]
    envs.close()
    for env in alone:
        env.close()


def test_an_environment_cannot_be_pickled_and_stays_usable(place: Place) -> None:
    for kind in (PapilioEnv, PapilioVectorEnv):
        env = kind(place.id, target=place.target)
        with pytest.raises(TypeError, match="snapshot"):
            pickle.dumps(env)
        env.reset()
        env.close()


@pytest.mark.parametrize(("open_", "action"), [(PapilioEnv, 1), (PapilioVectorEnv, np.array([1]))])
def test_a_second_thread_is_rejected_and_the_first_continues(open_: Any, action: Any) -> None:
    serving = serve.start(serve.Catalog([f"waiting:{waiting.ID}"]))
    env = open_(waiting.ID, target=f"127.0.0.1:{serving.port}")
    env.reset()
    waiting.STEPPING.clear()
    waiting.CONTINUE.clear()
    with ThreadPoolExecutor(1) as first:
        stepped = first.submit(env.step, action)
        assert waiting.STEPPING.wait(30)
        for second in (env.reset, env.snapshot, lambda: env.step(action), env.close):
            with pytest.raises(papilio_gym.NotPossible):
                second()
        waiting.CONTINUE.set()
        assert stepped.result()[0] == 1
    assert env.step(action)[0] == 1
    env.close()
    serving.stop(0)


def test_an_environment_without_references_ends_its_session() -> None:
    serving = serve.start(serve.Catalog([ID]))
    env = PapilioEnv(ID, target=f"127.0.0.1:{serving.port}")
    stream = env._session._stream
    del env
    gc.collect()
    with pytest.raises(StreamEnded) as caught:
        stream.ask(b"")
    assert caught.value.code is grpc.StatusCode.CANCELLED
    serving.stop(0)


def test_grpcs_public_interface_serves_as_well(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(PapilioEnv(place.id, target=place.target)._session._stream, OneThreadStream)
    monkeypatch.setattr(streams, "_core", lambda: None)
    with PapilioEnv(place.id, target=place.target) as env:
        assert isinstance(env._session._stream, ThreadedStream)
        env.reset(seed=0)
        with pytest.raises(papilio_gym.InvalidArgument):
            env.step(np.zeros(place.actions + 1))
        env.step(np.zeros(place.actions))
    with pytest.raises(papilio_gym.EnvironmentNotFound):
        PapilioEnv("No-v0", target=place.target)


@pytest.mark.parametrize("kind", [OneThreadStream, ThreadedStream])
def test_an_ended_stream_reports_its_end_again(place: Place, kind: type[Any]) -> None:
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


def test_without_a_target_one_server_serves_the_process(java_server: str) -> None:
    env = gymnasium.make("papilio/Hopper-v5")
    envs = gymnasium.make_vec("papilio/LqrCliff-v0", num_envs=2)
    assert embedded.target() == java_server == os.environ["PAPILIO_TARGET"]
    env.reset()
    envs.reset()
    env.close()
    envs.close()


def test_a_lost_server_is_reported_by_every_request() -> None:
    serving = serve.start(serve.Catalog([ID]))
    env = PapilioEnv(ID, target=f"127.0.0.1:{serving.port}")
    env.reset()
    serving.stop(0)
    for _ in range(2):
        with pytest.raises(ConnectionError) as caught:
            env.reset()
        assert isinstance(caught.value, papilio_gym.ServerUnavailable)
    env.close()


def test_a_server_of_another_protocol_is_a_fault() -> None:
    server = grpc.server(ThreadPoolExecutor(1))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    with pytest.raises(papilio_gym.ServerFault):
        PapilioEnv("Any-v0", target=f"127.0.0.1:{port}")
    server.stop(0).wait()


def test_jars_come_from_the_variable_or_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAPILIO_JAR", raising=False)
    assert embedded.class_path().endswith("cli/target/application/*")
    monkeypatch.setenv("PAPILIO_JAR", "other/*")
    assert embedded.class_path() == "other/*"
