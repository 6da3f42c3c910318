"""Mistakes that show only when all rules are read: ids that nothing reports, rules that find nothing new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from empathy_audit.matchers.situation import ANY
from empathy_audit.matchers.values import quoted, suggestion
from empathy_audit.model import Clause, Rule, Taxonomy
from empathy_audit.rulebook.sheet import Sheet

_ALIKE = ("kind", "target", "tier", "severity", "points", "then", "limit")  # what two rules that report the same agree in


def known_mentions(sheet: Sheet, taxonomy: Taxonomy, ids: Iterable[str]) -> None:
    """Complains of ids after `cue:` and `situation:` that nothing reports."""
    if sheet.trusted or not sheet.mentions:
        return
    types = {*taxonomy.types, ANY}
    everything = {*taxonomy.types, *taxonomy.behaviours, *taxonomy.antipatterns, *ids}
    for key, node in sheet.mentions:
        known, what = (types, "there is no type") if key == "situation" else (everything, "nothing reports")
        if node.value not in known:
            fix = suggestion(node.value, known, few=100) or "name a type, a behaviour, an antipattern or the id of a rule"
            sheet.error(node, f"{key}: {what} {quoted(node.value)}", fix)


class Shadows:
    """Rules that say what an earlier one says already. Compares only rules that share a phrase, for packs grow large."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self._waiting: list[Rule] = list(rules)
        self._saying: dict[tuple[str, str], list[tuple[Rule, frozenset[tuple[str, str]]]]] = {}

    def add(self, rule: Rule) -> None:
        """Takes a rule that later ones are compared with."""
        self._waiting.append(rule)

    def warn(self, sheet: Sheet, node: yaml.Node, rule: Rule, standing: Mapping[str, Rule]) -> None:
        """Warns where a rule that was added, and is one of those `standing`, by id, finds all phrases of `rule`."""
        self._index()
        mine = _said(rule.match)
        for other, theirs in self._saying.get(min(mine), ()) if mine else ():
            stands = standing.get(other.id) is other and other.id != rule.id
            if stands and mine <= theirs and all(getattr(rule, name) == getattr(other, name) for name in _ALIKE):
                where = f"{other.id} ({other.place.path}:{other.place.line})"
                message = f"{rule.id} finds nothing new: all its phrases are in {where}, which reports the same"
                sheet.warn(node, message, "remove it, or give it phrases of its own")
                return

    def _index(self) -> None:
        """Late, for shipped packs alone are not compared."""
        for rule in self._waiting:
            if rule.match._replace(tests=()) == Clause() and len(rule.match.tests) == 1:
                said = _said(rule.match)
                for phrase in said:
                    self._saying.setdefault(phrase, []).append((rule, said))
        self._waiting.clear()


def _said(clause: Clause) -> frozenset[tuple[str, str]]:
    """The phrases of `clause` itself, each with how it takes negation."""
    tests: Mapping[str, Any] = dict(clause.tests)
    found = tests.get("phrases")
    return frozenset((" ".join(text.lower().split()), found.negation) for text in found.texts) if found else frozenset()
