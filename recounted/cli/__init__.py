"""The command line: a command reads its arguments, calls one function, prints. Our errors are one line each.

In:  arguments.    Out: results to standard output or a file, remarks to standard error.
Exit status: 0 all was read, 1 something was not, 2 the command was not understood.
Each room here holds the commands of one kind; COMMANDS names them, so that `--help` answers before any of the reader,
the store or the charts is loaded: imports of those are made inside the commands.
"""

from __future__ import annotations

import click

from recounted import __version__
from recounted.cli import accounting, events, finding, reading, storing


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="recounted", message="%(prog)s %(version)s")
def main() -> None:
    """Read reports of violent events and disasters into records of who said what, on whose word.

    \b
    Examples:  recounted read report.txt
               recounted read reports/ --format jsonl -o records.jsonl
               recounted explain records.jsonl c0
    """


for command in (*reading.COMMANDS, *storing.COMMANDS, *finding.COMMANDS, *events.COMMANDS, *accounting.COMMANDS):
    main.add_command(command)
