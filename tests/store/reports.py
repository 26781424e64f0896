"""Reports for the store's tests, read once: invented places, parties and people, and words in several scripts."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from recounted import pipeline
from recounted.model import digest_of, text_id_of
from recounted.model_many import Taken

FLOOD = (
    "ORLIN, Sarvia, February 3 (KNA) — Nine people were killed when the river Sarv left its bed, the Orlin Post "
    "reports.\n\n“We have found nine of our neighbours, three of them children,” said Mayor Ilse Brand."
)
MORE = FLOOD.replace("Nine people", "Twelve people") + " At least 40 people were injured, the health ministry said."
FIRE = (
    "A fire in a mill at Tarn on 5 May 1911 left 31 people dead, the district office said. The owners said that "
    "up to 20 people were missing. The union called it a massacre.\n"
)
SCRIPTS = (
    "At İstanbul Gate in Diyarbakır Street, the banner read “قُتِل تسعة أشخاص في الفيضان” 🌊🇸🇻, and a poster beside it "
    "「洪水で九人が死亡した」. Two people were injured there on 7 June 1922, said Ömer Çağrı of the Straßenwacht.\n"
)
UNDATED = "The ferry sank. Some of the crew were rescued, a fisherman said.\n"

ROWS = [
    {"id": "flood", "text": FLOOD, "source": "Orlin Post", "date": "1904-02-04", "url": "https://post.example/flood"},
    {"id": "flood-2", "text": MORE, "source": "Orlin Post", "date": "1904-02-06", "url": "https://post.example/flood#x"},
    {"id": "flood-copy", "text": FLOOD, "source": "Korden Echo", "date": "1904-02-04", "url": "https://echo.example/1"},
    {"id": "fire", "text": FIRE, "source": "Tarn Courier", "date": "1911-05-06"},
    {"id": "scripts", "text": SCRIPTS, "source": "The Observer of Gates", "date": "1922-06-08"},
    {"id": "undated", "text": UNDATED},
]  # fmt: skip
KEYS = ["flood", "flood-copy", "flood-2", "fire", "scripts", "undated"]  # in the store's order


def read(folder: Path, jobs: int = 1) -> list[Taken]:
    """Return the reports as the pipeline takes them."""
    path = folder / "feed.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS))
    items = list(pipeline.take_many([str(path)], jobs))
    assert all(isinstance(item, Taken) for item in items)
    return [item for item in items if isinstance(item, Taken)]


def many(taken: Taken, count: int) -> list[Taken]:
    """Return as many reports as asked for, made of one: each with a text, a key and an id of its own."""
    out = []
    for n in range(count):
        document = taken.record.document
        text = f"{document.text} Bulletin {n}."
        key = f"many-{n:04}"
        id_ = digest_of(text_id_of(text), key, "")
        record = msgspec.structs.replace(
            taken.record,
            document=msgspec.structs.replace(document, id=id_, text_id=text_id_of(text), key=key, text=text, url=None),
        )
        out.append(Taken(record, text.encode(), f"feed:{n}", digest_of(key, text)))
    return out
