"""Puts the claims of one text into its order.

In:  claims of every kind.    Out: the same, in text order, with ids c0, c1 …
"""

from __future__ import annotations

import msgspec

from recounted.model import Claim, NamingClaim, TollClaim

KINDS = ("toll", "naming", "responsibility")


def kind_of(claim: Claim) -> str:
    """Return which of KINDS a claim is."""
    return KINDS[0] if isinstance(claim, TollClaim) else KINDS[1] if isinstance(claim, NamingClaim) else KINDS[2]


def ordered(claims: list[Claim]) -> list[Claim]:
    """Return the claims in text order with ids c0, c1 …, and their references to one another renamed along."""
    order = sorted(range(len(claims)), key=lambda n: (claims[n].span, KINDS.index(kind_of(claims[n])), n))
    renamed = {claims[n].id: f"c{k}" for k, n in enumerate(order) if claims[n].id}
    out: list[Claim] = []
    for k, n in enumerate(order):
        claim = msgspec.structs.replace(claims[n], id=f"c{k}")
        if isinstance(claim, TollClaim):
            claim = msgspec.structs.replace(
                claim, part_of=renamed.get(claim.part_of or ""), same_people=renamed.get(claim.same_people or "")
            )
        out.append(claim)
    return out
