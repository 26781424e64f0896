"""Whom a source cites for its words, in sentences of our own read by the whole reader."""

from __future__ import annotations

import pytest

import recounted
from recounted.model import TollClaim


def names_of(text: str) -> list[list[str]]:
    record = recounted.read(text, outlet="Torvik Gazette")
    names = {s.id: s.name for s in record.sources}
    return [[names[v] for v in c.voice][1:] for c in record.claims if isinstance(c, TollClaim)]


@pytest.mark.parametrize(
    "text, voice",
    [
        ("State TV, citing the interior ministry, reported that 12 gunmen had been killed.",
         ["State TV", "the interior ministry"]),
        ("Reuters, citing a hospital official, said nine people were killed.", ["Reuters", "a hospital official"]),
        ("Nine people were killed, the Orsk Courier reported, citing Emil Torp.", ["Orsk Courier", "Emil Torp"]),
        ("The agency said nine people were killed, quoting two witnesses.", ["The agency", "two witnesses"]),
        ("The mayor said nine people were killed, citing a police report.", ["The mayor", "the police"]),
        ("Citing two nurses, the Orsk Courier reported that nine people were killed.", ["Orsk Courier", "two nurses"]),
        ("Citing poor health, the mayor said nine people were killed.", ["the mayor"]),
        # no speaker is cited
        ("The mayor, citing poor health, said nine people were killed.", ["The mayor"]),
        ("The mayor said nine people were killed, citing the cold of that night.", ["The mayor"]),
        # another's citing
        ("The mayor said nine people were killed; the Courier, citing two nurses, spoke of ten.", ["The mayor"]),
    ],
)  # fmt: skip
def test_whose_word_it_is(text, voice):
    assert names_of(text)[0] == voice


def test_the_cited_is_the_origin_that_its_source_carries():
    record = recounted.read("Reuters, citing a hospital official, said nine people were killed.")
    names = {s.id: s.name for s in record.sources}
    assert ("Reuters", "a hospital official") in [(names[r.carrier], names[r.origin]) for r in record.relay]
