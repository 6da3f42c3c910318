"""How output should look, and what every report format offers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TextIO

from empathy_audit.model import Report, Run


@dataclass(frozen=True, slots=True)
class Look:
    """What the reader's screen can show and how much they asked for; the command line decides, formats obey.

    `width` is in columns. `weight` allows bold and dim where colour is unwanted (a terminal under NO_COLOR); `color`
    includes it. Without `unicode` only characters that `out.encoding` can say are written, and no boxes or arrows.
    """

    width: int = 100
    color: bool = False
    weight: bool = False
    unicode: bool = True
    explain: bool = False
    verbose: bool = False


class Sink(Protocol):
    """Takes reports one by one, then the run as a whole; each is written as early as the format allows."""

    def add(self, report: Report) -> None: ...

    def finish(self, run: Run) -> None: ...


Reporter = Callable[[TextIO, Look], Sink]
