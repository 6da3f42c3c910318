"""Proves rules by their own examples: what must make a rule fire, and what must not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from empathy_audit.engine import listen, prepare
from empathy_audit.model import Role, Rule, Rulebook, Transcript, Turn

Talk = Sequence[tuple[str, str]]
SITUATION = "situation"


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that did not do what it says. `fired` is what happened instead of what was wanted."""

    rule: Rule
    example: str
    fired: bool
    todo: bool = False  # a known gap that has closed and should now be an ordinary example

    def __str__(self) -> str:
        place = f"{self.rule.place.path}:{self.rule.place.line}"
        if self.todo:
            return f"{place}: {self.rule.id}: a known gap has closed, move it out of the todo list: {self.example}"
        return f"{place}: {self.rule.id}: {'must not fire' if self.fired else 'must fire'} on: {self.example}"


def failures(rulebook: Rulebook) -> Iterator[Failure]:
    """Every example of every rule that does not hold. Examples are heard with all rules in force, as transcripts are."""
    ears = prepare(rulebook)
    for rule in rulebook.rules:
        for talks, wanted, todo in (
            (rule.examples.finds, True, False),
            (rule.examples.ignores, False, False),
            (rule.examples.todo_finds, True, True),
            (rule.examples.todo_ignores, False, True),
        ):
            for talk in talks:
                fired = any(cue.rule == rule.id for cue in listen(_transcript(talk), ears))
                if (fired == wanted) is todo:
                    yield Failure(rule, " / ".join(f"{role}: {said}" for role, said in talk), fired, todo)


def _transcript(talk: Talk) -> Transcript:
    """`situation` among the speakers is what a script says it is for."""
    spoken = [(role, said) for role, said in talk if role != SITUATION]
    turns = tuple(Turn(n, _role(role), said) for n, (role, said) in enumerate(spoken))
    return Transcript("example", "example", "example", turns, situation=tuple(said for role, said in talk if role == SITUATION))


def _role(role: str) -> Role:
    return role  # type: ignore[return-value]  # the rulebook let no other word through
