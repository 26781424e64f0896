"""How a case names a voice, held against a record: what the tests of names and of responsibility share."""

from __future__ import annotations

from recounted.model import Record


def bare(words: str) -> str:
    low = words.casefold().strip(' .,“”"')
    return low.removeprefix("the ").removeprefix("a ").removeprefix("an ")


def wordings(record: Record, voice: list[str]) -> set[str]:
    """Return every wording of a voice's innermost source, "" for the outlet alone."""
    source = next((s for s in record.sources if voice and s.id == voice[-1]), None)
    if source is None or source.id == record.document.outlet:
        return {""}
    return {bare(w) for w in (source.name, *(record.document.text[slice(*m)] for m in source.mentions))}
