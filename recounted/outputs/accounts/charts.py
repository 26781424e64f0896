"""Draws accounts: every figure by voice in the order of the days on which it was said, and who carries whom.

In:  accounts.    Out: SVG or PNG, made by altair and vl-convert without a network; both come with the extra `charts`.
Timeline: a row is one figure of one voice, days run downward; a dot is a number, a bar a pair of bounds, an arrow an
open bound; hollow marks are denied, expected or superseded. Relay: words run from left to right, from who said them to
who carries them; a line's weight is the number of reports. All voices are drawn alike: no colour takes a side.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

from recounted.model_accounts import Accounts, Column, Said
from recounted.outputs.accounts.layout import placed
from recounted.outputs.accounts.wording import column_words, counted, names, rests_on, said_words

ROWS = 60  # figures that one panel shows; what is beyond is said, and stands in the table
WIDTH = 380  # pixels of a panel's scale
ROW = 22  # pixels of a row
INK, FAINT, LINE, RING = "#1d2327", "#5d666d", "#c9cfd3", "#8a3b12"
_GAP = "\u2003"  # an em space: ordinary ones run together in SVG
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


class ChartError(RuntimeError):
    """A chart that cannot be drawn: one line that says what is missing and the way out."""


def timeline_svg(accounts: Accounts) -> str:
    """Return the timeline as SVG, "" where no voice gives a number. Raises ChartError without the extra `charts`."""
    chart = _timeline(accounts)
    return "" if chart is None else _svg(chart)


def relay_svg(accounts: Accounts) -> str:
    """Return the relay graph as SVG, "" where nobody carries anybody. Raises ChartError without the extra `charts`."""
    chart = _relay(accounts)
    return "" if chart is None else _svg(chart)


def drawn(accounts: Sequence[Accounts], form: str) -> bytes:
    """Return timelines and relay graphs of all events in one image, form "svg" or "png". Raises ChartError."""
    alt, convert = _libraries()
    parts = []
    for one in accounts:
        title = alt.Chart(alt.Data(values=[{}])).mark_text(
            align="left", fontSize=17, fontWeight="bold", color=INK, text=one.event.label or "event"
        )
        parts.append(title.encode(x=alt.value(0)).properties(width=WIDTH, height=24))
        parts += [chart for chart in (_timeline(one), _relay(one)) if chart is not None]
    spec = _configured(alt, alt.vconcat(*parts, spacing=22)).to_dict()
    if form == "png":
        return bytes(convert.vegalite_to_png(spec, scale=2, allowed_base_urls=[]))
    return str(convert.vegalite_to_svg(spec, allowed_base_urls=[])).encode()


def _libraries() -> tuple[Any, Any]:
    try:
        return importlib.import_module("altair"), importlib.import_module("vl_convert")
    except ModuleNotFoundError as error:
        raise ChartError(
            f"charts need {error.name}, which is not installed; pip install 'recounted[charts]' brings it"
        ) from error


def _svg(chart: Any) -> str:
    alt, convert = _libraries()
    return str(convert.vegalite_to_svg(_configured(alt, chart).to_dict(), allowed_base_urls=[]))


def _configured(alt: Any, chart: Any) -> Any:
    return (
        chart.configure(font=FONT, background="white", padding=12)
        .configure_view(stroke=None)
        .configure_axis(labelColor=INK, titleColor=FAINT, labelFontSize=12, titleFontSize=12, titleFontWeight="normal")
        .configure_title(
            anchor="start", frame="group", color=INK, fontSize=14, subtitleColor=FAINT, subtitleFontSize=12, offset=8
        )
        .configure_text(color=INK, fontSize=12)
    )


# ---------------------------------------------------------------- timeline


def _timeline(accounts: Accounts) -> Any:
    alt, _ = _libraries()
    panels = []
    for column in accounts.columns:
        rows, more = _rows(accounts, column)
        if rows:
            panels.append(_panel(alt, column, rows, more))
    return alt.vconcat(*panels, spacing=18) if panels else None


def _rows(accounts: Accounts, column: Column) -> tuple[list[dict[str, Any]], int]:
    """Return a row for each figure of a column, by the day on which it was first said, and how many are not shown."""
    if column.part == "named":
        return [], 0
    named = names(accounts)
    said = [
        (figure, named[row.voice.key])
        for row in accounts.rows
        for cell in row.cells
        if cell.column == column.key
        for figure in cell.figures
        if figure.low is not None
    ]
    said.sort(key=lambda item: (item[0].first or "9999", item[0].low or 0, item[1]))
    return [_row(n, figure, who, column) for n, (figure, who) in enumerate(said[:ROWS])], max(0, len(said) - ROWS)


def _row(number: int, said: Said, who: str, column: Column) -> dict[str, Any]:
    who = who if len(who) <= 46 else who[:45] + "…"
    words = f"{said_words(said, column)}  ·  {rests_on(said.reports, said.origins)}"
    return {
        "row": f"{number:04d}|{who}{_GAP}{said.first or 'no date'}", "low": said.low, "high": said.high, "words": words,
        "firm": said.status == "asserted", "open": said.high is None,
    }  # fmt: skip


def _panel(alt: Any, column: Column, rows: list[dict[str, Any]], more: int) -> Any:
    ends = [end for row in rows for end in (row["low"], row["high"]) if end is not None]
    top = max(max(ends), 1)
    edge = top * 1.12
    for row in rows:
        row["reach"] = edge if row["open"] else row["high"]
    data = alt.Chart(alt.Data(values=rows))
    spread = "symlog" if min((e for e in ends if e), default=1) * 200 < top else "linear"
    scale = alt.Scale(domain=[0, edge], type=spread, nice=False)
    axis = alt.Axis(
        format=",d", grid=True, gridColor="#eef0f1", domain=False, ticks=False, tickCount=5, tickMinStep=1, title=None
    )
    x = alt.X("low:Q", scale=scale, axis=axis)
    y = alt.Y(
        "row:N", sort=[row["row"] for row in rows], title=None,
        axis=alt.Axis(
            labelExpr="split(datum.label, '|')[1]", labelLimit=460, ticks=False, domain=False, labelPadding=10
        ),
    )  # fmt: skip
    firm = alt.condition("datum.firm", alt.value(INK), alt.value("white"))
    bars = data.transform_filter("datum.low != datum.high").mark_rule(strokeWidth=5, opacity=0.45)
    ends_of = data.transform_filter("!datum.open && datum.low != datum.high")
    layers = [
        bars.encode(x=x, x2="reach:Q", y=y, color=alt.condition("datum.firm", alt.value(FAINT), alt.value(LINE))),
        data.transform_filter("datum.open").mark_point(
            shape="triangle-right", size=120, filled=True, color=FAINT
        ).encode(x=alt.X("reach:Q", scale=scale), y=y),
        ends_of.mark_tick(thickness=3, size=13, color=INK).encode(x=alt.X("high:Q", scale=scale), y=y),
        ends_of.mark_tick(thickness=3, size=13, color=INK).encode(x=x, y=y),
        data.transform_filter("datum.open || datum.low == datum.high").mark_point(
            size=85, filled=True, opacity=1, stroke=INK, strokeWidth=1.6
        ).encode(x=x, y=y, color=firm),
        data.mark_text(align="left").encode(
            x=alt.value(WIDTH + 14), y=y, text="words:N",
            color=alt.condition("datum.firm", alt.value(INK), alt.value(FAINT)),
        ),
    ]  # fmt: skip
    subtitle = f"{counted(more, 'further figure')} in the table" if more else ""
    title = alt.Title(column_words(column), subtitle=subtitle) if subtitle else alt.Title(column_words(column))
    return alt.layer(*layers).properties(width=WIDTH, height=alt.Step(ROW), title=title)


# ---------------------------------------------------------------- relay


def _relay(accounts: Accounts) -> Any:
    alt, _ = _libraries()
    graph = placed(accounts.edges, names(accounts), accounts.cycles)
    if not graph.nodes:
        return None
    step = max(220, *(len(n.name) * 6.4 + 80 for n in graph.nodes if 0 < n.layer < graph.layers - 1), 0)
    width, height = step * (graph.layers - 1), max(1, graph.rows) * 26 + 10
    at = {n.key: (n.layer * step, 18 + n.row * 26) for n in graph.nodes}
    nodes = [
        {"x": at[n.key][0], "y": at[n.key][1], "name": n.name, "side": "left" if n.layer == 0 else "right"
         if n.layer == graph.layers - 1 else "within"}
        for n in graph.nodes
    ]  # fmt: skip
    lines: list[dict[str, Any]] = []
    arrows: list[dict[str, Any]] = []
    for edge in graph.edges:
        (x1, y1), (x2, y2) = at[edge.origin], at[edge.carrier]
        row = {
            "ring": edge.ring,
            "copy": edge.copy,
            "weight": min(6.0, 1 + 0.7 * (edge.reports - 1)),
            "edge": len(lines),
        }
        middle = [(x1, y1), (x2, y2)] if edge.forward else _bowed(x1, y1, x2, y2)
        lines += [{**row, "x": x, "y": y, "turn": n} for n, (x, y) in enumerate(middle)]
        (px, py), (ex, ey) = middle[-2:]
        length = max(1.0, ((ex - px) ** 2 + (ey - py) ** 2) ** 0.5)
        share = 1 - 9 / length
        arrows.append({
            **row, "x": px + (ex - px) * share, "y": py + (ey - py) * share, "angle": _angle(ex - px, ey - py),
            "words": str(edge.reports) if edge.reports > 1 else "",
            "mx": px + (ex - px) * 0.72, "my": py + (ey - py) * 0.72 - 8,
        })  # fmt: skip
    flat = {"scale": None, "axis": None}
    x, y = alt.X("x:Q", **flat), alt.Y("y:Q", **flat)
    colour = alt.condition("datum.ring", alt.value(RING), alt.value("#9aa3a9"))
    dots = alt.Chart(alt.Data(values=nodes))
    layers = [
        alt.Chart(alt.Data(values=lines)).mark_line(opacity=0.85, interpolate="monotone").encode(
            x=x, y=y, detail="edge:N", order="turn:O", color=colour,
            strokeWidth=alt.StrokeWidth("weight:Q", scale=None),
            strokeDash=alt.condition("datum.copy", alt.value([5, 4]), alt.value([1, 0])),
        ),
        alt.Chart(alt.Data(values=arrows)).mark_point(shape="triangle", filled=True, size=70, opacity=1).encode(
            x=x, y=y, angle=alt.Angle("angle:Q", scale=None), color=colour
        ),
        alt.Chart(alt.Data(values=arrows)).mark_text(fontSize=11).encode(
            x=alt.X("mx:Q", **flat), y=alt.Y("my:Q", **flat), text="words:N", color=colour
        ),
        dots.mark_point(filled=True, size=45, color=INK, opacity=1).encode(x=x, y=y),
        dots.transform_filter("datum.side == 'left'").mark_text(align="right", dx=-10).encode(x=x, y=y, text="name:N"),
        dots.transform_filter("datum.side == 'right'").mark_text(align="left", dx=10).encode(x=x, y=y, text="name:N"),
        dots.transform_filter("datum.side == 'within'").mark_text(
            dy=-12, stroke="white", strokeWidth=4, strokeJoin="round"
        ).encode(x=x, y=y, text="name:N"),
        dots.transform_filter("datum.side == 'within'").mark_text(dy=-12).encode(x=x, y=y, text="name:N"),
    ]  # fmt: skip
    notes = ["words run from left to right, from who said them to who carries them; a number counts reports"]
    if any(edge.copy for edge in graph.edges):
        notes.append("dashed: a copy that names nobody")
    if any(edge.ring for edge in graph.edges):
        notes.append("brown: voices that carry one another")
    if graph.left_out:
        notes.append(f"{counted(graph.left_out, 'tie')} of single reports not drawn")
    title = alt.Title("Who carries whom", subtitle=notes)
    return alt.layer(*layers).properties(width=width, height=height, title=title)


def _bowed(x1: float, y1: float, x2: float, y2: float) -> list[tuple[float, float]]:
    """Return the turns of a line that runs back, or within a layer, bowed so that it does not lie on another."""
    bow = 34 if x1 == x2 else 0
    return [(x1, y1), ((x1 + x2) / 2 + bow, (y1 + y2) / 2 + (0 if bow else 16)), (x2, y2)]


def _angle(dx: float, dy: float) -> float:
    """Return the degrees by which a triangle that points up is turned to point along (dx, dy), y downward."""
    import math

    return math.degrees(math.atan2(dy, dx)) + 90
