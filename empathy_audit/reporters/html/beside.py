"""What is measured beside the score, in plain words: nothing here moves a point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from empathy_audit.reporters import wording
from empathy_audit.reporters.html import words


def shown(measures: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Labels and values; what could not be measured comes last, and says so."""
    rows = [(value is None, wording.measured(key, value, words.course)) for key, value in measures.items()]
    return [row for _, row in sorted(rows, key=lambda each: each[0])]
