"""`empathy-audit rules new`: a first rule file, with every line explained, that passes its own tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

HELP = "Write a first rule file, with every line explained."

NAME = "our-rules.yaml"
SCHEMA = "rule-pack.schema.json"

STARTER = """\
# yaml-language-server: $schema={schema}
#
# Rules of our own, beside those that come with empathy-audit. A line that begins with # is a note and does nothing.
# Spaces at the beginning of a line matter: keep them as they are. Check the file:   empathy-audit rules check {file}
#                                                         Prove it by its examples:   empathy-audit rules test {file}
#                                                         Use it:   empathy-audit score calls/ --pack {file}

rules:
  # This rule looks at what the customer says. Change the words, or copy the whole rule below it and change the copy.
  - id: {id}1                     # a short name of your own; each rule has another one
    kind: moment                  # moment: what the customer says; behaviour: the agent does well; antipattern: it hurts
    type: effort                  # what it is about; 'empathy-audit rules list --kind moment' shows all types
    tier: 2                       # 1 a hint, 2 said outright, 3 critical
    name: Keeps being sent the same form
    message: The customer has had to fill in the same form again.
    why: Work that has to be done twice feels like nobody looked at it the first time.
    suggest: "You've filled that in twice now. I have the first one here, and I'll work from that."
    match:
      phrases:                    # what people say, one way of saying it a line; one of them is enough
        - fill in the same form   # finds "filled in the same form" and "filling in" as well
        - same [long] form (again|twice)    # [long] may be left out; (again|twice) is one or the other
        - form ... third time     # ... is up to three words of any kind
    examples:
      finds:                      # each of these must make the rule fire: write down what you have really heard
        - I've had to fill in the same form again.
        - That's the same form twice now.
        - This is your form for the third time.
      ignores:                    # none of these may make it fire: what sounds like it, and is something else
        - Where do I find the form?
        - I filled in the form on Monday.
        - Is it the same form as last year?
"""

File = Annotated[str, typer.Argument(metavar="[FILE]", help="Where to write it.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite the one that is there.")]


def command(file: File = NAME, force: Force = False) -> None:
    """Writes the file and, beside it, the schema that its first line names; refuses to overwrite a file."""
    from empathy_audit.errors import Problem, RuleError

    path = Path(file)
    if not path.name:
        raise RuleError(Problem(f"'{file}'", "this is no name of a file", f"write {path / NAME}"))
    if path.suffix not in (".yaml", ".yml"):
        raise RuleError(Problem(file, "a rule file ends in .yaml", f"write {path.with_suffix('.yaml')}"))
    if path.is_dir():
        raise RuleError(Problem(file, "this is a folder", f"write {path / NAME}"))
    if path.exists() and not force:
        raise RuleError(Problem(file, "this file is there already", "--force overwrites it"))
    if not path.parent.is_dir():
        raise RuleError(Problem(file, f"there is no folder {path.parent}", "make it first"))
    path.write_text(starter(path), encoding="utf-8", newline="\n")
    typer.echo(f"wrote {path}; open it in a text editor, then: empathy-audit rules check {path}")
    _write_schema(path.parent / SCHEMA)


def starter(path: Path) -> str:
    """The text of the file; its rule's id is taken from the name of the file, so that two files can be used together."""
    letters = "".join(char for char in path.stem.upper() if char.isascii() and char.isalpha())
    return STARTER.format(schema=SCHEMA, file=path.name, id=(letters or "OURS")[:4])


def _write_schema(path: Path) -> None:
    """Lays the schema beside the pack; one of ours that is there is renewed, another's is left alone."""
    from empathy_audit.cli.rules.schema import text
    from empathy_audit.rulebook.schema import ID

    if path.exists():
        try:
            ours = json.loads(path.read_text(encoding="utf-8")).get("$id") == ID
        except (ValueError, AttributeError):
            ours = False
        if not ours:
            typer.echo(f"left {path} as it is: it is no schema of empathy-audit")
            return
    path.write_text(text(), encoding="utf-8", newline="\n")
    typer.echo(f"wrote {path}; with it, editors that know YAML complete and check the file as you type")
