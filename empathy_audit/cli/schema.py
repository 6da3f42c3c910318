"""`empathy-audit schema`: the JSON Schemas that ship with the tool."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

HELP = "Print a JSON Schema that ships with the tool."


class Subject(StrEnum):
    """What has a schema."""

    report = "report"
    why = "why"
    baseline = "baseline"
    compare = "compare"
    summary = "summary"


ROOMS = {  # each lies where it is written; that of a summary is a part of the report's
    Subject.report: "reporters",
    Subject.why: "cli/why",
    Subject.baseline: "gate",
    Subject.compare: "comparing",
}
ABOUT = "The JSON report of 'score', the answer of 'why', a baseline, the comparison of 'compare', or that of 'summary'."


def command(subject: Annotated[Subject, typer.Argument(metavar="report|why|baseline|compare|summary", help=ABOUT)]) -> None:
    """Prints the schema."""
    typer.echo(text(subject), nl=False)


def text(subject: Subject) -> str:
    """The schema of a subject."""
    from importlib.resources import files

    if subject is Subject.summary:
        from empathy_audit.reporters import summing

        return summing.schema()
    return (files("empathy_audit") / ROOMS[subject] / f"{subject}.schema.json").read_text(encoding="utf-8")
