"""Builds what setup.cfg describes; an editable install is found before any folder that is named gameqa.

The finder that setuptools writes for an editable install comes last on `sys.meta_path`. Python that is started in the
parent of a checkout named gameqa takes the checkout for a namespace package and never asks that finder, so that
`import gameqa` gives an empty package. Here the finder goes to the front.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from setuptools import setup
from setuptools.command.editable_wheel import editable_wheel

FIRST = (
    "import sys; "
    "sys.meta_path.sort(key=lambda finder: '__editable___gameqa' not in str(getattr(finder, '__module__', None)))"
)
"""A line of a .pth file; these are run where they begin with `import`."""


class FinderFirst(editable_wheel):
    """Adds a line to the .pth file of an editable wheel."""

    def run(self) -> None:
        """Builds the wheel and writes it again with the line."""
        super().run()
        for wheel in Path(self.dist_dir).glob("*.whl"):
            with ZipFile(wheel) as old:
                files = {name: old.read(name) for name in old.namelist()}
            record = next(name for name in files if name.endswith(".dist-info/RECORD"))
            path_file = next(name for name in files if name.endswith(".pth"))
            before = entry(path_file, files[path_file])
            files[path_file] = files[path_file].rstrip() + f"\n{FIRST}\n".encode()
            if before not in files[record]:
                raise ValueError(f"{record} does not list {path_file} as expected")
            files[record] = files[record].replace(before, entry(path_file, files[path_file]))
            with ZipFile(wheel, "w", ZIP_DEFLATED) as new:
                for name, content in files.items():
                    new.writestr(name, content)


def entry(name: str, content: bytes) -> bytes:
    """A file's line of RECORD: name, digest and size."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(content)}".encode()


setup(cmdclass={"editable_wheel": FinderFirst})
