"""Records of three samples, held against what they were when somebody last looked at them."""

from __future__ import annotations

import difflib
import functools
import json

import pytest

from tests.golden import renew


@functools.cache
def made() -> dict[str, str]:
    return renew.made()


@pytest.mark.parametrize("name", renew.READ)
def test_the_record_is_what_it_was(name: str) -> None:
    kept = (renew.HERE / name).read_text("utf-8")
    if kept != made()[name]:
        lines = difflib.unified_diff(kept.splitlines(), made()[name].splitlines(), "kept", "read now", lineterm="", n=0)
        shown = "\n".join(line[:300] for line in lines)
        pytest.fail(
            f"the record of {renew.READ[name]} changed. If that is meant: python -m tests.golden.renew, "
            f"then look at `git diff tests/golden`.\n{shown}",
            pytrace=False,
        )


@pytest.mark.parametrize("name", renew.READ)
def test_a_golden_file_is_json_with_claims(name: str) -> None:
    records = json.loads((renew.HERE / name).read_text("utf-8"))
    assert records and all(record["claims"] and record["events"] for record in records)
