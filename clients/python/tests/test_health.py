"""gRPC's health service beside the environments."""

from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from papilio_gym import PapilioEnv, serve
from papilio_gym.connection import SERVICE

import failing

SERVING = health_pb2.HealthCheckResponse.SERVING
NOT_SERVING = health_pb2.HealthCheckResponse.NOT_SERVING
TOKEN = (("authorization", "Bearer sesame"),)


def asked(service: str) -> Any:
    return health_pb2.HealthCheckRequest(service=service)


@pytest.mark.parametrize("service", ["", SERVICE])
def test_a_server_and_its_environments_are_serving(python_server: str, service: str) -> None:
    with grpc.insecure_channel(python_server) as channel:
        answer = health_pb2_grpc.HealthStub(channel).Check(asked(service), timeout=20)
        assert answer.status == SERVING


def test_another_service_is_not_found(python_server: str) -> None:
    with grpc.insecure_channel(python_server) as channel, pytest.raises(grpc.RpcError) as caught:
        health_pb2_grpc.HealthStub(channel).Check(asked("no.such.Service"), timeout=20)
    assert isinstance(caught.value, grpc.Call)
    assert caught.value.code() is grpc.StatusCode.NOT_FOUND


@pytest.mark.parametrize("is_open", [False, True])
def test_it_asks_for_the_token_unless_it_is_open(is_open: bool) -> None:
    serving = serve.start(serve.Catalog([failing.ID]), token="sesame", open_health=is_open)
    with grpc.insecure_channel(f"127.0.0.1:{serving.port}") as channel:
        stub = health_pb2_grpc.HealthStub(channel)
        assert stub.Check(asked(""), timeout=20, metadata=TOKEN).status == SERVING
        assert next(stub.Watch(asked(""), timeout=20, metadata=TOKEN)).status == SERVING
        for call in (stub.Check, lambda *args, **given: next(stub.Watch(*args, **given))):
            if is_open:
                assert call(asked(""), timeout=20).status == SERVING
                continue
            with pytest.raises(grpc.RpcError) as caught:
                call(asked(""), timeout=20)
            assert isinstance(caught.value, grpc.Call)
            assert caught.value.code() is grpc.StatusCode.UNAUTHENTICATED
    serving.stop(0)


def test_watchers_take_no_room_of_sessions_and_hear_of_the_end() -> None:
    serving = serve.start(serve.Catalog([failing.ID]), limits=serve.Limits(max_sessions=1))
    target = f"127.0.0.1:{serving.port}"
    with grpc.insecure_channel(target) as channel:
        stub = health_pb2_grpc.HealthStub(channel)
        watching = [stub.Watch(asked(SERVICE), timeout=60) for _ in range(20)]
        assert [next(answers).status for answers in watching] == [SERVING] * 20
        with PapilioEnv(failing.ID, target=target) as env:
            env.reset()
        serving.stop(0.5)
        assert [next(answers).status for answers in watching] == [NOT_SERVING] * 20
