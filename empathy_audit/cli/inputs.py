"""From the paths a user names to transcripts; what cannot be read is said at once and remembered."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from empathy_audit.cli.masking import redaction

if TYPE_CHECKING:
    from empathy_audit.errors import EmpathyAuditError, Problem
    from empathy_audit.model import Transcript

Shown = Callable[[str], str]


class Laid(NamedTuple):
    """Files that lie somewhere else for this run alone: the path that a report shows for each, and the one of a complaint."""

    shown: Shown
    said: Shown


def transcripts(
    paths: Sequence[str],
    agents: Sequence[str],
    customers: Sequence[str],
    input_format: str | None,
    problems: list[Problem],
    *,
    need_roles: bool = True,
    laid: Laid | None = None,
    redact: bool = False,
) -> Iterator[Transcript]:
    """Every transcript that can be read, in order; the others go to standard error and to `problems`.

    `laid` says what the paths stand for, where they are not the files' own. With `redact` transcripts and complaints are
    masked before anything else sees them.
    """
    from empathy_audit.errors import EmpathyAuditError
    from empathy_audit.readers import collect, read

    hide = redaction() if redact else None
    said = laid.said if laid else str
    for path in collect(paths):
        if isinstance(path, EmpathyAuditError):
            tell(hide.hidden(path) if hide else path, problems, said)
            continue
        for found in read(path, agents=agents, customers=customers, input_format=input_format, need_roles=need_roles):
            if isinstance(found, EmpathyAuditError):
                tell(hide.hidden(found) if hide else found, problems, said)
                continue
            found = found._replace(path=laid.shown(found.path)) if laid else found
            yield hide.redact(found) if hide else found


def changed(paths: Sequence[str], revision: str, problems: list[Problem]) -> tuple[list[str], str]:
    """The files among `paths` that changed in git since `revision`; where there are none, also a sentence that says so."""
    from empathy_audit import git
    from empathy_audit.errors import EmpathyAuditError, Problem, UsageError
    from empathy_audit.readers import collect

    option = "--changed-since"
    since = git.changed_since(git.the_commit(revision, option), option)
    root = os.path.realpath(git.top(option))
    found: list[str] = []
    for path in collect(paths):
        if isinstance(path, EmpathyAuditError):
            tell(path, problems)
        elif os.path.commonpath((root, os.path.realpath(path))) != root or path == "-":
            tell(UsageError(Problem(path, f"{option} knows nothing of it", f"name files in {root}")), problems)
        elif os.path.realpath(path) in since:
            found.append(path)
    return found, "" if found or problems else f"nothing to audit has changed since {revision}"


def nothing_found(paths: Sequence[str], problems: list[Problem]) -> None:
    """Says that what was named holds no transcript at all."""
    from empathy_audit.errors import InputError, Problem

    tell(InputError(Problem(" ".join(paths), "nothing to audit", "name files that hold transcripts")), problems)


def tell(error: EmpathyAuditError, problems: list[Problem], said: Shown = str) -> None:
    """One line for each problem, at once: in a long batch nobody should wait for the end to hear of it."""
    from dataclasses import replace

    from empathy_audit.reporters.safe import clean

    for problem in error.problems:
        problem = replace(problem, path=said(problem.path))
        problems.append(problem)
        print(f"error: {clean(str(problem))}", file=sys.stderr)
