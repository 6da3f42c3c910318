"""Hand-made reports, for tests of whatever prints them: `report("customer: ...", "agent: ...", moments=[...])`."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from empathy_audit.errors import Problem
from empathy_audit.lessons import Keys, Learner
from empathy_audit.lessons.keys import Teams
from empathy_audit.model import (
    Cue,
    Deduction,
    Moment,
    Reply,
    Report,
    RoleInfo,
    Run,
    Score,
    SumLine,
    Summary,
    Sums,
    Transcript,
    Turn,
)
from empathy_audit.reporters import REPORTERS, Look

ROLES = {
    "agent": RoleInfo(("Agent",), "mapped", "the label says so"),
    "customer": RoleInfo(("Customer",), "mapped", "the label says so"),
}
NO_SUMS = Sums({}, {}, None, 0.0, 20.0)


def transcript(*lines: str, path: str = "calls/refund.txt", id: str = "", **more: Any) -> Transcript:
    """A conversation of `role: words`, one turn a line of the file."""
    turns = []
    for index, line in enumerate(lines):
        role, _, words = line.partition(": ")
        turns.append(Turn(index, role, words, role.capitalize(), index + 1))  # type: ignore[arg-type]
    return Transcript(id or path, path, more.pop("format", "text"), tuple(turns), more.pop("roles", ROLES), **more)


def moment(
    talk: Transcript, turn: int, quote: str, status: str = "missed", *, reply: Sequence[int] = (), **more: Any
) -> Moment:
    """A moment at `quote` in `turn` of `talk`, answered in the turns `reply`."""
    said = talk.turns[turn]
    start = said.text.index(quote)
    answer = Reply(
        tuple(reply),
        " ".join(talk.turns[each].text for each in reply),
        tuple(more.pop("behaviours", ())),
        tuple(more.pop("antipatterns", ())),
        talk.turns[reply[0]].line if reply else None,
    )
    type_ = more.pop("type", "effort")
    fields: dict[str, Any] = {
        "name": type_.replace("_", " ").capitalize(),
        "tier": 2,
        "grade": 3 if status == "met" else 0,
        "rule": "EMP131",
        "reason": "The reply asked for details and said nothing about it.",
        "why": "Effort that nobody mentions feels like effort that nobody saw.",
        "next_step": "" if status == "met" else "Name the effort: “You've rung three times for this.”",
    }
    return Moment(
        turn=turn, line=said.line, type=type_, status=status, span=(start, start + len(quote)), quote=quote,
        reply=answer, **(fields | more),
    )  # fmt: skip


def deduction(talk: Transcript, turn: int, quote: str, severity: str = "moderate", **more: Any) -> Deduction:
    said = talk.turns[turn]
    start = said.text.index(quote)
    fields: dict[str, Any] = {
        "rule": "EMP620",
        "behaviour": "but_pivot",
        "name": "'But' pivot",
        "points": {"minor": 1.0, "moderate": 3.0, "major": 6.0, "critical": 6.0}[severity],
        "message": "The sympathy is taken back by the word that follows it.",
        "suggest": "Say the sympathy, stop, then say what you can do.",
    }
    return Deduction(
        turn=turn, line=said.line, severity=severity, span=(start, start + len(quote)), quote=quote, **(fields | more)
    )  # type: ignore[arg-type]


def report(talk: Transcript | None = None, **more: Any) -> Report:
    """A report of `talk`; whatever is not given is empty and not assessed."""
    fields: dict[str, Any] = {
        "score": Score(None, None, None, None),
        "verdict": "not_assessed",
        "moments": (),
        "cues": (),
        "deductions": (),
        "measures": {},
        "sums": NO_SUMS,
    }
    return Report(transcript=talk or transcript("agent: Hello.", "customer: Hello."), **(fields | more))


def run(reports: Iterable[Report] = (), problems: Sequence[Problem] = (), teams: Teams = ()) -> Run:
    """The run that these reports came from."""
    reports = list(reports)
    scores = [each.score.overall for each in reports if each.score.overall is not None]
    found = [found for each in reports for found in each.moments]
    missed = [found.type for found in found if found.status in ("missed", "denied")]
    summary = Summary(
        transcripts=len(reports),
        assessed=len(scores),
        not_audited=len(problems),
        score=round(sum(scores) / len(scores), 2) if scores else None,
        verdicts={verdict: [r.verdict for r in reports].count(verdict) for verdict in sorted({r.verdict for r in reports})},
        statuses={status: [m.status for m in found].count(status) for status in sorted({m.status for m in found})},
        missed_by_type={type_: missed.count(type_) for type_ in sorted(set(missed))},
    )
    learner = Learner()
    for each in reports:
        learner.add(each, Keys(teams).of(each.transcript))
    return Run(summary, ("default",), 214, "sha256:5f1c", tuple(problems), lessons=learner.lessons())


PROBLEMS = [Problem("calls/empty.txt", "the file is empty", "leave it out")]


def printed(format: str, given: list[Report], look: Look | None = None, encoding: str = "utf-8", **more: Any) -> str:
    """What a format writes, by way of the encoding of the output."""
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    sink = REPORTERS[format](out, look or Look(width=80))
    for report in given:
        sink.add(report)
    sink.finish(run(given, **more))
    out.flush()
    return raw.getvalue().decode(encoding)


# -- three conversations, from awful to excellent -----------------------------------------------------------------------


def hard_call() -> Report:
    """Every status, a critical moment, deductions of all sorts, inferred roles and a warning."""
    talk = transcript(
        "agent: Thank you for calling Halden Energy, you're through to Teo. Account number, please?",
        "customer: It's the third time I've called about this, I've explained it all to two of your colleagues already.",
        "agent: I'm sorry about that. And the postcode?",
        "customer: LT4 9QQ. You charged us twice in May and it bounced my rent, so we had the landlord at the door on a"
        " Sunday with both of the little ones watching, and nobody has even said sorry for it.",
        "agent: You should have checked the balance before the first of the month.",
        "customer: Right. Well. It's just me now, my husband died in April and the account was always in his name.",
        "agent: I can only speak to the account holder. Could you ask him to call us himself?",
        "customer: Are you even listening? He died. I said he died.",
        "agent: Oh no, I am so sorry. I had not taken that in, and I should have. I'm very sorry for your loss.",
        "customer: Thank you.",
        "agent: I understand you are frustrated, but our policy is to credit the next bill.",
        "customer: I can't do this any more, I really can't.",
        "agent: I'll move both payments back to your card today, £184.20, and I'll ring you on Thursday to see it is there.",
        "customer: That's the first good news I've had all week.",
        "agent: I'm glad. Leave it with me.",
        "customer: I was worried about the meter as well, but never mind, I've got to go.",
        path="calls/2026-03/halden-refund.txt",
        roles={
            "agent": RoleInfo(("Speaker 1",), "inferred", "greets for a company and asks for an account number"),
            "customer": RoleInfo(("Speaker 2",), "inferred", "the only other speaker"),
        },
        warnings=("The last line of the file has no speaker; it was read as part of the turn before it.",),
    )
    effort = moment(
        talk, 1, "third time I've called", "partial", reply=(2,), type="effort", name="Repeat contact / effort", grade=2,
        reason="A bare apology with no word on what it was for.", behaviours=("sympathy",),
    )  # fmt: skip
    impact = moment(
        talk, 3, "it bounced my rent", "denied", reply=(4,), type="impact", name="Consequence / impact on life",
        rule="EMP141", antipatterns=("blame",), reason="The reply puts the blame on the customer.",
        why="A cost that the company caused and nobody names is felt as a second cost.",
        next_step="Name what it did to them: “A bounced rent, and a landlord at the door. I'm sorry, that was our mistake.”",
    )  # fmt: skip
    death = moment(
        talk, 5, "my husband died in April", "missed", reply=(6,), type="bereavement", name="Bereavement", tier=3,
        rule="EMP151", antipatterns=("ask_for_deceased",), steps_missing=("pace", "signpost"),
        reason="No condolence; the reply asks to speak to the person who died.",
        why="What is said in the first seconds after a death is told is what the family remembers.",
        next_step="Condolence first, then pace: “I'm very sorry to hear about your husband. Take your time.”",
    )  # fmt: skip
    again = moment(
        talk, 7, "Are you even listening?", "met", reply=(8,), type="rebid", name="Re-raised bid", tier=3, grade=5,
        rule="EMP211", raised_from=5, behaviours=("condolence", "specific_apology"),
        reason="A condolence, and an apology that says what it is for.",
    )  # fmt: skip
    harm = moment(
        talk, 11, "I can't do this any more", "missed", reply=(12,), type="harm", name="Risk of harm", tier=3,
        rule="EMP191", review=True, steps_missing=("take_seriously", "ask_safe", "escalate"),
        reason="The reply goes on with the refund.", why="If it is meant, nothing else in this call matters.",
        next_step="Ask plainly: “When you say you can't do this any more, are you safe right now?”",
    )  # fmt: skip
    late = moment(
        talk, 3, "both of the little ones", "late", reply=(12,), type="worry", name="Worry / anxiety", tier=1, grade=2,
        rule="EMP121", reason="Taken up eight turns later, by the refund.",
    )  # fmt: skip
    good = moment(
        talk, 13, "first good news I've had all week", "met", reply=(14,), type="positive", name="Good news / relief",
        tier=1, grade=3, rule="EMP201", behaviours=("own_action",), reason="Shares it, and stays responsible.",
    )  # fmt: skip
    gone = moment(
        talk, 15, "I was worried about the meter", "withdrawn", type="worry", name="Worry / anxiety", rule="EMP121"
    )
    but = deduction(talk, 10, "I understand you are frustrated, but")
    wall = deduction(
        talk, 10, "our policy is", "major", rule="EMP640", behaviour="policy_wall", name="Policy wall",
        message="A rule is given as the reason, where a person wanted help.", suggest="Say what you can do, and by when.",
    )  # fmt: skip
    dead = deduction(
        talk, 6, "I can only speak to the account holder", "critical", rule="EMP690", behaviour="ask_for_deceased",
        name="Treats the dead as living", points=0.0, note="already counted in the moment at line 6",
        message="The account holder has died; the reply asks for him.", suggest="“I'll sort this out with you.”",
    )  # fmt: skip
    return report(
        talk,
        score=Score(30.68, 33.33, 33.57, 54.17),
        verdict="fail",
        verdict_reason="A critical anti-pattern: treats the dead as living.",
        moments=(effort, impact, late, death, again, harm, good, gone),
        best=again,
        cues=(
            Cue(1, 2, "EMP131", "moment", None, "effort", effort.span, effort.quote),
            Cue(8, 9, "EMP411", "behaviour", "acknowledgement", "condolence", (76, 104), "I'm very sorry for your loss", 2.0),
        ),
        deductions=(dead, but, wall),
        measures={
            "sentiment": {"start": -0.42, "end": 0.31, "change": 0.73},
            "talk_share": 0.514,
            "questions": {"open": 0, "closed": 3},
            "longest_monologue": 23,
            "reflections_per_question": 0.0,
            "response_time": None,
        },
        sums=Sums(
            {
                "listening": (
                    SumLine("Picks up the customer's own detail", 2.0, 2.0, 12),
                    SumLine("Spares repetition", 0.0, 2.0, None, "no chance taken"),
                    SumLine("Open invitation", 0.0, 2.0),
                ),
                "acknowledgement": (
                    SumLine("Repeat contact / effort", 0.7, 2.0, 1, "grade 2, credit 0.35 × tier 2"),
                    SumLine("Consequence / impact on life", 0.0, 2.0, 3, "grade 0, credit 0 × tier 2"),
                    SumLine("Bereavement, raised again", 3.0, 3.0, 7, "grade 5, credit 1 × tier 3"),
                    SumLine("Bereavement", 0.0, 3.0, 5, "grade 0, credit 0 × tier 3"),
                    SumLine("Good news / relief", 0.6, 1.0, 13, "grade 3, credit 0.60 × tier 1"),
                    SumLine("Worry / anxiety", 0.4, 3.0, 3, "late, one grade less"),
                ),
                "valuing": (
                    SumLine("Personal ownership (“I will”)", 3.0, 3.0, 12),
                    SumLine("Concrete next step", 3.0, 3.0, 12),
                    SumLine("Choice / permission", 0.5, 6.0),
                ),
            },
            {"listening": 0.3, "acknowledgement": 0.4, "valuing": 0.3},
            39.68,
            9.0,
            20.0,
        ),
    )


def good_chat() -> Report:
    """A bot and an agent, everything met, nothing deducted; one dimension had no chance."""
    talk = transcript(
        "bot: Hello, I'm the helper of Fernway Books. What can I do?",
        "customer: Our first baby came on Tuesday, and the parcel with the night light is still not here.",
        "bot: A first baby, congratulations to you all! I've sent a second one today, it comes tomorrow by noon.",
        "customer: Brilliant, thank you.",
        path="chats/fernway.jsonl",
        id="chat-0007",
        format="jsonl",
        roles={
            "bot": RoleInfo(("bot",), "given", "the file says so"),
            "customer": RoleInfo(("customer",), "given", "the file says so"),
        },
    )
    joy = moment(
        talk, 1, "first baby", "met", reply=(2,), type="positive", name="Good news / relief", tier=1, grade=4,
        reason="Shares the news and acts on the rest.", behaviours=("share_positive", "concrete_next_step"),
    )  # fmt: skip
    return report(
        talk,
        score=Score(94.28, None, 100.0, 86.67),
        verdict="strong",
        verdict_reason="90 or more",
        moments=(joy,),
        best=joy,
        measures={"sentiment": {"start": None, "end": None, "change": None}, "talk_share": 0.6, "response_time": 0.9, "silence": 0, "interruptions": 2},
        sums=Sums(
            {
                "acknowledgement": (SumLine("Good news / relief", 0.8, 0.8, 1),),
                "valuing": (SumLine("Concrete next step", 2.6, 3.0, 2),),
            },
            {"acknowledgement": 0.5714, "valuing": 0.4286},
            94.28,
            0.0,
            20.0,
        ),
    )


def no_chance() -> Report:
    """A transaction in which nobody needed to be heard."""
    return report(transcript("customer: What time do you close?", "agent: At six.", path="calls/opening-hours.vtt"))


def three() -> list[Report]:
    return [no_chance(), good_chat(), hard_call()]
