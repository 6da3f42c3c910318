"""Each way of listening in plain words: what it asks for, and what was there instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from empathy_audit.matchers.phrases import Phrases
from empathy_audit.matchers.question import kind_of
from empathy_audit.matchers.tally import Tally
from empathy_audit.matchers.view import View
from empathy_audit.model import Clause
from empathy_audit.rulebook.telling import DENIED, QUESTIONS, SIDE, among, last_turns, many, scope, written_for

Asks = Callable[[Any, bool], str]
Instead = Callable[[Any, bool, View], str]
SIDES = SIDE
MANY = 3  # phrases of one list that are named; of more, only how many they are
LONG = 60  # characters
WANTED = {**QUESTIONS, "final": "a question that ends the turn"}
NEGATION = {"skip": "", "allow": "", "only": DENIED}


def asks(name: str, value: Any, *, turn: bool) -> str:
    """What the test `name` with `value` asks for; `turn` where it looks at the turn as a whole."""
    return _ASKS[name](value, turn) if name in _ASKS else f"{name}: {value}"


def instead(name: str, value: Any, view: View, *, turn: bool) -> str:
    """What `view` had instead of what the test asks for; "" where there is nothing to say."""
    return _INSTEAD[name](value, turn, view) if name in _INSTEAD else ""


def in_short(clause: Clause) -> str:
    """What `clause` asks for, in one line: its phrases, and how many other things."""
    turn = clause.scope == "turn"
    told = [asks(name, value, turn=turn) for name, value in clause.tests]
    told += [in_short(part) for part in clause.all]
    if clause.any:
        few = len(clause.any) < MANY
        told.append(" or ".join(map(in_short, clause.any)) if few else f"one of {len(clause.any)} ways")
    if clause.signals:
        told.append(f"signals that add up to {clause.at_least:g}")
    if clause.after is not None:
        side = SIDES[clause.after.speaker or "any"]
        told.append(f"in the last {turns(clause.within)} of {side}: {in_short(clause.after)}")
    text = " and ".join(told)
    return f"{text} (with exceptions)" if clause.none else text


def turns(count: int) -> str:
    """After "the last"."""
    return "turn" if count == 1 else f"{count} turns"


def listed(texts: Sequence[str], between: str = " or ") -> str:
    """Texts in quotation marks; of many, or long ones, only how many they are."""
    named = between.join(f"“{text}”" for text in texts)
    return named if len(texts) == 1 or (len(texts) <= MANY and len(named) <= LONG) else f"one of {len(texts)} phrases"


def _bounds(limits: tuple[float | None, float | None]) -> str:
    least, most = limits
    if least is not None and most is not None:
        return f"{least:g}" if least == most else f"{least:g} to {most:g}"
    return f"{least:g} or more" if least is not None else f"at most {most:g}"


# -- what is asked ------------------------------------------------------------------------------------------------------------


def found(name: str, value: Any, view: View, *, turn: bool) -> str:
    """What a test that holds asked for, narrowed to what was found where it asked for one of many."""
    here = [id for id in value if view.cues.get(id)] if name == "cue" else value
    return asks(name, here or value, turn=turn)


def _ids(ids: Sequence[str]) -> str:
    if len(ids) > MANY + 1:
        return f"one of {len(ids)} kinds of cue"
    return " or ".join(id.replace("_", " ") for id in ids)


def _phrases(value: Phrases, _turn: bool) -> str:
    return f"{listed(value.texts)} is said{NEGATION[value.negation]}"


def _echo(value: tuple[str, int, int], _turn: bool) -> str:
    side, least, back = value
    return f"takes up {many(least, 'content word')} or more of {SIDES[side]}'s {last_turns(back)}"


def _tally(value: Tally, turn: bool) -> str:
    over = f", less those of {listed(value.over.texts, ', ')}," if value.over else ""
    return f"counts of {listed(value.of.texts, ', ')}{over} in the {scope(turn)}: {_bounds(value.limits)}"


def _timing(value: Mapping[str, Any], _turn: bool) -> str:
    names = {"pause": "seconds of silence before the turn", "duration": "seconds of the turn"}
    return " and ".join(f"{names[name]}: {_bounds(limits)}" for name, limits in value.items())


_ASKS: Mapping[str, Asks] = {
    "cue": lambda value, turn: f"{_ids(value)} was found in the {scope(turn)}",
    "echo": _echo,
    "length": lambda value, turn: f"words of the {scope(turn)}: {_bounds(value)}",
    "phrases": _phrases,
    "position": lambda value, _: among(value),
    "question": lambda value, _: WANTED[value],
    "regex": lambda value, _: f"the pattern {' or '.join(value)}" if len(value) <= MANY else f"one of {len(value)} patterns",
    "sentiment": lambda value, _: f"the mood of the turn, -1 to 1: {_bounds(value)}",
    "situation": lambda value, _: written_for(value),
    "speech": lambda _value, _: "speech written down word for word (um, er, mm-hmm)",
    "style": lambda value, _: f"written with {' or '.join(value)}",
    "tally": _tally,
    "timing": _timing,
}


KNOWN = tuple(_ASKS)  # every way of listening that is told in words of its own


# -- what was there -----------------------------------------------------------------------------------------------------------


def _no_cue(value: Sequence[str], turn: bool, view: View) -> str:
    named = "nothing of the kind was found"
    elsewhere = [name for name in value if view.cues.get(name)]
    return f"{elsewhere[0]} was found, but in another sentence" if elsewhere and not turn else f"{named} in this turn"


def _no_echo(value: tuple[str, int, int], turn: bool, view: View) -> str:
    side, least, back = value
    theirs = frozenset[str]().union(*(one.content for one in view.stretches(side, back)))
    if not theirs:
        return f"{SIDES[side]} had said nothing that could be taken up"
    shared = dict.fromkeys(word.form for word in view.words.items if word.content and word.stem in theirs)
    if not shared:
        return "it takes up none of them"
    words = ", ".join(f"“{word}”" for word in shared)
    return f"it takes up {words}" + (", but not in one sentence" if len(shared) >= least and not turn else " only")


def _no_question(_value: str, _turn: bool, view: View) -> str:
    items = view.words.items
    kinds = {kind_of(items[first:last], items[last].end) for first, last in view.sentences} - {""}
    asked = " and ".join(WANTED[kind] for kind in sorted(kinds))
    return f"it asks {asked}" if asked else "nothing is asked"


def _no_length(_value: object, turn: bool, view: View) -> str:
    counts = [last - first for first, last in view.sentences]
    return f"the turn has {many(sum(counts), 'word')}" if turn else f"the sentences have {', '.join(map(str, counts))} words"


def _no_timing(_value: object, _turn: bool, view: View) -> str:
    turn = view.turn
    if turn.start is None:
        return "the transcript has no times"
    silence = "" if view.pause is None else f"{view.pause:.1f} seconds of silence came before"
    duration = "" if turn.end is None else f"the turn took {turn.end - turn.start:.1f} seconds"
    return ", ".join(filter(None, (silence, duration)))


def _no_position(value: tuple[int, int], _turn: bool, view: View) -> str:
    return f"this is turn {view.nth + 1} of its side" + ("" if value[0] else f", and {view.nth_from_end} more follow")


_INSTEAD: Mapping[str, Instead] = {
    "cue": _no_cue,
    "echo": _no_echo,
    "length": _no_length,
    "position": _no_position,
    "question": _no_question,
    "regex": lambda _value, _turn, _view: "it is not found",
    "sentiment": lambda _value, _turn, view: f"it is {view.polarity:+.2f}",
    "situation": lambda _value, _turn, view: f"it is for {', '.join(view.situation)}" if view.situation else "it names none",
    "speech": lambda _value, _turn, _view: "nobody hesitates here or in the ten turns before",
    "style": lambda _value, _turn, _view: "it is not written so",
    "timing": _no_timing,
}
