"""Rollouts: policies that run where the environments are, on either server."""

import sys
import time
from pathlib import Path
from typing import Any

import grpc
import minari
import numpy as np
import papilio_gym
import pytest
from gymnasium import spaces
from papilio_gym import Binding, PapilioEnv, Reason, rollout, serve
from papilio_gym.connection import SERVICE
from papilio_gym.errors import ended_call
from papilio_gym.protocol import rollout_pb2 as pb
from papilio_gym.serve import policies
from papilio_gym.serve.failures import RequestFailed

import failing
from conftest import Place


def test_episodes_are_those_of_a_session(place: Place) -> None:
    episodes = list(rollout("zero", place.id, seeds=[7, 3], horizon=5, target=place.target))
    assert [episode.seed for episode in episodes] == [7, 3]
    env = papilio_gym.PapilioEnv(place.id, target=place.target)
    for episode in episodes:
        observation, _ = env.reset(seed=episode.seed)
        np.testing.assert_array_equal(episode.observations[0], observation)
        total = 0.0
        for t in range(episode.length):
            action = np.zeros(place.actions, np.float32)
            np.testing.assert_array_equal(episode.actions[t], action)
            observation, reward, *_ = env.step(action)
            np.testing.assert_array_equal(episode.observations[t + 1], observation)
            assert episode.rewards[t] == reward
            total += float(reward)
        assert episode.episode_return == total
        assert episode.truncated or episode.terminated
    env.close()


def test_returns_alone_leave_the_steps_on_the_server(place: Place) -> None:
    options: dict[str, Any] = {"horizon": 4, "target": place.target}
    returns = rollout("zero", place.id, episodes=3, returns_only=True, **options).returns()
    whole = list(rollout("zero", place.id, episodes=3, **options))
    np.testing.assert_array_equal(returns, [episode.episode_return for episode in whole])


def test_floats_may_be_rounded(place: Place) -> None:
    with rollout("zero", place.id, episodes=1, dtype="float32", target=place.target) as episodes:
        assert next(episodes).rewards.dtype == np.float32


def test_unknown_policies_and_bad_models_are_named(place: Place) -> None:
    with pytest.raises(papilio_gym.PolicyNotFound) as unknown:
        rollout("no such policy", place.id, episodes=1, target=place.target)
    assert unknown.value.reason is Reason.UNKNOWN_POLICY
    with pytest.raises(papilio_gym.EnvironmentNotFound):
        rollout("zero", "No-such-v0", episodes=1, target=place.target)


def test_bytes_that_are_no_model_are_rejected(java_place: Place) -> None:
    with pytest.raises(papilio_gym.InvalidArgument) as rejected:
        rollout(b"no model", java_place.id, episodes=1, target=java_place.target)
    assert rejected.value.subject == "policy.data"


def test_what_the_client_rejects_itself() -> None:
    with pytest.raises(papilio_gym.InvalidArgument, match="episodes"):
        rollout("zero", "Hopper-v5", target="localhost:1")
    with pytest.raises(papilio_gym.InvalidArgument, match="policy: int"):
        rollout(3, "Hopper-v5", episodes=1, target="localhost:1")
    with pytest.raises(papilio_gym.InvalidArgument, match="mapping"):
        rollout(b"", "Hopper-v5", episodes=1, binding=Binding(mapping="none"), target="localhost:1")


def test_the_shipped_expert_runs_by_its_name(java_place: Place) -> None:
    [value] = rollout("expert", java_place.id, episodes=1, target=java_place.target).returns()
    assert value > 3000


def test_episodes_become_a_minari_data_set(
    java_place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINARI_DATASETS_PATH", str(tmp_path))
    episodes = list(
        rollout(
            "zero", java_place.id, episodes=2, target=java_place.target, minari="hopper/zero-v0"
        )
    )
    written = list(minari.load_dataset("hopper/zero-v0"))
    assert len(written) == 2
    for ours, theirs in zip(episodes, written, strict=True):
        np.testing.assert_array_equal(ours.observations, theirs.observations)
        np.testing.assert_array_equal(ours.rewards, theirs.rewards)


@pytest.mark.parametrize(
    ("binding", "named"),
    [
        (Binding(head="gaussian"), "gaussian"),
        (Binding(head=3), "mixture"),
        (Binding(columns=[0], previous_action=True), "columns, previous_action"),
        (Binding(history=2, chunk=2), "history, chunk"),
    ],
)
def test_the_python_server_names_the_bindings_that_it_does_not_have(
    python_place: Place, binding: Binding, named: str
) -> None:
    with pytest.raises(papilio_gym.NotSupported, match=f"policy.binding: {named} "):
        rollout(b"model", python_place.id, episodes=1, binding=binding, target=python_place.target)


@pytest.mark.parametrize("shape", [(), (4,), (2, 2)])
def test_outputs_take_the_shape_of_the_action_space(shape: tuple[int, ...]) -> None:
    space = spaces.Box(-1, 1, shape, np.float32)
    outputs = np.full(space.low.size, 3.0)
    clip = pb.PolicyBinding(mapping=pb.OUTPUT_MAPPING_CLIP)
    np.testing.assert_array_equal(policies._mapped(clip, outputs, space), space.high)
    with pytest.raises(RequestFailed, match="policy: an action"):
        policies._mapped(pb.PolicyBinding(), np.zeros(9), space)


def test_the_python_server_names_formats_that_it_does_not_have(python_place: Place) -> None:
    with pytest.raises(papilio_gym.NotSupported, match="policy.format"):
        rollout("random", python_place.id, episodes=1, target=python_place.target)


def test_a_policy_that_is_too_large_is_rejected() -> None:
    limits = serve.Limits(max_sessions=1, max_policy_bytes=1000)
    serving = serve.start(serve.Catalog(["Pendulum-v1"]), limits=limits)
    target = f"127.0.0.1:{serving.port}"
    with pytest.raises(papilio_gym.ServerFull, match=r"policy.data: 1001 bytes .* at most 1000"):
        rollout(b"m" * 1001, "Pendulum-v1", episodes=1, target=target)
    assert len(rollout("zero", "Pendulum-v1", episodes=2, horizon=3, target=target).returns()) == 2
    serving.stop(0)


def test_the_python_server_stores_no_policies(python_place: Place) -> None:
    with grpc.insecure_channel(python_place.target) as channel:
        upload = channel.unary_unary(
            f"/{SERVICE}/UploadPolicy",
            pb.UploadPolicyRequest.SerializeToString,
            pb.UploadPolicyResponse.FromString,
        )
        with pytest.raises(grpc.RpcError) as caught:
            upload(pb.UploadPolicyRequest())
        error = ended_call(caught.value, python_place.target)
        assert error.reason is Reason.UNSUPPORTED and "send one with each rollout" in str(error)


@pytest.mark.parametrize("fault", ["reward", "exit", "interrupt"])
def test_an_environment_that_fails_ends_its_rollout_only(fault: str) -> None:
    limits = serve.Limits(max_sessions=1, max_environments=1)
    serving = serve.start(serve.Catalog([failing.ID]), limits=limits)
    target = f"127.0.0.1:{serving.port}"
    with pytest.raises(papilio_gym.ServerFault, match="incident"):
        list(rollout("zero", failing.ID, episodes=1, target=target, fault=fault))
    PapilioEnv(failing.ID, target=target).close()
    serving.stop(0)


@pytest.mark.parametrize(
    ("fault", "what"),
    [("nan", "observation: nan at index 1"), ("infinity", "reward: -inf")],
)
def test_numbers_that_are_not_finite_are_named(fault: str, what: str) -> None:
    serving = serve.start(serve.Catalog([failing.ID]))
    with pytest.raises(papilio_gym.PapilioError) as caught:
        list(
            rollout(
                "zero",
                failing.ID,
                seeds=[7],
                target=f"127.0.0.1:{serving.port}",
                fault=fault,
            )
        )
    assert caught.value.reason is Reason.SIMULATION_FAILED
    assert f"{failing.ID}, step 2 of the episode with seed 7: {what}" in str(caught.value)
    serving.stop(0)


def test_a_client_that_reads_nothing_is_left_after_the_lease() -> None:
    limits = serve.Limits(max_sessions=1, lease_seconds=1)
    serving = serve.start(serve.Catalog(["Pendulum-v1"]), limits=limits)
    target = f"127.0.0.1:{serving.port}"
    silent = rollout("zero", "Pendulum-v1", episodes=100_000, target=target)
    for attempt in range(200):
        try:
            PapilioEnv("Pendulum-v1", target=target).close()
            break
        except papilio_gym.ServerFull:
            time.sleep(0.1)
    assert attempt < 199
    silent.close()
    serving.stop(0)


def test_the_python_server_says_what_onnx_needs(
    python_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(papilio_gym.NotSupported, match="pip install onnxruntime"):
        rollout(b"model", python_place.id, episodes=1, target=python_place.target)
