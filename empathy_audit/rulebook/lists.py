"""Word lists: a pack's own, and the words a house style adds to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import yaml

from empathy_audit.matchers import phrases
from empathy_audit.matchers.values import quoted, suggestion
from empathy_audit.model import Place
from empathy_audit.rulebook.sheet import Sheet
from empathy_audit.rulebook.spoken import Sizes, complaint

_NAMED = re.compile(r"\{\s*([\w-]+)\s*\}")
_NAME = re.compile(r"[\w-]+")

Lists = dict[str, tuple[str, ...]]
Section = tuple[Sheet, yaml.Node]  # a `lists:` section


def mentioned(text: str) -> list[str]:
    """The lists that a text of YAML names; the braces of its maps are no names."""
    return _NAMED.findall(text)


def gather(packs: Sequence[tuple[str, Section]], house: Sequence[Section], sheets: Sequence[Sheet]) -> Lists:
    """All lists of `packs`, each by its pack's name, and the words that `house`, the sections of a house style, adds to them.

    A later pack adds to the lists of an earlier one; two files of one pack never have the same list, for nobody would know.
    A list that no pack has and no rule in `sheets` names would change nothing: that is a mistake. So are entries that
    cannot be understood; they are left out, for a rule that names the list must not stumble over them.
    """
    lists: Lists = {}
    read = [(sheet, node, sheet.fields(node, (), "lists")) for _, (sheet, node) in packs]
    taken: dict[tuple[str, str], Place] = {}
    for (pack, _), (sheet, node, fields) in zip(packs, read, strict=True):
        for name, key in _keys(node).items():
            place = taken.setdefault((pack, name), sheet.place(key))
            if place.path != sheet.path:
                message = f"the list {quoted(name)} stands at {place.path}:{place.line} already"
                sheet.error(key, message, "join the two, or give one another name")
        _add(sheet, fields, lists)
    known = dict(lists)
    added = [(sheet, node, _known(sheet, node, known, sheets)) for sheet, node in house]
    for sheet, _, fields in added:
        _add(sheet, fields, lists)
    mine = [(sheet, node, fields) for sheet, node, fields in (*read, *added) if not sheet.trusted]
    if mine:
        sizes = Sizes(lists)
        for sheet, node, fields in mine:
            _prove(sheet, _keys(node), fields, lists, sizes)
    return lists


def _add(sheet: Sheet, fields: dict[str, yaml.Node], lists: Lists) -> None:
    for name, node in fields.items():
        lists[name] = (*lists.get(name, ()), *filter(None, sheet.texts(node, f"the list {quoted(name)}")))


def _keys(section: yaml.Node) -> dict[str, yaml.Node]:
    return {key.value: key for key, _ in section.value} if isinstance(section, yaml.MappingNode) else {}


def _known(sheet: Sheet, section: yaml.Node, lists: Lists, sheets: Iterable[Sheet]) -> dict[str, yaml.Node]:
    """Those of the house's lists that change something."""
    fields = sheet.fields(section, (), "lists")
    keys = _keys(section)
    own = set(phrases.known_names({}))
    named = set(lists)
    if set(fields) - named:
        named |= {name for one in sheets for line in one.lines for name in mentioned(line)}
    found = {}
    for name, node in fields.items():
        if name in own:
            fix = "use another name, and name it in a rule"
            sheet.error(keys[name], f"{quoted(name)} is built in and cannot be extended", fix)
        elif name not in named:
            hint = suggestion(name, lists) or "write {name} in a phrase of a rule, or correct the name"
            sheet.error(keys[name], f"no rule and no pack knows a list {quoted(name)}", hint)
        else:
            found[name] = node
    return found


def _prove(
    sheet: Sheet, keys: dict[str, yaml.Node], fields: dict[str, yaml.Node], lists: Lists, sizes: Sizes
) -> None:
    """Complains of lists and entries that are of no use, and takes them out."""
    for name, node in fields.items():
        if not _NAME.fullmatch(name):
            sheet.error(keys[name], f"{quoted(name)} is no name for a list", "use letters, digits and _ only")
        elif name in phrases.known_names({}):
            sheet.error(keys[name], f"{quoted(name)} is built in, and means something else", "use another name")
        found = sizes.complaint(name)
        if found:
            sheet.error(keys[name], found.message, found.fix)
            lists[name] = ()
            continue
        wrong = set()
        for entry in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            if isinstance(entry, yaml.ScalarNode) and entry.value.strip():
                found = complaint(entry.value.strip(), lists, sizes)
                if found:
                    sheet.error(entry, found.message, found.fix, found.part)
                    wrong.add(entry.value.strip())
        if wrong:
            lists[name] = tuple(text for text in lists[name] if text not in wrong)
