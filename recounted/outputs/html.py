"""Writes records as one self-contained page: the text with every piece of evidence marked, its claims beside it.

In:  Records.    Out: HTML in UTF-8 that asks no other machine for anything.
Hovering or focusing an item lights its evidence, and the other way round. Nothing on the page says which account is
right; the interface's own words are neutral, the sources' words stand between their quotation marks.
"""

from __future__ import annotations

import codecs
import html
import itertools
from collections.abc import Iterable
from importlib import resources
from typing import IO

from recounted.languages.event_nouns import contested
from recounted.model import (
    Claim,
    NamingClaim,
    Record,
    Span,
    Statement,
    TollClaim,
)
from recounted.outputs.wording import figure, voice_words

_STANCES = {"distanced": "at a distance", "rejected": "refused"}

DESCRIPTION = "one self-contained page: the text with its evidence, the claims beside it"
SUFFIX = ".html"


def write(records: Iterable[Record], stream: IO[bytes]) -> None:
    """Write one page with a section for each record."""
    page = codecs.getwriter("utf-8")(stream)
    files = resources.files("recounted.outputs")
    style = (files / "page.css").read_text("utf-8")
    script = (files / "page.js").read_text("utf-8")
    page.write('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    page.write('<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Recounted</title>\n')
    page.write(f"<style>\n{style}</style>\n</head>\n<body>\n<header><h1>Recounted</h1>{_legend()}</header>\n<main>\n")
    for number, record in enumerate(records):
        page.write(_section(record, number))
    page.write(f"</main>\n<script>\n{script}</script>\n</body>\n</html>\n")


def _legend() -> str:
    kinds = (
        ("toll", "people harmed"), ("naming", "names of the event"), ("responsibility", "held responsible"),
        ("statement", "statements"), ("cue", "cues"), ("source", "sources"), ("time", "times"), ("place", "places"),
    )  # fmt: skip
    return "<p class=legend>" + " ".join(f'<span class="e {kind}">{words}</span>' for kind, words in kinds) + "</p>"


# ---------------------------------------------------------------- the text


def _evidence(record: Record, prefix: str) -> list[tuple[Span, str, str]]:
    """Return (span, class, item id) for everything that a record reads from its text."""
    out: list[tuple[Span, str, str]] = []
    for q in record.statements:
        out += [(span, "statement", prefix + q.id) for span in q.content]
        out += [(span, kind, prefix + q.id) for span, kind in ((q.cue, "cue"), (q.source_span, "source")) if span]
    for claim in record.claims:
        if isinstance(claim, TollClaim):
            out += [(span, "toll", prefix + claim.id) for span in (claim.span, claim.trigger) if span]
        elif isinstance(claim, NamingClaim):
            out += [(span, "naming", prefix + claim.id) for span in claim.mentions]
        else:
            out += [(span, "responsibility", prefix + claim.id) for span in claim.mentions]
    out += [(t.span, "time", prefix + t.id) for t in record.times]
    out += [(p.span, "place", prefix + p.id) for p in record.places]
    return out


def marked_text(text: str, evidence: list[tuple[Span, str, str]]) -> str:
    """Return text as HTML, cut at every span's ends, each piece with the classes and items of the spans over it."""
    cuts = sorted({0, len(text), *(at for span, _, _ in evidence for at in span)})
    starting: dict[int, list[int]] = {}
    for n, (span, _, _) in enumerate(evidence):
        starting.setdefault(span[0], []).append(n)
    out: list[str] = []
    open_now: list[int] = []
    for begin, end in itertools.pairwise(cuts):
        open_now = [n for n in open_now if evidence[n][0][1] > begin] + starting.get(begin, [])
        words = html.escape(text[begin:end], quote=False)
        if not open_now:
            out.append(words)
            continue
        classes = " ".join(dict.fromkeys(["e", *(evidence[n][1] for n in open_now)]))
        items = " ".join(dict.fromkeys(evidence[n][2] for n in open_now))
        out.append(f'<span class="{classes}" data-items="{items}">{words}</span>')
    return "".join(out)


# ---------------------------------------------------------------- the list beside it


def _section(record: Record, number: int) -> str:
    prefix, doc = f"r{number}-", record.document
    names = {s.id: s.name for s in record.sources}
    facts = [
        ("Key", doc.key), ("Outlet", names.get(doc.outlet or "", "not stated")),
        ("Published", f"{doc.published} ({doc.published_from})" if doc.published else "not stated"),
        ("Dateline", doc.dateline.place if doc.dateline else None),
    ]  # fmt: skip
    head = " · ".join(f"{label}: {html.escape(value)}" for label, value in facts if value)
    title = html.escape(doc.title or doc.key)
    body = marked_text(doc.text, _evidence(record, prefix))
    panels = "".join(
        [
            _panel("Events", [_event(record, e, prefix) for e in record.events]),
            _panel("People harmed, by voice", _by_voice(record, TollClaim, prefix)),
            _side_by_side(record, prefix),
            _panel("Who speaks", [_statement(q, names, prefix) for q in record.statements]),
            _panel(
                "Checks",
                [
                    f"<li>{html.escape(c.rule.replace('_', ' '))}: {c.outcome} — {html.escape(c.detail)}</li>"
                    for c in record.checks
                ],
            ),
            _panel("Warnings", [f"<li>{html.escape(w.what)}</li>" for w in record.warnings]),
        ]
    )
    return (
        f"<section class=report><h2>{title}</h2><p class=facts>{head}</p>\n"
        f'<div class=sides><article class=text lang="{doc.language or "en"}">{body}</article>'
        f"\n<aside>{panels}</aside></div></section>\n"
    )


def _panel(title: str, rows: list[str]) -> str:
    return f"<h3>{title}</h3><ul>{''.join(rows)}</ul>\n" if rows else ""


def _item(identity: str, words: str, indent: bool = False, title: str = "") -> str:
    kind = " class=part" if indent else ""
    note = f' title="{html.escape(title)}"' if title else ""
    return f'<li{kind} tabindex=0 data-item="{identity}"{note}>{words}</li>'


def _event(record: Record, event: object, prefix: str) -> str:
    label = html.escape(event.label)  # type: ignore[attr-defined]
    telling = ", ".join(
        f"{figure(t.low, t.high)} {effect.replace('_', ' ')}"
        for effect, t in event.toll.items()  # type: ignore[attr-defined]
    )
    main = " <small>(what the report is about)</small>" if event.main else ""  # type: ignore[attr-defined]
    return f"<li>{label}{main}{': ' + telling if telling else ''}</li>"


def _by_voice(record: Record, kind: type, prefix: str) -> list[str]:
    voices: dict[tuple[str, ...], list[Claim]] = {}
    for claim in record.claims:
        if isinstance(claim, kind):
            voices.setdefault(tuple(claim.voice), []).append(claim)
    rows = []
    for voice, claims in voices.items():
        rows.append(f"<li class=voice>{html.escape(voice_words(record, list(voice)))}</li>")
        rows += [_claim(claim, prefix, record.reader.language) for claim in claims]
    return rows


def _side_by_side(record: Record, prefix: str) -> str:
    """Return, a row a voice, the names that it gives the event beside those whom it holds responsible."""
    voices: dict[tuple[str, ...], tuple[list[str], list[str]]] = {}
    for claim in record.claims:
        if not isinstance(claim, TollClaim):
            names, parties = voices.setdefault(tuple(claim.voice), ([], []))
            (names if isinstance(claim, NamingClaim) else parties).append(_claim(claim, prefix, record.reader.language))
    if not voices:
        return ""
    rows = "".join(
        f"<tr><th scope=row colspan=2>{html.escape(voice_words(record, list(voice)))}</th></tr>"
        f"<tr><td><ul>{''.join(names)}</ul></td><td><ul>{''.join(parties)}</ul></td></tr>"
        for voice, (names, parties) in voices.items()
    )
    heads = "<tr><th scope=col>names the event</th><th scope=col>holds responsible</th></tr>"
    return f"<h3>Names and responsibility, by voice</h3><table class=views>{heads}{rows}</table>\n"


def _claim(claim: Claim, prefix: str, language: str) -> str:
    sure = f"read by {claim.rule}, confidence {claim.confidence:.2f}"
    if isinstance(claim, TollClaim):
        effect = claim.effect.replace("_", " ")
        words = f"<b>{figure(claim.low, claim.high)}</b> {effect} <q>{html.escape(claim.as_said)}</q>"
        notes = [
            claim.group_code,
            claim.status if claim.status != "asserted" else None,
            claim.scope if claim.scope != "event" else None,
            claim.when,
        ]
        extra = " · ".join(n for n in notes if n)
        return _item(
            prefix + claim.id,
            words + (f" <small>{html.escape(extra)}</small>" if extra else ""),
            claim.part_of is not None,
            sure,
        )
    if isinstance(claim, NamingClaim):
        told = f" <small>{_STANCES[claim.stance]}</small>" if claim.stance else ""
        if why := contested(claim.term, language):
            told += f' <small title="{html.escape(why)}">contested in use</small>'
        return _item(prefix + claim.id, f"<q>{html.escape(claim.term)}</q> × {len(claim.mentions)}{told}", title=sure)
    about = ", ".join(n for n in (claim.role if claim.role != "actor" else "", claim.status, claim.actor_kind) if n)
    return _item(prefix + claim.id, f"<q>{html.escape(claim.actor)}</q> <small>{about}</small>", title=sure)


def _statement(q: Statement, names: dict[str, str], prefix: str) -> str:
    who = names.get(q.source or "", "no source named")
    through = f" through {html.escape(q.channel.name)}" if q.channel else ""
    polarity = f", {q.polarity}" if q.polarity != "affirmed" else ""
    said = f", said {q.said}" if q.said else ""
    return _item(
        prefix + q.id, f"{html.escape(who)}{through} <small>{q.kind}{polarity}{said}</small>", q.within is not None
    )
