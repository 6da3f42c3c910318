"""`empathy-audit compare`: what became better, worse, new or gone between two folders, reports or git revisions."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from empathy_audit.cli.score import Agents, Config, Customers, InputFormat, Jobs, NoConfig, Packs, Redact

if TYPE_CHECKING:
    from empathy_audit.errors import Problem

HELP = """Compare two runs: what is better, worse, new or gone.

\b
compare old/ new/                  two folders, or two files
compare old.json new.json          two JSON reports
compare main..HEAD -- scripts/     two git revisions
compare main -- scripts/           a revision, and the files as they are now"""


class Format(StrEnum):
    """How a comparison is printed."""

    text = "text"
    json = "json"
    markdown = "markdown"


def command(
    sides: Annotated[list[str], typer.Argument(metavar="OLD [NEW] [-- PATH...]", help="Folders, files, reports or revisions.")],
    format: Annotated[Format, typer.Option("--format", "-f", help="text, json or markdown.")] = Format.text,
    agent: Agents = None,
    customer: Customers = None,
    input_format: InputFormat = None,
    pack: Packs = None,
    config: Config = None,
    no_config: NoConfig = False,
    redact: Redact = None,
    jobs: Jobs = 0,
) -> int:
    """Prints the comparison. Gives 0 whatever it says, or 2 when anything could not be audited."""
    from empathy_audit import comparing
    from empathy_audit import config as house_style
    from empathy_audit.cli.complaints import warn
    from empathy_audit.cli.sides import Audit, found
    from empathy_audit.comparing.writing import WRITERS

    if hasattr(sys.stdout, "reconfigure"):
        encoding = {} if format is Format.text else {"encoding": "utf-8"}
        sys.stdout.reconfigure(**encoding, errors="backslashreplace", newline="\n")
    house = house_style.load(config, pack or (), ignored=no_config)
    warn(house.rulebook.warnings)
    problems: list[Problem] = []
    masked = house.redact if redact is None else redact
    old, new = found(sides, Audit(house, agent, customer, input_format, jobs, problems, masked))
    notes: tuple[str, ...] = ()
    if old.digest and new.digest and old.digest != new.digest:
        digests = f"{old.digest[:8]}, {new.digest[:8]}"
        notes = (f"The two were judged by different rules ({digests}): what changed may be their doing.",)
    pairs = comparing.pairs(old.outcomes, new.outcomes)
    sys.stdout.write(WRITERS[format](comparing.Comparison(old.label, new.label, pairs, notes)))
    return 2 if problems else 0
