"""The order of the steps: a transcript is heard, its moments are judged, the score is summed."""

from __future__ import annotations

from collections.abc import Iterator

from empathy_audit.engine import Ears, listen
from empathy_audit.errors import Problem
from empathy_audit.matchers import regex
from empathy_audit.measures import measure
from empathy_audit.model import Clause, Report, Rule, Rulebook, Transcript
from empathy_audit.moments import judge, scripted
from empathy_audit.reuse import NOTHING, Reuse
from empathy_audit.scoring import score
from empathy_audit.suppressing import suppress


def audit(transcript: Transcript, ears: Ears, rulebook: Rulebook, reuse: Reuse = NOTHING) -> Report:
    """Everything that the rules in `rulebook`, compiled as `ears`, say about `transcript`. Pure: same in, same out.

    `reuse` is what the company says in other conversations of the batch in the same words.
    """
    cues, suppressed, unused = suppress(listen(transcript, ears), transcript, rulebook)
    moments = judge(transcript, cues, rulebook, reuse)
    result = score(moments, cues, transcript, rulebook)
    return Report(
        transcript=transcript,
        score=result.score,
        verdict=result.verdict,
        verdict_reason=result.reason,
        moments=moments,
        cues=cues,
        deductions=result.deductions,
        measures=measure(transcript, cues),
        sums=result.sums,
        best=result.best,
        suppressed=suppressed,
        unused_suppressions=unused,
        reused=scripted(transcript, cues, rulebook, reuse),
        problems=tuple(_not_applied(transcript, rulebook)),
    )


def _not_applied(transcript: Transcript, rulebook: Rulebook) -> Iterator[Problem]:
    """Rules whose pattern ran out of time in a turn of `transcript`, and so may have missed something."""
    for pattern, number in regex.out_of_time(turn.text for turn in transcript.turns).items():
        line = None if number is None else transcript.turns[number].line
        what = "its regex ran out of time here" if number is not None else "its regex ran out of time too often and was given up"
        for rule in rulebook.rules:
            if pattern in _patterns(rule):
                where = f"{rule.id} ({rule.place.path}:{rule.place.line})"
                yield Problem(transcript.path, f"rule {where} was not applied: {what}", "make its pattern simpler", line)


def _patterns(rule: Rule) -> Iterator[str]:
    """All patterns of `rule`."""
    waiting: list[Clause | None] = [rule.match, rule.then, rule.limit.ratio_to if rule.limit else None]
    while waiting:
        clause = waiting.pop()
        if clause is not None:
            waiting += [*clause.all, *clause.any, *clause.none, clause.after, *(part for _, part in clause.signals)]
            yield from (pattern for name, value in clause.tests if name == "regex" for pattern in value)
