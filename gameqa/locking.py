"""One thread at a time in the games: engines and kits keep what they have worked out and go on from there."""

from __future__ import annotations

import os
import threading

GAMES = threading.RLock()
"""Held while a game makes, draws or checks something. Nothing is lost by it, as the interpreter runs one thread at a
time in any case; other processes have locks of their own."""

if hasattr(os, "register_at_fork"):
    # A process that is forked while another thread holds the lock would wait for that thread, which it does not have.
    os.register_at_fork(before=GAMES.acquire, after_in_parent=GAMES.release, after_in_child=GAMES.release)
