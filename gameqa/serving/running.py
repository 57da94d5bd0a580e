"""Running an app under uvicorn at an address."""

from __future__ import annotations

import socket
from typing import Any

import uvicorn

BACKLOG = 2048
"""So many connections may wait to be taken."""

STARTING_SECONDS = 120
"""A process that is silent for so long has failed; on a busy machine it may take some seconds to start."""


def run(app: Any, host: str, port: int, workers: int = 1) -> None:
    """Serves an app until it is told to end.

    Args:
        app: an app, or where a factory of one is, such as "package.module:create_app"; several workers need the latter.
        host, port: where to listen.
        workers: how many processes.

    Raises:
        OSError: nothing can listen there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=BACKLOG) as listening:
        # An answer is written in two pieces. Without this the second waits for the client to confirm the first, which
        # takes 40 ms; asyncio sees to it only for sockets that it makes itself.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        uvicorn.run(
            app,
            factory=isinstance(app, str),
            fd=listening.fileno(),
            workers=workers,
            timeout_worker_healthcheck=STARTING_SECONDS,
            access_log=False,
        )
