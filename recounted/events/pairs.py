"""Scores pairs of tellings: how much speaks for their being of one event, and what.

In:  profiles and the pairs to compare.    Out: for each pair a sum of evidence (log odds) and the reasons for it.
The sum of weighted agreements is Fellegi and Sunter's (1969), https://doi.org/10.1080/01621459.1969.10501049.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recounted.events.candidates import Matrix, Rarity, vectors
from recounted.events.profiles import Profile

# What each agreement is worth, in log odds. Fitted on the two halves of gva_dev (900 reports) by turns, with signs
# held, then rounded by hand: each half read with the weights of the other had B-cubed .959 and pairs .900, the rounded
# ones .953 and .891 without "stated_apart", .951 and .879 with it, on records of an earlier encoder; bench/events.py
# prints today's. Set, not fitted, are "stated_apart" and the strength of "other_day" (the fit: -.65): reports of the
# shootings of one city seldom tell of two days, reports of a war do. The wording of the whole report added nothing
# to the rest.
PRIOR = -3.0
WORTH = {
    "names": 5.5,         # cosine of the names, by rarity
    "rare_names": 0.35,   # sum over the shared rare names of the root of their rarity
    "lead": 2.0,          # cosine of the words at the beginning
    "same_day": 0.5,      # both tell the same day of the event
    "other_day": -1.0,    # log of the days between their days of the event, where neither names the other's
    "stated_apart": -4.0, # the same, two days and more apart, both stated beside the harm itself
    "day_told": 0.7,      # the day of one event is named in the other report
    "gap": -0.6,          # log of the days between the reports, where their days of the event do not agree
    "same_place": 0.7,    # one place of the event
    "no_place": -1.3,     # both name places, and share none
    "toll": 0.5,          # the same number of killed and of injured, not both none
    "terms": 0.2,         # a word by which both name the event
    "actors": 1.0,        # a party that both hold responsible
}  # fmt: skip

_YEAR = 365
_CHUNK = 20000  # pairs whose words are compared at once


class Scores(NamedTuple):
    """pairs: n × 2 numbers of profiles; evidence: n × len(WORTH) agreements, unweighted; odds: n sums, log odds."""

    pairs: NDArray[np.int64]
    evidence: NDArray[np.float64]
    odds: NDArray[np.float64]


def score(profiles: list[Profile], pairs: NDArray[np.int64], rarity: Rarity) -> Scores:
    """Return the scores of pairs. rarity is of the profiles' names."""
    columns = {
        "names": _cosines(vectors([p.names for p in profiles], rarity), pairs),
        "lead": _cosines(vectors([p.lead for p in profiles], Rarity([p.lead for p in profiles])), pairs),
    }
    rest = [_agreements(profiles[a], profiles[b], rarity) for a, b in pairs.tolist()]
    evidence = np.array(
        [[columns[k][n] if k in columns else row.get(k, 0.0) for k in WORTH] for n, row in enumerate(rest)], np.float64
    ).reshape(-1, len(WORTH))
    return Scores(pairs, evidence, PRIOR + evidence @ np.array(list(WORTH.values())))


def reasons(one: Profile, other: Profile, evidence: NDArray[np.float64]) -> list[str]:
    """Return what spoke for and against a pair, most weighty first, as words with their part of the log odds."""
    weighed = [(WORTH[k] * float(value), k) for k, value in zip(WORTH, evidence, strict=True) if value]
    weighed.sort(key=lambda item: (-abs(item[0]), item[1]))
    return [f"{_said(k, one, other)} ({worth:+.1f})" for worth, k in weighed if abs(worth) >= 0.05]


def _cosines(rows: Matrix, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    parts = [
        np.asarray(rows[some[:, 0]].multiply(rows[some[:, 1]]).sum(axis=1)).ravel()
        for at in range(0, len(pairs), _CHUNK)
        if len(some := pairs[at : at + _CHUNK])
    ]
    return np.concatenate(parts) if parts else np.zeros(0)


def _agreements(one: Profile, other: Profile, rarity: Rarity) -> dict[str, float]:
    shared = one.names.keys() & other.names.keys()
    same = bool(one.when and other.when and _short(one) and _short(other) and _overlap(one, other))
    told = {"rare_names": min(30.0, sum(math.sqrt(rarity.weight(n)) for n in shared if rarity.weight(n) > _RARE))}
    told["same_day"] = float(same)
    told["day_told"] = float(_told(one, other) or _told(other, one))
    told["other_day"] = 0.0 if told["day_told"] else math.log1p(min(_YEAR, _apart(one, other)))
    told["stated_apart"] = float(one.stated and other.stated and not told["day_told"] and _apart(one, other) > 1)
    if not same and one.published is not None and other.published is not None:
        told["gap"] = math.log1p(min(_YEAR, abs(one.published - other.published)))
    told["same_place"] = float(bool(one.where & other.where))
    told["no_place"] = float(bool(one.places and other.places) and not one.places & other.places)
    told["toll"] = float(_toll(one) == _toll(other) != (0, 0))
    told["terms"] = float(bool(one.terms & other.terms))
    told["actors"] = float(bool(one.actors & other.actors))
    return told


_RARE = 4.0  # rarity from which a shared name speaks for itself: one report in fifty-five


def _short(one: Profile) -> bool:
    return one.when is not None and one.when[1] - one.when[0] <= 1


def _overlap(one: Profile, other: Profile) -> bool:
    return bool(one.when and other.when and one.when[0] <= other.when[1] and other.when[0] <= one.when[1])


def _apart(one: Profile, other: Profile) -> int:
    if not one.when or not other.when:
        return 0
    return max(0, one.when[0] - other.when[1], other.when[0] - one.when[1])


def _told(one: Profile, other: Profile) -> bool:
    return bool(_short(one) and one.when and (one.when[0] in other.days or one.when[1] in other.days))


def _toll(one: Profile) -> tuple[int, int]:
    return (one.killed or 0, one.injured or 0)


def _said(kind: str, one: Profile, other: Profile) -> str:
    if kind in ("names", "rare_names"):
        names = sorted(one.names.keys() & other.names.keys())
        shown = ", ".join(names[:4]) + (" …" if len(names) > 4 else "")
        return f"{'names in common' if kind == 'names' else 'rare ones among them'}: {shown}" if names else "names"
    days = " and ".join(sorted({p.edtf for p in (one, other) if p.edtf}))
    places = " and ".join(sorted({p.wording for p in (one, other) if p.wording}))
    words: dict[str, str] = {
        "lead": "wording of the beginning",
        "same_day": f"both say that it was on {days}",
        "other_day": f"they date it apart: {days}",
        "day_told": "one names the day of the other",
        "gap": "days between the reports",
        "same_place": f"one place: {places}",
        "no_place": "they name no place in common",
        "toll": "the same figures of killed and injured",
        "terms": f"both call it {', '.join(sorted(one.terms & other.terms)[:3])}",
        "actors": f"both hold responsible: {', '.join(sorted(one.actors & other.actors)[:3])}",
    }
    return words[kind]
