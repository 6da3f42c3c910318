"""`empathy-audit summary`: what a folder of conversations teaches, in one screen."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from empathy_audit.cli import people, showing
from empathy_audit.cli.score import Agents, Config, Customers, InputFormat, Jobs, NoConfig, Packs, Paths, Redact, Width
from empathy_audit.cli.terminal import Color, look

if TYPE_CHECKING:
    from empathy_audit.errors import Problem
    from empathy_audit.model import Run

HELP = "Sum up a folder: whom to coach on what, and what to practise. By agent, team, day and type of moment."


class Format(StrEnum):
    """How the summary is printed."""

    text = "text"
    json = "json"
    markdown = "markdown"


def command(
    paths: Paths,
    format: Annotated[Format, typer.Option("--format", "-f", help="text, json or markdown.")] = Format.text,
    group_by: showing.GroupBy = None,
    agents_file: people.AgentsFile = None,
    agent_from: people.AgentFrom = None,
    agent: Agents = None,
    customer: Customers = None,
    input_format: InputFormat = None,
    pack: Packs = None,
    config: Config = None,
    no_config: NoConfig = False,
    redact: Redact = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show each agent, team, folder or day in full.")] = False,
    jobs: Jobs = 0,
    color: Annotated[Color, typer.Option("--color", help="When to use colour.")] = Color.auto,
    width: Width = None,
) -> int:
    """Audits, and prints what all of it teaches. Gives 0, or 2 when anything could not be audited."""
    from empathy_audit import batch
    from empathy_audit import config as house_style
    from empathy_audit.cli.complaints import warn
    from empathy_audit.cli.judged import every
    from empathy_audit.cli.score import known_format

    if input_format is not None:
        known_format(input_format)
    house = house_style.load(config, pack or (), ignored=no_config)
    warn(house.rulebook.warnings)
    who = people.known(house, agents_file, agent_from)
    groups = showing.Groups(group_by, who, teaching=True)
    problems: list[Problem] = []
    tally = batch.Tally()
    for report in every(paths, house, agent, customer, input_format, jobs, problems, without=who.files, redact=redact):
        tally.add(report)
        groups.add(report)
    run = tally.run(house.rulebook, problems)._replace(**groups.found(house.rulebook))
    mistakes = who.end()
    _print(run, format, color, width, verbose=verbose)
    return 2 if problems or mistakes else 0


def _print(run: Run, format: Format, color: Color, width: int | None, *, verbose: bool) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        encoding = {} if format is Format.text else {"encoding": "utf-8"}
        sys.stdout.reconfigure(**encoding, errors="backslashreplace", newline="\n")
    from empathy_audit.reporters import summing

    summing.WRITERS[format](sys.stdout, run, look(color, width, explain=False, verbose=verbose))
