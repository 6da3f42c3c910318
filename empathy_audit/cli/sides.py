"""The two sides of a comparison: folders and files, JSON reports, git revisions, each as outcomes by key."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from empathy_audit.cli.judged import outcomes
from empathy_audit.comparing import Key
from empathy_audit.errors import Problem, UsageError
from empathy_audit.outcomes import Outcome, from_data
from empathy_audit.readers.opening import stem

if TYPE_CHECKING:
    from empathy_audit.cli.inputs import Laid
    from empathy_audit.config import House

REPORT = "empathy-audit/report/"


class Side(NamedTuple):
    """One side: what it is in words, its outcomes by key, and the digest of the rules it was judged by, where it is known."""

    label: str
    outcomes: dict[Key, Outcome]
    digest: str


class Audit(NamedTuple):
    """How to audit what is not audited yet. `problems` grows."""

    house: House
    agents: Sequence[str] | None
    customers: Sequence[str] | None
    input_format: str | None
    jobs: int
    problems: list[Problem]
    redact: bool = False

    def of(self, paths: Sequence[str], laid: Laid | None = None) -> list[Outcome]:
        """What came out for the transcripts at `paths`, which may have been `laid` there for this run alone."""
        who = self.agents, self.customers, self.input_format
        return list(outcomes(paths, self.house, *who, self.jobs, self.problems, redact=self.redact, laid=laid))


def found(named: Sequence[str], audit: Audit) -> tuple[Side, Side]:
    """The two sides that the arguments name. Raises UsageError where they name no two things that can be compared."""
    if len(named) == 2 and all(map(os.path.lexists, named)):
        return _on_disk(named[0], named[1], audit)
    from empathy_audit.cli.revisions import sides

    return sides(named, audit)


def keyed(found: Iterable[Outcome], path_of: Any) -> dict[Key, Outcome]:
    """Outcomes by what makes them the same conversation: the path, and the id unless it only repeats the file's name."""
    return {(path_of(each.path), "" if each.id == stem(each.path) else each.id): each for each in found}


def _on_disk(old: str, new: str, audit: Audit) -> tuple[Side, Side]:
    before, after = _loaded(old, audit), _loaded(new, audit)
    as_named = [keyed(each, lambda path: path) for each, _ in (before, after)]
    if not set(as_named[0]) & set(as_named[1]):
        as_named = [keyed(each, _below(name, each)) for name, (each, _) in ((old, before), (new, after))]
    return Side(old, as_named[0], before[1]), Side(new, as_named[1], after[1])


def _loaded(name: str, audit: Audit) -> tuple[list[Outcome], str]:
    report = _report(name)
    return report if report else (audit.of([name]), audit.house.rulebook.digest)


def _below(name: str, found: Sequence[Outcome]) -> Any:
    """Paths as seen from the folder that was named, or from the one that all in a report share."""
    if Path(name).is_file() and len({each.path for each in found}) == 1:
        return lambda _path: ""  # two files are the same conversation, whatever their names
    parents = {str(PurePath(each.path).parent) for each in found}
    root = name if Path(name).is_dir() else os.path.commonpath(parents) if len({*map(os.path.isabs, parents)}) == 1 else ""
    return lambda path: PurePath(os.path.relpath(path, root or os.curdir)).as_posix()


def _report(name: str) -> tuple[list[Outcome], str] | None:
    """The outcomes in a report of ours, and the digest of its rules ("" in JSON Lines); None where the file is something else."""
    if not Path(name).is_file():
        return None
    try:
        text = Path(name).read_text(encoding="utf-8-sig")
        data: Any = json.loads(text) if REPORT in text[:200] else [json.loads(line) for line in text.splitlines() if line.strip()]
    except (OSError, ValueError, RecursionError):
        return None
    whole = isinstance(data, dict) and str(data.get("schema", "")).startswith(REPORT)
    rows = data.get("transcripts", ()) if whole else data
    if not whole and not (rows and all(isinstance(row, dict) and {"verdict", "moments", "score"} <= row.keys() for row in rows)):
        return None
    try:
        return [from_data(row) for row in rows], str(data["rules"]["digest"]) if whole else ""
    except (KeyError, TypeError, AttributeError):
        fix = "write it anew with 'score --format json'"
        raise UsageError(Problem(name, "is a report of another version, or a damaged one", fix)) from None
