"""Hand-made conversations and cues, for tests of what is made of them: `talk("customer: ...", "agent: ...")`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from empathy_audit.model import Clause, Cue, Examples, Place, Rule, Rulebook, Transcript, Turn
from empathy_audit.rulebook import load


def talk(*lines: str, times: Iterable[tuple[float, float]] = ()) -> Transcript:
    """A conversation of `role: words`, one turn a line of the file; `times` are each turn's start and end in seconds."""
    spans = list(times)
    turns = []
    for index, line in enumerate(lines):
        role, _, words = line.partition(": ")
        start, end = spans[index] if spans else (None, None)
        turns.append(Turn(index, role, words, role.capitalize(), index + 1, start, end))  # type: ignore[arg-type]
    return Transcript("a talk", "talk.txt", "text", tuple(turns))


@cache
def book() -> Rulebook:
    """The taxonomy and the numbers that ship, with one rule of its own for each moment, tier, behaviour and anti-pattern.

    Their ids are `effort/2`, `validate`, `blame`: tests of moments and scores must not depend on what the packs listen for.
    """
    shipped = load()
    taxonomy = shipped.taxonomy
    rules = [_rule(f"{id}/{tier}", "moment", id, tier=tier) for id in taxonomy.types for tier in (1, 2, 3)]
    rules += [_rule(id, "behaviour", id, dimension=info.dimension) for id, info in taxonomy.behaviours.items()]
    rules += [_rule(id, "antipattern", id, severity=info.severity) for id, info in taxonomy.antipatterns.items()]
    return shipped._replace(rules=tuple(rules))


def _rule(id: str, kind: Any, target: str, **more: Any) -> Rule:
    return Rule(
        id=id, kind=kind, name=id, message=f"{id} was found.", why=f"{target} matters.", suggest=f"Say something about {target}.",
        target=target, match=Clause(), examples=Examples(), pack="test", place=Place("test.yaml", 1), **more,
    )  # fmt: skip


def cues(said: Transcript, found: Mapping[int, str]) -> tuple[Cue, ...]:
    """`{0: "effort/2", 1: "validate, own_action (do it now)"}`: rules that matched, by turn; words in brackets are the quote.

    Without a quote a cue is the whole turn.
    """
    rules = {rule.id: rule for rule in book().rules}
    made = []
    for turn, names in found.items():
        words = said.turns[turn].text
        for name in names.split(", "):
            id, _, quote = name.rstrip(")").partition(" (")
            first = words.index(quote) if quote else 0
            span = (first, first + len(quote or words))
            rule = rules[id]
            made.append(
                Cue(turn, said.turns[turn].line, id, rule.kind, rule.dimension, rule.target, span, words[span[0] : span[1]])
            )
    return tuple(made)
