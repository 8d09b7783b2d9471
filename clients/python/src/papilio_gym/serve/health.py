"""gRPC's health service, for probes and for clients that choose among servers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc
from grpc_health.v1 import health, health_pb2

from papilio_gym.connection import SERVICE
from papilio_gym.serve.admission import Admission


class Health(health.HealthServicer):  # type: ignore[misc]  # Without types.
    """SERVING for the server and its environments, until it drains.

    Args:
        admission: of calls; without one everyone is answered.
    """

    def __init__(self, admission: Admission | None) -> None:
        super().__init__()
        self._admission = admission
        self.set(SERVICE, health_pb2.HealthCheckResponse.SERVING)

    def Check(self, request: Any, context: grpc.ServicerContext) -> object:
        self._admit("Check", context)
        return super().Check(request, context)

    def Watch(
        self,
        request: Any,
        context: grpc.ServicerContext,
        send_response_callback: Callable[[Any], None] | None = None,
    ) -> object:
        self._admit("Watch", context)
        # With a callback, so that those who watch occupy no threads of sessions.
        return super().Watch(request, context, send_response_callback)

    def _admit(self, call: str, context: grpc.ServicerContext) -> None:
        if self._admission is not None:
            self._admission.admit(f"{health.SERVICE_NAME}/{call}", context)
