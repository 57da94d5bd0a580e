"""A loopback server that speaks the chat part of OpenAI's protocol, well or badly, as a script says."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Messages = list[dict[str, Any]]


@dataclass
class Script:
    """What the server does.

    Attributes:
        reply: the text for some messages.
        before: called with the number of a request, from 0; "drop", a status code, or None for a reply.
        delay: seconds before an answer.
    """

    reply: Callable[[Messages], str]
    before: Callable[[int], str | int | None] = lambda number: None
    delay: float = 0.0
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def text_of(messages: Messages) -> str:
    """The text of the last message."""
    content = messages[-1]["content"]
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


@contextmanager
def chat_server(script: Script) -> Iterator[str]:
    """The base URL of a server that follows the script."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with script.lock:
                number = len(script.asked)
                script.asked.append(body)
                script.keys.append(self.headers.get("Authorization"))
                script.at_once += 1
                script.most_at_once = max(script.most_at_once, script.at_once)
            try:
                time.sleep(script.delay)
                self.answer(number, body)
            finally:
                with script.lock:
                    script.at_once -= 1

        def answer(self, number: int, body: dict[str, Any]) -> None:
            fault = script.before(number)
            if not self.path.endswith("/chat/completions"):
                fault = 404
            if fault == "drop":
                self.close_connection = True
                self.connection.close()
            elif isinstance(fault, int):
                self.send({"error": {"message": "not now"}}, fault)
            elif fault == "junk":
                self.send({"nothing": True}, 200)
            else:
                message = {"role": "assistant", "content": script.reply(body["messages"])}
                choice = {"index": 0, "message": message, "finish_reason": "stop"}
                usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
                self.send(
                    {
                        "id": f"chat-{number}", "object": "chat.completion", "created": 0, "model": body["model"],
                        "choices": [choice], "usage": usage,
                    }, 200,
                )  # fmt: skip

        def send(self, content: dict[str, Any], status: int) -> None:
            data = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            if status == 429:
                self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *arguments: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
