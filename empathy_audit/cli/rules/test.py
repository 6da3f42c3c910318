"""`empathy-audit rules test`: every rule against its own examples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from empathy_audit.cli.rules.common import Colors, Format, Formats, Width, in_force, many, page, place, print_json
from empathy_audit.cli.score import Config, NoConfig
from empathy_audit.cli.terminal import Color

if TYPE_CHECKING:
    from empathy_audit.model import Cue, Rule
    from empathy_audit.proving import Failure, Overlap, Proof, Talk
    from empathy_audit.reporters.text.page import Page

HELP = "Run the examples of every rule; a failing example is an error."

Packs = Annotated[
    list[str] | None, typer.Argument(metavar="[PACK]...", help="Packs to test, names or paths; all in force where none is named.")
]
Verbose = Annotated[
    bool, typer.Option("--verbose", "-v", help="Also list the examples that two rules for the same thing claim.")
]


def command(
    packs: Packs = None,
    format: Formats = Format.text,
    config: Config = None,
    no_config: NoConfig = False,
    verbose: Verbose = False,
    color: Colors = Color.auto,
    width: Width = None,
) -> int:
    """Gives 0 where every example holds, else 1. Rules that the house style switched off are not there.

    Its tiers, severities and bounds are not applied: an example speaks of the rule as its pack has it.
    """
    from empathy_audit import rulebook
    from empathy_audit.cli.complaints import warn
    from empathy_audit.proving import prove

    named = packs or ()
    proven = named or (rulebook.DEFAULT,)  # those of the house style are in any case
    proving = any(map(rulebook.is_shipped, proven))  # examples of other packs are read in any case
    checked, book = in_force(config, no_config, proven, proving=proving)
    warn(book.warnings)
    on = {rule.id for rule in book.rules}
    own = tuple(rule for rule in checked.packs.rules if rule.id in on)
    book = book._replace(rules=own)
    proof = prove(book, rulebook.named_rules(book, named) if named else None)
    if format is Format.json:
        print_json("proof", _told(proof))
    else:
        off = sum(rule.id not in on and (not named or rule.pack in proof.rules) for rule in checked.packs.rules)
        _print(page(color, width), proof, off, verbose=verbose)
    return 0 if proof.passed else 1


def _told(proof: Proof) -> dict[str, Any]:
    return {
        "passed": proof.passed,
        "packs": [
            {"name": pack, "rules": proof.rules[pack], "examples": proof.examples[pack], "held": proof.held[pack]}
            for pack in proof.examples
        ],
        "failures": [{**_where(one.rule), "problem": _problem(one), "example": _lines(one.talk)} for one in proof.failures],
        "never_fire": [_where(rule) for rule in proof.silent],
        "overlaps": [
            {
                **_where(each.rule),
                "other": each.other.id,
                "examples": [_lines(talk) for talk in each.claimed],
                "of": len(each.rule.examples.finds),
                "explained": each.explained,
                "needs_a_word": each.needs_a_word,
            }
            for each in proof.overlaps
        ],
    }


def _where(rule: Rule) -> dict[str, Any]:
    return {"rule": rule.id, "path": rule.place.path, "line": rule.place.line}


def _lines(talk: Talk) -> list[str]:
    return [f"{role}: {said}" for role, said in talk]


def _problem(failure: Failure) -> str:
    if failure.todo:
        return "a known gap has closed"
    return "must not fire" if failure.fired else "must fire"


# -- on paper ----------------------------------------------------------------------------------------------------------------


def _print(paper: Page, proof: Proof, off: int, *, verbose: bool) -> None:
    count, held = sum(proof.examples.values()), sum(proof.held.values())
    paper.title("rules test", many(count, "example"))
    if proof.failures:
        _failures(paper, proof.failures)
    if proof.silent:
        paper.heading("Never fire", "no example makes these rules fire", style="bold red")
        for rule in proof.silent:
            paper.ends(paper.join("  "), paper.join((rule.id, "bold"), f"  {rule.name}"), place(rule))
    _overlaps(paper, [each for each in proof.overlaps if each.needs_a_word])
    if verbose:
        _claimed(paper, proof.overlaps)
    if len(proof.examples) > 1:
        _table(paper, proof)
    paper.gap()
    rules = many(sum(proof.rules.values()), "rule")
    left_out = f"; {many(off, 'rule')} switched off by the house style" if off else ""
    sign, style = (paper.signs.met, "green") if proof.passed else (paper.signs.missed, "bold red")
    verdict = paper.text(f"{held:,} of {count:,} examples of {rules} hold{left_out}", "bold")
    paper.paragraph(verdict, 4, paper.join("  ", (sign, style)))


def _failures(paper: Page, failures: Sequence[Failure]) -> None:
    paper.heading("Failing", many(len(failures), "example"), style="bold red")
    for number, failure in enumerate(failures):
        if number:
            paper.gap()
        what = paper.join((failure.rule.id, "bold"), " ", (_problem(failure), "red"))
        paper.ends(paper.join("  ", (paper.signs.missed, "bold red"), " "), what, place(failure.rule))
        for role, said in failure.talk:
            paper.field(role.capitalize(), paper.quote(said, 600))
        label, words = _cause(failure)
        paper.field(label, paper.text(words))


def _cause(failure: Failure) -> tuple[str, str]:
    """What was heard, so that its author sees where to begin."""
    if failure.todo:
        return "What to do", "move it from the todo list to the ordinary examples"
    if failure.fired:
        return "Heard", _quotes(failure.heard)
    if failure.heard:
        return "Heard", f"nothing that {failure.rule.id} listens for; other rules heard {_quotes(failure.heard, name=True)}"
    return "Heard", f"nothing that {failure.rule.id} listens for"


def _quotes(cues: Sequence[Cue], *, name: bool = False) -> str:
    return ", ".join(dict.fromkeys(f"“{cue.quote}”" + (f" ({cue.rule}, {cue.behaviour})" if name else "") for cue in cues))


def _overlaps(paper: Page, overlaps: Sequence[Overlap]) -> None:
    if not overlaps:
        return
    paper.heading("Overlap", "another rule claims most of what these must find", style="bold yellow")
    for each in overlaps:
        share = f"{len(each.claimed)} of {many(len(each.rule.examples.finds), 'example')}"
        body = paper.join((each.rule.id, "bold"), f" adds little to {each.other.id}, which claims {share}")
        paper.ends(paper.join("  ", (paper.signs.short, "yellow"), " "), body, place(each.rule))
    paper.gap()
    advice = "Give it examples that only it finds, or let one of the two say 'overlaps: [ID]' where both are meant."
    paper.paragraph(paper.text(advice, "dim"), 4)


def _claimed(paper: Page, overlaps: Sequence[Overlap]) -> None:
    paper.heading("Claimed by two", "it counts once: one turn, one type, behaviour or anti-pattern")
    for each in overlaps:
        paper.line("  ", (each.rule.id, "bold"), " and ", (each.other.id, "bold"), (f"  {each.rule.target}", "cyan"))
        for talk in each.claimed:
            paper.paragraph(paper.quote(" / ".join(said for _, said in talk), 280), 4)
    if not overlaps:
        paper.line("  No example.")


def _table(paper: Page, proof: Proof) -> None:
    paper.heading("Packs", alone=False)
    names = max(map(len, proof.examples))
    rules = max(len(f"{count:,}") for count in proof.rules.values())
    digits = max(len(f"{count:,}") for count in proof.examples.values())
    for pack, count in proof.examples.items():
        held = proof.held[pack]
        style = "" if held == count else "red"
        noun = "rule " if proof.rules[pack] == 1 else "rules"
        margin = paper.text(f"  {pack:{names}}  {proof.rules[pack]:>{rules},} {noun}  ")
        told = paper.text(f"{held:>{digits},} of {count:>{digits},} examples hold", style)
        paper.paragraph(told, margin.cell_len, margin)
