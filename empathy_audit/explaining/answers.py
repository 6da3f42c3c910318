"""Why a moment has its grade: what each cue of the reply counted as, what held the grade down, what was owed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from empathy_audit.model import COMPANY_ROLES, Cue, Moment, Rulebook, Transcript
from empathy_audit.moments import Judged
from empathy_audit.moments.evidence import Evidence
from empathy_audit.moments.raising import TOP_TIER

# What a cue of the reply counted as, the first that fits; the words are for a reviewer.
COUNTED_AS = (
    ("halved", "acknowledges, but a refusal in the same breath takes it back: no more than grade 2"),
    ("repeated", "is said in the same words elsewhere in this contact: no more than a stock phrase, grade 1"),
    ("likeness", "shares a likeness and comes back to the customer: grade 6"),
    ("confirmation", "confirms: grade 5 where the reply takes up this customer's words"),
    ("feeling", "acknowledges: grade 3"),
    ("warmth", "is warm, but about nothing that this customer said: no more than grade 2"),
    ("echoes", "takes up something else that was said: no more than grade 2"),
    ("stock", "is a stock phrase that fits any customer: grade 1"),
)
BY_RUNG = (
    ("denial", "pushes it away: grade 0, unless another reply acknowledges"),
    ("refusal", "refuses: what is acknowledged beside it counts no more than grade 2"),
    ("pursuit", "goes further: with an acknowledgement grade 4"),
    ("action", "works on the problem: grade 2"),
    ("ignoring", "passes over it: grade 0"),
)
MET = "does by name what this type of moment needs: grade 3 even with no word about the feeling"
EXPECTED = "does what this type of moment expects: with an acknowledgement grade 4"
NOTHING = "plays no part in the grade"


class Weighed(NamedTuple):
    """A cue of the reply, and what it counted as. `decided` are those to which the grade is owed."""

    cue: Cue
    counted_as: str
    decided: bool


class Owed(NamedTuple):
    """A step that a critical moment requires: any of `steps` will do. `taken` is the first, None where nobody took one."""

    steps: tuple[str, ...]
    taken: Cue | None


class Answered(NamedTuple):
    """A moment, the grade that it needed, what was weighed, the steps owed, and what lowered the grade."""

    moment: Moment
    target: int
    weighed: tuple[Weighed, ...]
    owed: tuple[Owed, ...]
    lowered: tuple[str, ...]
    turns: frozenset[int]  # of the customer's stretch


def answered(one: Judged, transcript: Transcript, cues: Sequence[Cue], rulebook: Rulebook) -> Answered:
    """Why `one` has its grade."""
    return Answered(
        moment=one.moment,
        target=one.target,
        weighed=tuple(_weighed(one, rulebook)),
        owed=tuple(_owed(one, transcript, cues)),
        lowered=tuple(_lowered(one)),
        turns=frozenset(turn.index for turn in one.raised.stretch.turns),
    )


def _weighed(one: Judged, rulebook: Rulebook) -> Iterator[Weighed]:
    deciding = {*one.grade.cues, *one.grade.with_}
    for answer in one.answers:
        for cue in dict.fromkeys(answer.all):
            yield Weighed(cue, _counted_as(cue, answer, one, rulebook), cue in deciding)


def _counted_as(cue: Cue, answer: Evidence, one: Judged, rulebook: Rulebook) -> str:
    for name, words in COUNTED_AS:
        if cue in getattr(answer, name):
            return words
    for name, words in BY_RUNG:
        if cue in answer.rungs.get(name, ()):
            return words
    if cue.behaviour in one.raised.info.met_by:
        return MET
    rungs = rulebook.taxonomy.rungs
    wanted = one.raised.expected - rungs["acknowledgement"] - rungs["warmth"] - rungs["perfunctory"]
    return EXPECTED if cue.behaviour in wanted else NOTHING


def _owed(one: Judged, transcript: Transcript, cues: Sequence[Cue]) -> Iterator[Owed]:
    """Steps may be taken at any time from the moment on."""
    if one.moment.tier < TOP_TIER:
        return
    first = one.raised.stretch.turns[0].index
    company = {turn.index for turn in transcript.turns if turn.role in COMPANY_ROLES and turn.index >= first}
    for group in one.raised.info.required:
        taken = next((cue for cue in cues if cue.turn in company and cue.behaviour in group), None)
        yield Owed(group, taken)


def _lowered(one: Judged) -> Iterator[str]:
    if one.grade.fix_first:
        yield "the fix came first and the feeling second: one grade less"
    if one.moment.status == "late":
        yield "the answer came after the window: one grade less"
    if any(answer.rungs["denial"] for answer in one.answers) and one.grade.how != "denied":
        yield "the stretch that pushes it away earned nothing"
