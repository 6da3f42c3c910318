"""What hides what is personal, and under which names masked conversations may be told of."""

from __future__ import annotations

from collections import Counter
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from empathy_audit.model import Report, Transcript


def redaction() -> ModuleType:
    """What masks transcripts and errors. Raises UsageError where the extra for it is missing."""
    from empathy_audit import redacting

    return redacting


class Names:
    """Gives redacted conversations the paths that may be told; where two files, or two ids in one, would look alike, a number."""

    def __init__(self) -> None:
        self._paths: dict[str, str] = {}  # as they are told, by the path as it is
        self._taken: set[str] = set()
        self._numbers: Counter[str] = Counter()
        self._ids: Counter[tuple[str, str]] = Counter()

    def transcript(self, found: Transcript) -> Transcript:
        if found.redacted is None:
            return found
        if found.path not in self._paths:
            self._paths[found.path] = self._free(found.shown)
        path = self._paths[found.path]
        self._ids[path, found.id] += 1
        number = self._ids[path, found.id]
        return found._replace(path=path, id=found.id if number == 1 else f"{found.id} {number}")

    def _free(self, name: str) -> str:
        """The name, with the next number where it is taken."""
        while True:
            self._numbers[name] += 1
            number = self._numbers[name]
            free = name if number == 1 else f"{name} {number}"
            if free not in self._taken:
                self._taken.add(free)
                return free

    def report(self, report: Report) -> Report:
        """The report, and what could not be applied, under that path."""
        from dataclasses import replace

        told = self.transcript(report.transcript)
        if told is report.transcript:
            return report
        return report._replace(transcript=told, problems=tuple(replace(each, path=told.path) for each in report.problems))
