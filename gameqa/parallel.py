"""Work in several processes, whose results come in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

JOBS_AHEAD = 3
"""So many jobs a process are given out before the first result is taken: enough that none waits, and few in memory."""

ROWS_PER_PROCESS = 1000
"""A process takes some seconds to start; for fewer rows than these it is not worth it."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processes_for(rows: int, asked: int | None) -> int:
    """How many processes are to make so many rows: as many as asked, else all cores as far as it is worth it."""
    return asked or max(1, min(cores(), rows // ROWS_PER_PROCESS))


def in_order(work: Callable[[Job], Result], jobs: Iterable[Job], processes: int) -> Generator[Result, None, None]:
    """The results of some work on every job, in the order of the jobs; closing it ends the processes at once.

    Args:
        work: a function of a module; with several processes, it, its argument and its result are sent between them.
        processes: how many; with one the work is done here.

    Raises:
        ChildProcessError: one of the processes was ended from outside.
    """
    if processes == 1:
        yield from map(work, jobs)
        return
    waiting: deque[Future[Result]] = deque()
    context = multiprocessing.get_context("spawn")
    reader, writer = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(processes, context, _end_with_pipe, (reader,))
    try:
        for job in jobs:
            waiting.append(pool.submit(work, job))
            if len(waiting) >= JOBS_AHEAD * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
        pool.shutdown()
    except BrokenProcessPool as error:
        raise ChildProcessError(
            "a process that made rows was ended from outside, maybe for want of memory: run the same command again, "
            "with fewer --processes; what was written is kept."
        ) from error
    finally:
        writer.close()
        pool.shutdown(cancel_futures=True)
        reader.close()


def _end_with_pipe(reader: Connection) -> None:
    """Leaves Ctrl-C to the parent, and ends this process as soon as the other end of a pipe is closed.

    The parent holds that end alone, so this holds also where the parent was killed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_wait_for_end, args=(reader,), daemon=True).start()


def _wait_for_end(reader: Connection) -> None:
    try:
        reader.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)
