"""What hurt, and what it cost: once for each rule, and not where a moment's grade has paid for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from empathy_audit.model import Cue, Deduction, Moment, Rule, Rulebook

_HURTFUL = frozenset({"antipattern", "require", "limit"})


def deductions(moments: Sequence[Moment], cues: Sequence[Cue], rulebook: Rulebook) -> tuple[Deduction, ...]:
    """Every anti-pattern, a rule at most once a turn, in the order of `cues`. Those that cost nothing say why in `note`."""
    hurtful = [cue for cue in cues if cue.kind in _HURTFUL]
    if not hurtful:
        return ()
    names = {cue.rule for cue in hurtful}
    rules = {rule.id: rule for rule in rulebook.rules if rule.id in names}
    paid = {
        (turn, id): moment for moment in moments if not moment.review for turn in moment.reply.turns for id in moment.paid
    }
    return tuple(_priced(hurtful, rules, paid, rulebook))


def _priced(
    hurtful: Sequence[Cue], rules: Mapping[str, Rule], paid: Mapping[tuple[int, str], Moment], rulebook: Rulebook
) -> Iterator[Deduction]:
    charged: dict[str | tuple[int, str], Cue] = {}
    seen: set[tuple[int, str]] = set()
    for cue in hurtful:
        if (cue.turn, cue.rule) in seen:
            continue
        seen.add((cue.turn, cue.rule))
        rule = rules[cue.rule]
        moment = paid.get((cue.turn, cue.behaviour))
        note = ""
        if moment is not None:
            note = f"no points: it already set the grade of the moment at {_place(moment)}"
        elif cue.rule in charged:
            note = f"no points: taken once for this rule, at {_place(charged[cue.rule])}"
        elif (cue.turn, cue.behaviour) in charged:
            note = "no points: taken already for the same in this turn"
        else:
            charged[cue.rule] = charged[cue.turn, cue.behaviour] = cue
        known = rulebook.taxonomy.antipatterns.get(cue.behaviour)
        yield Deduction(
            turn=cue.turn,
            line=cue.line,
            rule=cue.rule,
            behaviour=cue.behaviour,
            name=known.name if known else rule.name,
            severity=rule.severity,
            points=0.0 if note else rulebook.scoring.deductions[rule.severity],
            span=cue.span,
            quote=cue.quote,
            message=rule.message,
            suggest=rule.suggest,
            note=note,
        )


def _place(found: Cue | Moment) -> str:
    return f"turn {found.turn}" if found.line is None else f"line {found.line}"
