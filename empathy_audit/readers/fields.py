"""Safe ways into parsed JSON, and the clock: what a format's reader needs so that no odd file can trip it."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from typing import Any

CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2}(?:[.,]\d+)?)$")
ISO_DURATION = re.compile(r"P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$")
LONGEST = 10 * 365 * 86_400.0  # seconds; more is no time of a contact


def dig(data: Any, *path: str | int) -> Any:
    """`data[path[0]][path[1]]...`, or None where a step is not there."""
    for step in path:
        if isinstance(step, str):
            data = data.get(step) if isinstance(data, dict) else None
        else:
            data = data[step] if isinstance(data, list) and -len(data) <= step < len(data) else None
    return data


def records(data: Any, *path: str | int) -> list[dict[str, Any]]:
    """The objects in the list at `path`; empty where there is none."""
    found = dig(data, *path)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def words_of(value: Any) -> str:
    """A string or number as text, lists of spans (`[{"text": ...}, ...]`) joined, everything else ""."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return "".join(_span(item) for item in value).strip()
    return ""


def _span(item: Any) -> str:
    text = item.get("text") if isinstance(item, dict) else item
    return text if isinstance(text, str) else ""


def first(record: dict[str, Any], *keys: str) -> Any:
    """The value of the first of `keys` that is there and not None."""
    return next((record[key] for key in keys if record.get(key) is not None), None)


def seconds(value: Any, per_second: float = 1.0) -> float | None:
    """A time in seconds, or None. Takes numbers and numerals (`per_second` of them make a second), "1.5s", "0:01:02.5",
    ISO durations ("PT1.2S") and protobuf's `{"seconds": "1", "nanos": 500000000}`.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _sane(value / per_second) if abs(value) < 1e18 else None
    if isinstance(value, dict):
        whole, nanos = seconds(value.get("seconds", 0)), seconds(value.get("nanos", 0), 1e9)
        return None if whole is None or nanos is None else _sane(whole + nanos)
    return _from_text(value.strip(), per_second) if isinstance(value, str) and len(value) < 40 else None


def _from_text(text: str, per_second: float) -> float | None:
    clock = CLOCK.match(text)
    if clock:
        hours, minutes, rest = clock.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(rest.replace(",", "."))
    duration = ISO_DURATION.match(text) if text.startswith("P") else None
    if duration:
        days, hours, minutes, rest = (float(part or 0) for part in duration.groups())
        return _sane(days * 86_400 + hours * 3600 + minutes * 60 + rest)
    try:
        return _sane(float(text[:-1])) if text.endswith("s") else _sane(float(text) / per_second)
    except ValueError:
        return None


def _sane(value: float) -> float | None:
    return round(value, 6) if math.isfinite(value) and 0 <= value < LONGEST else None


def moment(value: Any) -> float | None:
    """A point in time as seconds since 1970: ISO 8601 text, or epoch seconds, milliseconds or microseconds."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return _iso(value) if isinstance(value, str) else None
    except OverflowError:
        return None
    while number > 1e11:  # year 5138 in seconds, so it must be a smaller unit
        number /= 1000
    return number if math.isfinite(number) and number >= 0 else None


def _iso(text: str) -> float | None:
    text = text.strip().removesuffix(" UTC")
    try:
        when = datetime.fromisoformat(text)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def since(first_time: float | None, time: float | None) -> float | None:
    """Seconds from the first moment of a contact, None where either is not known or time runs backwards."""
    if first_time is None or time is None or time < first_time:
        return None
    return _sane(time - first_time)
