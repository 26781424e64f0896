"""HTML: one self-contained page: the accounts side by side, their timeline and relay graph, and what they rest on.

In:  accounts.    Out: UTF-8 that asks no other machine for anything and needs no script.
The interface's own words are neutral; the sources' words stand between quotation marks. Nothing says which account is
right. Where the extra `charts` is not installed the page says so in the place of the drawings.
"""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Callable, Iterable
from importlib import resources
from typing import IO

from recounted.languages.event_nouns import contested
from recounted.model_accounts import Account, Accounts, Cell, Column, NameSaid, Said
from recounted.outputs.accounts.charts import ChartError, relay_svg, timeline_svg
from recounted.outputs.accounts.wording import (
    carried_by,
    check_words,
    column_words,
    counted,
    days,
    effect_words,
    group_words,
    heading,
    held_words,
    names,
    plain,
    range_words,
    said_words,
)


def write(accounts: Iterable[Accounts], stream: IO[bytes]) -> None:
    """Write one page with a section for each event."""
    style = (resources.files("recounted.outputs.accounts") / "page.css").read_text("utf-8")
    told = list(accounts)
    title = _text(", ".join(one.event.label or one.event.id for one in told))
    stream.write(
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" '
        f'content="width=device-width, initial-scale=1">\n<title>Accounts: {title}</title>\n<style>\n{style}</style>\n'
        "</head>\n<body>\n<header><p>Recounted: accounts side by side</p>"
        f"{_contents(told)}</header>\n<main>\n".encode()
    )
    for number, one in enumerate(told):
        stream.write(_section(one, number).encode("utf-8", "replace"))
    stream.write(
        b"</main>\n<footer><p>Figures stand as they were said; nothing is averaged, ranked or called true. An origin "
        b"is who said the words first, as far as the reports show; copies count once.</p></footer>\n</body>\n</html>\n"
    )


def _text(words: str) -> str:
    return html.escape(plain(words))


def _contents(told: list[Accounts]) -> str:
    if len(told) < 2:
        return ""
    links = "".join(f'<li><a href="#e{n}">{_text(one.event.label)}</a></li>' for n, one in enumerate(told))
    return f"<ul>{links}</ul>"


def _section(accounts: Accounts, number: int) -> str:
    named = names(accounts)
    blocks: dict[str, list[Column]] = defaultdict(list)
    for column in accounts.columns:
        blocks[effect_words(column)].append(column)
    tables = "".join(_block(accounts, words, columns, named) for words, columns in blocks.items())
    return (
        f'<section id="e{number}">\n<h1>{_text(accounts.event.label) or "event"}</h1>\n'
        f"<p class=facts>{_text(heading(accounts))}</p>\n{tables}"
        f"{_drawing('Figures by the day on which they were said', accounts, timeline_svg)}"
        f"{_views(accounts, named)}{_drawing('', accounts, relay_svg)}"
        f"{_checks(accounts, named)}{_copies(accounts)}{_voices(accounts, named)}{_reports(accounts)}</section>\n"
    )


def _drawing(title: str, accounts: Accounts, draw: Callable[[Accounts], str]) -> str:
    try:
        drawn = draw(accounts)
    except ChartError as error:
        return f"<p class=facts>{_text(str(error))}</p>\n"
    label = title or "Who carries whom"
    head = f"<h2>{title}</h2>\n" if title else ""
    return f'{head}<figure role="img" aria-label="{label}">{drawn}</figure>\n' if drawn else ""


# ---------------------------------------------------------------- figures


def _block(accounts: Accounts, words: str, columns: list[Column], named: dict[str, str]) -> str:
    held = {column.key for column in columns}
    rows = [(row, {c.column: c for c in row.cells if c.column in held}) for row in accounts.rows]
    heads = "".join(f"<th scope=col>{_text(group_words(column))}</th>" for column in columns)
    body = "".join(_row(row, cells, columns, named) for row, cells in rows if cells)
    ranges = "".join(
        f"<li>said of {_text(column_words(column))}: {_text(range_words(column, named))}</li>"
        for column in columns
        if column.low is not None and column.part != "named"
    )
    table = (
        f"<h2>{_text(words)}</h2>\n<div class=wide><table>\n<thead><tr><th scope=col>voice</th>{heads}"
        "<th scope=col>said</th><th scope=col>rests on</th><th scope=col>carried by</th></tr></thead>\n"
        f"<tbody>{body}</tbody>\n</table></div>\n"
    )
    return table + (f"<ul class=ranges>{ranges}</ul>\n" if ranges else "")


def _row(row: Account, cells: dict[str, Cell], columns: list[Column], named: dict[str, str]) -> str:
    told = "".join(f"<td>{_cell(cells[column.key], column) if column.key in cells else ''}</td>" for column in columns)
    first = min((c.first for c in cells.values() if c.first), default=None)
    last = max((c.last for c in cells.values() if c.last), default=None)
    figures = [f for c in cells.values() for f in c.figures]
    reports = {ref.document for f in figures for ref in f.claims}
    origins = sorted({o for f in figures for o in f.origins})
    why = "; ".join(named.get(o, o) for o in origins)
    rests = (
        f'{counted(len(reports), "report")}, <span title="{html.escape(why)}">{counted(len(origins), "origin")}</span>'
    )
    return (
        f"<tr><th scope=row>{_text(named[row.voice.key])}</th>{told}<td class=day>{days(first, last)}</td>"
        f"<td>{rests}</td><td>{_text(carried_by(row, named))}</td></tr>\n"
    )


def _cell(cell: Cell, column: Column) -> str:
    return "<br>".join(_figure(said, column, cell) for said in cell.figures)


def _figure(said: Said, column: Column, cell: Cell) -> str:
    words = (
        f"<b>{_text(said_words(said, column))}</b>" if said.status == "asserted" else _text(said_words(said, column))
    )
    day = f" <small>{said.first}</small>" if len(cell.figures) > 1 and said.first else ""
    note = html.escape("; ".join(f"“{plain(w)}”" for w in said.as_said))
    return f'<span title="{note}">{words}</span>{day}'


# ---------------------------------------------------------------- words


def _views(accounts: Accounts, named: dict[str, str]) -> str:
    rows = "".join(
        f"<tr><th scope=row>{_text(named[row.voice.key])}</th><td>{_names(row.names)}</td>"
        f"<td>{'; '.join(_text(held_words(held)) for held in row.holds)}</td></tr>\n"
        for row in accounts.rows
        if row.names or row.holds
    )
    if not rows:
        return ""
    return (
        "<h2>Names and responsibility</h2>\n<div class=wide><table>\n<thead><tr><th scope=col>voice</th><th scope=col>"
        f"names the event</th><th scope=col>holds responsible</th></tr></thead>\n"
        f"<tbody>{rows}</tbody>\n</table></div>\n"
    )


def _names(said: list[NameSaid]) -> str:
    out = []
    for name in said:
        words = f"<q>{_text(name.term)}</q>" + (f" ×{name.mentions}" if name.mentions > 1 else "")
        words += f" <small>{name.stance}</small>" if name.stance else ""
        if why := contested(name.term):
            words += f' <small title="{html.escape(why)}">contested in use</small>'
        out.append(words)
    return ", ".join(out)


def _checks(accounts: Accounts, named: dict[str, str]) -> str:
    columns = {column.key: column for column in accounts.columns}
    lines = [_text(check_words(check, columns, named)) for check in accounts.checks]
    lines += [_text(f"{', '.join(named[key] for key in ring)} carry one another") for ring in accounts.cycles]
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<h2>Checks across reports</h2>\n<ul>{items}</ul>\n" if items else ""


def _copies(accounts: Accounts) -> str:
    keys = {report.document: report for report in accounts.reports}
    items = ""
    for copies in accounts.copies:
        held = list(dict.fromkeys(p.document for p in copies.passages))
        told = ", ".join(_text(keys[d].key) + (f" ({keys[d].published})" if keys[d].published else "") for d in held)
        what = {"copy": "The same report", "passage": "The same passage", "quotation": "The same quotation"}[
            copies.kind
        ]
        items += f"<li>{what} in {counted(len(held), 'report')}, the earliest known carrier first: {told}</li>"
    return f"<h2>Copies</h2>\n<ul>{items}</ul>\n" if items else ""


def _voices(accounts: Accounts, named: dict[str, str]) -> str:
    keys = {report.document: report.key for report in accounts.reports}
    items = ""
    for voice in accounts.voices:
        where = ", ".join(dict.fromkeys(_text(keys[m.document]) for m in voice.members))
        why = "; ".join(dict.fromkeys(_text(f"{merge.reason} ({merge.by})") for merge in voice.merges))
        worded = ", ".join(f"<q>{_text(w)}</q>" for w in voice.wordings)
        grades = "; ".join(
            _text(f"graded {g.reliability or '–'}{g.credibility or ''} by {g.by}, {g.made[:10]}: {g.reason or ''}")
            for g in voice.grades
        )
        notes = "".join(f"<br><small>{note}</small>" for note in (why and f"one voice: {why}", grades) if note)
        items += f"<li><b>{_text(named[voice.key])}</b> ({voice.kind}): {worded or '–'}; in {where}{notes}</li>"
    title = f"{counted(len(accounts.voices), 'voice')}, as the reports word them"
    return f"<details><summary>{title}</summary><ul>{items}</ul></details>\n"


def _reports(accounts: Accounts) -> str:
    items = ""
    for report in accounts.reports:
        facts = [report.outlet or "outlet not stated",
                 f"published {report.published}" if report.published else "no date",
                 f"captured {report.captured}", None if report.main else "tells of it in passing",
                 "replaced by a later version" if report.replaced_by else None, report.url]  # fmt: skip
        title = f" “{_text(report.title)}”" if report.title else ""
        items += (
            f"<li><b>{_text(report.key)}</b>{title}<br><small>{_text(' · '.join(f for f in facts if f))}</small></li>"
        )
    for left in accounts.left_out:
        items += f"<li>left out: {_text(left.document)}, {_text(left.why)}</li>"
    return f"<details><summary>{counted(len(accounts.reports), 'report')}</summary><ul>{items}</ul></details>\n"
