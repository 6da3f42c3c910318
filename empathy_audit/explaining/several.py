"""Rules about more than one turn: what a `require` found undone, what a `limit` counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from empathy_audit.engine.bounds import count
from empathy_audit.explaining.telling import in_short
from empathy_audit.explaining.tracing import Looked
from empathy_audit.matchers.view import View
from empathy_audit.model import Limit
from empathy_audit.rulebook.telling import many


def duty_told(looked: Looked) -> Iterator[str]:
    """What became of the duty that arose in the turn."""
    part = looked.part
    if part is None or not part.held:
        return
    turns = many(looked.rule.within, "turn")
    owed = "" if looked.rule.then is None else f" ({in_short(looked.rule.then)})"
    if not looked.then:
        yield "no turn of the agent's follows, so nothing was owed"
        return
    done = next((view for view, found in looked.then if found.held), None)
    places = ", ".join(where(view) for view, _ in looked.then)
    if done is not None:
        yield f"what is owed within {turns} of the agent's{owed} was done at {where(done)}"
    else:
        yield f"what is owed within {turns} of the agent's{owed} was not done at {places}"


def limit_told(looked: Looked, views: Sequence[View]) -> Iterator[str]:
    """What was counted, against which bound, and where it was crossed."""
    limit = looked.rule.limit
    if limit is None:
        return
    own = [view for view in views if view.side == looked.side and view.turn.text]
    if len(own) < limit.at_least:
        yield f"it is judged from {many(limit.at_least, 'turn')} of its side on; there are {len(own)}"
        return
    if limit.measure:
        yield _measured(limit, own, views)
        return
    counts = [(view, count(view, spans)) for view, spans in looked.counts if spans]
    found = f" (counted at {', '.join(where(view) for view, _ in counts)})" if counts else ""
    if limit.per == "turn":
        most = max((number for _, number in counts), default=0)
        yield f"in one turn it was counted {many(most, 'time')} at most; the bound is {_bound(limit)}"
    elif limit.per == "run":
        yield f"the longest run is {many(_longest(own, looked), 'turn')}; the bound is {_bound(limit)}{found}"
    else:
        total = sum(number for _, number in counts)
        against = sum(count(view, spans) for view, spans in looked.against if spans)
        ratio = f", divided by {against} is {total / against:.2f}" if limit.ratio_to is not None and against else ""
        yield f"counted {many(total, 'time')} in the conversation{ratio}; the bound is {_bound(limit)}{found}"
        if limit.ratio_to is not None and not against:
            yield "there was nothing to divide by, so it is not judged"


def _measured(limit: Limit, own: Sequence[View], views: Sequence[View]) -> str:
    if limit.measure == "talk_share":
        everything = sum(view.said.length for view in views)
        share = sum(view.said.length for view in own) / everything if everything else 0.0
        return f"the share of all words is {share:.2f}; the bound is {_bound(limit)}"
    return f"the longest turn has {many(max(view.said.length for view in own), 'word')}; the bound is {_bound(limit)}"


def _longest(own: Sequence[View], looked: Looked) -> int:
    found = {view.place for view, spans in looked.counts if spans}
    longest = run = 0
    for view in own:
        run = run + 1 if view.place in found else 0
        longest = max(longest, run)
    return longest


def _bound(limit: Limit) -> str:
    bounds = [("at least", limit.min), ("at most", limit.max)]
    return " and ".join(f"{words} {value:g}" for words, value in bounds if value is not None)


def where(view: View) -> str:
    """The place of a turn inside its conversation."""
    return f"turn {view.turn.index}" if view.turn.line is None else f"line {view.turn.line}"
