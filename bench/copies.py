"""Copies, cuts, partial rewrites, one quotation elsewhere, and lookalikes: precision and recall, and cost by size.

In:  bench/copies.jsonl: reports of our own. `words` names what a report shares with others ("copy:ferry", "passage:f2",
"quotation:f4"); "lookalike:…" marks reports of one template that share no statement. The numbers of accounts.copies
were set on the half marked "set"; "test" was only measured.    Out: a table.
Cost: reports made by program, a fifth of them copies or cuts of earlier ones, a fifth of one template.
"""

from __future__ import annotations

import random
import time
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec

import recounted
from recounted.accounts.copies import common_words
from recounted.model import SCHEMA, Document, Reader, Record, digest_of, text_id_of
from recounted.model_many import Kept

SET = Path(__file__).with_suffix(".jsonl")
SIZES = (1_000, 10_000)

Pair = tuple[str, str]


def reports(part: str | None = None) -> list[dict[str, Any]]:
    """Return the reports of the set, or of one half of it."""
    rows = [msgspec.json.decode(line) for line in SET.read_bytes().splitlines()]
    return [row for row in rows if part in (None, row["part"])]


def read(row: dict[str, Any]) -> Kept:
    """Return one report of the set as the store would keep it."""
    record = recounted.read(row["text"], published=row["published"], outlet=row["outlet"], key=row["id"])
    return Kept(record, "2026-01-01T00:00:00Z", record.document.text_id)


def wanted(rows: list[dict[str, Any]]) -> dict[str, set[Pair]]:
    """Return kind -> the pairs of keys that share words of that kind, or stand as lookalikes."""
    out: dict[str, set[Pair]] = {"copy": set(), "passage": set(), "quotation": set(), "lookalike": set()}
    for one, other in combinations(sorted(rows, key=lambda row: str(row["id"])), 2):
        for words in {*one["words"]} & {*other["words"]}:
            out[words.partition(":")[0]].add((one["id"], other["id"]))
    return out


def found(rows: list[dict[str, Any]]) -> dict[str, set[Pair]]:
    """Return kind -> the pairs of keys that accounts.copies finds."""
    kept = [read(row) for row in rows]
    keys = {k.record.document.id: k.record.document.key for k in kept}
    out: dict[str, set[Pair]] = {"copy": set(), "passage": set(), "quotation": set()}
    for copies in common_words(kept).copies:
        held = sorted({keys[p.document] for p in copies.passages})
        out[copies.kind].update(combinations(held, 2))
    return out


class Score(msgspec.Struct, frozen=True):
    """Pairs of reports: right, found, wanted; false_alike: lookalikes taken for copies; missed, false: those pairs."""

    precision: float
    recall: float
    by_kind: dict[str, float]
    lookalikes: int
    false_alike: int
    missed: list[Pair]
    false: list[Pair]


def score(part: str | None = None) -> Score:
    """Return the score on a half of the set or on all of it: pairs that share words, of whatever kind."""
    rows = reports(part)
    gold, told = wanted(rows), found(rows)
    all_gold = gold["copy"] | gold["passage"] | gold["quotation"]
    all_told = told["copy"] | told["passage"] | told["quotation"]
    right = all_gold & all_told
    by_kind = {
        "copy": _share(gold["copy"] & told["copy"], gold["copy"]),
        "passage": _share(gold["passage"] & (told["passage"] | told["copy"]), gold["passage"]),
        "quotation": _share(gold["quotation"] & all_told, gold["quotation"]),
    }
    return Score(
        _share(right, all_told), _share(right, all_gold), by_kind, len(gold["lookalike"]),
        len(gold["lookalike"] & all_told), sorted(all_gold - all_told), sorted(all_told - all_gold),
    )  # fmt: skip


def _share(some: set[Pair], whole: set[Pair]) -> float:
    return len(some) / len(whole) if whole else 1.0


# ---------------------------------------------------------------- cost


def made(number: int) -> list[Kept]:
    """Return so many reports of 80 to 240 words: of 5, one copies or cuts an earlier one and one is of a template."""
    chance = random.Random(number)
    words = [
        f"{chance.choice('bdfgklmnprst')}{chance.choice('aeiou')}{chance.choice('lmnrst')}{n:x}" for n in range(8000)
    ]
    texts: list[str] = []
    for n in range(number):
        if n % 5 == 3 and n > 10:
            earlier = texts[chance.randrange(n)].split(". ")
            texts.append(". ".join(earlier[: max(2, len(earlier) - chance.randrange(3))]))
        elif n % 5 == 4:
            texts.append(
                f"The Orla Mission recorded {chance.randrange(90)} violations on {1 + n % 28} May {1900 + n % 90}. "
                f"Of these {chance.randrange(40)} were with small arms. The Mission publishes its count every day at "
                "noon and does not say who fired first."
            )
        else:
            said = [" ".join(chance.choice(words) for _ in range(chance.randrange(9, 22))).capitalize()
                    for _ in range(chance.randrange(8, 14))]  # fmt: skip
            texts.append(". ".join(said) + ".")
    reader = Reader("recounted", "0", "en", "default", None)
    return [
        Kept(Record(SCHEMA, reader, Document(digest_of(n, text), text_id_of(text), f"r{n}", text)), "2026-01-01", "")
        for n, text in enumerate(texts)
    ]


def main() -> None:
    print(f"copies ({SET.name})                     precision  recall   copy  passage  quotation  lookalikes taken")
    for part, words in (("set", "the half it was set on"), ("test", "the other half")):
        s = score(part)
        kinds = "   ".join(f"{s.by_kind[k]:.2f}" for k in ("copy", "passage", "quotation"))
        print(f"{words:<34} {s.precision:>14.3f}  {s.recall:>6.3f}   {kinds}       {s.false_alike} of {s.lookalikes}")
        for name, pairs in (("missed", s.missed), ("false", s.false)):
            for one, other in pairs:
                print(f"    {name}: {one} and {other}")
    for size in SIZES:
        kept = made(size)
        start = time.process_time()
        shared = common_words(kept)
        print(f"{size:>7,} reports of 80 to 240 words: {time.process_time() - start:.1f} CPU-seconds, "
              f"{len(shared.copies):,} clusters")  # fmt: skip


if __name__ == "__main__":
    main()
