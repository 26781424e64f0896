"""The command that looks things up in the store: find.

In:  words and facets.    Out: documents with the claims asked for and the places where the words stand.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from recounted.cli.shown import db_option, form_option, listed, opened, remark

if TYPE_CHECKING:
    from recounted.model import Claim, Record, Span
    from recounted.model_many import Hit, Snippet

_SHOWN = 20  # hits of a table, unless more are asked for


def _effect(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    from recounted import kinds

    if value is not None and value not in kinds.effects():
        raise click.BadParameter(f"no effect {value!r}; there are {', '.join(kinds.effects())}")
    return value


@click.command()
@click.argument("words", required=False, metavar="[TEXT]")
@db_option
@click.option("--effect", metavar="NAME", callback=_effect, help="killed, injured, missing, displaced …")
@click.option("--min", "least", type=click.IntRange(0), metavar="N", help="A number of N or more, as said.")
@click.option("--max", "most", type=click.IntRange(0), metavar="N", help="A number of N or fewer, as said.")
@click.option("--voice", metavar="WORDS", help="Somebody named so says it, or carries it.")
@click.option("--from", "since", metavar="DATE", help="It can have happened on this day (month, year) or later.")
@click.option("--to", "until", metavar="DATE", help="It can have happened on this day (month, year) or earlier.")
@click.option("--where", metavar="WORDS", help="A place named so in the report.")
@click.option("--kind", type=click.Choice(["toll", "naming", "responsibility"]), help="What the claim is about.")
@click.option("--limit", type=click.IntRange(1), metavar="N",
              help="At most N reports.  [default: 20 in a table, else all]")  # fmt: skip
@form_option
def find(words: str | None, db: str | None, form: str, limit: int | None, **facets: Any) -> None:
    """Find reports that hold all the words and "phrases" of TEXT, and a claim that is all that the options say.

    Capitals and accents do not matter. Dates and places are those of the claims, never the day of publication; a claim
    without one is not found by it. Reports come oldest first. Spans in JSON count code points of the report's text.

    \b
    Examples:  recounted find "river"
               recounted find '"left its bed"' --effect killed --min 5
               recounted find --voice mayor --from 1904-02 --to 1904-02 --format jsonl
               recounted find --where Orlin --kind toll --limit 5
    """
    limit = limit or (_SHOWN if form == "table" else None)
    with opened(db) as store:
        try:
            hits = store.find(words, **facets, limit=None if limit is None else limit + 1)
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        more = listed(islice(hits, limit), form, _shown, _plain) == limit and next(hits, None) is not None
    if more:
        remark(f"there are more; --limit {2 * (limit or 0)} shows more of them")


def _shown(hit: Hit) -> str:
    document, record = hit.kept.record.document, hit.kept.record
    head = [document.published or "no date   ", _outlet(record) or "outlet unknown"]
    head += [click.style(_line(document.key), bold=True), document.id, _line(document.title or "")]
    head.append("[replaced by a newer version]" if hit.kept.replaced_by else "")
    lines = ["  ".join(filter(None, head))]
    lines += [f"    {_marked(document.text, snippet)}" for snippet in hit.snippets]
    lines += [f"    {_claim(record, claim)}" for claim in hit.claims]
    return "\n".join(lines)


def _line(words: str) -> str:
    from recounted.outputs.table import plain

    return plain(words)


def _marked(text: str, snippet: Snippet) -> str:
    """Return a snippet on one line, what was found in it in bold on a terminal, "…" where it is cut."""
    (start, end), pieces, at = snippet.span, [], snippet.span[0]
    for first, last in snippet.found:
        if first >= at:
            pieces += [_within(text[at:first]), click.style(_within(text[first:last]), bold=True)]
            at = last
    words = "".join([*pieces, _within(text[at:end])]).strip()
    return f"{'…' if start else ''}{words}{'…' if end < len(text) else ''}"


def _within(words: str) -> str:
    """Return words on one line as `_line` does, with the spaces at their ends."""
    return _line(f"|{words}|")[1:-1]


def _claim(record: Record, claim: Claim) -> str:
    """Return a claim as one line: what it says, as it was said, by whom, when and where."""
    from recounted.model import NamingClaim, ResponsibilityClaim
    from recounted.outputs.wording import figure, voice_words

    voice = _line(voice_words(record, claim.voice))
    if isinstance(claim, NamingClaim):
        return f"named “{_line(claim.term)}”  {voice}"
    if isinstance(claim, ResponsibilityClaim):
        return f"{claim.role} {_line(claim.actor)} ({claim.status})  {voice}"
    place = next((_line(p.name) for p in record.places if p.id == claim.where), None)
    setting = ", ".join(filter(None, (claim.when, place)))
    words = f"“{_line(claim.as_said)}”"
    said = f"{claim.effect} {figure(claim.low, claim.high)} {words}  {voice}"
    return f"{said}  {setting}".rstrip()


def _outlet(record: Record) -> str | None:
    return next((_line(source.name) for source in record.sources if source.id == record.document.outlet), None)


def _plain(hit: Hit) -> dict[str, Any]:
    """Return a hit as JSON shows it: spans in code points of the report's text, with the words that stand there."""
    import msgspec

    record, text = hit.kept.record, hit.kept.record.document.text
    names = {source.id: source.name for source in record.sources}
    places = {place.id: place.name for place in record.places}

    def stands(span: Span) -> dict[str, Any]:
        return {"span": span, "text": text[slice(*span)]}

    return {
        "document": {
            **{name: getattr(record.document, name) for name in ("id", "key", "title", "published", "url")},
            "outlet": names.get(record.document.outlet or ""), "original": hit.kept.original,
            "captured": hit.kept.captured, "replaced_by": hit.kept.replaced_by,
        },
        "claims": [
            {**msgspec.to_builtins(claim), "voice_names": [names.get(v, v) for v in claim.voice],
             "where_words": places.get(getattr(claim, "where", None) or "")}
            for claim in hit.claims
        ],
        "snippets": [
            {**stands(snippet.span), "found": [stands(span) for span in snippet.found]} for snippet in hit.snippets
        ],
    }  # fmt: skip


COMMANDS = (find,)
