"""Packs of rules in, one checked `Rulebook` out, or every mistake at once. Knows where rules lie, no conversations.

What has been assembled is kept, so that YAML is read only where something has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from empathy_audit import kept
from empathy_audit.errors import Problem, RuleError
from empathy_audit.model import Rule, Rulebook
from empathy_audit.rulebook import compiled
from empathy_audit.rulebook.packs import (
    DEFAULT,
    LONGEST_PATH,
    files,
    home,
    is_named,
    is_shipped,
    label,
    names,
    offers,
    shipped,
    shown,
)
from empathy_audit.rulebook.texts import read_text

if TYPE_CHECKING:
    from empathy_audit.rulebook.lists import Section

__all__ = [
    "DEFAULT", "LONGEST_PATH", "home", "is_named", "is_shipped", "label", "load", "named_rules", "names", "offers", "shipped",
]  # fmt: skip


def load(packs: Sequence[str] = (), *, proving: bool = False, house: Sequence[Section] = ()) -> Rulebook:
    """The default pack and then `packs`, each a name (shipped, or offered by an installed package) or a path.

    `house` are word lists of a house style, added to those of the packs; what is wrong in them goes to their own sheets.
    Shipped files are taken as sound, and read without their examples: it halves the time to start, and the tests prove
    them. When `proving`, examples are read, and what is named in `packs`, by a name or a path, is checked as well.
    A rule of a later pack replaces the earlier one with the same id. Raises RuleError with every mistake of every file.
    """
    problems: list[Problem] = []
    texts: list[tuple[str, Path, str]] = []
    named = (DEFAULT, *dict.fromkeys(packs))
    proven = {path.resolve() for pack in packs for path in files(pack, [])} if proving else None
    seen: set[Path] = set()
    for pack in named:
        for path in files(pack, problems):
            if path.resolve() in seen:
                continue  # one file under two names
            seen.add(path.resolve())
            text = read_text(path)
            if isinstance(text, Problem):
                problems.append(text)
            else:
                texts.append((pack, path, text))
    name = "" if problems else compiled.name_of((*_made_from(named, texts, house), "proving" if proving else ""))
    book = compiled.find(name) if name else None
    if book is None:
        from empathy_audit.rulebook.assembling import assemble

        # Who writes a pack or a house style tries it again and again, and the shipped phrases stay what they are.
        known = None
        if name and (house or len(named) > 1) and kept.keeping():
            with suppress(RuleError):  # told of below, with all the others
                known = load()
        book = assemble(texts, tuple(named), house, problems, proving=proven, known=known)
        if name and not any(sheet.problems for sheet, _ in house):
            compiled.keep(name, book)
    return book


def named_rules(book: Rulebook, packs: Sequence[str]) -> tuple[Rule, ...]:
    """The rules of `book` that are in `packs`, names or paths, also of single files of a pack."""
    labels = {label(pack) for pack in packs}
    places = {shown(path) for pack in packs for path in files(pack, [])}
    return tuple(rule for rule in book.rules if rule.pack in labels or rule.place.path in places)


def _made_from(named: Sequence[str], texts: Sequence[tuple[str, Path, str]], house: Sequence[Section]) -> Iterator[str]:
    """Everything that a rulebook is made from, as texts."""
    yield from named
    for pack, path, text in texts:
        yield from (pack, str(path), text)
    if house:
        from empathy_audit.rulebook.sheet import plain

        for _, node in house:
            yield repr(plain(node))
