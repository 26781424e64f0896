"""Both engines find the same, in every script, and show where it stands in the text as it is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from recounted.model_many import Hit, Taken
from recounted.store import Store, fold, search
from tests.store import reports
from tests.store.conftest import ENGINES, Make


def found(store: Store, words: str | None = None, **facets: Any) -> list[str]:
    return [hit.kept.record.document.key for hit in store.find(words, **facets)]


FLOODS = ["flood", "flood-copy", "flood-2"]


@pytest.mark.parametrize(
    "words, keys",
    [
        ("people", [*FLOODS, "fire", "scripts"]),
        ("PEOPLE Killed", FLOODS),  # all words, in any order
        ("killed people nobody", []),
        ('"people were killed"', FLOODS),
        ('"were people killed"', []),
        ('"left its bed" neighbours', FLOODS),
        ("“left its bed”", FLOODS),
        ("twelve", ["flood-2"]),
        ("peopl", []),  # a word is a whole word
        ('sank "some of the crew"', ["undated"]),
        ('"some of the crew', ["undated"]),  # a quotation mark that nothing closes
        ("istanbul", ["scripts"]),
        ("ISTANBUL", ["scripts"]),
        ("İSTANBUL", ["scripts"]),
        ("ıstanbul", ["scripts"]),
        ("diyarbakir", ["scripts"]),
        ("DİYARBAKIR street", ["scripts"]),
        ("strassenwacht", ["scripts"]),
        ("omer cagri", ["scripts"]),
        ("قتل", ["scripts"]),  # in the text with its vowel marks
        ('"تسعة أشخاص"', ["scripts"]),
        ("اشخاص", ["scripts"]),
        ("قتلت", []),
        ("洪水", ["scripts"]),
        ("九人", ["scripts"]),
        ("人九", []),
        ("🌊", ["scripts"]),
        ("🇸🇻", ["scripts"]),
        ("🇻🇸", []),
        ("OR", []),  # words of the engines' own query languages are words
        ("NOT people", []),
        ("people*", [*FLOODS, "fire", "scripts"]),
        ("people; DROP TABLE documents", []),
    ],
)
def test_words_and_phrases(filled: Store, words: str, keys: list[str]) -> None:
    assert found(filled, words) == keys


def test_both_find_the_same(both: dict[str, Store]) -> None:
    """Two hundred questions made of the texts' own words: one to three words, phrases, and pieces of words."""
    chance = random.Random(7)
    texts = [row["text"] for row in reports.ROWS]
    some = 0
    for _ in range(200):
        words = chance.choice(texts).split()
        at = chance.randrange(len(words))
        piece = " ".join(words[at : at + chance.randint(1, 3)]).replace('"', "")
        question = chance.choice([piece, f'"{piece}"', piece[1:], piece.upper()])
        try:
            hits = {engine: list(store.find(question)) for engine, store in both.items()}
        except ValueError:
            assert not list(fold.words(question.replace('"', "")))
            continue
        shown = {engine: [(h.kept.record, h.snippets) for h in hits[engine]] for engine in hits}
        assert shown["sqlite"] == shown["postgresql"]
        some += bool(shown["sqlite"])
    assert some > 100


def test_what_was_found_stands_where_it_is_shown(filled: Store) -> None:
    for words, shown in [
        ("istanbul", "İstanbul"), ("قتل", "قُتِل"), ("九人", "九人"), ("🌊", "🌊"), ("strassenwacht", "Straßenwacht"),
        ('"omer cagri"', "Ömer Çağrı"), ("🇸🇻", "🇸🇻"), ("two", "Two"),
    ]:  # fmt: skip
        [hit] = filled.find(words)
        text = hit.kept.record.document.text
        [snippet] = hit.snippets
        assert [text[slice(*span)] for span in snippet.found] == [shown]
        assert snippet.span[0] <= snippet.found[0][0] and snippet.found[-1][1] <= snippet.span[1]
        assert shown in text[slice(*snippet.span)]


def test_snippets_are_few_short_and_hold_the_most_different_words() -> None:
    text = (
        "a river "
        + "so " * 200
        + "the mayor by the river "
        + "so " * 200
        + "a river "
        + "so " * 200
        + "river mayor river"
    )
    phrases = [("river",), ("mayor",)]
    shown = search.snippets(text, phrases)
    assert len(shown) == search.SNIPPETS
    assert [[text[slice(*span)] for span in one.found] for one in shown] == [
        ["river"], ["mayor", "river"], ["river", "mayor", "river"],
    ]  # fmt: skip
    for one in shown:
        start, end = one.span
        assert end - start < 4 * search.AROUND + 40
        assert not text[max(0, start - 1) : start].strip() and not text[end : end + 1].strip()  # whole words
    assert search.snippets(text, []) == []


@pytest.fixture(scope="module")
def judged(fresh: Make, taken: list[Taken]) -> Iterator[dict[str, Store]]:
    """A store of reports whose claims are made by hand, in each engine."""
    opened = {engine: Store.open(fresh(engine)) for engine in ENGINES}
    for one in opened.values():
        list(one.add(reports.by_hand(taken[5])))
    yield opened
    for one in opened.values():
        one.close()


def toll(effect: str = "killed", **of: Any) -> dict[str, Any]:
    return {"effect": effect, **of}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "facets, claims",
    [
        (toll(), ["nine c0", "twelve c0", "fire c0"]),
        (toll(least=10), ["twelve c0", "fire c0"]),
        (toll(most=12), ["nine c0", "twelve c0"]),
        (toll(least=10, most=30), ["twelve c0"]),
        (toll(least=13, most=30), []),
        ({"least": 0}, ["nine c0", "nine c1", "twelve c0", "fire c0", "fire c1"]),  # no number is in no bounds
        (toll("injured"), ["nine c1", "twelve c0"]),  # joined: twelve killed or injured
        (toll("injured", least=40), ["nine c1"]),  # "at least 40"
        (toll("injured", least=41), []),
        (toll("missing", least=20), ["fire c1"]),  # "up to 20"
        (toll("missing", least=21), []),
        (toll("missing", most=5), ["fire c1"]),
        (toll("rescued"), ["fire c2"]),
        (toll("displaced"), []),
        ({"voice": "ilse BRAND"}, ["nine c0"]),
        ({"voice": "mayor"}, ["nine c0"]),  # who somebody is, not the name alone
        ({"voice": "mayor ilse brand"}, ["nine c0"]),
        ({"voice": "orlin post"}, ["nine c0", "nine c1"]),  # who carries it
        ({"voice": "post mayor"}, []),  # words of two voices are no voice
        ({"voice": "weavers' union"}, ["fire c1", "fire c3"]),
        ({"voice": "omer cagri"}, ["fire c2"]),
        ({"voice": "rand"}, []),
        ({"since": "1911", "until": "1911", "kind": "toll"}, ["fire c0", "fire c1", "fire c2"]),
        ({"since": "1911-05-06"}, []),
        ({"until": "1904-02-02", "effect": "killed"}, ["twelve c0"]),  # that February: it can be
        ({"until": "1904-01"}, []),
        ({"where": "orlin", "effect": "killed"}, ["nine c0", "twelve c0"]),
        ({"where": "port orlin"}, ["twelve c0"]),
        ({"kind": "naming"}, ["fire c3"]),
        ({"kind": "responsibility"}, ["fire c4"]),
        ({"kind": "naming", "where": "tarn", "since": "1911-05-05"}, ["fire c3"]),  # where and when its event was
        ({"effect": "killed", "least": 30, "where": "tarn", "voice": "courier", "until": "1911-05-05"}, ["fire c0"]),
        ({"effect": "killed", "least": 40}, []),  # nine killed and forty injured are two claims
    ],
)
def test_facets_choose_claims(judged: dict[str, Store], engine: str, facets: dict[str, Any], claims: list[str]) -> None:
    hits = list(judged[engine].find(**facets))
    assert [f"{hit.kept.record.document.key} {claim.id}" for hit in hits for claim in hit.claims] == claims
    assert all(hit.claims and not hit.snippets for hit in hits)


@pytest.mark.parametrize("engine", ENGINES)
def test_words_and_facets_are_both_asked_for(judged: dict[str, Store], engine: str) -> None:
    assert found(judged[engine], "twelve ferry", effect="killed") == ["twelve"]
    assert found(judged[engine], "twelve", effect="missing") == []


def test_words_alone_choose_no_claims(filled: Store) -> None:
    assert [hit.claims for hit in filled.find("twelve")] == [[]]


def test_the_limit_and_the_pages(store: Store, taken: list[Taken], monkeypatch: pytest.MonkeyPatch) -> None:
    list(store.add([*taken, *reports.many(taken[5], 30)]))
    monkeypatch.setattr("recounted.store._HITS", 7)
    everything: list[Hit] = list(store.find("crew"))
    assert [h.kept.record.document.key for h in everything] == [*(f"many-{n:04}" for n in range(30)), "undated"]
    for limit in (0, 1, 7, 8, 14, 31, 50):
        assert list(store.find("crew", limit=limit)) == everything[:limit]


def test_search_goes_by_the_present_reading(store: Store, taken: list[Taken]) -> None:
    import msgspec

    item = taken[3]
    list(store.add([item]))
    assert found(store, effect="killed") == ["fire"]
    emptied = msgspec.structs.replace(item.record, claims=[])
    list(store.add([Taken(emptied, item.original, item.origin, "asked otherwise")]))
    assert found(store, effect="killed") == [] and found(store, "mill") == ["fire"]


@pytest.mark.parametrize(
    "words, facets, said",
    [
        (None, {}, "nothing to look for"),
        ("", {}, "nothing to look for"),
        ('"…"', {}, "holds no word"),
        (None, {"voice": "!"}, "voice '!' holds no word"),
        (None, {"since": "yesterday"}, "'yesterday' is no day, month or year"),
    ],
)
def test_a_question_that_asks_for_nothing_is_refused_at_once(
    filled: Store, words: str | None, facets: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        filled.find(words, **facets)


def test_a_long_text_in_letters_that_fold_to_many(store: Store, taken: list[Taken]) -> None:
    """A text whose folded words are over a megabyte, more than some indexes hold, and a word of no end."""
    import msgspec

    words = " ".join(
        f"قتيل{chr(0x0627 + n % 20)}{chr(0x0627 + n // 20 % 20)}{chr(0x0627 + n // 400)}" for n in range(8000)
    )
    text = f"{words * 5} {'ظ' * 5000} الفيضان"
    document = msgspec.structs.replace(taken[5].record.document, id="long", text_id="sha256:long", text=text)
    list(store.add([Taken(msgspec.structs.replace(taken[5].record, document=document), b"", "long", "long")]))
    [hit] = store.find("الفيضان")
    [snippet] = hit.snippets
    assert [text[slice(*span)] for span in snippet.found] == ["الفيضان"]
    assert found(store, "ظ" * 5000) == ["undated"]
