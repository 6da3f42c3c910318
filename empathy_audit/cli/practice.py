"""`empathy-audit practice`: missed moments as drills, on paper or on a page."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from empathy_audit.cli import output, people
from empathy_audit.cli.score import Agents, Config, Customers, InputFormat, Jobs, NoConfig, Packs, Paths, Redact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from empathy_audit.errors import Problem
    from empathy_audit.lessons.drills import Drills
    from empathy_audit.model import Taxonomy

HELP = """Make drills of missed moments, on paper or as a page.

The customer's words, a line for the answer, and better answers on the last page."""
LIMIT = 20  # drills: about as many as an hour holds


class Format(StrEnum):
    """How the drills are written."""

    markdown = "markdown"
    html = "html"


def command(
    paths: Paths,
    out: Annotated[str | None, typer.Option("--out", metavar="FILE", help="Where to; the ending says how: .md or .html.")] = None,
    format: Annotated[
        Format | None, typer.Option("--format", "-f", help="markdown or html.  [default: as --out ends, or markdown]")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, metavar="N", help="At most so many drills.")] = LIMIT,
    type: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help="Only this type of moment, as bereavement. Repeatable.")
    ] = None,
    of: Annotated[
        list[str] | None, typer.Option("--for", metavar="NAME", help="Only what this agent missed; 'Priya*' works. Repeatable.")
    ] = None,
    agents_file: people.AgentsFile = None,
    agent_from: people.AgentFrom = None,
    agent: Agents = None,
    customer: Customers = None,
    input_format: InputFormat = None,
    pack: Packs = None,
    config: Config = None,
    no_config: NoConfig = False,
    redact: Redact = None,
    jobs: Jobs = 0,
) -> int:
    """Audits, and writes the drills. Gives 0, or 2 when anything could not be audited."""
    from empathy_audit import config as house_style
    from empathy_audit.cli.complaints import warn
    from empathy_audit.cli.judged import every
    from empathy_audit.cli.score import known_format
    from empathy_audit.lessons.drills import Drills

    if input_format is not None:
        known_format(input_format)
    how = _format(out, format)
    house = house_style.load(config, pack or (), ignored=no_config)
    warn(house.rulebook.warnings)
    _check(out, paths, type or (), house.rulebook.taxonomy)
    who = people.known(house, agents_file, agent_from)
    drills = Drills(limit, type or (), of or ())
    problems: list[Problem] = []
    own = who.files | ({os.path.realpath(out)} if out else set())
    audited = found = False
    for report in every(paths, house, agent, customer, input_format, jobs, problems, without=own, redact=redact):
        name = who.keys.of(report.transcript)["agent"]
        drills.add(report, name)
        audited = True
        found = found or name not in drills.strangers
    if not audited or _nobody(of or (), drills, found=found):
        return 2
    mistakes = who.end()
    asked = [", ".join(type)] if type else []
    asked += [f"by {', '.join(of)}"] if of else []
    _write(drills, " ".join(asked), how, out)
    return 2 if problems or mistakes else 0


def _format(out: str | None, asked: Format | None) -> str:
    from empathy_audit.reporters.practice import SUFFIXES

    if asked is not None or out is None:
        return asked or Format.markdown
    ending = os.path.splitext(out)[1].lower()  # noqa: PTH122 - as it was given
    if ending not in SUFFIXES:
        raise typer.BadParameter(f"--out '{out}' does not say how to write it: end it with .md or .html, or add --format")
    return SUFFIXES[ending]


def _check(out: str | None, paths: Sequence[str], types: Sequence[str], taxonomy: Taxonomy) -> None:
    from empathy_audit.matchers.values import suggestion

    if out is not None and os.path.realpath(out) in {os.path.realpath(path) for path in paths if path != output.STDOUT}:
        raise typer.BadParameter(f"--out would write over '{out}', which is to be read: give it another path")
    for each in types:
        if each not in taxonomy.types:
            hint = suggestion(each, taxonomy.types)
            raise typer.BadParameter(f"unknown --type '{each}'" + (f": {hint}" if hint else ""))


def _nobody(of: Sequence[str], drills: Drills, *, found: bool) -> bool:
    """Whether nobody goes by a name that was asked for, which is said."""
    if not of or found or not drills.strangers:
        return False
    from empathy_audit.lessons.keys import NOBODY
    from empathy_audit.reporters.safe import clean
    from empathy_audit.reporters.wording import WHO

    names = ", ".join(sorted(drills.strangers - {NOBODY})[:12])
    known = f"no agent here goes by that name (known: {names})" if names else f"no agent is named here ({WHO})"
    print(clean(f"error: --for {', '.join(of)}: {known}"), file=sys.stderr)
    return True


def _write(drills: Drills, asked: str, how: str, out: str | None) -> None:
    from empathy_audit.reporters.practice import WRITERS

    text = WRITERS[how](drills.sheet(asked))
    if out is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        sys.stdout.write(text)
        return
    with output.written(out) as stream:
        stream.write(text)
