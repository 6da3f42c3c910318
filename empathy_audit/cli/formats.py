"""`empathy-audit formats`: what can be read, and how it is recognised."""

from __future__ import annotations

import shutil
import textwrap

import typer

HELP = "List the transcript formats that are read."


def command() -> None:
    """Prints the name and description of each reader."""
    from empathy_audit.readers import readers

    known = readers()

    width = max(map(len, known))
    columns = max(60, shutil.get_terminal_size((100, 24)).columns)
    for name in sorted(known):
        lines = textwrap.wrap(known[name].DESCRIPTION, columns - width - 2)
        typer.echo("\n".join([f"{name:{width}}  {lines[0]}", *(" " * (width + 2) + line for line in lines[1:])]))
