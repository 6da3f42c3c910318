"""What the commands about rules share: their options, their words, their page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from empathy_audit.cli.terminal import Color, look

if TYPE_CHECKING:
    from empathy_audit.config import Checked
    from empathy_audit.model import Rule, Rulebook
    from empathy_audit.reporters.text.page import Page

Colors = Annotated[Color, typer.Option("--color", help="When to use colour.")]
Width = Annotated[int | None, typer.Option("--width", min=40, metavar="COLUMNS", help="Width of the text.")]

KINDS = {  # in the order in which rules are shown: one, several
    "moment": ("moment", "moments"),
    "behaviour": ("behaviour", "behaviours"),
    "antipattern": ("anti-pattern", "anti-patterns"),
    "require": ("require", "require"),
    "limit": ("limit", "limits"),
}
TIERS = {1: "hint", 2: "explicit", 3: "critical"}
GRAVE = {"critical": "bold red", "major": "red", "moderate": "yellow"}


class Format(StrEnum):
    """How it is printed."""

    text = "text"
    json = "json"


Formats = Annotated[Format, typer.Option("--format", "-f", help="text or json.")]


def in_force(
    config: str | None, no_config: bool, packs: Sequence[str], *, proving: bool = False
) -> tuple[Checked, Rulebook]:
    """The house style with the packs' own rules, and the rulebook that `score` would use."""
    from empathy_audit import config as house_style
    from empathy_audit.config.house import built

    checked = house_style.looked_up(config, packs, ignored=no_config, proving=proving)
    return checked, built(checked).rulebook


def page(color: Color, width: int | None) -> Page:
    """Paper for standard output. Text for people says what the terminal can say."""
    from empathy_audit.reporters.text.page import Page

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace", newline="\n")
    return Page(sys.stdout, look(color, width, explain=False, verbose=False))


def print_json(name: str, values: dict[str, Any]) -> None:
    """One JSON document with its schema's name first, UTF-8 everywhere."""
    import json

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    typer.echo(json.dumps({"schema": f"empathy-audit/{name}/v1", **values}, indent=2, ensure_ascii=False))


def weight(rule: Rule) -> str:
    """What a cue of the rule weighs, in two words."""
    if rule.kind == "moment":
        return TIERS[rule.tier]
    if rule.kind == "behaviour":
        return many(rule.points, "point") if rule.points else "counted"
    return rule.severity


def many(count: float, one: str, several: str = "") -> str:
    """`1 rule`, `2 rules`."""
    return f"{count:,g} {one}" if count == 1 else f"{count:,g} {several or one + 's'}"


def one_of(option: str, value: str | None, known: Sequence[str], otherwise: Callable[[], str] = lambda: "") -> None:
    """Refuses a value that is not known, with a did-you-mean."""
    from empathy_audit.matchers.values import suggestion

    if value is not None and value not in known:
        hint = suggestion(value, known) or otherwise()
        raise typer.BadParameter(f"unknown {option} '{value}'" + (f": {hint}" if hint else ""))


def place(rule: Rule) -> str:
    return f"{rule.place.path}:{rule.place.line}"
