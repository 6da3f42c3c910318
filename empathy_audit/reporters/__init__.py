"""The report formats: a new one is one file with a `start` function and one line below."""

from __future__ import annotations

from pathlib import Path

from empathy_audit.reporters import concise, html, json, jsonl, text
from empathy_audit.reporters.look import Look, Reporter, Sink

__all__ = ["REPORTERS", "Look", "Reporter", "Sink", "schema"]

REPORTERS: dict[str, Reporter] = {
    "text": text.start,
    "concise": concise.start,
    "json": json.start,
    "jsonl": jsonl.start,
    "html": html.start,
}


def schema() -> str:
    """The JSON Schema of the json format; its `#/$defs/transcript` describes one line of the jsonl format."""
    return Path(__file__).with_name("report.schema.json").read_text(encoding="utf-8")
