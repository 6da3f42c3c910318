"""What the source asks not to be told: cues are set aside, with the reason that was given, before anything is judged."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from empathy_audit.matchers.values import suggestion
from empathy_audit.model import Cue, Rule, Rulebook, Suppressed, Suppression, Transcript

_HURTFUL = frozenset({"antipattern", "require", "limit"})
_REVIEW = "what may be harm is never suppressed: a person must look at it"

Found = tuple[tuple[Cue, ...], tuple[Suppressed, ...], tuple[Suppression, ...]]


def suppress(cues: tuple[Cue, ...], transcript: Transcript, rulebook: Rulebook) -> Found:
    """The cues that stay, what was set aside (a rule at most once a turn), and the suppressions that did nothing, with why."""
    if not transcript.suppressions:
        return cues, (), ()
    rules = {rule.id: rule for rule in rulebook.rules}
    asked = [each if each.fault else each._replace(fault=_fault(each, rules, rulebook)) for each in transcript.suppressions]
    obeyed = {(each.rule, each.turn): each for each in reversed(asked) if not each.fault}  # of two alike, the first
    kept: list[Cue] = []
    aside: dict[tuple[int, str], Suppressed] = {}
    for cue in cues:
        by = obeyed.get((cue.rule, cue.turn)) or obeyed.get((cue.rule, None))
        if by is None:
            kept.append(cue)
        else:
            aside.setdefault((cue.turn, cue.rule), _suppressed(cue, rules[cue.rule], by))
    used = {id(each.by) for each in aside.values()}
    unused = [each if each.fault else each._replace(fault=_idle(each, cues, aside)) for each in asked if id(each) not in used]
    return tuple(kept), tuple(aside.values()), tuple(unused)


def _fault(asked: Suppression, rules: Mapping[str, Rule], rulebook: Rulebook) -> str:
    """Why a suppression is not obeyed; "" where it is."""
    rule = rules.get(asked.rule)
    if rule is None:
        hint = suggestion(asked.rule.upper(), rules)
        return f"no rule '{asked.rule}' is in force" + (f" ({hint})" if hint else "")
    return _REVIEW if rule.kind == "moment" and rulebook.taxonomy.types[rule.target].review else ""


def _suppressed(cue: Cue, rule: Rule, by: Suppression) -> Suppressed:
    severity = rule.severity if rule.kind in _HURTFUL else None
    return Suppressed(
        cue.turn, cue.line, cue.rule, cue.kind, cue.behaviour, rule.name, severity, cue.span, cue.quote, by
    )  # fmt: skip


def _idle(asked: Suppression, cues: Sequence[Cue], aside: Collection[tuple[int, str]]) -> str:
    """Why an obeyed suppression set nothing aside, and where its rule was heard instead."""
    heard = [cue for cue in cues if cue.rule == asked.rule]
    if (asked.turn is None and heard) or (asked.turn, asked.rule) in aside:
        return "another suppression does it already"
    if heard:
        places = ", ".join(dict.fromkeys(f"turn {cue.turn}" if cue.line is None else f"line {cue.line}" for cue in heard[:3]))
        return f"the rule is not heard in this turn, but at {places}"
    return f"the rule is not heard in this {'conversation' if asked.turn is None else 'turn'}"
