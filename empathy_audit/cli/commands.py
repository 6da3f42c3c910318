"""All commands, each loaded when it is asked for: a start must not wait for the options of the others.

A command is a module of this room with `HELP` and `command`, or with an `app` where it has commands of its own. To add
one, add its name here.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

COMMANDS = (  # as in the help
    "score", "summary", "practice", "why", "compare", "init", "convert", "formats", "schema", "baseline", "rules", "config",
)  # fmt: skip


class Command(TyperCommand):
    """One command, whose usage is written as people know it: `compare [OPTIONS] OLD [NEW]`; typer would put braces round it."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The words of the usage line."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]


class Commands(TyperGroup):
    """The group of all `COMMANDS`."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands: Any = dict.fromkeys(COMMANDS)  # by name, None until asked for

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, if there is one."""
        if cmd_name in self.commands and self.commands[cmd_name] is None:
            self.commands[cmd_name] = _loaded(cmd_name)
        return super().get_command(ctx, cmd_name)


def _loaded(name: str) -> Any:
    module = import_module(f"empathy_audit.cli.{name}")
    if hasattr(module, "app"):
        return get_group(module.app)
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    alone.command(name, cls=Command, help=module.HELP)(module.command)
    return get_command(alone)
