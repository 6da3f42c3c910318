"""`empathy-audit schema`: the JSON Schemas that ship with the tool."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

HELP = "Print a JSON Schema that ships with the tool."


class Subject(StrEnum):
    """What has a schema."""

    report = "report"
    summary = "summary"


def command(
    subject: Annotated[
        Subject, typer.Argument(metavar="report|summary", help="The JSON report of 'score', or that of 'summary'.")
    ],
) -> None:
    """Prints the schema."""
    from empathy_audit import reporters
    from empathy_audit.reporters import summing

    typer.echo(reporters.schema() if subject is Subject.report else summing.schema(), nl=False)
