"""A total, what it holds and a second harm in one sentence: each number comes to its own words of harm.

Of 551 such sentences 113 were read wrong: the encoder takes "forced to flee" for a rescue (91), or gives the first
number of "30 civilians, 14 of them children, were abducted and three were arrested" to the arrests (22). Who is the
subject of a verb, or its object, the form says.
"""

import itertools

import pytest

import recounted
from recounted.model import TollClaim

TOTALS = [("At least 30 people", 30), ("Thirty civilians", 30), ("More than 40 villagers", 41), ("Twelve miners", 12)]
PARTS = ["", ", including nine children,", ", most of them women,", ", 14 of them children,"]
FIRST = [("were killed", "killed"), ("died", "killed"), ("were wounded", "injured"), ("were abducted", "captive"),
         ("went missing", "missing"), ("were displaced", "displaced"), ("were detained", "detained")]  # fmt: skip
JOINS = [" and seven were {}", ", and seven others were {}", "; seven more were {}", " while seven were {}",
         ", with seven {}", ". Another seven were {}"]  # fmt: skip
SECOND = [("wounded", "injured"), ("abducted", "captive"), ("reported missing", "missing"), ("arrested", "detained"),
          ("forced to flee", "displaced"), ("killed", "killed")]  # fmt: skip
SUFFERED = [
    (f"{total}{part} {verb}{join.format(harm)} in the raid on Torvik.", low, one, two)
    for (total, low), part, (verb, one), join, (harm, two) in itertools.product(TOTALS, PARTS, FIRST, JOINS, SECOND)
    if one != two
][::29]

AGENTS = ["The raid", "An airstrike", "The earthquake", "Gunmen on motorbikes", "Clashes between both sides"]
OBJECTS = [("at least 30 people", 30), ("thirty civilians", 30), ("more than 40 villagers", 41), ("30", 30)]
HELD = ["", ", including nine children,", ", most of them women,"]
ACTS = [("killed", "killed"), ("wounded", "injured"), ("displaced", "displaced"), ("trapped", "affected")]
AND = [" and {} seven others", "; seven more were {}", ", while seven were {}", ". Another seven were {}"]
DONE = [("wounded", "injured"), ("displaced", "displaced"), ("trapped", "affected"), ("killed", "killed")]
INFLICTED = [
    (f"{agent} {act} {who}{part.rstrip(',') if join[0] in ';.,' else part}{join.format(harm)}.", low, one, two)
    for agent, (who, low), part, (act, one), join, (harm, two) in itertools.product(
        AGENTS, OBJECTS, HELD, ACTS, AND, DONE
    )
    if one != two
][::23]


@pytest.mark.parametrize(("text", "low", "one", "two"), [*SUFFERED, *INFLICTED], ids=lambda value: str(value)[:90])
def test_each_number_comes_to_its_own_harm(text, low, one, two):
    claims = [c for c in recounted.read(text, published="2026-02-26").claims if isinstance(c, TollClaim)]
    told = {(c.effect, c.low) for c in claims}
    assert {(one, low), (two, 7)} <= told
    assert (two, low) not in told and (one, 7) not in told
