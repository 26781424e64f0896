"""The same rules serve every party: a text with its two parties swapped gives the mirrored record."""

from __future__ import annotations

from bench import mirror


def test_records_mirror_when_the_parties_are_swapped() -> None:
    missed = list(mirror.misses())
    total = len(mirror.TEMPLATES) * len(mirror.PAIRS)
    told = "\n".join(f"{a} / {b}: {template}" for template, a, b in missed)
    assert len(missed) <= total // 100, f"{len(missed)} of {total} do not mirror:\n{told}"


def test_a_record_that_favours_a_party_is_seen() -> None:
    """The comparison is no empty one: two texts that differ in more than their parties do not mirror."""
    import recounted

    there = recounted.read("Ostrel forces killed nine people in Orsk, Zhelmany said.")
    other = recounted.read("Zhelmany forces killed ten people in Orsk, Ostrel said.")
    assert mirror.canonical(there, "Ostrel", "Zhelmany") != mirror.canonical(other, "Zhelmany", "Ostrel")
