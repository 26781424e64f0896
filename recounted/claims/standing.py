"""Says on whose word a claim stands, and what that word makes of it: a denial denies a toll and a deed, and refuses a
name.

In:  a text, its Speech, the event of each span.    Out: Standings; tolls with their voice, statement and status.
Words live in languages/<code>/constructions.csv, room "standing".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

import msgspec

from recounted.claims import accusations
from recounted.claims.naming import Standing
from recounted.claims.speech import Speech, voice_of
from recounted.languages import constructions
from recounted.languages.en import rules
from recounted.model import Mark, Span, Statement, TollClaim


class _Words(NamedTuple):
    """Constructions of the room "standing"."""

    refuses: re.Pattern[str]


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "standing", language)


class Ground(NamedTuple):
    """What the claims of one text stand on. events: span -> the event that it tells of, where that is not the main."""

    text: str
    said: Speech
    events: dict[Span, str]
    language: str

    def standing(self, mark: Mark) -> Standing:
        """Return on whose word a mark stands, in which statement, about which event."""
        return Standing(*voice_of(mark.span, self.said, self.language), self.events.get(mark.span, "e0"))

    def polarity(self, statement: str | None) -> str:
        """Return how a statement, by its id, stands to its content; "affirmed" where there is none."""
        found = self._statement(statement)
        return found.polarity if found else "affirmed"

    def refuses(self, statement: str | None) -> bool:
        """Say whether a statement denies or refuses what it is about: a name is then no name in its source's mouth."""
        found = self._statement(statement)
        if found is None:
            return False
        cue = self.text[slice(*found.cue)] if found.cue else ""
        return found.polarity in ("denied", "questioned") or bool(_words(self.language).refuses.search(cue))

    def toll(self, claim: TollClaim) -> TollClaim:
        """Return a toll with its voice and statement, denied where the statement denies it."""
        voice, said_in = voice_of(claim.span, self.said, self.language)
        open_to = claim.status in ("asserted", "superseded")  # "An earlier figure of 40 was rejected by the army"
        status = "denied" if open_to and self._denies(claim, said_in) else claim.status
        return msgspec.structs.replace(claim, voice=voice, said_in=said_in, status=status)

    def _denies(self, claim: TollClaim, statement: str | None) -> bool:
        """Say whether a statement denies a toll: not where it only denies a part in the deed, nor where the toll stands
        in a relative clause, which a denial leaves as it is."""
        found = self._statement(statement)
        if found is None or found.polarity != "denied":
            return False
        if accusations.is_role(self.text[slice(*found.content[0])], self.language):
            return False
        harm = claim.trigger or claim.span
        told = min(claim.span[0], harm[0])
        begins = next((a for a, b in found.content if a <= told < b), None)
        return begins is None or not rules.is_presupposed(self.text, begins, claim.span, harm, self.language)

    def _statement(self, statement: str | None) -> Statement | None:
        return next((q for q in self.said.statements if q.id == statement), None)
