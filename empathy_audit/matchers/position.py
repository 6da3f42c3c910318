"""`position`: among this side's first or last turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from empathy_audit.matchers.values import BadValue, Kit, count, mapping
from empathy_audit.matchers.view import NOWHERE, WHOLE, Test

LOOKS_BEYOND = True  # the words of the turn alone do not decide
IS_QUICK = True  # a look that costs next to nothing


def read(value: Any, _lists: Mapping[str, Sequence[str]]) -> tuple[int, int]:
    """`{first_turns: n}` or `{last_turns: n}` as (first, last), 0 where not given."""
    given = mapping(value, ("first_turns", "last_turns"))
    if len(given) != 1:
        raise BadValue("expected either first_turns or last_turns", fix="write {first_turns: 3}")
    first, last = (count(given[name], name, least=1) if name in given else 0 for name in ("first_turns", "last_turns"))
    return first, last


def build(spec: tuple[int, int], _kit: Kit) -> tuple[Test, int | None]:
    """Holds of the turn as a whole."""
    first, last = spec
    if first:
        return lambda view: WHOLE if view.nth < first else NOWHERE, None
    return lambda view: WHOLE if view.nth_from_end < last else NOWHERE, None
