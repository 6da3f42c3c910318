"""`empathy-audit convert`: any transcript as plain interchange, or as a format that other tools read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from empathy_audit.errors import Problem
    from empathy_audit.model import Transcript

HELP = "Write transcripts in another format, such as JSON Lines or CSV."


class Target(StrEnum):
    """What can be written; the writers' names, which are not asked here because importing them takes time."""

    jsonl = "jsonl"
    vcon = "vcon"
    convokit = "convokit"
    csv = "csv"
    vtt = "vtt"
    txt = "txt"


Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, patterns, or -.")]
To = Annotated[Target | None, typer.Option("--to", help="The format to write.  [default: as --out ends, or jsonl]")]
Out = Annotated[
    str | None,
    typer.Option("--out", metavar="PATH", help="Write a file; or, in a folder (DIR/), a file for each conversation."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace files that exist.")]
Agents = Annotated[
    list[str] | None, typer.Option("--agent", metavar="LABEL", help="A speaker label that is an agent's. Repeatable.")
]
Customers = Annotated[
    list[str] | None, typer.Option("--customer", metavar="LABEL", help="A speaker label that is a customer's. Repeatable.")
]
Redact = Annotated[bool, typer.Option("--redact", help="Mask e-mail addresses, phone and card numbers, names and the like.")]
InputFormat = Annotated[str | None, typer.Option("--input-format", metavar="NAME", help="Read every file as this.")]


def command(
    paths: Paths,
    to: To = None,
    out: Out = None,
    force: Force = False,
    agent: Agents = None,
    customer: Customers = None,
    input_format: InputFormat = None,
    redact: Redact = False,
) -> int:
    """Writes every conversation that can be read. Gives 0, or 2 when anything could not be read or written."""
    from empathy_audit.cli.inputs import tell, transcripts
    from empathy_audit.cli.masking import Names
    from empathy_audit.cli.saving import Apart, Together, is_folder
    from empathy_audit.errors import InputError, UsageError
    from empathy_audit.writers import writer

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")
    problems: list[Problem] = []
    files = _collected(paths, problems)  # before anything is written: a folder may be read and written to
    apart = out is not None and is_folder(out)
    target = writer(to or _as_it_ends(out or ""))
    sink = Apart(target, out or "", force) if apart else Together(target, out or "", force)
    failed = True
    try:
        named = agent or (), customer or ()
        found = transcripts(files, *named, input_format, problems, need_roles=False, redact=redact)
        for transcript in map(Names().transcript, found):
            _warn(transcript)
            try:
                sink.add(transcript)
            except (InputError, UsageError) as error:
                tell(error, problems)
                if isinstance(error, UsageError) and not apart:
                    return 2
        failed = False
    finally:
        sink.finish(failed)
    return 2 if problems else 0


def _as_it_ends(out: str) -> Target:
    """The format that the file's ending names; where it names none, the one that holds everything."""
    ending = out.rpartition(".")[2].lower()
    return Target(ending) if ending in Target.__members__ else Target.jsonl


def _collected(paths: Sequence[str], problems: list[Problem]) -> list[str]:
    from empathy_audit.cli.inputs import tell
    from empathy_audit.errors import InputError
    from empathy_audit.readers import collect

    files = []
    for found in collect(paths):
        if isinstance(found, InputError):
            tell(found, problems)
        else:
            files.append(found)
    return files


def _warn(transcript: Transcript) -> None:
    """What a reader found odd, for here no report tells it."""
    from empathy_audit.reporters.safe import clean

    for warning in transcript.warnings:
        print(f"warning: {clean(transcript.path)}: {clean(warning)}", file=sys.stderr)
