"""AWS Post-Call Analytics: https://github.com/aws-samples/amazon-transcribe-post-call-analytics

`SpeechSegments` name a speaker whose `DisplayText` stands in the header. That says "Agent" only because of a setting about
channels, so what is said may contradict it.
"""

from __future__ import annotations

from collections.abc import Iterator

from empathy_audit.readers.fields import records, words_of
from empathy_audit.readers.source import Container, Source, Talk
from empathy_audit.readers.turns import in_time, turn

NAME = "aws-post-call"
KIND: Container = "json"
DESCRIPTION = "AWS Post-Call Analytics: ConversationAnalytics and SpeechSegments"
FALLBACK = False


def claims(source: Source) -> bool:
    """Both of them."""
    return bool(records(source.data, "SpeechSegments")) and "ConversationAnalytics" in source.data


def read(source: Source) -> Iterator[Talk]:
    """One talk; of the two texts the one to be shown."""
    text = ("DisplayText", "OriginalText")
    items = records(source.data, "SpeechSegments")
    labels = records(source.data, "ConversationAnalytics", "SpeakerLabels")
    names = {words_of(label.get("Speaker")): words_of(label.get("DisplayText")) for label in labels}
    turns = (turn(item, text, "SegmentSpeaker", "", "SegmentStartTime", "SegmentEndTime") for item in items)
    yield Talk(in_time(said._replace(speaker=names.get(said.speaker) or said.speaker) for said in turns))
