"""`empathy-audit baseline`: what is known already, so that a gate fails only on what is new."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from empathy_audit.cli import output
from empathy_audit.cli.commands import Command
from empathy_audit.cli.gate import known_before, say
from empathy_audit.cli.judged import outcomes
from empathy_audit.cli.score import Agents, Config, Customers, InputFormat, Jobs, NoConfig, Packs, Paths, Redact

if TYPE_CHECKING:
    from empathy_audit.errors import Problem
    from empathy_audit.gate.baseline import Baseline

app = typer.Typer(help="Keep what is known, so that a gate fails only on what is new.", no_args_is_help=True,
                  rich_markup_mode=None)  # fmt: skip

_LOOKED_AT = 4096  # bytes of a file by which a baseline, also one with a merge conflict, is known
File = Annotated[str, typer.Argument(metavar="FILE", help="The baseline; best kept in the repository.")]


@app.command("write", cls=Command,
             help="Audit, and write what is known to FILE. Scores and known misses, as hashes, never words.")  # fmt: skip
def write(
    file: File,
    paths: Paths,
    agent: Agents = None,
    customer: Customers = None,
    input_format: InputFormat = None,
    pack: Packs = None,
    config: Config = None,
    no_config: NoConfig = False,
    redact: Redact = None,
    jobs: Jobs = 0,
) -> int:
    """Writes the baseline. Gives 2, and writes nothing, when anything could not be audited."""
    from empathy_audit import config as house_style
    from empathy_audit.cli.complaints import warn
    from empathy_audit.gate import baseline

    _may_be_written(file)
    house = house_style.load(config, pack or (), ignored=no_config)
    warn(house.rulebook.warnings)
    problems: list[Problem] = []
    masked = house.redact if redact is None else redact
    found = list(outcomes(paths, house, agent, customer, input_format, jobs, problems, {os.path.realpath(file)}, redact=masked))
    if problems:
        say(f"nothing is written to {file}: a baseline with gaps would call what it lacks new")
        return 2
    made = baseline.made(found, house.rulebook.digest, baseline.folder(file))
    _save(file, made)
    typer.echo(f"wrote {file}: {_told(made)}")
    return 0


@app.command("prune", cls=Command, help="Audit, and take out of FILE what has been put right. So it cannot come back.")
def prune(
    file: File,
    paths: Paths,
    agent: Agents = None,
    customer: Customers = None,
    input_format: InputFormat = None,
    pack: Packs = None,
    config: Config = None,
    no_config: NoConfig = False,
    redact: Redact = None,
    jobs: Jobs = 0,
) -> int:
    """Rewrites the baseline. Gives 2, and leaves it alone, when anything could not be audited."""
    from empathy_audit import config as house_style
    from empathy_audit.cli.complaints import warn
    from empathy_audit.gate import baseline

    house = house_style.load(config, pack or (), ignored=no_config)
    warn(house.rulebook.warnings)
    old = known_before(house, file)
    problems: list[Problem] = []
    masked = house.redact if redact is None else redact
    found = list(outcomes(paths, house, agent, customer, input_format, jobs, problems, {os.path.realpath(file)}, redact=masked))
    if problems:
        say(f"{file} is left as it is")
        return 2
    new = baseline.pruned(old, found)
    _save(file, new)
    typer.echo(f"pruned {file}: {_told(old)} before, {_told(new)} now")
    return 0


def _told(known: Baseline) -> str:
    from empathy_audit.reporters.figures import count

    misses = sum(len(entry.known) for entry in known.entries.values())
    return f"{count(len(known.entries), 'conversation')}, {count(misses, 'known miss', 'known misses')}"


def _may_be_written(file: str) -> None:
    """Refuses what is no baseline: whoever forgets to name one first would lose a transcript."""
    from empathy_audit.errors import Problem, UsageError
    from empathy_audit.gate.baseline import NAME

    fix = "name the baseline before what is to be audited: baseline write FILE PATH..."
    if file == output.STDOUT:
        raise UsageError(Problem(file, "a baseline is a file", fix))
    if os.path.isfile(file):  # noqa: PTH113 - unlike Path, it never raises
        with suppress(OSError), Path(file).open("rb") as stream:  # what cannot be read is said where it is written
            begins = stream.read(_LOOKED_AT)
            if begins.strip() and NAME.encode() not in begins:
                raise UsageError(Problem(file, "is there already, and is no baseline", fix))


def _save(file: str, known: Baseline) -> None:
    """All or nothing: a baseline cut short would let everything pass, or nothing."""
    from empathy_audit.gate.baseline import written

    with output.written(file) as stream:
        stream.write(written(known))
