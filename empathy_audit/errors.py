"""What users get wrong, and where.

A mistake is a value, a `Problem`, until the command line decides what to do with it: a bad file must not end a batch,
and a bad rule file should show all its mistakes at once. The tree of exceptions:

    EmpathyAuditError          everything this tool raises on purpose; carries one or more problems
    ├── InputError             a transcript that cannot be read, is empty, or is no transcript
    │   └── RolesUnknownError     a transcript in which nobody can say who is the agent
    ├── RuleError              a rule pack that is wrong
    ├── ConfigError            a house style that is wrong, or its packs
    └── UsageError             a command line that is wrong

`StoppedError` is no mistake: the user interrupted a run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where it is, what it is, and what to do about it.

    `line` and `column` count from 1; None where the whole file is meant. `source` is the offending line of the file,
    shown with a caret under `column`; it is never set for transcripts, which are confidential.
    """

    path: str
    message: str
    fix: str = ""
    line: int | None = None
    column: int | None = None
    source: str = ""

    @property
    def place(self) -> str:
        """`path`, `path:line` or `path:line:column`, as far as it is known."""
        parts = [self.path, *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(parts)

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}"
        return f"{text} ({self.fix})" if self.fix else text


class EmpathyAuditError(Exception):
    """Base of every error raised on purpose; `problems` is never empty."""

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InputError(EmpathyAuditError):
    """A transcript that cannot be read, is empty, or is not a transcript."""


class RolesUnknownError(InputError):
    """A transcript whose agent or customer is not known; the labels seen are in the message."""


class RuleError(EmpathyAuditError):
    """A rule pack that is wrong; all its mistakes at once."""


class ConfigError(EmpathyAuditError):
    """A house style that is wrong; all its mistakes, and those of the packs it names, at once."""


class UsageError(EmpathyAuditError):
    """A command line that is wrong."""


class StoppedError(Exception):
    """The user interrupted a run; the message says what was done until then."""
