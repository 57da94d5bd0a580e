"""Rewards over HTTP: what is asked in `bodies`, the server in `app`."""
