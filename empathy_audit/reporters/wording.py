"""What reports for people say, whether on a terminal or on a page: each sentence once, without colours and signs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from empathy_audit.model import MASKS, Deduction, Lessons, Moment, Report, RoleInfo
from empathy_audit.reporters import figures

STATUSES = {
    "met": "answered as it needed",
    "partial": "one step short",
    "late": "answered, but too late",
    "missed": "not answered",
    "denied": "brushed aside, contradicted or blamed",
    "withdrawn": "the customer moved on, or the contact ended, before anyone could answer",
}
TIERS = {1: "a hint", 2: "said outright", 3: "critical"}
DIMENSIONS = {
    "listening": "lets the customer tell it, and shows that it was taken in",
    "acknowledgement": "says back what the customer feels, carries or has gone through",
    "valuing": "acts for this customer: takes it on, offers choices, says what happens next",
}
MOMENTS = "when the customer showed a feeling, a burden or good news"
NO_COST = "there was no chance to show it, so it costs nothing"
NO_CHANCE = {
    "listening": "nothing here called for it",
    "acknowledgement": "the customer showed no feeling, burden or good news",
    "valuing": "nothing here called for it",
}
KNOWN_FROM = {
    "given": "stated in the source",
    "mapped": "known by the label",
    "inferred": "inferred from what is said, please check",
    "unknown": "not known",
}
UNKNOWN = "not assessed"
AGENT = "Agent"  # who speaks for the company, where nobody is named
LITTLE = 0.1  # a change of mood, on a scale from -1 to 1, that is not worth a word
LOST_WEIGHT = "not assessed, so its weight went to the others"
OF_THESE = "the sum of these"
RANGE = "0 to 100"
_KINDS = {  # what a mask stands for
    "name": ("name", "names"),
    "email": ("e-mail address", "e-mail addresses"),
    "phone": ("phone number", "phone numbers"),
    "card": ("card number", "card numbers"),
    "iban": ("IBAN", "IBANs"),
    "account": ("account number", "account numbers"),
    "national": ("national number", "national numbers"),
    "postcode": ("postal code", "postal codes"),
}


WHO = "--agent-from '{agent}_*.txt' or --agents FILE says who is who"


def spoken(id: str) -> str:
    """An id of the taxonomy as words."""
    return id.replace("_", " ")


def nameless(lessons: Lessons) -> str:
    """In how many conversations nobody knows who the agent was; "" where all have a name."""
    of = figures.count(lessons.whole.transcripts, "conversation")
    return f"No agent is named in {lessons.nameless:,} of {of}: {WHO}." if lessons.nameless else ""


def listed(ids: Iterable[str]) -> str:
    return ", ".join(map(spoken, ids))


def known(found: Moment | Deduction) -> str:
    """What a baseline has to say to a finding; "" where there is none."""
    return "" if found.known is None else ", known" if found.known else ", new"


def where(line: int | None, turn: int) -> str:
    """A place inside a conversation whose path is known."""
    return f"turn {turn}" if line is None else f"line {line}"


def no_effect(rule: str) -> str:
    return f"the suppression of {rule or 'nothing'} has no effect"


def never_more(cap: float) -> str:
    return f"in all, never more than {figures.exact(cap)}"


def known_from(info: RoleInfo) -> str:
    """How it is known who holds a role."""
    if info.reason and info.source == "inferred":
        return f"inferred, please check: {info.reason}"
    return info.reason or KNOWN_FROM[info.source]


def masked(counts: Mapping[str, int]) -> str:
    """How much of what redaction took out."""
    parts = [figures.count(counts[kind], *_KINDS[kind]) for kind in MASKS if counts.get(kind)]
    return ", ".join(parts) or "nothing was found to mask"


def notes(report: Report) -> list[str]:
    """What was odd about a transcript, and which rules could not be applied to all of it."""
    return [*report.transcript.warnings, *map(str, report.problems)]


# -- measures -----------------------------------------------------------------------------------------------------------


def change(value: float) -> str:
    """How a mood moved."""
    if abs(value) < LITTLE:
        return "little changed"
    return f"{'brighter' if value > 0 else 'darker'} by {abs(value):.2f}"


def plain(value: Any) -> str:
    """Any figure at all, for measures that are younger than this file."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return figures.exact(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{spoken(str(key))} {plain(each)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(plain, value))
    return str(value)


def measured(key: str, value: Any, mood: Callable[[Mapping[str, Any]], str]) -> tuple[str, str]:
    """A measure's label and what it says; `mood` says the customer's, which needs signs of its own."""
    label, say = MEASURES.get(key, (spoken(key).capitalize(), plain))
    if value is None:
        return label, UNKNOWN
    if key == "sentiment":
        unknown = value.get("start") is None or value.get("end") is None
        return label, f"{UNKNOWN}: too little was said" if unknown else mood(value)
    return label, plain(value) if isinstance(value, Mapping) and key != "questions" else say(value)


MEASURES: dict[str, tuple[str, Callable[[Any], str]]] = {
    "sentiment": ("Customer's mood", plain),
    "talk_share": ("Talk share", lambda value: f"{figures.whole(100 * value)}% of the words are the agent's"),
    "questions": ("Agent's questions", lambda value: f"{value.get('open', 0)} open, {value.get('closed', 0)} closed"),
    "longest_monologue": ("Longest agent turn", lambda value: figures.count(int(value), "word")),
    "reflections_per_question": ("Reflections", lambda value: f"{value:.2f} for each question"),
    "response_time": ("Usual time to reply", lambda value: f"{value:.1f} s"),
    "silence": ("Silence", lambda value: f"{value:.1f} s in long gaps" if value else "no long gaps"),
    "interruptions": ("Agent interrupted", lambda value: figures.count(value, "time") if value else "never"),
}
