"""Exports: the same tables in every format, nothing that runs, everything that says how they were made; names blackened."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pyarrow.parquet as parquet
import pytest

from recounted.accounts.compare import accounts_of
from recounted.model import Channel, Dateline
from recounted.model_many import Decision, Failed, Kept
from recounted.outputs import exports
from recounted.outputs.exports import Bundle, ExportError
from recounted.outputs.exports.citation import cite, found
from recounted.outputs.exports.redaction import private_names, redacted
from recounted.outputs.exports.tables import tables
from tests.accounts.made import Holds, Names, Who, event_of, report, says

MIRA = Who("Mira Tolén-Haas", "person", "Mira Tolén-Haas")
TEXT = (
    "=SUM(1) The ministry counts 9 of Sarv; MIRA TOLÉN-HAAS, a baker, saw 12. “Mrs Tolén-Haas’s cart burnt”, it said. M. Tolen-Haas "
    "wept. The outrage was the Tolmek guard's. Mirabelle plums cost more. Tolén-Haas, Mira: see list."
)


def kept() -> list[Kept]:
    one = report(
        "feeds/mira-tolen-haas.txt", TEXT, says("9", 9, 9, Who("+Korden Ministry")), says("12", 12, None, MIRA, qualifier="at_least"),
        Names((MIRA,), "outrage"), Holds((MIRA,), "the Tolmek guard"), title="Mira Tolén-Haas tells",
        url="https://orla.example/1904/Mira_Tol%C3%A9n-Haas?by=miratolenhaas",
    )  # fmt: skip
    record = one.record
    statements = [
        msgspec.structs.replace(q, channel=Channel("Chirp", "social", "@mira.tolen")) for q in record.statements[-1:]
    ]
    record = msgspec.structs.replace(
        record, statements=[*record.statements[:-1], *statements],
        document=msgspec.structs.replace(record.document, dateline=Dateline("SARV", "1904-03-07", (0, 1))),
    )  # fmt: skip
    first = msgspec.structs.replace(one, record=record)
    return [first, report("b.txt", "Nobody said more than 9.", says("9", 9, 9), outlet="Sarv Echo", published=None)]


def bundle(**fields: Any) -> Bundle:
    reports = kept()
    event = event_of(*reports)
    failures = [Failed("feed.jsonl:3", "no text; give one", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", 1)]
    return Bundle(reports, [event], [accounts_of(event, reports, [])], [], failures)._replace(**fields)


def contents(folder: Path) -> dict[str, list[dict[str, Any]]]:
    return {f.stem: [json.loads(line) for line in f.read_text("utf-8").splitlines()] for f in folder.glob("*.jsonl")}


def test_formats_are_found_because_they_are_there() -> None:
    assert {"jsonl", "csv", "parquet", "xlsx"} <= set(exports.formats())
    assert not {"tables", "files", "redaction", "citation"} & set(exports.formats())


def written(form: str, path: Path, what: Bundle | None = None) -> Path:
    exports.formats()[form].write(what or bundle(), path)
    return path


# ---------------------------------------------------------------- the same in every format


def test_jsonl(tmp_path: Path) -> None:
    rows = contents(written("jsonl", tmp_path / "out"))
    assert set(rows) == {t.name for t in tables(bundle())}
    assert [r["low"] for r in rows["claims"] if r["kind"] == "toll"] == [9, 12, 9]
    claim = rows["claims"][1]
    text = rows["documents"][0]["text"]
    assert text[claim["start"] : claim["end"]] == claim["quotation"] == "12"
    assert text[: claim["start"]].endswith(claim["prefix"])
    assert (claim["high"], claim["voice"], claim["event"]) == (None, "Orla Post ← Mira Tolén-Haas", "ev-1")
    one = (written("jsonl", tmp_path / "all.jsonl")).read_text("utf-8").splitlines()
    assert len(one) == sum(map(len, rows.values()))
    assert {json.loads(line)["table"] for line in one} == {name for name, held in rows.items() if held}


def test_every_format_has_the_same_rows(tmp_path: Path) -> None:
    rows = contents(written("jsonl", tmp_path / "jsonl"))
    with zipfile.ZipFile(written("csv", tmp_path / "t.zip")) as archive:
        for name in archive.namelist():
            lines = csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""))
            assert [len([v for v in line.values() if v]) for line in lines] == [
                len([v for v in row.values() if v not in (None, "")]) for row in rows[name.removesuffix(".csv")]
            ]
    for path in written("parquet", tmp_path / "p").glob("*.parquet"):
        assert parquet.read_table(path).to_pylist() == rows[path.stem]
    book = openpyxl.load_workbook(written("xlsx", tmp_path / "x.xlsx"))
    assert book.sheetnames == [t.name for t in tables(bundle())]
    for sheet in book:
        head, *lines = [[c.value for c in row] for row in sheet.iter_rows()]
        told = [{k: v for k, v in zip(head, line, strict=True) if v is not None} for line in lines]
        assert told == [{k: v for k, v in row.items() if v not in (None, "")} for row in rows[sheet.title]]


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written("xlsx", tmp_path / "x.xlsx"))
    assert {c.data_type for sheet in book for row in sheet.iter_rows() for c in row} <= {"s", "n", "b"}
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.hyperlink]
    for path in written("csv", tmp_path / "c").glob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")):
            assert not [cell for cell in row if cell[:1] in ("=", "+", "-", "@")]


def test_dates_are_text(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written("xlsx", tmp_path / "x.xlsx"))
    head, first, *_ = [list(row) for row in book["documents"].iter_rows()]
    cell = first[[c.value for c in head].index("published")]
    assert (cell.value, cell.data_type, cell.is_date) == ("1904-03-07", "s", False)
    assert (
        parquet.read_schema(written("parquet", tmp_path / "p") / "documents.parquet").field("published").type
        == "string"
    )


def test_method_version_coverage_and_bounds_are_inside(tmp_path: Path) -> None:
    for form in ("jsonl", "csv"):
        folder = written(form, tmp_path / form)
        told = {f.stem: f.read_text("utf-8-sig") for f in folder.iterdir()}
        assert "recounted 0" in told["method"]
        assert "counting rule" in told["method"]
        assert "1904-03-07 to 1904-03-07" in told["coverage"]
        assert "could not be read" in told["coverage"]
        assert "dozens" in told["bounds"]
        assert "feed.jsonl:3" in told["failures"]
    metadata = parquet.read_schema(written("parquet", tmp_path / "p") / "claims.parquet").metadata
    assert b"recounted 0" in metadata[b"recounted.method"]
    assert b"1904-03-07" in metadata[b"recounted.coverage"]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for form in ("jsonl", "csv", "parquet", "xlsx"):
        ending = ".xlsx" if form == "xlsx" else ".zip"
        one, other = (written(form, tmp_path / f"{n}{form}{ending}").read_bytes() for n in "ab")
        assert one == other, form


def test_a_cell_that_is_too_long_is_cut_and_says_so(tmp_path: Path) -> None:
    long = report("long.txt", "Of 9 it spoke. " + "x" * 40_000, says("9", 9, 9))
    book = openpyxl.load_workbook(written("xlsx", tmp_path / "x.xlsx", bundle(kept=[long], events=[], accounts=[])))
    words = [row[-1].value for row in book["documents"].iter_rows()][1]
    assert (len(words), words[-7:]) == (32_767, " …[cut]"[-7:])


def test_decided_claims_say_so_and_name_no_reviewer(tmp_path: Path) -> None:
    claim = kept()[0].record.claims[0]
    decided = Decision(
        1,
        "2026-01-02T00:00:00Z",
        "zuzana-the-reviewer",
        "reject",
        [[claim.digest]],
        "a year",
        msgspec.to_builtins(claim),
    )
    folder = written("jsonl", tmp_path / "out", bundle(decisions=[decided]))
    rows = contents(folder)
    assert [r["state"] for r in rows["claims"]][:2] == ["rejected", "as read"]
    assert not [f for f in folder.iterdir() if "zuzana" in f.read_text("utf-8")]


def test_a_path_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here first")
    with pytest.raises(ExportError, match="there is a file of that name"):
        written("csv", tmp_path / "file")
    with pytest.raises(ExportError, match="nothing was written"):
        written("xlsx", tmp_path / "file" / "x.xlsx")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


# ---------------------------------------------------------------- redaction

FORMS = (
    "mira tol",
    "tolen",
    "tolén",
    "tole\u0301n",
    "haas",
    "miratolen",
    "mira_",
    "mira-",
    "mira.",
    "mira%20",
    "tol%c3%a9n",
    "@mira",
)


def blackened(*names: str) -> Bundle:
    return redacted(bundle(), names or ("Mira Tolén-Haas",))


def every_byte(path: Path) -> str:
    """Return all that a file holds, unpacked, in small letters."""
    if path.is_dir():
        return "".join(every_byte(p) + p.name.lower() for p in sorted(path.rglob("*")) if p.is_file())
    data = path.read_bytes()
    out = data.decode("utf-8", "replace").lower() + data.decode("utf-16-le", "replace").lower()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            out += "".join(archive.read(n).decode("utf-8", "replace").lower() + n.lower() for n in archive.namelist())
    if path.suffix == ".parquet":
        table = parquet.read_table(path)
        out += json.dumps(table.to_pylist(), ensure_ascii=False).lower() + str(table.schema.metadata).lower()
    return out


@pytest.mark.parametrize(
    "form, name", [("jsonl", "out"), ("jsonl", "one.jsonl"), ("csv", "out"), ("parquet", "out"), ("xlsx", "x.xlsx")]
)
def test_no_form_of_a_name_and_no_hash_is_in_any_byte(form: str, name: str, tmp_path: Path) -> None:
    whole = every_byte(written(form, tmp_path / "whole" / name))
    assert "tolén" in whole  # what is searched would be found
    held = every_byte(written(form, tmp_path / "black" / name, blackened()))
    for words in FORMS:
        assert words not in held, words
    hashes = [k.record.document.text_id.removeprefix("sha256:") for k in kept()]
    ids = [k.record.document.id for k in kept()] + [c.digest for k in kept() for c in k.record.claims]
    keys = [v.key for v in bundle().accounts[0].voices]
    for secret in (*hashes, *ids, *keys):
        assert secret not in held
    assert "█" in held
    assert "mirabelle plums" in held  # another word that begins alike
    assert "blackened" in held


def test_blackening_keeps_lengths_and_offsets() -> None:
    for before, after in zip(bundle().kept, blackened().kept, strict=True):
        assert len(after.record.document.text) == len(before.record.document.text)
        for was, now in zip(before.record.claims, after.record.claims, strict=True):
            assert was.span == now.span
            assert len(after.record.document.text[slice(*now.span)]) == len(
                before.record.document.text[slice(*was.span)]
            )
    title = blackened().kept[0].record.document.title
    assert title == "███████████████ tells"


@pytest.mark.parametrize(
    "name, text, left",
    [
        ("Mira Tolen", "Mira Tolen, Mira and Tolen; mira is a word", "██████████, ████ and █████; mira is a word"),
        ("Mira Tolen", "MIRA TOLEN’S; the Tolens", "████████████; the ██████"),
        ("Mira Tolen", "M. Tolen; M.Tolen; Ms. Tolen", "████████; ███████; Ms. █████"),
        ("Łukasz Żak", "Lukasz Zak, ŻAK", "██████████, ███"),
        ("Jose Müller", "José Mueller", "████████████"),
        ("Li Wei", "Li Wei; li of cloth", "██████; li of cloth"),
        ("Anna van der Berg", "van der Elm met Berg", "van der Elm met ████"),
        ("王小明", "王小明说", "███说"),
        ("Will Harte", "Will will meet Harte", "████ will meet █████"),
    ],
)  # fmt: skip
def test_forms_of_a_name(name: str, text: str, left: str) -> None:
    one = Bundle([report("k", text)], [], [], [], [])
    assert redacted(one, [name]).kept[0].record.document.text == left


def test_no_names_no_change() -> None:
    assert redacted(bundle(), []) == bundle()
    assert redacted(bundle(), ["  ", "7"]) == bundle()


def test_private_is_who_holds_no_public_office() -> None:
    text = "Petar Olm died. Mayor Lena Fosse spoke; Ida Brom wept, and the Sarv Baking Company."
    one = report(
        "k", text, says("Petar Olm", 1, 1, qualifier="named"), says("wept", None, None, Who("Ida Brom", "person")),
        says("spoke", None, None, Who("Mayor Lena Fosse", "person")),
    )  # fmt: skip
    assert private_names([one]) == ["Ida Brom", "Petar Olm"]


# ---------------------------------------------------------------- citation


def test_a_citation_has_all_that_proves_it() -> None:
    first = kept()[0]
    claim = first.record.claims[1]
    told = cite(first, claim)
    document = first.record.document
    quoted = told.splitlines()[0].strip("“”")
    assert quoted in document.text
    start, end = document.text.index(quoted), document.text.index(quoted) + len(quoted)
    assert f"characters {start}–{end} (the claim {claim.span[0]}–{claim.span[1]})" in told
    for words in (
        document.text_id,
        first.captured,
        "Orla Post",
        "1904-03-07",
        document.url,
        claim.digest,
        "Mira Tolén-Haas",
        "12 or more killed",
    ):
        assert str(words) in told


def test_a_claim_is_found_by_the_beginning_of_its_digest() -> None:
    reports = kept()
    claim = reports[0].record.claims[0]
    assert found(reports, claim.digest[:9]) == [(reports[0], claim)]
    assert found(reports, "zz") == []
