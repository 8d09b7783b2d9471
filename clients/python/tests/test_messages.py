"""The wording of errors, which no other test pins: programs use type, reason and subject."""

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gymnasium
import numpy as np
import papilio_gym
import pytest
from papilio_gym import PapilioEnv, PapilioVectorEnv, Reason, embedded, errors, serve, structs
from papilio_gym.protocol import environment_pb2 as pb

import everything
import failing
from failing import ID as FAILING

Call = Callable[[str], Any]
INVALID, RESET, MISMATCH = Reason.INVALID_VALUE, Reason.RESET_NEEDED, Reason.SNAPSHOT_MISMATCH
NONE, CARTPOLE, PENDULUM = Path(os.devnull), "CartPole-v1", "Pendulum-v1"


def env(target: str, id_: str = CARTPOLE, **kwargs: Any) -> PapilioEnv:
    made = PapilioEnv(id_, target=target, **kwargs)
    made.reset(seed=0)
    return made


def envs(target: str, id_: str = CARTPOLE, **kwargs: Any) -> PapilioVectorEnv:
    made = PapilioVectorEnv(id_, 2, target=target, **kwargs)
    made.reset(seed=0)
    return made


def render(target: str, id_: str = CARTPOLE, **request: Any) -> None:
    asked = pb.RenderRequest(**{"mode": "rgb_array", **request})
    env(target, id_)._session.ask(pb.InteractRequest(render=asked))


def twice(target: str) -> None:
    one = env(target, max_episode_steps=1)
    one.step(0)
    one.step(0)


def closed(target: str) -> None:
    one = env(target)
    one.close()
    one.step(0)


# How, subject, message. All are InvalidArgument with INVALID_VALUE. "..." are words of libraries.
VALUES: list[tuple[Call, str, str]] = [
    # Found by the client.
    (
        lambda t: PapilioVectorEnv(CARTPOLE, 0, target=t),
        *("num_envs", "num_envs: 0 (expected: at least 1)"),
    ),
    (
        lambda t: env(t, info_names="prob"),
        *("info_names", "info_names: 'prob' (expected: a list of keys)"),
    ),
    (
        lambda t: env(t, server_wrappers="ClipAction"),
        "server_wrappers",
        "server_wrappers: 'ClipAction' (expected: a list of names, or of pairs of name and "
        "keyword arguments)",
    ),
    (
        lambda t: env(t, g=object()),
        *("g", "g: object (expected: a number, bool, string, list or dict)"),
    ),
    (
        lambda t: structs.encode({"g": 2**53 + 1}),
        *("g", "g: 9007199254740993 (expected: at most 2^53 in magnitude)"),
    ),
    (
        lambda t: envs(t, overrides=[{1: 2}, {}]),
        *("overrides", "overrides: {1: 2} (expected: a dict with strings as keys)"),
    ),
    (
        lambda t: env(t, token="sesame\n"),
        *("token", "token: other characters (expected: printable ASCII)"),
    ),
    (
        lambda t: env(t, tls=NONE),
        *("tls", f"tls: {NONE} (expected: a file with certificates in PEM)"),
    ),
    (lambda t: env(t).step(None), "action", "action: None (expected: Discrete(2))"),
    (
        lambda t: env(t).restore(b""),
        *("snapshot", "snapshot: empty (expected: the bytes of a snapshot)"),
    ),
    # Found by the server.
    (lambda t: env(t).step(2), "action", "action: [2] (expected: 1 of Discrete(2))"),
    (lambda t: envs(t).step([0, 1, 0]), "action", "action: size 3 (expected: 2)"),
    (
        lambda t: env(t, PENDULUM).step([1.0, 2.0]),
        *("action", "action: shape [1, 2] (expected: [1, 1])"),
    ),
    (
        lambda t: env(t, PENDULUM).step([np.nan]),
        *("action", "action: NaN or infinity (expected: finite values)"),
    ),
    (
        lambda t: envs(t).reset(seed=[1, -2]),
        "seed",
        "seed: '-2' (expected: a non-negative integer of at most 4300 digits)",
    ),
    (lambda t: envs(t).reset(seed=[1]), "seeds", "seeds: size 1 (expected: 2)"),
    (
        lambda t: envs(t).reset(options={"reset_mask": np.zeros(2, np.bool_)}),
        *("mask", "mask: all false (expected: at least one true)"),
    ),
    (
        lambda t: envs(t).reset(options={"reset_mask": np.ones(3)}),
        *("mask", "mask: float64 [3] (expected: bool [2])"),
    ),
    (
        lambda t: env(t).reset(options={"low": "a"}),
        "options",
        "options: An option (a) could not be converted to a float. (expected: options of this "
        "reset)",
    ),
    (
        lambda t: env(t, color=1),
        "options",
        "options: CartPoleEnv.__init__() got an unexpected keyword argument 'color'...",
    ),
    (
        lambda t: envs(t, "FrozenLake-v1", overrides=[{}, {"map_name": "8x8"}]),
        "overrides",
        "overrides: environment 1 with other spaces (expected: the spaces of environment 0)",
    ),
    (lambda t: envs(t).fork([0, 2]), "sources[1]", "sources[1]: 2 (expected: 0 to 1)"),
    (lambda t: envs(t).restore([b"x"]), "snapshots", "snapshots: size 1 (expected: 2)"),
    (
        lambda t: env(t).restore(b"x"),
        "snapshot",
        "snapshot: damaged (expected: bytes from this server since it started)",
    ),
    (
        lambda t: render(t, mode="ansi"),
        *("render_mode", "render_mode: 'ansi' (expected: rgb_array or depth_array)"),
    ),
    (
        lambda t: render(t, mode="depth_array"),
        *("render_mode", "render_mode: 'depth_array' (expected: 'rgb_array')"),
    ),
    (lambda t: render(t, indices=[1]), "index", "index: 1 (expected: 0 to 0)"),
]

# How, type, reason, message.
CONDITIONS: list[tuple[Call, type[Exception], Reason | None, str]] = [
    (
        lambda t: env(t, "CartPole_v1"),
        *(errors.EnvironmentNotFound, Reason.UNKNOWN_ENVIRONMENT),
        "environment_id: 'CartPole_v1' (expected: one of CartPole-v1, FrozenLake-v1, Pendulum-v1)",
    ),
    (
        lambda t: env(t, "x" * 400_000),
        *(errors.EnvironmentNotFound, Reason.UNKNOWN_ENVIRONMENT),
        f"environment_id: '{'x' * 200}' (expected: one of ...",
    ),
    (
        lambda t: PapilioEnv(CARTPOLE, target=t).step(0),
        *(errors.ResetNeeded, RESET, "step before reset: call reset"),
    ),
    (
        lambda t: PapilioEnv(CARTPOLE, target=t).snapshot(),
        *(errors.ResetNeeded, RESET, "snapshot before reset: call reset"),
    ),
    (twice, errors.ResetNeeded, RESET, "step after the end of the episodes of [0]: call reset"),
    (
        lambda t: env(t, PENDULUM, g=9).restore(env(t, PENDULUM).snapshot()),
        *(errors.NotPossible, MISMATCH),
        "snapshot: of Pendulum-v1 with {} (expected: of Pendulum-v1 with {'g': 9})",
    ),
    (
        lambda t: env(t, everything.ID, wrong=True).snapshot(),
        *(errors.NotSupported, Reason.UNSUPPORTED),
        "the environment cannot be pickled, so it has no snapshots: ...",
    ),
    (
        lambda t: env(t, server_wrappers=["ClipAction"]),
        *(errors.NotSupported, Reason.UNSUPPORTED),
        "this server has no wrappers: use Gymnasium's in the client",
    ),
    (
        lambda t: render(t, "Varying-v0"),
        *(errors.NotSupported, Reason.UNSUPPORTED, "this environment has no frames"),
    ),
    (
        lambda t: env(t, "Mixed-v0", render_mode="rgb_array").render(),
        errors.NotPossible,
        *(Reason.RENDERING_UNAVAILABLE, "renderer: RuntimeError: no light"),
    ),
    (
        lambda t: env(t, render_mode="human"),
        *(gymnasium.error.UnsupportedMode, None),
        "render_mode: 'human' (expected: None or 'rgb_array' of CartPole-v1)",
    ),
    (closed, gymnasium.error.ClosedEnvironmentError, None, "the environment is closed"),
    (
        lambda t: pickle.dumps(env(t)),
        *(TypeError, None),
        "an environment holds a connection and cannot be pickled or copied: make it in the process "
        "that uses it; snapshot() saves its state",
    ),
    (
        lambda t: env("127.0.0.1:1", connect_timeout=0.1),
        *(errors.ServerUnavailable, None),
        "cannot reach 127.0.0.1:1 without TLS in 0.1 s: ...",
    ),
]


@pytest.mark.parametrize(("call", "subject", "message"), VALUES, ids=[row[2] for row in VALUES])
def test_a_rejected_value(python_server: str, call: Call, subject: str, message: str) -> None:
    with pytest.raises(papilio_gym.InvalidArgument) as caught:
        call(python_server)
    error = caught.value
    assert (error.reason, error.subject) == (INVALID, subject)
    assert_says(error, message)


@pytest.mark.parametrize(
    ("call", "kind", "reason", "message"), CONDITIONS, ids=[row[3] for row in CONDITIONS]
)
def test_a_condition(
    python_server: str, call: Call, kind: type[Exception], reason: Reason | None, message: str
) -> None:
    with pytest.raises(kind) as caught:
        call(python_server)
    assert getattr(caught.value, "reason", None) is reason
    assert_says(caught.value, message)


def assert_says(error: Exception, message: str) -> None:
    ours = message.removesuffix("...")
    said = str(error) if ours == message else str(error)[: len(ours)]
    assert said == ours


def test_limits_and_credentials() -> None:
    limits = serve.Limits(max_sessions=1, max_environments=1, max_message_bytes=1000)
    serving = serve.start(serve.Catalog([CARTPOLE, FAILING]), limits=limits, token="sesame")
    target, token = f"127.0.0.1:{serving.port}", "sesame"
    lost = "; the environments of this session are lost, make new ones"

    def message_of(kind: type[Exception], call: Callable[[], Any]) -> str:
        with pytest.raises(kind) as caught:
            call()
        return str(caught.value).removeprefix(f"server {target}: ")

    denied = "authorization: {} (expected: Bearer TOKEN)"
    assert message_of(PermissionError, lambda: env(target)) == denied.format("absent")
    assert message_of(PermissionError, lambda: env(target, token="x")) == denied.format("wrong")
    said = message_of(papilio_gym.ServerFull, lambda: envs(target, token=token))
    assert said == "environments: 2 (expected: at most 1)"
    open_ = env(target, token=token)
    said = message_of(papilio_gym.ServerFull, lambda: env(target, token=token))
    assert said == "sessions: 2 (expected: at most 1)"
    said = message_of(papilio_gym.ServerFull, lambda: open_.reset(options={"a": "b" * 1000}))
    assert said == f"message: 1018 bytes (expected: at most 1000){lost}"
    failing_ = env(target, failing.ID, token=token, fault="shape")
    failing_.step(0)
    said = message_of(papilio_gym.ServerFault, lambda: failing_.step(0))
    assert said.startswith("ValueError: ") and said.endswith(lost) and "; incident " in said
    serving.stop(0)


def test_no_server_to_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def message_of(call: Callable[[], Any]) -> str:
        with pytest.raises(papilio_gym.ServerUnavailable) as caught:
            call()
        return str(caught.value)

    monkeypatch.delenv("PAPILIO_TARGET", raising=False)
    java = "Error: Could not find or load main class io.papilio.cli.Papilio\n"
    java += "Caused by: java.lang.ClassNotFoundException: io.papilio.cli.Papilio"
    said = message_of(lambda: embedded.EmbeddedServer("no.jar"))
    assert said == f"the server of no.jar did not start:\n{java}"
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert message_of(lambda: embedded.EmbeddedServer("no.jar")) == (
        "Java 17 or newer is not installed, or neither on the PATH nor in JAVA_HOME "
        "(Debian: apt-get install openjdk-17-jre-headless)"
    )
    monkeypatch.delenv("PAPILIO_JAR", raising=False)
    monkeypatch.setattr(embedded, "__file__", str(tmp_path / "embedded.py"))
    monkeypatch.setattr(embedded, "_installed_from", lambda: tmp_path)
    assert message_of(embedded.target) == (
        "no server to start: give target='host:port', or install a wheel that carries the server, "
        "or set PAPILIO_JAR to its class path"
    )
