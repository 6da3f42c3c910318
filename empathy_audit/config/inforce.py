"""What a run needs of the house style, once all is read and checked."""

from __future__ import annotations

from typing import NamedTuple

from empathy_audit.config.paths import matches
from empathy_audit.model import Rulebook


class House(NamedTuple):
    """Rules by path, and who is who.

    `special` are patterns with their rulebooks; `root` is the folder, absolute, in which patterns begin.
    """

    rulebook: Rulebook
    special: tuple[tuple[str, Rulebook], ...] = ()
    root: str = ""
    agents: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()

    def at(self, path: str) -> Rulebook:
        """The rulebook for the transcript at `path`: that of the last pattern which fits, or the one for all."""
        fitting = [book for pattern, book in self.special if matches(pattern, path, self.root)]
        return fitting[-1] if fitting else self.rulebook
