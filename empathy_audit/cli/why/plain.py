"""The answer as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from empathy_audit.explaining import Explanation, Told
from empathy_audit.explaining.answers import Answered
from empathy_audit.explaining.parts import Part, Words
from empathy_audit.model import Cue, Place

SCHEMA = "empathy-audit/why/v1"


def as_json(told: Explanation) -> str:
    """`told` as a text. Turns count from 0, lines from 1; spans are characters of the turn's own text."""
    turn = told.turn
    found = {
        "schema": SCHEMA,
        "path": told.transcript.path,
        "id": told.transcript.id,
        "turn": turn.index,
        "line": turn.line,
        "role": turn.role,
        "text": turn.text,
        "note": told.note or None,
        "rules": [_rule(one) for one in (*told.asked, *told.matched)],
        "moments": [_moment(one) for one in told.moments],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _rule(told: Told) -> dict[str, Any]:
    rule, cost = told.rule, told.deduction
    return {
        "id": rule.id,
        "kind": rule.kind,
        "target": rule.target,
        "name": rule.name,
        **_place(rule.place),
        "matched": told.matched,
        "cues": [{"span": list(cue.span), "quote": cue.quote} for cue in told.cues],
        "reasons": list(told.reasons),
        "notes": list(told.notes),
        "deduction": None if cost is None else {"points": cost.points, "severity": cost.severity, "note": cost.note or None},
        "match": None if told.part is None else _part(told.part),
    }


def _part(part: Part) -> dict[str, Any]:
    """What is not known of a part is left out."""
    near = part.near
    found: dict[str, Any] = {
        "kind": part.kind,
        "asks": part.asks,
        "held": part.held,
        **({} if part.place is None else _place(part.place)),
        "weight": part.weight,
        "remark": part.remark or None,
        "sum": part.sum,
        "at_least": part.at_least,
        "instead": part.instead or None,
        "words": _words(part.words),
        "nearest": None
        if near is None
        else {
            "phrase": near.phrase,
            **({} if near.place is None else _place(near.place)),
            "words": _words(near.words),
            "what": list(near.what),
        },
        "parts": [_part(one) for one in part.parts],
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


def _words(words: Sequence[Words]) -> list[dict[str, Any]]:
    return [
        {
            "turn": one.turn,
            "line": one.line,
            "span": list(one.span),
            "quote": one.quote,
            **({"phrase": one.phrase} if one.phrase else {}),
            **({"phrase_line": one.place.line} if one.place else {}),
        }
        for one in words
    ]


def _moment(told: Answered) -> dict[str, Any]:
    moment = told.moment
    return {
        "turn": moment.turn,
        "line": moment.line,
        "type": moment.type,
        "tier": moment.tier,
        "grade": moment.grade,
        "target": told.target,
        "status": moment.status,
        "rule": moment.rule,
        "quote": moment.quote,
        "reason": moment.reason,
        "reply": {"turns": list(moment.reply.turns), "line": moment.reply.line, "quote": moment.reply.quote},
        "weighed": [{**_cue(one.cue), "counted_as": one.counted_as, "decided": one.decided} for one in told.weighed],
        "lowered": list(told.lowered),
        "owed": [{"one_of": list(one.steps), "taken": None if one.taken is None else _cue(one.taken)} for one in told.owed],
    }


def _cue(cue: Cue) -> dict[str, Any]:
    return {"turn": cue.turn, "line": cue.line, "rule": cue.rule, "behaviour": cue.behaviour, "quote": cue.quote}


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line}
