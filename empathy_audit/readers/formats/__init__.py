"""Every format that can be read, one file each. A new reader is a new file and its name in the list below.

A file is shown to all readers of its container (`KIND`), and only these are loaded. If two claim it, it is refused; those
marked `FALLBACK` are asked only when no other claims it, in this order.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from empathy_audit.readers.source import Container, Reader

_FILES: Mapping[Container, str] = {
    "json": (
        "interchange abcd assemblyai aws_bedrock aws_post_call aws_transcribe azure_batch azure_conversation azure_fast "
        "bot_activities call_analytics chatgpt contact_lens deepgram genesys gladia gong google_ccai google_stt harper_valley "
        "intercom kaldi llm_chat meetings podcast rev_ai salesforce speechmatics telegram twilio vcon watson "
        "whisper whisper_cpp wtf zendesk rows_json envelope"
    ),
    "text": (
        "webvtt srt bot_chat botium chat_cha dated_chat rasa sbv zendesk_chat zoom_chat delimited labelled "
        "script"
    ),
    "jsonl": "convokit speechmatics_live",
    "zip": "docx slack xlsx",
    "pdf": "pdf",
    "xml": "tei ttml",
    "html": "web_page",
}


@cache
def readers_of(kind: Container) -> tuple[Reader, ...]:
    """The readers that look into containers of one kind."""
    return tuple(_loaded(name) for name in _FILES[kind].split())


@cache
def readers() -> Mapping[str, Reader]:
    """All readers by their names."""
    return {reader.NAME: reader for kind in _FILES for reader in readers_of(kind)}


def _loaded(name: str) -> Any:
    return import_module(f"{__name__}.{name}")
