"""House style: the settings of a team, read from a file, checked against the rules, applied to them. Knows no conversations.

    empathy-audit.yaml -> reading -> Style -> house.check, with the packs' rules -> Checked -> house.built -> House
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from empathy_audit.config.finding import VARIABLE, Found, find
from empathy_audit.config.house import Checked, House, built, check
from empathy_audit.config.reading import read
from empathy_audit.errors import Problem, UsageError

__all__ = ["Checked", "House", "load", "looked_up"]


def load(named: str | None = None, packs: Sequence[str] = (), *, ignored: bool = False, proving: bool = False) -> House:
    """The house in force: `named` is the value of --config, `packs` are those of --pack, `ignored` says --no-config.

    Raises ConfigError or RuleError with every mistake in the config, in what it extends, and in the packs it names.
    """
    checked = looked_up(named, packs, ignored=ignored, proving=proving)
    return built(checked, _root(checked.style.found))


def looked_up(named: str | None, packs: Sequence[str] = (), *, ignored: bool = False, proving: bool = False) -> Checked:
    """The checked values of the house in force, each with its place."""
    if named and ignored:
        raise UsageError(Problem("empathy-audit", "--config and --no-config contradict each other", "give one of them"))
    found = None if ignored else find(named, os.environ.get(VARIABLE), Path.cwd())
    return check(read(found), packs, proving=proving)


def _root(found: Found | None) -> str:
    return os.path.abspath(found.path.parent if found else Path())  # noqa: PTH100 - as paths are compared: no links resolved
