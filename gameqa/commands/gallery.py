"""`gameqa gallery`: a static site of samples."""

from __future__ import annotations

from pathlib import Path

import click

from gameqa.configs import parts_of
from gameqa.progress import Progress

from .options import needs_extra


@click.command()
@click.argument("configs", nargs=-1)
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="The site's folder.")
@click.option("--samples", type=click.IntRange(min=1), default=2, show_default=True, help="Cards per task and level.")
def gallery(configs: tuple[str, ...], out: Path, samples: int) -> None:
    """Write a static site with samples of CONFIGS, by default of everything."""
    parts = parts_of(configs or ("all",))
    with needs_extra("gallery", "jinja2"):
        import jinja2  # noqa: F401

    from gameqa.gallery import write_gallery

    with Progress(len(parts) * samples, "card") as progress:
        index = write_gallery(parts, samples, out, progress.update)
    click.echo(f"open {index}")
