"""Keeps what people and rules decided: entries are added and never changed; the database itself refuses more.

In:  a kind, by whom, about what, why.    Out: Decision, numbered in the order in which they were made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, get_args

import msgspec
from sqlalchemy import Connection, Row, func, insert, select

from recounted.model import Claim, TollClaim, claim_digest
from recounted.model_many import OF_CLAIMS, OF_EVENTS, Decision, DecisionKind, LookAgain, unattached
from recounted.store import documents, rows, schema

_IN_TWO = ("merge", "split", "apart")


def decide(
    connection: Connection,
    kind: DecisionKind,
    by: str,
    subjects: Sequence[Sequence[str]],
    reason: str | None,
    item: Any,
    undoes: int | None,
) -> Decision:
    """Add a decision and return it. Raises ValueError, saying why, for one that means nothing."""
    item = msgspec.to_builtins(item)
    groups = [list(dict.fromkeys(group)) for group in subjects]
    if kind == "add":
        item, groups = _addition(connection, item)
    _check(kind, by, groups, item, undoes)
    if kind == "grade":
        _check_grade(reason, item)
    if kind == "undo":
        known = connection.execute(select(schema.decisions.c.id).where(schema.decisions.c.id == undoes)).scalar()
        if known is None:
            raise ValueError(f"there is no decision {undoes}; `recounted decisions` lists them")
    if kind == "correct":
        _grounded(connection, _document_of(connection, groups[0][0]), msgspec.convert(item["corrected"], Claim))
    last = connection.execute(select(func.max(schema.decisions.c.id))).scalar()
    made = Decision(1 if last is None else last + 1, rows.now(), by.strip(), kind, groups, reason, item, undoes)
    connection.execute(
        insert(schema.decisions).values(
            id=made.id, made=made.made, by=rows.plain(made.by), kind=kind, subjects=_json(groups),
            reason=rows.plain(reason), item=None if item is None else _json(item), undoes=undoes,
        )
    )  # fmt: skip
    return made


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _check(kind: str, by: str, groups: list[list[str]], item: Any, undoes: int | None) -> None:
    if kind not in get_args(DecisionKind):
        raise ValueError(f"no kind of decision {kind!r}; there are {', '.join(get_args(DecisionKind))}")
    if not by.strip():
        raise ValueError("a decision is somebody's: say by whom")
    if (undoes is not None) != (kind == "undo"):
        raise ValueError("a decision of kind 'undo' names the decision that it undoes, and no other does")
    if kind in _IN_TWO and (len(groups) != 2 or not all(groups) or set(groups[0]) & set(groups[1])):
        raise ValueError(f"{kind!r} takes two groups that hold something, and nothing in common")
    if kind not in (*_IN_TWO, "undo") and (len(groups) != 1 or not groups[0]):
        raise ValueError(f"{kind!r} takes one group of subjects")
    if kind in ("reject", "accept"):
        _claim(kind, item)
    if kind == "correct":
        if not isinstance(item, dict) or set(item) != {"read", "corrected"} or len(groups[0]) != 1:
            raise ValueError("'correct' takes one claim, and an item {'read': claim, 'corrected': claim}")
        _claim(kind, item["read"])
        _claim(kind, item["corrected"])


def _check_grade(reason: str | None, item: Any) -> None:
    """Raise ValueError unless a grade is of reliability (A to F) or credibility (1 to 6), or both, with a reason."""
    grades = {"reliability": tuple("ABCDEF"), "credibility": tuple(range(1, 7))}
    if not isinstance(item, dict) or not item or any(grade not in grades.get(name, ()) for name, grade in item.items()):
        raise ValueError("'grade' takes {'reliability': 'A' to 'F', 'credibility': 1 to 6}, one of them or both")
    if not (reason or "").strip():
        raise ValueError("a grade is given for a reason: say which")


def _claim(kind: str, item: Any) -> Claim:
    try:
        claim: Claim = msgspec.convert(item, Claim)
    except msgspec.ValidationError as error:
        raise ValueError(f"{kind!r} needs the claim as it was judged: {error}") from None
    return claim


def _addition(connection: Connection, item: Any) -> tuple[dict[str, Any], list[list[str]]]:
    """Return the item and the subjects of an addition, its claim given its digest."""
    if not isinstance(item, dict) or set(item) != {"document", "claim"}:
        raise ValueError("'add' takes an item {'document': id, 'claim': claim}")
    claim = _claim("add", item["claim"])
    _grounded(connection, item["document"], claim)
    claim = msgspec.structs.replace(claim, digest=claim_digest(item["document"], claim), rule="by hand", confidence=1.0)
    return {"document": item["document"], "claim": msgspec.to_builtins(claim)}, [[claim.digest]]


def _document_of(connection: Connection, digest: str) -> str:
    """Return the id of the document that a claim was read in or added to."""
    c, d = schema.claims.c, schema.documents.c
    found = connection.execute(select(d.id).join(schema.claims, c.document == d.number).where(c.digest == digest))
    if (id_ := found.scalar()) is not None:
        return str(id_)
    for decision in listed(connection, "add"):
        if decision.subjects == [[digest]]:
            return str(decision.item["document"])
    raise ValueError(f"no claim {digest} is read now or was added")


def _grounded(connection: Connection, document: str, claim: Claim) -> None:
    """Raise ValueError unless what the claim says stands in its document: a claim by hand has its evidence too."""
    kept = next(documents.some(connection, [document]), None)
    if kept is None:
        raise ValueError(f"there is no document {document}")
    words = kept.record.document.text[slice(*claim.span)]
    if claim.span[0] >= claim.span[1] or claim.span[1] > len(kept.record.document.text):
        raise ValueError(f"span {claim.span[0]}-{claim.span[1]} does not lie within the text")
    if isinstance(claim, TollClaim) and claim.as_said != words:
        raise ValueError(f"the text has {words!r} there, not {claim.as_said!r}")


def listed(connection: Connection, kind: DecisionKind | None = None) -> Iterator[Decision]:
    """Yield the decisions, oldest first."""
    d = schema.decisions
    query = select(d).order_by(d.c.id)
    for row in connection.execute(query.where(d.c.kind == kind) if kind else query):
        yield _decision(row)


def _decision(row: Row[Any]) -> Decision:
    item = None if row.item is None else msgspec.json.decode(row.item)
    return Decision(row.id, row.made, row.by, row.kind, msgspec.json.decode(row.subjects), row.reason, item, row.undoes)


def look_again(connection: Connection) -> list[LookAgain]:
    """Return the decisions about claims and events of reports whose subjects are not among what is read now."""
    made = list(listed(connection))
    wanted = {digest for d in made if d.kind in (*OF_CLAIMS, *OF_EVENTS) for group in d.subjects for digest in group}
    present = _among(connection, schema.claims, wanted) | _among(connection, schema.tellings, wanted)
    return unattached(present, made)


def _among(connection: Connection, table: Any, wanted: Collection[str]) -> set[str]:
    digests, out = sorted(wanted), set()
    for at in range(0, len(digests), 500):
        part = digests[at : at + 500]
        out |= set(connection.execute(select(table.c.digest).where(table.c.digest.in_(part))).scalars())
    return out
