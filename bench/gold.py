"""Claims, names, responsibility and statements on the hand-marked reports of gold/, beside the aims of the issues."""

from __future__ import annotations

import json
from pathlib import Path

from bench import yardsticks

AIMS = {"claim": 0.80, "names": 0.65, "responsible": 0.55, "statements_with_source": 0.68}


def main() -> None:
    if not yardsticks.present("gold"):
        return
    records, _ = yardsticks.read_all(yardsticks.documents("gold"))
    pred = yardsticks.predictions("gold", records)
    scored = json.loads(
        yardsticks.score("score_gold.py", "--gold", str(yardsticks.FOLDER / "gold"), "--pred", pred, "--json")
    )
    Path(pred).unlink()
    print(f"{'gold/':40} F1     aim")
    for name, aim in AIMS.items():
        print(f"{name:40} {scored[name]['f1']:.3f}  {aim}")
    for name, value, aim in (
        ("qualifier right, of matched", scored["of_matched_claims"]["qualifier"], 0.95),
        ("voice right, of matched with a voice", scored["of_matched_with_voice"], 0.85),
        ("parent right, of matched parts", scored["of_matched_that_are_parts"], 0.75),
        ("trap documents without a toll", scored["traps_without_claims"], 1.0),
    ):
        print(f"{name:40} {value:.3f}  {aim}")


if __name__ == "__main__":
    main()
