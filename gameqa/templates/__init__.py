"""The pages that the library writes, as Jinja templates."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jinja2


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    """The templates of this folder; ModuleNotFoundError without Jinja."""
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.PackageLoader("gameqa", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.globals["zip"] = zip
    return made


def asset(name: str) -> bytes:
    """A file that pages link to."""
    return (files("gameqa.templates") / name).read_bytes()
