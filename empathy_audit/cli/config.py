"""`empathy-audit config`: what the house style says, and where."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from empathy_audit.cli.commands import Command
from empathy_audit.cli.score import Config, NoConfig, Packs

if TYPE_CHECKING:
    from empathy_audit.config import Checked
    from empathy_audit.config.showing import Line

app = typer.Typer(help="Look at the house style.", no_args_is_help=True, rich_markup_mode=None)


class Format(StrEnum):
    """How the values are printed."""

    text = "text"
    json = "json"


@app.callback()
def _main() -> None:  # with a callback, one command stays a command
    pass


@app.command("show", cls=Command, help="Print every value in force, and where it came from.")
def show(
    config: Config = None,
    no_config: NoConfig = False,
    pack: Packs = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="text or json.")] = Format.text,
) -> None:
    """Prints the values of the house style, the defaults among them."""
    from empathy_audit import config as house_style
    from empathy_audit.config.showing import lines

    checked = house_style.looked_up(config, pack or (), ignored=no_config)
    values = list(lines(checked))
    typer.echo(_json(checked, values) if format is Format.json else _text(checked, values))


def _json(checked: Checked, values: Sequence[Line]) -> str:
    found = checked.style.found
    head = {"file": str(found.path), "found": found.how} if found else {"file": None, "found": "none"}
    told = [
        {
            "key": line.key,
            "value": line.value,
            "was": line.was,
            "from": line.origin,
            "path": line.place.path if line.place else None,
            "line": line.place.line if line.place else None,
        }
        for line in values
    ]
    return json.dumps({"schema": "empathy-audit/config/v1", "config": head, "values": told}, indent=2)


def _text(checked: Checked, values: Sequence[Line]) -> str:
    from empathy_audit.reporters.safe import clean

    found = checked.style.found
    head = f"house style: {found.path} ({found.how})" if found else "house style: none, everything is as shipped"
    rows = [(_key(line.key), _value(line), line.origin) for line in values]
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    touched = {line.key[1] for line in values if line.key[0] == "rules"}
    widened = {line.key[1] for line in values if line.key[0] == "lists"}
    rules = f"{len(checked.packs.rules) - len(touched)} {'other ' if touched else ''}rules"
    lists = f"{len(checked.packs.lists) - len(widened)} {'other ' if widened else ''}lists"
    rest = f"{rules} and {lists} are as their packs have them"
    table = [f"{key:{first}}  {value:{second}}  {origin}" for key, value, origin in rows]
    return "\n".join(map(clean, [head, *table, rest]))


def _key(key: Sequence[str]) -> str:
    return ".".join(part if part.replace("_", "").isalnum() else f'"{part}"' for part in key)


def _value(line: Line) -> str:
    return _plain(line.value) if line.was is None else f"{_plain(line.value)} (was {_plain(line.was)})"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)
