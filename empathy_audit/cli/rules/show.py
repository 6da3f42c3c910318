"""`empathy-audit rules show`: one rule, what it listens for, why, and what overrides it."""

from __future__ import annotations

import re
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
    page,
    place,
    print_json,
    weight,
)
from empathy_audit.cli.score import Config, NoConfig, Packs
from empathy_audit.cli.terminal import Color

if TYPE_CHECKING:
    from rich.text import Text

    from empathy_audit.config.showing import Line
    from empathy_audit.model import Rule, Rulebook
    from empathy_audit.reporters.text.page import Page
    from empathy_audit.rulebook.telling import Line as Told

HELP = "Show one rule: what it listens for, why, and its examples. Also where it is defined, and what overrides it."
MANY_PHRASES = 10  # of one list are shown; --verbose shows all
MANY_WORDS = 6  # of a word list are shown
_NAMED = re.compile(r"\{\s*([\w-]+)\s*\}")
EXAMPLES = {"finds": "Fires on", "ignores": "Stays quiet on", "todo_finds": "Should fire on",
            "todo_ignores": "Should stay quiet on"}  # fmt: skip

Id = Annotated[str, typer.Argument(metavar="ID", help="A rule's id, such as EMP101.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show all phrases, also of long lists.")]


def command(
    id: Id,
    format: Formats = Format.text,
    pack: Packs = None,
    config: Config = None,
    no_config: NoConfig = False,
    verbose: Verbose = False,
    color: Colors = Color.auto,
    width: Width = None,
) -> None:
    """Prints the rule as its pack has it, and what the house style makes of it."""
    from empathy_audit.config.showing import lines
    from empathy_audit.errors import Problem, UsageError

    checked, book = in_force(config, no_config, pack or (), proving=True)
    rules = {rule.id: rule for rule in checked.packs.rules}
    id = id if id in rules else id.upper() if id.upper() in rules else id
    if id not in rules:
        raise UsageError(Problem(id, "there is no such rule", _near(id, checked.packs)))
    settings = [(line, step) for line in lines(checked) if (step := _about(line, id)) is not None]
    now = next((rule for rule in book.rules if rule.id == id), None)
    earlier = [rule for rule in checked.packs.replaced if rule.id == id]
    if format is Format.json:
        print_json("rule", _told(rules[id], now, earlier, settings))
    else:
        _print(page(color, width), rules[id], earlier, settings, checked.packs, verbose=verbose)


def _near(wrong: str, book: Rulebook) -> str:
    """Rules that report what was named, whose ids begin like it, or that look like it."""
    from empathy_audit.matchers.values import suggestion

    ids = [rule.id for rule in book.rules]
    reporting = [rule.id for rule in book.rules if rule.target == wrong]
    slips = [id for id in ids if len(id) == len(wrong) and sum(a != b for a, b in zip(id, wrong.upper(), strict=True)) == 1]
    alike = slips or [id for id in ids if id.startswith(wrong.upper())]
    if reporting:
        return f"these rules report it: {', '.join(reporting[:12])}"
    if alike:
        return f"did you mean {', '.join(alike[:6])}{' ...' if len(alike) > 6 else ''}?"
    return suggestion(wrong.upper(), ids) or "'empathy-audit rules list' names them all"


def _about(line: Line, id: str) -> str | None:
    """The pattern of paths ("" for all) for which `line` of the house style speaks about the rule."""
    under, key = ("", line.key) if line.key[0] == "rules" else (line.key[1], line.key[2:]) if line.key[0] == "paths" else ("", ())
    return under if key[:2] == ("rules", id) else None


def _told(rule: Rule, now: Rule | None, earlier: Sequence[Rule], settings: Sequence[tuple[Line, str]]) -> dict[str, Any]:
    from empathy_audit.rulebook.telling import told

    own = now or rule
    return {
        "id": rule.id,
        "kind": rule.kind,
        "target": rule.target,
        "dimension": rule.dimension,
        "name": rule.name,
        "message": rule.message,
        "why": rule.why,
        "suggest": rule.suggest,
        "weight": weight(own),
        "off": now is None,
        "match": [{"depth": line.depth, "text": line.text, "quoted": list(line.quoted)} for line in told(rule)],
        "overlaps": list(rule.overlaps),
        "examples": {name: [_lines(talk) for talk in getattr(rule.examples, name)] for name in EXAMPLES},
        "pack": rule.pack,
        "path": rule.place.path,
        "line": rule.place.line,
        "replaces": [{"pack": one.pack, "path": one.place.path, "line": one.place.line} for one in earlier],
        "house_style": [
            {"paths": under or None, "setting": _setting(line), "value": line.value, "was": line.was, "from": line.origin}
            for line, under in settings
        ],
    }


def _lines(talk: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{role}: {said}" for role, said in talk]


def _setting(line: Line) -> str:
    return ".".join(line.key[line.key.index("rules") + 2 :])


# -- on paper ----------------------------------------------------------------------------------------------------------------


def _print(
    paper: Page, rule: Rule, earlier: Sequence[Rule], settings: Sequence[tuple[Line, str]], book: Rulebook, *, verbose: bool
) -> None:
    from empathy_audit.rulebook.telling import told

    paper.title(rule.id, KINDS[rule.kind][0])
    paper.gap()
    paper.paragraph(paper.text(rule.name, "bold"), 2)
    paper.gap()
    words = weight(rule)
    about = f" ({rule.dimension})" if rule.dimension else ""
    reports = paper.join((rule.target, "cyan"), f", {_name(rule, book)}{about}: ", (words, GRAVE.get(words, "")))
    paper.field("Reports", reports)
    paper.field("Says", paper.text(rule.message))
    paper.field("Why", paper.text(rule.why))
    paper.field("Better", paper.quote(rule.suggest, 600))
    if rule.overlaps:
        paper.field("Overlaps", paper.text(f"with {', '.join(rule.overlaps)}, and that is meant"))
    paper.field("Defined", paper.text(f"{place(rule)}, in the pack {rule.pack}"))
    for one in earlier:
        paper.field("Replaces", paper.text(f"the rule of the same id at {place(one)}, in the pack {one.pack}"))
    for setting, under in settings:
        paper.field("House style", _override(paper, setting, under), "yellow")
    paper.heading("Listens for", "upper and lower case, word endings and spelling do not matter")
    outline = told(rule)
    for line in outline:
        paper.paragraph(paper.text(line.text), 2 + 2 * line.depth)
        _quoted(paper, line.quoted, 4 + 2 * line.depth, verbose=verbose)
    _word_lists(paper, outline, book)
    for name, title in EXAMPLES.items():
        talks = getattr(rule.examples, name)
        if talks:
            paper.heading(title, many(len(talks), "known gap" if name.startswith("todo") else "example"))
            for talk in talks:
                _talk(paper, talk, rule)


def _name(rule: Rule, book: Rulebook) -> str:
    tables: Mapping[str, Mapping[str, Any]] = {"moment": book.taxonomy.types, "behaviour": book.taxonomy.behaviours}
    return str(tables.get(rule.kind, book.taxonomy.antipatterns)[rule.target].name)


def _override(paper: Page, line: Line, under: str) -> Any:
    setting = _setting(line)
    was = f" instead of {line.was}" if line.was is not None else ""
    where = f" for {under}" if under else ""
    return paper.join((f"{setting} {line.value}".strip(), "bold"), f"{was}{where}, {line.origin}")


def _quoted(paper: Page, quoted: Sequence[str], indent: int, *, verbose: bool) -> None:
    """One a line, for they may be long."""
    shown = quoted if verbose or len(quoted) <= MANY_PHRASES + 1 else quoted[:MANY_PHRASES]
    for words in shown:
        paper.paragraph(paper.text(paper.short(words, 1000), "green"), indent + 2, paper.join(" " * indent, _dot(paper)))
    if len(shown) < len(quoted):
        rest = f"and {len(quoted) - len(shown)} more; --verbose shows them all"
        paper.paragraph(paper.text(rest, "dim"), indent + 2)


def _dot(paper: Page) -> Text:
    return paper.text(paper.signs.dot.strip(), "dim")


def _word_lists(paper: Page, lines: Sequence[Told], book: Rulebook) -> None:
    """What the names in braces stand for, as far as they are lists; the others are built in."""
    named = dict.fromkeys(name for line in lines for words in line.quoted for name in _NAMED.findall(words))
    lists = [name for name in named if name in book.lists]
    if not lists:
        return
    paper.heading("Word lists", "'lists' in the house style adds words to them")
    for name in lists:
        entries = book.lists[name]
        rest = f", and {len(entries) - MANY_WORDS} more" if len(entries) > MANY_WORDS else ""
        paper.field(f"{{{name}}}", paper.text(paper.short(", ".join(entries[:MANY_WORDS]), 300) + rest))


def _talk(paper: Page, talk: Sequence[tuple[str, str]], rule: Rule) -> None:
    """One turn in quotes, or several with their speakers."""
    if len(talk) == 1 and talk[0][0] == ("customer" if rule.kind == "moment" else "agent"):
        paper.paragraph(paper.quote(talk[0][1], 600), 4, paper.join("  ", _dot(paper)))
        return
    for number, (role, said) in enumerate(talk):
        first = paper.join("  ", (paper.signs.dot.strip() if number == 0 else " ", "dim"), f" {role.capitalize()}")
        paper.paragraph(paper.quote(said, 600), 14, first)
