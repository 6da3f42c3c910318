"""Reads the matcher grammar of a rule: maps of tests, with any, all, none, unless, after and score between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml

from empathy_audit.matchers import MATCHERS, phrases
from empathy_audit.matchers.values import BadValue, texts
from empathy_audit.model import Clause
from empathy_audit.rulebook.sheet import Sheet, at, plain

SPEAKERS = ("agent", "customer", "any")
SCOPES = ("sentence", "turn")
NEGATION = ("skip", "allow", "only")
_OWN_KEYS = ("phrases", "negation", "all", "any", "none", "unless", "after", "within", "score", "speaker", "in")
KEYS = (*_OWN_KEYS, *MATCHERS)
_LOOKS = frozenset(("phrases", "all", "any", "after", "score", *MATCHERS))  # keys of which a map needs one
_MAX_DEPTH = 12  # maps inside maps; deeper is no rule that a person wrote

Lists = Mapping[str, Sequence[str]]


def read_clause(sheet: Sheet, node: yaml.Node, lists: Lists, depth: int = 0) -> Clause:
    """The map at `node`. What is wrong goes to the sheet's problems, and the clause is then not to be used."""
    if depth > _MAX_DEPTH:
        sheet.error(node, f"maps are nested more than {_MAX_DEPTH} deep", "use fewer")
        return Clause()
    fields = sheet.fields(node, KEYS, "a matcher")

    def below(*names: str) -> tuple[Clause, ...]:
        return tuple(
            read_clause(sheet, part, lists, depth + 1) for name in names if name in fields for part in _maps(sheet, fields[name])
        )

    after = below("after")
    within = read_within(sheet, fields["within"]) if "within" in fields else 2
    if "within" in fields and "after" not in fields:
        sheet.error(fields["within"], "'within' says how far back 'after' may look, and there is no 'after'")
    signals, at_least = _score(sheet, fields["score"], lists, depth) if "score" in fields else ((), 0.0)
    clause = Clause(
        tests=_tests(sheet, fields, lists),
        all=below("all"),
        any=below("any"),
        none=below("none", "unless"),
        signals=signals,
        at_least=at_least,
        after=after[0] if after else None,
        within=within,
        speaker=sheet.choice(fields["speaker"], SPEAKERS, "speaker") if "speaker" in fields else "",
        scope=sheet.choice(fields["in"], SCOPES, "in") if "in" in fields else "",  # type: ignore[arg-type]
    )
    if fields and not _LOOKS.intersection(fields):
        sheet.error(node, "this map says nothing to look for", "add 'phrases'")
    return clause


def _maps(sheet: Sheet, node: yaml.Node) -> Sequence[yaml.Node]:
    return [node] if isinstance(node, yaml.MappingNode) else sheet.items(node, "this")


def read_within(sheet: Sheet, node: yaml.Node) -> int:
    fields = sheet.fields(node, ("turns",), "within")
    if "turns" not in fields:
        sheet.error(node, "within is written {turns: 2}")
        return 2
    return int(sheet.number(fields["turns"], "turns"))


def _score(sheet: Sheet, node: yaml.Node, lists: Lists, depth: int) -> tuple[tuple[tuple[float, Clause], ...], float]:
    fields = sheet.fields(node, ("at_least", "signals"), "score")
    if "at_least" not in fields or "signals" not in fields:
        sheet.error(node, "a score has 'at_least' and 'signals'")
        return (), 0.0
    signals = []
    for item in sheet.items(fields["signals"], "signals"):
        if not isinstance(item, yaml.MappingNode):
            sheet.error(item, "a signal is a map with 'weight' and what to look for")
            continue
        weights = [value for key, value in item.value if key.value == "weight"]
        if not weights:
            sheet.error(item, "a signal needs a 'weight'")
            continue
        rest = yaml.MappingNode(
            item.tag, [pair for pair in item.value if pair[0].value != "weight"], item.start_mark, item.end_mark
        )
        signals.append((sheet.number(weights[0], "weight"), read_clause(sheet, rest, lists, depth + 1)))
    return tuple(signals), sheet.number(fields["at_least"], "at_least")


def _tests(sheet: Sheet, fields: Mapping[str, yaml.Node], lists: Lists) -> tuple[tuple[str, object], ...]:
    """The map's own tests, the cheapest first: phrases were already found when the rule is looked at."""
    found: list[tuple[str, object]] = []
    if "phrases" in fields:
        negation = sheet.choice(fields["negation"], NEGATION, "negation") if "negation" in fields else "skip"
        try:
            values = texts(plain(fields["phrases"]))
            found.append(("phrases", phrases.read(values, lists, negation or "skip", check=not sheet.trusted)))
        except phrases.BadPhrase as bad:
            _bad_phrase(sheet, fields["phrases"], bad, lists)
        except BadValue as bad:
            sheet.error(at(fields["phrases"], bad.where), bad.message, bad.fix)
    for name in fields:
        if name in MATCHERS:
            try:
                found.append((name, MATCHERS[name].read(plain(fields[name]), lists)))
            except BadValue as bad:
                sheet.error(at(fields[name], bad.where), f"{name}: {bad.message}", bad.fix)
            except phrases.BadPhrase as bad:
                sheet.error(fields[name], f"{name}: {bad.args[0]}")
    return tuple(found)


def _bad_phrase(sheet: Sheet, node: yaml.Node, first: phrases.BadPhrase, lists: Lists) -> None:
    """All bad phrases of one list, not only the first."""
    for item in sheet.items(node, "phrases"):
        try:
            phrases.path_of(str(item.value), lists)
        except phrases.BadPhrase as bad:
            sheet.error(item, bad.args[0])
    if not sheet.problems:
        sheet.error(node, first.args[0])
