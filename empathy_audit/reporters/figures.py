"""How numbers and counts are written for people."""

from __future__ import annotations

import math
from collections.abc import Iterable

from empathy_audit.model import SumLine


def score(value: float | None, unknown: str = "-") -> str:
    """0 to 100 with one decimal, cut and not rounded: 79.96 must not read as the 80 of the next verdict."""
    if value is None:
        return unknown
    tenths = round(value * 100) // 10
    return f"{tenths // 10}.{tenths % 10}"


def whole(value: float | None, unknown: str = "-") -> str:
    """Rounded half up."""
    return unknown if value is None else str(math.floor(value + 0.5))


def exact(value: float) -> str:
    """All digits that a pencil needs, at most four after the point, no idle zeros."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def aligned(value: float) -> str:
    """`exact`, padded so that points stand under points in a column."""
    whole_part, point, decimals = exact(value).partition(".")
    return f"{whole_part:>5}{point or ' '}{decimals:<4}"


def totals(lines: Iterable[SumLine]) -> tuple[float, float]:
    """What was earned, and what there was to earn."""
    every = tuple(lines)
    return sum(line.value for line in every), sum(line.out_of for line in every)


def count(number: int, noun: str, plural: str = "") -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
