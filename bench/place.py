"""Places: which of the gazetteer's each name is, on sixty short reports of ours; what the event's place is; how fast.

In:  bench/places.jsonl (texts by us, places labelled by hand), ../shared/bench/gva_dev.jsonl where it is there.
The reader was mended on these reports. Before anything was mended on the last twenty of them it read: names found
1.000, resolved .935, event's place .80. Of gva_dev the headings of misses in every third report were looked at, and
rules of the language mended after them (shortened states, headlines).
Out: precision, recall and accuracy, KB a CPU second, seconds and MB of the first place. `python -m bench.place`
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench import yardsticks
from recounted.claims.where import event_where
from recounted.inputs.opening import read_opening
from recounted.marks.gazetteer import fold
from recounted.marks.places import mark_places
from recounted.marks.sentences import sentences
from recounted.model import Dateline, Place, Span

REPORTS = Path(__file__).parent / "places.jsonl"
# Words of harm, as a stand-in for what the encoder marks: this yardstick measures places alone.
_HARM = re.compile(
    r"\b(?:killed|dead|died|dies|deaths?|drowned|shot|wounded|wounds|injured|hurt|burned|bodies|sank|blew up|exploded"
    r"|destroyed|collided|plunged|trapped|tornado|explosion|earthquake|blast|fire|leak|crushed|murder\w*|homicide|shooting)\b"
)
_FIRST = """
import resource, time
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; began = time.process_time()
from recounted.marks.places import mark_places
mark_places("A bridge fell in Baku.", None)
print(time.process_time() - began, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def _scene(text: str, places: list[Place], dateline: Dateline | None) -> Place | None:
    harms: list[Span] = [m.span() for m in _HARM.finditer(text)]
    found, _ = event_where(text, harms, places, sentences(text), dateline)
    return next((p for p in places if p.id == found), None)


def same(place: Place, gold: dict[str, Any]) -> bool:
    """Whether a place is the gold's: by GeoNames' id, or by the gazetteer's name; two unknown ones are the same."""
    if gold["geonames"] or place.geonames:
        return bool(place.geonames == gold["geonames"])
    return (place.gazetteer_name, place.country) == (gold["gazetteer_name"], gold["country"])


def score(show: bool = False) -> dict[str, float]:
    """Return found (recall of names), apart (precision of names), resolved (of the gold's names, those found and right)
    and event (reports whose event_where is the gold's), each as a share; print what is wrong if show."""
    docs = [json.loads(line) for line in REPORTS.read_text("utf-8").splitlines()]
    gold = marked = found = right = events = 0
    for doc in docs:
        head = doc["dateline"]
        dateline = Dateline(head, None, (0, len(head))) if head else None
        places = mark_places(doc["text"], dateline)
        named = [p for p in places if p.relation != "in a name"]
        by_span = {p.span: p for p in places}
        wanted = {tuple(g["span"]): g for g in doc["places"]}
        gold, marked = gold + len(wanted), marked + len(named)
        for span, g in wanted.items():
            place = by_span.get(span)
            found += place is not None
            ok = place is not None and same(place, g)
            right += ok
            if show and not ok:
                print(f"  {doc['id']}: {doc['text'][slice(*span)]!r} wants {g}, is {place}")
        if show:
            for place in named:
                if place.span not in wanted:
                    print(
                        f"  {doc['id']}: {place.name!r} is no place of the gold ({place.kind}, {place.gazetteer_name})"
                    )
        scene = _scene(doc["text"], places, dateline)
        at = doc["places"][doc["event"]]
        ok = (
            scene is not None
            and same(scene, at)
            and (at["gazetteer_name"] is not None or scene.span == tuple(at["span"]))
        )
        events += ok
        if show and not ok:
            print(
                f"  {doc['id']}: the event is at {scene.name if scene else None}, not {doc['text'][slice(*at['span'])]}"
            )
    return {
        "found": found / gold,
        "apart": found / marked,
        "resolved": right / gold,
        "event": events / len(docs),
        "names": gold,
        "reports": len(docs),
    }


def cities() -> tuple[int, float]:
    """Return (reports, share whose event_where bears the gold city's name) of gva_dev: a figure to watch."""
    docs = yardsticks.documents("gva_dev.jsonl")
    hits = 0
    for doc in docs:
        text, city = doc["text"], fold(re.sub(r"\s*\(.*", "", doc["city"] or ""))
        dateline = read_opening(text, None, doc.get("published")).dateline
        scene = _scene(text, mark_places(text, dateline), dateline)
        hits += scene is not None and city in (fold(scene.name), fold(scene.gazetteer_name or ""))
    return len(docs), hits / len(docs)


def main() -> None:
    first = subprocess.run([sys.executable, "-c", _FIRST], capture_output=True, text=True, check=True).stdout.split()
    print(f"first place: {float(first[0]):.2f} CPU s, {float(first[1]):.0f} MB with imports (ceilings .3 and 120)")
    got = score(show="--show" in sys.argv)
    print(
        f"{got['reports']:.0f} reports of ours, {got['names']:.0f} names: found {got['found']:.3f}, names of places"
        f" among those marked {got['apart']:.3f}, resolved {got['resolved']:.3f}; event's place {got['event']:.3f}"
    )
    if yardsticks.present("gva_dev.jsonl"):
        texts = [d["text"] for d in yardsticks.documents("gva_dev.jsonl")]
        began = time.process_time()
        for text in texts:
            mark_places(text, None)
        spent = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"speed: {sum(map(len, texts)) / 1000 / spent:.0f} KB/CPU s over {len(texts)} reports, peak {peak:.0f} MB"
        )
        number, share = cities()
        print(f"gva_dev: the gold city on {share:.3f} of {number} reports (harm by a word list, no encoder)")


if __name__ == "__main__":
    main()
