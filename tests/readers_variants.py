"""Shapes that vendors document and tools write, beside those of `readers_samples.py`: invented files and what must come out.

A turn is `label@start|text`; a `*` before the label marks speech of the company, `-` what nobody said, `?` an unknown role.
"""

from __future__ import annotations

from typing import Any

VARIANTS: dict[str, tuple[str, Any, list[str]]] = {
    'genesys': (
        'genesys',
        {'organizationId': 'o', 'conversationId': 'c', 'communicationId': 'm', 'transcripts': [{'transcriptId': 't', 'language': 'en-us', 'phrases': [{'text': 'hi', 'stability': 1, 'confidence': 0.9, 'offset': {'milliseconds': 10}, 'startTimeMs': 1700000000000, 'duration': {'milliseconds': 1200}, 'words': [{'word': 'x'}], 'decoratedText': 'hi.', 'phraseIndex': 1, 'participantPurpose': 'external'}, {'text': 'hello', 'stability': 1, 'confidence': 0.9, 'offset': {'milliseconds': 10}, 'startTimeMs': 1700000003000, 'duration': {'milliseconds': 1200}, 'words': [{'word': 'x'}], 'decoratedText': 'hello.', 'phraseIndex': 1, 'participantPurpose': 'internal'}], 'analytics': {}}], 'participants': [{'participantPurpose': 'customer'}]},
        ['external@0|hi', '*internal@3|hello'],
    ),
    'genesys single': (
        'genesys',
        {'transcriptId': 't', 'language': 'en', 'phrases': [{'text': 'hi', 'stability': 1, 'confidence': 0.9, 'offset': {'milliseconds': 10}, 'startTimeMs': 1700000000000, 'duration': {'milliseconds': 1200}, 'words': [{'word': 'x'}], 'decoratedText': 'hi.', 'phraseIndex': 1, 'participantPurpose': 'external'}, {'text': 'hello', 'stability': 1, 'confidence': 0.9, 'offset': {'milliseconds': 10}, 'startTimeMs': 1700000003000, 'duration': {'milliseconds': 1200}, 'words': [{'word': 'x'}], 'decoratedText': 'hello.', 'phraseIndex': 1, 'participantPurpose': 'internal'}]},
        ['external@0|hi', '*internal@3|hello'],
    ),
    'twilio': (
        'twilio',
        {'meta': {}, 'sentences': [{'media_channel': 1, 'sentence_index': 0, 'start_time': '0.5', 'end_time': '1.1', 'transcript': 'Hello.', 'sid': 'GT', 'confidence': '0.9', 'words': []}, {'media_channel': 2, 'sentence_index': 1, 'start_time': '2.5', 'end_time': '3.1', 'transcript': 'Hi.'}]},
        ['?Channel 1@0.5|Hello.', '?Channel 2@2.5|Hi.'],
    ),
    'twilio conversations msgs': (
        'json-rows',
        {'messages': [{'sid': 'IM1', 'author': '+1555', 'body': 'Hi', 'index': 0, 'date_created': '2024-05-01T10:00:00Z', 'participant_sid': 'MB1'}, {'sid': 'IM2', 'author': 'agent@x.org', 'body': 'Hello', 'index': 1, 'date_created': '2024-05-01T10:00:04Z'}]},
        ['?+1555@0|Hi', '?agent@x.org@4|Hello'],
    ),
    'gong': (
        'gong',
        {'requestId': 'r', 'records': {'totalRecords': 1}, 'callTranscripts': [{'callId': '1', 'transcript': [{'speakerId': '5', 'topic': 'Intro', 'sentences': [{'start': 0, 'end': 900, 'text': 'Hi.'}, {'start': 1000, 'end': 1900, 'text': 'How are you?'}]}, {'speakerId': '6', 'topic': None, 'sentences': [{'start': 2000, 'end': 2900, 'text': 'Fine.'}]}]}]},
        ['?Speaker 5@0|Hi.', '?Speaker 5@1|How are you?', '?Speaker 6@2|Fine.'],
    ),
    'gong w calls parties': (
        'gong',
        {'calls': [{'parties': [{'speakerId': '5', 'name': 'Ann', 'affiliation': 'Internal'}, {'speakerId': '6', 'name': 'Bo', 'affiliation': 'External'}]}], 'callTranscripts': [{'callId': '1', 'transcript': [{'speakerId': '5', 'sentences': [{'start': 0, 'end': 900, 'text': 'Hi.'}]}, {'speakerId': '6', 'sentences': [{'start': 2000, 'end': 2900, 'text': 'Fine.'}]}]}]},
        ['*Ann@0|Hi.', 'Bo@2|Fine.'],
    ),
    'fireflies': (
        'note-takers',
        {'data': {'transcript': {'id': 'x', 'title': 't', 'sentences': [{'index': 0, 'speaker_name': 'Ann', 'speaker_id': 0, 'text': 'Hi.', 'raw_text': 'hi', 'start_time': '0.1', 'end_time': '0.9'}, {'index': 1, 'speaker_name': None, 'speaker_id': 1, 'text': 'Yo.', 'raw_text': 'yo', 'start_time': 1.1, 'end_time': 1.9}]}}},
        ['?Ann@0.1|Hi.', '?Speaker 1@1.1|Yo.'],
    ),
    'fireflies list': (
        'json-rows',
        [{'sentence': 'Hi.', 'startTime': '00:01', 'endTime': '00:02', 'timestamp': '00:01', 'speaker_name': 'Ann', 'speaker_id': 0}, {'sentence': 'Yo.', 'startTime': '00:03', 'endTime': '00:04', 'speaker_name': 'Bo', 'speaker_id': 1}],
        ['?Ann@1|Hi.', '?Bo@3|Yo.'],
    ),
    'fathom': (
        'note-takers',
        {'transcript': [{'speaker': {'display_name': 'Ann', 'matched_calendar_invitee_email': 'a@x'}, 'text': 'Hi.', 'timestamp': '00:00:05'}, {'speaker': {'display_name': 'Bo'}, 'text': 'Yo.', 'timestamp': '00:00:08'}]},
        ['?Ann@5|Hi.', '?Bo@8|Yo.'],
    ),
    'intercom list': (
        'intercom',
        {'type': 'conversation.list', 'conversations': [{'type': 'conversation', 'id': '1', 'created_at': 1700000000, 'source': {'type': 'conversation', 'id': 's', 'delivered_as': 'customer_initiated', 'subject': '', 'body': '<p>Hi</p>', 'author': {'type': 'user', 'id': 'u', 'name': 'Bo'}}, 'conversation_parts': {'type': 'conversation_part.list', 'conversation_parts': [{'type': 'conversation_part', 'part_type': 'assignment', 'body': None, 'created_at': 1700000002, 'author': {'type': 'bot', 'name': 'Fin'}}, {'part_type': 'comment', 'body': '<p>Hello &amp; sorry</p>', 'created_at': 1700000009, 'author': {'type': 'admin', 'name': 'Ann'}}, {'part_type': 'comment', 'body': '<p>Auto</p>', 'created_at': 1700000010, 'author': {'type': 'bot', 'name': 'Fin', 'from_ai_agent': True}}], 'total_count': 2}}]},
        ['Bo@0|Hi', '-Fin@2|', '*Ann@9|Hello & sorry', '*Fin@10|Auto'],
    ),
    'sf soql': (
        'salesforce',
        {'totalSize': 2, 'done': True, 'records': [{'attributes': {'type': 'ConversationEntry'}, 'Id': '1', 'ActorType': 'EndUser', 'ActorName': 'Bo', 'EntryType': 'Text', 'Message': 'Hi', 'EntryTime': '2024-05-01T10:00:00.000+0000', 'ConversationId': 'c'}, {'attributes': {}, 'Id': '2', 'ActorType': 'Agent', 'ActorName': 'Ann', 'EntryType': 'Text', 'Message': 'Hello', 'EntryTime': '2024-05-01T10:00:05.000+0000'}, {'ActorType': 'System', 'EntryType': 'ParticipantChanged', 'Message': None, 'EntryTime': '2024-05-01T10:00:06.000+0000'}, {'ActorType': 'Bot', 'ActorName': 'Botty', 'EntryType': 'Text', 'Message': 'Welcome', 'EntryTime': '2024-05-01T09:59:59.000+0000'}]},
        ['*Botty@0|Welcome', 'Bo@1|Hi', '*Ann@6|Hello', '-System@7|'],
    ),
    'gladia': (
        'gladia',
        {'id': 'g', 'status': 'done', 'result': {'metadata': {'audio_duration': 9}, 'transcription': {'full_transcript': 'Hi. Yo.', 'languages': ['en'], 'utterances': [{'start': 0.1, 'end': 1, 'confidence': 0.9, 'channel': 0, 'speaker': 0, 'words': [{'word': 'Hi.'}], 'text': 'Hi.', 'language': 'en'}, {'start': 1.1, 'end': 2, 'channel': 0, 'speaker': 1, 'words': [], 'text': 'Yo.'}]}}},
        ['?Speaker 0@0.1|Hi.', '?Speaker 1@1.1|Yo.'],
    ),
    'gladia payload': (
        'gladia',
        {'event': 'transcription.success', 'payload': {'id': 'g', 'transcription': {'utterances': [{'start': 0.1, 'end': 1, 'speaker': 0, 'text': 'Hi.'}, {'start': 2, 'end': 3, 'speaker': 1, 'text': 'Hi you.'}]}}},
        ['?Speaker 0@0.1|Hi.', '?Speaker 1@2|Hi you.'],
    ),
    'gladia channels': (
        'gladia',
        {'result': {'transcription': {'utterances': [{'start': 0.1, 'end': 1, 'channel': 0, 'text': 'Hi.'}, {'start': 2, 'end': 3, 'channel': 1, 'text': 'Hi you.'}]}}},
        ['?Channel 0@0.1|Hi.', '?Channel 1@2|Hi you.'],
    ),
    'watson': (
        'ibm-watson',
        {'result_index': 0, 'results': [{'final': True, 'alternatives': [{'transcript': 'hello there ', 'confidence': 0.9, 'timestamps': [['hello', 0.1, 0.5], ['there', 0.6, 0.9]]}]}, {'final': True, 'alternatives': [{'transcript': 'hi ', 'timestamps': [['hi', 1.1, 1.5]]}]}], 'speaker_labels': [{'from': 0.1, 'to': 0.5, 'speaker': 0, 'confidence': 0.5, 'final': False}, {'from': 0.6, 'to': 0.9, 'speaker': 0}, {'from': 1.1, 'to': 1.5, 'speaker': 1}]},
        ['?Speaker 0@0.1|hello there', '?Speaker 1@1.1|hi'],
    ),
    'watson async': (
        'ibm-watson',
        {'created': 'x', 'id': 'job', 'status': 'completed', 'results': [{'result_index': 0, 'results': [{'final': True, 'alternatives': [{'transcript': 'hello there '}]}]}]},
        ['?|hello there'],
    ),
    'watson list': (
        'ibm-watson',
        [{'result_index': 0, 'results': [{'final': True, 'alternatives': [{'transcript': 'hello there '}]}]}],
        ['?|hello there'],
    ),
    'ccai export entries': (
        'google-ccai',
        {'entries': [{'text': 'Hi', 'role': 'CUSTOMER', 'user_id': '1', 'start_timestamp_usec': '1700000000000000'}, {'text': 'Hello', 'role': 'AUTOMATED_AGENT', 'user_id': '2', 'start_timestamp_usec': '1700000003000000'}, {'text': 'Ann here', 'role': 'AGENT', 'user_id': '3', 'start_timestamp_usec': '1700000005000000'}]},
        ['CUSTOMER@0|Hi', '*AUTOMATED_AGENT@3|Hello', '*AGENT@5|Ann here'],
    ),
    'ccai transcript': (
        'google-ccai',
        {'name': 'x', 'transcript': {'transcriptSegments': [{'messageTime': '2024-05-01T10:00:00Z', 'text': 'Hi', 'confidence': 0.9, 'words': [], 'languageCode': 'en', 'channelTag': 1, 'segmentParticipant': {'role': 'HUMAN_AGENT', 'userId': '1'}}, {'messageTime': '2024-05-01T10:00:04Z', 'text': 'Yo', 'channelTag': 2, 'segmentParticipant': {'role': 'END_USER'}}]}},
        ['*HUMAN_AGENT@0|Hi', 'END_USER@4|Yo'],
    ),
    'dialogflow msgs': (
        'google-ccai',
        {'messages': [{'name': 'm', 'content': 'Hi', 'participant': 'p1', 'participantRole': 'END_USER', 'createTime': '2024-05-01T10:00:00Z'}, {'content': 'Hello', 'participantRole': 'HUMAN_AGENT', 'createTime': '2024-05-01T10:00:03Z'}, {'content': 'Auto', 'participantRole': 'AUTOMATED_AGENT', 'createTime': '2024-05-01T10:00:04Z'}]},
        ['END_USER@0|Hi', '*HUMAN_AGENT@3|Hello', '*AUTOMATED_AGENT@4|Auto'],
    ),
    'google v1 diar cumulative': (
        'google-stt',
        {'results': [{'alternatives': [{'transcript': 'hello there', 'words': [{'word': 'hello', 'startTime': '0.1s', 'endTime': '0.5s'}, {'word': 'there', 'startTime': '0.6s', 'endTime': '1.0s'}]}], 'languageCode': 'en'}, {'alternatives': [{'words': [{'word': 'hello', 'startTime': '0.1s', 'endTime': '0.5s', 'speakerTag': 1}, {'word': 'there', 'startTime': '0.6s', 'endTime': '1.0s', 'speakerTag': 1}, {'word': 'hi', 'startTime': '2.0s', 'endTime': '2.4s', 'speakerTag': 2}]}]}]},
        ['?Speaker 1@0.1|hello there', '?Speaker 2@2|hi'],
    ),
    'google v2': (
        'google-stt',
        {'results': [{'alternatives': [{'transcript': 'hello there hi', 'words': [{'startOffset': '0.1s', 'endOffset': '0.5s', 'word': 'hello', 'speakerLabel': '1'}, {'startOffset': '0.6s', 'word': 'there', 'speakerLabel': '1'}, {'startOffset': '2s', 'word': 'hi', 'speakerLabel': '2'}]}], 'resultEndOffset': '3s', 'languageCode': 'en-US'}], 'metadata': {'totalBilledDuration': '4s'}},
        ['?Speaker 1@0.1|hello there', '?Speaker 2@2|hi'],
    ),
    'google v2 several results (not cumulative)': (
        'google-stt',
        {'results': [{'alternatives': [{'transcript': 'hello there', 'words': [{'startOffset': '0.1s', 'endOffset': '0.5s', 'word': 'hello', 'speakerLabel': '1'}, {'startOffset': '0.6s', 'word': 'there', 'speakerLabel': '1'}]}]}, {'alternatives': [{'transcript': 'hi', 'words': [{'startOffset': '2s', 'word': 'hi', 'speakerLabel': '2'}]}]}]},
        ['?Speaker 1@0.1|hello there', '?Speaker 2@2|hi'],
    ),
    'google v2 batch gcs results wrapper': (
        'google-stt',
        {'results': {'gs://x': {'transcript': {'results': [{'alternatives': [{'transcript': 'hello there'}], 'channelTag': 1}, {'alternatives': [{'transcript': 'hi'}], 'channelTag': 2}]}}}},
        ['?Channel 1|hello there', '?Channel 2|hi'],
    ),
    'google longrunning': (
        'google-stt',
        {'name': '1', 'done': True, 'response': {'@type': 'x', 'results': [{'alternatives': [{'transcript': 'hello there', 'confidence': 0.9}]}]}},
        ['?|hello there'],
    ),
    'google channels': (
        'google-stt',
        {'results': [{'alternatives': [{'transcript': 'hello there', 'words': [{'word': 'hello', 'startTime': '3s', 'endTime': '3.4s'}]}], 'channelTag': 1}, {'alternatives': [{'transcript': 'hi', 'words': [{'word': 'hi', 'startTime': '1s', 'endTime': '1.4s'}]}], 'channelTag': 2}]},
        ['?Channel 2@1|hi', '?Channel 1@3|hello there'],
    ),
    'google empty result': (
        'google-stt',
        {'results': [{'resultEndTime': '1s'}, {'alternatives': [{'transcript': 'hello there'}]}]},
        ['?|hello there'],
    ),
    'azure fast': (
        'azure-fast',
        {'durationMilliseconds': 5000, 'combinedPhrases': [{'channel': 0, 'text': 'Hello.'}, {'channel': 1, 'text': 'Hi.'}], 'phrases': [{'channel': 0, 'offsetMilliseconds': 40, 'durationMilliseconds': 320, 'text': 'Hello.', 'words': [], 'locale': 'en-US', 'confidence': 0.9}, {'channel': 1, 'offsetMilliseconds': 10, 'durationMilliseconds': 20, 'text': 'Hi.', 'locale': 'en'}]},
        ['?Channel 1@0.01|Hi.', '?Channel 0@0.04|Hello.'],
    ),
    'azure fast old keys': (
        'azure-fast',
        {'duration': 5000, 'combinedPhrases': [{'text': 'Hello.'}], 'phrases': [{'speaker': 1, 'offset': 40, 'duration': 320, 'text': 'Hello.'}, {'speaker': 2, 'offset': 1040, 'duration': 320, 'text': 'Hi.'}]},
        ['?Speaker 1@0.04|Hello.', '?Speaker 2@1.04|Hi.'],
    ),
    'azure rt list': (
        'azure-fast',
        [{'Id': 'a', 'RecognitionStatus': 'Success', 'Offset': 10000000, 'Duration': 5000000, 'DisplayText': 'Hello.', 'SpeakerId': 'Guest-1', 'NBest': [{'Display': 'Hello.'}]}, {'Id': 'b', 'RecognitionStatus': 'Success', 'Offset': 20000000, 'Duration': 5000000, 'SpeakerId': 'Guest-2', 'NBest': [{'Display': 'Hi.'}]}],
        ['?Guest-1@1|Hello.', '?Guest-2@2|Hi.'],
    ),
    'azure batch iso': (
        'azure-batch',
        {'source': 'x', 'duration': 'PT9S', 'combinedRecognizedPhrases': [{'channel': 0, 'display': 'x'}], 'recognizedPhrases': [{'recognitionStatus': 'Success', 'channel': 0, 'speaker': 1, 'offset': 'PT1.2S', 'duration': 'PT0.5S', 'nBest': [{'confidence': 0.9, 'lexical': 'hello', 'itn': 'hello', 'maskedITN': 'hello', 'display': 'Hello.'}]}, {'recognitionStatus': 'Success', 'channel': 0, 'speaker': 2, 'offset': 'PT3S', 'duration': 'PT0.5S', 'nBest': [{'display': 'Hi.'}]}, {'recognitionStatus': 'NoMatch', 'channel': 0, 'speaker': 2, 'offset': 'PT5S', 'duration': 'PT0.5S', 'nBest': []}]},
        ['?Speaker 1@1.2|Hello.', '?Speaker 2@3|Hi.', '?Speaker 2@5|'],
    ),
    'azure conv result': (
        'azure-conversation',
        {'kind': 'Conversation', 'analysisInput': {'conversations': [{'id': '1', 'language': 'en', 'modality': 'transcript', 'conversationItems': [{'id': '1', 'participantId': 'p1', 'role': 'Agent', 'text': 'Hello', 'lexical': 'hello'}, {'id': '2', 'participantId': 'p2', 'role': 'Customer', 'text': 'Hi', 'audioTimings': []}]}]}, 'tasks': []},
        ['*p1|Hello', 'p2|Hi'],
    ),
    'azure conv participants': (
        'azure-conversation',
        {'conversations': [{'id': '1', 'participants': [{'id': 'p1', 'role': 'agent'}], 'conversationItems': [{'id': '1', 'participantId': 'p1', 'text': 'Hello'}, {'id': '2', 'participantId': 'p2', 'text': 'Hi'}]}]},
        ['*p1|Hello', 'p2|Hi'],
    ),
    'contact lens chat': (
        'contact-lens',
        {'AccountId': '1', 'Channel': 'CHAT', 'ChatTranscriptVersion': 'x', 'Categories': {}, 'ContentMetadata': {'Output': 'Raw'}, 'CustomerMetadata': {'ContactId': 'cid'}, 'JobStatus': 'COMPLETED', 'Participants': [{'ParticipantId': 'u1', 'ParticipantRole': 'CUSTOMER', 'DisplayName': 'Bo'}, {'ParticipantId': 'u2', 'ParticipantRole': 'AGENT', 'DisplayName': 'Ann'}, {'ParticipantId': 'u3', 'ParticipantRole': 'SYSTEM', 'DisplayName': 'SYSTEM_MESSAGE'}, {'ParticipantId': 'u4', 'ParticipantRole': 'SUPERVISOR'}], 'Transcript': [{'AbsoluteTime': '2024-05-01T10:00:00.000Z', 'Content': 'Welcome', 'ContentType': 'text/plain', 'Id': '1', 'ParticipantId': 'u3', 'Type': 'MESSAGE', 'DisplayName': 'SYSTEM_MESSAGE'}, {'AbsoluteTime': '2024-05-01T10:00:01.000Z', 'ContentType': 'application/vnd.amazonaws.connect.event.participant.joined', 'Id': '2', 'ParticipantId': 'u1', 'Type': 'EVENT'}, {'AbsoluteTime': '2024-05-01T10:00:02.000Z', 'Content': 'Hi', 'Id': '3', 'ParticipantId': 'u1', 'Type': 'MESSAGE', 'DisplayName': 'Bo'}, {'AbsoluteTime': '2024-05-01T10:00:05.000Z', 'Content': 'Hello', 'Id': '4', 'ParticipantId': 'u2', 'Type': 'MESSAGE'}, {'AbsoluteTime': '2024-05-01T10:00:06.000Z', 'Id': '5', 'ParticipantId': 'u2', 'Type': 'ATTACHMENT', 'Attachments': [{'AttachmentName': 'a.pdf'}]}, {'AbsoluteTime': '2024-05-01T10:00:08.000Z', 'Content': 'Sup', 'ParticipantId': 'u4', 'Type': 'MESSAGE'}]},
        ['-SYSTEM_MESSAGE@0|Welcome', '-CUSTOMER@1|', 'Bo@2|Hi', '*AGENT@5|Hello', '*AGENT@6|', '*SUPERVISOR@8|Sup'],
    ),
    'connect chat s3': (
        'contact-lens',
        {'Version': '2019-08-26', 'InitialContactId': 'i', 'ContactId': 'cid', 'Participants': [{'ParticipantId': 'u1'}], 'Transcript': [{'Content': 'Hi', 'AbsoluteTime': '2024-05-01T10:00:02.000Z', 'Type': 'MESSAGE', 'ParticipantId': 'u1', 'ParticipantRole': 'CUSTOMER', 'DisplayName': 'Bo', 'ContentType': 'text/plain', 'Id': '1'}, {'Content': 'Hello', 'AbsoluteTime': '2024-05-01T10:00:03.000Z', 'Type': 'MESSAGE', 'ParticipantId': 'u2', 'ParticipantRole': 'AGENT', 'DisplayName': 'Ann'}]},
        ['Bo@0|Hi', '*Ann@1|Hello'],
    ),
    'CL realtime segs': (
        'contact-lens',
        {'Segments': [{'Transcript': {'ParticipantId': 'AGENT', 'ParticipantRole': 'AGENT', 'Content': 'Hi', 'BeginOffsetMillis': 0, 'EndOffsetMillis': 900, 'Id': '1'}}, {'Categories': {}}, {'Utterance': {'ParticipantId': 'CUSTOMER', 'ParticipantRole': 'CUSTOMER', 'PartialContent': 'he', 'BeginOffsetMillis': 1000}}]},
        ['*AGENT@0|Hi'],
    ),
    'CL redacted': (
        'contact-lens',
        {'Channel': 'VOICE', 'Participants': [{'ParticipantId': 'AGENT', 'ParticipantRole': 'AGENT'}, {'ParticipantId': 'CUSTOMER', 'ParticipantRole': 'CUSTOMER'}], 'Transcript': [{'ParticipantId': 'AGENT', 'Content': 'Hi [PII]', 'BeginOffsetMillis': 0, 'EndOffsetMillis': 900, 'Redaction': {}}, {'ParticipantId': 'CUSTOMER', 'Content': 'Yo', 'BeginOffsetMillis': 1000, 'EndOffsetMillis': 1900}]},
        ['*AGENT@0|Hi [PII]', 'CUSTOMER@1|Yo'],
    ),
    'transcribe channels': (
        'aws-transcribe',
        {'jobName': 'j', 'results': {'transcripts': [{'transcript': 'x'}], 'channel_labels': {'number_of_channels': 2, 'channels': [{'channel_label': 'ch_0', 'items': [{'start_time': '0.1', 'end_time': '0.5', 'type': 'pronunciation', 'alternatives': [{'content': 'Hello', 'confidence': '0.9'}], 'channel_label': 'ch_0'}, {'type': 'punctuation', 'alternatives': [{'content': '.'}], 'channel_label': 'ch_0'}, {'start_time': '5.0', 'end_time': '5.4', 'type': 'pronunciation', 'alternatives': [{'content': 'Sorry', 'confidence': '0.9'}], 'channel_label': 'ch_0'}]}, {'channel_label': 'ch_1', 'items': [{'start_time': '2.0', 'end_time': '2.4', 'type': 'pronunciation', 'alternatives': [{'content': 'Hi', 'confidence': '0.9'}], 'channel_label': 'ch_1'}]}]}, 'items': []}},
        ['?ch_0@0.1|Hello.', '?ch_1@2|Hi', '?ch_0@5|Sorry'],
    ),
    'transcribe audio_segments': (
        'aws-transcribe',
        {'jobName': 'j', 'results': {'transcripts': [{'transcript': 'x'}], 'items': [{'id': 0, 'start_time': '0.1', 'end_time': '.5', 'type': 'pronunciation', 'speaker_label': 'spk_0', 'alternatives': [{'content': 'Hello'}]}, {'id': 1, 'type': 'punctuation', 'speaker_label': 'spk_0', 'alternatives': [{'content': '.'}]}, {'start_time': '2.0', 'end_time': '2.5', 'type': 'pronunciation', 'speaker_label': 'spk_1', 'alternatives': [{'content': 'Hi'}]}], 'audio_segments': [{'id': 0, 'transcript': 'Hello.', 'start_time': '0.1', 'end_time': '0.5', 'speaker_label': 'spk_0'}]}},
        ['?spk_0@0.1|Hello.', '?spk_1@2|Hi'],
    ),
    'transcribe segs by range': (
        'aws-transcribe',
        {'results': {'transcripts': [{'transcript': 'x'}], 'speaker_labels': {'speakers': 3, 'segments': [{'start_time': '0.0', 'end_time': '1.5', 'speaker_label': 'spk_0'}, {'start_time': '1.9', 'end_time': '2.5', 'speaker_label': 'spk_1'}]}, 'items': [{'start_time': '0.1', 'end_time': '0.5', 'type': 'pronunciation', 'alternatives': [{'content': 'Hello', 'confidence': '0.9'}], 'channel_label': None}, {'start_time': '0.6', 'end_time': '1.0', 'type': 'pronunciation', 'alternatives': [{'content': 'you', 'confidence': '0.9'}], 'channel_label': None}, {'start_time': '2.0', 'end_time': '2.4', 'type': 'pronunciation', 'alternatives': [{'content': 'Hi', 'confidence': '0.9'}], 'channel_label': None}]}},
        ['?spk_0@0.1|Hello you', '?spk_1@2|Hi'],
    ),
    'bedrock': (
        'aws-bedrock',
        {'metadata': {}, 'audio': {}, 'audio_items': [{}], 'audio_segments': [{'start_timestamp_millis': 100, 'end_timestamp_millis': 900, 'id': 0, 'type': 'TRANSCRIPT', 'text': 'Hi.', 'speaker': {'speaker_label': 'spk_0'}, 'channel': {'channel_label': 'ch_0'}}, {'start_timestamp_millis': 1100, 'end_timestamp_millis': 1900, 'text': 'Yo.', 'speaker': {'speaker_label': 'spk_1'}}]},
        ['?spk_0@0.1|Hi.', '?spk_1@1.1|Yo.'],
    ),
    'aws pca': (
        'aws-post-call',
        {'ConversationAnalytics': {'SpeakerLabels': [{'Speaker': 'spk_0', 'DisplayText': 'Agent'}, {'Speaker': 'spk_1', 'DisplayText': 'Customer'}], 'Duration': '9.0', 'ConversationTime': 'x'}, 'SpeechSegments': [{'SegmentStartTime': 0.1, 'SegmentEndTime': 0.9, 'SegmentSpeaker': 'spk_0', 'OriginalText': 'hello', 'DisplayText': 'Hello.', 'TextEdited': 0, 'WordConfidence': []}, {'SegmentStartTime': 1.1, 'SegmentEndTime': 1.9, 'SegmentSpeaker': 'spk_1', 'OriginalText': 'hi', 'DisplayText': 'Hi.', 'TextEdited': 0}]},
        ['*Agent@0.1|Hello.', 'Customer@1.1|Hi.'],
    ),
    'call analytics ch': (
        'aws-call-analytics',
        {'JobStatus': 'COMPLETED', 'LanguageCode': 'en-US', 'Transcript': [{'ParticipantRole': 'CUSTOMER', 'Content': 'Hi', 'BeginOffsetMillis': 1000, 'EndOffsetMillis': 1900, 'Items': []}, {'ParticipantRole': 'AGENT', 'Content': 'Hello', 'BeginOffsetMillis': 0, 'EndOffsetMillis': 900}], 'ConversationCharacteristics': {}},
        ['*AGENT@0|Hello', 'CUSTOMER@1|Hi'],
    ),
    'teams new': (
        'webvtt',
        (
            'WEBVTT\r\n'
            '\r\n'
            '88a0b1c2-1111-2222-3333-444455556666/17-0\r\n'
            '00:00:03.540 --> 00:00:05.120\r\n'
            '<v Ann Lee>Hello there,\r\n'
            'how are you?</v>\r\n'
            '\r\n'
            '88a0b1c2-1111-2222-3333-444455556666/17-1\r\n'
            '00:00:06.540 --> 00:00:07.120\r\n'
            '<v Bo>Hi.</v>\r\n'
        ),
        ['?Ann Lee@3.54|Hello there, how are you?', '?Bo@6.54|Hi.'],
    ),
    'teams old': (
        'webvtt',
        (
            'WEBVTT\n'
            '\n'
            'NOTE duration:"00:10:00"\n'
            '\n'
            'NOTE language:en-us\n'
            '\n'
            'NOTE Confidence: 0.9\n'
            '\n'
            '0:0:3.540 --> 0:0:5.120\n'
            'Hello there\n'
            '\n'
            '0:0:6.0 --> 0:0:7.0\n'
            'Hi.\n'
        ),
        ['?@3.54|Hello there', '?@6|Hi.'],
    ),
    'zoom': (
        'webvtt',
        (
            'WEBVTT\n'
            '\n'
            '1\n'
            '00:00:03.540 --> 00:00:05.120\n'
            'Ann Lee: Hello there\n'
            '\n'
            '2\n'
            '00:00:06.000 --> 00:00:07.000\n'
            'and more\n'
            '\n'
            '3\n'
            '00:00:08.000 --> 00:00:09.000\n'
            "Bo O'Neil (he/him): Hi: you\n"
            '\n'
            '4\n'
            '00:00:10.000 --> 00:00:11.000\n'
            'Ann Lee: Bye\n'
            '\n'
            '5\n'
            '00:00:10.000 --> 00:00:11.000\n'
            "Bo O'Neil (he/him): Bye\n"
        ),
        ['?Ann Lee@3.54|Hello there', '?Ann Lee@6|and more', "?Bo O'Neil (he/him)@8|Hi: you", '?Ann Lee@10|Bye', "?Bo O'Neil (he/him)@10|Bye"],
    ),
    'textual ids': (
        'webvtt',
        (
            'WEBVTT\n'
            '\n'
            'intro\n'
            '00:01.000 --> 00:02.000\n'
            'Hello\n'
            '\n'
            'outro cue\n'
            '00:03.000 --> 00:04.000 align:start position:0%\n'
            'Bye\n'
            '\n'
            'STYLE\n'
            '::cue{}\n'
            '\n'
            'REGION\n'
            'id:x\n'
        ),
        ['?@1|Hello', '?@3|Bye'],
    ),
    'two voices': (
        'webvtt',
        (
            'WEBVTT\n'
            '\n'
            '00:01.000 --> 00:02.000\n'
            '<v Ann>Hi</v>\n'
            '<v Bo>Yo &lt;3</v>\n'
            '\n'
            '00:03.000 --> 00:04.000\n'
            '- no tag\n'
        ),
        ['?Ann@1|Hi', '?Bo@1|Yo <3', '?Bo@3|- no tag'],
    ),
    'youtube': (
        'webvtt',
        (
            'WEBVTT\n'
            'Kind: captions\n'
            'Language: en\n'
            '\n'
            '00:00:00.000 --> 00:00:02.000 align:start position:0%\n'
            ' \n'
            'hello<00:00:00.500><c> there</c>\n'
            '\n'
            '00:00:02.000 --> 00:00:02.010 align:start position:0%\n'
            'hello there\n'
            ' \n'
            '\n'
            '00:00:02.010 --> 00:00:04.000 align:start position:0%\n'
            'hello there\n'
            'how<00:00:03.000><c> are</c><c> you</c>\n'
            '\n'
            '00:00:04.000 --> 00:00:04.010 align:start position:0%\n'
            'how are you\n'
            ' \n'
        ),
        ['?@0|', '?@2|hello there', '?@2.01|how are you', '?@4|'],
    ),
    'rolling w/o tags': (
        'srt',
        (
            '1\n'
            '00:00:00,000 --> 00:00:02,000\n'
            'hello there\n'
            '\n'
            '2\n'
            '00:00:02,000 --> 00:00:04,000\n'
            'hello there\n'
            'how are you\n'
            '\n'
            '3\n'
            '00:00:04,000 --> 00:00:06,000\n'
            'how are you\n'
            'fine thanks\n'
            '\n'
            '4\n'
            '00:00:06,000 --> 00:00:08,000\n'
            'fine thanks\n'
            'and you\n'
        ),
        ['?@0|hello there', '?@2|how are you', '?@4|fine thanks', '?@6|and you'],
    ),
    'srt brackets': (
        'srt',
        (
            '1\n'
            '00:00:00,000 --> 00:00:02,000\n'
            '[Ann] Hello there\n'
            '\n'
            '2\n'
            '00:00:02,000 --> 00:00:04,000\n'
            '[Bo] Hi\n'
            '\n'
            '3\n'
            '00:00:04,000 --> 00:00:06,000\n'
            'my card\n'
            '\n'
            '4\n'
            '00:00:06,000 --> 00:00:08,000\n'
            '[Ann] Oh no\n'
            '\n'
            '5\n'
            '00:00:08,000 --> 00:00:09,000\n'
            '[music]\n'
        ),
        ['?Ann@0|Hello there', '?Bo@2|Hi', '?Bo@4|my card', '?Ann@6|Oh no', '?Ann@8|[music]'],
    ),
    'srt brackets colon': (
        'srt',
        (
            '1\n'
            '00:00:00,000 --> 00:00:02,000\n'
            '[SPEAKER_00]: Hello there\n'
            '\n'
            '2\n'
            '00:00:02,000 --> 00:00:04,000\n'
            '[SPEAKER_01]: Hi\n'
            '\n'
            '3\n'
            '00:00:06,000 --> 00:00:08,000\n'
            '[SPEAKER_00]: Oh no\n'
        ),
        ['?SPEAKER_00@0|Hello there', '?SPEAKER_01@2|Hi', '?SPEAKER_00@6|Oh no'],
    ),
    'srt parens': (
        'srt',
        (
            '1\n'
            '00:00:00,000 --> 00:00:02,000\n'
            '(Speaker 0)\n'
            'Hello there\n'
            '\n'
            '2\n'
            '00:00:02,000 --> 00:00:04,000\n'
            '(Speaker 1)\n'
            'Hi\n'
            '\n'
            '3\n'
            '00:00:06,000 --> 00:00:08,000\n'
            '(Speaker 0)\n'
            'Oh no\n'
        ),
        ['?Speaker 0@0|Hello there', '?Speaker 1@2|Hi', '?Speaker 0@6|Oh no'],
    ),
    'srt credit': (
        'srt',
        (
            '1\n'
            '00:00:00,000 --> 00:00:02,000\n'
            'Subtitles by the Amara.org community\n'
            '\n'
            '2\n'
            '00:00:02,000 --> 00:00:04,000\n'
            'Ann: Hi\n'
            '\n'
            '3\n'
            '00:00:04,000 --> 00:00:05,000\n'
            'Bo: Yo\n'
            '\n'
            '4\n'
            '00:00:05,000 --> 00:00:06,000\n'
            'Ann: Well\n'
            '\n'
            '5\n'
            '00:00:08,000 --> 00:00:09,000\n'
            'Transcribed by https://otter.ai\n'
        ),
        ['-@0|Subtitles by the Amara.org community', '?Ann@2|Hi', '?Bo@4|Yo', '?Ann@5|Well', '-@8|Transcribed by https://otter.ai'],
    ),
    'srt first bom crlf no blank end': (
        'srt',
        (
            '\ufeff1\r\n'
            '00:00:00,000 --> 00:00:02,000\r\n'
            'Ann: Hello\r\n'
            '\r\n'
            '\r\n'
            '2\r\n'
            '00:00:02,000 --> 00:00:04,000\r\n'
            '\r\n'
            '3\r\n'
            '00:00:04,000 --> 00:00:05,000\r\n'
            'Bo: Hi\r\n'
            'Ann: x\r\n'
            'Bo: y'
        ),
        ['?Ann@0|Hello', '?Ann@2|', '?Bo@4|Hi', '?Ann@4|x', '?Bo@4|y'],
    ),
    'vtt blank line in payload seconds only': (
        'webvtt',
        'WEBVTT\n\n0.000 --> 3.480\nHello\n\n3.480 --> 65.2\nBye\n',
        ['?@0|Hello', '?@3.48|Bye'],
    ),
    'vtt upper WEBVTT FILE': (
        'webvtt',
        'WEBVTT FILE\n\n00:01.000 --> 00:02.000\nHi\n',
        ['?@1|Hi'],
    ),
    'vtt no blank after sig': (
        'webvtt',
        'WEBVTT\n00:01.000 --> 00:02.000\nHi\n',
        ['?@1|Hi'],
    ),
    'otter txt': (
        'labelled',
        (
            'Ann Lee  0:01  \n'
            'Hello there.\n'
            '\n'
            'Bo  0:05  \n'
            'Hi. My card\n'
            'is lost.\n'
            '\n'
            'Ann Lee  1:00:12  \n'
            'Oh no.\n'
            '\n'
            'Transcribed by https://otter.ai\n'
        ),
        ['?Ann Lee@1|Hello there.', '?Bo@5|Hi. My card\nis lost.', '?Ann Lee@3612|Oh no.'],
    ),
    'otter w/ title': (
        'labelled',
        (
            'Call with Bo\n'
            'Thu, May 2, 2024 3:05PM • 12:03\n'
            '\n'
            'SUMMARY KEYWORDS\n'
            'card, lost\n'
            '\n'
            'SPEAKERS\n'
            'Ann Lee, Bo\n'
            '\n'
            '00:00\n'
            'Ann Lee  00:00\n'
            'Hello there.\n'
            '\n'
            'Bo  00:05\n'
            'Hi. My card is lost.\n'
            '\n'
            'Ann Lee  00:12\n'
            'Oh no.\n'
        ),
        ['?Ann Lee@0|Hello there.', '?Bo@5|Hi. My card is lost.', '?Ann Lee@12|Oh no.'],
    ),
    'descript': (
        'labelled',
        '[00:00:00] Ann: Hello\n\n[00:00:05] Bo: Hi\n\n[00:00:08] Ann: Well\n',
        ['?Ann@0|Hello', '?Bo@5|Hi', '?Ann@8|Well'],
    ),
    'teams 5 line': (
        'srt',
        (
            '00:00:00.000 --> 00:00:02.000\n'
            'Ann Lee\n'
            'Hello there.\n'
            '\n'
            '00:00:02.000 --> 00:00:04.000\n'
            'Bo\n'
            'Hi.\n'
            '\n'
            '00:00:06.000 --> 00:00:08.000\n'
            'Ann Lee\n'
            'Bye.\n'
        ),
        ['?Ann Lee@0|Hello there.', '?Bo@2|Hi.', '?Ann Lee@6|Bye.'],
    ),
    'dialogue no space': (
        'labelled',
        'AGENT:Hello there\nCUSTOMER:Hi\nAGENT:bye\n',
        ['*AGENT|Hello there', 'CUSTOMER|Hi', '*AGENT|bye'],
    ),
    'rep + name': (
        'labelled',
        'Rep: Hello\nMaria: Hi\nRep: So?\nMaria: My card.\n',
        ['*Rep|Hello', 'Maria|Hi', '*Rep|So?', 'Maria|My card.'],
    ),
    'py quotes': (
        'labelled',
        '"""\nAgent: Hello\nCustomer: Hi\n"""\n',
        ['*Agent|Hello', 'Customer|Hi'],
    ),
    'quoted turns': (
        'labelled',
        'Agent: "Hello there."\n\nCustomer: "Hi, my \'card\' is lost."\n',
        ['*Agent|Hello there.', "Customer|Hi, my 'card' is lost."],
    ),
    'jp': (
        'labelled',
        '営業：こんにちは。\n顧客：はい。\n営業: どうぞ\n',
        ['*営業|こんにちは。', '顧客|はい。', '*営業|どうぞ'],
    ),
    'sharegpt': (
        'llm-chat',
        [{'id': 'a', 'conversations': [{'from': 'system', 'value': 'Be kind'}, {'from': 'human', 'value': 'Hi'}, {'from': 'gpt', 'value': 'Hello'}, {'from': 'function_call', 'value': '{}'}, {'from': 'observation', 'value': '{}'}]}, {'id': 'b', 'conversations': [{'from': 'human', 'value': 'Hi'}, {'from': 'gpt', 'value': 'Hello'}]}],
        ['-system|Be kind', 'human|Hi', '*gpt|Hello', '-function_call|{}', '-observation|{}', 'human|Hi', '*gpt|Hello'],
    ),
    'sharegpt jsonl': (
        'llm-chat',
        (
            '{"conversations":[{"from":"human","value":"Hi"},{"from":"gpt","value":"Hello"}]}\n'
            '{"conversations":[{"from":"human","value":"Hi2"},{"from":"gpt","value":"Hello2"}]}\n'
        ),
        ['human|Hi', '*gpt|Hello', 'human|Hi2', '*gpt|Hello2'],
    ),
    'openai jsonl': (
        'llm-chat',
        (
            '{"messages":[{"role":"system","content":"x"},{"role":"user","content":"Hi"},{"role":"assistant","content":null,"tool_calls":[{"id":"1"}]},{"role":"tool","content":"r"},{"role":"assistant","content":"Hello"}]}\n'
            '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"text","text":"Hey"},{"type":"text","text":"you"}]}]}\n'
        ),
        ['-system|x', 'user|Hi', '-assistant|', '-tool|r', '*assistant|Hello', 'user|Hi', '*assistant|Hey\nyou'],
    ),
    'chatgpt export mapping': (
        'chatgpt-export',
        [{'title': 't', 'create_time': 1.0, 'mapping': {'a': {'id': 'a', 'message': None, 'parent': None, 'children': ['b']}, 'b': {'id': 'b', 'message': {'author': {'role': 'user'}, 'create_time': 1700000000, 'content': {'content_type': 'text', 'parts': ['Hi']}}, 'parent': 'a', 'children': ['c']}, 'c': {'id': 'c', 'message': {'author': {'role': 'assistant'}, 'create_time': 1700000003, 'content': {'content_type': 'text', 'parts': ['Hello']}}, 'parent': 'b', 'children': []}}}],
        ['user@0|Hi', '*assistant@3|Hello'],
    ),
    'claude export': (
        'json-rows',
        [{'uuid': 'u', 'name': 'n', 'chat_messages': [{'uuid': '1', 'text': 'Hi', 'sender': 'human', 'created_at': '2024-05-01T10:00:00Z'}, {'text': 'Hello', 'sender': 'assistant', 'created_at': '2024-05-01T10:00:04Z'}]}],
        ['human@0|Hi', '*assistant@4|Hello'],
    ),
    'csv call per row single line': (
        'csv',
        (
            'call_id,transcript\n'
            '1,"Agent: Hello. Customer: Hi, my card is lost. Agent: Oh no, I am sorry."\n'
            '2,"Agent: Hello. Customer: Hey. Agent: So?"\n'
        ),
        ['*Agent|Hello.', 'Customer|Hi, my card is lost.', '*Agent|Oh no, I am sorry.', '*Agent|Hello.', 'Customer|Hey.', '*Agent|So?'],
    ),
    'csv agent/customer message cols': (
        'csv',
        'conversation_id,customer_message,agent_response\n1,Hi my card,Sorry to hear\n1,ok,bye\n',
        ['customer_message|Hi my card', '*agent_response|Sorry to hear', 'customer_message|ok', '*agent_response|bye'],
    ),
    'csv sep=': (
        'csv',
        'sep=;\nSpeaker;Text\nAgent;Hello\nCustomer;Hi\n',
        ['*Agent|Hello', 'Customer|Hi'],
    ),
    'csv no header': (
        'csv',
        'agent,Hello there\ncustomer,Hi my card\nagent,Oh no then\n',
        ['*agent|Hello there', 'customer|Hi my card', '*agent|Oh no then'],
    ),
    'csv preamble': (
        'csv',
        (
            'Report: calls\n'
            'Exported 2024-05-01\n'
            '\n'
            'Speaker,Text,Start\n'
            'Agent,Hello,00:00:01\n'
            'Customer,Hi,00:00:04\n'
        ),
        ['*Agent@1|Hello', 'Customer@4|Hi'],
    ),
    'tsv': (
        'csv',
        'speaker\tutterance\tstart_ms\nAgent\tHello there\t100\nCustomer\tHi\t2100\n',
        ['*Agent@0.1|Hello there', 'Customer@2.1|Hi'],
    ),
    'csv timestamp iso': (
        'csv',
        (
            'Timestamp,Sender,Message\n'
            '2024-05-01 10:00:00,Agent Ann,Hello\n'
            '2024-05-01 10:00:09,Customer,"Hi, all"\n'
        ),
        ['*Agent Ann@0|Hello', 'Customer@9|Hi, all'],
    ),
    'csv unordered turn': (
        'csv',
        'dialogue_id,turn_id,speaker,utterance\nd,2,USER,second\nd,1,SYSTEM,first\nd,3,SYSTEM,third\n',
        ['*SYSTEM|first', 'USER|second', '*SYSTEM|third'],
    ),
    'csv inbound': (
        'csv',
        'conversation_id,direction,message\n1,inbound,Hi\n1,outbound,Hello\n1,inbound,My card\n',
        ['|Hi', '*|Hello', '|My card'],
    ),
    'csv author_id inbound twcs': (
        'csv',
        (
            'tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n'
            '1,sprint,False,Tue Oct 31 22:10:47 +0000 2017,@11 hello there,2,3\n'
            '2,115712,True,Tue Oct 31 22:11:45 +0000 2017,@sprint hi all,,1\n'
        ),
        ['*sprint|@11 hello there', 'Speaker 115712|@sprint hi all'],
    ),
    'csv name col': (
        'csv',
        'Name,Message\nAnn,Hello there\nBo,Hi you\nAnn,Well then\n',
        ['?Ann|Hello there', '?Bo|Hi you', '?Ann|Well then'],
    ),
    'csv zendesk ticket': (
        'csv',
        (
            'ticket_id,comment_id,author,role,public,body\n'
            '1,1,Bo,end-user,true,Hi\n'
            '1,2,Ann,agent,false,internal thing\n'
            '1,3,Ann,agent,true,Hello\n'
        ),
        ['Bo|Hi', '-Ann|internal thing', '*Ann|Hello'],
    ),
    'taskmaster': (
        'json-rows',
        [{'conversation_id': 'dlg-1', 'instruction_id': 'x', 'utterances': [{'index': 0, 'speaker': 'USER', 'text': 'Hi', 'segments': []}, {'index': 1, 'speaker': 'ASSISTANT', 'text': 'Hello'}]}],
        ['USER|Hi', '*ASSISTANT|Hello'],
    ),
    'sgd': (
        'json-rows',
        [{'dialogue_id': '1_0', 'services': [], 'turns': [{'speaker': 'USER', 'utterance': 'Hi', 'frames': []}, {'speaker': 'SYSTEM', 'utterance': 'Hello', 'frames': []}]}],
        ['USER|Hi', '*SYSTEM|Hello'],
    ),
    'podcast json': (
        'podcast',
        {'version': '1.0.0', 'segments': [{'speaker': 'Ann', 'startTime': 0.5, 'endTime': 0.75, 'body': 'Hel'}, {'startTime': 0.75, 'endTime': 1, 'body': 'lo'}, {'speaker': 'Bo', 'startTime': 2, 'endTime': 3, 'body': 'Hi'}]},
        ['?Ann@0.5|Hel', '?Ann@0.75|lo', '?Bo@2|Hi'],
    ),
    'wtf full': (
        'wtf',
        {'transcript': {'text': 'x', 'language': 'en', 'duration': 9, 'confidence': 0.9}, 'segments': [{'id': 0, 'start': 0, 'end': 1, 'text': 'Hi', 'confidence': 0.9, 'speaker': 's1'}, {'id': 1, 'start': 1, 'end': 2, 'text': 'Yo', 'speaker': 2}], 'metadata': {}, 'speakers': {'s1': {'id': 's1', 'label': 'Ann'}, '2': {'id': 2, 'label': 'Customer'}}, 'quality': {}},
        ['*Ann@0|Hi', 'Customer@1|Yo'],
    ),
    'whisperx': (
        'whisper',
        {'segments': [{'start': 0.1, 'end': 1, 'text': ' Hi', 'words': [{'word': 'Hi', 'start': 0.1, 'end': 0.3, 'score': 0.9, 'speaker': 'SPEAKER_00'}], 'speaker': 'SPEAKER_00'}, {'start': 1.1, 'end': 2, 'text': ' Yo', 'words': []}], 'word_segments': []},
        ['?SPEAKER_00@0.1|Hi', '?@1.1|Yo'],
    ),
    'whisper verbose': (
        'whisper',
        {'task': 'transcribe', 'language': 'english', 'duration': 9.0, 'text': 'Hi', 'segments': [{'id': 0, 'seek': 0, 'start': 0.0, 'end': 1.0, 'text': ' Hi', 'tokens': [1], 'temperature': 0, 'avg_logprob': -0.1}]},
        ['?@0|Hi'],
    ),
    'openai diarized': (
        'whisper',
        {'text': 'x', 'segments': [{'type': 'transcript.text.segment', 'id': 's', 'start': 0, 'end': 1, 'speaker': 'A', 'text': 'Hi'}, {'id': 's2', 'start': 1, 'end': 2, 'speaker': 'B', 'text': 'Yo'}], 'usage': {}},
        ['?A@0|Hi', '?B@1|Yo'],
    ),
    'whisper.cpp': (
        'whisper-cpp',
        {'systeminfo': 'x', 'model': {}, 'params': {}, 'result': {'language': 'en'}, 'transcription': [{'timestamps': {'from': '00:00:00,000', 'to': '00:00:01,500'}, 'offsets': {'from': 0, 'to': 1500}, 'text': ' Hi', 'speaker': '0'}, {'timestamps': {'from': '00:00:01,500', 'to': '00:00:02,500'}, 'offsets': {'from': 1500, 'to': 2500}, 'text': ' Yo [SPEAKER_TURN]', 'speaker': '1'}]},
        ['?Speaker 0@0|Hi', '?Speaker 1@1.5|Yo'],
    ),
    'faster-whisper list': (
        'whisper',
        [{'start': 0.0, 'end': 1.0, 'text': 'Hi', 'speaker': 'A'}, {'start': 1.0, 'end': 2.0, 'text': 'Yo', 'speaker': 'B'}],
        ['?A@0|Hi', '?B@1|Yo'],
    ),
    'insanely-fast': (
        'whisper',
        {'speakers': [{'speaker': 'SPEAKER_00', 'timestamp': [0.0, 1.0], 'text': 'Hi'}, {'speaker': 'SPEAKER_01', 'timestamp': [1.0, 2.0], 'text': 'Yo'}], 'chunks': [{'timestamp': [0, 1], 'text': 'Hi'}], 'text': 'Hi'},
        ['?SPEAKER_00@0|Hi', '?SPEAKER_01@1|Yo'],
    ),
    'hf chunks': (
        'whisper',
        {'text': 'Hi Yo', 'chunks': [{'timestamp': [0.0, 1.0], 'text': ' Hi'}, {'timestamp': [1.0, 2.0], 'text': ' Yo'}]},
        ['?@0|Hi', '?@1|Yo'],
    ),
    'deepgram utt': (
        'deepgram',
        {'metadata': {'request_id': 'r', 'channels': 1}, 'results': {'channels': [{'alternatives': [{'transcript': 'Hi', 'words': []}]}], 'utterances': [{'start': 0, 'end': 1, 'channel': 0, 'transcript': 'Hi', 'speaker': 0, 'words': []}, {'start': 1, 'end': 2, 'channel': 0, 'transcript': 'Yo', 'speaker': 1}]}},
        ['?Speaker 0@0|Hi', '?Speaker 1@1|Yo'],
    ),
    'deepgram multi': (
        'deepgram',
        {'metadata': {'channels': 2}, 'results': {'channels': [{'alternatives': [{'transcript': 'Hi', 'words': [{'word': 'hi', 'start': 2, 'end': 2.5, 'punctuated_word': 'Hi'}]}]}, {'alternatives': [{'transcript': 'Yo', 'words': [{'word': 'yo', 'start': 0, 'end': 0.5, 'punctuated_word': 'Yo'}]}]}]}},
        ['?Channel 1@0|Yo', '?Channel 0@2|Hi'],
    ),
    'deepgram transcript only': (
        'deepgram',
        {'metadata': {}, 'results': {'channels': [{'alternatives': [{'transcript': 'Hi there'}]}]}},
        ['?|Hi there'],
    ),
    'assembly words null utter': (
        'assemblyai',
        {'id': 't', 'status': 'completed', 'audio_duration': 9, 'text': 'Hi Yo', 'words': [{'text': 'Hi', 'start': 100, 'end': 500, 'confidence': 0.9, 'speaker': None}, {'text': 'Yo', 'start': 600, 'end': 900}], 'utterances': None},
        ['?@0.1|Hi Yo'],
    ),
    'rev': (
        'rev-ai',
        {'monologues': [{'speaker': 0, 'elements': [{'type': 'text', 'value': 'Hi', 'ts': 0.1, 'end_ts': 0.5, 'confidence': 0.9}, {'type': 'punct', 'value': ', '}, {'type': 'text', 'value': 'all', 'ts': 0.6, 'end_ts': 0.8}, {'type': 'punct', 'value': '.'}]}, {'speaker': 1, 'elements': [{'type': 'text', 'value': 'Yo', 'ts': 1, 'end_ts': 1.2}, {'type': 'unknown', 'value': '<crosstalk>'}]}], 'speakers': [{'id': 0, 'name': 'Ann'}]},
        ['?Ann@0.1|Hi, all.', '?Speaker 1@1|Yo <crosstalk>'],
    ),
    'speechmatics v2': (
        'speechmatics',
        {'format': '2.9', 'job': {'id': 'j'}, 'metadata': {'type': 'transcription'}, 'results': [{'type': 'word', 'start_time': 0.1, 'end_time': 0.5, 'alternatives': [{'content': 'Hi', 'confidence': 1, 'language': 'en', 'speaker': 'S1'}]}, {'type': 'punctuation', 'is_eos': True, 'start_time': 0.5, 'end_time': 0.5, 'attaches_to': 'previous', 'alternatives': [{'content': '.', 'speaker': 'S1'}]}, {'type': 'entity', 'entity_class': 'money', 'start_time': 1, 'end_time': 2, 'alternatives': [{'content': '$5', 'speaker': 'S2'}], 'spoken_form': []}]},
        ['?S1@0.1|Hi.', '?S2@1|$5'],
    ),
    'speechmatics channel': (
        'speechmatics',
        {'format': '2.9', 'results': [{'type': 'word', 'channel': 'Agent', 'start_time': 1.1, 'end_time': 1.5, 'alternatives': [{'content': 'Hi'}]}, {'type': 'word', 'channel': 'Customer', 'start_time': 0.1, 'end_time': 0.5, 'alternatives': [{'content': 'Yo'}]}]},
        ['Customer@0.1|Yo', '*Agent@1.1|Hi'],
    ),
    'whisperx txt': (
        'labelled',
        '[SPEAKER_00]: Hello there\n[SPEAKER_01]: Hi\n[SPEAKER_00]: bye\n',
        ['?SPEAKER_00|Hello there', '?SPEAKER_01|Hi', '?SPEAKER_00|bye'],
    ),
    'time+bracket': (
        'labelled',
        (
            '[00:00:01.500 --> 00:00:02.000] [SPEAKER_00] Hello there\n'
            '[00:00:02.500 --> 00:00:03.000] [SPEAKER_01] Hi\n'
            '[00:00:04.500 --> 00:00:05.000] [SPEAKER_00] x y\n'
        ),
        ['?SPEAKER_00@1.5|Hello there', '?SPEAKER_01@2.5|Hi', '?SPEAKER_00@4.5|x y'],
    ),
    'whatsapp ios': (
        'chat-export',
        (
            '[23/01/24, 10:15:03] Ann: \u200eMessages and calls are end-to-end encrypted.\n'
            '[23/01/24, 10:15:07] Ann: Hello\n'
            'there\n'
            '\u200e[23/01/24, 10:15:09] Bo: \u200eimage omitted\n'
            '[23/01/24, 10:16:09] Bo: Hi <This message was edited>\n'
        ),
        ['-Ann@0|Messages and calls are end-to-end encrypted.', '?Ann@4|Hello\nthere', '-Bo@6|image omitted', '?Bo@66|Hi <This message was edited>'],
    ),
    'whatsapp us 12h': (
        'chat-export',
        (
            '1/23/24, 10:15 AM - Messages to this chat are end-to-end encrypted.\n'
            '1/23/24, 10:15 AM - Ann: Hello\n'
            '1/23/24, 1:15 PM - +1 555 123: Hi: you\n'
            '1/23/24, 1:16 PM - Ann added Bo\n'
        ),
        ['?Ann|Hello', '?+1 555 123|Hi: you'],
    ),
    'whatsapp es': (
        'chat-export',
        '23/1/24, 10:15 a. m. - Ann: Hola\n23/1/24, 10:16 p. m. - Bo: Hi\n',
        ['?Ann|Hola', '?Bo|Hi'],
    ),
    'whatsapp ymd': (
        'chat-export',
        '2024-01-23, 10:15 - Ann: Hello\n2024-01-23, 10:16 - Bo: Hi\n',
        ['?Ann|Hello', '?Bo|Hi'],
    ),
    'whatsapp dots': (
        'chat-export',
        '[23.01.24, 10:15:07] Ann: Hello\n[23.01.24, 10:15:17] Bo: Hi\n',
        ['?Ann@0|Hello', '?Bo@10|Hi'],
    ),
    'signal': (
        'chat-export',
        '[2024-01-23, 10:15] Ann: Hello\n[2024-01-23, 10:16] Bo: Hi\n',
        ['?Ann|Hello', '?Bo|Hi'],
    ),
    'zoom cloud tab': (
        'zoom-chat',
        '10:15:07\tAnn Lee:\tHello\n10:15:09\tBo:\tHi\n',
        ['?Ann Lee@0|Hello', '?Bo@2|Hi'],
    ),
    'zoom cloud space': (
        'zoom-chat',
        '10:15:07 Ann Lee:\tHello\n10:15:09 Bo:\tHi\n',
        ['?Ann Lee@0|Hello', '?Bo@2|Hi'],
    ),
    'zoom v1': (
        'zoom-chat',
        '10:15:07 From Ann Lee to Everyone : Hello\n10:15:09 From Bo  to  Ann Lee(Direct Message) : Hi\n',
        ['?Ann Lee@0|Hello', '?Bo@2|Hi'],
    ),
    'zoom v2': (
        'zoom-chat',
        '10:15:07 From Ann Lee to Everyone:\n\tHello\n\tmore\n10:15:09 From Bo  to  Ann L(Direct:\n\tHi\n',
        ['?Ann Lee@0|Hello\nmore', '?Bo@2|Hi'],
    ),
    'zoom space nothing': (
        'labelled',
        '10:15:07 Ann Lee: Hello\n10:15:09 Bo: Hi\n10:15:19 Ann Lee: Well\n',
        ['?Ann Lee@0|Hello', '?Bo@2|Hi', '?Ann Lee@12|Well'],
    ),
    'script quotes': (
        'script',
        (
            '# Refund\n'
            '\n'
            '## Opening\n'
            "> Hi {{agent.first_name}}, I'm sorry for {brief description of issue}.\n"
            '\n'
            '## Close\n'
            '> Thank you [Customer Name], have a good day.\n'
        ),
        ["*Script|Hi {{agent.first_name}}, I'm sorry for {brief description of issue}.", '*Script|Thank you [Customer Name], have a good day.'],
    ),
    'script fenced': (
        'script',
        (
            '## Outage {SEV1/SEV2/SEV3}\n'
            '\n'
            '```\n'
            'Hello %s,\n'
            'your ticket #{ticket.id} is open.\n'
            '```\n'
            '\n'
            '```\n'
            'Thank you.\n'
            '```\n'
        ),
        ['*Script|Hello %s,\nyour ticket #{ticket.id} is open.', '*Script|Thank you.'],
    ),
    'rasa domain': (
        'rasa',
        (
            'version: "3.1"\n'
            'intents:\n'
            '- greet\n'
            'responses:\n'
            '  utter_greet:\n'
            '  - text: "Hey! How are you?"\n'
            '  - text: "Hi {name}"\n'
            '    channel: x\n'
            '  utter_img:\n'
            '  - image: http://x\n'
        ),
        ['*utter_greet|Hey! How are you?', '*utter_greet|Hi {name}'],
    ),
    'bot chat': (
        'bot-chat',
        (
            '\ufeffuser=Joe\n'
            'bot=LulaBot\n'
            '\n'
            'user: Hello!\n'
            'bot: [Typing][Delay=3000]\n'
            "Hi, I'm Lula.\n"
            '[Attachment=cards.json cards]\n'
            'user: bye\n'
            'bot: bye\n'
        ),
        ['Joe|Hello!', "*LulaBot|Hi, I'm Lula.", 'Joe|bye', '*LulaBot|bye'],
    ),
    'botium': (
        'botium',
        (
            'my title\n'
            '\n'
            '#me\n'
            'hello $name\n'
            '\n'
            '#bot\n'
            'Hi there\n'
            'BUTTONS Yes|No\n'
            '!TEXT x\n'
            '\n'
            '#include FOO\n'
            '\n'
            '#me\n'
            'bye\n'
            '\n'
            '#bot\n'
            '?welcome\n'
        ),
        ['me|hello $name', '*bot|Hi there', 'me|bye', '*bot|?welcome'],
    ),
    'botfw transcript': (
        'bot-framework',
        [{'type': 'message', 'id': '1', 'text': 'hi', 'from': {'id': 'u1', 'role': 'user'}, 'channelId': 'emulator', 'timestamp': '2024-05-01T10:00:00.000Z', 'conversation': {'id': 'c'}, 'recipient': {'id': 'b'}}, {'type': 'message', 'text': 'hello', 'from': {'id': 'b', 'name': 'Bot', 'role': 'bot'}, 'channelId': 'emulator', 'timestamp': '2024-05-01T10:00:01.000Z'}, {'type': 'event', 'name': 'x', 'channelId': 'e'}, {'type': 'message', 'text': 'lost from', 'channelId': 'emulator'}],
        ['u1@0|hi', '*Bot@1|hello'],
    ),
    'html table': (
        'html',
        '<html><body><table><tr><th>Speaker</th><th>Text</th></tr><tr><td>Agent</td><td>Hello there</td></tr><tr><td>Customer</td><td>Hi</td></tr></table></body></html>',
        ['*Agent|Hello there', 'Customer|Hi'],
    ),
    'ttml': (
        'ttml',
        '<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="00:00:01.000" end="00:00:02.000">Ann: Hello</p><p begin="00:00:02.000" dur="1s">Bo: Hi<br/>you</p><p begin="00:00:05.000" end="6s">Ann: ok</p></div></body></tt>',
        ['?Ann@1|Hello', '?Bo@2|Hi you', '?Ann@5|ok'],
    ),
    'telegram': (
        'telegram',
        {'name': 'Bo', 'type': 'personal_chat', 'id': 1, 'messages': [{'id': 1, 'type': 'service', 'date': '2024-05-01T10:00:00', 'actor': 'Bo', 'action': 'phone_call'}, {'id': 2, 'type': 'message', 'date': '2024-05-01T10:00:05', 'date_unixtime': '1714557605', 'from': 'Bo', 'from_id': 'user1', 'text': ['Hi ', {'type': 'mention', 'text': '@ann'}], 'text_entities': []}, {'id': 3, 'type': 'message', 'date': '2024-05-01T10:00:09', 'from': 'Ann', 'text': 'Yo'}]},
        ['?Bo@0|Hi @ann', '?Ann@4|Yo'],
    ),
    'zendesk api': (
        'zendesk',
        {'comments': [{'id': 1, 'type': 'Comment', 'author_id': 11, 'body': 'Hi', 'html_body': '<div>Hi</div>', 'plain_body': 'Hi', 'public': True, 'created_at': '2024-05-01T10:00:00Z'}, {'id': 2, 'author_id': 22, 'body': 'secret', 'public': False, 'created_at': '2024-05-01T10:01:00Z'}, {'id': 3, 'author_id': 22, 'body': 'Hello', 'public': True, 'created_at': '2024-05-01T10:02:00Z'}], 'users': [{'id': 11, 'name': 'Bo', 'role': 'end-user'}, {'id': 22, 'name': 'Ann', 'role': 'agent'}]},
        ['Bo@0|Hi', '-Ann@60|secret', '*Ann@120|Hello'],
    ),
    'vcon wtf': (
        'vcon',
        {'vcon': '0.3.0', 'uuid': 'u', 'parties': [{'name': 'Ann', 'role': 'agent'}, {'name': 'Bo', 'role': 'customer'}], 'dialog': [{'type': 'recording', 'start': '2024-05-01T10:00:00Z', 'parties': [0, 1]}], 'analysis': [{'type': 'wtf_transcription', 'dialog': 0, 'mediatype': 'application/json', 'encoding': 'json', 'body': {'transcript': {'text': 'x'}, 'segments': [{'start': 0, 'end': 1, 'text': 'Hi', 'speaker': 0}, {'start': 1, 'end': 2, 'text': 'Yo', 'speaker': 1}], 'speakers': {'0': {'label': 'Ann'}, '1': {'label': 'Bo'}}}}]},
        ['*Ann@0|Hi', 'Bo@1|Yo'],
    ),
    'vcon deepgram str': (
        'vcon',
        {'vcon': '0.0.1', 'uuid': 'u', 'parties': [{'tel': '+1'}, {'tel': '+2', 'meta': {'role': 'agent'}}], 'dialog': [], 'analysis': [{'type': 'transcript', 'vendor': 'deepgram', 'body': '{"results":{"channels":[{"alternatives":[{"transcript":"hi","words":[{"word":"hi","start":0,"end":1,"speaker":0},{"word":"yo","start":1,"end":2,"speaker":1}]}]}]}}', 'encoding': 'json'}]},
        ['?Speaker 0@0|hi', '?Speaker 1@1|yo'],
    ),
    'vcon deepgram bare alt': (
        'vcon',
        {'vcon': '0.0.1', 'uuid': 'u', 'parties': [], 'dialog': [], 'analysis': [{'type': 'transcript', 'vendor': 'deepgram', 'body': {'confidence': 0.9, 'transcript': 'hi yo', 'words': [{'word': 'hi', 'start': 0, 'end': 1, 'speaker': 0}, {'word': 'yo', 'start': 1, 'end': 2, 'speaker': 1}], 'paragraphs': {'paragraphs': [{'speaker': 0, 'start': 0, 'end': 1, 'sentences': [{'text': 'Hi.'}]}, {'speaker': 1, 'start': 1, 'end': 2, 'sentences': [{'text': 'Yo.'}]}]}}}]},
        ['?Speaker 0@0|Hi.', '?Speaker 1@1|Yo.'],
    ),
    'vcon dialog text+ mimetype transfer': (
        'vcon',
        {'vcon': '0.4.0', 'uuid': 'u', 'parties': [{'name': 'Ann', 'role': 'Agent'}, {'name': 'Bo', 'role': 'Customer'}], 'dialog': [{'type': 'text', 'start': '2024-05-01T10:00:00Z', 'parties': [0, 1], 'originator': 1, 'body': '<p>Hi</p>', 'mediatype': 'text/html'}, {'type': 'transfer', 'start': '2024-05-01T10:00:01Z'}, {'type': 'text', 'start': '2024-05-01T10:00:04Z', 'parties': [1, 0], 'originator': 0, 'body': 'Hello', 'encoding': 'none'}]},
        ['Bo@0|Hi', '*Ann@4|Hello'],
    ),
}
