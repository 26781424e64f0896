"""Copies, shared passages, quotations in other company, and lookalikes that share no statement."""

import random

import pytest

from bench import copies as bench
from recounted.accounts.copies import common_words
from recounted.accounts.words import words_of
from tests.accounts.made import Who, report, says

LEAD = "SARV — A grain barge struck the Orla bridge at dusk on Sunday and 14 people who were crossing it were drowned."
BODY = (
    "The bridge master of Sarv, who keeps a book of all that passes, wrote down the barge at ten minutes to six. Three "
    "spans fell within the hour, and the river carried the timber as far as Merrin."
)
VOICE = "“I had waved to the children a minute before, and then there was no bridge to wave from,” said Anna Velt."
OWN = (
    "Tolmek has had no bridge since. Its council meets on Friday to talk about a ferry, and about who is to pay for it."
)
OTHER = "The price of flour in Tolmek rose by a fifth. Bakers say that they will last until the new moon and no longer."
FORM = (
    "The Lenn patrol counted {n} shots at the ford on {day}. Of these, {some} were fired from the east bank. It counts from "
    "dawn until dusk and does not say who began. Its next count will be made public tomorrow at noon."
)


@pytest.mark.parametrize(
    "one, other, kinds",
    [
        ([LEAD, BODY, VOICE], [LEAD, BODY, VOICE], {"copy"}),
        ([LEAD, BODY, VOICE], [LEAD.removeprefix("SARV — "), BODY, VOICE.replace("“", '"').replace("”", '"')], {"copy"}),
        ([LEAD, BODY, VOICE], [LEAD, BODY], {"copy"}),  # cut at the end, most of it there
        ([LEAD, BODY, VOICE, OWN], [BODY], {"passage"}),  # cut to one paragraph
        ([LEAD, BODY], [OWN, BODY, OTHER], {"passage"}),  # around one paragraph
        ([LEAD, BODY, OWN], [OTHER, VOICE, BODY.replace("wrote down", "noted")], {"passage"}),  # a word changed
        ([LEAD, VOICE], [OWN, VOICE.replace("said Anna Velt", "she told the council"), OTHER], {"quotation"}),
        ([LEAD, VOICE], [OWN, "A mother “had waved to the children a minute before … there was no bridge to wave from.”"], {"quotation"}),
        ([LEAD, OWN], [BODY, OTHER], set()),
        ([FORM.format(n=14, day="3 May", some=9)], [FORM.format(n=11, day="4 May", some=9)], set()),  # one form, two days
        ([OWN, "Anyone with information is asked to call the Sarv police on 0400."], [OTHER, "Anyone with information is asked to call the Sarv police on 0400."], set()),
    ],
)  # fmt: skip
def test_kinds_of_copies(one: list[str], other: list[str], kinds: set[str]) -> None:
    kept = [
        report("a", "\n\n".join(one), published="1904-03-07"),
        report("b", "\n\n".join(other), published="1904-03-08"),
    ]
    found = common_words(kept).copies
    assert {c.kind for c in found} == kinds
    for copies in found:
        assert copies.passages[0].document == kept[0].record.document.id  # the earliest known carrier first


def test_a_passage_holds_what_is_shared_and_no_more() -> None:
    kept = [
        report("a", "\n\n".join([LEAD, BODY])),
        report("b", "\n\n".join([OWN, BODY, OTHER]), published="1904-03-08"),
    ]
    [passage] = common_words(kept).copies
    texts = {k.record.document.id: k.record.document.text for k in kept}
    assert [texts[p.document][slice(*p.span)].strip() for p in passage.passages] == [BODY, BODY]


def test_a_changed_figure_is_not_shared() -> None:
    update = LEAD.replace("14 people", "19 people")
    kept = [report("a", f"{LEAD} {BODY} {VOICE}"), report("b", f"{update} {BODY} {VOICE}", published="1904-03-08")]
    common = common_words(kept)
    first, second = (k.record.document for k in kept)
    at, then = first.text.index("14 people"), second.text.index("19 people")
    assert not common.group_of(first.id, (at, at + 2))
    assert not common.group_of(second.id, (then, then + 2))
    at = first.text.index("ten minutes")
    assert common.group_of(first.id, (at, at + 3))


def test_two_named_speakers_of_one_stock_sentence_are_two() -> None:
    words = "Our prayers are with the people of the valley tonight"
    kept = [
        report(key, f"{place} was quiet. “{words},” said {name}.", says(words, None, None, Who(name, "person")))
        for key, place, name in (("a", "Sarv", "Ida Brom"), ("b", "Tarne", "Karel Mond"))
    ]
    assert common_words(kept).copies == []


def test_the_order_of_reports_does_not_matter() -> None:
    kept = [bench.read(row) for row in bench.reports("set")[:24]]
    first = common_words(kept)
    for seed in range(3):
        random.Random(seed).shuffle(kept)
        assert common_words(kept) == first


def test_the_set_of_copies_is_found() -> None:
    score = bench.score("test")
    assert score.precision >= 0.98
    assert score.recall >= 0.95
    assert score.false_alike == 0


def test_cost_grows_with_the_number_of_reports_not_with_its_square() -> None:
    """Not by the clock: pairs that are laid side by side, per report, in two sizes."""
    from recounted.accounts import copies

    counts = []
    for size in (300, 1200):
        texts = [words_of(k.record.document.text) for k in bench.made(size)]
        counts.append(len(copies._alike(texts) | copies._sharing(texts)) / size)
    assert counts[1] <= counts[0] * 1.5


@pytest.mark.parametrize(
    "text, sentences",
    [
        ("Nine died. Two lived.", 2),
        ("Dr. Olm came. He left.", 2),
        ("“Go.” They went.", 2),
        ("一人が死亡した。二人が負傷した。", 2),
        ("", 1),
    ],
)
def test_sentences(text: str, sentences: int) -> None:
    assert len(words_of(text).sentences) == sentences


def test_words_keep_their_places() -> None:
    text = "İstanbul’s 12 ﬁres, Ąž and 𝟓 more"
    words = words_of(text)
    for folded, (a, b) in zip(words.folded, words.spans, strict=True):
        assert text[a:b].casefold().replace("’", "'").removesuffix("'s") == folded
