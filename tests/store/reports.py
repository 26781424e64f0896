"""Reports for the store's tests, read once: invented places, parties and people, and words in several scripts."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from recounted import pipeline
from recounted.model import (
    Claim,
    Effect,
    Event,
    NamingClaim,
    Place,
    Qualifier,
    ResponsibilityClaim,
    Source,
    TollClaim,
    digest_of,
    text_id_of,
)
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


# ---------------------------------------------------------------- claims made by hand, whatever the reader reads

_SOURCES = {
    "nine": [("Orlin Post", "outlet", None), ("Ilse Brand", "person", "Mayor")],
    "twelve": [("Korden Echo", "outlet", None), ("The Health Ministry", "organisation", None)],
    "fire": [
        ("Tarn Courier", "outlet", None),
        ("Weavers’ Union", "organisation", None),
        ("Ömer Çağrı", "person", None),
    ],
}
_PLACES = {"nine": "Orlin", "twelve": "Port-Orlin", "fire": "Tarn"}
_WHEN = {"nine": "1904-02-03", "twelve": "1904-02", "fire": "1911-05-05"}
_TOLLS: dict[str, list[tuple[Effect, int | None, int | None, Qualifier, list[str], list[Effect]]]] = {
    "nine": [("killed", 9, 9, "exact", ["s0", "s1"], []), ("injured", 40, None, "at_least", ["s0"], [])],
    "twelve": [("killed", 12, 12, "exact", ["s0", "s1"], ["injured"])],
    "fire": [
        ("killed", 31, 31, "exact", ["s0"], []), ("missing", 0, 20, "up_to", ["s0", "s1"], []),
        ("rescued", None, None, "unspecified", ["s2"], []),
    ],
}  # fmt: skip


def by_hand(taken: Taken) -> list[Taken]:
    """Return three reports whose claims are those above; the rest is as in the report given."""
    out = []
    for key, tolls in _TOLLS.items():
        text = f"Of {key}. {taken.record.document.text}"
        id_ = digest_of(key)
        claims: list[Claim] = [
            TollClaim(f"c{n}", digest_of(key, n), effect, low, high, qualifier, text[:2], (0, 2), joint=joint,
                      voice=voice, event="e0", when=_WHEN[key], where="p0")
            for n, (effect, low, high, qualifier, voice, joint) in enumerate(tolls)
        ]  # fmt: skip
        if key == "fire":
            claims.append(NamingClaim("c3", digest_of(key, 3), "massacre", (0, 2), [(0, 2)], None, ["s1"], None, "e0"))
            claims.append(ResponsibilityClaim("c4", digest_of(key, 4), "the owners", "party", (0, 2), [(0, 2)]))
        record = msgspec.structs.replace(
            taken.record,
            document=msgspec.structs.replace(
                taken.record.document,
                id=id_,
                key=key,
                text=text,
                text_id=text_id_of(text),
                published=_WHEN[key][:7] + "-09",
            ),
            sources=[Source(f"s{n}", *of) for n, of in enumerate(_SOURCES[key])],
            places=[Place("p0", (0, 2), _PLACES[key], "city")],
            events=[Event("e0", f"{_PLACES[key]}", True, _WHEN[key], None, "p0", None)],
            claims=claims,
        )
        out.append(Taken(record, text.encode(), key, digest_of("by hand", key)))
    return out
