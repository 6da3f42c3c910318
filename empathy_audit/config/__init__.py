"""House style: the settings of a team, read from a file, checked against the rules, applied to them. Knows no conversations.

    empathy-audit.yaml -> reading -> Style -> house.check, with the packs' rules -> Checked -> house.built -> House
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from empathy_audit import rulebook
from empathy_audit.config.finding import VARIABLE, Found, find
from empathy_audit.config.inforce import House
from empathy_audit.errors import Problem, UsageError

if TYPE_CHECKING:
    from empathy_audit.config.house import Checked

__all__ = ["Checked", "House", "load", "looked_up"]


def load(named: str | None = None, packs: Sequence[str] = (), *, ignored: bool = False, proving: bool = False) -> House:
    """The house in force: `named` is the value of --config, `packs` are those of --pack, `ignored` says --no-config.

    Raises ConfigError or RuleError with every mistake in the config, in what it extends, and in the packs it names.
    """
    found = _found(named, ignored=ignored)
    if found is None:
        return House(rulebook.load(packs, proving=proving), root=_root(None))
    from empathy_audit.config.house import built  # late: most runs have no house style, and its modules take a while

    return built(_checked(found, packs, proving=proving), _root(found))


def looked_up(named: str | None, packs: Sequence[str] = (), *, ignored: bool = False, proving: bool = False) -> Checked:
    """The checked values of the house in force, each with its place."""
    return _checked(_found(named, ignored=ignored), packs, proving=proving)


def _found(named: str | None, *, ignored: bool) -> Found | None:
    if named and ignored:
        raise UsageError(Problem("empathy-audit", "--config and --no-config contradict each other", "give one of them"))
    return None if ignored else find(named, os.environ.get(VARIABLE), Path.cwd())


def _checked(found: Found | None, packs: Sequence[str], *, proving: bool) -> Checked:
    from empathy_audit.config.house import check
    from empathy_audit.config.reading import read

    return check(read(found), packs, proving=proving)


def _root(found: Found | None) -> str:
    return os.path.abspath(found.path.parent if found else Path())  # noqa: PTH100 - as paths are compared: no links resolved
