"""Word lists: a pack's own, and the words a house style adds to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import yaml

from empathy_audit.matchers import phrases
from empathy_audit.matchers.values import suggestion
from empathy_audit.rulebook.sheet import Sheet

_NAMED = re.compile(r"\{\s*([\w-]+)\s*\}")

Lists = dict[str, tuple[str, ...]]
Section = tuple[Sheet, yaml.Node]  # a `lists:` section


def gather(packs: Sequence[Section], house: Sequence[Section], sheets: Sequence[Sheet]) -> Lists:
    """All lists of `packs`, and the words that `house`, the sections of a house style, adds to them.

    A list that no pack has and no rule in `sheets` names would change nothing: that is a mistake. So are entries that
    cannot be understood; they are left out, for a rule that names the list must not stumble over them.
    """
    lists: Lists = {}
    read = [(sheet, sheet.fields(node, (), "lists")) for sheet, node in packs]
    for sheet, fields in read:
        for name, node in fields.items():
            lists[name] = (*lists.get(name, ()), *sheet.texts(node, f"the list '{name}'"))
    known = dict(lists)
    added = [(sheet, _known(sheet, node, known, sheets)) for sheet, node in house]
    for sheet, fields in added:
        for name, node in fields.items():
            lists[name] = (*lists.get(name, ()), *sheet.texts(node, f"the list '{name}'"))
    for sheet, fields in (*read, *added):
        if not sheet.trusted:
            _prove(sheet, fields, lists)
    return lists


def _known(sheet: Sheet, section: yaml.Node, lists: Lists, sheets: Iterable[Sheet]) -> dict[str, yaml.Node]:
    """Those of the house's lists that change something."""
    fields = sheet.fields(section, (), "lists")
    keys = {key.value: key for key, _ in section.value} if fields else {}
    own = set(phrases.known_names({}))
    named = set(lists)
    if set(fields) - named:
        named |= {name for one in sheets for line in one.lines for name in _NAMED.findall(line)}
    found = {}
    for name, node in fields.items():
        if name in own:
            sheet.error(keys[name], f"'{name}' is built in and cannot be extended", "use another name, and a rule that names it")
        elif name not in named:
            sheet.error(keys[name], f"no rule and no pack knows a list '{name}'", suggestion(name, lists))
        else:
            found[name] = node
    return found


def _prove(sheet: Sheet, fields: dict[str, yaml.Node], lists: Lists) -> None:
    for name, node in fields.items():
        for entry in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            if not isinstance(entry, yaml.ScalarNode) or not entry.value.strip():
                continue  # said already
            try:
                phrases.path_of(entry.value.strip(), lists, (name,))
            except phrases.BadPhrase as bad:
                sheet.error(entry, bad.args[0])
                lists[name] = tuple(text for text in lists[name] if text != entry.value.strip())
