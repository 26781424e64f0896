"""Accounts in every format: what a reader sees, what a spreadsheet runs not, what a page asks nobody for."""

import csv
import functools
import importlib
import io
import re
import xml.etree.ElementTree as ElementTree
from typing import Any

import msgspec
import pytest

from recounted.accounts.compare import accounts_of
from recounted.model_accounts import Accounts, Edge
from recounted.outputs import accounts as outputs
from recounted.outputs.accounts import charts, table, wording
from recounted.outputs.accounts.csv import inert
from recounted.outputs.accounts.layout import placed
from tests.accounts.made import Holds, Names, Who, event_of, report, says

MINISTRY = Who("Korden Health Ministry")
HOSPITAL = Who("Sarv Mission Hospital")
CLERK = Who("=cmd|'/c calc'!A1", "person")


def told() -> Accounts:
    kept = [
        report("a", "It spoke of 9, the outrage, and dozens hurt.", says("9", 9, 9, MINISTRY), Names((MINISTRY,), "outrage"),
               says("dozens", 24, None, MINISTRY, effect="injured", qualifier="vague"), outlet="Paper 1"),
        report("b", "It spoke of 12, 4 of them children.", says("12", 12, 12, MINISTRY),
               says("4", 4, 4, MINISTRY, group="children", group_code="children", part_of="c0"),
               outlet="Paper 2", published="1904-03-08"),
        report("c", "About 40, it said; 50 it denied. Anna Olm died. The dead lay there. The weir guard slept.",
               says("About 40", 40, 40, HOSPITAL, qualifier="about"), says("50", 50, 50, HOSPITAL, status="denied"),
               says("Anna Olm", 1, 1, HOSPITAL, qualifier="named"), says("The dead", None, None, CLERK, qualifier="unspecified"),
               Holds((HOSPITAL,), "The weir guard", "alleged"), outlet="Paper 2", published="1904-03-09"),
    ]  # fmt: skip
    return accounts_of(event_of(*kept, label="Sarv <weir>, 1904-03-06"), kept, [])


@functools.cache
def drawn_once(name: str) -> bytes:
    return written(name, told())


def written(name: str, *accounts: Accounts) -> bytes:
    stream = io.BytesIO()
    outputs.formats()[name].write(accounts or (told(),), stream)
    return stream.getvalue()


def line(page: str, *words: str) -> str:
    [found] = [line for line in page.splitlines() if all(w in line for w in words)]
    return found


def test_formats_are_found_because_they_are_there() -> None:
    assert {"table", "json", "csv", "html", "svg", "png"} <= set(outputs.formats())
    assert "charts" not in outputs.formats()


# ---------------------------------------------------------------- table


@pytest.mark.parametrize("width", [40, 60, 80, 100, 160])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    assert max(len(line) for line in table.rendered(told(), width).splitlines()) <= width


@pytest.mark.parametrize("width", [40, 100, 200])
def test_every_voice_and_figure_is_there_at_any_width(width: int) -> None:
    page = table.rendered(told(), width)
    flat = re.sub(r"\W+", "", page)
    for words in (
        "9",
        "12",
        "about 40",
        "50 (denied)",
        "24 or more",
        "“Anna Olm”",
        "“The dead”",
        "“outrage”",
        "The weir guard (alleged)",
    ):
        assert re.sub(r"\W+", "", words) in flat, words
    for row in told().rows:
        assert re.sub(r"\W+", "", row.voice.name) in flat


def test_figures_of_later_days_stand_in_their_order() -> None:
    page = table.rendered(told(), 100)
    assert page.index("9\n") < page.index("→ 12")
    assert "said of killed: from 9 (Korden Health Ministry) to 40 (Sarv Mission Hospital)" in page
    assert line(page, "by name:").strip() == "by name: Sarv Mission Hospital “Anna Olm”"


def test_a_text_cannot_steer_a_terminal() -> None:
    kept = report(
        "a",
        "It spoke of \x1b[31m9\x1b[0m.",
        says("\x1b[31m9\x1b[0m", 9, 9, Who("Red \x1b[2J Hill", "organisation"), qualifier="vague"),
    )
    assert "\x1b" not in table.rendered(accounts_of(event_of(kept), [kept], []), 100)


def test_an_event_of_no_reports_is_no_error() -> None:
    nothing = accounts_of(event_of(), [], [])
    for name in outputs.formats():
        assert written(name, nothing)


# ---------------------------------------------------------------- json, csv


def test_json_is_an_array_that_reads_back() -> None:
    assert msgspec.json.decode(written("json"), type=list[Accounts]) == [told()]
    assert msgspec.json.decode(written("json", told(), told()), type=list[Accounts]) == [told(), told()]


def test_csv_has_a_line_for_everything_said() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv").decode(), newline="")))
    assert {r["what"] for r in rows} == {"figure", "name", "responsible", "check"}
    figures = [(r["voice_name"], r["column"], r["words"], r["status"]) for r in rows if r["what"] == "figure"]
    assert ("Sarv Mission Hospital", "killed", "50", "denied") in figures
    assert len(figures) == sum(len(c.figures) for row in told().rows for c in row.cells)
    assert not [cell for r in rows for cell in r.values() if cell[:1] in ("=", "+", "-", "@")]


@pytest.mark.parametrize(
    "cell, shown",
    [("=1+1", "'=1+1"), ("-3", "'-3"), ("@x", "'@x"), ("+1", "'+1"), ("3-4", "3-4"), (-3, -3), (None, "")],
)
def test_formulas_are_inert(cell: Any, shown: Any) -> None:
    assert inert(cell) == shown


# ---------------------------------------------------------------- page


def test_the_page_asks_nobody_for_anything_and_needs_no_script() -> None:
    page = drawn_once("html").decode()
    assert not re.search(r"""(?:src|href)=["']?(?!#)""", page)
    assert "<script" not in page
    assert "@import" not in page
    assert "url(" not in re.sub(r"url\(#", "", page)


def test_the_page_escapes_what_texts_say() -> None:
    page = drawn_once("html").decode()
    assert "Sarv &lt;weir&gt;" in page
    assert "Sarv <weir>" not in page


def test_the_page_holds_tables_drawings_and_reports() -> None:
    page = drawn_once("html").decode()
    assert page.count("<svg") == 2
    for words in ("Figures by the day on which they were said", "Who carries whom", "3 reports", "holds responsible"):
        assert words in page
    assert len(re.findall(r"<th scope=row>Sarv Mission Hospital</th>", page)) == 2  # killed; names and responsibility


def test_the_interface_has_no_verdicts() -> None:
    words = re.sub(r"<style>.*?</style>|<[^>]*>", " ", drawn_once("html").decode(), flags=re.S) + table.rendered(
        told(), 100
    )
    assert not re.search(
        r"\b(?:true|false|majority|average|best|terrorist|militant|regime)\b", words.replace("called true", ""), re.I
    )


# ---------------------------------------------------------------- drawings


def test_svg_is_well_formed_and_holds_every_figure() -> None:
    drawn = ElementTree.fromstring(drawn_once("svg"))
    words = "".join(drawn.itertext())
    for told_words in (
        "Korden Health Ministry",
        "about 40",
        "50 (denied)",
        "24 or more",
        "1904-03-08",
        "Who carries whom",
    ):
        assert told_words in words


def test_png_is_one() -> None:
    assert written("png").startswith(b"\x89PNG\r\n")


def test_without_the_extra_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.import_module

    def missing(name: str, package: str | None = None) -> Any:
        if name not in ("altair", "vl_convert"):
            return real(name, package)
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(charts.importlib, "import_module", missing)
    with pytest.raises(charts.ChartError, match=r"charts need altair, .*recounted\[charts\]"):
        written("svg")
    page = written("html").decode()  # the page is written all the same, and says why it has no drawings
    assert "recounted[charts]" in page
    assert "<svg" not in page


def test_a_graph_has_layers_from_who_speaks_to_who_carries() -> None:
    edges = [
        Edge("paper", "wire", ["cites"], [], 3),
        Edge("wire", "mayor", ["cites"], [], 1),
        Edge("paper", "mayor", ["copy"], [], 1),
    ]
    graph = placed(edges, {k: k for k in ("paper", "wire", "mayor")}, [])
    assert {n.key: n.layer for n in graph.nodes} == {"mayor": 0, "wire": 1, "paper": 2}
    assert placed(edges[::-1], {k: k for k in ("paper", "wire", "mayor")}, []) == graph
    ring = [Edge("a", "b", ["cites"], [], 1), Edge("b", "a", ["cites"], [], 1)]
    drawn = placed(ring, {"a": "A", "b": "B"}, [["a", "b"]])
    assert [e.ring for e in drawn.edges] == [True, True]
    assert sorted(e.forward for e in drawn.edges) == [False, True]


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    "first, last, words",
    [
        (None, None, "no date"),
        ("1904-03-07", "1904-03-07", "1904-03-07"),
        ("1904-03-07", "1904-03-09", "1904-03-07 – 1904-03-09"),
    ],
)
def test_days(first: str | None, last: str | None, words: str) -> None:
    assert wording.days(first, last) == words


@pytest.mark.parametrize(
    "keys, words",
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (list("abcde"), "a, b and 3 more"),
    ],
)
def test_voices_in_a_row(keys: list[str], words: str) -> None:
    assert wording.by(keys, {}) == words
