"""What one report adds to the sums, worked out once for all of them. Quotes are cut short: there may be many sums."""

from __future__ import annotations

from typing import NamedTuple

from empathy_audit.model import FELL_SHORT, Answer, Deduction, Moment, Report, Reused

QUOTE, SENTENCE = 240, 400  # characters that are kept of what was said, and of what we say of it
AROUND = 80  # characters before a cue that are kept

MISSED = frozenset({"missed", "denied"})


class Facts(NamedTuple):
    """A report as it is counted. Moments for a person to look at and those that nobody could answer are only among `statuses`."""

    score: int | None  # hundredths
    statuses: tuple[str, ...]
    moments: tuple[tuple[str, str, str, str], ...]  # type, name, status, next step
    weights: tuple[int, ...]  # the tiers of these moments
    behaviours: tuple[tuple[str, str, bool], ...]  # dimension, name, heard
    habits: tuple[tuple[str, str, str, str], ...]  # id, name, severity, what would be better
    best: Answer | None
    worst: Answer | None
    review: tuple[Answer, ...]
    scripts: tuple[tuple[int, int, str, str], ...]  # signature, transcripts, quote, place


def facts(report: Report, agent: str) -> Facts:
    """What is counted of `report`, whose agent goes by this name, "" where nobody is named."""
    judged = [moment for moment in report.moments if not moment.review and moment.status != "withdrawn"]
    met = [moment for moment in judged if moment.status == "met"]
    short = [moment for moment in judged if moment.status in FELL_SHORT]
    best = max(met, key=lambda each: (each.grade, each.tier, -each.turn), default=None)
    worst = max(short, key=lambda each: (each.status == "denied", each.tier, -each.grade, -each.turn), default=None)
    return Facts(
        score=None if report.score.overall is None else round(report.score.overall * 100),
        statuses=tuple(moment.status for moment in report.moments),
        moments=tuple((each.type, each.name, each.status, each.next_step) for each in judged),
        weights=tuple(each.tier for each in judged),
        behaviours=tuple(
            (dimension, line.label, line.value > 0)
            for dimension in ("listening", "valuing")
            for line in report.sums.dimensions.get(dimension, ())
        ),
        habits=tuple(_habit(each) for each in report.deductions),
        best=best and _answer(report, best, agent),
        worst=worst and _answer(report, worst, agent),
        review=tuple(_answer(report, each, agent) for each in report.moments if each.review),
        scripts=tuple((each.key, each.transcripts, cut(each.quote), _place(report, each)) for each in report.reused),
    )


def _habit(found: Deduction) -> tuple[str, str, str, str]:
    return found.behaviour, found.name, found.severity, found.suggest


def _place(report: Report, found: Reused) -> str:
    transcript = report.transcript
    if found.line is not None:
        return f"{transcript.path}:{found.line}"
    return f"{transcript.path} ({transcript.id}), turn {found.turn}"


def _answer(report: Report, moment: Moment, agent: str) -> Answer:
    said = next((turn.text for turn in report.transcript.turns if turn.index == moment.turn), moment.quote)
    return Answer(
        path=report.transcript.path,
        id=report.transcript.id,
        turn=moment.turn,
        line=moment.line,
        agent=agent,
        type=moment.type,
        name=moment.name,
        tier=moment.tier,
        grade=moment.grade,
        status=moment.status,
        quote=_around(said, moment.span[0]),
        reply=cut(moment.reply.quote),
        reason=cut(moment.reason, SENTENCE),
        next_step=cut(moment.next_step, SENTENCE),
    )


def _around(said: str, start: int) -> str:
    """The turn, or the part of it in which the cue stands."""
    if len(said) <= QUOTE or start <= AROUND:
        return cut(said)
    return "…" + cut(said[start - AROUND :].partition(" ")[2], QUOTE - 1)


def cut(words: str, most: int = QUOTE) -> str:
    """On one line, and cut at a word where it is longer than that."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
