"""The report's own telling: from the claims of a few sentences to one figure an effect.

Each case is a report in little, marked as corpus/format.md says, and what it comes to: effect -> (low, high).
"""

import msgspec
import pytest

from corpus import reading
from recounted import kinds
from recounted.claims.toll import toll_claims
from recounted.events.telling import telling
from recounted.marks.quantities import numbers

CASES = [
    ("more than 240 are no others than the 300",
     "{N1|300 people} were {E1|killed}. {N2|More than 240} had been {E2|killed}, a second count said.",
     "t1 N1 E1 killed 300 exact\nt2 N2 E2 killed 241.. more_than", {"killed": (300, 300)}),
    ("one of the dead is none of the injured",
     "{N1|Seven people} {E1|died} and {N2|31} were {E2|hurt}. {N3|One of the dead} is {E3|dead} without a name.",
     "t1 N1 E1 killed 7 exact\nt2 N2 E2 injured 31 exact\nt3 N3 E3 killed 1 exact",
     {"killed": (7, 7), "injured": (31, 31)}),
    ("six at once, while two died later",
     "{N1|Six} were {E1|killed} at once, while {N2|two} {E2|died} on the way.",
     "t1 N1 E1 killed 6 exact\nt2 N2 E2 killed 2 exact", {"killed": (8, 8)}),
    ("five of the wounded take the toll to 19",
     "{N1|Five of the wounded} {E1|died}, taking the {E2|toll} to {N2|19}.",
     "t1 N1 E1 killed 5 exact\nt2 N2 E2 killed 19 exact", {"killed": (19, 19)}),
    ("places of one storm",
     "The storm {E1|killed} {N1|17 people} in Orsk and {N2|11} in Halvet.",
     "t1 N1 E1 killed 17 exact\nt2 N2 E1 killed 11 exact", {"killed": (28, 28)}),
    # told again
    ("four others than the dead are the headline's four",
     "{N1|Six} {E1|killed}, {N2|four} {E2|missing}. {N3|Six people} {E3|died}, {N4|four others} are {E4|missing}.",
     "t1 N1 E1 killed 6 exact\nt2 N2 E2 missing 4 exact\nt3 N3 E3 killed 6 exact\nt4 N4 E4 missing 4 exact",
     {"killed": (6, 6), "missing": (4, 4)}),
    ("nine others than the dead are the headline's nine",
     "{N1|Two} {E1|dead}, {N2|nine} {E2|hurt}. A blast {E3|killed} {N3|two people} and {E4|hurt} {N4|nine others}.",
     "t1 N1 E1 killed 2 exact\nt2 N2 E2 injured 9 exact\nt3 N3 E3 killed 2 exact\nt4 N4 E4 injured 9 exact",
     {"killed": (2, 2), "injured": (9, 9)}),
    ("the headline's figure and the body's",
     "{N1|32} {E1|dead} at wedding\n\n{N2|32 people} were {E2|killed} on Monday.",
     "t1 N1 E1 killed 32 exact\nt2 N2 E2 killed 32 exact", {"killed": (32, 32)}),
    ("a vaguer figure gives way to a closer one",
     "{N1|Dozens} {E1|hurt}. {N2|100 people} were {E2|wounded}.",
     "t1 N1 E1 injured 24.. vague\nt2 N2 E2 injured 100 exact", {"injured": (100, 100)}),
    ("at least stays open where nothing closes it",
     "{N1|At least 14 people} were {E1|killed}. Later {N2|at least 14} were said to be {E2|dead}.",
     "t1 N1 E1 killed 14.. at_least\nt2 N2 E2 killed 14.. at_least", {"killed": (14, None)}),
    ("the same figure for dead and hurt is two",
     "{N1|Six} were {E1|killed} and {N2|six} {E2|hurt}.",
     "t1 N1 E1 killed 6 exact\nt2 N2 E2 injured 6 exact", {"killed": (6, 6), "injured": (6, 6)}),
    ("a list of places",
     "The storm {E1|killed} {N1|14} in Orsk, {N2|two} in Halvet and {N3|two} in Torvik.",
     "t1 N1 E1 killed 14 exact\nt2 N2 E1 killed 2 exact\nt3 N3 E1 killed 2 exact", {"killed": (18, 18)}),
    ("a list of places that grows",
     "The storm {E1|killed} {N1|nine} in Halvet and {N2|14} in Orsk.",
     "t1 N1 E1 killed 9 exact\nt2 N2 E1 killed 14 exact", {"killed": (23, 23)}),
    ("a total, then its places",
     "The storm {E1|killed} {N1|23 people}, {N2|nine} in Halvet and {N3|14} in Orsk.",
     "t1 N1 E1 killed 23 exact\nt2 N2 E1 killed 9 exact part=t1\nt3 N3 E1 killed 14 exact part=t1",
     {"killed": (23, 23)}),
    ("a man, then he",
     "{N1|A man} was {E1|shot} in Orsk. {N2|He} was {E2|hospitalised}.",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 injured 1 named", {"injured": (1, 1)}),
    ("a man, then the victim",
     "{N1|A man} was {E1|wounded}. {N2|The victim} is in {E2|stable condition}.",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 injured 1 exact", {"injured": (1, 1)}),
    ("a man, then his name",
     "{N1|A man} was {E1|killed} on Monday. {N2|Odd Marsh, 31,} was {E2|shot dead} at home.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 killed 1 named", {"killed": (1, 1)}),
    ("a full name, then the surname",
     "{N1|Odd Marsh} was {E1|shot}. {N2|Marsh} was {E2|treated}.",
     "t1 N1 E1 injured 1 named\nt2 N2 E2 injured 1 named", {"injured": (1, 1)}),
    ("a name with a clerk beside it in apposition",
     "{N1|Ilse Brandt}, {N2|a clerk,} was {E1|killed}.",
     "t1 N1 E1 killed 1 named\nt2 N2 E1 killed 1 exact", {"killed": (1, 1)}),
    ("the same man told in two sentences",
     "{N1|A man} was {E1|shot} late on Monday. Police said {N2|a man} was {E2|shot} near the ford.",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 injured 1 exact", {"injured": (1, 1)}),
    # death goes before injury
    ("two were shot, one of them died",
     "{N1|Two men} were {E1|shot}; {N2|one of them} {E2|died}.",
     "t1 N1 E1 injured 2 exact\nt2 N2 E2 killed 1 exact part=t1", {"killed": (1, 1), "injured": (1, 1)}),
    ("four were shot, one fatally",
     "{N1|Four men} were {E1|shot}, {N2|one} {E2|fatally}.",
     "t1 N1 E1 injured 4 exact\nt2 N2 E2 killed 1 exact part=t1", {"killed": (1, 1), "injured": (3, 3)}),
    ("two were shot and both died",
     "{N1|Two clerks} were {E1|shot}. {N2|Both} {E2|died}.",
     "t1 N1 E1 injured 2 exact\nt2 N2 E2 killed 2 exact", {"killed": (2, 2)}),
    ("a man was shot, and he died",
     "{N1|A man} was {E1|shot}. {N2|He} {E2|died} at the hospital.",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 killed 1 named", {"killed": (1, 1)}),
    ("one number, two words of harm",
     "{N1|A clerk} was {E1|shot} and {E2|died}.",
     "t1 N1 E1 injured 1 exact\nt2 N1 E2 killed 1 exact", {"killed": (1, 1)}),
    ("a man was shot; died without a number",
     "{N1|A man} was {E1|shot} in the yard. He was {E2|pronounced dead} there.",
     "t1 N1 E1 injured 1 exact\nt2 - E2 killed ? unspecified", {"killed": (1, 1)}),
    ("a girl was shot, and murder is charged",
     "{N1|A girl} was {E1|shot} on Monday. The charge is {E2|murder}.",
     "t1 N1 E1 injured 1 exact\nt2 - E2 killed ? unspecified", {"killed": (1, 1)}),
    ("the wounded are not the dead",
     "{N1|Two} were {E1|killed} and {N2|three} {E2|wounded}.",
     "t1 N1 E1 killed 2 exact\nt2 N2 E2 injured 3 exact", {"killed": (2, 2), "injured": (3, 3)}),
    ("one dead among three shot, three others",
     "{N1|One man} was {E1|killed} and {N2|three others} were {E2|wounded}.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 injured 3 exact", {"killed": (1, 1), "injured": (3, 3)}),
    # others
    ("one died, another is in hospital",
     "{N1|One person} {E1|died} at the scene, {N2|another} is in {E2|critical condition}.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 injured 1 exact", {"killed": (1, 1), "injured": (1, 1)}),
    ("a man was killed, another killed too",
     "{N1|A man} was {E1|killed}. {N2|Another man} was {E2|killed} nearby.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 killed 1 exact", {"killed": (2, 2)}),
    ("a man and a woman",
     "{N1|A man} and {N2|a woman} were {E1|killed}.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E1 killed 1 exact", {"killed": (2, 2)}),
    ("two clerks joined by and are two",
     "{N1|A clerk} and {N2|a clerk} were {E1|killed}.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E1 killed 1 exact", {"killed": (2, 2)}),
    ("two names",
     "{N1|Odd Marsh} and {N2|Ilse Brandt} were {E1|killed}.",
     "t1 N1 E1 killed 1 named\nt2 N2 E1 killed 1 named", {"killed": (2, 2)}),
    ("a boy of seven and one of twelve",
     "{N1|A 7-year-old boy} {E1|drowned}. {N2|A 12-year-old boy} {E2|drowned} too.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 killed 1 exact", {"killed": (2, 2)}),
    ("a man hurt, a woman hurt",
     "{N1|A man} was {E1|wounded}. {N2|A woman} was {E2|wounded}.",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 injured 1 exact", {"injured": (2, 2)}),
    ("15 fighters more",
     "{N1|Fifteen villagers} were {E1|killed}. {N2|Another 10} were {E2|killed} at the ford.",
     "t1 N1 E1 killed 15 exact\nt2 N2 E2 killed 10 exact", {"killed": (25, 25)}),
    # parts within the whole
    ("children among the dead",
     "{N1|41 people} {E1|died}, {N2|nine of them children}.",
     "t1 N1 E1 killed 41 exact\nt2 N2 E1 killed 9 exact part=t1", {"killed": (41, 41)}),
    ("parts by place",
     "{N1|31} were {E1|killed}: {N2|20} in Orsk, {N3|11} in Halvet.",
     "t1 N1 E1 killed 31 exact\nt2 N2 E1 killed 20 exact part=t1\nt3 N3 E1 killed 11 exact part=t1",
     {"killed": (31, 31)}),
    ("the total comes last",
     "{N1|Two} were {E1|killed} in Orsk. In all {N2|five} were {E2|killed}.",
     "t1 N1 E1 killed 2 exact\nt2 N2 E2 killed 5 exact", {"killed": (5, 5)}),
    ("a named victim is one of the three",
     "{N1|Three} were {E1|killed}. {N2|Odd Marsh} was {E2|killed} at the gate.",
     "t1 N1 E1 killed 3 exact\nt2 N2 E2 killed 1 named", {"killed": (3, 3)}),
    ("all three are named",
     "{N1|Three} {E1|died}. {N2|Odd Marsh}, {N3|Ilse Brandt} and {N4|Ivo Sabo} were {E2|killed}.",
     "t1 N1 E1 killed 3 exact\nt2 N2 E2 killed 1 named\nt3 N3 E2 killed 1 named\nt4 N4 E2 killed 1 named",
     {"killed": (3, 3)}),
    ("a smaller figure later is part of it",
     "{N1|Twenty} were {E1|wounded}. {N2|Seven} were {E2|hospitalised}.",
     "t1 N1 E1 injured 20 exact\nt2 N2 E2 injured 7 exact", {"injured": (20, 20)}),
    ("one of the two is recovering, the other was taken to a hospital",
     "{N1|Two men} were {E1|wounded}. {N2|One of the two} is {E2|recovering}. {N3|The other victim} was {E3|treated}.",
     "t1 N1 E1 injured 2 exact\nt2 N2 E2 injured 1 exact part=t1\nt3 N3 E3 injured 1 exact", {"injured": (2, 2)}),
    ("two names are the couple told of before",
     "{N1|A couple} were {E1|killed} on Monday. {N2|Ane Sorli and Odd Ness} were {E2|shot dead} at home.",
     "t1 N1 E1 killed 2 exact\nt2 N2 E2 killed 2 named", {"killed": (2, 2)}),
    ("she and three others are the four",
     ("{N1|She} and {N2|three others} were {E1|shot}. {N3|Four victims} were {E2|wounded}. "
     "{N4|Three of the victims} were {E3|treated}."),
     "t1 N1 E1 injured 1 exact\nt2 N2 E1 injured 3 exact\nt3 N3 E2 injured 4 exact\nt4 N4 E3 injured 3 exact part=t2",
     {"injured": (4, 4)}),
    ("the dead man is one of the three shot",
     ("{N1|A man} was {E1|killed} on Monday. Someone {E2|shot} {N2|three people} at the ford. {N3|One man} was "
     "{E3|killed}. {N4|A woman} and {N5|a boy} were {E4|wounded}."),
     ("t1 N1 E1 killed 1 exact\nt2 N2 E2 injured 3 exact\nt3 N3 E3 killed 1 exact\nt4 N4 E4 injured 1 exact\n"
     "t5 N5 E4 injured 1 exact"), {"killed": (1, 1), "injured": (2, 2)}),
    ("whom the police shot was none of the three",
     "He {E1|killed} {N1|three} before police shot {N2|him} {E3|dead}.",
     "t1 N1 E1 killed 3 exact\nt2 N2 E3 killed 1 exact", {"killed": (4, 4)}),
    ("another man, and he, is the second of the two dead",
     ("{N1|Two people} {E1|died}. {N2|A man of 27} was {E2|shot dead} at home. {N3|Another man} was in "
     "{E3|critical condition} when {N4|he} {E4|died}."),
     "t1 N1 E1 killed 2 exact\nt2 N2 E2 killed 1 exact\nt3 N3 E3 injured 1 exact\nt4 N4 E4 killed 1 exact same=t2",
     {"killed": (2, 2)}),
    ("two of one surname",
     "{N1|Odd Marsh} {E1|died} on Monday. {N2|Ane Marsh} {E2|died} at home.",
     "t1 N1 E1 killed 1 named\nt2 N2 E2 killed 1 named", {"killed": (2, 2)}),
    ("his wife is not he",
     "{N1|Odd Ness} was {E1|killed}, and {N2|his wife} was {E2|badly hurt}, on Monday.",
     "t1 N1 E1 killed 1 named\nt2 N2 E2 injured 1 exact", {"killed": (1, 1), "injured": (1, 1)}),
    # nobody dies twice
    ("he who died is the dead man, not the other told of last",
     "{N1|A man} is {E1|dead}. {N2|Another man} was {E2|wounded}. The shot {E3|killed} {N3|him} at once.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 injured 1 exact\nt3 N3 E3 killed 1 exact", {"killed": (1, 1), "injured": (1, 1)}),
    ("a link to somebody hurt gives way to the one told dead",
     "{N1|A woman} {E1|shot} {N2|her husband} and {E2|died}. {N3|Ane Sorli} was {E3|pronounced dead} at home.",
     "t1 N2 E1 injured 1 exact\nt2 N1 E2 killed 1 exact\nt3 N3 E3 killed 1 named same=t1",
     {"killed": (1, 1), "injured": (1, 1)}),
    ("two women a year apart in age",
     "{N1|A 21-year-old woman} was {E1|shot} in the leg. {N2|A 20-year-old woman} was {E2|grazed}.",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 injured 1 exact", {"injured": (2, 2)}),
    # what is left out
    ("a superseded figure",
     "{N1|40} are {E1|dead}, up from {N2|37} {E2|dead}.",
     "t1 N1 E1 killed 40 exact\nt2 N2 E2 killed 37 exact status=superseded", {"killed": (40, 40)}),
    ("a superseded figure that was higher",
     "{N1|31} {E1|died}; an earlier {N2|40} {E2|dead} was wrong.",
     "t1 N1 E1 killed 31 exact\nt2 N2 E2 killed 40 exact status=superseded", {"killed": (31, 31)}),
    ("what may come",
     "{N1|Two} {E1|died}; the {E2|toll} could pass {N2|nine}.",
     "t1 N1 E1 killed 2 exact\nt2 N2 E2 killed 9 exact status=expected", {"killed": (2, 2)}),
    ("what is denied",
     "{N1|Two} were not {E1|killed}.", "t1 N1 E1 killed 2 exact", {}),
    ("another event in passing",
     "{N1|Two} were {E1|killed} on Monday. In an unrelated case {N2|a woman} was {E2|killed}.",
     "t1 N1 E1 killed 2 exact\nt2 N2 E2 killed 1 exact", {"killed": (2, 2)}),
    ("after a count of cases come other cases",
     ("{N1|A man} was {E1|killed} on Monday. It was the fourth homicide of the year. On Jan. 16 {N2|a woman} was "
      "{E2|wounded}; {N3|she} {E3|died}. {N4|Three other people} were {E4|hurt}."),
     ("t1 N1 E1 killed 1 exact\nt2 N2 E2 injured 1 exact\nt3 N3 E3 killed 1 exact\nt4 N4 E4 injured 3 exact"),
     {"killed": (1, 1)}),
    ("after a count of cases the man is still told of",
     "{N1|A man} {E1|died}, the town's first homicide of 2031. {N2|Odd Ness} was {E2|shot} at home.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 injured 1 named", {"killed": (1, 1)}),
    ("the dead are the town's third and fourth homicide victims",
     ("{N1|Two men} were {E1|shot} in the street. Friends wept for the town's third and fourth homicide victims. "
      "{N2|One man} {E2|died} there and {N3|the other} {E3|died} later."),
     "t1 N1 E1 injured 2 exact\nt2 N2 E2 killed 1 exact\nt3 N3 E3 killed 1 exact", {"killed": (2, 2)}),
    ("a caption in the middle leads to another report",
     "{N1|A clerk} was {E1|wounded}. Crime: Orsk man charged with {E2|killing} {N2|his brother}. He is recovering.",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 killed 1 exact", {"injured": (1, 1)}),
    ("links at the end of a page",
     "{N1|A boy} was {E1|shot}. KEEP READING Two charged in {E2|death} of {N2|a child}",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 killed 1 exact", {"injured": (1, 1)}),
    ("what opens a report is its event, though it was last month",
     "{N1|A man} {E1|shot} last month has died. {N2|Odd Ness} {E2|died} on Monday.",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 killed 1 named", {"killed": (1, 1)}),
    ("gang-related is no link to a related report",
     "In a gang-related attack {N1|one} was {E1|killed}. {N2|A gang-related shot} left {N3|two} {E3|hurt}.",
     "t1 N1 E1 killed 1 exact\nt3 N3 E3 injured 2 exact", {"killed": (1, 1), "injured": (2, 2)}),
    ("a year's count in passing",
     "{N1|A man} was {E1|killed}. So far this year {N2|nine men} have been {E2|killed}.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 killed 9 exact", {"killed": (1, 1)}),
    ("an old case that is the report's own",
     "{N1|A man} was {E1|killed} in 1994.", "t1 N1 E1 killed 1 exact", {"killed": (1, 1)}),
    ("several events summed up, the first one's people",
     "{N1|Three men} were {E1|wounded} in two separate shootings. {N2|A tailor} {E2|bled}. Later {N3|two} {E3|bled}.",
     "t1 N1 E1 injured 3 exact\nt2 N2 E2 injured 1 exact\nt3 N3 E3 injured 2 exact", {"injured": (1, 1)}),
    ("two found dead, one of whom had been shot by the other",
     "{N1|Two people} were {E1|found dead}. A note says that {N2|a woman} was {E2|shot}.",
     "t1 N1 E1 killed 2 exact\nt2 N2 E2 injured 1 exact", {"killed": (2, 2)}),
    ("death told before anybody is hurt is not the later one's",
     "It was {E1|murder}, she says. {N1|A tailor} was {E2|wounded}.",
     "t1 - E1 killed ? unspecified\nt2 N1 E2 injured 1 exact", {"killed": (None, None), "injured": (1, 1)}),
    # nobody, and no number
    ("nobody", "{N1|Nobody} was {E1|hurt}.", "t1 N1 E1 injured 0 exact", {"injured": (0, 0)}),
    ("nobody else", "{N1|A man} was {E1|hurt}. {N2|Nobody else} was {E2|hurt}.",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 injured 0 exact", {"injured": (1, 1)}),
    ("many", "Many were {E1|wounded}.", "t1 - E1 injured ? unspecified", {"injured": (None, None)}),
    ("many, then how many", "Many were {E1|wounded}. {N1|Thirty} were {E2|hospitalised}.",
     "t1 - E1 injured ? unspecified\nt2 N1 E2 injured 30 exact", {"injured": (30, 30)}),
    ("nothing", "The council met.", "", {}),
    # other effects
    ("missing beside dead", "{N1|Nine} {E1|drowned} and {N2|four} are {E2|missing}.",
     "t1 N1 E1 killed 9 exact\nt2 N2 E2 missing 4 exact", {"killed": (9, 9), "missing": (4, 4)}),
    ("whoever is arrested is somebody else", "{N1|A man} was {E1|killed}. {N2|A man} was {E2|arrested}.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 detained 1 exact", {"killed": (1, 1), "detained": (1, 1)}),
    ("held and freed", "{N1|Four tellers} were {E1|taken hostage}; {N2|all four} were {E2|freed}.",
     "t1 N1 E1 captive 4 exact\nt2 N2 E2 rescued 4 exact", {"captive": (4, 4), "rescued": (4, 4)}),
    ("displaced, in two figures", "{N1|Up to 250} were {E1|evacuated}; {N2|200} were {E2|evacuated} on Monday.",
     "t1 N1 E1 displaced 0..250 up_to\nt2 N2 E2 displaced 200 exact", {"displaced": (200, 250)}),
    # both, another, he
    ("both are the two told of one by one",
     "{N1|A groom} was {E1|shot} at the ford. A mile away {N2|a girl} was {E2|shot}. {N3|Both} were {E3|hospitalized}.",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 injured 1 exact\nt3 N3 E3 injured 2 exact", {"injured": (2, 2)}),
    ("both had wounds, and one of the two died",
     "{N1|The rider} was {E1|killed}. The blast also {E2|hurt} {N2|a girl}. {N3|Both victims} were {E3|hospitalized}.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 injured 1 exact\nt3 N3 E3 injured 2 exact",
     {"killed": (1, 1), "injured": (1, 1)}),
    ("another is nobody told of before",
     "{N1|A warden} was {E1|shot} and {N2|another man} is {E2|dead}.",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 killed 1 exact same=t1", {"killed": (1, 1), "injured": (1, 1)}),
    ("he is somebody of his own sentence",
     ("{N1|Two grooms} {E1|died}. {N2|A 27-year-old man} was {E2|shot dead} indoors. "
      "{N3|Another man} was {E3|hospitalized}, where {N4|he} {E4|died}."),
     "t1 N1 E1 killed 2 exact\nt2 N2 E2 killed 1 exact part=t1\nt3 N3 E3 injured 1 exact\nt4 N4 E4 killed 1 exact",
     {"killed": (2, 2)}),
    ("a name of a town is no woman",
     "{N1|A Queens man} was {E1|shot}. {N2|He} {E2|died} indoors.",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 killed 1 exact same=t1", {"killed": (1, 1)}),
    ("a name's possessive",
     "{N1|Odd Ness} was {E1|killed}. They mourned {N2|Ness’} {E2|death}.",
     "t1 N1 E1 killed 1 named\nt2 N2 E2 killed 1 named", {"killed": (1, 1)}),
    ("the first of several events that the opening tells of",
     ("Wardens look into two separate shootings. {N1|Odd Ness} was {E1|shot} at dawn in Orsk. "
      "{N2|Ane Dahl} was {E2|shot} at dusk in Halvet."),
     "t1 N1 E1 injured 1 named\nt2 N2 E2 injured 1 named", {"injured": (1, 1)}),
    ("one of two dead, the other in hospital, each told again",
     ("Wardens seek whoever {E1|shot} {N1|two women}, {E2|killing} {N2|one of them}. "
      "{N3|One of the women} is in {E3|critical condition}. {N4|The second woman} was {E4|pronounced dead}."),
     ("t1 N1 E1 injured 2 exact\nt2 N2 E2 killed 1 exact part=t1\nt3 N3 E3 injured 1 exact part=t1\n"
      "t4 N4 E4 killed 1 exact part=t1"), {"killed": (1, 1), "injured": (1, 1)}),
    # ranges and open ends
    ("a range", "{N1|Between 10 and 20} were {E1|killed}.", "t1 N1 E1 killed 10..20 range", {"killed": (10, 20)}),
    ("more than", "{N1|More than 50} were {E1|killed}.", "t1 N1 E1 killed 51.. more_than", {"killed": (51, None)}),
    ("up to", "{N1|Up to nine} were {E1|killed}.", "t1 N1 E1 killed 0..9 up_to", {"killed": (0, 9)}),
    ("both who were found hurt are the two dead",
     "{N1|Two people} were {E1|killed}. {N2|A man and a boy} were found with {E2|gunshot wounds}. {N3|Both} {E3|died}.",
     "t1 N1 E1 killed 2 exact\nt2 N2 E2 injured 2 exact\nt3 N3 E3 killed 2 exact", {"killed": (2, 2)}),
    ("both dead are not the two hurt",
     "{N1|Two people} were {E1|killed} and {N2|two} {E2|hurt} in Orsk. {N3|Both of the dead} {E3|died} at the mill.",
     "t1 N1 E1 killed 2 exact\nt2 N2 E2 injured 2 exact\nt3 N3 E3 killed 2 exact",
     {"killed": (2, 2), "injured": (2, 2)}),
    ("bodies are none of the injured",
     "{N1|Eighty-two} were {E1|injured}. {N2|Twenty-one of the bodies} have been {E2|claimed}.",
     "t1 N1 E1 injured 82 exact\nt2 N2 E2 killed 21 exact unit=body", {"killed": (21, 21), "injured": (82, 82)}),
    ("a list goes on with others", "The {E1|dead}: {N1|a teacher, her two daughters} and {N2|a neighbour}.",
     "t1 N1 E1 killed 3 exact\nt2 N2 E1 killed 1 exact", {"killed": (4, 4)}),
    ("a third is none of a pair",
     "{N1|A third miner} {E1|died} on Monday. {N2|Two miners} were {E2|found dead} in the shaft.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 killed 2 exact", {"killed": (3, 3)}),
    ("a third is none of a pair told before",
     "{N1|Two riders} were {E1|wounded}. {N2|One rider} is in {E2|critical condition}. {N3|A third rider} was {E3|hurt}.",
     "t1 N1 E1 injured 2 exact\nt2 N2 E2 injured 1 exact part=t1\nt3 N3 E3 injured 1 exact", {"injured": (3, 3)}),
    ("a list with semicolons",
     "Police told of the {E1|deaths} of {N1|Odd Marsh, 47}; {N2|Ivo Dahl, 43, and Ane Sorli, 22}.",
     "t1 N1 E1 killed 1 named\nt2 N2 E1 killed 2 named", {"killed": (3, 3)}),
    ("whom the opening names is told of, however late he dies",
     "Guards came to the mill when Ane Sorli and Odd Sorli fought over a pistol. {N1|Ane Sorli} was {E1|shot in the hand}. "
     + "They told him to drop it. He did not, and turned it on the guards, who fired. " * 4
     + "{N2|Odd Sorli} was {E2|pronounced dead}.",
     "t1 N1 E1 injured 1 named\nt2 N2 E2 killed 1 named", {"killed": (1, 1), "injured": (1, 1)}),
    ("a page that prints its report twice",
     ("{N1|A woman} and {N2|a clerk} were {E1|wounded} by shots at the fair in Orsk on Monday. Share this. "
      "{N3|A woman} and {N4|a clerk} were {E2|wounded} by shots at the fair in Orsk on Monday."),
     "t1 N1 E1 injured 1 exact\nt2 N2 E1 injured 1 exact\nt3 N3 E2 injured 1 exact\nt4 N4 E2 injured 1 exact",
     {"injured": (2, 2)}),
    ("a name with where its bearer lives",
     "{N1|Odd Ness} was {E1|struck in the leg}. {N2|Ness, a Halvet weaver}, was {E2|treated}.",
     "t1 N1 E1 injured 1 named\nt2 N2 E2 injured 1 named", {"injured": (1, 1)}),
    ("a name misprinted, with the same age",
     "{N1|Odd Erik Ness,43,} {E1|died}. {N2|OddErik Ness, 43,} was {E2|found dead}.",
     "t1 N1 E1 killed 1 named\nt2 N2 E2 killed 1 named", {"killed": (1, 1)}),
    ("another man who dies later is one of the two dead",
     "{N1|Two people} {E1|died}. {N2|One man} was {E2|shot dead}. {N3|Another man} was {E3|taken to hospital}, where he {E4|died}.",
     "t1 N1 E1 killed 2 exact\nt2 N2 E2 killed 1 exact part=t1\nt3 N3 E3 injured 1 exact\nt4 - E4 killed ? unspecified",
     {"killed": (2, 2)}),
    ("who is sought for a death did not suffer it",
     "A man wanted in connection with a {E1|shooting death} gave himself up. {N1|Ane Sorli} was {E2|killed} at the mill.",
     "t1 - E1 killed ? unspecified\nt2 N1 E2 killed 1 named", {"killed": (1, 1)}),
    ("another man than those who shot him",
     "Two thieves {E1|shot} {N1|another man}. {N2|A lodger} is in {E2|critical condition}.",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 injured 1 exact", {"injured": (1, 1)}),
    # who is among whom
    ("no woman is one of three men, and the three were hurt too",
     "{N1|A woman} was {E1|shot}. {N2|Three men} were also {E2|shot}.",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 injured 3 exact", {"injured": (4, 4)}),
    ("nobody of another name is one of those whom a list names",
     "{N1|Odd Ness} was {E1|hurt}. {N2|Ane Dahl and Ivo Maren} were {E2|hurt}. {N3|Ilse Brandt} was {E3|hurt}.",
     "t1 N1 E1 injured 1 named\nt2 N2 E2 injured 2 named\nt3 N3 E3 injured 1 named", {"injured": (4, 4)}),
    ("the three are those told before, however they were added",
     "{N1|One man} {E1|died} and {N2|three others} were {E2|hurt}. The {N3|three men} are {E3|hospitalized}.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 injured 3 exact\nt3 N3 E3 injured 3 exact",
     {"killed": (1, 1), "injured": (3, 3)}),
    ("the other is one of the last two of five",
     ("{N1|Five people} were {E1|shot}. {N2|Three of the victims} were {E2|hospitalized}. {N3|Two others} were {E3|treated}. "
      "{N4|The other} is in {E4|stable condition}."),
     "t1 N1 E1 injured 5 exact\nt2 N2 E2 injured 3 exact part=t1\nt3 N3 E3 injured 2 exact\nt4 N4 E4 injured 1 exact",
     {"injured": (5, 5)}),
    ("who is found with gunshot wounds may be told dead",
     "It {E1|killed} {N1|a man} and {E2|hurt} {N2|a woman}. They found {N3|two people} {E3|with gunshot wounds}.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 injured 1 exact\nt3 N3 E3 injured 2 exact",
     {"killed": (1, 1), "injured": (1, 1)}),
    ("three dead, and three who had been shot",
     "They found {N1|three people} {E1|dead}. {N2|Two men and a woman} had been {E2|shot}.",
     "t1 N1 E1 killed 3 exact\nt2 N2 E2 injured 3 exact", {"killed": (3, 3)}),
    ("seven of the twelve wounded have died",
     "{N1|Seven} of the {N2|12} {E1|wounded} have {E2|died}.", "t1 N1 E2 killed 7 exact\nt2 N2 E1 injured 12 exact",
     {"killed": (7, 7), "injured": (5, 5)}),
    ("the two more dead are within the toll that rose",
     "The {E1|toll} rose to {N1|ten} when {N2|two more} were {E2|found dead}.",
     "t1 N1 E1 killed 10 exact\nt2 N2 E2 killed 2 exact", {"killed": (10, 10)}),
    ("two clauses tell of different people",
     "{N1|A guard} was {E1|shot} in the arm and {N2|two clerks} were {E2|cut} by glass.",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 injured 2 exact", {"injured": (3, 3)}),
    ("a man and the officer whom he stabbed",
     "Wardens {E1|shot dead} {N1|a man} who had {E2|stabbed} {N2|an officer}. {N3|The officer} is {E3|recovering}.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 injured 1 exact\nt3 N3 E3 injured 1 exact",
     {"killed": (1, 1), "injured": (1, 1)}),
    ("their son is none of the two killed",
     "He {E1|killed} {N1|two clerks} and {E2|shot} {N2|their son}, who lives.",
     "t1 N1 E1 killed 2 exact\nt2 N2 E2 injured 1 exact", {"killed": (2, 2), "injured": (1, 1)}),
    # the doer is none of those whom he harmed
    ("the gunman is not the clerk whom he killed",
     "He came in, {E1|killing} {N1|a clerk} before {N2|he} was {E2|shot dead}.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 killed 1 exact same=t1", {"killed": (2, 2)}),
    ("nor is he his brother",
     "Odd Ness {E1|killed} {N1|his brother} before {E2|killing} {N2|himself}.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 killed 1 exact same=t1", {"killed": (2, 2)}),
    ("whoever takes his own life is he",
     "Odd Ness {E1|killed} {N1|his wife} before {E2|taking his own life}.",
     "t1 N1 E1 killed 1 exact\nt2 - E2 killed ? unspecified", {"killed": (2, 2)}),
    ("the other groom is another than the one who shot",
     "{N1|A groom} was {E1|shot} on Monday. One of the grooms drew a pistol and {E2|shot} {N2|the other groom}.",
     "t1 N1 E1 injured 1 exact\nt2 N2 E2 injured 1 exact", {"injured": (1, 1)}),
    ("the boy is one of a woman and a boy; his given name is a man's",
     "{N1|A woman and a boy} {E1|died}. {N2|Robert Marsh, 15,} was {E2|killed}. {N3|Judith Marsh} was {E3|killed}.",
     "t1 N1 E1 killed 2 exact\nt2 N2 E2 killed 1 named\nt3 N3 E3 killed 1 named", {"killed": (2, 2)}),
    ("he who killed himself is none of those whom he killed",
     "He {E1|killed} {N1|himself}. He had {E2|killed} {N2|Ane Dahl and Ivo Maren}.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 killed 2 named", {"killed": (3, 3)}),
    ("a third thief is the first who is hurt",
     "{N1|A thief} was {E1|shot dead}. Two thieves fled and {N2|a third} was {E2|killed}.",
     "t1 N1 E1 killed 1 exact\nt2 N2 E2 killed 1 exact", {"killed": (1, 1)}),
    ("the third woman, who is named among two hurt",
     "{N1|Two women} were {E1|wounded}. They rode to a hospital with {N2|the third woman}, who was {E2|treated}.",
     "t1 N1 E1 injured 2 exact\nt2 N2 E2 injured 1 exact", {"injured": (2, 2)}),
    ("one side and the other",
     "{N1|418} were {E1|killed} on one side and {N2|12} on the other.",
     "t1 N1 E1 killed 418 exact\nt2 N2 E1 killed 12 exact", {"killed": (430, 430)}),
    ("an open and a closed sum", "{N1|At least nine} were {E1|killed}. {N2|Another two} were {E2|killed}.",
     "t1 N1 E1 killed 9.. at_least\nt2 N2 E2 killed 2 exact", {"killed": (11, None)}),
]  # fmt: skip


def told(body, below):
    text, found = reading.of_words(body, below)
    claims = toll_claims(text, found, numbers(text, found, kinds.bounds()))
    return claims, telling(text, claims)


@pytest.mark.parametrize("what, body, below, wanted", CASES, ids=[case[0] for case in CASES])
def test_telling(what, body, below, wanted):
    _, found = told(body, below)
    assert {effect: (toll.low, toll.high) for effect, toll in found.items()} == wanted


@pytest.mark.parametrize("what, body, below, wanted", CASES, ids=[case[0] for case in CASES])
def test_every_figure_names_claims_that_there_are(what, body, below, wanted):
    claims, found = told(body, below)
    known = {c.id: c for c in claims}
    for effect, toll in found.items():
        assert toll.claims and all(known[c].effect == effect for c in toll.claims)
        assert toll.low is None or toll.high is None or toll.low <= toll.high


def test_the_parties_names_swapped_give_the_mirrored_telling():
    body = "{{N1|Nine {} fighters}} were {{E1|killed}} and {{N2|four {} fighters}} {{E2|wounded}}."
    below = "t1 N1 E1 killed 9 exact\nt2 N2 E2 injured 4 exact"
    for names in (("Oravian", "Selish"), ("Selish", "Oravian")):
        _, found = told(body.format(*names), below)
        assert (found["killed"].low, found["injured"].low) == (9, 4)


def voiced(body: str, below: str, voices: list[list[str]]):
    text, found = reading.of_words(body, below)
    claims = toll_claims(text, found, numbers(text, found, kinds.bounds()))
    told = [msgspec.structs.replace(c, voice=voice) for c, voice in zip(claims, voices, strict=True)]
    return {effect: (toll.low, toll.high) for effect, toll in telling(text, told).items()}


COUNTS = "{N1|Sixty men} were {E1|killed}. A clerk came. {N2|Twelve men} were {E2|killed}."
BELOW = "t1 N1 E1 killed 60 exact\nt2 N2 E2 killed 12 exact"


def test_what_two_voices_count_is_not_added():
    assert voiced(COUNTS, BELOW, [["s0", "s1"], ["s0", "s2"]]) == {"killed": (60, 60)}


def test_others_are_added_whoever_counts_them():
    body = COUNTS.replace("Twelve men", "Twelve others")
    assert voiced(body, BELOW, [["s0", "s1"], ["s0", "s2"]]) == {"killed": (72, 72)}


@pytest.mark.parametrize("second, wanted", [("s2", 12), ("s1", 14)])
def test_what_two_voices_count_of_a_whole_is_not_added(second, wanted):
    body = "{N1|Ten others} were {E1|hurt}. Then {N2|a dozen}, {N3|four of them} badly, were {E2|hurt}."
    below = "t1 N1 E1 injured 10 exact\nt2 N2 E2 injured 12 exact\nt3 N3 E2 injured 4 exact part=t2"
    told = voiced(body, below, [["s0", "s1"], ["s0", second], ["s0", second]])
    assert told == {"injured": (wanted, wanted)}
