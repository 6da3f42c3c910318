"""One small invented file for each format: what it holds, and the turns that must come out, as "label|text".

A `*` before the label marks speech of the company, `-` what nobody said, `?` an unknown role.
"""

from __future__ import annotations

import json
from typing import Any


def word(text: str, start: float, speaker: Any = None, **more: Any) -> dict[str, Any]:
    return {"word": text, "start": start, "end": start + 0.4, **({} if speaker is None else {"speaker": speaker}), **more}


TWO = ["?Speaker 0|Hello there.", "?Speaker 1|My card is lost."]

JSON: dict[str, tuple[Any, list[str]]] = {
    "aws-transcribe": (
        {
            "jobName": "j",
            "results": {
                "transcripts": [{"transcript": "Hello there. My card is lost."}],
                "speaker_labels": {
                    "segments": [
                        {"start_time": "0.0", "speaker_label": "spk_0", "items": [{"start_time": "0.0", "speaker_label": "spk_0"}]},
                        {"start_time": "2.0", "speaker_label": "spk_1", "items": []},
                    ]
                },
                "items": [
                    {"start_time": "0.0", "end_time": "0.5", "type": "pronunciation", "alternatives": [{"content": "Hello"}]},
                    {"type": "punctuation", "alternatives": [{"content": "."}]},
                    {"start_time": "2.0", "end_time": "2.5", "type": "pronunciation", "alternatives": [{"content": "Hi"}]},
                ],
            },
        },
        ["?spk_0|Hello.", "?spk_1|Hi"],
    ),
    "aws-call-analytics": (
        {
            "JobStatus": "COMPLETED",
            "Transcript": [
                {"ParticipantRole": "AGENT", "Content": "Hello.", "BeginOffsetMillis": 40, "EndOffsetMillis": 900},
                {"ParticipantRole": "CUSTOMER", "Content": "Hi.", "BeginOffsetMillis": 1500, "EndOffsetMillis": 1900},
            ],
        },
        ["*AGENT|Hello.", "CUSTOMER|Hi."],
    ),
    "contact-lens": (
        {
            "ChatTranscriptVersion": "2.0",
            "Participants": [
                {"ParticipantId": "a-1", "ParticipantRole": "AGENT"},
                {"ParticipantId": "c-1", "ParticipantRole": "CUSTOMER"},
                {"ParticipantId": "b-1", "ParticipantRole": "CUSTOM_BOT"},
            ],
            "Transcript": [
                {"ParticipantId": "b-1", "Type": "MESSAGE", "Content": "Welcome.", "AbsoluteTime": "2024-05-01T10:00:00.000Z"},
                {"ParticipantId": "c-1", "Type": "EVENT", "Content": "left", "AbsoluteTime": "2024-05-01T10:00:01.000Z"},
                {"ParticipantId": "c-1", "Type": "MESSAGE", "Content": "Hi.", "AbsoluteTime": "2024-05-01T10:00:02.000Z"},
                {"ParticipantId": "a-1", "Type": "MESSAGE", "Content": "Hello.", "AbsoluteTime": "2024-05-01T10:00:05.000Z"},
            ],
        },
        ["*CUSTOM_BOT|Welcome.", "-CUSTOMER|left", "CUSTOMER|Hi.", "*AGENT|Hello."],
    ),
    "google-stt": (
        {
            "results": [
                {"alternatives": [{"transcript": "Hello there. My card is lost."}]},
                {
                    "alternatives": [
                        {
                            "words": [
                                {"startTime": "0.5s", "endTime": "0.9s", "word": "Hello", "speakerTag": 1},
                                {"startTime": "1s", "endTime": "1.4s", "word": "there.", "speakerTag": 1},
                                {"startTime": {"seconds": "2", "nanos": 500000000}, "word": "Hi.", "speakerTag": 2},
                            ]
                        }
                    ]
                },
            ]
        },
        ["?Speaker 1|Hello there.", "?Speaker 2|Hi."],
    ),
    "google-ccai": (
        {
            "conversation_id": "c",
            "entries": [
                {"start_timestamp_usec": 1700000000000000, "text": "Hello.", "role": "AGENT", "user_id": 1},
                {"start_timestamp_usec": 1700000002500000, "text": "Hi.", "role": "END_USER", "user_id": 2},
            ],
        },
        ["*AGENT|Hello.", "END_USER|Hi."],
    ),
    "aws-post-call": (
        {
            "ConversationAnalytics": {"SpeakerLabels": [{"Speaker": "spk_0", "DisplayText": "Agent"}, {"Speaker": "spk_1", "DisplayText": "Customer"}]},
            "SpeechSegments": [
                {"SegmentStartTime": 1.5, "SegmentEndTime": 2, "SegmentSpeaker": "spk_1", "OriginalText": "hi", "DisplayText": "Hi."},
                {"SegmentStartTime": 0.5, "SegmentEndTime": 1, "SegmentSpeaker": "spk_0", "OriginalText": "hello", "DisplayText": "Hello."},
            ],
        },
        ["*Agent|Hello.", "Customer|Hi."],
    ),
    "aws-bedrock": (
        {
            "audio_items": [{}],
            "audio_segments": [
                {"start_timestamp_millis": 100, "end_timestamp_millis": 900, "text": "Hello.", "speaker": {"speaker_label": "spk_0"}},
                {"start_timestamp_millis": 1100, "end_timestamp_millis": 1900, "text": "Hi.", "channel": {"channel_label": "ch_1"}},
            ],
        },
        ["?spk_0|Hello.", "?ch_1|Hi."],
    ),
    "chatgpt-export": (
        [
            {
                "title": "lost card",
                "current_node": "d",
                "mapping": {
                    "a": {"message": None, "parent": None},
                    "b": {"message": {"author": {"role": "user"}, "create_time": 17e8, "content": {"parts": ["Hi."]}}, "parent": "a"},
                    "c": {"message": {"author": {"role": "assistant"}, "content": {"parts": ["A draft."]}}, "parent": "b"},
                    "d": {"message": {"author": {"role": "assistant"}, "create_time": 17e8 + 4, "content": {"parts": ["Hello.", {}, "You."]}}, "parent": "b"},
                },
            }
        ],
        ["user|Hi.", "*assistant|Hello.\nYou."],
    ),
    "azure-batch": (
        {
            "combinedRecognizedPhrases": [],
            "recognizedPhrases": [
                {"channel": 0, "offsetInTicks": 30000000.0, "durationInTicks": 5000000, "nBest": [{"display": "Sorry."}]},
                {"channel": 1, "offsetInTicks": 10000000.0, "durationInTicks": 5000000, "nBest": [{"display": "Hi."}]},
            ],
        },
        ["?Channel 1|Hi.", "?Channel 0|Sorry."],
    ),
    "azure-fast": (
        {
            "combinedPhrases": [{"text": "Hello. Hi."}],
            "phrases": [
                {"speaker": 0, "offsetMilliseconds": 40, "durationMilliseconds": 500, "text": "Hello there."},
                {"speaker": 1, "offsetMilliseconds": 900, "durationMilliseconds": 500, "text": "My card is lost."},
            ],
        },
        TWO,
    ),
    "azure-conversation": (
        {
            "analysisInput": {
                "conversations": [
                    {
                        "id": "c",
                        "conversationItems": [
                            {"participantId": "Agent", "text": "Hello."},
                            {"participantId": "Customer", "text": "Hi."},
                        ],
                    }
                ]
            }
        },
        ["*Agent|Hello.", "Customer|Hi."],
    ),
    "deepgram": (
        {
            "metadata": {"request_id": "r"},
            "results": {
                "channels": [
                    {
                        "alternatives": [
                            {
                                "words": [
                                    word("hello", 0.5, 0, punctuated_word="Hello"),
                                    word("there", 1.0, 0, punctuated_word="there."),
                                    word("my card is lost", 2.0, 1, punctuated_word="My card is lost."),
                                ]
                            }
                        ]
                    }
                ]
            },
        },
        TWO,
    ),
    "assemblyai": (
        {
            "id": "t",
            "acoustic_model": "m",
            "utterances": None,
            "words": [
                {"text": "Hello.", "start": 170, "end": 718, "speaker": "A"},
                {"text": "Hi.", "start": 900, "end": 1100, "speaker": "B"},
            ],
        },
        ["?Speaker A|Hello.", "?Speaker B|Hi."],
    ),
    "whisper": (
        {
            "segments": [
                {"start": 0.5, "end": 2.0, "text": " Hello there.", "speaker": "SPEAKER_00"},
                {"start": 2.5, "end": 3.0, "text": " Hi.", "speaker": "SPEAKER_01"},
            ],
            "language": "en",
        },
        ["?SPEAKER_00|Hello there.", "?SPEAKER_01|Hi."],
    ),
    "whisper-cpp": (
        {"systeminfo": "x", "transcription": [{"offsets": {"from": 0, "to": 1500}, "text": " Hello."}]},
        ["?|Hello."],
    ),
    "vcon": (
        {
            "vcon": "0.0.2",
            "uuid": "u",
            "parties": [{"name": "Ann", "meta": {"role": "agent"}}, {"name": "Bo", "role": "customer"}],
            "dialog": [{"type": "recording"}],
            "analysis": [
                {
                    "type": "transcript",
                    "body": json.dumps([{"speaker": "Ann", "message": "Hello."}, {"speaker": "Bo", "message": "Hi."}]),
                }
            ],
        },
        ["*Ann|Hello.", "Bo|Hi."],
    ),
    "envelope": ({"ConversationId": "c", "Content": "**A Call**\n\n**Agent:** Hello.\n\n**Customer:** Hi."}, ["*Agent|Hello.", "Customer|Hi."]),
    "llm-chat": (
        {
            "messages": [
                {"role": "system", "content": "Be kind."},
                {"role": "user", "content": [{"type": "text", "text": "Hi."}, {"type": "image_url"}]},
                {"role": "assistant", "content": "Hello."},
                {"role": "tool", "content": "{}"},
            ]
        },
        ["-system|Be kind.", "user|Hi.", "*assistant|Hello.", "-tool|{}"],
    ),
    "podcast": (
        {
            "version": "1.0.0",
            "segments": [
                {"speaker": "Ann", "startTime": 0.5, "endTime": 1, "body": "Hello."},
                {"startTime": 1, "endTime": 2, "body": "There."},
                {"speaker": "Bo", "startTime": 2, "endTime": 3, "body": "Hi."},
            ],
        },
        ["?Ann|Hello.", "?Ann|There.", "?Bo|Hi."],
    ),
    "wtf": (
        {
            "transcript": {"text": "Hello.", "language": "en"},
            "segments": [{"id": 0, "start": 0.0, "end": 1.0, "text": "Hello.", "speaker": 0}],
            "speakers": {"0": {"label": "Ann"}},
        },
        ["?Ann|Hello."],
    ),
    "rev-ai": (
        {
            "monologues": [
                {
                    "speaker": 0,
                    "elements": [
                        {"type": "text", "value": "Hello", "ts": 0.5, "end_ts": 0.9},
                        {"type": "punct", "value": " "},
                        {"type": "text", "value": "there", "ts": 1.0, "end_ts": 1.4},
                        {"type": "punct", "value": "."},
                    ],
                },
                {"speaker": 1, "elements": [{"type": "text", "value": "My card is lost.", "ts": 2, "end_ts": 3}]},
            ]
        },
        TWO,
    ),
    "speechmatics": (
        {
            "format": "2.9",
            "results": [
                {"type": "word", "start_time": 0, "end_time": 1, "alternatives": [{"content": "Hello", "speaker": "S1"}]},
                {"type": "punctuation", "attaches_to": "previous", "alternatives": [{"content": ".", "speaker": "S1"}]},
                {"type": "word", "start_time": 2, "end_time": 3, "alternatives": [{"content": "Hi", "speaker": "S2"}]},
            ],
        },
        ["?S1|Hello.", "?S2|Hi"],
    ),
    "gladia": (
        {
            "result": {
                "transcription": {
                    "utterances": [
                        {"text": "Hello there.", "speaker": 0, "start": 0.1, "end": 1},
                        {"text": "My card is lost.", "speaker": 1, "start": 1.1, "end": 2},
                    ]
                }
            }
        },
        TWO,
    ),
    "ibm-watson": (
        {
            "result_index": 0,
            "results": [
                {"final": True, "alternatives": [{"transcript": "hello hi", "timestamps": [["hello", 0.1, 0.5], ["hi", 1.0, 1.2]]}]}
            ],
            "speaker_labels": [{"from": 0.1, "to": 0.5, "speaker": 0}, {"from": 1.0, "to": 1.2, "speaker": 1}],
        },
        ["?Speaker 0|hello", "?Speaker 1|hi"],
    ),
    "kaldi": (
        {
            "retval": {
                "words": [{"start": 0.1, "end": 0.5, "punct": "Hello."}, {"start": 2.1, "end": 2.5, "punct": "Hi."}],
                "segmentation": {
                    "segments": [
                        {"start": 0, "duration": 1, "speaker": {"@id": "S0"}},
                        {"start": 2, "duration": 1, "speaker": {"@id": "S1"}},
                    ]
                },
            }
        },
        ["?S0|Hello.", "?S1|Hi."],
    ),
    "genesys": (
        {
            "conversationId": "c",
            "transcripts": [
                {
                    "phrases": [
                        {"text": "Hi.", "participantPurpose": "external", "startTimeMs": 1700000002000},
                        {"text": "Hello.", "participantPurpose": "internal", "startTimeMs": 1700000000000},
                    ]
                }
            ],
        },
        ["*internal|Hello.", "external|Hi."],
    ),
    "twilio": (
        {
            "sentences": [
                {"media_channel": 1, "sentence_index": 0, "start_time": "0.5", "end_time": "1.0", "transcript": "Hello."},
                {"media_channel": 2, "sentence_index": 1, "start_time": "1.5", "end_time": "2.0", "transcript": "Hi."},
            ]
        },
        ["?Channel 1|Hello.", "?Channel 2|Hi."],
    ),
    "gong": (
        {
            "parties": [{"speakerId": "1", "name": "Ann", "affiliation": "Internal"}],
            "callTranscripts": [
                {
                    "callId": "c",
                    "transcript": [
                        {"speakerId": "1", "sentences": [{"start": 500, "end": 900, "text": "Hello."}]},
                        {"speakerId": "2", "sentences": [{"start": 1500, "end": 1900, "text": "Hi."}]},
                    ],
                }
            ],
        },
        ["*Ann|Hello.", "Speaker 2|Hi."],
    ),
    "note-takers": (
        {"transcript": [{"speaker": {"display_name": "Ann"}, "text": "Hello.", "timestamp": "00:00:05"}]},
        ["?Ann|Hello."],
    ),
    "zendesk": (
        {
            "ticket": {"id": 9, "requester_id": 2},
            "users": [{"id": 1, "name": "Ann", "role": "agent"}],
            "comments": [
                {"author_id": 2, "public": True, "plain_body": "Hi.", "created_at": "2024-05-01T10:00:00Z"},
                {"author_id": 1, "public": False, "plain_body": "Angry one.", "created_at": "2024-05-01T10:01:00Z"},
                {"author_id": 1, "public": True, "html_body": "<p>I&#39;m sorry.</p>", "created_at": "2024-05-01T10:02:00Z"},
            ],
        },
        ["User 2|Hi.", "-Ann|Angry one.", "*Ann|I'm sorry."],
    ),
    "intercom": (
        {
            "type": "conversation",
            "id": "5",
            "created_at": 1700000000,
            "source": {"body": "<p>Hi.</p>", "author": {"type": "user", "name": "Bo"}},
            "conversation_parts": {
                "conversation_parts": [
                    {"part_type": "note", "body": "<p>hm</p>", "author": {"type": "admin", "name": "Ann"}, "created_at": 1700000005},
                    {"part_type": "comment", "body": "Hello.", "author": {"type": "admin", "name": "Ann"}, "created_at": 1700000009},
                ]
            },
        },
        ["Bo|Hi.", "-Ann|hm", "*Ann|Hello."],
    ),
    "salesforce": (
        {
            "conversationEntries": [
                {
                    "entryType": "Message",
                    "sender": {"role": "EndUser"},
                    "serverReceivedTimestamp": 1700000000000,
                    "entryPayload": json.dumps({"abstractMessage": {"staticContent": {"text": "Hi."}}}),
                },
                {"entryType": "Message", "sender": {"role": "Agent"}, "serverReceivedTimestamp": 1700000004000, "messageText": "Hello."},
            ]
        },
        ["EndUser|Hi.", "*Agent|Hello."],
    ),
    "telegram": (
        {
            "name": "Bo",
            "messages": [
                {"type": "service", "actor": "Bo", "action": "joined"},
                {"type": "message", "date_unixtime": "1700000000", "from": "Bo", "text": ["Hi ", {"type": "bold", "text": "there"}]},
            ],
        },
        ["?Bo|Hi there"],
    ),
    "bot-framework": (
        [
            {"type": "conversationUpdate", "channelId": "x", "conversation": {"id": "c"}},
            {"type": "message", "channelId": "x", "from": {"name": "Bo", "role": "user"}, "text": "Hi.", "timestamp": "2024-05-01T10:00:00Z"},
            {"type": "message", "channelId": "x", "from": {"name": "Help", "role": "bot"}, "text": "Hello.", "timestamp": "2024-05-01T10:00:02Z"},
        ],
        ["Bo|Hi.", "*Help|Hello."],
    ),
    "abcd": (
        [{"convo_id": 7, "original": [["agent", "Hello."], ["customer", "Hi."], ["action", "Looked up."]]}],
        ["*agent|Hello.", "customer|Hi.", "-action|Looked up."],
    ),
    "harper-valley": (
        [
            {"speaker_role": "agent", "human_transcript": "hello", "transcript": "hollow", "offset_ms": 900, "start_ms": 1},
            {"speaker_role": "caller", "human_transcript": "hi", "transcript": "high", "offset_ms": 2000, "start_ms": 2},
        ],
        ["*agent|hello", "caller|hi"],
    ),
    "json-rows": (
        {"call_id": 4, "dialogue": [{"speaker": "Agent", "utterance": "Hello."}, {"speaker": "Customer", "utterance": "Hi."}]},
        ["*Agent|Hello.", "Customer|Hi."],
    ),
}

TEXT: dict[str, tuple[str, list[str]]] = {
    "srt": (
        "1\n00:00:01,000  -->  00:00:02,500\n<b>Ann</b>: Salt &amp; pepper,\nplease.\n\n"
        "2\n00:00:03.000 --> 00:00:04.000\nBo: Hi.\n3\n00:00:04,000 --> 00:00:05,000\nMy card is lost.\n\n"
        "4\n00:00:06,000 --> 00:00:07,000\nAnn: Oh no.\n",
        ["?Ann|Salt & pepper, please.", "?Bo|Hi.", "?Bo|My card is lost.", "?Ann|Oh no."],
    ),
    "sbv": ("0:00:00.500,0:00:02.000\nHello.\n\n0:00:03.000,0:00:04.000\nHi\nthere.\n", ["?|Hello.", "?|Hi there."]),
    "chat-export": (
        "01/02/24, 10:15 - Ann: Hello.\n01/02/24, 10:16 - Bo left\n13/02/24, 10:16 - Bo: Hi:\nsecond line\n13/02/24, 10:17 - Ann: Bye.\n",
        ["?Ann|Hello.", "?Bo|Hi:\nsecond line", "?Ann|Bye."],
    ),
    "zoom-chat": (
        "10:00:01 From Ann Lee to Everyone:\n\tHello.\n10:00:04 From Bo to Ann Lee(Direct Message):\n\tHi.\n\tAnd more.\n",
        ["?Ann Lee|Hello.", "?Bo|Hi.\nAnd more."],
    ),
    "botium": ("lost card\n\n#me\nhi\n\n#bot\nHELLO\nPAUSE 1000\n", ["me|hi", "*bot|HELLO"]),
    "bot-chat": (
        "user=Bo\nbot=Help\n\nBo: Hi!\n\nhelp: Hello.\n[Typing]\n[Herocard\n  title=Cards\n  text=We send cards.]\n",
        ["Bo|Hi!", "*Help|Hello.\nCards We send cards."],
    ),
    "rasa": (
        'version: "2.0"\nstories:\n- story: lost card\n  steps:\n  - intent: lost\n    user: |-\n      My card is lost.\n'
        "  - action: utter_sorry\n  - bot: I am sorry.\n",
        ["user|My card is lost.", "*bot|I am sorry."],
    ),
    "chat-cha": (
        "@UTF8\n@Begin\n@Participants:\tAGT Ann Agent, CUS Bo Customer\n*AGT:\thello there . \x15100_900\x15\n%mor:\tco|hello\n"
        "*CUS:\t&-um my card\n\tis lost [/] lost . \x151000_2000\x15\n@End\n",
        ["*AGT|hello there.", "CUS|my card is lost lost."],
    ),
    "zendesk-chat": (
        "chat_id,created_at,actor_id,message,type\n"
        "9,2024-05-01 10:00:05.000,agent:7,Hello.,ChatMessage\n"
        "9,2024-05-01 10:00:01.000,17,Hi.,ChatMessage\n"
        "9,2024-05-01 10:00:09.000,__system,,ChatEnd\n",
        ["17|Hi.", "*agent:7|Hello.", "-__system|ChatEnd"],
    ),
    "csv": (
        'Call ID;Speaker;Message\n1;Agent;"Hello; welcome.\nI am Ann."\n1;Customer;Hi.\n',
        ["*Agent|Hello; welcome.\nI am Ann.", "Customer|Hi."],
    ),
    "script": (
        "# Refund\n\nHi {customer_name}, thank you for writing.\n\n- I am sorry that your order is late.\n",
        ["*Script|Hi {customer_name}, thank you for writing.", "*Script|I am sorry that your order is late."],
    ),
    "ttml": (
        '<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"><head>'
        '<metadata><ttm:agent xml:id="a"><ttm:name>Ann</ttm:name></ttm:agent></metadata></head><body><div>'
        '<p begin="1.5s" end="00:00:02.5" ttm:agent="a">Hello<br/>there.</p></div></body></tt>',
        ["?Ann|Hello there."],
    ),
    "tei": (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><person xml:id="A" role="agent"><persName>Ann</persName></person>'
        '</teiHeader><text><body><u who="#A">Hello.</u><u who="#B">Hi.</u></body></text></TEI>',
        ["*Ann|Hello.", "B|Hi."],
    ),
    "html": (
        "<html><body><cite>Agent:</cite>\n<time>0:00</time>\n<p>Hello &amp; welcome.</p>\n<cite>Customer:</cite>\n<p>Hi.</p></body></html>",
        ["*Agent|Hello & welcome.", "Customer|Hi."],
    ),
    "convokit": (
        '{"id": "u2", "conversation_id": "c", "speaker": "Bo", "text": "Hi.", "timestamp": 20, "meta": {"role": "customer"}}\n'
        '{"id": "u1", "conversation_id": "c", "speaker": "Ann", "text": "Hello.", "timestamp": 10, "meta": {"role": "agent"}}\n',
        ["*Ann|Hello.", "Bo|Hi."],
    ),
    "speechmatics-live": (
        '{"message": "RecognitionStarted", "id": "x"}\n'
        '{"message": "AddPartialTranscript", "results": [{"type": "word", "alternatives": [{"content": "Hel"}]}]}\n'
        '{"message": "AddTranscript", "results": [{"type": "word", "alternatives": [{"content": "Hello", "speaker": "S1"}]}]}\n',
        ["?S1|Hello"],
    ),
}
