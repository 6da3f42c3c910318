"""Figures of charts: what stands where, in the units of each drawing; the template draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from empathy_audit.reporters.html import words

BINS = 10  # of ten points each
WIDTH, HEIGHT = 400, 190  # of a drawing, without its axes
LINES = 80  # drawn courses; more are a blur, so an even choice of them is drawn


def distribution(scores: Sequence[tuple[float, str]]) -> dict[str, Any]:
    """How many conversations have which score, in columns stacked by verdict."""
    columns = [Counter[str]() for _ in range(BINS)]
    for score, verdict in scores:
        columns[min(int(score // (100 / BINS)), BINS - 1)][verdict] += 1
    highest = max((column.total() for column in columns), default=0) or 1
    mean = sum(score for score, _ in scores) / len(scores) if scores else None
    return {
        "columns": [_column(number, column, highest) for number, column in enumerate(columns)],
        "mean": mean,
        "mean_x": None if mean is None else round(mean * WIDTH / 100, 1),
        "count": len(scores),
    }


def _column(number: int, column: Counter[str], highest: int) -> dict[str, Any]:
    step = WIDTH / BINS
    parts, top = [], float(HEIGHT)
    for verdict, tone in words.VERDICTS.items():
        if column[verdict]:
            tall = HEIGHT * column[verdict] / highest
            top -= tall
            parts.append({"tone": tone, "y": round(top, 1), "height": round(max(tall - 1, 1), 1)})
    low = 100 // BINS * number
    split = ", ".join(f"{column[verdict]} {words.spoken(verdict)}" for verdict in words.VERDICTS if column[verdict])
    return {
        "x": round(number * step + 3, 1), "width": round(step - 6, 1), "parts": parts, "top": round(top, 1),
        "count": column.total(), "from": low, "to": low + 100 // BINS, "split": split,
    }  # fmt: skip


def spread(name: str, values: Sequence[float]) -> dict[str, Any]:
    """The mean of sorted values from 0 to 100, and where their middle half lies."""
    found: dict[str, Any] = {"name": name.capitalize(), "count": len(values)}
    if values:
        low, high = (values[round((len(values) - 1) * quarter)] for quarter in (0.25, 0.75))
        found |= {"mean": sum(values) / len(values), "low": round(low, 1), "high": round(high, 1)}
    return found


def moods(courses: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """The customers' moods at the start and at the end, -1 to 1, as lines; and the mean of them."""
    number = len(courses)
    if not number:
        return {"count": 0}
    step = max(number / LINES, 1)
    drawn = [courses[int(each * step)] for each in range(min(number, LINES))]
    mean = sum(start for start, _ in courses) / number, sum(end for _, end in courses) / number
    reach = max(0.4, *(abs(value) for course in drawn for value in course))
    changes = [end - start for start, end in courses]
    return {
        "count": number,
        "drawn": len(drawn),
        "lines": [(_height(start, reach), _height(end, reach), _direction(end - start)) for start, end in drawn],
        "mean": (_height(mean[0], reach), _height(mean[1], reach)),
        "said": (words.signed(mean[0]), words.signed(mean[1])),
        "brighter": sum(change >= words.LITTLE for change in changes),
        "darker": sum(change <= -words.LITTLE for change in changes),
        "alike": sum(abs(change) < words.LITTLE for change in changes),
    }


def _height(value: float, reach: float) -> float:
    return round(HEIGHT / 2 - value / reach * (HEIGHT / 2 - 8), 1)


def _direction(change: float) -> str:
    return "none" if abs(change) < words.LITTLE else "good" if change > 0 else "bad"


def types(found: Mapping[str, Counter[str]], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """How moments of each type were answered, the most often missed first."""
    rows = [_type(id, names[id], counts) for id, counts in found.items()]
    rows.sort(key=lambda row: (-row["missed"], -row["count"], row["name"]))
    longest = max((row["count"] for row in rows), default=1)
    for row in rows:
        for part in row["parts"]:
            part["x"], part["width"] = (round(part[key] * 100 / longest, 2) for key in ("x", "width"))
    return rows


def _type(id: str, name: str, counts: Counter[str]) -> dict[str, Any]:
    parts, at = [], 0
    for tone in ("bad", "fair", "good", "none"):
        number = sum(counts[status] for status, (own, *_) in words.STATUSES.items() if own == tone)
        if number:
            parts.append({"tone": tone, "x": at, "width": number})
            at += number
    split = ", ".join(f"{counts[status]} {status}" for status in words.STATUSES if counts[status])
    return {"id": id, "name": name, "count": at, "missed": counts["missed"] + counts["denied"], "parts": parts, "split": split}
