"""`empathy-audit rules check`: everything that is wrong in rule files, at once, and what may not be meant."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from empathy_audit.cli.rules.common import in_force, many
from empathy_audit.cli.score import Config, NoConfig

HELP = "Check rule files: every mistake at once, and what to do."

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Rule files, folders of them, or names of packs.")]


def command(files: Files, config: Config = None, no_config: NoConfig = False) -> int:
    """Prints mistakes and warnings to standard error. Gives 0, or 2 where there is a mistake."""
    from empathy_audit import rulebook
    from empathy_audit.cli.complaints import drawn, warn
    from empathy_audit.errors import ConfigError, RuleError
    from empathy_audit.rulebook.doubts import doubts

    try:
        # Files of one's own are always checked in full.
        checked, _ = in_force(config, no_config, files, proving=any(map(rulebook.is_shipped, files)))
    except (RuleError, ConfigError) as error:
        print("\n".join(map(drawn, error.problems)), file=sys.stderr)
        typer.echo(f"{', '.join(files)}: {many(len(error.problems), 'mistake')}")
        return 2
    found = [*checked.packs.warnings, *doubts(checked.packs, files)]
    warn(found)
    rules = len(rulebook.named_rules(checked.packs, files))
    warned = f", {many(len(found), 'warning')}" if found else ""
    typer.echo(f"{', '.join(files)}: {many(rules, 'rule')}, no mistakes{warned}")
    return 0

