"""Words of any script become words of [a-z0-9], each with its place in the text."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.store.fold import LONGEST, folded, words


@pytest.mark.parametrize(
    "text, same",
    [
        ("Nine People", "nine people"),
        ("İstanbul ISTANBUL ıstanbul", "istanbul istanbul istanbul"),  # four letters I in Turkish, one here
        ("DİYARBAKIR", "Diyarbakır"),
        ("Straße", "STRASSE"),
        ("naïve café", "nai\u0308ve cafe\u0301"),
        ("Ｏｒｌｉｎ", "orlin"),  # full width
        ("Łódź Øresund Đorđe Æsir", "lodz oresund dorde aesir"),
        ("co\u00adoperate", "cooperate"),  # soft hyphen
        ("قُتِل", "قتل"),  # vowel marks
        ("قتـــل", "قتل"),  # lengthened
        ("أربعة", "اربعة"),  # hamza
        ("می\u200cشود", "میشود"),
        ("١٢ قتيلا", "12 قتيلا"),
        ("ΟΔΌΣ", "οδος"),
        ("ХОДЖАЛЫ", "ходжалы"),
        ("한국", unicodedata.normalize("NFD", "한국")),
        ("ガ", "か\u3099".replace("か", "カ")),
        ("1,200", "1 200"),
        ("don’t", "don t"),
        ("nine\u200bpeople", "nine people"),
    ],
)
def test_the_same_words(text: str, same: str) -> None:
    assert folded(text) == folded(same) != " "


@pytest.mark.parametrize(
    "text, different",
    [
        ("قتل", "قبل"),
        ("東京", "京東"),
        ("от", "ot"),
        ("🌊", "🔥"),
        ("resume", "resumed"),
        ("nine people", "ninepeople"),
    ],
)
def test_different_words(text: str, different: str) -> None:
    assert folded(text) != folded(different)


def test_scripts_without_spaces_give_a_word_a_letter_so_that_any_run_is_a_phrase() -> None:
    assert folded("九人が") in folded("洪水で九人が死亡した")
    assert [word.span for word in words("洪水 ab")] == [(0, 1), (1, 2), (3, 5)]
    assert folded("ตาย") in folded("มีคนตายเก้าคน")


def test_marks_and_emoji_in_spans() -> None:
    text = "🇸🇻 cafe\u0301! قُتِل"
    assert [text[slice(*word.span)] for word in words(text)] == ["🇸", "🇻", "cafe\u0301", "قُتِل"]


def test_a_word_without_end_is_cut() -> None:
    assert [len(word.folded) for word in words("a" * (2 * LONGEST + 7))] == [LONGEST, LONGEST, 7]
    assert folded("a" * 2000) in folded(f"x {'a' * 2000} y")


@given(st.text())
def test_every_word_is_plain_and_stands_where_it_says(text: str) -> None:
    last = 0
    for word in words(text):
        assert re.fullmatch("[a-z0-9]+", word.folded)
        start, end = word.span
        assert last <= start < end <= len(text)
        last = end
        assert [one.folded for one in words(text[start:end])] == [word.folded]
    assert folded(text).split() == [word.folded for word in words(text)]
    assert folded(text)[0] == folded(text)[-1] == " "


@given(st.text())
def test_case_does_not_matter(text: str) -> None:
    # Letters whose capital is no capital of theirs alone (ŉ, ǰ) are left out: they differ by a mark or an apostrophe.
    kept = "".join(c for c in text if len(c.upper()) == 1 and c.upper().lower() == c.lower())
    assert folded(kept) == folded(kept.upper()) == folded(kept.lower())
