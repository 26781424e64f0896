"""Recounted reads reports of violent events and disasters into records of who said what, on whose word.

As a library:

    import recounted
    record = recounted.read(text, published="1917-12-07", outlet="The Evening Echo")
    for record in recounted.read_many(["reports/"], jobs=2): ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "read", "read_many"]

if TYPE_CHECKING:
    from recounted.pipeline import read, read_many


def __getattr__(name: str) -> Any:
    # Imports at start-up are light: the encoder's runtime loads when something is read.
    if name in ("read", "read_many"):
        from recounted import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'recounted' has no attribute {name!r}")
