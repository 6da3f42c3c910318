"""The taxonomy that ships: whatever one part of it names, another part describes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from empathy_audit.rulebook import load
from empathy_audit.rulebook.taxonomy import TRAITS

TAXONOMY = load().taxonomy
SITUATIONS = {"talk", "moment", "transfer"}  # what scoring calls a chance besides a type of moment


def named() -> Iterator[tuple[str, str]]:
    """Every behaviour or anti-pattern that is named somewhere, and where."""
    for info in TAXONOMY.types.values():
        yield from ((f"type {info.id}", id) for id in (*info.met_by, *(id for group in info.required for id in group)))
    for behaviour in TAXONOMY.behaviours.values():
        yield from ((f"behaviour {behaviour.id}", id) for id in behaviour.also)
    for name, expectation in TAXONOMY.expectations.items():
        yield from ((f"expectation {name}", id) for id in (*expectation.any, *expectation.none))
    for name, ids in TAXONOMY.rungs.items():
        yield from ((f"rung {name}", id) for id in sorted(ids))


@pytest.mark.parametrize(("where", "id"), list(named()))
def test_what_is_named_is_described(where, id):
    assert id in TAXONOMY.behaviours or id in TAXONOMY.antipatterns, where


@pytest.mark.parametrize("info", list(TAXONOMY.types.values()), ids=list(TAXONOMY.types))
def test_a_type_expects_what_is_described(info):
    assert set(info.expects) <= set(TAXONOMY.expectations)
    assert set(info.traits) <= set(TRAITS)
    assert len(info.required) == 0 or all(info.required)


@pytest.mark.parametrize("info", list(TAXONOMY.behaviours.values()), ids=list(TAXONOMY.behaviours))
def test_a_chance_is_a_situation_or_a_type(info):
    assert set(info.chance) <= SITUATIONS | set(TAXONOMY.types)
    assert not info.chance or info.points, "a chance for nothing"


def test_no_id_is_a_behaviour_and_an_anti_pattern():
    assert not set(TAXONOMY.behaviours) & set(TAXONOMY.antipatterns)
