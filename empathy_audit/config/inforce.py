"""What a run needs of the house style, once all is read and checked."""

from __future__ import annotations

from typing import NamedTuple

from empathy_audit.config.paths import matches
from empathy_audit.gate import Conditions
from empathy_audit.model import Rulebook


class House(NamedTuple):
    """Rules by path, and who is who.

    `special` are patterns with their rulebooks, `gates` with their conditions; `root` is the folder, absolute, in which patterns
    begin; `gate` are the conditions where no pattern has any, `baseline` the file of one, "" where none is named. `teams` are
    names with the labels of their agents, in which * stands for any letters. `reuse` says whether sentences that are said in
    several conversations count for less, `cache` is a folder for results, `redact` says that what is personal is masked.
    """

    rulebook: Rulebook
    special: tuple[tuple[str, Rulebook], ...] = ()
    root: str = ""
    agents: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    gate: Conditions = Conditions()
    gates: tuple[tuple[str, Conditions], ...] = ()
    baseline: str = ""
    teams: tuple[tuple[str, tuple[str, ...]], ...] = ()
    reuse: bool = True
    cache: str = ""
    redact: bool = False

    def at(self, path: str) -> Rulebook:
        """The rulebook for the transcript at `path`: that of the last pattern which fits, or the one for all."""
        fitting = [book for pattern, book in self.special if matches(pattern, path, self.root)]
        return fitting[-1] if fitting else self.rulebook

    def gate_at(self, path: str) -> Conditions:
        """The conditions for the transcript at `path`: those of the last pattern which fits and has any, or those for all."""
        fitting = [own for pattern, own in self.gates if matches(pattern, path, self.root)]
        return fitting[-1] if fitting else self.gate
