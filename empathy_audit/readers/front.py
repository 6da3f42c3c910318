"""Front matter: a block between two `---` lines at the top of a script, which says what situation it is written for.

A block without `situation:` is left as it is; many a transcript begins with lines of dashes.
"""

from __future__ import annotations

import re
from dataclasses import replace

from empathy_audit.readers.source import Source

LONGEST = 40  # lines of a block
_FENCE = re.compile(r"---\s*$")
_SITUATION = re.compile(r"situation\s*:\s*(?P<value>[^#]*)", re.I)
_ITEM = re.compile(r"\s*-\s+(?P<value>[^#]*)")


def without_front_matter(source: Source) -> Source:
    """The source with what its front matter declares as `situation`, and blank lines in its place: lines keep their numbers."""
    block = _block(source.lines)
    situation = _situation(source.lines[1:block])
    if not situation:
        return source
    lines = ("",) * (block + 1) + source.lines[block + 1 :]
    return replace(source, text="\n".join(lines), lines=lines, situation=situation)


def _block(lines: tuple[str, ...]) -> int:
    """The number of the line that closes the block, 0 where there is none."""
    if not lines or not _FENCE.match(lines[0]):
        return 0
    return next((n for n, line in enumerate(lines[1 : LONGEST + 1], 1) if _FENCE.match(line)), 0)


def _situation(block: tuple[str, ...]) -> tuple[str, ...]:
    """`situation: a`, `situation: a, b`, `situation: [a, b]`, or a list on the lines below."""
    found: list[str] = []
    listing = False
    for line in block:
        item = _ITEM.match(line) if listing else None
        said = item or _SITUATION.match(line)
        listing = said is not None
        if said:
            found += [word.strip(" \t\"'") for word in said["value"].strip(" \t[]").split(",")]
    return tuple(word for word in found if word)
