"""`empathy-audit score`: the main job."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from empathy_audit.cli import gate as gates
from empathy_audit.cli import inputs, judged, output, people, progress, showing
from empathy_audit.cli.terminal import Color

if TYPE_CHECKING:
    from empathy_audit.errors import Problem

HELP = "Score transcripts: files, folders, patterns or standard input."

MOST_JOBS = 512  # processes; more are a slip, and would bring a machine to its knees

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders, patterns such as 'calls/**/*.txt', or - for standard input."),
]
Agents = Annotated[
    list[str] | None, typer.Option("--agent", metavar="LABEL", help="A speaker label that is an agent's. Repeatable.")
]
Customers = Annotated[
    list[str] | None, typer.Option("--customer", metavar="LABEL", help="A speaker label that is a customer's. Repeatable.")
]
InputFormat = Annotated[
    str | None, typer.Option("--input-format", metavar="NAME", help="Read every file as this format instead of recognising it.")
]
Packs = Annotated[
    list[str] | None, typer.Option("--pack", metavar="PACK", help="Rules beside the default pack: a name or a path. Repeatable.")
]
Config = Annotated[
    str | None, typer.Option("--config", metavar="FILE", help="The house style, instead of the nearest empathy-audit.yaml.")
]
NoConfig = Annotated[bool, typer.Option("--no-config", help="Use no house style.")]
Redact = Annotated[
    bool | None,
    typer.Option("--redact/--no-redact", help="Mask e-mail addresses, phone, card and account numbers, names and the like."),
]
Explain = Annotated[bool, typer.Option("--explain", help="Show the sums behind each score.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show every moment in full, also those that were met.")]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs", "-j", min=0, max=MOST_JOBS, metavar="N",
        help="Processes to use.  [default: every core, as far as it pays]", show_default=False,
    ),
]
CacheFolder = Annotated[
    str | None,
    typer.Option(
        "--cache", metavar="DIR", help="Keep results in this folder, and judge only what has changed since.  [default: off]"
    ),
]
Engines = Annotated[
    str, typer.Option("--engine", metavar="ENGINE", help="Who does the work: processes of this machine, or dask.")
]
Scheduler = Annotated[str | None, typer.Option("--scheduler", metavar="ADDRESS", help="The scheduler of a Dask cluster.")]
FailFast = Annotated[
    bool,
    typer.Option(
        "--fail-fast/--keep-going", "-x", help="Stop at the first file that cannot be audited or fails the gate, or go on."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")]
Width = Annotated[int | None, typer.Option("--width", min=40, metavar="COLUMNS", help="Width of the text report.")]


def command(
    paths: Paths,
    format: output.Format = None,
    out: output.Output = None,
    select: showing.Select = None,
    ignore: showing.Ignore = None,
    min_tier: showing.MinTier = 1,
    only: showing.Only = None,
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
    explain: Explain = False,
    verbose: Verbose = False,
    min_score: gates.MinScore = None,
    min_listening: gates.MinListening = None,
    min_acknowledgement: gates.MinAcknowledgement = None,
    min_valuing: gates.MinValuing = None,
    max_missed: gates.MaxMissed = None,
    max_missed_critical: gates.MaxMissedCritical = None,
    no_antipattern: gates.NoAntipattern = None,
    baseline: gates.BaselineFile = None,
    max_drop: gates.MaxDrop = None,
    changed_since: gates.ChangedSince = None,
    fail_fast: FailFast = False,
    jobs: Jobs = 0,
    engine: Engines = "processes",
    scheduler: Scheduler = None,
    cache: CacheFolder = None,
    quiet: Quiet = False,
    color: Annotated[Color, typer.Option("--color", help="When to use colour.")] = Color.auto,
    width: Width = None,
) -> int:
    """Reads, audits, reports, judges. Gives 0, 1 when a gate failed, or 2 when anything could not be audited."""
    from empathy_audit import batch
    from empathy_audit import config as house_style
    from empathy_audit.cli.complaints import drawn, warn
    from empathy_audit.gate import Conditions

    asked = output.targets(format, out or (), paths)
    if input_format is not None:
        known_format(input_format)
    house = house_style.load(config, pack or (), ignored=no_config)
    warn(house.rulebook.warnings)
    agents, customers = (agent or (), customer or ()) if agent or customer else (house.agents, house.customers)
    conditions = Conditions(
        min_score, min_listening, min_acknowledgement, min_valuing, max_missed, max_missed_critical,
        tuple(no_antipattern or ()), max_drop,
    )  # fmt: skip
    gate = gates.gate(house, conditions, baseline)
    shown = showing.chosen(select or (), ignore or (), min_tier, only or (), house.rulebook)
    who = people.known(house, agents_file, agent_from)
    groups = showing.Groups(group_by, who, teaching=output.teaches(asked))
    problems: list[Problem] = []
    in_part = 0  # rules that could not be applied somewhere
    nothing = ""
    if changed_since is not None:
        paths, nothing = inputs.changed(paths, changed_since, problems)
    masked = house.redact if redact is None else redact
    reading = batch.Reading(tuple(agents), tuple(customers), input_format, redact=masked)
    own = {each.place for each in asked if each.path != output.STDOUT} | who.files | gates.files(house, baseline)
    alone = baseline is not None or bool(house.baseline) or changed_since is not None  # "only what got worse"
    tally = batch.Tally()
    kept = judged.kept(cache or house.cache, house, reading)
    watch = progress.Watch(paths, asked, quiet=quiet, named=not masked)
    manner = output.Manner(color, width, explain, verbose)
    with progress.interruptible(watch), judged.engine(engine, scheduler) as start, output.opened(asked, manner) as reports:
        found = judged.reports(
            paths, house, reading, problems, watch, own, alone=alone,
            fail_fast=fail_fast, jobs=jobs, engine=start, cache=kept,
        )  # fmt: skip
        for each in found:
            report = gate.see(each) if gate else each
            tally.add(report)
            groups.add(report)
            reports.add(shown.applied(report) if str(shown) else report)
            for problem in report.problems:
                print(drawn(problem), file=sys.stderr)
            in_part += len(report.problems)
            if fail_fast and (in_part or (gate and gate.failed)):
                break
        watch.hide()
        if fail_fast and (problems or in_part or (gate and gate.failed)):
            gates.say(f"stopped at the first failure: {watch.stopped()}")
        if not tally.transcripts and not problems and not nothing:
            inputs.nothing_found(paths, problems)
        run = tally.run(house.rulebook, problems)._replace(only=str(shown), catalogue=house.rulebook.rules)
        reports.finish(run._replace(**groups.found(house.rulebook)))
    return gates.end(gate, len(problems) + in_part + who.end(), nothing)


def known_format(name: str) -> None:
    """Refuses an --input-format that no reader has."""
    from empathy_audit.matchers.values import suggestion
    from empathy_audit.readers import readers

    if name not in readers():
        hint = suggestion(name, readers())
        raise typer.BadParameter(f"unknown --input-format '{name}'" + (f": {hint}" if hint else ""))
