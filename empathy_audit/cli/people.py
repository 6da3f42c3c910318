"""Who the agents are, where transcripts do not say it: --agents and --agent-from."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from empathy_audit.config import House
    from empathy_audit.lessons import Keys
    from empathy_audit.lessons.people import Pattern, Table

AgentFrom = Annotated[
    str | None,
    typer.Option("--agent-from", metavar="PATTERN", help="Who the agent is, by the file's name: '{agent}_{date}_*.txt'."),
]
AgentsFile = Annotated[
    str | None,
    typer.Option("--agents", metavar="FILE", help="Who the agents are: a CSV with columns path, agent, team, date."),
]


class People:
    """Tells whose conversation it is; at the end, what was odd about the table and the pattern that say it."""

    def __init__(self, keys: Keys, sources: list[Pattern | Table], file: str) -> None:
        self.keys = keys
        self.files = {os.path.realpath(file)} if file else set()  # of the table, which is no transcript
        self._sources = sources

    @property
    def knows_teams(self) -> bool:
        return bool(self.keys.teams or self._sources)

    def end(self) -> int:
        """Says what was odd; gives how many mistakes are among it."""
        from empathy_audit.reporters.safe import clean

        doubts = [doubt for source in self._sources for doubt in source.doubts()]
        for doubt in doubts:
            print(clean(f"{'error' if doubt.fix else 'warning'}: {doubt}"), file=sys.stderr)
        return sum(bool(doubt.fix) for doubt in doubts)


def known(house: House, agents: str | None, agent_from: str | None) -> People:
    """Whoever is named; the table before the pattern, both before the labels. Raises UsageError for what is wrong in them."""
    from empathy_audit.lessons import Keys
    from empathy_audit.lessons.people import Pattern, table

    sources: list[Pattern | Table] = []
    if agents is not None:
        sources.append(table(agents, _text(agents)))
    if agent_from is not None:
        sources.append(Pattern(agent_from))
    return People(Keys(house.teams, tuple(sources)), sources, agents or "")


def _text(path: str) -> str:
    """The file's text, in whatever way a spreadsheet saved it. Raises UsageError where it cannot be read."""
    from empathy_audit.errors import Problem, UsageError
    from empathy_audit.readers.decoding import decode

    try:
        return decode(Path(path).read_bytes())[0]
    except OSError as error:
        problem = Problem(path, f"cannot be read: {error.strerror or error}", "name the table of agents")
    except ValueError:
        problem = Problem(path, "is no text", "save the table as CSV, UTF-8")
    raise UsageError(problem)
