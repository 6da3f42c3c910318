"""What a reviewer reads about a moment: why this grade, and what the next rung would have been."""

from __future__ import annotations

from collections.abc import Sequence

from empathy_audit.model import Cue, Taxonomy
from empathy_audit.moments.ladder import ACKNOWLEDGED, IGNORED, IMPLICIT, PERFUNCTORY, Grade
from empathy_audit.moments.raising import Raised
from empathy_audit.moments.sentences import sentence
from empathy_audit.moments.stretches import Stretch

QUOTED = 80  # characters of a quote inside a sentence

# By the test of the ladder that held: {said} is what the agent said, {name} the taxonomy's name for it, {more} what came on top.
REASONS = {
    "shared": "The agent shared a likeness of their own, briefly ({said}), and came back to the customer.",
    "confirmed": "{name}, in terms that fit this customer: {said}.",
    "rescued": "A stock phrase, but with the customer's own words in it: {said}.",
    "pursued": "{name} ({said}), and went further: {more}.",
    "acknowledged": "{name}: {said}.",
    "met_by_name": "The need was met by name ({said}), even with no word about the feeling.",
    "taken_back": "What was acknowledged was taken back by a refusal in the same breath: {said}.",
    "implicit": "The agent worked on the problem ({said}) and left the feeling unmentioned.",
    "acted": "The agent acted on it: {said}.",
    "warm": "A warm word ({said}), but nothing in it is about what this customer said.",
    "echo": "The reply took up something else that was said ({said}), not this.",
    "stock_refusal": "A stock phrase, then a refusal: {said}.",
    "repeated": "The same sentence is said more than once in this contact, so it counts as a stock phrase: {said}.",
    "scripted": "The same sentence answers customers in {number} transcripts, so it counts as a stock phrase: {said}.",
    "stock": "Only a stock phrase: {said}. It would fit any customer.",
    "denied": "The reply pushed it away ({name}): {said}.",
    "question": "The reply went on to a question of its own ({said}) and did not take it up.",
    "ignored": "The reply passed over it: {said}.",
    "silence": "Nobody answered after this: the contact ended, or the customer was left without a reply.",
}
SCRIPTED_TOO = " What was kind in it counts as a stock phrase: the same sentence answers customers in {number} transcripts."
NEXT = {  # by the grade given
    IGNORED: "Say first that you heard it: name the feeling, the effort or the impact before anything else",
    PERFUNCTORY: "Make it theirs: take up the customer's own words instead of a stock phrase",
    IMPLICIT: "Keep the action and name what it means to the customer first",
}
NEXT_REFUSED = "Acknowledge it and stop there; then say what you can do instead of what you cannot"
NEXT_DENIED = "Take the customer's word for it first, and leave the facts for later"
NEXT_LATE = "Say it in the first reply"
NEXT_GLAD = "Be glad with them for a moment before going on"
NEXT_HINT = "Pick up the hint: ask, reflect it, or do something about it"


def reason(grade: Grade, shown: Stretch | None, taxonomy: Taxonomy, *, met: bool, late: bool) -> str:
    """Why the moment has this grade, in a sentence or two. `shown` is the stretch that decided, None where nobody answered."""
    if shown is None:
        return REASONS["silence"]
    how, cues = grade.how, grade.cues
    if how == "ignored" and not cues:
        how = "question" if "?" in shown.text else "ignored"
    elif how == "acknowledged" and cues[0].behaviour in taxonomy.rungs["stock"]:
        how = "rescued"
    elif how == "implicit" and met:
        how = "acted"
    said = quoted(_around(cues[0], shown) if cues else _opening(shown.text, question=how == "question"))
    number = f"{grade.transcripts:,}"
    words = REASONS[how].format(said=said, name=_name(cues, taxonomy), more=_names(grade.with_, taxonomy), number=number)
    if grade.transcripts and how != "scripted":
        words += SCRIPTED_TOO.format(number=number)
    if late:
        words = f"It was answered only later, outside the window: one grade less. {words}"
    if grade.fix_first:
        words += " The fix came first and the feeling second: one grade less."
    return words


def next_step(one: Raised, grade: Grade, missing: Sequence[str], taxonomy: Taxonomy, *, late: bool) -> str:
    """The next rung in words, with the rule's own example."""
    if late:
        step = NEXT_LATE
    elif missing and grade.value >= ACKNOWLEDGED:
        names = " and ".join(taxonomy.behaviours[each].name.lower() for each in missing)
        return f"The acknowledgement was there; what this contact still needed: {names}."
    elif grade.how == "denied":
        step = NEXT_DENIED
    elif grade.how in ("taken_back", "stock_refusal"):
        step = NEXT_REFUSED
    elif "glad" in one.info.traits:
        step = NEXT_GLAD
    elif one.rule.tier == 1 and grade.value == IGNORED:
        step = NEXT_HINT
    elif grade.how in ("warm", "echo"):
        step = NEXT[PERFUNCTORY]
    else:
        step = NEXT.get(grade.value, NEXT[IMPLICIT])
    return f"{step}. For example: {quoted(one.rule.suggest, 0)}" if one.rule.suggest else f"{step}."


def quoted(words: str, most: int = QUOTED) -> str:
    """`words` in quotes, on one line; cut at a word after `most` characters and without their full stop, unless `most` is 0."""
    line = " ".join(words.split()).strip("“”\"")
    if most and len(line) > most:
        line = line[:most].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
    return f"“{line.rstrip('.') if most else line}”"


def _around(cue: Cue, shown: Stretch) -> str:
    """The sentence in which `cue` was found."""
    text = next((turn.text for turn in shown.turns if turn.index == cue.turn), cue.quote)
    return sentence(text, cue.span)


def _opening(words: str, *, question: bool) -> str:
    """The first sentence of a reply with more than a word, or its first question."""
    parts = [part.strip() for part in words.replace("?", "?\n").replace(". ", ".\n").splitlines() if part.strip()]
    asked = [part for part in parts if part.endswith("?")] if question else []
    fuller = [part for part in parts if " " in part]  # "Okay." says nothing about what was said instead
    return (asked or fuller or parts or [""])[0]


def _name(cues: Sequence[Cue], taxonomy: Taxonomy) -> str:
    return _named(cues[0].behaviour, taxonomy) if cues else ""


def _names(cues: Sequence[Cue], taxonomy: Taxonomy) -> str:
    """Up to two behaviours, each once, in small letters."""
    return " and ".join(dict.fromkeys(_named(cue.behaviour, taxonomy).lower() for cue in cues[:2]))


def _named(id: str, taxonomy: Taxonomy) -> str:
    known = taxonomy.behaviours.get(id) or taxonomy.antipatterns.get(id)
    return known.name if known else id.replace("_", " ").capitalize()
