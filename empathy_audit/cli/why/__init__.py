"""`empathy-audit why`: one turn, every rule that matched there and on which words, and why a named rule did not."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from empathy_audit.cli.masking import Names, redaction
from empathy_audit.cli.score import Agents, Config, Customers, InputFormat, NoConfig, Packs, Redact, Width
from empathy_audit.cli.terminal import Color, look

if TYPE_CHECKING:
    from collections.abc import Callable

    from empathy_audit.model import Rulebook

HELP = "Say why a turn was judged so, rule by rule. On which words each matched, and why a named rule did not."


MANY = 6  # ids that are named where a wrong one was given


class Format(StrEnum):
    """How the answer is printed."""

    text = "text"
    json = "json"


Target = Annotated[str, typer.Argument(metavar="FILE[:LINE]", help="A transcript, and the line on which the turn begins.")]
Number = Annotated[
    int | None, typer.Option("--turn", min=0, metavar="N", help="The number of the turn, from 0; where a line is not enough.")
]
Rules = Annotated[
    list[str] | None, typer.Option("--rule", metavar="ID", help="Look at this rule, also where it did not match. Repeatable.")
]


def command(
    target: Target,
    rule: Rules = None,
    turn: Number = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="text or json.")] = Format.text,
    agent: Agents = None,
    customer: Customers = None,
    input_format: InputFormat = None,
    pack: Packs = None,
    config: Config = None,
    no_config: NoConfig = False,
    redact: Redact = None,
    color: Annotated[Color, typer.Option("--color", help="When to use colour.")] = Color.auto,
    width: Width = None,
) -> None:
    """Explains the turn. Gives 0, also where no rule matched; raises where the turn or a rule cannot be found."""
    from empathy_audit import config as house_style
    from empathy_audit.cli.why.choosing import choose
    from empathy_audit.errors import EmpathyAuditError
    from empathy_audit.explaining import explain

    if hasattr(sys.stdout, "reconfigure"):
        machine = {"encoding": "utf-8"} if format is Format.json else {}
        sys.stdout.reconfigure(**machine, errors="backslashreplace", newline="\n")
    house = house_style.load(config, pack or (), ignored=no_config)
    agents, customers = (agent or (), customer or ()) if agent or customer else (house.agents, house.customers)
    hide = redaction() if (house.redact if redact is None else redact) else None
    try:
        transcript, number = choose(target, turn, agents, customers, input_format)
    except EmpathyAuditError as error:
        raise hide.hidden(error) if hide else error from None
    book = house.at(transcript.path)
    transcript = Names().transcript(hide.redact(transcript)) if hide else transcript

    def packs() -> Rulebook:
        return house_style.looked_up(config, pack or (), ignored=no_config).packs

    told = explain(transcript, number, book, list(dict.fromkeys(_known(id, book, packs) for id in rule or ())))
    if format is Format.json:
        from empathy_audit.cli.why.plain import as_json

        print(as_json(told))
        return
    from empathy_audit.cli.why.paper import draw
    from empathy_audit.reporters.text.page import Page

    draw(Page(sys.stdout, look(color, width, explain=False, verbose=False)), told)


def _known(wanted: str, book: Rulebook, packs: Callable[[], Rulebook]) -> str:
    """The id of the rule in force that is meant."""
    from empathy_audit.errors import Problem, UsageError
    from empathy_audit.matchers.values import suggestion

    ids = [rule.id for rule in book.rules]
    for id in (wanted, wanted.upper()):
        if id in ids:
            return id
    for id in (wanted, wanted.upper()):
        if any(rule.id == id for rule in packs().rules):
            raise UsageError(Problem(id, "the house style has switched this rule off", "--no-config leaves it on"))
    reporting = [rule.id for rule in book.rules if rule.target == wanted]
    slips = [id for id in ids if len(id) == len(wanted) and sum(map(str.__ne__, id, wanted.upper())) == 1]
    hint = f"these rules report it: {', '.join(reporting[:MANY])}" if reporting else ""
    hint = hint or (f"did you mean {' or '.join(slips[:MANY])}?" if slips else suggestion(wanted.upper(), ids))
    raise UsageError(Problem(wanted, "there is no such rule", hint or "the ids stand in the report and in the rule files"))
