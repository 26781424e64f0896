"""The events that many reports share: each report's main event grouped with others', those told in passing attached.

In:  profiles of tellings, decisions.    Out: Groups, which depend on the set of reports and decisions alone.
A report has one main event, and may tell of others in passing; those join an event only where day and place agree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from recounted.events import candidates, pairs
from recounted.events.group import Bonds, group
from recounted.events.profiles import Days, Profile, main_event, profile
from recounted.model import Record
from recounted.model_many import Decision, Group, Member

_MONTH = 31  # days: what is told in passing and dated no closer than that joins no event


class Reason(NamedTuple):
    """Why two tellings of one event are held together: the log odds, and what they are made of."""

    one: Member
    other: Member
    odds: float
    words: list[str]


def profiles_of(record: Record) -> list[Profile]:
    """Return the profile of a record's main event, then those of the events told in passing that have day or place."""
    passing = [e for e in record.events if not e.main and (e.when or e.where)]
    return [profile(record, main_event(record)), *(profile(record, event) for event in passing)]


def groups(tellings: list[Profile], decisions: Iterable[Decision] = ()) -> list[Group]:
    """Return the events that tellings are of, in the order of their first member's digest."""
    bonds = Bonds(decisions)
    main = [t for t in tellings if t.member.main]
    scored = _scored(main)
    ties = [(a, b, odds) for (a, b), odds in zip(scored.pairs.tolist(), scored.odds.tolist(), strict=True)]
    parts = [[main[n] for n in numbers] for numbers in group([t.member.digest for t in main], ties, bonds)]
    return [_made(part) for part in _with_passing(parts, [t for t in tellings if not t.member.main], bonds)]


def why(members: list[Profile], tellings: list[Profile]) -> list[Reason]:
    """Return the pairs of an event's main tellings that were compared, most alike first, rarity judged by all."""
    main = [t for t in tellings if t.member.main]
    chosen = {t.member.digest for t in members}
    scored = _scored(main)
    found = [
        Reason(main[a].member, main[b].member, float(odds), pairs.reasons(main[a], main[b], evidence))
        for (a, b), evidence, odds in zip(scored.pairs.tolist(), scored.evidence, scored.odds, strict=True)
        if main[a].member.digest in chosen and main[b].member.digest in chosen
    ]
    return sorted(found, key=lambda r: (-r.odds, r.one.key, r.other.key))


def _scored(main: list[Profile]) -> pairs.Scores:
    rarity = candidates.Rarity([t.names for t in main])
    return pairs.score(main, candidates.candidates(main, rarity), rarity)


# ---------------------------------------------------------------- events told in passing


def _with_passing(parts: list[list[Profile]], passing: list[Profile], bonds: Bonds) -> list[list[Profile]]:
    """Return the parts with what is told in passing: in the part that it joins, else in parts of its own."""
    joined = [list(part) for part in parts]
    at_day: defaultdict[int, set[int]] = defaultdict(set)
    for n, part in enumerate(parts):
        for telling in part:
            if telling.when and telling.when[1] - telling.when[0] < _MONTH:
                for day in range(telling.when[0], telling.when[1] + 1):
                    at_day[day].add(n)
    alone: defaultdict[tuple[object, ...], list[Profile]] = defaultdict(list)
    for telling in sorted(passing, key=lambda t: t.member.digest):
        part_of = _by_decision(telling, parts, bonds)
        if part_of is None:
            days = telling.when or (0, -1)
            near = sorted({n for day in range(days[0], min(days[1], days[0] + _MONTH) + 1) for n in at_day[day]})
            fitting = [n for n in near if _fits(telling, parts[n], bonds)]
            part_of = fitting[0] if len(fitting) == 1 else None
        if part_of is not None:
            joined[part_of].append(telling)
        else:
            alone[_setting(telling)].append(telling)
    return joined + list(alone.values())


def _by_decision(telling: Profile, parts: list[list[Profile]], bonds: Bonds) -> int | None:
    for together in bonds.together:
        if telling.member.digest in together:
            return next((n for n, part in enumerate(parts) if any(t.member.digest in together for t in part)), None)
    return None


def _fits(telling: Profile, part: list[Profile], bonds: Bonds) -> bool:
    here = {t.member.digest for t in part}
    for one, other in bonds.apart:
        if (telling.member.digest in one and here & other) or (telling.member.digest in other and here & one):
            return False
    places = {name for t in part for name in t.where}
    days = telling.when
    return bool(
        days and days[1] - days[0] < _MONTH and telling.where & places
        and any(t.when and _overlap(days, t.when) for t in part)
    )  # fmt: skip


def _overlap(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _setting(telling: Profile) -> tuple[object, ...]:
    """Return what makes two events told in passing one: day and place both told; else the telling is alone."""
    if telling.when and telling.when[1] - telling.when[0] < _MONTH and telling.where:
        return (telling.when, tuple(sorted(telling.where)))
    return (telling.member.digest,)


# ---------------------------------------------------------------- what an event is called


def _made(tellings: list[Profile]) -> Group:
    ordered = sorted(tellings, key=lambda t: (t.published is None, t.published or 0, t.member.key, t.member.event))
    speaking = [t for t in ordered if t.member.main] or ordered
    when = _most([t.edtf for t in speaking if t.when and t.when[1] - t.when[0] <= 1]) or _most(
        [t.edtf for t in speaking]
    )
    where = _wording([t.wording for t in speaking if t.wording])
    label = ", ".join(part for part in (where, when) if part) or speaking[0].member.key
    return Group(label, when, where, [t.member for t in ordered])


def _most(values: Iterable[str | None]) -> str | None:
    """Return the value that most have; of equals the one that comes first."""
    counted = Counter(value for value in values if value)
    return max(counted, key=lambda value: counted[value]) if counted else None


def _wording(wordings: list[str]) -> str | None:
    """Return the wording that most have, capitals aside; one that a dateline does not shout, where there is one."""
    most = _most([w.casefold() for w in wordings])
    alike = [w for w in wordings if w.casefold() == most]
    return next((w for w in alike if not w.isupper()), alike[0] if alike else None)
