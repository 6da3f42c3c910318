"""`empathy-audit rules list`: the rules in force at a glance, and the packs there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from empathy_audit.cli.rules.common import (
    GRAVE,
    KINDS,
    Colors,
    Format,
    Formats,
    Width,
    in_force,
    many,
    one_of,
    page,
    print_json,
    weight,
)
from empathy_audit.cli.score import Config, NoConfig
from empathy_audit.cli.terminal import Color

if TYPE_CHECKING:
    from rich.text import Text

    from empathy_audit.model import Rule
    from empathy_audit.reporters.text.page import Page

HELP = "List the rules in force, and the packs there are."
WIDE, NARROW = 90, 60  # columns: from here on there is room for the pack; below, a rule takes two lines
OFF = "off"
HEAD = ("Id", "Reports", "Weighs", "Name")

Kind = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Only moment, behaviour, antipattern, require, limit.")]
Dimension = Annotated[
    str | None,
    typer.Option("--dimension", metavar="NAME", help="Only behaviours of listening, acknowledgement, valuing, safety.")
]
Type = Annotated[str | None, typer.Option("--type", metavar="ID", help="Only what reports this type, behaviour or anti-pattern.")]
Pack = Annotated[
    list[str] | None, typer.Option("--pack", metavar="PACK", help="Only rules of this pack: a name or a path. Repeatable.")
]


def command(
    kind: Kind = None,
    dimension: Dimension = None,
    type: Type = None,
    pack: Pack = None,
    format: Formats = Format.text,
    config: Config = None,
    no_config: NoConfig = False,
    color: Colors = Color.auto,
    width: Width = None,
) -> None:
    """Prints the rules that fit, in the order of their kinds and ids."""
    from typing import get_args

    from empathy_audit import model, rulebook

    checked, book = in_force(config, no_config, pack or ())
    one_of("--kind", kind, tuple(KINDS))
    one_of("--dimension", dimension, get_args(model.Dimension))
    tables = book.taxonomy
    one_of("--type", type, (*tables.types, *tables.behaviours, *tables.antipatterns), lambda: "'rules list' shows them all")
    labels = {rulebook.label(name) for name in pack or ()}
    now = {rule.id: rule for rule in book.rules}
    every = sorted(checked.packs.rules, key=lambda rule: (list(KINDS).index(rule.kind), rule.id))
    fit = [
        rule
        for rule in every
        if (kind is None or rule.kind == kind)
        and (dimension is None or rule.dimension == dimension)
        and (type is None or rule.target == type)
        and (not labels or rule.pack in labels)
    ]
    packs = _packs(book.packs, every)
    if format is Format.json:
        print_json("rules", {"rules": [_told(rule, now.get(rule.id)) for rule in fit], "of": len(every), "packs": packs})
    else:
        _print(page(color, width), fit, now, len(every), packs)


def _told(rule: Rule, now: Rule | None) -> dict[str, Any]:
    """A rule as the house style has it, or as its pack has it where it is off."""
    own = now or rule
    return {
        "id": rule.id,
        "kind": rule.kind,
        "target": rule.target,
        "dimension": rule.dimension,
        "name": rule.name,
        "tier": own.tier if rule.kind == "moment" else None,
        "points": own.points if rule.kind == "behaviour" else None,
        "severity": own.severity if rule.kind in ("antipattern", "require", "limit") else None,
        "off": now is None,
        "changed": now is not None and now != rule,
        "pack": rule.pack,
        "path": rule.place.path,
        "line": rule.place.line,
    }


def _packs(named: Sequence[str], every: Sequence[Rule]) -> list[dict[str, Any]]:
    """Those in force first, then those that could be."""
    from empathy_audit import rulebook

    counts = Counter(rule.pack for rule in every)
    offers = rulebook.offers()
    shipped = rulebook.shipped()

    def source(name: str) -> str:
        return "shipped" if name in shipped else f"from {offers[name].package}" if name in offers else name

    found = [
        {"name": rulebook.label(name), "in_force": True, "rules": counts[rulebook.label(name)], "source": source(name)}
        for name in named
    ]
    rest = [name for name in rulebook.names() if name not in named]
    return found + [{"name": name, "in_force": False, "rules": None, "source": source(name)} for name in rest]


# -- on paper ----------------------------------------------------------------------------------------------------------------


def _print(paper: Page, fit: Sequence[Rule], now: Mapping[str, Rule], total: int, packs: Sequence[Mapping[str, Any]]) -> None:
    paper.title("rules", many(len(fit), "rule") if len(fit) == total else f"{len(fit):,} of {many(total, 'rule')}")
    rows = {rule.id: _row(paper, rule, now.get(rule.id)) for rule in fit}
    several = len({rule.pack for rule in fit}) > 1 and paper.width >= WIDE
    head = tuple(paper.text(word, "dim") for word in HEAD)
    widths = [max(row[n].cell_len for row in (head, *rows.values())) for n in range(3)]
    if fit and paper.width >= NARROW:
        paper.gap()
        _line(paper, head, widths, "")
    for kind, (_, title) in KINDS.items():
        mine = [rule for rule in fit if rule.kind == kind]
        if mine:
            paper.heading(title.capitalize(), many(len(mine), "rule"))
        for rule in mine:
            _line(paper, rows[rule.id], widths, rule.pack if several else "")
    if not fit:
        paper.gap()
        paper.line("  No rule fits all of that.")
    _print_packs(paper, packs)
    if any(rule.id not in now or now[rule.id] != rule for rule in fit):
        paper.gap()
        told = "changed by the house style; 'empathy-audit config show' says where"
        paper.paragraph(paper.text(told, "dim"), 4, paper.join("  ", ("*", "yellow")))


def _row(paper: Page, rule: Rule, now: Rule | None) -> Sequence[Text]:
    """Id, what it reports, what that weighs, and its name."""
    words = OFF if now is None else weight(now)
    touched = paper.text("*" if now != rule else "", "yellow")
    said = paper.text(words, "dim" if now is None else GRAVE.get(words, ""))
    name = paper.text(rule.name, "dim" if now is None else "")
    return paper.text(rule.id, "bold"), paper.text(rule.target, "cyan"), paper.join(said, touched), name


def _line(paper: Page, row: Sequence[Text], widths: Sequence[int], pack: str) -> None:
    id, target, weight, name = row
    if paper.width < NARROW:
        paper.paragraph(name, widths[0] + 4, paper.join("  ", id))
        paper.paragraph(paper.join(target, ", ", weight), widths[0] + 4)
        return
    margin = paper.join("  ")
    for cell, room in zip(row[:3], widths, strict=True):
        margin = paper.join(margin, cell, " " * (room - cell.cell_len + 2))
    if pack and paper.width - margin.cell_len - name.cell_len - len(pack) >= 2:
        paper.ends(margin, name, pack)
    else:
        paper.paragraph(paper.join(name, (f"  {pack}", "dim")) if pack else name, margin.cell_len, margin)


def _print_packs(paper: Page, packs: Sequence[Mapping[str, Any]]) -> None:
    paper.heading("Packs", "--pack, or 'packs' in the house style, adds one")
    names = max(len(each["name"]) for each in packs)
    digits = max(len(f"{each['rules']:,}") for each in packs if each["in_force"])
    for each in packs:
        noun = "rule " if each["rules"] == 1 else "rules"
        told = f"{each['rules']:>{digits},} {noun}" if each["in_force"] else " " * (digits + 6)
        margin = paper.join("  ", (f"{each['name']:{names}}", "bold" if each["in_force"] else ""), f"  {told}  ")
        aside = "" if each["in_force"] else ", not in force"
        paper.paragraph(paper.text(each["source"] + aside, "dim"), margin.cell_len, margin)


