"""SVG: figures by voice and day, and who carries whom, drawn below one another; needs the extra `charts`.

In:  accounts.    Out: one image with all events.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from recounted.model_accounts import Accounts
from recounted.outputs.accounts.charts import drawn


def write(accounts: Iterable[Accounts], stream: IO[bytes]) -> None:
    """Write the image. Raises ChartError where the extra `charts` is not installed."""
    stream.write(drawn(list(accounts), "svg"))
