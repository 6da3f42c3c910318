"""How far a share or a mean may be off: 95 % intervals, the same whatever order the figures came in."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from random import Random

from empathy_audit.model import Mean, Share

FEWEST = 5  # conversations; of fewer a mean says little and a ranking lies
Z = 1.959964  # standard deviations that hold 95 %
RESAMPLES = 400  # enough for the first decimal; a thousand moves an end by a few tenths
BY_HAND = 100  # scores, beyond which a bootstrap and the normal interval are one
SEED = 2017
CENTS = 100  # scores have two places


def share(count: int, of: int) -> Share:
    """Wilson's interval (1927), which holds for few and for shares near 0 and 1."""
    if not of:
        return Share(0, 0, None, None)
    part, z2 = count / of, Z * Z / of
    middle = (part + z2 / 2) / (1 + z2)
    reach = Z * sqrt(part * (1 - part) / of + z2 / (4 * of)) / (1 + z2)
    return Share(count, of, round(100 * max(0.0, middle - reach), 1), round(100 * min(1.0, middle + reach), 1))


def mean(scores: Mapping[int, int]) -> Mean:
    """The mean of scores in hundredths with how often each was; its interval by the percentile bootstrap (Efron 1979), seeded."""
    n = sum(scores.values())
    if not n:
        return Mean(None, 0, None, None)
    value = sum(score * times for score, times in scores.items()) / n
    low, high = (None, None) if n < FEWEST else _resampled(scores, n) if n <= BY_HAND else _normal(scores, n, value)
    return Mean(_points(value), n, _points(low), _points(high))


def _resampled(scores: Mapping[int, int], n: int) -> tuple[float, float]:
    values = [score for score in sorted(scores) for _ in range(scores[score])]
    draw = Random(SEED).choices
    means = sorted(sum(draw(values, k=n)) / n for _ in range(RESAMPLES))
    tail = RESAMPLES // 40
    return means[tail], means[-tail - 1]


def _normal(scores: Mapping[int, int], n: int, value: float) -> tuple[float, float]:
    spread = sqrt(sum(times * (score - value) ** 2 for score, times in sorted(scores.items())) / (n - 1) / n)
    return max(0.0, value - Z * spread), min(100.0 * CENTS, value + Z * spread)


def _points(cents: float | None) -> float | None:
    return None if cents is None else round(cents / CENTS, 2)
