"""`empathy-audit convert`: any transcript as plain interchange."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from empathy_audit.model import Transcript, Turn

HELP = "Write transcripts of any format as plain interchange."


class Target(StrEnum):
    """What can be written."""

    jsonl = "jsonl"


def command(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, patterns, or -.")],
    to: Annotated[Target, typer.Option("--to", help="The format to write.")] = Target.jsonl,
    input_format: Annotated[str | None, typer.Option("--input-format", metavar="NAME", help="Read every file as this.")] = None,
) -> int:
    """Prints one conversation a line. Gives 0, or 2 when anything could not be read."""
    from empathy_audit.cli.inputs import transcripts

    assert to is Target.jsonl
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    problems: list[Any] = []
    for transcript in transcripts(paths, (), (), input_format, problems, need_roles=False):
        print(json.dumps(_plain(transcript), ensure_ascii=False))
    return 2 if problems else 0


def _plain(transcript: Transcript) -> dict[str, Any]:
    turns = [_turn(turn) for turn in transcript.turns]
    situation = {"situation": list(transcript.situation)} if transcript.situation else {}
    found: dict[str, Any] = {"id": transcript.id, **situation, "turns": turns}
    for asked in transcript.suppressions:
        if not asked.fault:
            place = found if asked.turn is None else turns[asked.turn]
            place.setdefault("ignore", []).append(f"{asked.rule} {asked.reason}")
    return found


def _turn(turn: Turn) -> dict[str, Any]:
    """What is known of a turn; what is not is left out."""
    found: dict[str, Any] = {"role": turn.role} if turn.role != "unknown" else {}
    if turn.speaker:
        found["speaker"] = turn.speaker
    found["text"] = turn.text
    found |= {name: value for name, value in (("start", turn.start), ("end", turn.end)) if value is not None}
    return found
