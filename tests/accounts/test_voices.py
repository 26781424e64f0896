"""Which sources of different reports are one voice, why, and what people decide about it."""

import random

import pytest

from recounted import languages
from recounted.accounts.copies import common_words, rank
from recounted.accounts.names import expansions
from recounted.accounts.voices import Voices, merged_voices
from recounted.model_many import Decision, Kept
from tests.accounts.made import Who, report, says

FILL = (
    "The road to the ford was closed on Monday.",
    "Bread was handed out at the chapel of Merrin.",
    "A bell rang in Tarne.",
)


def voices(kept: list[Kept], decisions: tuple[Decision, ...] = ()) -> Voices:
    ordered = sorted(kept, key=rank)
    return merged_voices([k.record for k in ordered], common_words(ordered), decisions)


def pair(one: Who, other: Who, texts: tuple[str, str] | None = None, **fields: str) -> list[Kept]:
    """Two reports in which each source says one thing."""
    first, second = texts or (f"{FILL[0]} {one.name} said 9 died.", f"{FILL[1]} Later 12 died, {other.name} said.")
    return [
        report("a", first, says("9" if "9" in first else first[:4], 9, 9, one), outlet="Orla Post", **fields),  # type: ignore[arg-type]
        report("b", second, says("12" if "12" in second else second[:4], 12, 12, other), outlet="Sarv Echo", **fields),  # type: ignore[arg-type]
    ]


def one_voice(kept: list[Kept], decisions: tuple[Decision, ...] = ()) -> bool:
    """Say whether the innermost sources of the first claims of two reports are one voice."""
    of = voices(kept, decisions).of
    keys = {of[k.record.document.id, k.record.claims[0].voice[-1]] for k in kept}
    return len(keys) == 1


@pytest.mark.parametrize(
    "one, other, same",
    [
        (Who("Korden Health Ministry"), Who("Korden Health Ministry"), True),
        (Who("Korden Health Ministry"), Who("Ministry of Health of Korden"), True),  # the same words in another order
        (Who("Korden’s Ministry of Defence"), Who("Ministry of Defense of Korden"), True),  # spelling
        (Who("the Korden Health Ministry"), Who("Tolmek Health Ministry"), False),  # of two parties
        (Who("Ministry of Defence"), Who("Ministry of Defence"), False),  # nothing says whose
        (Who("Ministry of Defence"), Who("Korden Ministry of Defence"), False),
        (Who("police"), Who("police"), False),
        (Who("the Relief Commission"), Who("the Relief Commission"), False),  # only what it is for
        (Who("Lenn Valley Mission"), Who("The Lenn Valley Mission"), True),
        (Who("Lenn Valley Mission"), Who("Lenn Valley Mission, a group of observers in Oss"), True),
        (Who("Anna Velt", "person"), Who("Anna Velt", "person"), True),
        (Who("Minister Anna Velt", "person"), Who("Anna Velt", "person"), True),
        (Who("Anna Velt", "person"), Who("Velt", "person"), False),  # a surname tells little
        (Who("Anna Velt", "person"), Who("Anton Velt", "person"), False),
        (Who("Anna K. Velt", "person"), Who("Anna Velt", "person"), True),
        (Who("Anna K. Velt", "person"), Who("Anna B. Velt", "person"), False),
        (Who("Tarne-Lenn Courier", "organisation"), Who("Tarne-Lenn Courier", "outlet"), True),
        (Who("Morning Courier", "organisation"), Who("Morning Courier", "person"), True),  # one report read it wrong
        (Who("a witness", "anonymous"), Who("a witness", "anonymous"), False),
        (Who("a hospital official in Sarv", "anonymous"), Who("a hospital official in Sarv", "anonymous"), False),
        (Who("A telegraph company in Sarv"), Who("A telegraph company in Sarv"), False),  # one of several
        (Who("Turkish Defence Ministry"), Who("Defence Ministry of Turkey"), True),  # a people and its country
        (Who("ORO"), Who("Orla Relief Office"), False),  # no text says that they are one
    ],
)
def test_names(one: Who, other: Who, same: bool) -> None:
    kept = pair(one, other)
    if "Turkey" in other.name:  # the record knows the country as a place
        kept = [_with_country(k, "Turkey") for k in kept]
    assert one_voice(kept) is same
    assert one_voice(kept[::-1]) is same


def _with_country(kept: Kept, name: str) -> Kept:
    import msgspec

    from recounted.model import Place

    text = kept.record.document.text
    if name not in text:
        return kept
    at = text.index(name)
    places = [Place("p0", (at, at + len(name)), name, "country", country="TR")]
    return msgspec.structs.replace(kept, record=msgspec.structs.replace(kept.record, places=places))


def test_an_acronym_joins_the_name_that_a_text_gives_it() -> None:
    kept = pair(
        Who("ORO"), Who("Orla Relief Office"),
        ("ORO said 9 died.", "The Orla Relief Office (ORO) counted 12 dead in the valley."),
    )  # fmt: skip
    assert one_voice(kept)
    [voice] = [v for v in voices(kept).by_key.values() if len(v.members) == 2]
    assert voice.name == "Orla Relief Office"
    assert [m.reason for m in voice.merges] == ["a text gives “Orla Relief Office (ORO)”"]


def test_an_acronym_that_stands_for_two_names_joins_neither() -> None:
    kept = [
        *pair(
            Who("ORO"), Who("Orla Relief Office"), ("ORO said 9 died.", "The Orla Relief Office (ORO) counted 12 dead.")
        ),
        report("c", "The Oss River Observers (ORO) went home.", outlet="Tarne Daily"),
    ]
    of = voices(kept).of
    short = of[kept[0].record.document.id, kept[0].record.claims[0].voice[-1]]
    assert short != of[kept[1].record.document.id, kept[1].record.claims[0].voice[-1]]


@pytest.mark.parametrize(
    "text, names",
    [
        ("The Orla Relief Office (ORO) came.", {"Orla Relief Office"}),
        ("ORO (the Orla Relief Office) came.", {"Orla Relief Office"}),
        ("The office (ORO) came.", set()),
        ("ORO came to the Orla Relief Office.", set()),
    ],
)
def test_expansions(text: str, names: set[str]) -> None:
    assert expansions(text, "ORO") == names


PASSAGE = (
    "The gate of the lock had been open since noon, and nobody on the quay of Lower Oss saw the second barge. "
    "A lock keeper in Oss said that 9 people drowned when the rope broke."
)


def test_unnamed_speakers_are_one_where_copies_carry_them() -> None:
    who = Who("A lock keeper in Oss", "anonymous")
    kept = [
        report("a", f"{FILL[0]}\n\n{PASSAGE}", says("9", 9, 9, who), outlet="Orla Post"),
        report("b", f"{PASSAGE}\n\n{FILL[1]}", says("9", 9, 9, who), outlet="Sarv Echo"),
    ]
    assert one_voice(kept)
    [voice] = [v for v in voices(kept).by_key.values() if len(v.members) == 2]
    assert voice.merges[0].reason == "carried by copies of one passage under the same words"


def test_a_short_name_never_joins_two_full_ones() -> None:
    """ "The ministry" stands in copies of both parties' passages: the two ministries stay two."""
    other = (
        PASSAGE.replace("Lower Oss", "Upper Venn")
        .replace("lock", "mill")
        .replace("Oss", "Venn")
        .replace("barge", "cart")
    )
    ministry = "The ministry said that the gate and the rope had been looked over in spring by two of its engineers."
    kept = [
        report(
            "a",
            f"{PASSAGE} {ministry}",
            says("two", 2, 2, Who("Korden Water Ministry", words="The ministry")),
            outlet="A",
        ),
        report(
            "b",
            f"{other} {ministry}",
            says("two", 2, 2, Who("Tolmek Water Ministry", words="The ministry")),
            outlet="B",
        ),
        report("c", f"{PASSAGE} {ministry}\n\n{other}", says("two", 2, 2, Who("The ministry")), outlet="C"),
    ]
    of = voices(kept).of
    first, second = (of[k.record.document.id, k.record.claims[0].voice[-1]] for k in kept[:2])
    assert first != second


def test_police_of_one_place_are_one_where_no_other_police_is_named() -> None:
    texts = ("Police in Sarv said 9 died.", "In Sarv 12 died, police said.")
    kept = pair(Who("Police"), Who("police"), texts, place="Sarv")
    assert one_voice(kept)
    assert not one_voice(
        [kept[0], pair(Who("x"), Who("police"), ("9 x", "In Tarne 12 died, police said."), place=None)[1]]
    )


DECIDED = {"made": "2026-01-02T00:00:00Z", "by": "ana"}


def keys(kept: list[Kept]) -> list[str]:
    found = voices(kept)
    return [
        m.key
        for k in kept
        for v in found.by_key.values()
        for m in v.members
        if (m.document, m.source) == (k.record.document.id, k.record.claims[0].voice[-1])
    ]


def test_people_decide_above_every_rule_and_may_undo() -> None:
    kept = pair(Who("Anna Velt", "person"), Who("Anna Velt", "person"))
    apart = Decision(1, kind="other voice", subjects=[keys(kept)], reason="two women of one name", **DECIDED)
    assert not one_voice(kept, (apart,))
    assert one_voice(kept, (apart, Decision(2, kind="undo", subjects=[], undoes=1, **DECIDED)))
    kept = pair(Who("the coroner", "anonymous"), Who("Peter Olm", "person"))
    same = Decision(1, kind="same voice", subjects=[keys(kept)], reason="he is the coroner", **DECIDED)
    assert one_voice(kept, (same,))
    [voice] = [v for v in voices(kept, (same,)).by_key.values() if len(v.members) == 2]
    assert (voice.name, voice.merges[0].reason, voice.merges[0].by) == ("Peter Olm", "he is the coroner", "ana")
    later = Decision(2, kind="other voice", subjects=[[k] for k in keys(kept)], **DECIDED)
    assert not one_voice(kept, (same, later))
    assert one_voice(kept, (same, later, Decision(3, kind="same voice", subjects=[keys(kept)], **DECIDED)))


def test_a_grade_stands_with_its_voice() -> None:
    kept = pair(Who("Anna Velt", "person"), Who("Anna Velt", "person"))
    item = {"reliability": "B", "credibility": 2}
    grade = Decision(1, kind="grade", subjects=[keys(kept)[:1]], reason="was there", item=item, **DECIDED)
    [voice] = [v for v in voices(kept, (grade,)).by_key.values() if len(v.members) == 2]
    assert [(g.reliability, g.credibility, g.by) for g in voice.grades] == [("B", 2, "ana")]


def test_the_order_of_reports_does_not_matter() -> None:
    names = [
        "Anna Velt",
        "Korden Health Ministry",
        "Ministry of Health of Korden",
        "ORO",
        "Orla Relief Office",
        "police",
    ]
    kept = [
        report(str(n), f"{name} said {n + 3} died. {'Orla Relief Office (ORO).' if n == 3 else ''}",
               says(str(n + 3), n + 3, n + 3, Who(name)), outlet=f"Paper {n % 3}")
        for n, name in enumerate(names * 2)
    ]  # fmt: skip
    first = voices(kept)
    for seed in range(4):
        random.Random(seed).shuffle(kept)
        assert voices(kept) == first


@pytest.mark.parametrize("name", ["offices", "frames"])
def test_each_row_of_a_table_stands_in_its_own_example(name: str) -> None:
    for row in languages.table("en", name):
        assert row["form"] in row["example"].casefold(), row
        if row.get("kind") == "spelling":
            assert row["means"] in {r["form"] for r in languages.table("en", "offices")} | {
                "centre",
                "organisation",
                "organisations",
                "department",
                "government",
                "labour",
            }


def test_a_missing_source_is_nobody() -> None:
    kept = [report("a", "Nine died.", says("Nine", 9, 9), outlet=None)]
    [voice] = voices(kept).by_key.values()
    assert (voice.kind, voice.name) == ("report", "a")
