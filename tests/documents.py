"""The commands that README.md and docs/ show, with the output that they show under them.

In:  Markdown with blocks fenced as `console` ("$ command", output below) or `python`.    Out: what each prints now.
`python -m tests.documents` writes the shown output anew after a change that is meant. A line "…" in an output stands
for any number of lines; an output that holds one is never rewritten.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

# Commands that a page may show and that are run elsewhere: a clean checkout installs, tests and checks (.ci/run);
# training takes an hour; the yardsticks are not part of the project.
ELSEWHERE = {
    "make install",
    "make test",
    "make lint",
    "make train",
    "make bench",
    "git clone",
    "source .venv/bin/activate",
}

_FENCE = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """One command or program of a page: where its words stand, what is shown of its output, and where that stands."""

    page: Path
    kind: str
    command: str
    shown: str
    at: tuple[int, int]
    line: int


def steps(page: Path) -> list[Step]:
    """Return a page's commands and programs in order."""
    text, out = page.read_text("utf-8"), []
    for fence in _FENCE.finditer(text):
        begin = fence.start(2)
        line = text.count("\n", 0, begin) + 1
        if fence[1] == "python":
            out.append(Step(page, "python", fence[2], "", (fence.end(2), fence.end(2)), line))
            continue
        commands = [m.start() for m in re.finditer(r"^\$ ", fence[2], re.MULTILINE)]
        if not commands or commands[0]:
            raise ValueError(f"{page.name}:{line}: a console block begins with '$ command'")
        for start, end in zip(commands, [*commands[1:], len(fence[2])], strict=True):
            command, _, shown = fence[2][start:end].partition("\n")
            shown_at = begin + start + len(command) + 1
            line = text.count("\n", 0, begin + start) + 1
            out.append(Step(page, "console", command[2:], shown, (shown_at, begin + end), line))
    return out


def elsewhere(command: str) -> bool:
    """Say whether a command is run by other means."""
    return any(command == known or command.startswith(known + " ") for known in ELSEWHERE)


def ready(folder: Path) -> None:
    """Lay out in folder what a reader of the pages has before them: a checkout with its samples and its corpus."""
    for name in ("samples", "corpus"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "docs").mkdir()


def run(step: Step, folder: Path) -> str:
    """Return what a step prints in folder. A program prints nothing of its own error; a failure raises."""
    bin_folder = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "100",
    }
    if step.kind == "python":
        command: list[str] = [sys.executable, "-c", step.command]
    else:
        command = ["bash", "-euo", "pipefail", "-c", _recipe(step.command)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment)
    if done.returncode:
        raise RuntimeError(
            f"{step.page.name}:{step.line}: {step.command!r} ended with {done.returncode}: {done.stderr}"
        )
    return done.stdout


def _recipe(command: str) -> str:
    """Return a command as it is run: for a target of the Makefile its recipe, with the commands of this Python."""
    if not command.startswith("make "):
        return command
    dry = ["make", "--no-print-directory", "--dry-run", "--assume-old=install", *command.split()[1:]]
    made = subprocess.run(
        dry, capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ, "MAKEFLAGS": ""}
    )
    return made.stdout.replace(".venv/bin/", "")


def agree(shown: str, printed: str) -> bool:
    """Say whether a shown output is what was printed, "…" lines standing for any lines.

    Probabilities ("0.97") are not compared: processors round them apart.
    """
    shown, printed = (re.sub(r"\b[01]\.\d\d\b", "0.00", words) for words in (shown, printed))
    parts = [re.escape(part) for part in re.split(r"^…\n", shown, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*?".join(parts), printed) is not None


def walked(page: Path) -> Iterator[tuple[Step, str]]:
    """Yield each step of a page that runs here, with what it prints; steps of one page share a folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ready(folder)
        for step in steps(page):
            if not elsewhere(step.command):
                yield step, run(step, folder)


def renew() -> None:
    for page in PAGES:
        text = page.read_text("utf-8")
        for step, printed in reversed(list(walked(page))):
            if not step.shown or agree(step.shown, printed):
                continue
            if "…\n" in step.shown:
                print(f"{page.name}:{step.line}: differs, and holds a '…': mend it by hand")
                continue
            # A blank line at the end of the block belongs to the page.
            text = text[: step.at[0]] + printed + text[step.at[1] :]
            print(f"{page.name}:{step.line}: written anew")
        page.write_text(text, "utf-8")


if __name__ == "__main__":
    renew()
