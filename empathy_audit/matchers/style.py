"""`style`: how it is written: shouted words and sentences, rows of `!` and `?`, lengthened words, trailing dots."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from empathy_audit.matchers.values import Kit, choice, texts
from empathy_audit.matchers.view import NOWHERE, WHOLE, Spans, Test, View

STYLES = {
    "capitals": re.compile(r"(?<![\w-])(?!(?:ASAP|HTTP|HTTPS|HDMI|IBAN|JPEG|WIFI|NHS|OTP|SMS|PIN|PDF)\b)[A-Z]{4,}(?![\w-])"),
    "rows_of_capitals": re.compile(r"(?<!\w)[A-Z]{2,}(?: [A-Z']+){3,}"),
    "exclamations": re.compile(r"!\s*!|\?\s*!|!\s*\?"),
    "questions": re.compile(r"\?\s*\?"),
    "interrobang": re.compile(r"\?[!?]|!\?"),
    "lengthened": re.compile(r"\b\w*?([a-z])\1{2,}\w*\b", re.IGNORECASE),
    "ellipsis": re.compile(r"(?:\.\.\.|…|\.\.)\s*$"),
}


def read(value: Any, _lists: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """One style or a list of styles."""
    return tuple(choice(name, STYLES, *([] if isinstance(value, str) else [n])) for n, name in enumerate(texts(value)))


def build(names: tuple[str, ...], _kit: Kit) -> tuple[Test, int | None]:
    """Holds of the turn as a whole where one of the styles is seen."""
    patterns = [STYLES[name] for name in names]

    def seen(view: View) -> Spans:
        written = view.turn.text
        return WHOLE if any(pattern.search(written) for pattern in patterns) else NOWHERE

    return seen, None
