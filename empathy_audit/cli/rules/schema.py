"""`empathy-audit rules schema`: the JSON Schema of a rule pack."""

from __future__ import annotations

import json

import typer

HELP = "Print the JSON Schema of rule files, for editors. With it they complete and check a file as you type."


def command() -> None:
    """Prints the schema."""
    typer.echo(text(), nl=False)


def text() -> str:
    """The schema as a file."""
    from empathy_audit import rulebook
    from empathy_audit.rulebook.schema import schema

    return json.dumps(schema(rulebook.load().taxonomy), indent=1) + "\n"
