"""Why a turn was judged as it was: which rules matched on which words, which did not and what was missing, how moments fared.

This room only looks: whatever it says is asked of the engine's own tests and of the audit itself, so the two agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from empathy_audit.audit import audit
from empathy_audit.engine import prepare
from empathy_audit.engine.clauses import SIDES
from empathy_audit.explaining.answers import Answered, answered
from empathy_audit.explaining.parts import Part, reasons
from empathy_audit.explaining.several import duty_told, limit_told
from empathy_audit.explaining.telling import SIDES as NAMES
from empathy_audit.explaining.tracing import Looked, Trace, Tracer
from empathy_audit.model import Cue, Deduction, Report, Rule, Rulebook, Suppression, Transcript, Turn
from empathy_audit.moments import judged


class Told(NamedTuple):
    """One rule and one turn. `part` is what the rule asks for in a turn, None where it asks nothing of a single one.

    `reasons` are why it did not match, the first the plainest; `notes` what else there is to know: what was counted, what a
    duty came to, which moment a cue belongs to.
    """

    rule: Rule
    matched: bool
    cues: tuple[Cue, ...]
    part: Part | None
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    deduction: Deduction | None = None


class Explanation(NamedTuple):
    """Everything there is to say about one turn: rules that were asked for first, then those that matched."""

    transcript: Transcript
    turn: Turn
    asked: tuple[Told, ...]
    matched: tuple[Told, ...]
    moments: tuple[Answered, ...]  # that the turn raises, or answers
    note: str = ""


def explain(transcript: Transcript, turn: int, rulebook: Rulebook, wanted: Sequence[str] = ()) -> Explanation:
    """Why the turn numbered `turn` was judged as it was; with `wanted` ids, only those rules, also where they did not match."""
    report = audit(transcript, prepare(rulebook), rulebook)
    here = {cue.rule for cue in report.cues if cue.turn == turn} | {one.rule for one in report.suppressed if one.turn == turn}
    ids = wanted or [rule.id for rule in rulebook.rules if rule.id in here]
    traced = Tracer(rulebook, ids, frozenset(wanted) - here).trace(transcript, turn, ids)
    moments = tuple(
        told
        for one in judged(transcript, report.cues, rulebook)
        if turn in (told := answered(one, transcript, report.cues, rulebook)).turns or turn in one.moment.reply.turns
    )
    found = [_told(traced.looked[id], traced, report, turn, moments) for id in ids]
    own = next(one for one in transcript.turns if one.index == turn)
    asked, matched = (found, []) if wanted else ([], found)
    return Explanation(transcript, own, tuple(asked), tuple(matched), moments, _note(own, traced))


def _note(turn: Turn, traced: Trace) -> str:
    if traced.view is None:
        return "Nobody said this: rules do not listen to messages of the system."
    if traced.view.side not in SIDES:
        return "Nobody knows who said this, so no rule listens to it: name the speakers with --agent and --customer."
    return "" if turn.text else "Nothing is said in this turn."


def _told(looked: Looked, traced: Trace, report: Report, turn: int, moments: Sequence[Answered]) -> Told:
    rule = looked.rule
    cues = tuple(cue for cue in traced.cues if cue.turn == turn and cue.rule == rule.id)
    aside = [one.by for one in report.suppressed if one.turn == turn and one.rule == rule.id]
    moment = _its_moment(cues[0], moments) if cues and rule.kind == "moment" and not aside else ()
    part = None if rule.limit is not None and rule.limit.measure else looked.part
    return Told(
        rule=rule,
        matched=bool(cues),
        cues=cues,
        part=part,
        reasons=() if cues else tuple(dict.fromkeys(_why_not(looked, traced))),
        notes=(*_about(looked, traced), *moment, *map(_set_aside, aside)),
        deduction=next((one for one in report.deductions if one.rule == rule.id and one.turn == turn), None),
    )


def _why_not(looked: Looked, traced: Trace) -> Iterator[str]:
    view, part = traced.view, looked.part
    if view is None or part is None:
        return
    wrong = looked.side not in ("any", view.side)
    if wrong:
        yield f"it listens to {NAMES[looked.side]}, and this is said by {NAMES.get(view.side, 'somebody unknown')}"
    if part.held:
        if wrong:
            yield f"had {NAMES[looked.side]} said it, the words would match"
        elif looked.rule.kind == "limit":
            yield "this turn counts, but the bound is not crossed here"
        elif looked.rule.kind == "require":
            yield "the duty arose here, but was met"
        return
    yield from reasons(part)


def _about(looked: Looked, traced: Trace) -> Iterator[str]:
    if looked.rule.kind == "require":
        yield from duty_told(looked)
    elif looked.rule.kind == "limit":
        yield from limit_told(looked, traced.views)


def _set_aside(by: Suppression) -> str:
    where = "" if by.line is None else f" on line {by.line}"
    return f"set aside by a suppression{where}, so it counts for nothing: {by.reason}"


def _its_moment(cue: Cue, moments: Sequence[Answered]) -> Iterator[str]:
    """Where the moment that a cue tells of is told under another rule, or not at all."""
    own = [one.moment for one in moments if one.moment.type == cue.behaviour and cue.turn in one.turns]
    if not own:
        yield "no moment of its own: the same thing was acknowledged before"
    elif own[0].rule != cue.rule:
        yield f"one moment with what {own[0].rule} heard: several cues of one type in one stretch are one"
