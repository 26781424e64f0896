"""Commands that read reports and tell of what was read: read, explain, schema, formats.

In:  arguments.    Out: records in a format, to standard output or a file.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recounted.cli.shown import Told, day, show_log, written

if TYPE_CHECKING:
    from recounted.model import Claim, Record


def _languages() -> tuple[str, ...]:
    from recounted import languages

    return languages.codes()


def _language(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and value not in _languages():
        raise click.BadParameter(f"no tables for {value!r}; there are {', '.join(_languages())}")
    return value


def _format(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    from recounted import outputs

    if value is not None and value not in outputs.formats():
        raise click.BadParameter(f"no format {value!r}; there are {', '.join(outputs.formats())}")
    return value


def _bounds(context: click.Context, parameter: click.Parameter, value: str) -> str:
    from recounted import kinds

    try:
        kinds.bounds(value)
    except (ValueError, OSError) as error:
        raise click.BadParameter(str(error)) from error
    return value


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--format",
    "-f",
    "name",
    metavar="FORMAT",
    callback=_format,
    help="table, json, jsonl, html (`recounted formats` lists all). Default: the ending of FILE, else table.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE once all is read, instead of standard output.")
@click.option("--published", metavar="DATE", callback=day, help="Day of publication, YYYY-MM-DD, of every report read.")
@click.option("--outlet", metavar="NAME", help="Who publishes every report read.")
@click.option("--language", metavar="CODE", callback=_language, help="A folder of languages/.  [default: en]")
@click.option("--only", type=click.Choice(["claims"]), help="Read only what claims need; the claims are the same.")
@click.option(
    "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes. Results do not depend on it."
)
@click.option("--bounds", metavar="TABLE", default="default", show_default=True, callback=_bounds,
              help="What vague numbers promise: a table's name or a file.")  # fmt: skip
def read(
    paths: tuple[str, ...], name: str | None, output: str | None, published: str | None, outlet: str | None,
    language: str | None, only: str | None, jobs: int, bounds: str,
) -> None:  # fmt: skip
    """Read reports from PATH…: files, folders, globs, "-" for standard input; .gz and .zst are unpacked.

    Plain text, HTML pages and JSON Lines are told apart by their content. What cannot be read is named on standard
    error, the rest is read, and the exit status is 1.

    \b
    Examples:  recounted read report.txt
               recounted read report.txt --published 1917-12-07 --outlet "The Evening Echo"
               recounted read "reports/**/*.html" archive.jsonl.gz --format jsonl -o records.jsonl --jobs 2
               cat report.txt | recounted read -
    """
    from recounted import outputs, pipeline

    form = name or _format_of_file(output) or "table"
    options = pipeline.Options(published=published, outlet=outlet, language=language, bounds=bounds, only=only)
    show_log()
    told = Told(say_warnings=form != "table", live=output is not None or not sys.stdout.isatty())
    with written(output) as stream, told:
        outputs.formats()[form].write(told.records(pipeline.read_many(paths, jobs=jobs, options=options)), stream)
    sys.exit(1 if told.failed else 0)


def _format_of_file(output: str | None) -> str | None:
    from recounted import outputs

    ending = Path(output).suffix[1:].lower() if output else ""
    return ending if ending in outputs.formats() else None


@click.command()
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
def schema(output: str | None) -> None:
    """Print the JSON Schema of a record. It is made from the types and written nowhere else.

    \b
    Example:  recounted schema -o record.schema.json
    """
    import msgspec

    from recounted.model import Record

    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Record)}
    with written(output) as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n")


@click.command()
def formats() -> None:
    """List what can be read, and how records, accounts and whole stores can be written.

    \b
    Example:  recounted formats
    """
    from recounted import inputs, outputs
    from recounted.outputs import accounts, exports

    of_kind: dict[str, Mapping[str, object]] = {
        "reads": inputs.formats(), "writes": outputs.formats(), "accounts": accounts.formats(),
        "exports": exports.formats(),
    }  # fmt: skip
    for title, found in of_kind.items():
        for name, module in found.items():
            first = (module.__doc__ or "").strip().partition("\n")[0]
            click.echo(f"{title:<9} {name:<9} {first}")


@click.command()
@click.argument("record", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.argument("claim")
def explain(record: str, claim: str) -> None:
    """Show why CLAIM (its id, "c0", or its digest) in RECORD (a file of JSON or JSON Lines) says what it says.

    \b
    Example:  recounted read report.txt -o record.jsonl
              recounted explain record.jsonl c0
    """
    from recounted.marks import encoder, sentences
    from recounted.outputs import explanation

    found, chosen = _find_claim(record, claim)
    text = found.document.text
    for line in explanation.explain(found, chosen, encoder.read_marks(text), sentences.sentences(text)):
        click.echo(line)


def _find_claim(path: str, claim: str) -> tuple[Record, Claim]:
    import msgspec

    from recounted.model import Record

    data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    try:
        if data.lstrip().startswith(b"["):
            records = msgspec.json.decode(data, type=list[Record])
        else:
            records = msgspec.json.Decoder(Record).decode_lines(data)
    except msgspec.DecodeError as error:
        raise click.UsageError(
            f"{path} holds no records of `recounted read --format json` or jsonl: {error}"
        ) from error
    hits = [(record, one) for record in records for one in record.claims if claim in (one.id, one.digest)]
    if not hits:
        raise click.UsageError(f"{path}: no claim {claim!r} in its {len(records)} records")
    if len(hits) > 1:
        digests = ", ".join(one.digest for _, one in hits[:4])
        raise click.UsageError(
            f"{path}: {len(hits)} records have a claim {claim!r}; name one by its digest: {digests} …"
        )
    return hits[0]


COMMANDS = (read, explain, schema, formats)
