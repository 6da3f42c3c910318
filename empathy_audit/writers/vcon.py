"""vCon: https://datatracker.ietf.org/doc/draft-ietf-vcon-vcon-core/

The turns stand in `analysis`, as a transcript in plain interchange: times there count from the start of the contact, while
messages in `dialog` would need dates, which a transcript does not have. `uuid` follows from the id, so it never changes.
"""

from __future__ import annotations

import json
import uuid

from empathy_audit.model import Transcript
from empathy_audit.writers.jsonl import plain

SUFFIX, MANY, HEAD = ".vcon.json", True, ""
VERSION = "0.3.0"
HOUSE = uuid.uuid5(uuid.NAMESPACE_URL, "https://datatracker.ietf.org/doc/draft-ietf-vcon-vcon-core/")


def written(transcript: Transcript) -> str:
    """One line, so that several may follow one another."""
    people = dict.fromkeys((turn.speaker, turn.role) for turn in transcript.turns if turn.speaker)
    parties = [{"name": name, **({"role": role} if role != "unknown" else {})} for name, role in people]
    analysis = {
        "type": "transcript",
        "vendor": "empathy-audit",
        "mediatype": "application/json",
        "encoding": "json",
        "body": plain(transcript),
    }
    whole = {
        "vcon": VERSION,
        "uuid": str(uuid.uuid5(HOUSE, transcript.id)),
        "parties": parties,
        "dialog": [],
        "analysis": [analysis],
    }
    return json.dumps(whole, ensure_ascii=False) + "\n"
