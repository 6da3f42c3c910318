"""Rules about more than one turn: `require` (A obliges the agent to B) and `limit` (a count, a run or a ratio)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from empathy_audit.engine.compiled import Compiled
from empathy_audit.matchers.view import COMPANY, WHOLE, Spans, View
from empathy_audit.model import Limit, Rule

Finding = tuple[Rule, View, Spans]


class Duty(NamedTuple):
    """Where `when` holds in a turn of `side`, `then` must hold within the rule's number of company turns."""

    rule: Rule
    side: str
    when: Compiled
    then: Compiled


class Bound(NamedTuple):
    """How often `counted` may hold in turns of `side`; divided by how often `against` does, where that is given."""

    rule: Rule
    limit: Limit
    side: str
    counted: Compiled
    against: Compiled | None


def neglected(duty: Duty, views: Sequence[View]) -> Iterator[Finding]:
    """Where the duty arose and was not done; a contact that ends before the agent could speak owes nothing."""
    for place, view in enumerate(views):
        if duty.side not in ("any", view.side) or not duty.when.may_hold(view.said.blocks):
            continue
        spans = duty.when.test(view)
        if not spans:
            continue
        first = place if view.side == COMPANY else place + 1
        answers = [one for one in views[first:] if one.side == COMPANY][: duty.rule.within]
        if answers and not any(duty.then.test(one) for one in answers):
            yield duty.rule, view, spans


class Side(NamedTuple):
    """What one side says: its turns, and every block that was said in one of them."""

    views: Sequence[View]
    said: frozenset[int]


def side_of(name: str, views: Sequence[View]) -> Side:
    """What the side of that name says in `views`."""
    own = [view for view in views if view.side == name and view.turn.text]
    return Side(own, frozenset().union(*(view.said.blocks for view in own)))


def crossed(bound: Bound, side: Side, views: Sequence[View]) -> Iterator[Finding]:
    """Where the bound of that side was crossed: the turn that went too far, or the last turn where too little was done."""
    own = side.views
    if len(own) < bound.limit.at_least:
        return
    if bound.limit.measure:
        yield from _measured(bound, own, views)
        return
    counted, found = bound.counted, []
    if counted.may_hold(side.said) and not _out_of_reach(bound, own):  # seldom: most is said nowhere in a contact
        found = [(view, spans) for view in own if counted.may_hold(view.said.blocks) and (spans := counted.test(view))]
    if bound.limit.per == "turn":
        yield from ((bound.rule, view, _first(spans)) for view, spans in found if _outside(bound.limit, count(view, spans)))
    elif bound.limit.per == "run":
        yield from _runs(bound, own, {view.place: spans for view, spans in found})
    else:
        yield from _overall(bound, own, found)


def _out_of_reach(bound: Bound, own: Sequence[View]) -> bool:
    """Whether so little was said that the bound cannot be crossed, for it counts at most once a sentence."""
    limit = bound.limit
    if limit.per != "conversation" or limit.max is None or limit.min is not None or bound.against is not None:
        return False
    return sum(max(1, len(view.said.sentences)) for view in own) <= limit.max


def _overall(bound: Bound, own: Sequence[View], found: Sequence[tuple[View, Spans]]) -> Iterator[Finding]:
    total = float(sum(count(view, spans) for view, spans in found))
    if bound.against is not None:
        against = sum(count(view, spans) for view in own if (spans := bound.against.test(view)))
        if not against:
            return
        total /= against
    if not _outside(bound.limit, total):
        return
    if bound.against is None and bound.limit.max is not None and total > bound.limit.max:
        so_far = 0
        for view, spans in found:
            so_far += count(view, spans)
            if so_far > bound.limit.max:
                yield bound.rule, view, _first(spans)
                return
    yield bound.rule, own[-1], WHOLE


def _runs(bound: Bound, own: Sequence[View], found: dict[int, Spans]) -> Iterator[Finding]:
    run = 0
    for view in own:
        run = run + 1 if view.place in found else 0
        if bound.limit.max is not None and run == int(bound.limit.max) + 1:
            yield bound.rule, view, _first(found[view.place])


def _measured(bound: Bound, own: Sequence[View], views: Sequence[View]) -> Iterator[Finding]:
    """Limits on figures of the conversation: talk_share (0 to 1) and longest_turn (words)."""
    lengths = {view.place: view.said.length for view in views}
    if bound.limit.measure == "talk_share":
        everything = sum(lengths.values())
        share = sum(lengths[view.place] for view in own) / everything if everything else 0.0
        if _outside(bound.limit, share):
            yield bound.rule, own[-1], WHOLE
    else:
        longest = max(own, key=lambda view: lengths[view.place])
        if _outside(bound.limit, lengths[longest.place]):
            yield bound.rule, longest, WHOLE


def _first(spans: Spans) -> Spans:
    """One place is enough to show that a bound was crossed."""
    return spans if spans is WHOLE else spans[:1]


def count(view: View, spans: Spans) -> int:
    """How often something was said: once a sentence, however many ways of saying it overlap there."""
    return 1 if spans is WHOLE else len({view.words.sentence[first] for first, _ in spans})


def _outside(limit: Limit, value: float) -> bool:
    return (limit.max is not None and value > limit.max) or (limit.min is not None and value < limit.min)
