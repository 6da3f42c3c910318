"""TEI, transcriptions of speech: https://tei-c.org/release/doc/tei-p5-doc/en/html/TS.html - `<u who="#ann">`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import seconds
from empathy_audit.readers.source import Container, Said, Source, Talk

NAME = "tei"
KIND: Container = "xml"
DESCRIPTION = "TEI: <u who=...> utterances"
FALLBACK = False


def claims(source: Source) -> bool:
    """The root element, with utterances below."""
    return _name(source.data) in ("TEI", "TEI.2", "teiCorpus") and any(_name(e) == "u" for e in source.data.iter())


def read(source: Source) -> Iterator[Talk]:
    """One talk; a person of the header gives a name and a role."""
    people = {_id(e): e for e in source.data.iter() if _name(e) == "person"}
    roles = {_label(id, people): e.get("role", "") for id, e in people.items()}
    yield Talk([_said(e, people) for e in source.data.iter() if _name(e) == "u"], "", {k: v for k, v in roles.items() if v})


def _said(element: Any, people: dict[str, Any]) -> Said:
    text = " ".join("".join(element.itertext()).split())
    who = _label(element.get("who", "").lstrip("#"), people)
    return Said(who, text, "", None, seconds(element.get("start", "")), seconds(element.get("end", "")))


def _label(id: str, people: dict[str, Any]) -> str:
    named = (" ".join("".join(e.itertext()).split()) for e in people.get(id, ()) if _name(e) == "persName")
    return next(named, "") or id


def _id(element: Any) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "id"), "")


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
