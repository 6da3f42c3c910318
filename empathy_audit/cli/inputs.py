"""From the paths a user names to transcripts; what cannot be read is said at once and remembered."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from empathy_audit.errors import EmpathyAuditError, Problem
    from empathy_audit.model import Transcript


def transcripts(
    paths: Sequence[str],
    agents: Sequence[str],
    customers: Sequence[str],
    input_format: str | None,
    problems: list[Problem],
    *,
    need_roles: bool = True,
    without: Collection[str] = (),
) -> Iterator[Transcript]:
    """Every transcript that can be read, in order; the others go to standard error and to `problems`.

    Files in `without`, real paths, are passed over: reports of an earlier run may lie among the transcripts.
    """
    from empathy_audit.errors import EmpathyAuditError
    from empathy_audit.readers import collect, read

    for path in collect(paths):
        if isinstance(path, EmpathyAuditError):
            tell(path, problems)
            continue
        if without and os.path.realpath(path) in without:
            continue
        for found in read(path, agents=agents, customers=customers, input_format=input_format, need_roles=need_roles):
            if isinstance(found, EmpathyAuditError):
                tell(found, problems)
            else:
                yield found


def tell(error: EmpathyAuditError, problems: list[Problem]) -> None:
    """One line for each problem, at once: in a long batch nobody should wait for the end to hear of it."""
    from empathy_audit.reporters.safe import clean

    for problem in error.problems:
        problems.append(problem)
        print(f"error: {clean(str(problem))}", file=sys.stderr)
