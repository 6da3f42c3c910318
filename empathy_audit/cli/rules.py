"""`empathy-audit rules`: look at rules and prove them."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(help="Look at rules and prove them.", no_args_is_help=True, rich_markup_mode=None)


Packs = Annotated[list[str] | None, typer.Argument(metavar="[PACK]...", help="Packs beside the default one.")]


@app.command("test", help="Run the examples of every rule; a failing example is an error.")
def test(packs: Packs = None) -> int:
    """Prints each example that does not hold, then how many did."""
    from empathy_audit import rulebook
    from empathy_audit.cli.complaints import warn
    from empathy_audit.proving import failures

    rules = rulebook.load(packs or (), proving=True)
    warn(rules.warnings)
    failed = 0
    for failure in failures(rules):
        failed += 1
        typer.echo(str(failure))
    count = sum(
        len(talks)
        for rule in rules.rules
        for talks in (rule.examples.finds, rule.examples.ignores, rule.examples.todo_finds, rule.examples.todo_ignores)
    )
    typer.echo(f"{count - failed} of {count} examples of {len(rules.rules)} rules hold")
    return 1 if failed else 0
