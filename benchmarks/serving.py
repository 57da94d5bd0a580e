"""Measures the server of rewards on this machine: rate and waiting times by batch and by clients at once.

    python benchmarks/serving.py [--seconds S] [--workers N]

Starts `gameqa serve`, asks it for scores of rows of all tasks for some seconds in each way, and checks every score. The
clients are one process, which needs processor time of its own.
"""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import click

import gameqa
from gameqa.keys import Key
from gameqa.registry import all_games
from gameqa.sample import draw_sample

THOUGHTS = "I look at the picture first, then go through the rules one by one. " * 6
BATCHES = (1, 16, 256)
CLIENTS = (1, 8, 64)
MOST_REQUESTS = 20_000


@click.command()
@click.option("--seconds", default=4.0, show_default=True, help="Time for every way to ask.")
@click.option("--workers", default=1, show_default=True, help="Processes of the server.")
def main(seconds: float, workers: int) -> None:
    """Measure the server of rewards."""
    items = made_items()
    direct(items, seconds)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("gameqa")), "serve", "--port", str(port), "--workers", str(workers)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        click.echo(
            f"\n{'items by':<10}{'batch':>6}{'clients':>9}{'requests/s':>12}{'items/s':>10}{'p50 ms':>9}{'p99 ms':>9}"
        )
        for name, keys in (("row", ("response", "row")), ("data_id", ("response", "data_id"))):
            chosen = [{key: item[key] for key in keys} for item in items]
            for batch in BATCHES:
                bodies = [
                    json.dumps({"items": [chosen[(start + place) % len(chosen)] for place in range(batch)]}).encode()
                    for start in range(0, len(chosen), max(1, batch // 2))
                ]
                asyncio.run(Load(port, bodies, batch).run(8, min(seconds, 1.0)))
                for clients in CLIENTS:
                    taken, times = asyncio.run(Load(port, bodies, batch).run(clients, seconds))
                    times.sort()
                    p50, p99 = (1000 * times[int(len(times) * share)] for share in (0.5, 0.99))
                    rate = len(times) / taken
                    click.echo(
                        f"{name:<10}{batch:>6}{clients:>9}{rate:>12,.0f}{rate * batch:>10,.0f}{p50:>9.1f}{p99:>9.1f}"
                    )
    finally:
        server.terminate()
        server.wait()


def made_items() -> list[dict[str, object]]:
    """An item for every task, with the right answer behind some reasoning."""
    items: list[dict[str, object]] = []
    for game in all_games().values():
        for task in game.tasks:
            row = draw_sample(Key(game.id, game.version, task.id, "hard", "train", 0, 0)).scored_row()
            response = f"{THOUGHTS}<answer>{row['answer']}</answer>"
            items.append({"response": response, "row": row, "data_id": row["data_id"]})
    return items


def direct(items: list[dict[str, object]], seconds: float) -> None:
    """The rate without a server."""
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        for item in items:
            assert gameqa.score(item["response"], item["row"]) == 1.0  # type: ignore[arg-type]
        count += len(items)
    click.echo(f"gameqa.score itself: {count / (time.perf_counter() - start):,.0f} a second, in one process")


def wait_for(port: int) -> None:
    """Returns when the server answers."""
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health").close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start.")


class Load:
    """Clients that ask one request after the other over connections of their own, written by hand to cost little."""

    def __init__(self, port: int, bodies: list[bytes], batch: int) -> None:
        head = "POST /score HTTP/1.1\r\nhost: localhost\r\ncontent-length: %d\r\n\r\n"
        self._port = port
        self._requests = [(head % len(body)).encode() + body for body in bodies]
        self._wanted = json.dumps({"scores": [1.0] * batch}).encode()
        self._times: list[float] = []

    async def run(self, clients: int, seconds: float) -> tuple[float, list[float]]:
        """The seconds that it took, and the time of every request."""
        start = time.perf_counter()
        await asyncio.gather(*(self._client(number, start + seconds) for number in range(clients)))
        return time.perf_counter() - start, self._times

    async def _client(self, number: int, end: float) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        while time.perf_counter() < end and len(self._times) < MOST_REQUESTS:
            begun = time.perf_counter()
            writer.write(self._requests[number % len(self._requests)])
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            body = await reader.readexactly(length)
            self._times.append(time.perf_counter() - begun)
            assert body == self._wanted, body[:200]
            number += 1
        writer.close()


if __name__ == "__main__":
    main()
