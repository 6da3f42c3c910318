"""What is measured: the examples that ship, and conversations made of their sentences, always the same."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from commands import EXAMPLES

from empathy_audit import readers, rulebook
from empathy_audit.batch import Auditor
from empathy_audit.model import Report, Rulebook, Transcript

CONVERSATIONS = 200


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return rulebook.load()


@pytest.fixture(scope="session")
def talks() -> list[Transcript]:
    """Many conversations in which the words of each turn stand in another order, so that nothing is remembered from before."""
    chance = random.Random(7)
    shipped = [
        each for path in readers.collect([str(EXAMPLES)]) for each in readers.read(str(path)) if isinstance(each, Transcript)
    ]
    made = []
    for n in range(CONVERSATIONS):
        one = shipped[n % len(shipped)]
        turns = []
        for turn in one.turns:
            words = turn.text.split()
            place = chance.randrange(len(words) or 1)
            turns.append(type(turn)(turn.index, turn.role, " ".join(words[place:] + words[:place]), turn.speaker, turn.line))
        made.append(one._replace(turns=tuple(turns), id=f"{one.id}-{n}"))
    return made


@pytest.fixture(scope="session")
def reports(talks: list[Transcript], book: Rulebook) -> list[Report]:
    auditor = Auditor(book)
    return [auditor.audit(talk) for talk in talks]
