"""When a harm happened, in sentences of our own: which date it is given, and by which rung of the ladder."""

import re

import pytest

import recounted
from recounted.claims.dates import anniversary_check
from recounted.claims.when import event_when, when_of
from recounted.languages import table
from recounted.marks.sentences import sentences
from recounted.marks.times import mark_times

THURSDAY = "2026-02-26"
HARM = re.compile(r"\b(?:killed|shot|wounded|drowned|robbed|died)\b")


def read(text, published=THURSDAY):
    return text, mark_times(text, published), sentences(text), published


@pytest.mark.parametrize(
    "text, when, rung",
    [
        # the clause of the harm
        ("Two miners were killed on Monday.", "2026-02-23", "clause"),
        ("Two miners were killed on Monday, and the union met on Tuesday.", "2026-02-23", "clause"),
        ("The union met on Tuesday after two miners were killed on Monday.", "2026-02-23", "clause"),
        ("On 3 May 2019, nine villagers were killed; a truce followed on 8 June 2019.", "2019-05-03", "clause"),
        ("Nine villagers were killed overnight.", "2026-02-26", "clause"),
        ("Nine villagers were killed yesterday.", "2026-02-25", "clause"),
        ("Nine villagers were killed last night.", "2026-02-25", "clause"),
        ("Nine villagers were killed today.", "2026-02-26", "clause"),
        ("Nine villagers were killed on the night of March 11-12, 1994.", "1994-03-11/1994-03-12", "clause"),
        ("Nine villagers were killed in June 1994.", "1994-06", "clause"),
        ("Nine villagers were killed about 7:45 p.m. Tuesday.", "2026-02-24", "clause"),
        # its sentence: the speech, the arrest and the trial have dates of their own
        ("Police said Thursday that two boys were shot on Wednesday evening.", "2026-02-25", "clause"),
        ("On Monday, when the wall fell, two masons were killed.", "2026-02-23", "sentence"),
        # its paragraph, before and after
        ("A shaft flooded on Monday. Two miners were killed.\n\nTalks were held in 2019.", "2026-02-23", "paragraph"),
        # the report
        ("A shaft flooded on Monday.\n\nTwo miners were killed.", "2026-02-23", "document"),
        # nothing: the report's own day never stands in
        ("Two miners were killed.", None, None),
        ("Police said Thursday that two miners were killed.", None, None),
        ("OSTREL (Kyran Wire) — Two miners were killed in a shaft.", None, None),
        ("OSTREL, February 26 — Two miners were killed in a shaft.", None, None),
        ("OSTREL, Feb. 25 (Kyran Wire) — Two miners were killed in a shaft.", None, None),
        ("Shaft floods\n\nOSTREL, Feb. 26. Two miners were killed.", None, None),
        ("date 2026-02-26 Two miners were killed in a shaft.", None, None),
        ("OSTREL, February 26 — Two miners were killed in a shaft on Tuesday.", "2026-02-24", "clause"),
        ("Two miners were killed. A hearing is scheduled for Monday.", None, None),
        ("Two miners were killed, and the dam will be rebuilt in 2031.", None, None),
        ("Two miners were killed in recent weeks.", None, None),
        # the day of an arrest or of a state is not that of the harm beside it, unless the harm is a death
        ("A mill burned Sunday. Police on Tuesday arrested a man who had shot a guard.", "2026-02-22", "document"),
        ("A mill burned Sunday. A wounded mason was in critical condition Tuesday.", "2026-02-22", "document"),
        ("A mill burned Sunday. A mason wounded there was recovering Tuesday.", "2026-02-22", "document"),
        ("A mill burned Sunday. A mason died Tuesday.", "2026-02-24", "clause"),
        ("A mason was arrested Tuesday after he shot a guard.", "2026-02-24", "sentence"),
        # a limit is no date: they were killed on some day before
        ("Nine villagers had been killed by 24 February 2026.", None, None),
        ("By the evening of 24 February 2026 nine villagers had been killed.", None, None),
        ("Nine villagers were killed on Monday; no body had been found as of Tuesday.", "2026-02-23", "clause"),
        ("As of Tuesday, two masons wounded on Sunday were in hospital.", "2026-02-22", "clause"),
        ("Two masons were killed by last Tuesday's storm.", "2026-02-24", "clause"),
        ("The fire burned for three days; two miners were killed.", None, None),
    ],
)
def test_the_harm_takes_the_nearest_date_of_its_own(text, when, rung):
    text, times, spans, published = read(text)
    found, by, time = when_of(text, HARM.search(text).span(), times, spans, published)
    assert (found, by) == (when, rung)
    assert (time is None) == (when is None)
    if time is not None:
        assert found == next(t.edtf for t in times if t.id == time)


@pytest.mark.parametrize(
    "text, when",
    [
        ("Two men robbed a bakery in Torvik Monday evening, police said. It happened about 7:45 p.m.", "2026-02-23"),
        ("Police on Wednesday arrested a man who shot a clerk Sunday night.", "2026-02-22"),
        ("A man was charged Wednesday with shooting a clerk on Sunday.", "2026-02-22"),
        ("Police announced Thursday that they had found a body. The shooting happened Tuesday.", "2026-02-24"),
        ("The shooting was reported at 9:53 p.m. Monday. A vigil was held on Tuesday.", "2026-02-23"),
        ("A ferry sank off Ostrel on 24 February. In 2011 a raft had been lost there.", "2026-02-24"),
        ("Posted Thursday. Gunmen attacked a convoy on Tuesday.", "2026-02-24"),
        ("Copyright 2026. Gunmen attacked a convoy on Tuesday.", "2026-02-24"),
        ("Gunmen attacked a convoy last week. Their trial was set for Monday.", "2026-02-16/2026-02-22"),
        ("The army burned Vesna on 12 March 1994. It came on the night of 11-12 March 1994.", "1994-03-11/1994-03-12"),
        ("Vesna marked the 32nd anniversary of the massacre.", "1994"),
        ("Today Vesna marks the 32nd anniversary of the massacre of 12 March 1994.", "1994-03-12"),
        ("Fire crews were called to the mill Tuesday. The mayor said Wednesday it was lost.", "2026-02-24"),
        ("Shots were fired at the mill early Sunday; nobody was hurt.", "2026-02-22"),
        ("A man was stabbed Saturday night. Around 11 p.m. a suspect fled.", "2026-02-21"),
        # what is said has the date, not the saying of it
        ("Police said about 2 a.m. Saturday two clerks were shot in Torvik.", "2026-02-21"),
        ("Police said that on Sunday two clerks were robbed in Torvik.", "2026-02-22"),
        ("A court heard charges that on Sunday he robbed two clerks.", "2026-02-22"),
        ("The Torvik Star reported Tuesday that a man was sought. A clerk was robbed Sunday.", "2026-02-22"),
        ("A man killed in Ostrel Saturday evening has been identified.", "2026-02-21"),
        # the word that a time is an attribute of
        ("A man was arraigned Wednesday in Sunday's shooting.", "2026-02-22"),
        ("A man was charged in a Sunday night robbery.", "2026-02-22"),
        ("He spoke of the robbery at a Tuesday press conference.", None),
        # a street is no court
        ("A girl was shot Sunday at a home on Tarn Court.", "2026-02-22"),
        ("He was in Ostrel District Court Tuesday.", None),
        # another sentence has its own day, whatever stands beside it
        ("Three men are in custody and wait for their trial. On Sunday, they threatened a clerk.", "2026-02-22"),
        # a clock has a day that is told, never that of a speech or a trial beside a day of the harm's own
        ("He pleaded guilty on 5 June 2025 to a robbery of 23 May 2025. It happened at 1 a.m.", "2025-05-23"),
        # and of an evening, not of the day that the report itself was made on
        ("Two clerks were shot Tuesday night. On Thursday a vigil was kept. It happened about 9 p.m.", "2026-02-24"),
        ("A clerk was shot Tuesday. On Thursday morning the van still stood there. He ran about 9 p.m.", "2026-02-24"),
        ("He rammed a gate on 23 December, Orvo said. On Saturday he shot a clerk around 9:45 p.m.", "2026-02-21"),
        # a night has two days
        ("Police look into an overnight report. A clerk was robbed at 9:30 p.m. on Tarn Road.", "2026-02-25"),
        # "last Wednesday" is no word for yesterday
        ("Two clerks were robbed last Wednesday.", "2026-02-18"),
        ("Two clerks were robbed last Tuesday.", "2026-02-24"),
        # the clock strikes on a feast
        ("Two clerks were shot New Year's night. A man fled around 10 p.m.", "2026-01-01"),
        ("Two clerks were shot Christmas morning.", "2025-12-25"),
        # what court papers tell of is no day in court; nor does a court far off give a day its role
        ("He fled between Friday night and Saturday morning, court papers say.", "2026-02-20"),
        ("On Monday around 1:30 p.m., a guard by the door of the yellow hall of the court saw a gun.", "2026-02-23"),
        ("A girl was reported missing on 3 February. She was found dead Wednesday.", "2026-02-25"),
        # no number stands between a time and its noun
        ("A ferry sank Sunday. By Tuesday evening 31 bodies had been found.", "2026-02-22"),
        # of wars and disasters, their tolls, their talks and their courts
        ("Shelling on Tuesday evening killed nine, the ministry said in a statement on Thursday.", "2026-02-24"),
        ("Rescuers on Thursday pulled two more bodies from the mill, which collapsed on Sunday.", "2026-02-22"),
        ("Two more bodies were recovered Thursday, bringing the toll of Sunday's flood to nine.", "2026-02-22"),
        ("The toll of a flood that struck Torvik on Sunday rose to nine on Thursday.", "2026-02-22"),
        ("The toll rose to nine on Thursday after a ferry capsized off Ostrel on Sunday.", "2026-02-22"),
        ("Parliament voted on Wednesday to open an inquiry into the fire of 3 February.", "2026-02-03"),
        ("Funerals were held on Wednesday for nine villagers killed in shelling on Monday.", "2026-02-23"),
        ("The envoy visited the wounded on Wednesday and condemned Monday's attack.", "2026-02-23"),
        ("Talks resumed on Wednesday. The war began on 3 May 2019.", "2019-05-03"),
        ("A ceasefire took effect on Wednesday, ending five days of fighting that began on 20 February.", "2026-02-20"),
        ("The soldiers, she said on Wednesday, came at dawn. The raid was on Tuesday.", "2026-02-24"),
        ("Witnesses said the soldiers came at dawn on 12 March 1994.", "1994-03-12"),
        ("Flags flew at half-mast on Wednesday. The ferry had gone down on Monday.", "2026-02-23"),
        ("Since the truce of 3 January collapsed on Tuesday, nine have been killed.", "2026-02-24"),
        ("The trial of a man accused of killing two clerks on 3 May 2019 opened on Wednesday.", "2019-05-03"),
        ("Judges on Wednesday sentenced a former general for the killings of 12 March 1994.", "1994-03-12"),
        ("A jury cleared the owners of the mill of manslaughter on Wednesday. It burned on 3 February.", "2026-02-03"),
        ("The judge ruled on Wednesday that both ships were to blame. They met on 3 February.", "2026-02-03"),
        ("The flood of 12 March 1994 is remembered today.", "1994-03-12"),
        # days are reckoned back to what happened
        ("The agency gave a first count on Wednesday, two days after a strong earthquake.", "2026-02-23"),
        ("The agency gave a first count on Wednesday, a week after the raid.", "2026-02-18"),
        ("Radios blew up on Wednesday, a day after pagers exploded.", "2026-02-25"),
        # what had happened before is no day of it
        ("A landslide buried a bus on Tuesday. The bus had left the port on Monday evening.", "2026-02-24"),
        # a limit is no day of what happened
        ("No arrest had been made as of Monday night. A clerk was shot Sunday.", "2026-02-22"),
        ("The fire was out by 3 p.m. on 24 February 2026. It began on 23 February 2026.", "2026-02-23"),
        ("The siege went on until 24 February 2026.", None),
        # "late Tuesday" is its night
        ("Nine were killed in a raid late Tuesday and early Wednesday. It began about 11 p.m.", "2026-02-24"),
        # the day of a saying that opens its sentence; a day with its date, or one that "police said" stands aside of
        ("A ferry sank Sunday. On Tuesday, the coast guard released the names of the dead.", "2026-02-22"),
        ("On Wednesday, however, the mayor of Torvik said the raid was over.", None),
        ("On Tuesday, police said, gunmen attacked a convoy.", "2026-02-24"),
        ("On 24 February, the ministry said, shelling killed nine.", "2026-02-24"),
        # what goes along with an arrest is on its day
        ("A clerk was shot Sunday. Police arrested a baker as he walked home Tuesday night.", "2026-02-22"),
        ("A clerk was shot Sunday. A baker was held without incident while walking home Tuesday night.", "2026-02-22"),
        # what is still to come is no day of what happened
        ("A ferry sank Sunday. Divers will be on the scene today.", "2026-02-22"),
        ("Divers are expected to be on the scene this morning.", None),
        ("Nobody will be charged with today's shooting.", "2026-02-26"),
        ("Two boys drowned. Their parents come home this weekend.", None),
        # a clock is never of an arrest's day where one of the harm's is told
        ("He shot a clerk Sunday, and was arrested Tuesday. Guards heard gunfire about 9 p.m.", "2026-02-22"),
        # a day that another one tells has no voice of its own
        ("A mill was hit Monday night. He found shells the next morning. It was hit that night.", "2026-02-23"),
        # "a Sunday robbery" is surer than a day that a word of harm stands near
        ("Guards fired in the air at a rally Tuesday for those of a Sunday robbery.", "2026-02-22"),
        # a word of another clause says less of a day than one of its own
        ("Two raids have been reported since Tuesday. A guard was killed on Sunday.", "2026-02-22"),
        ("Two clerks were shot while they had lunch Tuesday. A guard was killed on Sunday.", "2026-02-24"),
        # a report of what was stolen is no harm of its own
        ("A rifle that was reported stolen on 12 January was seen when guards stopped a van Monday.", "2026-02-23"),
        # a sentence ends at a full stop that has lost its space
        ("A mason was charged Tuesday.He drove a van through a gate around 7 p.m. Monday.", "2026-02-23"),
        # a felon was convicted at another time
        ("Guards arrested a convicted sex offender on 24 February.", "2026-02-24"),
        # posts and lines that hold only a date are the page's
        ("Shots were fired. — Ada Orvo (@adaorvo) February 25, 2026", None),
        ("Ferry sinks\nFebruary 26, 2026 11:16 AM\nTwo boys drowned on Monday.", "2026-02-23"),
        ("Ferry sinks\nFebruary 26, 2026\nTwo boys drowned.", None),
        ("Ferry sinks\nThursday, February 26, 2026 at 11:16 AM EST\nTwo boys drowned.", None),
        ("Mill burns\nVELMAR, OS - FEBRUARY 25: Crews fight a fire. It began on Tuesday.", "2026-02-24"),
        ("Update 10:15 a.m. Wednesday: a clerk was shot on Tuesday.", "2026-02-24"),
        ("Two boys drowned. A hearing is scheduled for Monday.", None),
        ("Two boys drowned.", None),
        ("Copyright 2026 Kyran Wire. Two boys drowned.", None),
        # a day on which nothing happened lends itself to no clock of what did
        (
            (
                "A clerk was shot at the mill on Feb. 10. The Feb. 10 shooting woke the street. Nobody answered the door on "
                "Wednesday. The first shot fell about 12:30 a.m."
            ),
            "2026-02-10",
        ),
        # a day that is counted back from one told of is the harm's own
        ("A clerk who had been shot came to the clinic on Tuesday. He had been shot four days earlier.", "2026-02-20"),
        # behind where a report leaves its event, dates are those of others
        (
            (
                "A clerk was shot early Monday. She was shot at 3 a.m. It was one of several cases of gunfire in Orsk. About "
                "10 p.m. Sunday a shot hit a barn. About 2 p.m. Sunday a shot hit a boat."
            ),
            "2026-02-23",
        ),
    ],
)
def test_the_event_takes_the_date_of_what_is_reported(text, when):
    text, times, spans, published = read(text)
    assert event_when(text, [], times, spans, published)[0] == when


def test_without_a_day_of_the_report_a_full_date_still_dates_the_harm():
    text, times, spans, published = read("Two boys were killed on 3 May 2019.", None)
    assert when_of(text, HARM.search(text).span(), times, spans, published)[:2] == ("2019-05-03", "clause")


def test_without_a_day_of_the_report_a_weekday_dates_nothing():
    text, times, spans, published = read("Two boys were killed on Monday.", None)
    assert when_of(text, HARM.search(text).span(), times, spans, published) == (None, None, None)
    assert event_when(text, [], times, spans, published) == (None, None, None)


def test_a_known_harm_draws_the_event_to_its_sentence():
    text, times, spans, published = read(
        "A clash took place on Monday. Rebels shelled Vesna on Tuesday, where six died."
    )
    harm = (text.index("six"), text.index("six") + 3)
    assert event_when(text, [], times, spans, published)[0] == "2026-02-23"
    assert event_when(text, [harm], times, spans, published)[0] in ("2026-02-23", "2026-02-24")


@pytest.mark.parametrize("row", table("en", "when_words"), ids=lambda row: row["form"])
def test_each_row_stands_in_its_example_beside_its_date(row):
    """A word of the incident dates the event; a word of the page alone does not; the date reads as `means`."""
    text, times, spans, published = read(row["example"])
    assert re.search(rf"\b{re.escape(row['form'])}\b", text, re.IGNORECASE)
    assert row["means"] in [t.edtf for t in times]
    when = event_when(text, [], times, spans, published)[0]
    if row["role"] in ("incident", "happened", "beside"):
        assert when == row["means"]
    if row["role"] in ("page", "limit"):
        assert when is None


@pytest.mark.parametrize(
    "event, right",
    [("1992-02-26", True), ("1992-02-25/1992-02-26", True), ("1992", True), ("1991-02", False), (None, None)],
)
def test_an_anniversary_leads_back_to_its_event(event, right):
    times = mark_times("Vesna marked the 34th anniversary of the raid.", THURSDAY)
    (found,) = anniversary_check(times, THURSDAY, event)
    assert found.right is right
    if right is not None:
        assert found.detail.startswith("34 years before 2026 is 1992")


@pytest.mark.parametrize(
    "text, days",
    [
        (
            "The spokesman confirmed that a lorry had come under fire on Tuesday but said two men were hurt.",
            [None, None],  # the day is that of the fire
        ),
        (
            "The ministry on Wednesday rejected a claim by the Front that its men had killed nine soldiers.",
            ["2026-02-25", None],  # the Front said it some other day
        ),
        ("Two men were hurt, the spokesman said on Tuesday.", ["2026-02-24"]),
        ("Two men were hurt, the spokesman said last week.", [None]),  # a week is no day
    ],
)
def test_no_statement_takes_the_day_of_anothers_words(text, days):
    assert [q.said for q in recounted.read(text, published="2026-02-26").statements] == days
