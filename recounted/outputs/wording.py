"""Words and figures as every output for people shows them: one way, neutral.

In:  bounds, voices, names.    Out: "613", "69 or more", "0–50", "no number"; "Trend ← Ministry of …"; why a word is
contested in use.
"""

from __future__ import annotations

from recounted.languages.event_nouns import contested
from recounted.model import NamingClaim, Record


def figure(low: int | None, high: int | None) -> str:
    """Return bounds as a person reads them: "613", "69 or more", "10–20", "no number"."""
    if low is None and high is None:
        return "no number"
    if high is None:
        return f"{low:,} or more"
    if low == high:
        return f"{low:,}"
    return f"{low or 0:,}–{high:,}"


def voice_words(record: Record, voice: list[str]) -> str:
    """Return a voice as words, outermost first: "Trend ← Ministry of Foreign Affairs"."""
    names = {s.id: s.name for s in record.sources}
    return " ← ".join(names.get(v, v) for v in voice) if voice else "the report itself (outlet not stated)"


def contested_terms(record: Record, event: str | None) -> dict[str, str]:
    """Return the terms that voices use of an event and that are contested in use -> why (languages/…/names.csv)."""
    terms = [c.term for c in record.claims if isinstance(c, NamingClaim) and c.event == event]
    return {term: why for term in terms if (why := contested(term, record.reader.language))}
