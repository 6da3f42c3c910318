"""A clause that is ready to listen: its test, and what must have been said for the test to hold at all."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from empathy_audit.matchers.view import Test

Blocks = frozenset[int]


class Compiled(NamedTuple):
    """A clause ready to listen. `needs`: sets of blocks, of each of which one must have been said."""

    test: Test
    needs: tuple[Blocks, ...] = ()
    anywhere: bool = False  # what it finds counts for the whole turn, not only for its sentence
    beyond: bool = False  # whether more than the turn's own words decides
    cost: int = 0  # a rough order: what was said already, a look at the words, a look at other turns
    hope: Test | None = None  # a test of the words alone that must hold for a test that looks beyond them
    early: Test | None = None  # a quick test beyond the words that must hold, too: better asked before the words are looked at

    def may_hold(self, said: Set[int]) -> bool:
        """Whether it could hold in a turn in which the blocks `said` were said; quicker than the test."""
        for blocks in self.needs:  # noqa: SIM110 - a generator here costs a tenth of an audit
            if blocks.isdisjoint(said):
                return False
        return True


def one_of(needs: Sequence[tuple[Blocks, ...]]) -> tuple[Blocks, ...]:
    """What must have been said for one of several tests to hold: one block of the shortest need of any of them."""
    if not all(needs):
        return ()
    return (frozenset().union(*(min(one, key=len) for one in needs)),)
