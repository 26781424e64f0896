"""README.md and docs/: every command runs and prints what is shown, links lead somewhere, the contract is whole."""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from recounted.model import (
    Alternative,
    Channel,
    Check,
    Dateline,
    Document,
    Event,
    NamingClaim,
    Place,
    Reader,
    Record,
    Relay,
    ResponsibilityClaim,
    Source,
    Statement,
    Time,
    Toll,
    TollClaim,
    Warning,
)
from tests import documents

DOCS = documents.ROOT / "docs"
PARTS = [
    Record, Document, Dateline, Source, Statement, Channel, Relay, Time, Place, Alternative, Event, Toll, TollClaim,
    NamingClaim, ResponsibilityClaim, Check, Reader, Warning,
]  # fmt: skip


@pytest.mark.parametrize("page", documents.PAGES, ids=lambda page: page.name)
def test_every_command_runs_and_prints_what_is_shown(page: Path) -> None:
    for step, printed in documents.walked(page):
        if step.shown and not documents.agree(step.shown, printed):
            pytest.fail(
                f"{page.name}:{step.line}: `{step.command}` prints otherwise now. If that is meant: "
                f"python -m tests.documents\n--- shown\n{step.shown}\n--- printed\n{printed}",
                pytrace=False,
            )


def test_the_readme_shows_the_demo_and_the_tests() -> None:
    commands = {step.command for step in documents.steps(documents.ROOT / "README.md")}
    assert {"make demo", "make test"} <= commands
    assert sum(command.startswith("recounted ") for command in commands) >= 5


@pytest.mark.parametrize("page", documents.PAGES, ids=lambda page: page.name)
def test_no_command_stands_outside_a_console_block(page: Path) -> None:
    """A command in any other fence would be run by nobody."""
    text = re.sub(r"^```(console|python)\n.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    fences = re.findall(r"^```.*?^```$", text, re.MULTILINE | re.DOTALL)
    assert not [line for fence in fences for line in fence.splitlines() if re.match(r"\$ |recounted |make ", line)]


@pytest.mark.parametrize("page", documents.PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_schema_in_docs_is_that_of_the_types() -> None:
    kept = json.loads((DOCS / "record.schema.json").read_text("utf-8"))
    made = json.loads(msgspec.json.encode(msgspec.json.schema(Record)))
    assert {"$schema": kept["$schema"], **made} == kept, "the types changed: make docs"


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_the_contract_names_every_key(part: type[msgspec.Struct]) -> None:
    page = (DOCS / "record.md").read_text("utf-8")
    missing = [name for name in part.__struct_fields__ if f'"{name}"' not in page]
    assert not missing


def literals(hint: object) -> Iterator[str]:
    """Yield the values of every Literal inside a type."""
    for inner in typing.get_args(hint):
        if isinstance(inner, str):
            yield inner
        else:
            yield from literals(inner)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_the_contract_names_every_value(part: type[msgspec.Struct]) -> None:
    page = (DOCS / "record.md").read_text("utf-8")
    for name, hint in typing.get_type_hints(part).items():
        for value in literals(hint):
            assert re.search(rf"\b{value}\b", page), f"{name}: {value}"


@pytest.mark.parametrize(
    "shown, printed, right",
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n", "a\nb\n", False),
        ("a\n…\n", "a\nb\nc\n", True),
        ("a\n…\nc\n", "a\nc\n", True),
        ("…\nc\n", "a\nb\n", False),
        ("a.\n", "ab\n", False),
        ("killed, 0.97\n", "killed, 1.00\n", True),
        ("9.97\n", "1.00\n", False),
    ],
)
def test_shown_output_is_held_against_printed_output(shown: str, printed: str, right: bool) -> None:
    assert documents.agree(shown, printed) is right
