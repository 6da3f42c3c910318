"""Points and grades become a score that a person can redo with a pencil. Knows no text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from empathy_audit.model import (
    COMPANY_ROLES,
    DIMENSIONS,
    Cue,
    Deduction,
    Moment,
    Result,
    Rulebook,
    Score,
    Scoring,
    SumLine,
    Sums,
    Transcript,
    Verdict,
)
from empathy_audit.scoring.chances import points
from empathy_audit.scoring.deductions import deductions

SUBSTANTIAL = 5  # words; a shorter turn can hardly push, and would only water the share down
_PLACES = Decimal("0.01")
_NOISE = 9  # decimals beyond which a binary fraction is noise: 68.745 must not be 68.74499999


def score(moments: Sequence[Moment], cues: Sequence[Cue], transcript: Transcript, rulebook: Rulebook) -> Result:
    """The score of a transcript, 0 to 100, with its verdict, its deductions and the sums behind it.

    What had no chance is not assessed and leaves the sum; where nothing could be assessed the score is None.
    """
    scoring = rulebook.scoring
    lines = _lines(moments, cues, transcript, rulebook)
    shares = {name: _share(lines[name]) for name in lines}
    weights = _weights(shares, scoring)
    base = sum(weights[name] * shares[name] for name in weights) if weights else None
    found = deductions(moments, cues, rulebook)
    deducted = min(scoring.deduction_cap, sum(each.points for each in found))
    pushing, spoken, kept = _pushed(cues, transcript, rulebook)
    overall = None if base is None else rounded(max(0.0, min(100.0, base * kept - deducted)))
    verdict, reason = _verdict(overall, found, scoring)
    return Result(
        score=Score(overall, *(rounded(shares[name]) if name in shares else None for name in DIMENSIONS)),
        verdict=verdict,
        reason=reason,
        deductions=found,
        sums=Sums(
            dimensions=lines,
            weights=weights,
            base=None if base is None else round(base, _NOISE),
            deducted=deducted,
            deduction_cap=scoring.deduction_cap,
            pushing_turns=pushing,
            agent_turns=spoken,
            kept=round(kept, _NOISE),
            kept_sum=_kept_sum(pushing, spoken, scoring) if pushing else "",
        ),
        best=_best(moments),
    )


def _pushed(cues: Sequence[Cue], transcript: Transcript, rulebook: Rulebook) -> tuple[int, int, float]:
    """Turns that push, the agent's turns, and the part of the base that this leaves: 1 - weight x (pushing - free) / turns.

    A ratio, for a deduction counts a habit no more than a slip. The idea is that of the MITI's share of adherent
    utterances (Moyers et al. 2016): what tells good conversations from poor ones is how much of them is free of pushing.
    """
    pushes = rulebook.taxonomy.rungs.get("pushing", frozenset())
    turns = {cue.turn for cue in cues if cue.behaviour in pushes}
    if not turns:
        return 0, 0, 1.0
    spoken = sum(
        turn.role in COMPANY_ROLES and len(turn.text.split()) >= SUBSTANTIAL for turn in transcript.turns
    )
    scoring = rulebook.scoring
    return len(turns), spoken, max(0.0, 1 - scoring.push_weight * max(0.0, len(turns) - scoring.push_free) / max(1, spoken))


def _kept_sum(pushing: int, spoken: int, scoring: Scoring) -> str:
    return f"1 - {scoring.push_weight:g} x ({pushing} pushing turns - {scoring.push_free:g}) / {spoken} agent turns"


def rounded(value: float) -> float:
    """Half up, to two places; what is left of binary fractions does not decide."""
    return float(Decimal(repr(round(value, _NOISE))).quantize(_PLACES, ROUND_HALF_UP))


def counted(moments: Sequence[Moment]) -> list[Moment]:
    """The moments that a score is about: not those for a person to look at, nor those nobody could answer."""
    return [moment for moment in moments if not moment.review and moment.status != "withdrawn"]


def _lines(
    moments: Sequence[Moment], cues: Sequence[Cue], transcript: Transcript, rulebook: Rulebook
) -> Mapping[str, tuple[SumLine, ...]]:
    """The lines of each dimension that was assessed, in the order of DIMENSIONS."""
    judged = counted(moments)
    lines = {name: tuple(points(name, judged, cues, transcript, rulebook)) for name in ("listening", "valuing")}
    lines["acknowledgement"] = tuple(_grade_line(moment, rulebook.scoring) for moment in judged)
    return {name: lines[name] for name in DIMENSIONS if lines[name]}


def _grade_line(moment: Moment, scoring: Scoring) -> SumLine:
    """A moment weighs as much as its tier, and earns the credit of its grade."""
    credit = scoring.credits[moment.grade]
    note = f"tier {moment.tier}, grade {moment.grade} earns {credit:g}"
    return SumLine(moment.name, round(moment.tier * credit, _NOISE), moment.tier, moment.turn, note)


def _share(lines: Sequence[SumLine]) -> float:
    return 100 * sum(line.value for line in lines) / sum(line.out_of for line in lines)


def _weights(shares: Mapping[str, float], scoring: Scoring) -> Mapping[str, float]:
    """The weights of what was assessed, made to add up to 1 again."""
    total = sum(scoring.weights[name] for name in shares)
    return {name: scoring.weights[name] / total for name in shares} if total else {}


def _verdict(overall: float | None, found: Sequence[Deduction], scoring: Scoring) -> tuple[Verdict, str]:
    critical = next((each for each in found if each.severity == "critical"), None)
    if critical is not None:
        place = f"turn {critical.turn}" if critical.line is None else f"line {critical.line}"
        return "fail", f"something critical was said at {place}: {critical.name}"
    if overall is None:
        return "not_assessed", "there was no chance to show empathy, so nothing was assessed"
    bands: Sequence[tuple[Verdict, float]] = [(name, scoring.bands[name]) for name in ("strong", "pass", "coach")]
    for name, lowest in bands:
        if overall >= lowest:
            return name, f"{lowest:g} or more"
    return "fail", f"below {bands[-1][1]:g}"


def _best(moments: Sequence[Moment]) -> Moment | None:
    """The best answered moment: the highest grade, of these the gravest, of these the first. None where none was met."""
    met = [moment for moment in counted(moments) if moment.status == "met"]
    return max(met, key=lambda moment: (moment.grade, moment.tier, -moment.turn), default=None)
