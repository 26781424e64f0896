"""Words and figures as every output for people shows them: one way, neutral.

In:  bounds, voices.    Out: "613", "69 or more", "0–50", "no number"; "Trend ← Ministry of …".
"""

from __future__ import annotations

from recounted.model import Record


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
