"""The baseline: scores and known misses of an earlier run, so that only what got worse fails. Holds hashes, never words.

Paths in it are relative to the folder it lies in, so that it means the same wherever the tool is run from.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from empathy_audit.errors import Problem, UsageError
from empathy_audit.fingerprints import fingerprint
from empathy_audit.model import Report, Score
from empathy_audit.outcomes import Outcome, outcome

NAME = "empathy-audit/baseline/"  # of the schema, in every version
SCHEMA = f"{NAME}v1"
_AGAIN = "write it anew with 'baseline write'"


class Entry(NamedTuple):
    """How one conversation was: its scores, and the grade of each known miss by its fingerprint, with its rule."""

    path: str
    id: str
    score: Score
    known: Mapping[str, tuple[str, int]]


Key = tuple[str, str]  # path, relative to the baseline; id


class Baseline(NamedTuple):
    """All of them, in the order of the file. `root` is its folder, absolute."""

    digest: str  # of the rules they were judged by
    entries: Mapping[Key, Entry]
    root: str

    def entry(self, path: str, id: str) -> Entry | None:
        """How the conversation `id` of the file `path`, as the user named it, was; None where it is new."""
        return self.entries.get((relative(path, self.root), id))


def folder(file: str) -> str:
    """The folder in which paths of the baseline `file` begin."""
    return os.path.dirname(os.path.abspath(file))  # noqa: PTH100, PTH120 - as paths are compared: no links resolved


def relative(path: str, root: str) -> str:
    """`path` as the baseline writes it."""
    if path == "-":
        return path
    whole = os.path.abspath(path)  # noqa: PTH100
    with suppress(ValueError):  # another drive
        whole = os.path.relpath(whole, root)
    return PurePath(whole).as_posix()


def entry(found: Outcome, root: str) -> Entry:
    """What a baseline keeps of an outcome."""
    path = relative(found.path, root)
    known = {fingerprint(path, found.id, each.key): (each.rule, each.grade) for each in found.findings if each.is_miss}
    return Entry(path, found.id, found.score, known)


def made(outcomes: Iterable[Outcome], digest: str, root: str) -> Baseline:
    """The baseline of these outcomes."""
    entries = (entry(found, root) for found in outcomes)
    return Baseline(digest, {(each.path, each.id): each for each in entries}, root)


def mark(report: Report, baseline: Baseline) -> Report:
    """The report with `known` set on every miss and anti-pattern: True where the baseline has it, no worse than it is now."""
    path, id = relative(report.transcript.path, baseline.root), report.transcript.id
    before = baseline.entries.get((path, id))
    known = before.known if before else {}
    flags = []
    for found in outcome(report).findings:
        was = known.get(fingerprint(path, id, found.key)) if found.is_miss else None
        flags.append((was is not None and found.grade >= was[1]) if found.is_miss else None)
    count = len(report.moments)
    return report._replace(
        moments=tuple(m._replace(known=flag) for m, flag in zip(report.moments, flags[:count], strict=True)),
        deductions=tuple(d._replace(known=flag) for d, flag in zip(report.deductions, flags[count:], strict=True)),
    )


def pruned(baseline: Baseline, now: Iterable[Outcome]) -> Baseline:
    """The baseline without what has been put right: misses that are gone are forgotten, scores that rose are kept as they
    are now, and conversations whose file is no longer there are left out. Nothing is added."""
    entries = dict(baseline.entries)
    for found in now:
        fresh = entry(found, baseline.root)
        old = entries.get((fresh.path, fresh.id))
        if old is not None:
            known = {print_: (rule, max(grade, fresh.known[print_][1])) for print_, (rule, grade) in old.known.items()
                     if print_ in fresh.known}  # fmt: skip
            entries[fresh.path, fresh.id] = old._replace(score=_better(old.score, fresh.score), known=known)
    there = {key: each for key, each in entries.items() if each.path == "-" or Path(baseline.root, each.path).exists()}
    return baseline._replace(entries=there)


def _better(old: Score, new: Score) -> Score:
    return Score(*(was if now is None else now if was is None else max(was, now) for was, now in zip(old, new, strict=True)))


def written(baseline: Baseline) -> str:
    """The file: one conversation a line, so that a change of it reads well."""
    lines = [json.dumps(_data(each), ensure_ascii=True) for each in baseline.entries.values()]
    head = json.dumps({"schema": SCHEMA, "rules": {"digest": baseline.digest}}, indent=1)[:-2]
    body = ",\n".join(f"  {line}" for line in lines)
    return f'{head},\n "transcripts": [\n{body}\n ]\n}}\n' if lines else f'{head},\n "transcripts": []\n}}\n'


def _data(each: Entry) -> dict[str, Any]:
    known = [{"fingerprint": name, "rule": rule, "grade": grade} for name, (rule, grade) in each.known.items()]
    return {"path": each.path, "id": each.id, "score": each.score._asdict(), "known": known}


def read(file: str) -> Baseline:
    """The baseline in `file`. Raises UsageError with the place and what to do where it is none."""
    try:
        data = json.loads(Path(file).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _wrong(file, "there is no such baseline", f"write it first: empathy-audit baseline write {file} PATH...") from None
    except (OSError, UnicodeDecodeError) as problem:
        raise _wrong(file, f"cannot be read: {getattr(problem, 'strerror', None) or 'it is not text'}", _AGAIN) from None
    except (ValueError, RecursionError) as problem:
        line = getattr(problem, "lineno", None)
        raise _wrong(file, "is not JSON, so it is no baseline", f"resolve the merge conflict, or {_AGAIN}", line) from None
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema != SCHEMA:
        what = f"is '{schema}', not a baseline of this version" if isinstance(schema, str) else "is no baseline"
        raise _wrong(file, what, _AGAIN)
    try:
        entries = [_entry(each) for each in data["transcripts"]]
        return Baseline(str(data["rules"]["digest"]), {(each.path, each.id): each for each in entries}, folder(file))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _wrong(file, "is a damaged baseline", _AGAIN) from None


def _entry(data: Mapping[str, Any]) -> Entry:
    score = Score(*(None if data["score"][name] is None else float(data["score"][name]) for name in Score._fields))
    known = {str(each["fingerprint"]): (str(each["rule"]), int(each["grade"])) for each in data["known"]}
    return Entry(str(data["path"]), str(data["id"]), score, known)


def _wrong(file: str, message: str, fix: str, line: int | None = None) -> UsageError:
    return UsageError(Problem(file, message, fix, line))
