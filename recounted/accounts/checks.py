"""Holds the reports of one event against one another: figures, dates and voices that do not fit together.

In:  views, toll sayings with their columns, all sayings, what figures rest on.    Out: CrossChecks, each naming voices,
claims and reports. A check never says which is right; claims/checks.py does the same within one report.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

from recounted.accounts.columns import Place, order
from recounted.accounts.origins import Rested
from recounted.accounts.rings import Rings
from recounted.accounts.sayings import Saying, Viewed
from recounted.kinds.figures import disjoint, figure, slips
from recounted.model import ResponsibilityClaim, TollClaim
from recounted.model_accounts import CheckRule, CrossCheck, Outcome

Toll = tuple[Saying, Place]

SLIP_FROM = 100  # below a hundred, numbers that differ by one digit are ordinary


def held_together(
    views: Sequence[Viewed], tolls: Sequence[Toll], sayings: Sequence[Saying], resting: Mapping[Any, Rested]
) -> list[CrossCheck]:
    """Return every check, rule by rule."""
    said = [t for t in tolls if _claim(t).status == "asserted" and not t[0].withdrawn and _claim(t).low is not None]
    return [
        *_parts(said), *_against_itself(said), *_changed_mind(sayings), *_slips(said), *_dates(views),
        *_circles(tolls, resting),
    ]  # fmt: skip


def _claim(toll: Toll) -> TollClaim:
    assert isinstance(toll[0].claim, TollClaim)
    return toll[0].claim


def _bounds(toll: Toll) -> tuple[int | None, int | None]:
    return _claim(toll).low, _claim(toll).high


def _words(toll: Toll) -> str:
    return figure(*_bounds(toll))


def _check(rule: CheckRule, outcome: Outcome, detail: str, column: str | None, sayings: Iterable[Saying]) -> CrossCheck:
    held = list(sayings)
    return CrossCheck(
        rule, outcome, detail, column, list(dict.fromkeys(s.speaker for s in held)),
        list(dict.fromkeys(s.ref for s in held)), list(dict.fromkeys(s.view.record.document.id for s in held)),
    )  # fmt: skip


# ---------------------------------------------------------------- figures


def _parts(tolls: list[Toll]) -> Iterator[CrossCheck]:
    """Flag a part that one report gives and that exceeds the total that another gives on the same day or later."""
    wholes: dict[Any, list[Toll]] = defaultdict(list)
    parts: dict[Any, list[Toll]] = defaultdict(list)
    for toll in tolls:
        place = toll[1]
        (parts if place.group or place.group_code or place.part else wholes)[place.whole].append(toll)
    for key in sorted(parts, key=str):
        seen = set()
        with_total = {whole[0].speaker for whole in wholes[key]}
        for part in parts[key]:
            for whole in wholes[key]:
                top, low = _claim(whole).high, _claim(part).low
                same = whole[0].view.record.document.id == part[0].view.record.document.id
                own = part[0].speaker == whole[0].speaker
                if not own and part[0].speaker in with_total:
                    continue  # that the two count otherwise shows in their totals
                pair = (part[0].speaker, whole[0].speaker, low, top, part[1].key)
                if same or top is None or low is None or low <= top or not _by_then(part[0], whole[0]) or pair in seen:
                    continue
                seen.add(pair)
                detail = (
                    f"{_words(part)} {_label(part[1])}, {_words(whole)} in all{'' if own else ', by another voice'}"
                )
                yield _check("parts_within_total", "inconsistent", detail, part[1].key, [part[0], whole[0]])


def _by_then(part: Saying, whole: Saying) -> bool:
    """Say whether the total was told on the part's day or later, so that it had to hold the part."""
    return part.said is not None and whole.said is not None and part.said <= whole.said


def _label(place: Place) -> str:
    group = place.group_code.replace("_", " ") if place.group_code else place.group
    return group or place.part or place.effect


def _against_itself(tolls: list[Toll]) -> Iterator[CrossCheck]:
    """Hold each voice's figures of a column against its own: two on one day, a change on a later one, a fall."""
    said: dict[tuple[str, Place], list[Toll]] = defaultdict(list)
    for toll in tolls:
        if toll[1].part is None:
            said[toll[0].speaker, toll[1]].append(toll)
    for (_, place), held in sorted(said.items(), key=lambda item: (order(item[0][1]), item[0][0])):
        days: dict[str, list[Toll]] = defaultdict(list)
        for toll in held:
            if toll[0].said:
                days[toll[0].said].append(toll)
        for day, told in sorted(days.items()):
            yield from _on_one_day(day, told, place)
        for (before, old), (after, new) in _steps(days):
            first, then = _widest(old), _widest(new)
            if not all(disjoint(_bounds(a), _bounds(b)) for a in old for b in new):
                continue
            fell = (_claim(then).high or 0) < (_claim(first).low or 0)
            rule: CheckRule = "falling_total" if fell else "change"
            detail = f"{_words(first)} on {before}, {_words(then)} on {after}"
            yield _check(rule, "inconsistent" if fell else "consistent", detail, place.key, [first[0], then[0]])


def _steps(days: dict[str, list[Toll]]) -> Iterator[tuple[tuple[str, list[Toll]], tuple[str, list[Toll]]]]:
    ordered = sorted(days.items())
    yield from pairwise(ordered)


def _widest(told: list[Toll]) -> Toll:
    return max(told, key=lambda t: (_claim(t).low or 0, _claim(t).high is None, t[0].ref.claim))


def _on_one_day(day: str, told: list[Toll], place: Place) -> Iterator[CrossCheck]:
    seen = set()
    for one, other in combinations(told, 2):
        pair = frozenset((_bounds(one), _bounds(other)))
        same = one[0].view.record.document.id == other[0].view.record.document.id
        if not same and disjoint(_bounds(one), _bounds(other)) and pair not in seen:
            seen.add(pair)
            detail = f"{_words(one)} and {_words(other)}, both on {day}"
            yield _check("self_contradiction", "inconsistent", detail, place.key, [one[0], other[0]])


def _slips(tolls: list[Toll]) -> Iterator[CrossCheck]:
    """Name together the numbers of a column that differ by one digit or a swapped pair; nobody knows if by a slip."""
    columns: dict[Place, dict[int, list[Saying]]] = defaultdict(lambda: defaultdict(list))
    for toll in tolls:
        claim = _claim(toll)
        if claim.low == claim.high and claim.low is not None and claim.low >= SLIP_FROM:
            columns[toll[1]][claim.low].append(toll[0])
    for place in sorted(columns, key=order):
        numbers = columns[place]
        near: Rings[int] = Rings()
        for one, other in combinations(sorted(numbers), 2):
            if slips(one, other):
                near.join(one, other)
        for ring in near.rings():
            told = sorted(ring)
            words = f"{', '.join(f'{n:,}' for n in told[:-1])} and {told[-1]:,}"
            holders = [numbers[n][0] for n in told]
            documents = {s.view.record.document.id for n in told for s in numbers[n]}
            if len(documents) > 1:
                yield _check(
                    "digit_slip", "undecidable", f"{words} differ by a digit or a swapped pair", place.key, holders
                )


def _circles(tolls: Sequence[Toll], resting: Mapping[Any, Rested]) -> Iterator[CrossCheck]:
    for key, found in resting.items():
        for circle in found.circles:
            held = [s for s, place in tolls if place.key == key[0] and _bounds((s, place)) == (key[1], key[2])]
            held = [s for s in held if s.view.voice in circle or s.speaker in circle]
            detail = f"{figure(key[1], key[2])}: its carriers cite one another, and nobody else"
            check = _check("circular", "inconsistent", detail, key[0], held)
            yield CrossCheck(
                check.rule, check.outcome, check.detail, key[0], list(circle), check.claims, check.documents
            )


# ---------------------------------------------------------------- responsibility and dates


def _changed_mind(sayings: Sequence[Saying]) -> Iterator[CrossCheck]:
    """Flag a voice that in one report holds someone responsible and in another denies it."""
    held: dict[str, list[tuple[Saying, ResponsibilityClaim]]] = defaultdict(list)
    for saying in sayings:
        if isinstance(saying.claim, ResponsibilityClaim) and not saying.withdrawn:
            held[saying.speaker].append((saying, saying.claim))
    for _, claims in sorted(held.items()):
        seen = set()
        for (one, a), (other, b) in combinations(claims, 2):
            if (a.status == "denied") == (
                b.status == "denied"
            ) or one.view.record.document.id == other.view.record.document.id:
                continue
            words = _actor_words(a.actor) & _actor_words(b.actor)
            pair = (frozenset(words), one.said, other.said)
            if not words or a.role != b.role or pair in seen:
                continue
            seen.add(pair)
            (first, early), (then, late) = sorted(((one, a), (other, b)), key=lambda item: item[0].said or "9999")
            apart = bool(first.said and then.said and first.said != then.said)
            detail = f"{early.actor}: {early.status}{_on(first)}, {late.status}{_on(then)}"
            rule: CheckRule = "change" if apart else "self_contradiction"
            yield _check(rule, "consistent" if apart else "inconsistent", detail, None, [first, then])


def _on(saying: Saying) -> str:
    return f" on {saying.said}" if saying.said else ""


def _actor_words(actor: str) -> set[str]:
    return set(re.findall(r"\w{3,}", actor.casefold())) - {"the", "and", "its", "their"}


def _dates(views: Sequence[Viewed]) -> Iterator[CrossCheck]:
    """Flag days of the event that exclude one another, each with the reports that have it."""
    days: dict[str, list[Viewed]] = defaultdict(list)
    for view in views:
        event = next((e for e in view.record.events if e.id == view.member.event), None)
        if event and event.when and event.when_from and view.latest == view.record.document.id:
            days[event.when].append(view)
    if not any(_exclude(a, b) for a, b in combinations(sorted(days), 2)):
        return
    parts = [f"{day} in {len(held)} {'report' if len(held) == 1 else 'reports'}" for day, held in sorted(days.items())]
    documents = [v.record.document.id for _, held in sorted(days.items()) for v in held]
    voices = list(dict.fromkeys(v.voice for _, held in sorted(days.items()) for v in held))
    yield CrossCheck(
        "dates_disagree", "inconsistent", "the event's day: " + ", ".join(parts), None, voices, [], documents
    )


def _exclude(one: str, other: str) -> bool:
    (a, b), (y, z) = _ends(one), _ends(other)
    return bool(a and b and y and z) and (b < y or z < a)


def _ends(edtf: str) -> tuple[str, str]:
    """Return the first and last day of an EDTF date or interval, "" where it is open or no day can be told."""
    first, _, last = edtf.partition("/")
    plain = [re.sub(r"[?~%]", "", end) for end in (first, last or first)]
    if not all(re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", end) for end in plain):
        return "", ""
    return (plain[0] + "-01-01"[len(plain[0]) - 4 :], plain[1] + "-12-31"[len(plain[1]) - 4 :])
