#!/usr/bin/env python3
"""Read marked reports (format.md) and check them, or turn them into scored shapes.

usage: marked.py check FILE…                 every fault as file:line: what, and the way out; exit 1 if any
       marked.py attribution FILE… > A.jsonl  {"id","text","attributions":[{"source","cue","content"}]}
       marked.py gold FILE… > G.jsonl         {"id","text","published","outlet","claims","names","responsible",
                                              "statements"}
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

Spans = dict[str, list[list[int]]]  # mark -> its pieces, [start, end] in code points of the plain text
Report = dict[str, Any]  # header, "text", "spans", and the lines below under "q", "t", "w", "r", "same", "dup"

EFFECTS = "killed injured missing captive detained displaced rescued tortured sexual_violence bereaved affected".split()
QUALIFIERS = "exact at_least more_than about nearly up_to fewer_than range vague named unspecified".split()
STATUSES = "asserted denied expected hypothetical superseded".split()
SCOPES = "event daily cumulative background".split()
POLARITIES = "denied questioned conceded".split()
ACTORS = "party person cause unknown".split()
MARK = re.compile(r"\{([A-Z]\d+)\||\}")


class Fault(Exception):  # noqa: N818 (what is wrong with a report, not with this program)
    """What is wrong in a marked report, with its line and the way out."""


def unmark(body: str, line: int) -> tuple[str, Spans]:
    """Return the plain text and {mark: [[start, end], …]}; offsets are code points of the plain text."""
    out: list[str] = []
    spans: Spans = {}
    stack: list[tuple[str, int]] = []
    at = pos = 0
    for m in MARK.finditer(body):
        piece = body[pos : m.start()]
        out.append(piece)
        at += len(piece)
        pos = m.end()
        if m[1]:
            stack.append((m[1], at))
        else:
            if not stack:
                raise Fault(f'{line + body[: m.start()].count(chr(10))}: "}}" closes nothing')
            name, start = stack.pop()
            if start == at:
                raise Fault(f"{line + body[: m.start()].count(chr(10))}: {name} is empty")
            spans.setdefault(name, []).append([start, at])
    if stack:
        raise Fault(f"{line}: {stack[-1][0]} is never closed")
    out.append(body[pos:])
    text = "".join(out)
    if "{" in text or "|" in text:
        before = text[: max(text.find("{"), text.find("|"))]
        raise Fault(f'{line + before.count(chr(10))}: stray "{{" or "|": marks are {{A1|words}}')
    for name, ss in spans.items():
        ss.sort()
        for s, e in ss:
            if text[s:e] != text[s:e].strip():
                raise Fault(f"{line}: {name} begins or ends with a space: {text[s:e]!r}")
    return text, spans


def bounds(word: str) -> tuple[int | None, int | None]:
    """Return (low, high) of 41, 41.., 0..50 or ?; high None is open, both None no number."""
    if word == "?":
        return None, None
    m = re.fullmatch(r"(\d+)(\.\.(\d+)?)?", word)
    if not m:
        raise Fault(f"bounds {word!r}: write 41, 41.., 0..50 or ?")
    low = int(m[1])
    return (low, low) if not m[2] else (low, int(m[3]) if m[3] else None)


def read(path: str) -> Report:
    """Return the marked report in the file at path; raises Fault with the line on which it cannot be read."""
    raw = Path(path).read_text("utf-8")
    head: dict[str, str] = {}
    n = 0
    lines = raw.split("\n")
    while n < len(lines) and lines[n].startswith("# "):
        k, _, v = lines[n][2:].partition(":")
        head[k.strip()] = v.strip()
        n += 1
    for k in ("id", "published", "outlet", "kind"):
        if k not in head:
            raise Fault(f'1: header lacks "# {k}: …" (write - for none)')
    try:
        end = next(i for i, x in enumerate(lines) if x.strip() == "---")
    except StopIteration:
        raise Fault(f'{len(lines)}: no line "---" after the text') from None
    text, spans = unmark("\n".join(lines[n:end]).strip("\n"), n + 1)
    d: Report = dict(head, text=text, spans=spans, q={}, t={}, w={}, r={}, same=[], dup=[])
    used: set[str] = set()
    for i in range(end + 1, len(lines)):
        row = re.sub(r"\s+#.*$", "", lines[i]).strip()
        if not row:
            continue
        f = re.findall(r'\w+="[^"]*"|"[^"]*"|\S+', row)
        try:
            item(d, f, used)
        except Fault as e:
            raise Fault(f"{i + 1}: {e}") from None
        except (IndexError, ValueError) as e:
            raise Fault(f"{i + 1}: cannot read {row!r} ({e})") from None
    for m in sorted(set(spans) - used):
        if m[0] not in "TL":
            raise Fault(f"{end + 1}: {m} ({text[slice(*spans[m][0])]!r}) is marked and no line below uses it")
    for k, t in d["t"].items():
        for x in ("part", "same"):
            if t.get(x) and t[x] not in d["t"]:
                raise Fault(f"{end + 1}: {k} has {x}={t[x]}, which is not there")
    return d


def item(d: Report, f: list[str], used: set[str]) -> None:
    """Put the line f (its words) into the report d, and the marks that it names into used."""

    def mark(word: str, letter: str) -> str | None:
        if word == "-":
            return None
        if word not in d["spans"]:
            raise Fault(f"{word} is not marked in the text")
        if word[0] not in letter:
            raise Fault(f"{word} stands where {letter} is wanted")
        used.add(word)
        return word

    key, rest = f[0], f[1:]
    opts = {a: b.strip('"') for a, _, b in (x.partition("=") for x in rest if "=" in x)}
    rest = [x for x in rest if "=" not in x]
    if re.fullmatch(r"q\d+", key):
        kind = next((x for x in rest if x in ("direct", "indirect", "mixed")), None)
        if not kind:
            raise Fault("a statement is direct, indirect or mixed")
        names = rest[: rest.index(kind)]
        d["q"][key] = dict(
            source=mark(names[0], "S"),
            cue=mark(names[1], "U"),
            content=[mark(x, "C") for x in names[2:]],
            kind=kind,
            polarity=next((x for x in rest if x in POLARITIES), "affirmed"),
            **opts,
        )
        if not names[2:]:
            raise Fault("a statement needs its content")
    elif re.fullmatch(r"t\d+", key):
        if rest[2] not in EFFECTS or rest[4] not in QUALIFIERS:
            raise Fault(f"effect {rest[2]!r} or qualifier {rest[4]!r} is not in record.md")
        for k, ok in (("status", STATUSES), ("scope", SCOPES)):
            if opts.get(k) and opts[k] not in ok:
                raise Fault(f"{k}={opts[k]} is not one of {' '.join(ok)}")
        low, high = bounds(rest[3])
        for k, letter in (("when", "T"), ("where", "L")):
            if k in opts:
                mark(opts[k], letter)
        n = mark(rest[0], "N")
        if (n is None) != (rest[4] == "unspecified"):
            raise Fault('only unspecified harm goes without a number mark, and only with "-"')
        d["t"][key] = dict(
            number=n, trigger=mark(rest[1], "E"), effect=rest[2], low=low, high=high, qualifier=rest[4], **opts
        )
    elif re.fullmatch(r"w\d+", key):
        if opts.get("of", "other") != "other" or opts.get("stance", "distanced") != "distanced":
            raise Fault("write wN W [of=other] [stance=distanced]")
        d["w"][key] = dict(term=mark(rest[0], "W"), **opts)
    elif re.fullmatch(r"r\d+", key):
        d["r"][key] = dict(
            actor=mark(rest[0], "R"),
            of=mark(rest[1], "EW") if len(rest) > 3 else None,
            role=rest[-2],
            status=rest[-1],
            **opts,
        )
        if opts.get("kind", "party") not in ACTORS:
            raise Fault(f"kind={opts['kind']} is not one of {' '.join(ACTORS)}")
        if rest[-2] not in ("actor", "helper", "order") or rest[-1] not in ("asserted", "denied", "alleged", "claimed"):
            raise Fault("write rN R [E|W] actor|helper|order asserted|denied|alleged|claimed")
    elif key == "same":
        d["same"].append(
            (
                [mark(x, "S") for x in rest if not x.startswith('"')],
                next((x.strip('"') for x in rest if x.startswith('"')), None),
            )
        )
    elif key == "dup":
        d["dup"].append(rest)
    else:
        raise Fault(f"{key!r}: a line begins with qN, tN, wN, rN, same or dup")


def name_of(d: Report, s: str) -> str:
    """Return the name of the source that mark s mentions: as a line `same` gives it, else its longest mention."""
    for marks, full in d["same"]:
        if s in marks:
            if full:
                return str(full)
            s = max(marks, key=lambda m: d["spans"][m][0][1] - d["spans"][m][0][0])
    return str(d["text"][slice(*d["spans"][s][0])])


def voice(d: Report, span: list[int]) -> list[str]:
    """Return the source names of the statements whose content holds the span, outermost first; of two with the one
    content ("the Star, citing an official, reported") the one whose line stands first is the outer one."""
    v = []
    for q in d["q"].values():
        for c in q["content"]:
            for s, e in d["spans"][c]:
                if s <= span[0] and span[1] <= e:
                    v.append((e - s, name_of(d, q["source"]) if q["source"] else "?"))
    return [n for _, n in sorted(v, key=lambda held: -held[0])]


def attribution(d: Report) -> dict[str, Any]:
    """Return a report's statements as scorers of attribution want them."""

    def get(mark: str | None) -> list[list[int]]:
        return d["spans"][mark] if mark else []

    return {
        "id": d["id"],
        "text": d["text"],
        "attributions": [
            {
                "source": get(q["source"]),
                "cue": get(q["cue"]),
                "content": sorted(s for c in q["content"] for s in d["spans"][c]),
            }
            for q in d["q"].values()
        ],
    }


def gold(d: Report) -> dict[str, Any]:
    """Return a report's claims, names, parties and statements as the scorer of whole records wants them."""
    sp, tx = d["spans"], d["text"]
    order = [k for k, t in d["t"].items() if t["qualifier"] not in ("unspecified", "named")]
    claims = []
    for k in order:
        t = d["t"][k]
        n = sp[t["number"]][0]
        claims.append(
            {
                "effect": t["effect"],
                "low": t["low"],
                "high": t["high"],
                "qualifier": t["qualifier"],
                "as_said": tx[n[0] : n[1]],
                "span": n,
                "trigger": sp[t["trigger"]][0] if t["trigger"] else None,
                "unit": t.get("unit", "person"),
                "group": t.get("group"),
                "part_of": order.index(t["part"]) if t.get("part") in order else None,
                "voice": voice(d, n),
                "status": t.get("status", "asserted"),
                "scope": t.get("scope", "event"),
            }
        )
    return {
        "id": d["id"],
        "text": tx,
        "published": None if d["published"] == "-" else d["published"],
        "outlet": None if d["outlet"] == "-" else d["outlet"],
        "claims": claims,
        "names": [
            {"term": tx[slice(*sp[w["term"]][0])], "span": sp[w["term"]][0], "voice": voice(d, sp[w["term"]][0])}
            for w in d["w"].values()
            if w.get("of") != "other"
        ],
        "responsible": [
            {
                "actor": tx[slice(*sp[r["actor"]][0])],
                "span": sp[r["actor"]][0],
                "voice": voice(d, sp[r["actor"]][0]),
                "status": r["status"],
            }
            for r in d["r"].values()
        ],
        "statements": [
            {
                "kind": q["kind"],
                "content": sorted(s for c in q["content"] for s in sp[c]),
                "cue": sp[q["cue"]][0] if q["cue"] else None,
                "source": sp[q["source"]][0] if q["source"] else None,
                "source_name": name_of(d, q["source"]) if q["source"] else None,
                "channel": q.get("channel"),
            }
            for q in d["q"].values()
        ],
    }


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in ("check", "attribution", "gold"):
        sys.exit(__doc__)
    bad = n = 0
    totals: dict[str, int] = {}
    for path in sys.argv[2:]:
        try:
            d = read(path)
        except Fault as e:
            print(f"{path}:{e}", file=sys.stderr)
            bad += 1
            continue
        n += 1
        if sys.argv[1] == "check":
            for k in "qtwr":
                totals[k] = totals.get(k, 0) + len(d[k])
            totals["words"] = totals.get("words", 0) + len(d["text"].split())
        else:
            print(json.dumps({"attribution": attribution, "gold": gold}[sys.argv[1]](d), ensure_ascii=False))
    if sys.argv[1] == "check":
        print(f"{n} reports, {bad} with faults;", " ".join(f"{k} {v}" for k, v in totals.items()))
    sys.exit(bad > 0)
