"""The marked corpus: every report reads without a fault, and the rulings of format.md that a machine can see hold."""

import importlib.util
import re
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

CORPUS = Path(__file__).parents[2] / "corpus"
REPORTS = sorted((CORPUS / "own").glob("*.txt"))
TEST_PART = [line for line in (CORPUS / "test.txt").read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]

# Words in -ly that are the cue themselves, or no adverb, or stand between "not" and the verb.
LY_IN_CUES = {"reportedly", "allegedly", "reply", "imply", "tally", "likely", "immediately", "immediatly"}
# Contents whose "that" points at something; a conjunction stays outside.
POINTING_THAT = re.compile(
    r"that('s|’s| is)? ?(?=$|rot\b|much too\b|the one\b|a slap\b|an insult\b|hard to\b|\W(cheap|nonsense|poetic)\b"
    r"|number\b|description\b|last figure\b|account\b|version\b|claim\b|figure\b|charge\b|report\b)"
)
ARTICLE_BEFORE_NUMBER = re.compile(
    r"(?i)(the|their|our|his|her|all) (\d|\w+teen\b|(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)"
)


def reader() -> ModuleType:
    """corpus/marked.py as a module; it is a script beside the corpus and no part of the package."""
    spec = importlib.util.spec_from_file_location("marked", CORPUS / "marked.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MARKED = reader()


def pieces(report: dict[str, Any], mark: str) -> list[str]:
    """The words of a mark, piece by piece in the order of the text."""
    return [report["text"][start:end] for start, end in report["spans"][mark]]


def marks(report: dict[str, Any], letter: str) -> dict[str, list[str]]:
    """All marks of one letter with their pieces."""
    return {mark: pieces(report, mark) for mark in report["spans"] if mark[0] == letter}


@pytest.fixture(params=REPORTS, ids=lambda path: path.stem)
def report(request: pytest.FixtureRequest) -> dict[str, Any]:
    """One report, read; a fault of the format fails every test of that report with its line and the way out."""
    read: dict[str, Any] = MARKED.read(request.param)
    read["path"] = request.param
    return read


def test_there_are_reports() -> None:
    assert len(REPORTS) >= 160


def test_ids_are_unique_and_name_the_file() -> None:
    ids = Counter(MARKED.read(path)["id"] for path in REPORTS)
    assert [name for name, times in ids.items() if times > 1] == []
    assert set(ids) == {path.stem for path in REPORTS}


def test_the_test_part_exists_and_has_every_kind() -> None:
    assert len(TEST_PART) == len(set(TEST_PART)) == 43
    assert set(TEST_PART) <= {path.stem for path in REPORTS}
    assert {name.partition("-")[0] for name in TEST_PART} >= {"conflict", "crime", "disaster", "mixed"}


def test_the_conjunction_stays_outside_the_content(report: dict[str, Any]) -> None:
    firsts = [pieces(report, mark)[0] for q in report["q"].values() if q["kind"] != "direct" for mark in q["content"]]
    assert [words for words in firsts if words.startswith("that ") and not POINTING_THAT.match(words)] == []


def test_cues_hold_no_adverb_article_or_trailing_infinitive(report: dict[str, Any]) -> None:
    for mark, parts in marks(report, "U").items():
        cue = " ".join(parts).lower()
        adverbs = [word for word in re.findall(r"\b\w+ly\b", cue) if word not in LY_IN_CUES]
        assert adverbs == [], f"{mark}: {cue}"
        assert not re.match(r"(the|a|an) ", cue), f"{mark}: {cue}"
        assert not re.search(r" (in a statement|in an interview|on \w+day|yesterday|today)$", cue), f"{mark}: {cue}"
        assert not re.search(r" (whether|if|that)$", cue), f"{mark}: {cue}"


def test_an_infinitive_keeps_its_to(report: dict[str, Any]) -> None:
    """Between a cue that takes an infinitive and its content no "to" is left over."""
    for key, q in report["q"].items():
        if q["cue"] is None:
            continue
        end = report["spans"][q["cue"]][-1][1]
        for start, _ in report["spans"][q["content"][0]]:
            assert report["text"][end:start] != " to ", f"{key}: {pieces(report, q['cue'])}"


def test_sources_are_bare_noun_phrases(report: dict[str, Any]) -> None:
    for mark, parts in marks(report, "S").items():
        assert not re.search(r"['’]s$", parts[-1]), f"{mark}: {parts[-1]}"
        assert not re.search(r" (said|says|told|has|had)$", parts[-1]), f"{mark}: {parts[-1]}"


def test_names_of_events_have_no_article_and_no_valuation(report: dict[str, Any]) -> None:
    outside = r"(?i)(the|a|an|this|that|his|her|its|their|latest|deadly|horrific|bloody) (?![A-Z])"
    for mark, parts in marks(report, "W").items():
        assert not re.match(outside, parts[0]), f"{mark}: {parts[0]}"


def test_numbers_begin_with_the_number(report: dict[str, Any]) -> None:
    for key, toll in report["t"].items():
        if toll["number"] is None or toll["qualifier"] in ("named", "unspecified"):
            continue
        words = pieces(report, toll["number"])[-1]
        assert not re.match(ARTICLE_BEFORE_NUMBER, words), f"{key}: {words}"
        assert not words.endswith((",", ";")), f"{key}: {words}"


def test_nobody_harmed_is_nought(report: dict[str, Any]) -> None:
    for key, toll in report["t"].items():
        if toll["number"] and re.fullmatch(r"(?i)(no one|nobody|none)", pieces(report, toll["number"])[0]):
            assert (toll["low"], toll["high"]) == (0, 0), f"{key}: {toll}"


def test_parts_are_no_greater_than_the_whole(report: dict[str, Any]) -> None:
    for key, toll in report["t"].items():
        whole = report["t"].get(toll.get("part"))
        if (
            whole
            and toll["low"] is not None
            and whole["high"] is not None
            and "unit" not in toll
            and "unit" not in whole
        ):
            assert toll["low"] <= whole["high"], f"{key} of {toll['part']}"


def test_distance_stands_by_quotation_marks_or_so_called(report: dict[str, Any]) -> None:
    for key, name in report["w"].items():
        if name.get("stance") == "distanced":
            start, end = report["spans"][name["term"]][0]
            around = report["text"][max(0, start - 60) : end + 40]
            assert re.search(r"[\"“”'‘’«»]|so-called", around), f"{key}: {around}"
