"""Who spoke for the company where transcripts do not say it: in the pattern of file names, or in a table beside them."""

from __future__ import annotations

import csv
import io
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from empathy_audit.errors import Problem, UsageError
from empathy_audit.lessons.keys import Person, day_in

FIELDS = ("agent", "team", "date")
HEADS = {
    "path": "path|file|file name|filename|file path|transcript|transcript file|conversation|conversation id|call|call id"
    "|recording|id",
    "agent": "agent|agent name|advisor|adviser|advisor name|rep|representative|employee|handler|consultant|trainee|colleague"
    "|name",
    "team": "team|team name|group|squad|queue|department|site",
    "date": "date|day|call date|contact date|start date|started|start time|timestamp|datetime",
}
_HEADS = {synonym: field for field, synonyms in HEADS.items() for synonym in synonyms.split("|")}
_PART = re.compile(r"\{([^{}]*)\}|([*?])|([{}])|([^{}*?]+)")
_DATE = r"20\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])"
_SHORTEST = r"[^/]+?"
LONGEST = 255  # characters of an id that is held against a pattern, as many as a file name has
PATTERN = "write it as '{agent}_{date}_*.txt': {agent}, {team} and {date} name what stands there, * is anything"


class Pattern:
    """The names of files, as `{agent}_{date}_*.txt`; counts what it fits, so that one that fits nothing can be told.

    A pattern with a slash is held against the end of the path, one without against the file's name, and the conversation's id.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.fits = 0
        self.others = 0
        self.example = ""
        self._folders = pattern.count("/")
        self._regex = re.compile(_regex(pattern), re.IGNORECASE)

    def of(self, path: str, id: str) -> Person:
        parts = path.replace("\\", "/").split("/")
        found = self._regex.fullmatch("/".join(parts[-self._folders - 1 :])) or self._regex.fullmatch(id[:LONGEST])
        if found is None:
            self.others += 1
            self.example = min(self.example or path, path)
            return Person()
        self.fits += 1
        known = {name: value.strip() for name, value in found.groupdict().items()}
        return Person(known.get("agent", ""), known.get("team", ""), day_in(known.get("date", "")))

    def doubts(self) -> Iterator[Problem]:
        """What is odd about it, at the end of a run. `fix` is set where it fits nothing at all, which is a mistake."""
        if self.others and not self.fits:
            yield Problem("--agent-from", f"'{self.pattern}' fits no file, for example not '{self.example}'", PATTERN)
        elif self.others:
            some = f"{self.others} of {self.fits + self.others} conversations, such as '{self.example}'"
            yield Problem("--agent-from", f"'{self.pattern}' does not fit {some}: there the labels decide")


def _regex(pattern: str) -> str:
    seen: set[str] = set()
    parts = []
    for name, wild, stray, words in _PART.findall(pattern):
        if stray or (not name and not wild and not words):
            raise _wrong(f"'{pattern}' has a brace too many, or nothing between two")
        if name and name not in FIELDS:
            raise _wrong(f"'{pattern}' names {{{name}}}, which nobody knows")
        if name in seen:
            raise _wrong(f"'{pattern}' names {{{name}}} twice")
        if name:
            seen.add(name)
            parts.append(f"(?P<{name}>{_DATE if name == 'date' else _SHORTEST})")
        else:
            parts.append("[^/]*" if wild == "*" else "[^/]" if wild else re.escape(words))
    if not seen:
        raise _wrong(f"'{pattern}' names nobody")
    return "".join(parts)


def _wrong(message: str) -> UsageError:
    return UsageError(Problem("--agent-from", message, PATTERN))


class Table:
    """Rows of a CSV, known by path, file name, name without ending, or the conversation's id."""

    def __init__(self, path: str, rows: dict[str, Person]) -> None:
        self._path = path
        self._rows = rows
        names = Counter(key.rpartition("/")[2] for key in rows)
        self._elsewhere = {key.rpartition("/")[2]: key for key in rows if names[key.rpartition("/")[2]] == 1}
        self._used: set[str] = set()
        self._others = 0

    def of(self, path: str, id: str) -> Person:
        whole = posixpath.normpath(path.replace("\\", "/")).casefold()
        name = whole.rpartition("/")[2]
        ends = [whole[at + 1 :] for at, sign in enumerate(whole) if sign == "/"]
        for key in (whole, *ends, name.partition(".")[0], id.casefold()):
            if key in self._rows:
                self._used.add(key)
                return self._rows[key]
        if name in self._elsewhere:  # its path begins somewhere else, and no other row has this name
            self._used.add(self._elsewhere[name])
            return self._rows[self._elsewhere[name]]
        self._others += 1
        return Person()

    def doubts(self) -> Iterator[Problem]:
        """As a pattern's."""
        idle = len(self._rows) - len(self._used)
        if self._others and not self._used:
            fix = "its first column names each as a path from here, as a file name, or by the conversation's id"
            yield Problem(self._path, "names none of the conversations", fix)
        elif self._others:
            yield Problem(self._path, f"does not name {self._others} of the conversations: there the labels decide")
        if idle and self._used:
            yield Problem(self._path, f"has {idle} {'row' if idle == 1 else 'rows'} for conversations that are not here")


def table(path: str, text: str) -> Table:
    """The table in the `text` of the file at `path`. Raises UsageError with every mistake in it."""
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    problems: list[Problem] = []
    found: dict[str, Person] = {}
    places: dict[str, int] = {}
    try:
        columns = _columns(path, next(rows, []))
        for row in rows:
            if any(cell.strip() for cell in row):
                _take(path, row, rows.line_num, columns, found, places, problems)
    except csv.Error as error:
        problems.append(Problem(path, f"is no table: {error}", "save it as CSV again", rows.line_num))
    if not found and not problems:
        problems.append(Problem(path, "has no rows", "write a row for each conversation below the headings"))
    if problems:
        raise UsageError(problems)
    return Table(path, found)


def _columns(path: str, heads: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, head in enumerate(heads):
        field = _HEADS.get(re.sub(r"[\s_-]+", " ", head).strip().casefold())
        if field is not None:
            found.setdefault(field, number)
    missing = "path" if "path" not in found else "agent" if not {"agent", "team"} & set(found) else ""
    if missing:
        fix = "name the columns path, agent, team and date; the last two may be left out"
        raise UsageError(Problem(path, f"has no column '{missing}' in its first line", fix, 1))
    return found


def _take(
    path: str, row: Sequence[str], line: int, columns: dict[str, int], found: dict[str, Person], places: dict[str, int],
    problems: list[Problem],
) -> None:  # fmt: skip
    cells = {field: " ".join(row[at].split()) if at < len(row) else "" for field, at in columns.items()}
    date = cells.get("date", "")
    day = day_in(date)
    if date and not day:
        problems.append(Problem(path, f"'{date[:40]}' is no date that can be read in one way only", "write 2026-03-14", line))
    key = posixpath.normpath(cells["path"].replace("\\", "/")).casefold() if cells["path"] else ""
    person = Person(cells.get("agent", ""), cells.get("team", ""), day)
    if not key:
        problems.append(Problem(path, "names no conversation", "fill in its column 'path', or remove the row", line))
    elif found.setdefault(key, person) != person:
        message = f"says something else of '{cells['path'][:80]}' than line {places[key]}"
        problems.append(Problem(path, message, "keep one of the two rows", line))
    places.setdefault(key, line)
