"""Writes the files of an export: a folder, a .zip, or one file, whole or not at all.

In:  a path and the files' bytes.    Out: files beside which nothing half-written stays; the same input gives the same
bytes (a .zip's members carry no time of their own).
"""

from __future__ import annotations

import contextlib
import os
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from recounted.outputs.exports import ExportError


@contextlib.contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """Give a stream whose bytes become path once all is written. Raises ExportError where that cannot be."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise ExportError(f"{path}: {error.strerror or error}; nothing was written") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def many(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files (name, bytes) into the folder path, or into one archive if path ends in .zip."""
    if path.suffix.lower() == ".zip":
        with whole(path) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files:
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
        return
    if path.exists() and not path.is_dir():
        raise ExportError(f"{path}: there is a file of that name; name a folder, or a file that ends in .zip")
    for name, data in files:
        with whole(path / name) as stream:
            stream.write(data)
