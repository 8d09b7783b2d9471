"""What Prometheus reads of this package's server, by the names of Papilio's own."""

import urllib.request

import papilio_gym
import pytest
from papilio_gym import PapilioEnv, PapilioVectorEnv, serve

import failing


def scraped(serving: serve.Serving) -> list[str]:
    url = f"http://127.0.0.1:{serving.metrics_port}/metrics"
    with urllib.request.urlopen(url, timeout=20) as answer:
        return str(answer.read(), "utf-8").splitlines()


def test_sessions_steps_latencies_and_rejections_are_counted() -> None:
    limits = serve.Limits(max_sessions=1)
    serving = serve.start(serve.Catalog([failing.ID]), limits=limits, metrics_port=0)
    target = f"127.0.0.1:{serving.port}"
    envs = PapilioVectorEnv(failing.ID, 2, target=target)
    with pytest.raises(papilio_gym.ResetNeeded):
        envs.step([0, 0])
    envs.reset()
    for _ in range(3):
        envs.step([0, 0])
    with pytest.raises(papilio_gym.ServerFull):
        PapilioEnv(failing.ID, target=target)
    during = scraped(serving)
    for line in (
        "papilio_sessions 1.0",
        "papilio_environments 2.0",
        'papilio_steps_total{environment="Failing-v0"} 6.0',
        'papilio_request_seconds_count{environment="Failing-v0",request="step"} 3.0',
        'papilio_request_seconds_bucket{environment="Failing-v0",le="+Inf",request="open"} 1.0',
        'papilio_rejections_total{status="FAILED_PRECONDITION"} 1.0',
        'papilio_rejections_total{status="RESOURCE_EXHAUSTED"} 1.0',
    ):
        assert line in during
    envs.close()
    papilio_gym.rollout("zero", failing.ID, episodes=1, target=target, horizon=1).returns()
    after = scraped(serving)
    for line in (
        "papilio_sessions 0.0",
        "papilio_environments 0.0",
        'papilio_sessions_ended_total{status="OK"} 2.0',
    ):
        assert line in after
    serving.stop(0)


def test_without_a_port_there_are_none() -> None:
    serving = serve.start(serve.Catalog([failing.ID]))
    assert serving.metrics_port is None
    serving.stop(0)


def test_a_port_in_use_is_said_in_a_sentence() -> None:
    serving = serve.start(serve.Catalog([failing.ID]), metrics_port=0)
    taken = serving.metrics_port
    with pytest.raises(OSError, match=f"^cannot listen on 127.0.0.1:{taken} for metrics: Address"):
        serve.start(serve.Catalog([failing.ID]), metrics_port=taken)
    serving.stop(0)
