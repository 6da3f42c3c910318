"""Finding the source line of a turn whose reader does not know it: parsed JSON and XML have lost their lines."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator

MAX_MISSES = 50  # a text that is not found costs a search through the whole file


def line_finder(text: str) -> Callable[[str], int | None]:
    """A function from a turn's text to its line in `text`, to be asked in the file's order; None where not found.

    A turn that was put together from words is found by its first word, each word being sought after the one before.
    """
    if "\n" not in text.strip():
        return lambda _: 1
    position, line, counted, misses = 0, 1, 0, 0

    def find(needle: str, start: int) -> int:
        nonlocal misses
        at = text.find(needle, start)
        misses += at < 0
        return at

    def line_of(said: str) -> int | None:
        nonlocal position, line, counted
        found = None
        for needle in _needles(said):
            if misses > MAX_MISSES:
                break
            at = find(needle, position)
            if at >= 0:
                line, counted = line + text.count("\n", counted, at), at
                found = found or line
                position = at + len(needle)
                if not needle.startswith('"'):
                    break
        return found

    return line_of


def _needles(said: str) -> Iterator[str]:
    """What to look for: the text as JSON or XML hold it, then each of its words in quotes."""
    escaped = json.dumps(said)[1:-1]
    first = said.partition("\n")[0]  # other files break lines as the text does
    yield from dict.fromkeys((escaped, json.dumps(said, ensure_ascii=False)[1:-1], html.escape(first, quote=False)))
    for word in said.split():
        yield json.dumps(word, ensure_ascii=False)
