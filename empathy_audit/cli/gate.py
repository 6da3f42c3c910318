"""The gate on the command line: its options, what the config adds, and its last word."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from empathy_audit.config import House
    from empathy_audit.errors import UsageError
    from empathy_audit.gate import Conditions
    from empathy_audit.gate.baseline import Baseline
    from empathy_audit.gate.verdict import Gate


def _least(what: str) -> Any:
    return typer.Option(f"--min-{what}", min=0, max=100, metavar="SCORE", help=f"Fail below this {what}, in any conversation.")


MinScore = Annotated[float | None, _least("score")]
MinListening = Annotated[float | None, _least("listening")]
MinAcknowledgement = Annotated[float | None, _least("acknowledgement")]
MinValuing = Annotated[float | None, _least("valuing")]
MaxMissed = Annotated[
    int | None, typer.Option("--max-missed", min=0, metavar="N", help="Fail above so many missed moments in any conversation.")
]
MaxMissedCritical = Annotated[
    int | None, typer.Option("--max-missed-critical", min=0, metavar="N", help="Likewise, of critical moments alone.")
]
NoAntipattern = Annotated[
    list[str] | None,
    typer.Option("--no-antipattern", metavar="ID", help="Fail on this anti-pattern, rule, or 'any' of them. Repeatable."),
]
BaselineFile = Annotated[
    str | None, typer.Option("--baseline", metavar="FILE", help="Fail only on what is worse than in this file.")
]
MaxDrop = Annotated[
    float | None,
    typer.Option("--max-drop", min=0, max=100, metavar="POINTS", help="With a baseline: how far a score may fall.  [default: 0]"),
]
ChangedSince = Annotated[
    str | None, typer.Option("--changed-since", metavar="REV", help="Audit only what changed in git since this revision.")
]


def gate(house: House, asked: Conditions, baseline: str | None) -> Gate | None:
    """The gate that the options and the config ask for, None where they ask for none. Raises UsageError."""
    _check(house, asked)
    file = baseline or house.baseline
    known = known_before(house, file) if file else None
    if known is None and any(each.max_drop is not None for each in (asked, house.gate, *(own for _, own in house.gates))):
        raise _wrong("--max-drop needs a baseline to measure from", "add --baseline FILE, or 'baseline:' under 'gate:'")
    wanted = known is not None or any(any(each.labels()) for each in (asked, house.gate, *(own for _, own in house.gates)))
    if not wanted:
        return None
    from empathy_audit.gate.verdict import Gate

    return Gate(lambda path: asked.over(house.gate_at(path)), known)


def files(house: House, baseline: str | None) -> set[str]:
    """The real path of the baseline, if there is one: it may lie among the transcripts, and is none."""
    file = baseline or house.baseline
    return {os.path.realpath(file)} if file else set()


def known_before(house: House, file: str) -> Baseline:
    """The baseline in `file`. Says so where it was written under other rules, for then it compares two things at once."""
    from empathy_audit.gate.baseline import read

    baseline, now = read(file), house.rulebook.digest
    if baseline.digest != now:
        say(f"warning: {file}: the rules are not those it was written under ({_short(baseline.digest)}, now {_short(now)}): what"
            " is new may be their doing ('baseline write' writes it anew)")  # fmt: skip
    return baseline


def end(gate: Gate | None, errors: int, nothing: str) -> int:
    """Says the verdict, where there is a gate, as the last line of standard error, and gives the exit code that agrees with it.

    `errors` is how many were told, `nothing` says why there was nothing to audit, where that is no mistake.
    """
    sys.stdout.flush()  # so that the verdict comes last on a terminal
    if nothing:
        say(f"gate not judged: {nothing}" if gate else nothing)
        return 0
    if gate is None:
        return 2 if errors else 0
    verdict = gate.verdict(errors)
    for line in (*verdict.details, verdict.line):
        say(line)
    return verdict.code


def say(line: str) -> None:
    """One clean line on standard error."""
    from empathy_audit.reporters.safe import clean

    print(clean(line), file=sys.stderr)


def _check(house: House, asked: Conditions) -> None:
    for name, value in asked._asdict().items():
        if value != value:  # not a number, which is never below anything
            raise _wrong(f"--{name.replace('_', '-')} is a number, not 'nan'", "give one from 0 to 100")
    for id in asked.no_antipattern:
        from empathy_audit.gate.conditions import forbiddable
        from empathy_audit.matchers.values import suggestion

        known = forbiddable(house.rulebook)
        if id not in known:
            hint = suggestion(id, known)
            fix = hint if hint.startswith("did") else "name an anti-pattern, a rule of one, or 'any'; some need their --pack"
            raise _wrong(f"--no-antipattern: there is no '{id}' under these rules", fix)


def _short(digest: str) -> str:
    return digest.removeprefix("sha256:")[:8]


def _wrong(message: str, fix: str) -> UsageError:
    from empathy_audit.errors import Problem, UsageError

    return UsageError(Problem("empathy-audit", message, fix))
