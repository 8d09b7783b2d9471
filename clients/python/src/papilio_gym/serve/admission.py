"""Which calls a server answers, and whose they are."""

from __future__ import annotations

import grpc

from papilio_gym.serve.access import Access, client_of_connection
from papilio_gym.serve.audit import AuditLog


class Admission:
    """Admits calls, and logs those that it rejects."""

    def __init__(self, access: Access, audit: AuditLog) -> None:
        self._access = access
        self._audit = audit

    def admit(self, call: str, context: grpc.ServicerContext) -> str:
        """The client that makes a call; ends calls without a token where one is required.

        Args:
            call: its name with its service, for the log.
        """
        headers = {pair[0]: pair[1] for pair in context.invocation_metadata()}
        given = str(headers.get("authorization", ""))
        connected = client_of_connection(context.auth_context(), context.peer())
        client = self._access.client_of(given, connected)
        if client is None:
            what = "wrong" if given else "absent"
            self._audit.rejected(connected, call, f"{what} token")
            message = f"authorization: {what} (expected: Bearer TOKEN)"
            context.abort(grpc.StatusCode.UNAUTHENTICATED, message)
        return client
