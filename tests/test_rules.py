"""Every rule that ships holds on its own examples, and has enough of them, the near misses above all."""

from __future__ import annotations

from collections import Counter

import pytest

from empathy_audit import rulebook
from empathy_audit.model import Rule, Rulebook
from empathy_audit.proving import Proof, prove

OF_EACH_KIND = 3  # examples a rule finds, and near misses it leaves alone: one alone proves a word, three a shape
NEAR_MISSES_OF_A_TYPE = 10  # over all rules of one moment type: a false alarm costs a reviewer's trust


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return rulebook.load(proving=True)


def doubts(proof: Proof) -> list[str]:
    """Examples that do not hold, rules that never fire, and those that add little to another without a word."""
    return [
        *map(str, proof.failures),
        *(f"{rule.id} is silent" for rule in proof.silent),
        *(f"{each.rule.id} adds little to {each.other.id}" for each in proof.overlaps if each.needs_a_word),
    ]


def test_every_example_holds_and_every_rule_adds_something(book: Rulebook) -> None:
    assert doubts(prove(book)) == []


def test_every_rule_has_three_examples_of_each_kind(book: Rulebook) -> None:
    assert not [line for rule in book.rules for line in _lacking(rule)]


def test_no_example_stands_twice_in_a_rule(book: Rulebook) -> None:
    assert not [
        f"{rule.id} says twice: {talk}"
        for rule in book.rules
        for talk, times in Counter((*rule.examples.finds, *rule.examples.ignores)).items()
        if times > 1
    ]


def test_every_type_of_moment_has_ten_near_misses(book: Rulebook) -> None:
    near = Counter(dict.fromkeys(book.taxonomy.types, 0))
    for rule in book.rules:
        if rule.kind == "moment":
            near[rule.target] += len(rule.examples.ignores)
    assert not [f"{name} has {count}" for name, count in near.items() if count < NEAR_MISSES_OF_A_TYPE]


@pytest.mark.parametrize("section", ["types", "behaviours", "antipatterns"])
def test_everything_in_the_taxonomy_is_found_by_some_rule(book: Rulebook, section: str) -> None:
    found = {rule.target for rule in book.rules}
    assert not set(getattr(book.taxonomy, section)) - found


def _lacking(rule: Rule) -> list[str]:
    """What `rule` has too few of, in words."""
    counts = {"finds": len(rule.examples.finds), "ignores": len(rule.examples.ignores)}
    return [f"{rule.id} has {count} {kind} of {OF_EACH_KIND}" for kind, count in counts.items() if count < OF_EACH_KIND]
