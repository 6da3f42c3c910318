"""How well a moment was answered, 0 to 6, after the Empathic Communication Coding System (Bylund & Makoul 2002, 2005)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from empathy_audit.model import Cue, Taxonomy
from empathy_audit.moments.evidence import Evidence
from empathy_audit.moments.raising import Raised

IGNORED, PERFUNCTORY, IMPLICIT, ACKNOWLEDGED, PURSUED, CONFIRMED, SHARED = range(7)
PHRASE_WORDS = 8  # a cue of more words is about the sentence, in which there is room for something else; own judgement


class Grade(NamedTuple):
    """A grade, the cues that earned it, and the anti-patterns that lowered it and so are paid for.

    `how` names the test that held, for the words of a reviewer; `fix_first` = one grade less because the feeling came second.
    `transcripts` hold the same sentence, where the grade would be better if it were not reused.
    """

    value: int
    how: str
    cues: Sequence[Cue] = ()
    with_: Sequence[Cue] = ()  # what made it more than an acknowledgement
    paid: tuple[str, ...] = ()
    fix_first: bool = False
    transcripts: int = 0


def climb(one: Raised, answers: Sequence[Evidence], taxonomy: Taxonomy) -> Grade:
    """The first rung that holds from the top, over all `answers` in the window.

    A stretch that denies the feeling earns nothing, and leaves 0 unless another stretch acknowledged it.
    """
    fair = [answer for answer in answers if not answer.rungs["denial"]]
    grade = _feeling(one, fair, taxonomy)
    if grade is None:
        denial = [cue for answer in answers for cue in answer.rungs["denial"]]
        grade = Grade(IGNORED, "denied", denial) if denial else _less(one, fair, taxonomy)
    elif _fix_came_first(fair, grade, taxonomy):
        grade = grade._replace(value=grade.value - 1, fix_first=True)
    scripted = max((answer.transcripts for answer in fair), default=0) if grade.value <= IMPLICIT else 0
    return grade._replace(paid=_paid(grade, answers, taxonomy), transcripts=scripted)


def _feeling(one: Raised, answers: Sequence[Evidence], taxonomy: Taxonomy) -> Grade | None:
    """Grades 3 to 6: the feeling, the burden or the good news is acknowledged. None where it is not."""
    likeness = [cue for answer in answers for cue in answer.likeness]
    if likeness:
        return Grade(SHARED, "shared", likeness)
    confirmation = [cue for answer in answers if answer.specific for cue in answer.confirmation]
    if confirmation:
        return Grade(CONFIRMED, "confirmed", confirmation)
    feeling = [cue for answer in answers for cue in answer.feeling]
    if feeling:
        beyond = [cue for answer in answers for cue in _beyond(one, answer, taxonomy) if not _same_words(cue, feeling)]
        return Grade(PURSUED, "pursued", feeling, beyond) if beyond else Grade(ACKNOWLEDGED, "acknowledged", feeling)
    named = "named" in one.info.traits
    met = [cue for answer in answers if answer.specific or not named for cue in answer.all if cue.behaviour in one.info.met_by]
    return Grade(ACKNOWLEDGED, "met_by_name", met) if met else None


def _less(one: Raised, answers: Sequence[Evidence], taxonomy: Taxonomy) -> Grade:
    """Grades 0 to 2: nothing was acknowledged that a refusal or a repetition did not take back."""
    refusal = [cue for answer in answers for cue in answer.rungs["refusal"]]
    if any(answer.halfway or answer.halved for answer in answers):
        return Grade(IMPLICIT, "taken_back", refusal)
    warm = [cue for answer in answers for cue in answer.warmth]
    echoes = [cue for answer in answers for cue in answer.echoes]
    oblique = "oblique" in one.info.traits
    useful = [answer for answer in answers if not answer.rungs["refusal"] and (answer.specific or not oblique)]
    asked = taxonomy.rungs["pursuit"] & one.expected  # where the type wants a question, a question is an action
    action = [cue for answer in useful for cue in answer.all if cue.behaviour in asked | taxonomy.rungs["action"]]
    if action or warm or echoes:
        return Grade(IMPLICIT, "implicit" if action else "warm" if warm else "echo", action or warm or echoes)
    if refusal:
        return Grade(PERFUNCTORY, "stock_refusal", refusal)
    repeated = [cue for answer in answers for cue in answer.repeated]
    if repeated:
        return Grade(PERFUNCTORY, "repeated", repeated)
    scripted = [cue for answer in answers for cue in answer.scripted]
    if scripted:
        return Grade(PERFUNCTORY, "scripted", scripted)
    stock = [cue for answer in answers for cue in answer.stock]
    if stock:
        return Grade(PERFUNCTORY, "stock", stock)
    return Grade(IGNORED, "ignored", [cue for answer in answers for cue in answer.rungs["ignoring"]])


def _beyond(one: Raised, answer: Evidence, taxonomy: Taxonomy) -> list[Cue]:
    """What does more than acknowledge: an invitation, a question about impact, or what the type expects to be done."""
    rungs = taxonomy.rungs
    wanted = one.expected - rungs["acknowledgement"] - rungs["warmth"] - rungs["perfunctory"]
    pursuit = answer.rungs["pursuit"]
    return [*pursuit, *(cue for cue in answer.all if cue.behaviour in wanted and cue not in pursuit)]


def _same_words(cue: Cue, others: Sequence[Cue]) -> bool:
    """Whether `cue` was heard in the very phrase of one of `others`: what goes further must be something else."""
    return any(
        cue.turn == other.turn
        and cue.span[0] < other.span[1]
        and other.span[0] < cue.span[1]
        and other.quote.count(" ") < PHRASE_WORDS
        for other in others
    )


def _fix_came_first(answers: Sequence[Evidence], grade: Grade, taxonomy: Taxonomy) -> bool:
    """Whether the company set about the fix in one stretch and spoke of the feeling only in a later one."""
    if len(answers) < 2 or grade.how == "met_by_name":
        return False
    first = answers[0]
    turns = {turn.index for turn in first.stretch.turns}
    return not any(cue.turn in turns for cue in grade.cues) and bool(first.ids & taxonomy.rungs["fix"])


def _paid(grade: Grade, answers: Sequence[Evidence], taxonomy: Taxonomy) -> tuple[str, ...]:
    """The anti-patterns that this grade already charges for."""
    said = {cue.behaviour for answer in answers for cue in answer.all}
    rungs = taxonomy.rungs
    paid: set[str] = set()
    if grade.how == "denied":
        paid |= said & rungs["denial"]
    if grade.value <= IMPLICIT:
        paid |= said & (rungs["ignoring"] | rungs["refusal"])
    if grade.value <= PERFUNCTORY:
        paid |= said & (rungs["stock"] | rungs["non_apology"])
    return tuple(sorted(paid & taxonomy.antipatterns.keys()))
