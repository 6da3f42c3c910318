"""`empathy-audit init`: a first house style, with every setting explained and none changed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

HELP = "Write a commented empathy-audit.yaml: your team's house style."

STARTER = """\
# The house style of empathy-audit: what your team does differently. Everything here is commented out, so nothing is changed yet;
# take the # away from what you need. It holds for the folder it lies in and all folders below.
# 'empathy-audit config show' prints every value in force and where it came from.

# Rule packs beside the default one: shipped packs by name, your own by their path from this file.
# packs: [our-rules.yaml]

# One word switches a rule off or makes it milder or graver (minor, moderate, major, critical); a map sets its numbers.
# rules:
#   {antipattern}: off
#   {other}: minor
#   {moment}: {{tier: 1, target: 2, window: {{turns: 3, seconds: 60}}}}

# The numbers of the score. What you leave out stays as it is.
# scoring:
#   weights: {{listening: 0.25, acknowledgement: 0.50, valuing: 0.25}}
#   bands: {{pass: 75}}

# Words of your own for the lists that the rules use.
# lists:
#   {list}: [your own word, another one]

# What fails a build (exit code 1), in any single conversation.
# gate:
#   min_score: 65
#   max_missed_critical: 0
#   no_antipattern: [{named}]

# Settings for transcripts whose path fits a pattern; the last pattern that fits decides.
# paths:
#   "chats/**":
#     rules: {{{antipattern}: off}}
#     gate: {{min_score: 75}}

# Who is who where speakers are labelled with names. * stands for any letters.
# speakers:
#   agent: ["Priya*", "* (Northwind)"]

# Mask e-mail addresses, phone, card and account numbers, names and the like in all that is printed or written.
# redact: true

# Who is in which team, for summaries.
# teams:
#   Billing: ["Priya*", Sam Okafor]

# A sentence that three or more conversations share counts as a stock phrase, unless this is off.
# reuse: off
"""


def command(force: Annotated[bool, typer.Option("--force", help="Overwrite the one that is there.")] = False) -> None:
    """Writes the file into the current folder; refuses to overwrite one, or to stand beside another house style."""
    from empathy_audit.config.finding import NAMES, in_folder
    from empathy_audit.errors import ConfigError, Problem

    path = Path(NAMES[0])
    for there in in_folder(Path()):
        if there.name != path.name:
            raise ConfigError(Problem(str(there), "this folder has a house style already", "change that one"))
    if path.exists() and not force:
        raise ConfigError(Problem(str(path), "this file is there already", "--force overwrites it"))
    path.write_text(starter(), encoding="utf-8", newline="\n")
    typer.echo(f"wrote {path}; 'empathy-audit config show' shows what is in force")


def starter() -> str:
    """The text of the file, with ids and names that the shipped rules really have."""
    from empathy_audit import rulebook

    book = rulebook.load()
    first, second = [rule.id for rule in book.rules if rule.kind == "antipattern"][:2]
    moment = next(rule.id for rule in book.rules if rule.kind == "moment")
    named = next(iter(book.taxonomy.antipatterns))
    name = "product" if "product" in book.lists else next(iter(book.lists))
    return STARTER.format(antipattern=first, other=second, moment=moment, list=name, named=named)
