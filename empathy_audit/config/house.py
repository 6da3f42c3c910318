"""A style and the rules of its packs become a `House`: the rulebook in force, and those for paths with settings of their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from empathy_audit import rulebook
from empathy_audit.config import gates, numbers, overrides
from empathy_audit.config.gates import Gates
from empathy_audit.config.inforce import House
from empathy_audit.config.numbers import Numbers
from empathy_audit.config.overrides import Overrides
from empathy_audit.config.reading import PATH_KEYS, Given, Named, Style
from empathy_audit.errors import ConfigError, Problem, RuleError
from empathy_audit.model import Rulebook


@dataclass(frozen=True, slots=True)
class Settings:
    """What may differ from path to path."""

    rules: Overrides
    scoring: Numbers
    gate: Gates = field(default_factory=dict)

    def over(self, below: Settings) -> Settings:
        """These settings with the last word, on top of others."""
        merged = overrides.merged(below.rules, self.rules)
        return Settings(merged, {**below.scoring, **self.scoring}, {**below.gate, **self.gate})


@dataclass(frozen=True, slots=True)
class Checked:
    """A style whose every value was checked against the rules of its packs: `packs` as they stand without it."""

    style: Style
    packs: Rulebook
    everywhere: Settings
    by_path: tuple[tuple[Named, Settings], ...]  # each without what holds everywhere


def check(style: Style, packs: Sequence[str] = (), *, proving: bool = False) -> Checked:
    """The style's values, checked. `packs` are named beside its own. Raises ConfigError or RuleError with every mistake."""
    names = tuple(dict.fromkeys((*(name for name, _ in style.packs), *packs)))
    lists = [(given.sheet, given.node) for given in style.lists]
    broken: Sequence[Problem] = ()
    book: Rulebook | None = None
    try:
        book = rulebook.load(names, proving=proving, house=lists)
    except RuleError as error:
        broken = error.problems
    everywhere = replace(_settings(style.rules, style.scoring, book), gate=gates.read(style.gate, book))
    by_path = []
    for named, fields in style.paths:
        sheet = named[1].sheet
        parts = {key: [Given(sheet, fields[key])] if key in fields else [] for key in PATH_KEYS}
        settings = _settings(parts["rules"], parts["scoring"], book)
        by_path.append((named, replace(settings, gate=gates.read(parts["gate"], book, of_path=True))))
    if book is not None:
        numbers.check(numbers.applied(book.scoring, everywhere.scoring), everywhere.scoring)
        for _, settings in by_path:
            numbers.check(numbers.applied(book.scoring, settings.over(everywhere).scoring), settings.scoring)
    own = [*style.problems, *(problem for sheet in style.sheets.values() for problem in sorted(sheet.problems, key=_line))]
    if own:
        raise ConfigError([*own, *broken])
    if book is None:
        raise RuleError(broken)
    return Checked(style, book, everywhere, tuple(by_path))


def _line(problem: Problem) -> tuple[int, int]:
    return problem.line or 0, problem.column or 0


def _settings(rules: Iterable[Given], scoring: Iterable[Given], book: Rulebook | None) -> Settings:
    found = Settings({}, {})
    for given in rules:
        if book is not None:
            found = Settings(overrides.read(given, book), {}).over(found)
    for given in scoring:
        found = Settings({}, numbers.read(given)).over(found)
    return found


def built(checked: Checked, root: str = "") -> House:
    """The house. Paths with the same settings share one rulebook, and rules that nobody touched are shared by all."""
    judging = [(pattern, own) for (pattern, _), own in checked.by_path if own.rules or own.scoring]  # not a gate alone
    by_path = [(pattern, _canonical(own)) for pattern, own in judging]
    whole = repr([_canonical(checked.everywhere), by_path, _added(checked)])
    plain = not (checked.everywhere.rules or checked.everywhere.scoring or judging or checked.style.lists)
    digest = checked.packs.digest if plain else _digest(checked.packs.digest, whole)
    books: dict[str, Rulebook] = {}
    special = []
    for pattern, own in judging:
        settings = own.over(checked.everywhere)
        key = _canonical(settings)
        if key not in books:
            books[key] = _applied(checked.packs, settings, digest)
        special.append((pattern, books[key]))
    speakers = {side: tuple(label for label, _ in named) for side, named in checked.style.speakers.items()}
    everywhere = books.get(_canonical(checked.everywhere)) or _applied(checked.packs, checked.everywhere, digest)
    teams = tuple((team, tuple(label for label, _ in named)) for team, named in checked.style.teams.items())
    gate = checked.everywhere.gate
    by_gate = [(pattern, {**gate, **own.gate}) for (pattern, _), own in checked.by_path if own.gate]
    return House(
        everywhere,
        tuple(special),
        root,
        speakers["agent"],
        speakers["customer"],
        gates.conditions(gate),
        tuple((pattern, gates.conditions(own)) for pattern, own in by_gate),
        gate[gates.BASELINE].value if gates.BASELINE in gate else "",
        teams,
        checked.style.reuse is None or checked.style.reuse[0] == "on",
        checked.style.cache[0] if checked.style.cache else "",
        bool(checked.style.redact and checked.style.redact[-1][0]),
    )


def _applied(book: Rulebook, settings: Settings, digest: str) -> Rulebook:
    rules = (overrides.applied(rule, settings.rules.get(rule.id, {})) for rule in book.rules)
    return book._replace(
        rules=tuple(rule for rule in rules if rule is not None),
        scoring=numbers.applied(book.scoring, settings.scoring) if settings.scoring else book.scoring,
        digest=digest,
    )


def _canonical(settings: Settings) -> str:
    """The settings as a text that is the same wherever and in whatever order they were written."""
    rules = sorted((id, sorted((key, value.value) for key, value in each.items())) for id, each in settings.rules.items())
    return repr((rules, sorted((key, number.value) for key, number in settings.scoring.items())))


def _added(checked: Checked) -> list[tuple[str, tuple[str, ...]]]:
    """The lists that the house adds to, as they are now."""
    names = {str(key.value) for given in checked.style.lists for key, _ in given.node.value}
    return [(name, checked.packs.lists[name]) for name in sorted(names)]


def _digest(base: str, settings: str) -> str:
    return hashlib.sha256(f"{base}\n{settings}".encode()).hexdigest()[: len(base)]
