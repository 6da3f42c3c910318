"""Moments, their response windows and how they were answered (empathic opportunities, after Suchman 1997)."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from empathy_audit import text
from empathy_audit.model import Cue, Moment, Reply, Rulebook, Scoring, Status, Transcript
from empathy_audit.moments import wording
from empathy_audit.moments.byheart import asked, scripted
from empathy_audit.moments.evidence import Evidence, Said, gather
from empathy_audit.moments.ladder import ACKNOWLEDGED, IMPLICIT, Grade, climb
from empathy_audit.moments.late import answered_late
from empathy_audit.moments.raising import TOP_TIER, Raised, again, earlier, louder, raised
from empathy_audit.moments.sentences import SHARED_WORDS, stems
from empathy_audit.moments.stretches import COMPANY, CUSTOMER, Stretch, stretches, window
from empathy_audit.reuse import NOTHING, Reuse

__all__ = ["Judged", "asked", "judge", "judged", "scripted"]

ENCOURAGER_WORDS = 3  # "Mm-hm." or "Yeah, okay." is no turn of its own; own judgement


class Contact(NamedTuple):
    """What judging one moment needs to know of the whole conversation."""

    everything: Sequence[Stretch]
    raised: Sequence[Raised]
    cues: Mapping[int, Sequence[Cue]]  # by turn
    company: str  # all that the company says, in small letters
    reuse: Reuse  # what it says in other conversations, too
    humming: Container[int]  # the places of stretches that only say "mm-hm" while the customer talks on
    rulebook: Rulebook


class Judged(NamedTuple):
    """A moment and what it was judged by: the answers in its window, the test of the ladder that held, the grade it needed."""

    moment: Moment
    raised: Raised
    answers: Sequence[Evidence]
    grade: Grade
    target: int


def judge(
    transcript: Transcript, cues: Sequence[Cue], rulebook: Rulebook, reuse: Reuse = NOTHING
) -> tuple[Moment, ...]:
    """The moments of `transcript`, in the order of its turns, and how each was answered.

    `cues` are all that was heard; moments come from those of kind `moment` in the customer's turns. Grades run from 0 to 6,
    tiers from 1 to 3. `reuse` is what the company says in other conversations of the batch in the same words.
    """
    return tuple(one.moment for one in judged(transcript, cues, rulebook, reuse))


def judged(
    transcript: Transcript, cues: Sequence[Cue], rulebook: Rulebook, reuse: Reuse = NOTHING
) -> Sequence[Judged]:
    """The same moments as `judge` gives, each with what it was judged by."""
    wanted = {cue.rule for cue in cues if cue.kind == "moment"}
    if not wanted:
        return ()
    everything = stretches(transcript)
    places = {turn.index: stretch for stretch in everything if stretch.side == CUSTOMER for turn in stretch.turns}
    rules = {rule.id: rule for rule in rulebook.rules if rule.id in wanted}
    found = raised(cues, places, rules, rulebook.taxonomy)
    company = "\n".join(stretch.text for stretch in everything if stretch.side == COMPANY).lower()
    heard = _by_turn(cues)
    contact = Contact(everything, found, heard, company, reuse, _humming(everything, heard, rulebook), rulebook)
    done: list[Judged] = []
    before: list[tuple[Raised, Moment]] = []
    for one in found:
        if not _told_before(one, before):
            done.append(_judge(one, contact, before))
            before.append((one, done[-1].moment))
    return done


def _by_turn(cues: Sequence[Cue]) -> Mapping[int, Sequence[Cue]]:
    found: dict[int, list[Cue]] = {}
    for cue in cues:
        found.setdefault(cue.turn, []).append(cue)
    return found


def _humming(everything: Sequence[Stretch], cues: Mapping[int, Sequence[Cue]], rulebook: Rulebook) -> frozenset[int]:
    encourager = rulebook.taxonomy.rungs["encourager"]
    return frozenset(
        stretch.place
        for stretch in everything[:-1]
        if stretch.side == COMPANY
        and len(stretch.turns) == 1
        and stretch.turns[0].text.count(" ") < ENCOURAGER_WORDS
        and any(cue.behaviour in encourager for cue in cues.get(stretch.turns[0].index, ()))
    )


def _told_before(one: Raised, judged: Sequence[tuple[Raised, Moment]]) -> bool:
    """Whether `one` only mentions again a fact that was acknowledged: a death is not news each time the name comes up."""
    return "once" in one.info.traits and any(
        before.type == one.type and moment.grade >= ACKNOWLEDGED for before, moment in judged
    )


def _judge(one: Raised, contact: Contact, judged: Sequence[tuple[Raised, Moment]]) -> Judged:
    nouns = frozenset(text.stem(noun) for noun in one.info.nouns)
    said = Said(stems(one.stretch.text), nouns, contact.company, contact.reuse)
    answers = _answers(one, contact, said)
    grade = climb(one, answers, contact.rulebook.taxonomy)
    next_ = again(one, contact.raised)
    if next_ is not None:  # raised again before it was acknowledged: what follows belongs to the second time
        closed = [answer for answer in answers if answer.stretch.place < next_.stretch.place]
        first = climb(one, closed, contact.rulebook.taxonomy)
        if first.value < ACKNOWLEDGED:
            answers, grade = closed, first
        else:
            next_ = None
    before = earlier(one, judged, ACKNOWLEDGED)
    tier = louder(one, before, IMPLICIT)
    target = one.rule.wanted or contact.rulebook.scoring.targets[tier]
    late = False
    if grade.value < target and next_ is None and answers:
        found = answered_late(one, _later(one, answers[-1], contact, said), said, contact.rulebook.taxonomy)
        if found is not None and found[1].value > grade.value:
            late, grade, answers = True, found[1], [found[0]]
    moment = _moment(one, contact, answers, grade, tier, target, before, late=late)
    return Judged(moment, one, answers, grade, target)


def _answers(one: Raised, contact: Contact, said: Said) -> list[Evidence]:
    """The stretches of the window. A reply after a newer moment answers that one, unless it takes up this one's own words."""
    found: list[Evidence] = []
    for stretch in window(one.stretch, contact.everything, _patience(one, contact), contact.humming):
        evidence = _evidence(one, stretch, contact, said)
        newer = any(
            one.stretch.place < other.stretch.place < stretch.place and other.type != one.type for other in contact.raised
        )
        if not newer or len(stems(stretch.text) & said.words) >= SHARED_WORDS:
            found.append(evidence)
    return found


def _patience(one: Raised, contact: Contact) -> Scoring:
    """The numbers of the window: the house's, or the rule's own."""
    scoring, rule = contact.rulebook.scoring, one.rule
    if rule.window_turns is None and rule.window_seconds is None:
        return scoring
    seconds = scoring.window_seconds if rule.window_seconds is None else rule.window_seconds
    return scoring._replace(window_turns=rule.window_turns or scoring.window_turns, window_seconds=seconds)


def _later(one: Raised, last: Evidence, contact: Contact, said: Said) -> Iterator[Evidence]:
    """The company's stretches after the window that may acknowledge, up to where another moment of the type begins."""
    rungs = contact.rulebook.taxonomy.rungs
    kind = rungs["acknowledgement"] | rungs["warmth"] | rungs["stock"]
    alike = [other.stretch.place for other in contact.raised if other.type == one.type]
    end = min((place for place in alike if place > one.stretch.place), default=len(contact.everything))
    for stretch in contact.everything[last.stretch.place + 1 : end]:
        if stretch.side == COMPANY and any(cue.behaviour in kind for cue in _heard(stretch, contact)):
            yield _evidence(one, stretch, contact, said)


def _evidence(one: Raised, stretch: Stretch, contact: Contact, said: Said) -> Evidence:
    return gather(one, stretch, _heard(stretch, contact), said, contact.rulebook.taxonomy)


def _heard(stretch: Stretch, contact: Contact) -> Sequence[Cue]:
    return [cue for turn in stretch.turns for cue in contact.cues.get(turn.index, ())]


def _moment(
    one: Raised,
    contact: Contact,
    answers: Sequence[Evidence],
    grade: Grade,
    tier: int,
    target: int,
    before: Moment | None,
    *,
    late: bool,
) -> Moment:
    taxonomy = contact.rulebook.taxonomy
    missing = _steps_missing(one, contact, tier)
    status = _status(grade, target, missing, answered=bool(answers), late=late)
    answer = _decisive(answers, grade)
    cue = one.cue
    return Moment(
        turn=cue.turn,
        line=cue.line,
        type=one.type,
        name=one.info.name,
        tier=tier,
        grade=grade.value,
        status=status,
        rule=cue.rule,
        span=cue.span,
        quote=cue.quote,
        reply=_reply(answers, answer, taxonomy.antipatterns.keys()),
        reason=wording.reason(grade, answer, taxonomy, met=status == "met", late=late),
        why=one.rule.why,
        next_step="" if status in ("met", "withdrawn") else wording.next_step(one, grade, missing, taxonomy, late=late),
        review=one.info.review,
        raised_from=None if before is None else before.turn if before.raised_from is None else before.raised_from,
        steps_missing=missing,
        paid=grade.paid,
    )


def _steps_missing(one: Raised, contact: Contact, tier: int) -> tuple[str, ...]:
    """The steps that a critical moment requires and that nobody took, then or later: the first choice of each."""
    if tier < TOP_TIER:
        return ()
    seen = {
        cue.behaviour
        for stretch in contact.everything[one.stretch.place :]
        if stretch.side == COMPANY
        for cue in _heard(stretch, contact)
    }
    return tuple(group[0] for group in one.info.required if not seen & set(group))


def _status(grade: Grade, target: int, missing: Sequence[str], *, answered: bool, late: bool) -> Status:
    if not answered:
        return "withdrawn"
    if late:
        return "late"
    if grade.how == "denied":
        return "denied"
    if grade.value >= target:
        return "partial" if missing else "met"
    return "partial" if grade.value == target - 1 else "missed"


def _decisive(answers: Sequence[Evidence], grade: Grade) -> Stretch | None:
    """The stretch that earned the grade, the first where none did."""
    turns = {cue.turn for cue in grade.cues[:1]}
    chosen = [answer.stretch for answer in answers if turns & {turn.index for turn in answer.stretch.turns}]
    return next(iter(chosen or [answer.stretch for answer in answers]), None)


def _reply(answers: Sequence[Evidence], shown: Stretch | None, hurtful: Container[str]) -> Reply:
    if shown is None:
        return Reply()
    said = dict.fromkeys(cue.behaviour for answer in answers for cue in answer.all)
    return Reply(
        turns=tuple(turn.index for answer in answers for turn in answer.stretch.turns),
        quote=shown.text,
        behaviours=tuple(each for each in said if each not in hurtful),
        antipatterns=tuple(each for each in said if each in hurtful),
        line=shown.turns[0].line,
    )
