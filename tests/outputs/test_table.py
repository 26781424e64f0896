"""The table, on a record made by hand. Parties and places are invented."""

import io
import re

from recounted.model import (
    SCHEMA,
    Channel,
    Check,
    Dateline,
    Document,
    Event,
    NamingClaim,
    Reader,
    Record,
    Relay,
    ResponsibilityClaim,
    Source,
    Statement,
    TollClaim,
    Warning,
)  # fmt: skip
from recounted.outputs import table

TEXT = (
    "The Korden ministry, on Chirp, said the raid killed 9, among them 3 children. The Orlin front denied the massacre."
)


def toll(n: int, low: int | None, high: int | None, words: str, **fields: object) -> TollClaim:
    at = TEXT.index(words) if words in TEXT else 0
    values = {"effect": "killed", "qualifier": "exact", "voice": ["s0", "s1"], "event": "e0", **fields}
    return TollClaim(f"c{n}", f"d{n}", low=low, high=high, as_said=words, span=(at, at + len(words)), **values)  # type: ignore[arg-type]


def record(*claims: object) -> Record:
    document = Document(
        "id",
        "sha256:x",
        "report.txt",
        TEXT,
        published="1904-02-04",
        dateline=Dateline("ORLIN", None, (0, 3)),
        outlet="s0",
    )
    sources = [
        Source("s0", "The Orlin Post", "outlet"),
        Source("s1", "the Korden ministry", "organisation"),
        Source("s2", "the Orlin front", "organisation"),
    ]
    statements = [
        Statement("q0", "indirect", [(35, 80)], source="s1", channel=Channel("Chirp", "social")),
        Statement("q1", "indirect", [(90, 100)], source="s2", polarity="denied"),
    ]
    return Record(
        SCHEMA, Reader("recounted", "0", "en", "default", None), document, sources, statements,
        [Relay("s0", "s1", "Chirp")], [], [], [Event("e0", "Orlin, 1904-02-03", True), Event("e1", "Sarv", False)],
        list(claims),  # type: ignore[arg-type]
        [Check("parts_within_total", "consistent", "3 of 9", ["c0"]), Check("digit_slip", "undecidable", "hidden", [])],
        [Warning((3, 9), "the place is not known")],
    )  # fmt: skip


def lines(*claims: object) -> list[str]:
    stream = io.BytesIO()
    table.write([record(*claims)], stream)
    return stream.getvalue().decode().splitlines()


def row(said: list[str], words: str) -> list[str]:
    """Return the cells of the one line that holds words."""
    [line] = [line for line in said if words in line]
    return [cell for cell in re.split(r"\s{2,}", line) if cell]


def test_dateline_outlet_and_who_speaks_through_what() -> None:
    said = lines()
    assert said[0] == "report.txt"
    assert said[1].split(" · ") == ["  ORLIN", "published 1904-02-04", "The Orlin Post"]
    assert row(said, "Chirp") == ["The Orlin Post ← the Korden ministry", "Chirp", "1 indirect"]
    assert row(said, "denied") == ["The Orlin Post ← the Orlin front", "1 indirect, denied"]


def test_tolls_stand_by_voice_and_parts_under_their_whole() -> None:
    said = lines(
        toll(0, 9, 9, "9"),
        toll(1, 12, 12, "twelve", voice=["s0"]),
        toll(2, 3, 3, "3 children", part_of="c0", group="children"),
        toll(3, None, None, "the wounded", effect="injured", qualifier="unspecified"),
    )
    whole = next(n for n, line in enumerate(said) if "“9”" in line)
    assert row(said, "“9”") == ["The Orlin Post ← the Korden ministry", "killed", "9", "“9”"]
    assert "“3 children”" in said[whole + 1]
    assert said[whole + 1].index("killed") == said[whole].index("killed") + 2
    assert row(said, "the wounded") == ["injured", "no number", "“the wounded”"]
    assert row(said, "twelve") == ["The Orlin Post", "killed", "12", "“twelve”"]


def test_bounds_status_scope_unit_and_joint_effects_are_said() -> None:
    assert row(lines(toll(0, 24, None, "dozens", qualifier="vague")), "dozens")[2] == "24 or more"
    assert row(lines(toll(0, 0, 50, "up to 50", qualifier="up_to")), "up to 50")[2] == "0–50"
    assert row(lines(toll(0, 400, 400, "some 400", qualifier="about")), "some 400")[2] == "about 400"
    assert row(lines(toll(0, 8, 8, "8 families", unit="family")), "8 families")[2] == "8 (family)"
    assert row(lines(toll(0, 9, 9, "9", status="denied", scope="daily")), "“9”")[1] == "killed, denied, daily"
    both = toll(0, 9, 9, "9", effect="affected", joint=["killed", "injured"])
    assert row(lines(both), "“9”")[1] == "affected (killed or injured)"


def test_a_part_of_another_voices_figure_names_it() -> None:
    said = lines(toll(0, 9, 9, "9"), toll(1, 4, 4, "four women", part_of="c0", voice=["s0"]))
    assert "part of “9” (The Orlin Post ← the Korden ministry)" in " ".join(" ".join(said).split())


def test_claims_that_are_parts_of_each_other_are_still_shown() -> None:
    said = "\n".join(lines(toll(0, 9, 9, "9", part_of="c1"), toll(1, 3, 3, "3 children", part_of="c0")))
    assert said.count("“9”") >= 1 and "“3 children”" in said


def test_names_and_responsibility_stand_side_by_side_by_voice() -> None:
    said = lines(
        NamingClaim("c0", "d0", "raid", (40, 44), [(40, 44)], voice=["s0", "s1"], event="e0"),
        NamingClaim("c1", "d1", "massacre", (40, 44), [(40, 44)], "distanced", voice=["s0", "s2"], event="e0"),
        ResponsibilityClaim("c2", "d2", "the front", "party", (0, 3), [(0, 3)], status="alleged", voice=["s0", "s1"],
                            event="e0"),
    )  # fmt: skip
    assert row(said, "raid") == ["The Orlin Post ← the Korden ministry", "“raid”", "the front (alleged)"]
    assert row(said, "massacre” (d") == ["The Orlin Post ← the Orlin front", "“massacre” (distanced)"]
    told = " ".join(" ".join(said).split())
    assert told.count("contested in use: “massacre” (the word judges") == 1 and "contested in use: “raid”" not in told


def test_events_checks_and_warnings() -> None:
    said = lines(toll(0, 9, 9, "9"), toll(1, 70, 70, "seventy", event="e1"))
    assert [line.strip() for line in said if line.startswith("  Event")] == ["Event: Orlin, 1904-02-03", "Event: Sarv"]
    assert "  check    parts within total: consistent (3 of 9)" in said
    assert "  warning  the place is not known at 3–9" in said
    assert "hidden" not in "\n".join(said)


def test_the_tables_own_words_judge_nothing() -> None:
    said = "\n".join(lines(toll(0, 9, 9, "9"), toll(1, 12, 12, "twelve", voice=["s0"]))).lower()
    assert not re.search(r"\b(true|false|correct|wrong|likely|most|best|average|confirmed)\b", said)


def test_controls_are_taken_out() -> None:
    assert table.plain("a\x1b[2Jb\u202ec\n d") == "a [2Jb c d"
