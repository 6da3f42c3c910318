"""Reads the matcher grammar of a rule: maps of tests, with any, all, none, unless, after and score between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import yaml

from empathy_audit.matchers import MATCHERS, phrases
from empathy_audit.matchers.values import BadValue, Range, close, quoted, texts
from empathy_audit.model import Clause
from empathy_audit.rulebook.sheet import Sheet, at, plain
from empathy_audit.rulebook.spoken import Sizes, complaint, takes_back

SPEAKERS = ("agent", "customer", "any")
SCOPES = ("sentence", "turn")
NEGATION = ("skip", "allow", "only")
_OWN_KEYS = ("phrases", "negation", "all", "any", "none", "unless", "after", "within", "score", "speaker", "in")
KEYS = (*_OWN_KEYS, *MATCHERS)
_LOOKS = frozenset(("phrases", "all", "any", "after", "score", *MATCHERS))  # keys of which a map needs one
_MAX_DEPTH = 12  # maps inside maps; deeper is no rule that a person wrote

_PLAIN_MAP = frozenset(("phrases", "negation", "in"))  # keys of a map that looks for nothing but phrases
_OF_IDS = ("cue", "situation")  # matchers whose values are ids
_MAX_COMPARED = 20_000  # pairs of a rule's phrases and the phrases of its 'unless' that are compared
MAX_SPOKEN = 500_000  # words that all phrases of a file may stand for, their lists written out
TURNS = Range(1, 1000, whole=True)
WEIGHT = Range(-1000, 1000)

Lists = Mapping[str, Sequence[str]]


def read_clause(sheet: Sheet, node: yaml.Node, lists: Lists, under: str, depth: int = 0) -> Clause:
    """The map at `node`, which stands under the key `under`.

    What is wrong goes to the sheet's problems, and the clause is then not to be used.
    """
    if depth > _MAX_DEPTH:
        sheet.error(node, f"maps are nested more than {_MAX_DEPTH} deep", "use fewer")
        return Clause()
    fields = sheet.fields(node, KEYS, f"'{under}'")

    def below(*names: str) -> tuple[Clause, ...]:
        return tuple(
            read_clause(sheet, part, lists, name, depth + 1)
            for name in names
            if name in fields
            for part in _maps(sheet, fields[name], name)
        )

    within = read_within(sheet, fields["within"]) if "within" in fields else 2
    if "within" in fields and "after" not in fields:
        fix = "add 'after', with what was said before"
        sheet.error(fields["within"], "'within' says how far back 'after' may look, and there is no 'after'", fix)
    if "negation" in fields and "phrases" not in fields:
        sheet.error(fields["negation"], "'negation' is about 'phrases', and there are none beside it", "move it beside them")
    signals, at_least = _score(sheet, fields["score"], lists, depth) if "score" in fields else ((), 0.0)
    clause = Clause(
        tests=_tests(sheet, fields, lists),
        all=below("all"),
        any=below("any"),
        none=below("none", "unless"),
        signals=signals,
        at_least=at_least,
        after=read_clause(sheet, fields["after"], lists, "after", depth + 1) if "after" in fields else None,
        within=within,
        speaker=sheet.choice(fields["speaker"], SPEAKERS, "speaker") if "speaker" in fields else "",
        scope=sheet.choice(fields["in"], SCOPES, "value of 'in'") if "in" in fields else "",  # type: ignore[arg-type]
    )
    if not _LOOKS.intersection(fields) and isinstance(node, yaml.MappingNode):
        if not any(close(key.value, KEYS) for key, _ in node.value if key.value not in KEYS):
            sheet.error(node, "there is nothing to look for here", "add 'phrases', with what people say")
    elif not sheet.trusted:
        _not_taken_back(sheet, fields, lists)
    return clause


def _maps(sheet: Sheet, node: yaml.Node, name: str) -> Sequence[yaml.Node]:
    return [node] if isinstance(node, yaml.MappingNode) else sheet.items(node, f"'{name}'")


def read_within(sheet: Sheet, node: yaml.Node) -> int:
    """`{turns: 2}` as a number of turns."""
    if not isinstance(node, yaml.MappingNode):
        written = str(node.value) if isinstance(node, yaml.ScalarNode) and node.value.isdigit() else "2"
        sheet.error(node, "'within' must say what it counts", f"write {{turns: {written}}}")
        return 2
    fields = sheet.fields(node, ("turns",), "within")
    if "turns" not in fields:
        if not node.value:
            sheet.error(node, "'within' says no number of turns", "write {turns: 2}")
        return 2
    return int(sheet.number(fields["turns"], "turns", TURNS) or 2)


def _score(sheet: Sheet, node: yaml.Node, lists: Lists, depth: int) -> tuple[tuple[tuple[float, Clause], ...], float]:
    fields = sheet.fields(node, ("at_least", "signals"), "score")
    missing = [name for name in ("at_least", "signals") if name not in fields]
    if missing and isinstance(node, yaml.MappingNode):
        sheet.error(node, f"this score has no '{missing[0]}'", "write {at_least: 3, signals: [{weight: 2, phrases: [...]}, ...]}")
    at_least = sheet.number(fields["at_least"], "at_least", WEIGHT) if "at_least" in fields else None
    signals: list[tuple[float, Clause]] = []
    weights: list[float | None] = []
    for item in sheet.items(fields["signals"], "signals") if "signals" in fields else ():
        given = [value for key, value in item.value if key.value == "weight"] if isinstance(item, yaml.MappingNode) else []
        if not given:
            sheet.error(item, "a signal is a map with a 'weight' and what to look for", "write {weight: 2, phrases: [...]}")
            continue
        rest = yaml.MappingNode(
            item.tag, [pair for pair in item.value if pair[0].value != "weight"], item.start_mark, item.end_mark
        )
        weights.append(sheet.number(given[0], "weight", WEIGHT))
        signals.append((weights[-1] or 0.0, read_clause(sheet, rest, lists, "signals", depth + 1)))
    most = sum(max(weight or 0.0, 0.0) for weight in weights)
    if at_least is not None and None not in weights and weights and most < at_least:
        message = f"the weights come to {most:g} at most, and never reach {at_least:g}"
        sheet.error(fields["at_least"], message, "lower at_least, or raise a weight")
    return tuple(signals), at_least or 0.0


def _tests(sheet: Sheet, fields: Mapping[str, yaml.Node], lists: Lists) -> tuple[tuple[str, object], ...]:
    """The map's own tests, the cheapest first: phrases were already found when the rule is looked at."""
    found: list[tuple[str, object]] = []
    if "phrases" in fields:
        negation = sheet.choice(fields["negation"], NEGATION, "negation") if "negation" in fields else "skip"
        values = _phrases(sheet, fields["phrases"], lists)
        found.append(("phrases", phrases.read(values, lists, negation or "skip", check=False)))
    for name, node in fields.items():
        if name not in MATCHERS:
            continue
        if name == "tally" and not sheet.trusted and isinstance(node, yaml.MappingNode):
            before = len(sheet.problems)
            for key, value in node.value:
                if key.value in ("of", "over"):
                    _phrases(sheet, value, lists)
            if len(sheet.problems) > before:
                continue
        try:
            found.append((name, MATCHERS[name].read(plain(node), lists)))
        except BadValue as bad:
            sheet.error(at(node, bad.where), f"{name}: {bad.message}", bad.fix)
            continue
        if name == "regex" and not sheet.trusted:
            sheet.patterns += [(item.value, item) for item in _entries(node)]
        if name in _OF_IDS:
            sheet.mentions += [(name, item) for item in _entries(node)]
    return tuple(found)


def _phrases(sheet: Sheet, node: yaml.Node, lists: Lists) -> tuple[str, ...]:
    """The phrases at `node`, each of them sound unless it has a problem."""
    try:
        values = texts(plain(node))
    except BadValue as bad:
        sheet.error(at(node, bad.where), f"phrases: {bad.message}", bad.fix)
        return ()
    if sheet.trusted:
        return values
    sizes = sheet.sizes = sheet.sizes or Sizes(lists)
    seen: dict[str, yaml.Node] = {}
    for item in sheet.items(node, "phrases"):
        text = str(item.value)
        sheet.spoken += min(sizes.of(text), MAX_SPOKEN)
        if sheet.spoken > MAX_SPOKEN:
            message = f"the phrases of this file stand for more than {MAX_SPOKEN:,} words"
            sheet.error(item, message, "name fewer lists, or make two packs")
            break
        found = complaint(text, lists, sizes)
        if found:
            sheet.error(item, found.message, found.fix, found.part)
        elif text in seen:
            line = sheet.place(seen[text]).line
            sheet.error(item, f"the phrase {quoted(text)} stands here twice (line {line})", "remove one of them")
        seen[text] = item
    return values


def _not_taken_back(sheet: Sheet, fields: Mapping[str, yaml.Node], lists: Lists) -> None:
    """Complains of phrases of an `unless` that are said wherever one of the map's own phrases is said."""
    refused = [part for name in ("none", "unless") if name in fields for part in _parts(fields[name])]
    if not refused or sheet.problems:
        return
    maps = [part for name in ("all", "any") if name in fields for part in _parts(fields[name])]
    nodes = [item for part in (fields.get("phrases"), *(_field(one, "phrases") for one in maps)) for item in _entries(part)]
    own = [(item.value, phrases.path_of(item.value, lists)) for item in nodes]
    for part in refused:
        keys = {key.value: value.value for key, value in part.value}
        others = _entries(_field(part, "phrases"))
        if not _PLAIN_MAP.issuperset(keys) or keys.get("negation") == "only" or len(own) * len(others) > _MAX_COMPARED:
            continue
        for other in others:
            allow, path = keys.get("negation") == "allow", phrases.path_of(other.value, lists)
            lost = next((text for text, steps in own if takes_back(text, steps, path, allow=allow)), None)
            if lost is not None:
                fix = "remove one of the two, or say more in this one"
                sheet.error(other, f"this takes back the rule's own phrase {quoted(lost)}, which can never count", fix)


def _parts(node: yaml.Node) -> list[yaml.MappingNode]:
    parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return [part for part in parts if isinstance(part, yaml.MappingNode)]


def _field(node: yaml.MappingNode, name: str) -> yaml.Node | None:
    return next((value for key, value in node.value if key.value == name), None)


def _entries(node: yaml.Node | None) -> list[yaml.ScalarNode]:
    parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return [part for part in parts if isinstance(part, yaml.ScalarNode)]
