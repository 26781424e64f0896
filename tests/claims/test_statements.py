"""Statements from marks given by hand: whole quotations, pieces, the cue beside a quotation, stances, signatures."""

from __future__ import annotations

import pytest

from corpus import reading
from recounted import languages
from recounted.claims import statements
from recounted.claims.speakers import with_speakers
from recounted.marks.quotes import quotations
from recounted.model import Link, Mark, Reading


def drafts_of(body: str, below: str):
    text, found = reading.of_words(body, below)
    pieces = [q.pieces for q in quotations(text)]
    found = with_speakers(text, found, pieces)
    return text, found, statements.assemble(text, found, pieces)


def told(body: str, below: str):
    text, found, drafts = drafts_of(body, below)
    words = lambda at: text[slice(*found.marks[at].span)] if at is not None else None  # noqa: E731
    return [(words(d.source), words(d.cue), [text[slice(*s)] for s in d.content]) for d in drafts]


FORMS = [
    ("“{C1|The ford is shut},” {S1|Ada Ruhl} {U1|said}.", "q1 S1 U1 C1 direct", [("Ada Ruhl", "said", ["The ford is shut,"])]),
    # a mark on most of a quotation takes the whole of it
    ("“The {C1|ford is shut until the river falls},” {S1|Ada Ruhl} {U1|said}.", "q1 S1 U1 C1 direct",
     [("Ada Ruhl", "said", ["The ford is shut until the river falls,"])]),
    # and all of its paragraphs
    ("“{C1|The ford is shut and stays shut.\n\n“It is} a trap,” {S1|Ada Ruhl} {U1|said}.", "q1 S1 U1 C1 direct",
     [("Ada Ruhl", "said", ["The ford is shut and stays shut.", "It is a trap,"])]),
    # split around its cue
    ("“{C1|The ford is shut},” {S1|Ada Ruhl} {U1|said}. “{C1|It is a trap}.”", "q1 S1 U1 C1 direct",
     [("Ada Ruhl", "said", ["The ford is shut,", "It is a trap."])]),
    # a quotation that nobody claims goes on from the one before it in its paragraph
    ("“{C1|The ford is shut},” {S1|Ada Ruhl} {U1|said}. “It will stay shut until spring.”", "q1 S1 U1 C1 direct",
     [("Ada Ruhl", "said", ["The ford is shut,", "It will stay shut until spring."])]),
    # a clause that holds a quotation keeps both of its marks
    ("{S1|The union} {U1|said} {C1|they were treated “like cattle}”.", "q1 S1 U1 C1 mixed",
     [("The union", "said", ["they were treated “like cattle”"])]),
    ("{S1|The army} {U1|said} {C1|the pass was open}.", "q1 S1 U1 C1 indirect", [("The army", "said", ["the pass was open"])]),
    ("{C1|The dam}, {S1|engineers} {U1|said}, {C1|could give way}.", "q1 S1 U1 C1 indirect",
     [("engineers", "said", ["The dam", "could give way"])]),
    ("{U1|It was reported} that {C1|the ferry had sunk}.", "q1 - U1 C1 indirect", [(None, "It was reported", ["the ferry had sunk"])]),
    # put into a relative clause, a speaker says no more than that clause
    ("{C1|It is unclear whether it was a dam that}, {S1|engineers} {U1|say}, gave way.", "q1 S1 U1 C1 indirect",
     [("engineers", "say", ["gave way"])]),
    # who is told of last in a content is not who says it
    ("{C1|Nine drowned, among them the reeve}, {S1|Odd Ness, Orsk officials} {U1|said}.", "q1 S1 U1 C1 indirect",
     [("Orsk officials", "said", ["Nine drowned, among them the reeve"])]),
    ("{C1|Nine drowned, among them} {S1|the chief reeve, Odd Ness, Orsk officials} {U1|said}.", "q1 S1 U1 C1 indirect",
     [("Orsk officials", "said", ["Nine drowned, among them"])]),
    ("{C1|The ford is shut}, {S1|Odd Ness, one of the ferrymen}, {U1|said}.", "q1 S1 U1 C1 indirect",
     [("Odd Ness, one of the ferrymen", "said", ["The ford is shut"])]),
    # who cites somebody hands over that one's words
    ("Reuters, citing {S1|two diplomats}, {U1|reported} that {C1|the ford is shut}.", "q1 S1 U1 C1 indirect",
     [("Reuters", "reported", ["the ford is shut"])]),
    # led in by another sentence, a quotation is not the last speaker's
    ("“{C1|We have hope},” {U1|said} {S1|Odd Ness}. A ferryman was blunter: “{C1|They're gone}.”", "q1 S1 U1 C1 direct",
     [("Odd Ness", "said", ["We have hope,"])]),
    # behind a quotation and its cue stands who spoke, marked or not
    ("{S1|Ada Ruhl} left. “{C1|The ford is shut},” {U1|telegraphs} the correspondent.", "q1 S1 U1 C1 direct",
     [("the correspondent", "telegraphs", ["The ford is shut,"])]),
    ("{S1|Ada Ruhl} left. “{C1|The ford is shut},” {U1|telegraphs} {S2|a man in Orsk}.", "q1 S1 U1 C1 direct",
     [("a man in Orsk", "telegraphs", ["The ford is shut,"])]),
    ("“{C1|The ford is shut},” {S1|Ada Ruhl} {U1|said} the day before.", "q1 S1 U1 C1 direct",
     [("Ada Ruhl", "said", ["The ford is shut,"])]),
    # the relative pronoun hands the words over
    ("{S1|The clerk}, who {U1|said} {C1|it was gone}, left.", "q1 S1 U1 C1 indirect", [("who", "said", ["it was gone"])]),
]  # fmt: skip


@pytest.mark.parametrize("body, below, found", FORMS)
def test_statements(body, below, found):
    assert told(body, below) == found


def test_a_nested_statement_is_one_of_its_own():
    body = "{S1|The mayor} {U1|said} {C1|{S2|the engineer} {U2|warned} that {C2|the dam was cracking}}."
    assert told(body, "q1 S1 U1 C1 indirect\nq2 S2 U2 C2 indirect") == [
        ("The mayor", "said", ["the engineer warned that the dam was cracking"]),
        ("the engineer", "warned", ["the dam was cracking"]),
    ]


def test_a_signed_quotation_is_its_signer_s():
    body = "{S1|The council} {U1|said} {C1|no}.\n\n“The council forgot the lower town.” ― Gerda Pohl"
    assert told(body, "q1 S1 U1 C1 indirect")[1] == ("Gerda Pohl", None, ["The council forgot the lower town."])


@pytest.mark.parametrize(
    "body, below, found",
    [
        ("{S1|The reeve} {U1|dismissed} {C1|the claim and {U2|said} that a fire broke out}.",
         "q1 S1 U1 C1 indirect denied\nq2 S1 U2 - indirect",
         [("The reeve", "dismissed", ["the claim"]), ("The reeve", "said", ["a fire broke out"])]),
        ("{S1|The reeve} {U1|said} {C1|the envoy had gone and {U2|wept}}.", "q1 S1 U1 C1 indirect",
         [("The reeve", "said", ["the envoy had gone and wept"])]),  # the cue is nobody's, and the envoy may have wept
    ],
)  # fmt: skip
def test_a_second_cue_of_the_speaker_ends_the_first_content(body, below, found):
    assert told(body, below) == found


CALLED = [
    ("{C1|What the reeve called “an unlucky {W1|incident}” cost nine lives}, {S1|the clinic} {U1|said}.",
     "q1 S1 U1 C1 mixed", ("the reeve", "called", ["an unlucky incident"])),
    ("{S1|The union} {U1|said} {C1|six died in what survivors have described as a massacre}.", "q1 S1 U1 C1 indirect",
     ("survivors", "described as", ["a massacre"])),
    ("{S1|The Front} {U1|claimed} {C1|what it called a “fair {W1|operation} against thieves”}.", "q1 S1 U1 C1 mixed",
     ("it", "called", ["fair operation against thieves"])),
    ("{S1|The army} {U1|regretted} {C1|what it later termed a {W1|clash} at the ford}.", "q1 S1 U1 C1 indirect",
     ("it", "termed", ["a clash"])),
]  # fmt: skip


@pytest.mark.parametrize("body, below, found", CALLED)
def test_a_name_is_that_of_whoever_calls_the_event_so(body, below, found):
    assert found in told(body, below)


@pytest.mark.parametrize(
    "body",
    [
        "Six died in what is called the Orsk massacre.",
        "He ate what she called soup.",
        "Ask what they call home.",
        "What happened? The army called a massacre trial.",
        "What the reeve said was called a massacre.",
    ],
)
def test_what_nobody_calls_an_event_is_no_statement(body):
    assert told(body, "") == []


@pytest.mark.parametrize(
    "body, below, source",
    [
        ("{S1|The reeve's} {U1|claim} that {C1|nobody was hurt} is false.", "q1 S1 U1 C1 indirect", "The reeve"),
        ("{S1|The Orsk Courier reports} {C1|nine dead}.", "q1 S1 - C1 indirect", "The Orsk Courier"),
        ("{S1|Moody's} {U1|said} {C1|no}.", "q1 S1 U1 C1 indirect", "Moody's"),
    ],
)
def test_a_source_is_whole_and_nothing_more(body, below, source):
    assert told(body, below)[0][0] == source


def test_turns_of_a_transcript_are_their_speakers():
    body = "RUHL: The ford was shut at noon.\nSTROUD: Nobody told my office.\nRUHL: We sent two letters."
    assert told(body, "") == [
        ("RUHL", None, ["The ford was shut at noon."]), ("STROUD", None, ["Nobody told my office."]),
        ("RUHL", None, ["We sent two letters."]),
    ]  # fmt: skip


def test_a_heading_with_a_colon_is_no_turn():
    assert told("FLOOD: The river rose again last night.\nNobody was hurt.", "") == []


def test_the_cue_beside_a_quotation_wins_over_a_far_one():
    text = "“The ford is safe,” Jon Stroud said. Ada Ruhl warned: “The ford is a trap.”"

    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    marks = [Mark("content", span("The ford is safe,")), Mark("source", span("Jon Stroud")), Mark("cue", span("said")),
             Mark("source", span("Ada Ruhl")), Mark("cue", span("warned")), Mark("content", span("The ford is a trap."))]  # fmt: skip
    links = [Link("cue", 0, 2, 1.0), Link("cue", 5, 2, 0.8), Link("source", 2, 1, 1.0), Link("source", 4, 3, 1.0)]
    drafts = statements.assemble(text, Reading(marks, links), [q.pieces for q in quotations(text)])
    assert [(d.cue, d.source) for d in drafts] == [(2, 1), (4, 3)]


def test_a_source_within_the_content_is_not_its_speaker():
    text = "Ada Ruhl said few people understood the river."
    marks = [Mark("source", (0, 8)), Mark("cue", (9, 13)), Mark("content", (14, 45)), Mark("source", (14, 24))]
    links = [Link("cue", 2, 1, 1.0), Link("source", 1, 3, 0.6), Link("source", 1, 0, 0.4), Link("speaker", 2, 0, 0.6)]
    assert [d.source for d in statements.assemble(text, Reading(marks, links), [])] == [0]


@pytest.mark.parametrize(
    "verb, polarity",
    [("admitted", "conceded"), ("has acknowledged", "conceded"), ("denied", "denied"), ("doubts", "questioned"),
     ("said", "affirmed"), ("has not denied", "affirmed"), ("did not admit", "affirmed")],
)  # fmt: skip
def test_a_verb_may_say_its_stance(verb, polarity):
    body = f"{{S1|The army}} {{U1|{verb}}} that {{C1|its guns fired}}."
    text, found, _ = drafts_of(body, "q1 S1 U1 C1 indirect")
    bare = Reading([Mark(m.role, m.span) for m in found.marks], found.links)  # the encoder says nothing of it
    assert statements.assemble(text, bare, [])[0].polarity == polarity


@pytest.mark.parametrize(
    "text, cue, polarity",
    [
        ("The army declined to comment on it.", "declined", "affirmed"),
        ("The army didn't say who fired.", "didn't say", "affirmed"),
        ("The army has not said who fired.", "has not said", "affirmed"),
        ("The army said it would not comment.", "said", "denied"),  # the refusal is what is said
        ("The army declined the offer.", "declined", "denied"),
    ],
)
def test_a_refusal_to_speak_denies_nothing(text, cue, polarity):
    at = text.index(cue)
    mark = Mark("cue", (at, at + len(cue)), readings={"polarity": {"denied": 0.9, "affirmed": 0.1}})
    marks = [mark, Mark("content", (at + len(cue) + 1, len(text) - 1))]
    drafts = statements.assemble(text, Reading(marks, [Link("cue", 1, 0, 1.0)]), [])
    assert [d.polarity for d in drafts] == [polarity]


@pytest.mark.parametrize("row", languages.table("en", "stances"), ids=lambda row: row["form"])
def test_each_stance_reads_its_own_example(row):
    text = row["example"]
    at = text.index(row["form"])
    cue = (at, at + len(row["form"]))
    marks = [Mark("cue", cue), Mark("content", (cue[1] + 1, len(text) - 1))]
    drafts = statements.assemble(text, Reading(marks, [Link("cue", 1, 0, 1.0)]), [])
    assert [d.polarity for d in drafts] == [row["polarity"]]


CLAUSES = [
    # body, below, contents once the clause is whole
    ("A bomb in Orsk {C1|killed nine people} {S1|a medic} {U1|said}.", "q1 S1 U1 C1 indirect", ["A bomb in Orsk killed nine people"]),
    ("{S1|A medic} {U1|said} {C1|nine people} were killed near Orsk.", "q1 S1 U1 C1 indirect", ["nine people were killed near Orsk"]),
    ("{S1|A medic} {U1|said} {C1|nine were killed}, and rain fell.", "q1 S1 U1 C1 indirect", ["nine were killed"]),
    ("{S1|A medic} {U1|put} {C1|the dead at nine, but} went home.", "q1 S1 U1 C1 indirect", ["the dead at nine"]),
    ("{U1|According to} {S1|the harbour office}, the ferry was too full.", "", ["the ferry was too full"]),
    ("The ferry was too full, {U1|according to} {S1|the harbour office}.", "", ["The ferry was too full"]),
]  # fmt: skip


@pytest.mark.parametrize("body, below, contents", CLAUSES)
def test_contents_keep_their_clause_whole(body, below, contents):
    text, found = reading.of_words(body, below)
    cue = next(at for at, mark in enumerate(found.marks) if mark.role == "cue")
    source = next(at for at, mark in enumerate(found.marks) if mark.role == "source")
    whole = Reading(found.marks, [*found.links, Link("source", cue, source, 1.0)])
    drafts = statements.assemble(text, whole, [], [(0, len(text))])
    assert [text[slice(*span)] for d in drafts for span in d.content] == contents


def test_what_is_not_sure_is_given_up():
    text = "The army said the pass was open."
    marks = [
        Mark("source", (0, 8)),
        Mark("cue", (9, 13)),
        Mark("content", (14, 31), confidence=statements.LEAST - 0.01),
    ]
    links = [Link("cue", 2, 1, 1.0), Link("source", 1, 0, 1.0)]
    assert statements.assemble(text, Reading(marks, links), []) == []
