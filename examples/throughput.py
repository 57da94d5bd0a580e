"""How fast a torch DataLoader gives rows, and how many workers keep a trainer fed.

    python examples/throughput.py --config all --workers 0 1 2 --batch 32 --step-time 0.5

Prints rows a second for each number of workers; then, for a trainer that takes BATCH rows every STEP-TIME seconds, the
least number of workers that are fast enough, and how many such trainers one machine could feed.
"""

from __future__ import annotations

import argparse
import math
import os
import time
from itertools import islice

from datasets import load_dataset
from torch.utils.data import DataLoader

import gameqa  # noqa: F401  (registers the builder)


def rows_a_second(config: str, workers: int, count: int, batch: int) -> float:
    """Rows a second after the first batch, which starts the workers."""
    stream = load_dataset("gameqa", config, split="train", streaming=True, num_samples=None)
    loader = DataLoader(stream, batch_size=batch, num_workers=workers, collate_fn=list)
    batches = iter(loader)
    next(batches)
    start = time.perf_counter()
    seen = sum(len(rows) for rows in islice(batches, max(1, count // batch)))
    return seen / (time.perf_counter() - start)


def main() -> None:
    """Measures, and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", default="all", help="what is made (default: all)")
    parser.add_argument("--workers", type=int, nargs="+", default=[0, 1, 2], help="(default: 0 1 2)")
    parser.add_argument("--rows", type=int, default=1500, help="rows to measure over (default: 1500)")
    parser.add_argument("--batch", type=int, default=32, help="rows a step (default: 32)")
    parser.add_argument("--step-time", type=float, default=0.5, help="seconds a step (default: 0.5)")
    options = parser.parse_args()
    needed = options.batch / options.step_time
    print(
        f"{options.config}: a trainer of {options.batch} rows every {options.step_time:g} s needs {needed:,.0f} rows/s"
    )
    print(f"{'workers':>8}{'rows/s':>10}{'fed':>6}")
    speeds = {}
    for workers in options.workers:
        speeds[workers] = rows_a_second(options.config, workers, options.rows, options.batch)
        fed = "yes" if speeds[workers] >= needed else "no"
        print(f"{workers:>8}{speeds[workers]:>10,.0f}{fed:>6}", flush=True)
    enough = [workers for workers, speed in sorted(speeds.items()) if speed >= needed]
    if enough:
        print(f"{enough[0]} workers are enough.")
    else:
        best = max(speed / max(1, workers) for workers, speed in speeds.items())
        print(f"About {math.ceil(needed / best)} workers would be needed; this machine has {os.cpu_count()} cores.")
    print(f"The fastest feeds {max(speeds.values()) / needed:.1f} such trainers.")


if __name__ == "__main__":
    main()
