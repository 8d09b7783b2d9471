"""This package's server beside Gymnasium's environments, and what is particular to it."""

from typing import Any

import grpc
import gymnasium
import numpy as np
import papilio_gym
import pytest
from gymnasium.utils.env_checker import check_env
from gymnasium.vector import AutoresetMode, SyncVectorEnv
from papilio_gym import PapilioEnv, PapilioVectorEnv, Reason, serve
from papilio_gym.connection import SERVICE
from papilio_gym.protocol import environment_pb2 as pb

import everything
import failing
from agreement import assert_single_agree, assert_vectors_agree


@pytest.mark.parametrize("id_", ["CartPole-v1", "FrozenLake-v1", "Blackjack-v1", everything.ID])
def test_a_single_environment_agrees(python_server: str, id_: str) -> None:
    papilio_gym.register(python_server)
    ours, theirs = make(f"papilio/{id_}"), make(id_)
    assert ours.spec and theirs.spec
    assert ours.observation_space == theirs.observation_space
    assert ours.spec.max_episode_steps == theirs.spec.max_episode_steps
    assert ours.spec.reward_threshold == theirs.spec.reward_threshold
    assert_single_agree(ours, Numeric(theirs), steps=60, seed=5)
    ours.close()


@pytest.mark.parametrize("mode", AutoresetMode)
@pytest.mark.parametrize("id_", ["CartPole-v1", everything.ID])
def test_a_vector_agrees(python_server: str, id_: str, mode: AutoresetMode) -> None:
    papilio_gym.register(python_server)
    ours = gymnasium.make_vec(f"papilio/{id_}", num_envs=3, autoreset_mode=mode)
    theirs = SyncVectorEnv([lambda: Numeric(make(id_))] * 3, autoreset_mode=mode)
    assert ours.metadata["autoreset_mode"] is mode
    assert ours.observation_space == theirs.observation_space
    assert assert_vectors_agree(ours, theirs, steps=80, seed=5) > 2
    ours.close()


def test_discrete_observations_are_pythons_integers_as_in_gymnasium(python_server: str) -> None:
    ours, theirs = PapilioEnv("Taxi-v4", target=python_server), make("Taxi-v4")
    pairs = [(ours.reset(seed=1), theirs.reset(seed=1)), (ours.step(0), theirs.step(0))]
    for mine, yours in pairs:
        assert (repr(mine[0]), type(mine[0])) == (repr(yours[0]), type(yours[0]))
    ours.close()


def test_the_environment_checker_has_no_warnings(python_server: str) -> None:
    papilio_gym.register(python_server)
    env = gymnasium.make("papilio/Blackjack-v1").unwrapped
    check_env(env, skip_render_check=True)
    env.close()


def test_ids_of_another_server_are_replaced_with_a_warning(python_server: str) -> None:
    registered = papilio_gym.register(python_server)
    assert registered == papilio_gym.register(python_server)
    assert "papilio/CartPole-v1" in registered and registered == sorted(registered)
    serving = serve.start(serve.Catalog(["CartPole-v1"]))
    other = f"127.0.0.1:{serving.port}"
    with pytest.warns(UserWarning, match="papilio/CartPole-v1"):
        papilio_gym.register(other)
    assert gymnasium.spec("papilio/CartPole-v1").kwargs["target"] == other
    serving.stop(0)


def test_reset_options_arrive_and_wrong_ones_need_another_reset(python_server: str) -> None:
    envs = PapilioVectorEnv(everything.ID, 2, target=python_server)
    assert envs.reset(options={"start": 2.5})[1]["start"].tolist() == [2.5, 2.5]
    envs.close()
    env = PapilioEnv("CartPole-v1", target=python_server)
    for options in ({"low": 0.5, "high": 0.1}, {"low": "a"}):
        with pytest.raises(papilio_gym.InvalidArgument) as caught:
            env.reset(options=options)
        assert caught.value.subject == "options"
        with pytest.raises(papilio_gym.ResetNeeded):
            env.step(0)
    env.reset(options={"low": -0.1, "high": 0.1})
    env.step(0)
    env.close()


def test_overrides_that_do_not_fit_are_rejected(python_server: str) -> None:
    wrong: list[list[dict[str, Any]]] = [
        [{}],
        [{}, {"no_such_keyword": 1}],
        [{}, {"map_name": "8x8"}],  # Another observation space.
    ]
    for overrides in wrong:
        with pytest.raises(papilio_gym.InvalidArgument):
            PapilioVectorEnv("FrozenLake-v1", 2, target=python_server, overrides=overrides)


def test_lists_in_infos_are_arrays_and_what_has_no_column_is_left_out(python_server: str) -> None:
    envs = PapilioVectorEnv("Varying-v0", 2, target=python_server, autoreset_mode="SameStep")
    info = envs.reset(seed=[1, 2])[1]
    assert info["listed"].tolist() == [[1, 1.5], [2, 2.5]]
    assert "growing" not in info and "name" not in info
    assert envs.reset(seed=[3, 3])[1]["growing"].tolist() == [[0, 1, 2]] * 2
    info = envs.step([0, 0])[4]
    assert info["growing"].shape == (2, 0)
    assert info["final_info"]["growing"].tolist() == [[0, 1, 2, 3]] * 2
    envs.close()


@pytest.mark.parametrize("box", [np.array([0.25, 0.5]), np.array([-5, 7.5], np.float32), [1.5, 1]])
def test_a_box_within_an_action_takes_any_floating_point(python_server: str, box: Any) -> None:
    env = PapilioEnv("Mixed-v0", target=python_server)
    env.reset()
    assert env.step({"inner": (box, 2)})[0].tolist() == list(box)
    env.close()


def test_the_wrong_part_of_an_action_is_named(python_server: str) -> None:
    env = PapilioEnv("Mixed-v0", target=python_server)
    env.reset()
    wrong = [(np.zeros(3), 1, 0), (np.array([0, np.nan]), 1, 0), (np.zeros(2), 3, 1)]
    for box, discrete, part in wrong:
        with pytest.raises(papilio_gym.InvalidArgument) as caught:
            env.step({"inner": (box, discrete)})
        assert caught.value.subject == f"action['inner'][{part}]"
    env.step({"inner": (np.zeros(2), 1)})
    env.close()


@pytest.mark.parametrize("observations", ["half", "numbered"])
def test_spaces_that_the_protocol_does_not_have_are_rejected(
    python_server: str, observations: str
) -> None:
    with pytest.raises(papilio_gym.InvalidArgument):
        PapilioEnv("Shaped-v0", target=python_server, observations=observations)
    with pytest.raises(ValueError, match="Shaped-v0"):
        serve.Catalog(["Shaped-v0"], {"observations": observations})


def test_a_fraction_of_frames_per_second_is_rounded() -> None:
    (spec,) = serve.Catalog(["Mixed-v0"]).specs()
    assert (spec.frames_per_second, list(spec.render_modes)) == (13, ["rgb_array"])


def test_a_server_beyond_loopback_without_a_token_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    catalog = serve.Catalog(["CartPole-v1"])
    serve.start(catalog, host="0.0.0.0").stop(0)
    assert "0.0.0.0 without a token" in caplog.text
    caplog.clear()
    serve.start(catalog, host="0.0.0.0", token="sesame").stop(0)
    serve.start(catalog).stop(0)
    assert caplog.text == ""


def test_wrappers_are_left_to_the_client(python_server: str) -> None:
    with pytest.raises(papilio_gym.NotSupported) as caught:
        PapilioEnv("Pendulum-v1", target=python_server, server_wrappers=["ClipAction"])
    assert caught.value.reason is Reason.UNSUPPORTED
    assert gymnasium.wrappers.ClipAction(PapilioEnv("Pendulum-v1", target=python_server))


@pytest.mark.parametrize("fault", ["exit", "interrupt", "shape", "reward"])
def test_a_failing_environment_ends_its_session_only(
    small_server: str, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    env = PapilioEnv(failing.ID, target=small_server, fault=fault)
    env.reset()
    env.step(0)
    with pytest.raises(papilio_gym.ServerFault):
        env.step(0)
    assert "Traceback" in caplog.text
    PapilioVectorEnv(failing.ID, 2, target=small_server).close()


def test_a_restore_replaces_environments_that_cannot_be_closed(python_server: str) -> None:
    envs = PapilioVectorEnv(failing.ID, 2, target=python_server, fault="close")
    envs.reset(seed=0)
    envs.restore(envs.snapshot())
    envs.fork([1, 1])
    envs.step([0, 0])
    envs.close()


def test_requests_out_of_order_end_the_session(python_server: str) -> None:
    opening = pb.InteractRequest(open=pb.OpenRequest(environment_id="CartPole-v1"))
    reset, nothing = pb.InteractRequest(reset=pb.ResetRequest()), pb.InteractRequest()
    with grpc.insecure_channel(python_server) as channel:
        interact = channel.stream_stream(
            f"/{SERVICE}/Interact",
            pb.InteractRequest.SerializeToString,
            pb.InteractResponse.FromString,
        )
        for requests in ([nothing], [reset], [opening, opening], [opening, nothing]):
            with pytest.raises(grpc.RpcError) as caught:
                list(interact(iter(requests)))
            assert isinstance(caught.value, grpc.Call)
            assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT


def make(id_: str) -> gymnasium.Env[Any, Any]:
    # Gymnasium's checker warns of a Discrete space of another dtype than int64.
    return gymnasium.make(id_, disable_env_checker=True)


class Numeric(gymnasium.Wrapper[Any, Any, Any, Any]):
    """Leaves strings out of the infos, since only numbers travel."""

    def reset(self, **kwargs: Any) -> tuple[Any, dict[str, Any]]:
        observation, info = self.env.reset(**kwargs)
        return observation, _numeric(info)

    def step(self, action: Any) -> tuple[Any, Any, bool, bool, dict[str, Any]]:
        *result, info = self.env.step(action)
        return (*result, _numeric(info))


def _numeric(info: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in info.items() if not isinstance(value, str)}
