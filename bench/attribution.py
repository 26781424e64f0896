"""Attribution on polnear_dev beside the peers' figures (issue 3; measured on the other half of the corpus)."""

from __future__ import annotations

from pathlib import Path

from bench import yardsticks

PEERS = (("two humans", 0.754, 0.944), ("Citron, retrained on 420 of its documents", 0.484, 0.650),
         ("a rule extractor", 0.421, 0.529), ("textacy", 0.274, 0.570))  # fmt: skip


def main() -> None:
    if not yardsticks.present("polnear_dev.jsonl"):
        return
    records, seconds = yardsticks.read_all(yardsticks.documents("polnear_dev.jsonl"))
    pred = yardsticks.predictions("attribution", records)
    out = yardsticks.score(
        "score_attribution.py", "--gold", str(yardsticks.FOLDER / "polnear_dev.jsonl"), "--pred", pred
    )
    Path(pred).unlink()
    rows = {line[:24].strip(): line.split()[-1] for line in out.splitlines() if " F1 " in line}
    print(f"{'attribution (polnear_dev)':45} attributed   direct")
    print(f"{'recounted':45} {float(rows['attributed [all]']):.3f}        {float(rows['attributed [direct]']):.3f}")
    for name, everything, direct in PEERS:
        print(f"{name + ' (recorded)':45} {everything:.3f}        {direct:.3f}")
    words = sum(len(r.document.text.split()) for r in records)
    thousand = 1000 * seconds / len(records)
    rate = f"{words / seconds:.0f} words/s, {thousand:.0f} CPU s per thousand articles"
    print(f"whole records: {seconds:.1f} CPU s, {rate}")


if __name__ == "__main__":
    main()
