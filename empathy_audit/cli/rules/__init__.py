"""`empathy-audit rules`: look at rules, write them, prove them, and see what they would change."""

from __future__ import annotations

import typer

from empathy_audit.cli.commands import Command
from empathy_audit.cli.rules import backtest, check, listing, new, schema, show, test

app = typer.Typer(help="Look at rules, write them and prove them.", no_args_is_help=True, rich_markup_mode=None)
for _name, _module in {
    "list": listing, "show": show, "new": new, "check": check, "test": test, "backtest": backtest, "schema": schema,
}.items():  # fmt: skip
    app.command(_name, cls=Command, help=_module.HELP)(_module.command)
