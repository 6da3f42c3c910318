"""vCon: https://datatracker.ietf.org/doc/draft-ietf-vcon-vcon-core/

Messages in `dialog`, or a transcript in `analysis` whose body has the shape of whoever made it: a list, an object, or
either of them in a string, sometimes under another type. `parties` say who is who (`role`, in older files `meta.role`).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from empathy_audit.readers.fields import dig, records, words_of
from empathy_audit.readers.markup import plain_text
from empathy_audit.readers.source import Container, Said, Source, Talk, text_part
from empathy_audit.readers.turns import from_clock

NAME = "vcon"
KIND: Container = "json"
DESCRIPTION = "vCon: parties and dialog, with messages or a transcript in analysis"
FALLBACK = False


def claims(source: Source) -> bool:
    """`dialog` or `analysis` beside `vcon`, or a `uuid` and `parties`."""
    keys = source.data.keys() if isinstance(source.data, dict) else set()
    return bool({"dialog", "analysis"} & keys) and ("vcon" in keys or {"uuid", "parties"} <= keys)


def read(source: Source) -> Iterator[Talk | Source]:
    """The messages if there are any, else the first transcript; a container of neither is empty."""
    parties = records(source.data, "parties")
    id = words_of(source.data.get("uuid"))
    messages = [item for item in records(source.data, "dialog") if item.get("type") == "text" and _body(item)]
    if messages:
        yield Talk(from_clock(((_message(item, parties), item.get("start")) for item in messages), sort=True), id)
        return
    roles = {_label(party): _role(party) for party in parties if _label(party) and _role(party)}
    bodies = [(words_of(item.get("type")), _body(item)) for item in records(source.data, "analysis")]
    found = [body for kind, body in bodies if body and "transcript" in kind]
    found += [body for _, body in bodies if any({"speaker", "message"} <= item.keys() for item in records(body)[:1])]
    if found:
        part = _part(replace(source, roles=roles, id=id), found[0])
        own = isinstance(part.data, dict) and "turns" in part.data and "id" in part.data  # as `convert` writes it
        yield replace(part, id="") if own else part


def _part(source: Source, body: Any) -> Source:
    if isinstance(body, str):
        try:
            parsed = json.loads(body)
        except (ValueError, RecursionError):
            return text_part(source, body, source.id)
        return replace(source, data=parsed) if isinstance(parsed, dict | list) else text_part(source, body, source.id)
    return replace(source, data=body)


def _body(item: dict[str, Any]) -> Any:
    body = item.get("body")
    if isinstance(body, str) and item.get("encoding") == "base64url":
        return base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode("utf-8", "replace")
    return body


def _message(item: dict[str, Any], parties: list[dict[str, Any]]) -> Said:
    """A message's party: its originator, else the first of its `parties` (an index, or a list of them)."""
    of = item.get("parties")
    number = item.get("originator", of[0] if isinstance(of, list) and of else of)
    party = parties[number] if isinstance(number, int) and 0 <= number < len(parties) else {}
    text = words_of(_body(item))
    if "html" in words_of(item.get("mediatype") or item.get("mimetype")):
        text = plain_text(text)
    return Said(_label(party) or (f"Party {number}" if number is not None else ""), text, _role(party))


def _label(party: dict[str, Any]) -> str:
    return words_of(next((party[key] for key in ("name", "mailto", "tel", "uuid") if party.get(key)), ""))


def _role(party: dict[str, Any]) -> str:
    return words_of(party.get("role") or dig(party, "meta", "role"))
