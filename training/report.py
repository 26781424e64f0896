"""Reports what each head scores on the project's own test part (corpus/test.txt), with the exported weights.

    python -m training.report

Spans: exact F1 of a role's marks, and F1 where they overlap by half. Questions: share right at the true marks that
were found. Links: share right where both ends were found.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from recounted.marks import answers, encoder
from training import examples
from training.examples import ROOT, test_ids

LINK_NAMES = [name for name, *_ in answers.LINKS]


def _overlap(a: tuple[int, int], b: list[int]) -> bool:
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return 2 * shared >= a[1] - a[0] and 2 * shared >= b[1] - b[0]


def report(reports: list) -> str:
    """Return the table of what the shipped weights score on marked reports."""
    spans: dict[str, Counter] = defaultdict(Counter)
    questions: dict[str, Counter] = defaultdict(Counter)
    links: dict[str, Counter] = defaultdict(Counter)
    for marked in reports:
        reading = encoder.read_marks(marked["text"])
        gold = [(name, span) for name, pieces in marked["spans"].items() for span in pieces]
        found_as: dict[str, int] = {}
        for role, letter in examples.LETTER.items():
            got = [(at, mark) for at, mark in enumerate(reading.marks) if mark.role == role]
            want = [(name, span) for name, span in gold if name[0] == letter]
            spans[role].update(got=len(got), want=len(want))
            spans[role]["exact"] += len({m.span for _, m in got} & {tuple(s) for _, s in want})
            for name, span in want:
                hit = next((at for at, mark in got if _overlap(mark.span, span)), None)
                if hit is not None:
                    spans[role]["half"] += 1
                    found_as.setdefault(name, hit)
        asked, arcs = examples.facts(marked)
        for question, name, answer in asked:
            if name in found_as:
                chances = reading.marks[found_as[name]].readings[question]
                questions[question].update(asked=1, right=max(chances, key=lambda a: chances[a]) == answer)
        tied = {link: reading.heads(link) for link in LINK_NAMES}  # type: ignore[arg-type]
        for link, tail, head in arcs:
            if tail in found_as and (not head or head in found_as):
                best = next(iter(tied[link].get(found_as[tail], [])), None)
                got_head = best.head if best is not None and best.probability >= 0.5 else None
                links[link].update(asked=1, right=got_head == (found_as[head] if head else None))
    lines = [f"{'spans':12} {'marks':>6} {'exact F1':>9} {'half F1':>8}"]
    for role, n in spans.items():
        total = max(1, n["got"] + n["want"])
        lines.append(f"{role:12} {n['want']:6} {2 * n['exact'] / total:9.3f} {2 * n['half'] / total:8.3f}")
    for title, table in (("questions", questions), ("links", links)):
        lines.append(f"{title:12} {'asked':>6} {'right':>9}")
        lines += [f"{name:12} {n['asked']:6} {n['right'] / max(1, n['asked']):9.3f}" for name, n in table.items()]
    return "\n".join(lines)


def main() -> None:
    kept = test_ids()
    reports = [r for r in examples.load(sorted(map(str, (ROOT / "corpus" / "own").glob("*.txt")))) if r["id"] in kept]
    print(f"the project's test part: {len(reports)} reports")
    print(report(reports))


if __name__ == "__main__":
    main()
