"""`empathy-audit rules`: look at rules, write them, prove them, and see what they would change."""

from __future__ import annotations

import typer

from empathy_audit.cli.rules import backtest, check, listing, new, schema, show, test

app = typer.Typer(help="Look at rules, write them and prove them.", no_args_is_help=True, rich_markup_mode=None)
app.command("list", help=listing.HELP)(listing.command)
app.command("show", help=show.HELP)(show.command)
app.command("new", help=new.HELP)(new.command)
app.command("check", help=check.HELP)(check.command)
app.command("test", help=test.HELP)(test.command)
app.command("backtest", help=backtest.HELP)(backtest.command)
app.command("schema", help=schema.HELP)(schema.command)
