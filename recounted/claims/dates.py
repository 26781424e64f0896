"""Holds a report's anniversaries against the date of their event.

In:  times of a text, the day of the report, the event's date.    Out: what adds up and what does not, the sum in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from recounted.model import Time


class Anniversary(NamedTuple):
    """An anniversary held against the event's date; right is None where there is nothing to hold it against."""

    time: str
    right: bool | None
    detail: str


def anniversary_check(times: Sequence[Time], published: str | None, event_when: str | None) -> list[Anniversary]:
    """Return, for each anniversary, whether it leads back to the event's date.

    published: day of the report, from which anniversaries count back. event_when: EDTF of the event, or None. With no
    date of either the anniversary cannot be checked (right is None).
    """
    out = []
    for time in times:
        if time.type != "anniversary":
            continue
        if published is None or time.edtf is None or event_when is None:
            out.append(Anniversary(time.id, None, "no date to hold the anniversary against"))
            continue
        year, back = int(published[:4]), int(time.edtf[:4])
        years = {int(part[:4]) for part in event_when.split("/") if part[:4].isdigit()}
        if not years:
            out.append(Anniversary(time.id, None, f"{year - back} years before {year} is {back}"))
            continue
        right = back in years or min(years) <= back <= max(years)
        detail = f"{year - back} years before {year} is {back}"
        if not right:
            detail += f", and the event is dated {event_when}"
        out.append(Anniversary(time.id, right, detail))
    return out
