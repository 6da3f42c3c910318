"""Scripts and canned answers in Markdown or text: placeholders (`{customer_name}`, `[Your Name]`, `%s`) and no speakers.

All of it is the agent's. Where some of it is quoted (`>` or a fenced block), only that is spoken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from empathy_audit.readers.source import Container, Said, Source, Talk

NAME = "script"
KIND: Container = "text"
DESCRIPTION = "scripts and macros with placeholders such as {customer_name} or [Your Name], and no speakers"
FALLBACK = True
PLACEHOLDER = re.compile(
    r"#?\{\{?\s*[A-Za-z][\w .|/'’-]{1,60}\}?\}|\[(?:(?:[Yy]our|[Cc]ustomer|[Aa]gent|[Cc]ompany|[Ii]nsert|[Oo]rder)[\w' /-]{0,40}"
    r"|[A-Z][\w' /-]{0,30}(?:[Nn]ame|[Nn]umber|[Dd]ate|[Aa]mount|[Ll]ink|[Tt]ime|[Ii]ssue|[Pp]roduct))\]|%s\b|<[A-Z_]{3,30}>"
)
TO_YOU = re.compile(r"\b(?:you|your|you're|you've)\b", re.I)
HEADING = re.compile(r"\s*(?:#{1,6}\s|\*\*[^*]+\*\*:?\s*$|---|===|\|)")
BULLET = re.compile(r"\s{0,40}(?:[-*+]|\d{1,4}[.)])\s+")
LOOKED_AT = 2000  # lines
SHARE = 0.3  # of the paragraphs speak to somebody


def claims(source: Source) -> bool:
    """Placeholders, in paragraphs that say "you" often enough; or front matter that says which situation it is for."""
    spoken = [said.text for said in _paragraphs(source.lines[:LOOKED_AT])]
    marked = sum(1 for text in spoken if PLACEHOLDER.search(text))
    addressed = marked >= 1 and sum(1 for t in spoken if TO_YOU.search(t)) >= SHARE * len(spoken)
    return bool(spoken) and (addressed or bool(source.situation))


def read(source: Source) -> Iterator[Talk]:
    """One talk, a turn of the agent for each paragraph or bullet."""
    yield Talk(_paragraphs(source.lines), roles={"Script": "agent"})


def _paragraphs(lines: tuple[str, ...]) -> list[Said]:
    quoted = any(line.lstrip().startswith(">") for line in lines)
    fenced = not quoted and sum(1 for line in lines if line.startswith("```")) >= 2
    said: list[Said] = []
    inside = fresh = False
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("```"):
            inside, fresh = not inside, True
            continue
        text = line.lstrip("> \t")
        bullet = BULLET.match(text)
        text = (text[bullet.end() :] if bullet else text).strip().strip('"“”')
        wanted = line.lstrip().startswith(">") if quoted else inside if fenced else not HEADING.match(line)
        if not wanted or not text:
            fresh = True
        elif fresh or not said or BULLET.match(line):
            said.append(Said("Script", text, "", number))
            fresh = False
        else:
            said[-1] = said[-1]._replace(text=f"{said[-1].text}\n{text}")
    return said
