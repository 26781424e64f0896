"""Events across reports: B-cubed and pairs on gva_dev beside recorded references, and the cost of grouping by size.

    python -m bench events               all
    python -m bench.events --sizes 1000 10000 100000

The sizes are of made-up sets: our own marked reports, every made-up event told by one to five of them with names and
days of its own, read once and then renamed, so that the cost of reading is left out.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from pathlib import Path

import recounted
from bench import yardsticks
from corpus import marked
from recounted.events import across
from recounted.events.profiles import Profile

_SYLLABLES = "ba den kor li mav no pra sil tu vey zan ero hul ik jas lom".split()


def gva() -> None:
    """Print how well the reports of gva_dev are grouped, beside recorded references."""
    docs = yardsticks.documents("gva_dev.jsonl")
    records, _ = yardsticks.read_all(docs, only="claims")
    tellings = [telling for record in records for telling in across.profiles_of(record)]
    began = time.process_time()
    found = across.groups(tellings)
    seconds = time.process_time() - began
    event_of = {m.key: n for n, group in enumerate(found) for m in group.documents if m.main}
    lines = [{"id": d["id"], "event": event_of[d["id"]]} for d in docs]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as pred:
        pred.writelines(json.dumps(line) + "\n" for line in lines)
        pred.flush()
        out = yardsticks.score(
            "score_events.py", "--gold", str(yardsticks.FOLDER / "gva_dev.jsonl"), "--pred", pred.name
        )
    scores = {name: float(value) for name, value in (part.split("=") for part in out.split())}
    print("events (gva_dev, 900 reports)                   B-cubed  pairs")
    print("gold date and city (recorded)                   .994     .983")
    print("TF-IDF in a window of ten days (recorded)       .895     .639")
    print(f"recounted                                       {scores['b3_f1']:.3f}    {scores['pair_f1']:.3f}")
    print(
        f"  pairs: precision {scores['pair_p']:.3f}, recall {scores['pair_r']:.3f}; grouping took {seconds:.1f} CPU s"
    )


def made_up(size: int, seeds: list[Profile], dice: random.Random) -> list[Profile]:
    """Return `size` tellings of made-up events, one to five each; names, day and place are the event's own."""
    made: list[Profile] = []
    while len(made) < size:
        seed = dice.choice(seeds)
        named = {name: "".join(dice.choice(_SYLLABLES) for _ in range(3)) for name in seed.names}
        shift = dice.randrange(-9000, 9000)
        for copy in range(dice.choice((1, 1, 1, 2, 2, 3, 5))):
            told = {named[name]: count for name, count in seed.names.items() if dice.random() < 0.7}
            member = seed.member.__class__(f"{len(made)}", f"{len(made)}", "e0", f"{dice.getrandbits(64):016x}", True)
            when = (seed.when[0] + shift, seed.when[1] + shift) if seed.when else None
            place = frozenset(named.get(name, name + str(shift % 500)) for name in seed.where)
            made.append(
                seed._replace(
                    member=member, when=when, days=frozenset(d + shift for d in seed.days), where=place, places=place,
                    published=(seed.published or 700000) + shift + copy, names=told,
                )
            )  # fmt: skip
    return made[:size]


def sizes(numbers: list[int]) -> None:
    """Print CPU seconds of grouping by size of the set, and how they grow."""
    files = sorted((Path(__file__).parent.parent / "corpus" / "own").glob("agency-0*.txt"))[:60]
    reports = [marked.read(str(path)) for path in files]
    seeds = [
        telling
        for n, report in enumerate(reports)
        for telling in across.profiles_of(recounted.read(report["text"], key=str(n), published=report["published"]))[:1]
    ]
    print("grouping of made-up sets     reports   CPU s   s per 1,000   events")
    for number in numbers:
        tellings = made_up(number, seeds, random.Random(number))
        began = time.process_time()
        found = across.groups(tellings)
        seconds = time.process_time() - began
        print(f"{'':25}{number:11,}{seconds:8.1f}{1000 * seconds / number:14.3f}{len(found):9,}")


def main() -> None:
    if yardsticks.present("gva_dev.jsonl"):
        gva()
    sizes([1000, 10000, 100000])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", nargs="+", type=int)
    chosen = parser.parse_args().sizes
    if chosen:
        sizes(chosen)
    else:
        main()
