"""Every rule that ships holds on its own examples."""

from __future__ import annotations

import pytest

from empathy_audit import rulebook
from empathy_audit.model import Rulebook
from empathy_audit.proving import failures


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return rulebook.load(proving=True)


def test_every_example_holds(book: Rulebook) -> None:
    assert not [str(failure) for failure in failures(book)]


def test_every_rule_has_three_examples_of_each_kind(book: Rulebook) -> None:
    thin = [rule.id for rule in book.rules if min(len(rule.examples.finds), len(rule.examples.ignores)) < 3]
    assert not thin


@pytest.mark.parametrize("section", ["types", "behaviours", "antipatterns"])
def test_everything_in_the_taxonomy_is_found_by_some_rule(book: Rulebook, section: str) -> None:
    found = {rule.target for rule in book.rules}
    assert not set(getattr(book.taxonomy, section)) - found
