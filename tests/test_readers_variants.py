"""Variants of the formats, by the documentation of those who write them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from readers_variants import VARIANTS

from empathy_audit.model import Transcript, Turn
from empathy_audit.readers import read

MARKS = {"agent": "*", "bot": "*", "customer": "", "system": "-", "unknown": "?"}


def shown(turn: Turn) -> str:
    start = "" if turn.start is None else f"@{turn.start:g}"
    return f"{MARKS[turn.role]}{turn.speaker}{start}|{turn.text}"


@pytest.mark.parametrize(("format", "content", "turns"), VARIANTS.values(), ids=VARIANTS)
def test_variant(format: str, content: Any, turns: list[str], tmp_path: Path) -> None:
    path = tmp_path / "call.x"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8", newline="")
    found = list(read(str(path), need_roles=False))
    assert all(isinstance(each, Transcript) for each in found), [str(each) for each in found]
    assert {each.format for each in found if isinstance(each, Transcript)} == {format}
    assert [shown(turn) for each in found if isinstance(each, Transcript) for turn in each.turns] == turns


def test_every_turn_of_a_domain_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "domain.yml"
    path.write_text('responses:\n  utter_a:\n  - text: "Hello."\n  utter_b:\n  - text: |-\n      I am sorry.\n      Truly.\n', encoding="utf-8")
    (found,) = read(str(path))
    assert isinstance(found, Transcript)
    assert [turn.line for turn in found.turns] == [3, 6]
