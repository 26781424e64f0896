"""How bounds are worded and compared, wherever that is done.

In:  bounds (low, high), high None where open upward.    Out: words; whether two numbers differ by a slip of the pen,
whether two bounds can both hold.
"""

from __future__ import annotations


def figure(low: int | None, high: int | None) -> str:
    """Return bounds as a person reads them: "613", "69 or more", "10–20", "no number"."""
    if low is None and high is None:
        return "no number"
    if high is None:
        return f"{low:,} or more"
    if low == high:
        return f"{low:,}"
    return f"{low or 0:,}–{high:,}"


def slips(one: int, other: int) -> bool:
    """Say whether two numbers differ by one digit or by two digits that changed places ("613" and "631")."""
    a, b = str(one), str(other)
    if len(a) != len(b) or a == b:
        return False
    differ = [k for k in range(len(a)) if a[k] != b[k]]
    if len(differ) == 1:
        return True
    return (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and a[differ[0]] == b[differ[1]]
        and a[differ[1]] == b[differ[0]]
    )


def disjoint(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """Say whether no number lies within both bounds. Bounds without a number exclude nothing."""
    if one == (None, None) or other == (None, None):
        return False
    return _under(one[1], other[0]) or _under(other[1], one[0])


def _under(high: int | None, low: int | None) -> bool:
    return high is not None and low is not None and high < low
