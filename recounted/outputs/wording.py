"""Words and figures as every output for people shows them: one way, neutral.

In:  bounds, voices, names.    Out: "613", "69 or more", "0–50", "no number"; "Trend ← Ministry of …"; why a word is
contested in use.
"""

from __future__ import annotations

from recounted.kinds.figures import figure
from recounted.languages.event_nouns import contested
from recounted.model import NamingClaim, Record

__all__ = ["contested_terms", "figure", "voice_words"]


def voice_words(record: Record, voice: list[str]) -> str:
    """Return a voice as words, outermost first: "Trend ← Ministry of Foreign Affairs"."""
    names = {s.id: s.name for s in record.sources}
    return " ← ".join(names.get(v, v) for v in voice) if voice else "the report itself (outlet not stated)"


def contested_terms(record: Record, event: str | None) -> dict[str, str]:
    """Return the terms that voices use of an event and that are contested in use -> why (languages/…/names.csv)."""
    terms = [c.term for c in record.claims if isinstance(c, NamingClaim) and c.event == event]
    return {term: why for term in terms if (why := contested(term, record.reader.language))}
