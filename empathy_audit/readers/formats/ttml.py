"""TTML and DFXP: https://www.w3.org/TR/ttml2/ - `<p begin end>`, with `ttm:agent` for who speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.cues import Cue, turns_of
from empathy_audit.readers.fields import seconds
from empathy_audit.readers.source import Container, Said, Source, Talk

NAME = "ttml"
KIND: Container = "xml"
DESCRIPTION = "TTML and DFXP subtitles: root element <tt>"
FALLBACK = False


def claims(source: Source) -> bool:
    """The root element."""
    return _name(source.data) == "tt"


def read(source: Source) -> Iterator[Talk]:
    """One talk, a turn for each paragraph; without agents, names before a colon count."""
    names = {_attribute(e, "id"): _line(e) for e in source.data.iter() if _name(e) == "agent"}
    paragraphs = [element for element in source.data.iter() if _name(element) == "p"]
    agents = [next((agent for e in p.iter() if (agent := _attribute(e, "agent"))), "") for p in paragraphs]
    if any(agents):
        turns = [
            Said(names.get(agent) or agent, _line(p), "", None, *_times(p))
            for p, agent in zip(paragraphs, agents, strict=True)
        ]
    else:
        cues = (Cue(0, *_times(p), tuple(_text(p).split("\n"))) for p in paragraphs)
        turns = [said._replace(line=None) for said in turns_of(cues)]
    yield Talk(turns)


def _line(element: Any) -> str:
    return " ".join(_text(element).split())


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Any, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _times(element: Any) -> tuple[float | None, float | None]:
    begin, end = (_time(element.get(key, "")) for key in ("begin", "end"))
    length = _time(element.get("dur", ""))
    return begin, end if end is not None or begin is None or length is None else begin + length


def _time(text: str) -> float | None:
    if text.endswith("ms"):
        return seconds(text[:-2], 1000)
    if text.endswith("t"):
        return seconds(text[:-1], 1e7)
    if text.count(":") == 3:  # the last part counts frames
        text = text.rpartition(":")[0]
    return seconds(text)


def _text(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += ["\n" if _name(child) == "br" else _text(child), child.tail or ""]
    return "".join(parts)
