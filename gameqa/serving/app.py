"""The server of rewards, an ASGI app.

    gameqa serve --port 8000

or, under any ASGI server, `gameqa.serving.app:create_app`, a factory.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from gameqa.about import RELEASE
from gameqa.registry import all_games
from gameqa.serving.bodies import MOST_BYTES, MOST_ITEMS, rewards, scores

MOST_BODIES = 64
"""So many bodies are read or scored at once; the clients of others wait, so what is held in memory is bounded."""

THREADS = 4
"""More than one, so that short requests pass a long one by."""

READ_SECONDS = 60.0

BYTES_VARIABLE, ITEMS_VARIABLE = "GAMEQA_SERVE_MAX_BODY", "GAMEQA_SERVE_MAX_ITEMS"
"""By these the command hands its limits, in bytes and in items, to the processes of the server."""

Answer = Callable[[bytes, int], Mapping[str, Any]]


def create_app(max_body: int | None = None, max_items: int | None = None) -> Starlette:
    """The app: POST /score, POST /get_reward (the form of OpenRLHF) and GET /health.

    Args:
        max_body: most bytes of a body; None for what the variable GAMEQA_SERVE_MAX_BODY says, else 16 MiB.
        max_items: most items of a request; None for what GAMEQA_SERVE_MAX_ITEMS says, else 4096.

    Raises:
        ValueError: a limit is no whole number from 1 on.
    """
    most_bytes = _limit(max_body, BYTES_VARIABLE, MOST_BYTES)
    most_items = _limit(max_items, ITEMS_VARIABLE, MOST_ITEMS)
    # A game that is first imported by a request would make that request slow.
    all_games()
    threads = ThreadPoolExecutor(THREADS, "scoring")
    places = asyncio.Semaphore(MOST_BODIES)

    def scoring(answer: Answer) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            async with places:
                body = await _read(request, most_bytes)
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(threads, _respond, answer, body, most_items)

        return endpoint

    return Starlette(
        routes=[
            Route("/score", scoring(scores), methods=["POST"]),
            Route("/get_reward", scoring(rewards), methods=["POST"]),
            Route("/health", _health, methods=["GET"]),
        ],
        exception_handlers={HTTPException: _refusal, Exception: _failure},
    )


def _limit(value: int | None, variable: str, default: int) -> int:
    found: object = os.environ.get(variable, default) if value is None else value
    try:
        number = int(str(found))
    except ValueError:
        number = 0
    if number < 1:
        raise ValueError(f"{variable} must be a whole number from 1 on, got {found!r}.")
    return number


async def _read(request: Request, most: int) -> bytes:
    """The body of a request; HTTPException where it is too large, compressed, or does not arrive."""
    if request.headers.get("content-encoding", "identity") != "identity":
        raise HTTPException(415, "the body must not be compressed.")
    too_large = HTTPException(413, f"the body must have at most {most} bytes: send several requests.")
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and int(length) > most:
        raise too_large

    async def read() -> bytes:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > most:
                raise too_large
        return bytes(body)

    try:
        return await asyncio.wait_for(read(), READ_SECONDS)
    except asyncio.TimeoutError:
        raise HTTPException(408, f"the body did not arrive within {READ_SECONDS:.0f} seconds.") from None
    except ClientDisconnect:
        raise HTTPException(400, "the body did not arrive whole.") from None


def _respond(answer: Answer, body: bytes, most: int) -> Response:
    """Reads, scores and writes in one go, in a thread: all of these take long for a large body."""
    try:
        return _json(200, answer(body, most))
    except ValueError as error:
        return _json(400, {"error": str(error)})


async def _health(request: Request) -> Response:
    return _json(200, {"status": "ok", "release": RELEASE})


async def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _json(error.status_code, {"error": error.detail}, error.headers)


async def _failure(request: Request, error: Exception) -> Response:
    return _json(500, {"error": "the server failed; its log says why."})


def _json(status: int, content: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    # Escaped: a message may show half of a surrogate pair that a client sent.
    return Response(json.dumps(content), status, headers, "application/json")
