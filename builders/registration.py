"""Makes `load_dataset("gameqa", ...)` find the builder.

`datasets` loads builders by name only from its own table of packaged modules. This file enters
"gameqa" there; it and `streaming.py` are the two that touch the insides of `datasets`.
"""

from __future__ import annotations

import hashlib

import datasets.load
import datasets.packaged_modules
from datasets.data_files import DataFilesDict
from datasets.load import DatasetModule, PackagedDatasetModuleFactory

NAME = "gameqa"
MODULE = "gameqa.builders.gameqa"


def register(release: str) -> None:
    """Enters the builder; entering it twice changes nothing.

    Args:
        release: the version of this library, part of the path of cached data.

    Raises:
        ImportError: this release of `datasets` has no such table or factory.
    """
    table = getattr(datasets.packaged_modules, "_PACKAGED_DATASETS_MODULES", None)
    if table is None or getattr(datasets.load, "_PACKAGED_DATASETS_MODULES", None) is not table:
        raise ImportError(
            f"gameqa does not know how to register itself with datasets {datasets.__version__}; "
            "its table of packaged modules has moved. Install a supported release: datasets >= 4.0, < 6."
        )
    if NAME in table:
        return
    table[NAME] = (MODULE, hashlib.sha256(release.encode()).hexdigest())
    packaged = PackagedDatasetModuleFactory.get_module

    def get_module(self: PackagedDatasetModuleFactory) -> DatasetModule:
        if self.name != NAME:
            return packaged(self)
        if self.data_dir is not None or self.data_files is not None:
            raise ValueError("gameqa makes its rows itself: data_dir and data_files are not allowed.")
        # Without an empty DataFilesDict, load_dataset asks for data files.
        return DatasetModule(*table[NAME], {"dataset_name": NAME, "data_files": DataFilesDict()})

    PackagedDatasetModuleFactory.get_module = get_module
