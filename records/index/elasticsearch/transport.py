"""Requests to Elasticsearch with our patience: long with a server that answers, brief with one that hangs."""

import logging
from typing import Any

from elastic_transport import ConnectionTimeout, Transport, TransportApiResponse
from elastic_transport.client_utils import DEFAULT

from records.patience import Patience

REQUEST_SECONDS = 15.0
"""How long an answer may take. What takes longer is not asked again: a busy server is not helped by a second copy."""

BULK_SECONDS = 60.0
"""The same for bulk writes, which nobody waits for at a counter."""

BRIEF_SECONDS = 3.0
"""The same, once somebody has waited in vain (:mod:`records.patience`)."""

logging.getLogger("elastic_transport").setLevel(logging.CRITICAL)  # its errors reach us, and are told in one line


class PatientTransport(Transport):
    """The client's transport; shared by the threads of a process."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401  # the client's own
        super().__init__(*arguments, **options)
        self._patience = Patience()

    def perform_request(
        self,
        method: str,
        target: str,
        *,
        request_timeout: Any = DEFAULT,  # noqa: ANN401  # the client's own
        max_retries: Any = DEFAULT,  # noqa: ANN401  # likewise
        **options: Any,  # noqa: ANN401  # likewise
    ) -> TransportApiResponse:
        """Send a request. Raises the errors of the client."""
        if self._patience.is_brief():
            request_timeout, max_retries = BRIEF_SECONDS, 0
        elif target.partition("?")[0].endswith("/_bulk"):
            request_timeout = BULK_SECONDS
        try:
            answer = super().perform_request(
                method, target, request_timeout=request_timeout, max_retries=max_retries, **options
            )
        except ConnectionTimeout:
            self._patience.in_vain()
            raise
        self._patience.heard()
        return answer
