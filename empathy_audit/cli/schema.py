"""`empathy-audit schema`: the JSON Schemas that ship with the tool."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

HELP = "Print a JSON Schema that ships with the tool."


class Subject(StrEnum):
    """What has a schema."""

    report = "report"


def command(_subject: Annotated[Subject, typer.Argument(metavar="report", help="The JSON report of 'score'.")]) -> None:
    """Prints the schema."""
    from empathy_audit.reporters import schema

    typer.echo(schema(), nl=False)
