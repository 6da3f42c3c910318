"""`empathy-audit rules backtest`: what a new pack would change in transcripts that were judged already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from empathy_audit.cli.inputs import tell, transcripts
from empathy_audit.cli.masking import Names
from empathy_audit.cli.rules.common import TIERS, Colors, Format, Formats, Width, many, page, print_json
from empathy_audit.cli.score import Agents, Config, Customers, InputFormat, NoConfig, Redact
from empathy_audit.cli.score import Packs as OtherPacks
from empathy_audit.cli.terminal import Color

if TYPE_CHECKING:
    from rich.text import Text

    from empathy_audit.backtest import Change, Shift, Sum
    from empathy_audit.errors import Problem
    from empathy_audit.model import Deduction, Moment, Report
    from empathy_audit.reporters.text.page import Page

HELP = "Show what a new pack would change. In which transcripts and moments, and through which rule."

NewPack = Annotated[str, typer.Argument(metavar="NEW_PACK", help="The pack to try: a name or a path.")]
Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Transcripts: files, folders, patterns, or -.")]
ORDER = ("fail", "coach", "pass", "strong")
SIGNS = {"new": ("+", "bold"), "gone": ("-", "bold"), "changed": ("~", "bold")}
STATUS = {"met": "green", "partial": "yellow", "late": "yellow", "missed": "red", "denied": "red"}


def command(
    new_pack: NewPack,
    paths: Paths,
    format: Formats = Format.text,
    agent: Agents = None,
    customer: Customers = None,
    input_format: InputFormat = None,
    pack: OtherPacks = None,
    config: Config = None,
    no_config: NoConfig = False,
    redact: Redact = None,
    color: Colors = Color.auto,
    width: Width = None,
) -> int:
    """Judges every transcript twice, with and without the new pack. Gives 0, or 2 when anything could not be audited."""
    from dataclasses import replace

    from empathy_audit import backtest
    from empathy_audit import config as house_style
    from empathy_audit.cli.score import known_format
    from empathy_audit.errors import InputError, Problem

    if input_format is not None:
        known_format(input_format)
    before = house_style.load(config, pack or (), ignored=no_config)
    after = house_style.load(config, (*(pack or ()), new_pack), ignored=no_config)
    agents, customers = (agent or (), customer or ()) if agent or customer else (before.agents, before.customers)
    problems: list[Problem] = []
    masked = before.redact if redact is None else redact
    found = transcripts(paths, agents, customers, input_format, problems, redact=masked)
    books = (house.at if house.special else house.rulebook for house in (before, after))
    total = backtest.Sum()
    changes = []
    paths_told = Names()
    for change in backtest.backtest(found, *books):
        change = replace(change, after=paths_told.report(change.after))
        total.add(change)
        if change.any:
            changes.append(change)
    if not total.transcripts and not problems:
        tell(InputError(Problem(" ".join(paths), "nothing to audit", "name files that hold transcripts")), problems)
    if format is Format.json:
        print_json("backtest", _told(new_pack, changes, total, problems))
    else:
        rule_names = {rule.id: rule.name for rule in (*before.rulebook.rules, *after.rulebook.rules)}
        same = before.rulebook.packs == after.rulebook.packs
        _print(page(color, width), new_pack, changes, total, rule_names, same=same)
    return 2 if problems else 0


def _told(new_pack: str, changes: Sequence[Change], total: Sum, problems: Sequence[Problem]) -> dict[str, Any]:
    return {
        "pack": new_pack,
        "summary": {
            "transcripts": total.transcripts,
            "changed": total.changed,
            "verdicts": total.verdicts,
            "scores": total.scores,
            "moments": total.moments,
            "deductions": total.deductions,
            "through": dict(total.through.most_common()),
        },
        "transcripts": [
            {
                "id": change.after.transcript.id,
                "path": change.after.transcript.path,
                "verdict": {"before": change.before.verdict, "after": change.after.verdict},
                "score": {"before": change.before.score.overall, "after": change.after.score.overall},
                "rules": list(change.rules),
                "moments": [_told_shift(shift, _moment) for shift in change.moments],
                "deductions": [_told_shift(shift, _deduction) for shift in change.deductions],
            }
            for change in changes
        ],
        "errors": [{"path": problem.path, "line": problem.line, "message": str(problem)} for problem in problems],
    }


def _told_shift(shift: Shift, tell_one: Any) -> dict[str, Any]:
    now = shift.now
    return {
        "change": shift.what,
        "rules": list(shift.rules),
        "turn": now.turn,
        "line": now.line,
        "quote": now.quote,
        "before": tell_one(shift.before) if shift.before is not None else None,
        "after": tell_one(shift.after) if shift.after is not None else None,
    }


def _moment(moment: Moment) -> dict[str, Any]:
    return {"type": moment.type, "tier": moment.tier, "grade": moment.grade, "status": moment.status, "rule": moment.rule}


def _deduction(deduction: Deduction) -> dict[str, Any]:
    names = ("behaviour", "severity", "points", "rule")
    return {name: getattr(deduction, name) for name in names}


# -- on paper ----------------------------------------------------------------------------------------------------------------


def _print(paper: Page, new_pack: str, changes: Sequence[Change], total: Sum, names: Mapping[str, str], *, same: bool) -> None:
    paper.title(f"backtest of {new_pack}", many(total.transcripts, "transcript"))
    paper.gap()
    paper.paragraph(paper.text(_summary(total), "bold"), 2)
    if same:
        paper.paragraph(paper.text(f"{new_pack} is in force already, so nothing can change.", "yellow"), 2)
    if total.through:
        _print_through(paper, total, names)
    for change in changes:
        _print_change(paper, change, names)


def _summary(total: Sum) -> str:
    if not total.changed:
        return f"Nothing changes in {many(total.transcripts, 'transcript')}."
    counts = [many(count, noun) for count, noun in ((total.verdicts, "verdict"), (total.scores, "score")) if count]
    for what, counted in (("moment", total.moments), ("deduction", total.deductions)):
        told = [f"{count} {name}" for name, count in counted.items() if count]
        counts += [f"{what}s: {', '.join(told)}"] if told else []
    verb = "changes" if total.changed == 1 else "change"
    return f"{total.changed} of {many(total.transcripts, 'transcript')} {verb}; {'; '.join(counts)}."


def _print_through(paper: Page, total: Sum, names: Mapping[str, str]) -> None:
    paper.heading("Through")
    found = total.through.most_common()
    ids = max(len(id) for id, _ in found)
    digits = max(len(str(count)) for _, count in found)
    for id, count in found:
        margin = paper.join("  ", (f"{id:{ids}}", "bold"), f"  {count:>{digits}} {'change ' if count == 1 else 'changes'}  ")
        paper.paragraph(paper.text(names.get(id, "")), margin.cell_len, margin)


def _print_change(paper: Page, change: Change, names: Mapping[str, str]) -> None:
    paper.gap()
    right = paper.join(*_verdicts(paper, change))
    transcript = change.after.transcript
    name = transcript.path if transcript.id in transcript.path else f"{transcript.path} {transcript.id}"
    space = paper.width - right.cell_len - 2
    shown = paper.text(paper.short_path(name, max(space - 2, 20)), "bold")
    if paper.width - shown.cell_len - right.cell_len >= 2:
        paper.line(shown, " " * (paper.width - shown.cell_len - right.cell_len), right)
    else:
        paper.line(shown)
        paper.line(" " * max(paper.width - right.cell_len, 0), right)
    for shift in (*change.moments, *change.deductions):
        _print_shift(paper, shift, names)
    if not change.moments and not change.deductions:
        paper.paragraph(paper.text(f"through {_through(change.rules, names)}"), 4, paper.join("  ", SIGNS["changed"]))


def _verdicts(paper: Page, change: Change) -> list[tuple[str, str]]:
    was, now = change.before, change.after
    arrow = f" {paper.signs.arrow} "
    score = [(_score(was, paper), "dim")] + ([(arrow, "dim"), (_score(now, paper), "")] if change.score else [])
    if not change.verdict:
        return [*score, (f"   {now.verdict.replace('_', ' ')}", "dim")]
    style = ""
    if was.verdict in ORDER and now.verdict in ORDER:
        style = "bold green" if ORDER.index(now.verdict) > ORDER.index(was.verdict) else "bold red"
    return [*score, (f"   {was.verdict.replace('_', ' ')}{arrow}", ""), (now.verdict.replace("_", " "), style or "bold")]


def _score(report: Report, paper: Page) -> str:
    from empathy_audit.reporters import figures

    return figures.score(report.score.overall, paper.signs.none)


def _print_shift(paper: Page, shift: Shift, names: Mapping[str, str]) -> None:
    now = shift.now
    where = f"line {now.line}" if now.line is not None else f"turn {now.turn}"
    margin = paper.join("  ", SIGNS[shift.what], " ")
    paper.ends(margin, _what(paper, shift), where)
    paper.paragraph(paper.quote(now.quote, 200), 6)
    paper.paragraph(paper.text(f"through {_through(shift.rules, names)}", "dim"), 6)


def _what(paper: Page, shift: Shift) -> Text:
    now: Any = shift.now
    if hasattr(now, "severity"):
        was: Any = shift.before
        told = f"{_minus(was, paper)} {paper.signs.arrow} {_minus(now, paper)}" if shift.what == "changed" else _minus(now, paper)
        return paper.join(f"{shift.what}, ", f"{now.name}, {now.severity}, {told} points")
    if shift.what != "changed":
        return paper.join(f"{shift.what}, ", (now.status, STATUS.get(now.status, "")), f": {now.name}, {TIERS[now.tier]}")
    old: Any = shift.before
    return paper.join(
        (old.status, STATUS.get(old.status, "")),
        f" {paper.signs.arrow} " if old.status != now.status else ", ",
        (now.status if old.status != now.status else "", STATUS.get(now.status, "")),
        f"grade {old.grade} {paper.signs.arrow} {now.grade}" if old.status == now.status else "",
        f": {now.name}, {TIERS[now.tier]}" + (f" (was {TIERS[old.tier]})" if old.tier != now.tier else ""),
    )


def _minus(deduction: Deduction, paper: Page) -> str:
    return f"{paper.signs.minus}{deduction.points:g}" if deduction.points else "0"


def _through(rules: Sequence[str], names: Mapping[str, str]) -> str:
    if not rules:
        return "what else was found in this conversation"
    return ", ".join(f"{id} {names[id]}" if id in names else id for id in rules)
