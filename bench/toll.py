"""Killed and injured of the main event on gvdb_dev, beside the peers' figures (issue 4).

Run as `python -m bench toll`. `python -m bench.toll --train` scores gvdb_train instead, on which the thresholds of
claims/toll.py, events/telling.py and events/parties.py were tuned; `--stages` leaves out who speaks, when and where,
and takes every claim that is not background as the one event's. About one gold label in ten is wrong:
ceilings are near .95/.93/.90.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import yardsticks

AIMS = (0.94, 0.89, 0.85, 0.88)
PEERS = (
    ("the published system (recorded)", (0.840, 0.746, 0.630, None)),
    ("a re-implementation of GDELT's counts (recorded)", (0.770, 0.632, None, None)),
    ("a rule sketch of 130 lines (recorded)", (0.917, 0.842, 0.792, None)),
)
HEAD = ("killed", "injured", "joint", "killed where some died")


def staged(doc: dict[str, Any]) -> dict[str, Any]:
    """Return a prediction made by the toll's own stages alone: marks, numbers, claims, telling."""
    from recounted import kinds
    from recounted.claims.toll import toll_claims
    from recounted.events.telling import telling
    from recounted.marks.encoder import read_marks
    from recounted.marks.quantities import numbers

    text = doc["text"]
    reading = read_marks(text)
    claims = toll_claims(text, reading, numbers(text, reading, kinds.bounds()))
    told = telling(text, [c for c in claims if c.scope in ("event", "daily")])
    return {
        "id": doc["id"],
        **{effect: (told[effect].low or 0) if effect in told else 0 for effect in ("killed", "injured")},
    }


def predicted(docs: list[dict[str, Any]], stages: bool) -> str:
    """Return the path of a file of prediction lines."""
    if not stages:
        records, _ = yardsticks.read_all(docs)
        return yardsticks.predictions("toll", records)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False, encoding="utf-8") as out:
        out.writelines(json.dumps(staged(doc)) + "\n" for doc in docs)
    return out.name


def main() -> None:
    train, stages = "--train" in sys.argv[1:], "--stages" in sys.argv[1:]
    name = "gvdb_train.jsonl" if train else "gvdb_dev.jsonl"
    if not yardsticks.present(name):
        return
    pred = predicted(yardsticks.documents(name), stages)
    scored = json.loads(
        yardsticks.score("score_toll.py", "--gold", str(yardsticks.FOLDER / name), "--pred", pred, "--json")
    )
    Path(pred).unlink()
    killed = scored["killed"]
    ours = (killed["acc"], scored["injured"]["acc"], scored["joint_killed_injured_acc"], killed["acc_gold>0"])
    print(f"{name + ' (' + str(scored['n']) + ')':50} " + "  ".join(HEAD))
    for who, figures in (("recounted" + (", toll stages alone" if stages else ""), ours), *PEERS, ("the aim", AIMS)):
        print(
            f"{who:50} "
            + "  ".join(
                f"{'-' if f is None else format(f, '.3f'):<{len(h)}}" for f, h in zip(figures, HEAD, strict=True)
            )
        )


if __name__ == "__main__":
    main()
