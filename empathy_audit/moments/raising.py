"""Which cues make a moment, and when a moment is an earlier one raised again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from empathy_audit.model import Cue, Moment, Rule, Taxonomy, TypeInfo
from empathy_audit.moments.stretches import Stretch

TOP_TIER = 3
SAID_OUTRIGHT = 2  # the tier of what is said and need not be inferred
REBID = "rebid"  # the type of moment that raises again whatever came before it


class Raised(NamedTuple):
    """A moment before it is judged: its strongest cue, the rule of that cue, and the customer's stretch it stands in.

    `expected` are the behaviours by which the expectations of its type are met.
    """

    cue: Cue
    rule: Rule
    info: TypeInfo
    stretch: Stretch
    expected: frozenset[str]

    @property
    def type(self) -> str:
        return self.info.id


def raised(
    cues: Sequence[Cue], places: Mapping[int, Stretch], rules: Mapping[str, Rule], taxonomy: Taxonomy
) -> list[Raised]:
    """The moments that `cues` tell of, in order. Several cues of one type in one stretch are one, told by the highest tier."""
    found: dict[tuple[int, str], Raised] = {}
    for cue in cues:
        stretch = places.get(cue.turn)
        if cue.kind != "moment" or stretch is None:
            continue
        key = stretch.place, cue.behaviour
        known = found.get(key)
        if known is None or rules[cue.rule].tier > known.rule.tier:
            info = taxonomy.types[cue.behaviour]
            expected = frozenset(id for name in info.expects for id in taxonomy.expectations[name].any)
            found[key] = Raised(cue, rules[cue.rule], info, stretch, expected)
    return sorted(found.values(), key=lambda one: (one.cue.turn, one.cue.span, one.type))


def again(one: Raised, later: Sequence[Raised]) -> Raised | None:
    """The next of the `later` moments that may be `one` raised again: of its type, or a complaint that it was not heard."""
    if "quiet" in one.info.traits:
        return None
    place = one.stretch.place
    return next((next_ for next_ in later if next_.stretch.place > place and next_.type in (one.type, REBID)), None)


def earlier(one: Raised, judged: Sequence[tuple[Raised, Moment]], heard: int) -> Moment | None:
    """The moment that `one` raises again: the last of its type, or for a rebid the last of any, if it was not `heard`."""
    if "quiet" in one.info.traits:
        return None
    for before, moment in reversed(judged):
        alike = before.type == one.type or (one.type == REBID and "quiet" not in before.info.traits)
        if alike and before.stretch.place < one.stretch.place:
            return moment if moment.grade < heard else None
    return None


def louder(one: Raised, before: Moment | None, worked_on: int) -> int:
    """The tier of `one`, which raises `before` again; `worked_on` is the grade of an answer that works on what a moment is about.

    A bid that was passed over comes back a tier up. One that was worked on, though not acknowledged, goes up no further than
    to what is said outright: nothing turns critical by the third fault found while an agent is mending the first.
    """
    if before is None:
        return one.rule.tier
    most = TOP_TIER if before.grade < worked_on else SAID_OUTRIGHT
    return max(one.rule.tier, min(most, before.tier + 1))
