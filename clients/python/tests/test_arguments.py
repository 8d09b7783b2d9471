"""Arguments that nobody meant: each is refused by name, and before anything is sent."""

import math
from collections.abc import Iterator
from typing import Any

import gymnasium
import papilio_gym
import pytest
from papilio_gym import PapilioEnv, PapilioVectorEnv, serve, tokens

from conftest import Place

SECRET = "sesame-0123"


@pytest.mark.parametrize(
    "wrong",
    [
        {"target": ""},
        {"target": "local host:1"},
        {"target": "localhost:1\n"},
        {"connect_timeout": math.inf},
        {"connect_timeout": math.nan},
        {"connect_timeout": -0.5},
        {"connect_timeout": 10**400},
        {"connect_timeout": None},
        {"token": 5},
        {"token": ""},
        {"token": b"sesame"},
        {"tls": 5},
        {"tls": "no/such.pem"},
        {"channel_options": [("grpc.enable_retries", 1.5)]},
        {"channel_options": [("grpc.enable_retries", None)]},
        {"channel_options": [("grpc.enable_retries", 2**31)]},
    ],
)
@pytest.mark.parametrize("open_", [PapilioEnv, PapilioVectorEnv, papilio_gym.register])
def test_a_wrong_way_to_a_server_is_refused_by_name(open_: Any, wrong: dict[str, Any]) -> None:
    (name,) = wrong
    id_ = {} if open_ is papilio_gym.register else {"environment_id": "Any-v0"}
    with pytest.raises(papilio_gym.InvalidArgument, match=rf"^{name}: .* \(expected: "):
        open_(**{"target": "nowhere:1", **id_, **wrong})


@pytest.mark.parametrize("token", [f"{SECRET}\n", f"{SECRET}\0", f"{SECRET}é"])
def test_a_token_that_no_header_carries_is_refused_and_not_shown(token: str) -> None:
    with pytest.raises(papilio_gym.InvalidArgument, match=r"^token: .* \(expected: ") as caught:
        PapilioEnv("Any-v0", target="nowhere:1", token=token)
    assert SECRET not in str(caught.value)


def test_an_unknown_autoreset_mode_is_refused_by_name() -> None:
    with pytest.raises(papilio_gym.InvalidArgument, match=r"^autoreset_mode: 'x' \(expected: "):
        PapilioVectorEnv("Any-v0", autoreset_mode="x", target="nowhere:1")


def test_sets_are_in_no_order_and_refused(place: Place) -> None:
    env = PapilioEnv(place.id, target=place.target)
    envs = PapilioVectorEnv(place.id, 2, target=place.target)
    wrong: Any = {1, 2}
    with pytest.raises(papilio_gym.InvalidArgument, match=r"^seed: {1, 2} \(expected: "):
        envs.reset(seed=wrong)
    with pytest.raises(papilio_gym.InvalidArgument, match=r"^seed: {1, 2} \(expected: "):
        env.reset(seed=wrong)
    with pytest.raises(papilio_gym.InvalidArgument, match=r"^options: {1, 2} \(expected: "):
        envs.reset(options=wrong)
    envs.reset(seed=1)
    with pytest.raises(papilio_gym.InvalidArgument, match=r"^sources: {1, 2} \(expected: "):
        envs.fork(wrong)
    env.close()
    envs.close()


@pytest.fixture
def own_registry() -> Iterator[None]:
    """What a test registers is gone after it."""
    before = dict(gymnasium.registry)
    yield
    gymnasium.registry.clear()
    gymnasium.registry.update(before)


def test_a_token_stays_out_of_specs_from_which_environments_are_made_again(
    guarded_server: str, own_registry: None
) -> None:
    registered = papilio_gym.register(guarded_server, token=SECRET)
    assert registered == ["papilio/Acrobot-v1"]
    given: dict[str, Any] = {"target": guarded_server, "token": SECRET}
    envs = gymnasium.make_vec("papilio/Acrobot-v1", 2, **given)
    for env in (
        gymnasium.make("papilio/Acrobot-v1", **given),
        gymnasium.make("papilio/Acrobot-v1"),
    ):
        spec = env.spec
        assert spec is not None
        for shown in (repr(spec), spec.to_json(), str(vars(env.unwrapped))):
            assert SECRET not in shown
        gymnasium.make(type(spec).from_json(spec.to_json())).close()
        gymnasium.make(spec).close()
        env.close()
    assert envs.spec is not None and SECRET not in envs.spec.to_json()
    gymnasium.make_vec(envs.spec).close()
    envs.close()
    assert SECRET not in repr(gymnasium.spec("papilio/Acrobot-v1"))


def test_a_token_comes_from_the_environment(
    guarded_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(papilio_gym.AccessDenied, match="authorization"):
        PapilioEnv("Acrobot-v1", target=guarded_server)
    monkeypatch.setenv(tokens.VARIABLE, SECRET)
    PapilioEnv("Acrobot-v1", target=guarded_server).close()
    monkeypatch.setenv(tokens.VARIABLE, f"{SECRET}\n")
    with pytest.raises(papilio_gym.InvalidArgument, match=r"^PAPILIO_TOKEN: .* \(expected: "):
        PapilioEnv("Acrobot-v1", target=guarded_server)


def test_what_stands_for_the_token_of_another_process_is_refused() -> None:
    foreign = tokens.hidden("other").replace("-token-", "-token-0")
    with pytest.raises(papilio_gym.InvalidArgument, match="^token: kept by another process "):
        PapilioEnv("Any-v0", target="nowhere:1", token=foreign)


@pytest.fixture(scope="module")
def guarded_server() -> Iterator[str]:
    """`host:port` of a server that wants SECRET."""
    serving = serve.start(serve.Catalog(["Acrobot-v1"]), token=SECRET)
    yield f"127.0.0.1:{serving.port}"
    serving.stop(0)


def test_ids_of_another_server_are_replaced_only_where_that_is_meant(
    python_server: str, own_registry: None
) -> None:
    papilio_gym.register(python_server)
    papilio_gym.register(python_server)
    serving = serve.start(serve.Catalog(["Acrobot-v1", "CartPole-v1"]))
    other = f"127.0.0.1:{serving.port}"
    before = dict(gymnasium.registry)
    said = rf"^papilio/CartPole-v1: of {python_server} already \(expected: .*replace=True"
    with pytest.raises(papilio_gym.InvalidArgument, match=said):
        papilio_gym.register(other)
    assert gymnasium.registry == before
    papilio_gym.register(other, replace=True)
    assert gymnasium.spec("papilio/CartPole-v1").kwargs["target"] == other
    serving.stop(0)


def test_ids_that_differ_in_their_namespace_alone_are_refused(own_registry: None) -> None:
    gymnasium.register("elsewhere/CartPole-v1", gymnasium.spec("CartPole-v1").entry_point)
    serving = serve.start(
        serve.Catalog(["CartPole-v1", "elsewhere/CartPole-v1"])
    )
    said = r"^ids: CartPole-v1 and elsewhere/CartPole-v1 \(expected: one papilio/CartPole-v1\)"
    with pytest.raises(papilio_gym.InvalidArgument, match=said):
        papilio_gym.register(f"127.0.0.1:{serving.port}", replace=True)
    serving.stop(0)


@pytest.mark.parametrize("side", ["receive", "send"])
def test_a_limit_of_the_callers_own_is_not_taken_for_the_servers(
    python_server: str, side: str
) -> None:
    option = f"grpc.max_{side}_message_length"
    said = rf"^channel_options: {option}, 10 \(expected: at least \d+, or -1\)"
    with pytest.raises(papilio_gym.InvalidArgument, match=said):
        PapilioEnv("CartPole-v1", target=python_server, channel_options=[(option, 10)])
