"""The lessons of a batch as data: the names here are part of the published contract, described by report.schema.json."""

from __future__ import annotations

from typing import Any

from empathy_audit.model import Answer, Lesson, Lessons, Share


def lessons(found: Lessons) -> dict[str, Any]:
    return {
        "whole": _lesson(found.whole),
        "by": {key: [{"name": each.name, **_lesson(each)} for each in of] for key, of in found.by.items()},
        "nameless": found.nameless,
        "scripts": [each._asdict() for each in found.scripts],
        "fewest_to_rank": found.fewest,
        "review": [_answer(each) for each in found.review],
        "reviews": found.reviews,
    }


def _lesson(found: Lesson) -> dict[str, Any]:
    return {
        "transcripts": found.transcripts,
        "ranked": found.ranked,
        "score": {"mean": found.score.value, "n": found.score.n, "low": found.score.low, "high": found.score.high},
        "moments": {**_share(found.met), "missed": found.missed, "statuses": found.statuses},
        "types": [
            {"type": each.type, "name": each.name, **_share(each.met), "short": each.short, "missed": each.missed}
            for each in found.types
        ],
        "absent": [each._asdict() for each in found.absent],
        "recurring": [each._asdict() for each in found.recurring],
        "best": [_answer(each) for each in found.best],
        "worst": [_answer(each) for each in found.worst],
        "practise": [each._asdict() for each in found.practise],
    }


def _share(found: Share) -> dict[str, Any]:
    """Per cent, with the ends of its interval."""
    percent = None if found.percent is None else round(found.percent, 1)
    return {"met": found.part, "n": found.of, "percent": percent, "low": found.low, "high": found.high}


def _answer(found: Answer) -> dict[str, Any]:
    return found._asdict()
