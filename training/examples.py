"""Marked reports -> training examples: windows with their tags, answers and links.

In:  reports of corpus/own (corpus/format.md).    Out: Example, one a window.
Augmentation varies what a reader must not depend on: marks of quotation, paragraph breaks, commas and apostrophes.
"""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from corpus import marked
from recounted.marks import answers, masking, windows

ROOT = Path(__file__).parent.parent
LETTER = {"source": "S", "cue": "U", "content": "C", "number": "N", "harm": "E", "name": "W", "party": "R", "time": "T",
          "place": "L"}  # fmt: skip


class Example(NamedTuple):
    """tags: layers × pieces (class, -100 at CLS and SEP).

    asked: (piece, first column, width, answer); links: (link, tail, head).
    """

    ids: np.ndarray
    features: np.ndarray
    tags: np.ndarray
    asked: list[tuple[int, int, int, int]]
    links: list[tuple[int, int, int]]


def content_layer(report: dict[str, Any]) -> dict[str, int]:
    """Return 0 for each content mark that stands in no other statement's content, 1 for one that does."""
    spans = report["spans"]
    contents = [name for name in spans if name[0] == "C"]
    out = {}
    for name in contents:
        start, end = spans[name][0]
        out[name] = int(
            any(
                a <= start and end <= b and (a, b) != (start, end)
                for other in contents
                if other != name
                for a, b in spans[other]
            )
        )
    return out


def facts(report: dict[str, Any]) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """Return (question, mark, answer) and (link, tail mark, head mark or "") for everything the lines below say."""
    asked: list[tuple[str, str, str]] = []
    links: list[tuple[str, str, str]] = []
    numbers = {key: t["number"] for key, t in report["t"].items()}
    for q in report["q"].values():
        if q["cue"]:
            asked.append(("polarity", q["cue"], q["polarity"]))
            links.append(("source", q["cue"], q["source"] or ""))
        for content in q["content"]:
            links.append(("cue", content, q["cue"] or ""))
            links.append(("speaker", content, q["source"] or ""))
    bare = {}
    for t in report["t"].values():
        number, trigger = t["number"], t["trigger"]
        for mark in (number, trigger):
            if mark:
                asked += [("effect", mark, t["effect"]), ("status", mark, t.get("status", "asserted")),
                          ("scope", mark, t.get("scope", "event"))]  # fmt: skip
                links += [("when", mark, t.get("when", "")), ("where", mark, t.get("where", ""))]
        if trigger:
            bare[trigger] = "yes" if number is None else bare.get(trigger, "no")
        if number:
            asked.append(("named", number, "yes" if t["qualifier"] == "named" else "no"))
            links.append(("harm", number, trigger or ""))
            links.append(("part", number, numbers.get(t.get("part", ""), "") or ""))
            same = numbers.get(t.get("same", "")) or ""
            links.append(("same", number, same if same != number else ""))
    asked += [("bare", mark, answer) for mark, answer in bare.items()]
    for group in report["dup"]:
        marks = [numbers[t] for t in group if numbers.get(t)]
        for earlier, later in itertools.pairwise(marks):
            links.append(("same", later, earlier))
    for w in report["w"].values():
        asked.append(("other", w["term"], "yes" if w.get("of") == "other" else "no"))
    for r in report["r"].values():
        asked += [("actor_role", r["actor"], r["role"]), ("actor_status", r["actor"], r["status"]),
                  ("actor_kind", r["actor"], r.get("kind", "party"))]  # fmt: skip
        links.append(("doer", r["actor"], r["of"] or ""))
    seen: dict[str, str] = {}
    for marks, _ in report["same"]:
        ordered = sorted(marks, key=lambda m: report["spans"][m][0])
        for earlier, later in itertools.pairwise(ordered):
            seen[later] = earlier
    for mark in report["spans"]:
        if mark[0] == "S":
            links.append(("coref", mark, seen.get(mark, "")))
    return asked, links


_COLUMN: dict[tuple[str, str], tuple[int, int]] = {}
_at = 0
for _question, _role, _answers in answers.QUESTIONS:
    _COLUMN[_question, LETTER[_role]] = (_at, len(_answers))
    _at += len(_answers)
_ANSWER = {(q, LETTER[r]): a for q, r, a in answers.QUESTIONS}
_LINK = {name: at for at, (name, *_) in enumerate(answers.LINKS)}


def examples(
    report: dict[str, Any], tokenizer: Any, dice: random.Random | None, names: list[str] | None = None
) -> list[Example]:
    """Return the report's windows with targets; with dice the text is varied (names: a pool of other names) and the
    first window shortened."""
    text, spans = report["text"], report["spans"]
    if dice is not None:
        text, spans = vary(text, spans, dice, names or [])
    first = windows.PIECES if dice is None else dice.randint(windows.PIECES // 4, windows.PIECES)
    layer_of = content_layer(report)
    asked, links = facts(report)
    out = []
    stand_in = 0 if dice is None else dice.randrange(len(masking.POOL))
    for window in windows.windows(text, tokenizer, first, stand_in=stand_in):
        out.append(_targets(window, spans, layer_of, asked, links))
    return out


def _targets(window: windows.Window, spans: dict, layer_of: dict, asked: list, links: list) -> Example:
    n = len(window.ids)
    tags = np.zeros((len(answers.LAYERS), n), np.int64)
    tags[:, window.starts < 0] = -100
    begins: dict[str, list[int]] = {}
    # Longest first: where marks of one layer nest, the shorter is lost at its own pieces only if it is drawn later.
    order = sorted(spans, key=lambda m: -sum(b - a for a, b in spans[m]))
    for mark in order:
        for start, end in spans[mark]:
            at = np.nonzero((window.starts < end) & (window.ends > start) & (window.starts >= 0))[0]
            if not len(at):
                continue
            for layer, (_, roles, depth) in enumerate(answers.LAYERS):
                letters = [LETTER[r] for r in roles]
                if mark[0] in letters and (mark[0] != "C" or layer_of[mark] == depth):
                    tag = 1 + 2 * letters.index(mark[0])
                    if mark[0] == "N" and (tags[layer, at] > 0).any():
                        continue  # a number inside a number: the outer one is kept whole
                    tags[layer, at] = tag + 1
                    tags[layer, at[0]] = tag
                    begins.setdefault(mark, []).append(int(at[0]))
    targets = []
    for question, mark, answer in asked:
        if mark in begins:
            column, count = _COLUMN[question, mark[0]]
            targets.append((begins[mark][0], column, count, _ANSWER[question, mark[0]].index(answer)))
    arcs = []
    for link, tail, head in links:
        if tail not in begins:
            continue
        if head and head not in begins:
            if link in ("cue", "source", "speaker", "harm"):
                continue  # the other end is in another window: nothing to learn here
            head = ""
        for at in begins[tail] if link in ("cue", "speaker") else begins[tail][:1]:
            arcs.append((_LINK[link], at, begins[head][0] if head else 0))
    arcs = _settle(arcs)
    return Example(window.ids, window.features, tags, targets, arcs)


def _settle(arcs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Keep one head a tail and link: a real head before "none" (0), the first before later ones."""
    best: dict[tuple[int, int], int] = {}
    for link, tail, head in arcs:
        if not best.get((link, tail)):
            best[link, tail] = head
    return [(link, tail, head) for (link, tail), head in best.items()]


# ---------------------------------------------------------------- augmentation


def name_pool(reports: list[dict[str, Any]]) -> list[str]:
    """Return the words that are names in the sources and parties of reports: rare, and never in small letters."""
    seen: Counter[str] = Counter()
    small: set[str] = set()
    for report in reports:
        words = re.findall(r"[^\W\d_]+", report["text"])
        small |= {w.casefold() for w in words if w.islower()}
        names = set()
        for mark, pieces in report["spans"].items():
            if mark[0] in "SR":
                names |= {w for a, b in pieces for w in re.findall(r"[^\W\d_]{4,}", report["text"][a:b]) if w.istitle()}
        seen.update(names)
    return sorted(w for w, n in seen.items() if n <= 3 and w.casefold() not in small)


def _renamed(text: str, spans: dict, names: list[str], dice: random.Random) -> list[tuple[int, int, str]]:
    """Return edits that give each name of the sources and parties another name, the same one throughout."""
    known = set(names)
    here = {
        w
        for m, pieces in spans.items()
        if m[0] in "SR"
        for a, b in pieces
        for w in re.findall(r"[^\W\d_]{4,}", text[a:b])
    }
    other = {w: dice.choice(names) for w in sorted(here & known)}
    return [(m.start(), m.end(), other[m.group()]) for m in re.finditer(r"[^\W\d_]{4,}", text) if m.group() in other]


def vary(
    text: str, spans: dict[str, list[list[int]]], dice: random.Random, names: list[str]
) -> tuple[str, dict[str, list[list[int]]]]:
    """Return the text in other typography and with other names, and the spans moved along.

    Each is drawn by itself: quotation marks straight or curly or doubled single; paragraphs run together (scraped
    pages); commas and apostrophes lost (as some collections lost them); quotation marks lost altogether, rarely.
    """
    edits: list[tuple[int, int, str]] = []
    style = dice.random()
    if style < 0.25:
        edits += [(m.start(), m.end(), '"') for m in re.finditer("[“”]", text)]
    elif style < 0.4:
        edits += _curl(text)
    elif style < 0.45:
        edits += [(m.start(), m.end(), "''") for m in re.finditer('[“”"]', text)]
    if dice.random() < 0.3:
        edits += [(m.start(), m.end(), "'") for m in re.finditer("’", text)]
    if dice.random() < 0.2:
        edits += [(m.start(), m.end(), " ") for m in re.finditer(r"\n+", text)]
    if dice.random() < 0.1:
        edits += [(m.start(), m.end(), "") for m in re.finditer(r",(?=\s)|(?<=\w)['’](?=\w)", text)]
    if names and dice.random() < 0.4:
        edits += _renamed(text, spans, names, dice)
    edits.sort()
    kept, last = [], -1
    for edit in edits:
        if edit[0] >= last:
            kept.append(edit)
            last = edit[1]
    return _apply(text, spans, kept)


def _curl(text: str) -> list[tuple[int, int, str]]:
    edits, inside = [], False
    for m in re.finditer(r'["\n]', text):
        if m.group() == "\n":
            inside = False
        else:
            edits.append((m.start(), m.end(), "”" if inside else "“"))
            inside = not inside
    return edits


def _apply(text: str, spans: dict, edits: list[tuple[int, int, str]]) -> tuple[str, dict]:
    where = np.zeros(len(text) + 1, np.int64)
    out, at, length = [], 0, 0
    for start, end, new in edits:
        where[at:start] = np.arange(start - at) + length
        out.append(text[at:start])
        length += start - at
        where[start:end] = length
        out.append(new)
        length += len(new)
        at = end
    where[at:] = np.arange(len(text) + 1 - at) + length
    out.append(text[at:])
    moved = {}
    for mark, pieces in spans.items():
        new_pieces = [[int(where[a]), int(where[b])] for a, b in pieces]
        moved[mark] = [p for p in new_pieces if p[0] < p[1]] or [
            [int(where[pieces[0][0]]), int(where[pieces[0][0]]) + 1]
        ]
    return "".join(out), moved


def load(paths: list[str]) -> list[dict[str, Any]]:
    """Return the marked reports at paths; raises corpus.marked.Fault with the file's name on a faulty one."""
    out = []
    for path in paths:
        try:
            out.append(marked.read(path))
        except marked.Fault as fault:
            raise marked.Fault(f"{path}:{fault}") from None
    return out


def test_ids() -> set[str]:
    """Return the ids of the project's own test part (corpus/test.txt)."""
    path = ROOT / "corpus" / "test.txt"
    lines = path.read_text("utf-8").split("\n") if path.is_file() else []
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}
