"""Commands that set accounts side by side and hand them out: accounts, export, cite, and who is one voice.

In:  a store, ids of events and claims, voices' keys.    Out: accounts in a format, tables in a folder or a file, a
citation; decisions about voices, kept by name and reason, and reversible.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recounted.cli.shown import by_option, day, db_option, opened_collection, remark, written

if TYPE_CHECKING:
    from recounted.collection import Collection
    from recounted.model_accounts import Accounts


def accounts_of(found: Collection, event: str, as_of: str | None = None) -> Accounts:
    """Return the accounts of one event of a collection."""
    from recounted.accounts.compare import accounts_of as compared

    shared = found.event(event)
    return compared(shared, found.kept(m.id for m in shared.documents), found.decisions(), as_of)


def _form(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    from recounted.outputs import accounts

    if value is not None and value not in accounts.formats():
        raise click.BadParameter(f"no format {value!r}; there are {', '.join(accounts.formats())}")
    return value


def _export_form(context: click.Context, parameter: click.Parameter, value: str) -> str:
    from recounted.outputs import exports

    if value not in exports.formats():
        raise click.BadParameter(f"no format {value!r}; there are {', '.join(exports.formats())}")
    return value


@click.command()
@click.argument("events", nargs=-1, required=True, metavar="EVENT…")
@db_option
@click.option(
    "--format", "-f", "form", metavar="FORMAT", callback=_form,
    help="table, json, csv, html, svg, png. Default: the ending of FILE, else table.",
)  # fmt: skip
@click.option("--as-of", metavar="DATE", callback=day, help="Only what was published by that day, YYYY-MM-DD.")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, instead of standard output.")
def accounts(events: tuple[str, ...], db: str | None, form: str | None, as_of: str | None, output: str | None) -> None:
    """Set side by side what each voice says of EVENT: a row a voice, a column an effect and group.

    Copies of one statement are one account, with all who carry it; beside the number of reports stands the number of
    independent origins. Nothing is averaged, ranked or called true: the range is shown, and who says each end.

    \b
    Examples:  recounted accounts ev-1a2b3c4d
               recounted accounts ev-1a2b3c4d --as-of 1917-12-31
               recounted accounts ev-1a2b3c4d -o halifax.html
    """
    from recounted.outputs import accounts as outputs
    from recounted.outputs.accounts.charts import ChartError

    ending = Path(output).suffix[1:].lower() if output else ""
    chosen = outputs.formats()[form or (ending if ending in outputs.formats() else "table")]
    with opened_collection(db) as found:
        told = [accounts_of(found, event, as_of) for event in events]
        for one in told:
            for left in one.left_out:
                remark(f"{one.event.id}: left out {left.document}: {left.why}")
    try:
        with written(output) as stream:
            chosen.write(told, stream)
    except ChartError as error:
        remark(str(error))
        sys.exit(1)


@click.command()
@click.argument("event")
@db_option
def voices(event: str, db: str | None) -> None:
    """List who speaks of EVENT, with the key of each report's source, and why sources are held to be one voice.

    \b
    Example:  recounted voices ev-1a2b3c4d
    """
    from recounted.outputs.accounts.wording import plain

    with opened_collection(db) as found:
        told = accounts_of(found, event)
        keys = {report.document: report.key for report in told.reports}
        for voice in told.voices:
            click.echo(f"{voice.key}  {plain(voice.name)} ({voice.kind})")
            for member in voice.members:
                click.echo(f"    {member.key}  “{plain(member.name)}” in {plain(keys[member.document])}")
            for merge in voice.merges:
                click.echo(f"    {merge.keys[0]} = {merge.keys[1]}: {merge.reason} ({merge.by})")


def _named(found: Collection, keys: tuple[str, ...]) -> dict[str, str]:
    """Return the sources' names by key; end the command in one line where a key is nobody's."""
    from recounted.accounts.voices import source_keys
    from recounted.outputs.accounts.wording import plain

    known = {key: name for kept in found.kept() for key, name in source_keys(kept.record).items()}
    for key in keys:
        if key not in known:
            remark(f"no source has the key {key!r}; `recounted voices EVENT` lists them")
            sys.exit(1)
    return {key: plain(known[key]) for key in keys}


@click.command("same-voice")
@click.argument("voice")
@click.argument("others", nargs=-1, required=True, metavar="OTHER…")
@db_option
@by_option
def same_voice(voice: str, others: tuple[str, ...], db: str | None, by: str, reason: str | None) -> None:
    """Decide that VOICE and each OTHER (keys of `recounted voices`) are one. `recounted undo` takes it back.

    \b
    Example:  recounted same-voice 0123456789abcdef fedcba9876543210 --by ana --reason "the coroner, by name and office"
    """
    with opened_collection(db) as found:
        names = _named(found, (voice, *others))
        made = found.store.decide("same voice", by, [[voice, *others]], reason, item=names)
        click.echo(f"{made.id}: {' and '.join(names.values())} are one voice")


@click.command("other-voice")
@click.argument("voice")
@click.argument("others", nargs=-1, required=True, metavar="OTHER…")
@db_option
@by_option
def other_voice(voice: str, others: tuple[str, ...], db: str | None, by: str, reason: str | None) -> None:
    """Decide that VOICE and each OTHER are not one, whatever their names. `recounted undo` takes it back.

    \b
    Example:  recounted other-voice 0123456789abcdef fedcba9876543210 --by ana --reason "two men of one name"
    """
    with opened_collection(db) as found:
        names = _named(found, (voice, *others))
        for other in others:
            made = found.store.decide("other voice", by, [[voice, other]], reason, item=names)
            click.echo(f"{made.id}: {names[voice]} and {names[other]} are two voices")


@click.command()
@db_option
@click.option(
    "--to", "form", required=True, metavar="FORMAT", callback=_export_form, help="jsonl, csv, parquet or xlsx."
)  # fmt: skip
@click.option("-o", "--output", required=True, metavar="PATH",
              help="A folder, a .zip; one file for xlsx, or for jsonl if PATH ends so.")  # fmt: skip
@click.option("--redact", "names", multiple=True, metavar="NAME",
              help='Blacken every form of NAME; "private": of all who hold no public office. May be given more than '
              "once.")  # fmt: skip
def export(db: str | None, form: str, output: str, names: tuple[str, ...]) -> None:
    """Write documents, statements, claims, events and accounts as tables, with how they were made and what they cover.

    Dates are text and no cell is a formula. A redacted export is a separate copy: each form of a name becomes a run of
    █ of the same length in texts, titles, keys and addresses, and hashes of texts are left out.

    \b
    Examples:  recounted export --to xlsx -o reports.xlsx
               recounted export --to csv -o tables/
               recounted export --to jsonl -o open.jsonl --redact private --redact "Mira Tolen"
    """
    from recounted.accounts.compare import accounts_of as compared
    from recounted.outputs import exports
    from recounted.outputs.exports.redaction import private_names, redacted

    with opened_collection(db) as found:
        kept = {k.record.document.id: k for k in found.kept()}
        events, decisions = list(found.events()), found.decisions()
        told = [compared(e, [kept[m.id] for m in e.documents if m.id in kept], decisions) for e in events]
        bundle = exports.Bundle(list(kept.values()), events, told, decisions, found.failures())
    chosen = [name for name in names if name != "private"]
    if "private" in names:
        chosen += private_names(bundle.kept)
    bundle = redacted(bundle, chosen)
    try:
        exports.formats()[form].write(bundle, Path(output))
    except exports.ExportError as error:
        remark(str(error))
        sys.exit(1)
    hidden = f", {bundle.redacted:,} names blackened" if bundle.redacted else ""
    remark(f"{output}: {len(bundle.kept):,} documents, {len(bundle.events):,} events{hidden}")


@click.command()
@click.argument("claim")
@db_option
def cite(claim: str, db: str | None) -> None:
    """Print a citation of CLAIM (its digest, or as much of it as tells it apart): its words and where they stand.

    \b
    Example:  recounted cite 0123456789abcdef
    """
    from recounted.outputs.exports.citation import cite as cited
    from recounted.outputs.exports.citation import found as held

    with opened_collection(db) as found:
        hits = held(found.kept(), claim)
    if len(hits) != 1:
        digests = ", ".join(one.digest for _, one in hits[:4])
        remark(f"{len(hits)} claims begin with {claim!r}: {digests} …" if hits else f"no claim {claim!r} in the store")
        sys.exit(1)
    click.echo(cited(*hits[0]), nl=False)


COMMANDS = (accounts, voices, same_voice, other_voice, export, cite)
