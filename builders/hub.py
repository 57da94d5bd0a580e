"""Asking the Hub with patience: what fails for a while is tried again, and what it asks to wait is waited."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

from huggingface_hub.errors import HfHubHTTPError

from gameqa.progress import say

MOST_TRIES = 5
FIRST_PAUSE = 1.0
"""Seconds; doubled after every failed try."""

LONGEST_PAUSE = 300.0
MOST_WAITING = 2 * 3600.0
"""Seconds that one request may wait in all where the Hub allows no more for now; its longest limits are hourly."""

HTTP_CLIENTS = ("httpx2", "httpx", "httpcore", "requests", "urllib3")
"""Packages whose errors mean that the network dropped; which one is there depends on huggingface_hub."""

TOO_MANY = 429

Result = TypeVar("Result")


class PushError(ValueError):
    """The push can't go on; the message says why, in one line."""


def ask(request: Callable[[], Result], repo: str) -> Result:
    """The answer to a request, tried again where the Hub is busy or the network drops.

    Where the Hub says that there were too many requests, this waits as long as it asks for, and says so.

    Args:
        request: sends the request; it may be called several times.
        repo: the repository's name, for messages.

    Raises:
        PushError: it failed for good.
    """
    waited, tries, limited = 0.0, 0, 0
    while True:
        try:
            return request()
        except Exception as error:
            failure = _cause(error)
            status = _status(failure)
            if isinstance(failure, HfHubHTTPError) and not _may_pass(status):
                raise PushError(_reason(failure, status, repo)) from error
            if not isinstance(failure, HfHubHTTPError) and not _is_network(failure):
                raise
        if status == TOO_MANY:
            # Never shorter than the pauses would be without its advice, which it may repeat for ever.
            pause = max(asked_pause(_headers(failure)) or 0.0, min(FIRST_PAUSE * 2**limited, LONGEST_PAUSE))
            limited += 1
            waited += pause
            if waited > MOST_WAITING:
                raise PushError(
                    f"The Hub allows no more requests for now and asks to wait {_length(pause)}. What has arrived is "
                    "kept: run the same command again then to go on."
                ) from failure
            at = datetime.now() + timedelta(seconds=pause)
            say(f"The Hub allows no more requests for now: waiting {_length(pause)}, until {at:%H:%M:%S}.")
        else:
            tries += 1
            if tries == MOST_TRIES:
                raise PushError(
                    f"The Hub can't be reached or keeps failing ({_first_line(failure)}). What has arrived is kept: "
                    "run the same command again to go on."
                ) from failure
            pause = FIRST_PAUSE * 2 ** (tries - 1)
        time.sleep(pause)


def asked_pause(headers: Mapping[str, str]) -> float | None:
    """The seconds that an answer's headers ask to wait; None where they do not say.

    Retry-After holds seconds or a date (RFC 9110, section 10.2.3), which is compared with the server's own clock
    where the answer has its Date. Else the Hub's RateLimit holds the seconds to its next period.
    """
    found = {name.lower(): value.strip() for name, value in headers.items()}
    text = found.get("retry-after", "")
    if text.isdigit():
        return float(text)
    until, now = _date(text), _date(found.get("date", ""))
    if until is not None:
        return max(0.0, (until - (now or datetime.now(timezone.utc))).total_seconds())
    period = re.search(r";\s*r=0\s*;\s*t=(\d+)", found.get("ratelimit", ""))
    return float(period[1]) if period else None


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=timezone.utc)


def _cause(error: Exception) -> Exception:
    """What went wrong: huggingface_hub wraps a failed upload into an error of its own."""
    while isinstance(error, RuntimeError) and isinstance(error.__cause__, Exception):
        error = error.__cause__
    return error


def _status(error: Exception) -> int | None:
    return getattr(getattr(error, "response", None), "status_code", None)


def _headers(error: Any) -> Mapping[str, str]:
    return getattr(error.response, "headers", None) or {}


def _reason(error: HfHubHTTPError, status: int | None, repo: str) -> str:
    if status == 401:
        return "The Hub refused the token: log in again with `hf auth login`, or correct HF_TOKEN."
    if status == 403:
        return f"This token has no right to write to {repo}: use a token with write access to it."
    if status == 404:
        return f"The Hub has no repository {repo}, or the token may not see it."
    return f"The Hub refused the request: {_first_line(error)}"


def _is_network(error: Exception) -> bool:
    """Whether the network may be at fault; uploads to Xet storage call every failure a RuntimeError."""
    package = type(error).__module__.split(".")[0]
    return isinstance(error, (ConnectionError, TimeoutError, RuntimeError)) or package in HTTP_CLIENTS


def _may_pass(status: int | None) -> bool:
    """Whether trying again makes sense: the Hub is busy, or somebody else's commit came in between."""
    return status in (408, 409, 412, TOO_MANY) or (status is not None and status >= 500)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _length(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"
