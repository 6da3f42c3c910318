"""One conversation as the page shows it: words and tones, in the order of reading, and nothing left to work out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.model import DIMENSIONS, Report, RoleInfo, Turn
from empathy_audit.reporters import figures, wording
from empathy_audit.reporters.html import beside, cards, marks, sums, words
from empathy_audit.reporters.safe import clean

LONG = 2_000  # characters of any words that are not a turn's


def shown(report: Report) -> dict[str, Any]:
    """Keys are those that report.js reads."""
    transcript = report.transcript
    known: dict[str, Any] = tidy({
        "name": words.name(report),
        "path": transcript.path,
        "format": transcript.format,
        "score": figures.score(report.score.overall, ""),
        "verdict": words.spoken(report.verdict),
        "tone": words.VERDICTS[report.verdict],
        "reason": report.verdict_reason or ("" if report.score.overall is not None else "nothing here called for empathy"),
        "dimensions": [_dimension(report, each) for each in DIMENSIONS],
        "deducted": words.taken(report.sums.deducted) if report.sums.deducted else "",
        "roles": [_role(role, info) for role, info in transcript.roles.items()],
        "redacted": None if transcript.redacted is None else wording.masked(transcript.redacted),
        "warnings": wording.notes(report),
        "filtered": report.filtered,
        "best": _best(report),
        "cards": list(cards.moments(report)),
        "hurts": list(cards.hurts(report)),
        "silenced": list(cards.silenced(report)),
        "unused": list(cards.unused(report)),
        "beside": beside.shown(report.measures),
        "sums": sums.shown(report),
    })  # fmt: skip
    return known | {"turns": list(_turns(report))}


def tidy(value: Any) -> Any:
    """Safe words in place of all words, at any depth."""
    if isinstance(value, str):
        return clean(value if len(value) <= LONG else value[:LONG] + "…")
    if isinstance(value, dict):
        return {key: tidy(each) for key, each in value.items()}
    return [tidy(each) for each in value] if isinstance(value, list | tuple) else value


def _dimension(report: Report, name: str) -> dict[str, Any]:
    value: float | None = getattr(report.score, name)
    said = f"not assessed: {_no_chance(report, name)}" if value is None else figures.whole(value)
    return {"name": name.capitalize(), "value": value, "text": said}


def _no_chance(report: Report, name: str) -> str:
    review = name == "acknowledgement" and any(moment.review for moment in report.moments)
    return words.FOR_A_PERSON if review else wording.NO_CHANCE[name]


def _role(role: str, info: RoleInfo) -> dict[str, Any]:
    labels = ", ".join(f"“{label}”" for label in info.labels)
    sure = info.source not in ("inferred", "unknown")
    return {"role": role.capitalize(), "labels": labels, "known": wording.known_from(info), "sure": sure}


def _best(report: Report) -> dict[str, Any] | None:
    best = report.best
    return None if best is None else {"name": best.name, "turn": best.turn, "reason": best.reason}


def _turns(report: Report) -> Iterator[dict[str, Any]]:
    found = marks.gathered(report)
    for turn in report.transcript.turns:
        inside = found.get(turn.index, [])
        helps = dict.fromkeys(clean(mark[3]) for mark in inside if mark[2] == "help")
        yield {
            "n": turn.index,
            "role": turn.role,
            "who": clean(turn.speaker[:80] or turn.role.capitalize()),
            "at": _at(turn),
            "text": marks.pieces(turn.text, inside),
            "helps": list(helps),
        }


def _at(turn: Turn) -> str:
    return " · ".join(part for part in (words.clock(turn.start), words.where(turn, turn.index)) if part)
