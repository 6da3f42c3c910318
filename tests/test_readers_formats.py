"""Every format by a small file of its own, and what may not be read as it."""

from __future__ import annotations

import json
import time
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readers_samples import JSON, TEXT
from readers_variants import VARIANTS

from empathy_audit.errors import InputError
from empathy_audit.model import Transcript, Turn
from empathy_audit.readers import opening, read, readers

SAMPLES: dict[str, tuple[bytes, list[str]]] = {
    **{name: (json.dumps(data).encode(), turns) for name, (data, turns) in JSON.items()},
    **{name: (text.encode(), turns) for name, (text, turns) in TEXT.items()},
}
MARKS = {"agent": "*", "bot": "*", "customer": "", "system": "-", "unknown": "?"}


def archive(**members: str) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(name, text)
    return packed.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: str) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row.split("|")) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def document(body: str) -> bytes:
    return archive(**{"word/document.xml": f"<?xml version='1.0'?><w:document {W}><w:body>{body}</w:body></w:document>"})


def workbook(*rows: str) -> bytes:
    cells = "".join(
        f'<row r="{n}">'
        + "".join(f'<c r="{chr(65 + i)}{n}" t="inlineStr"><is><t>{cell}</t></is></c>' for i, cell in enumerate(row.split("|")) if cell)
        + "</row>"
        for n, row in enumerate(rows, 1)
    )
    return archive(**{"xl/worksheets/sheet1.xml": f"<?xml version='1.0'?><worksheet {S}><sheetData>{cells}</sheetData></worksheet>"})


SAMPLES["docx"] = (
    document(table("Measure|Value", "Talk|3") + table("Start|Speaker|Transcription", "0:01|Agent|Hello.", "0:04|Customer|Hi.")),
    ["*Agent|Hello.", "Customer|Hi."],
)
SAMPLES["xlsx"] = (
    workbook("Call ID|Speaker|Text", "1|Agent|Hello.", "1|Customer|Hi."),
    ["*Agent|Hello.", "Customer|Hi."],
)
SAMPLES["slack"] = (
    archive(
        **{
            "users.json": '[{"id": "U1", "real_name": "Ann"}]',
            "help/2024-05-01.json": json.dumps(
                [
                    {"type": "message", "subtype": "channel_join", "user": "U1", "text": "<@U1> joined", "ts": "1700000000.1"},
                    {"type": "message", "user": "U1", "text": "Hi <@U2> &amp; all, see <https://x.org|here>", "ts": "1700000005.1"},
                ]
            ),
        }
    ),
    ["-Ann|@Ann joined", "?Ann|Hi @U2 & all, see here"],
)
ELSEWHERE = {"interchange", "webvtt", "labelled", "pdf"}  # formats with tests of their own


def shown(turn: Turn) -> str:
    return f"{MARKS[turn.role]}{turn.speaker}|{turn.text}"


def only(path: Path, content: bytes) -> Transcript:
    path.write_bytes(content)
    found = list(read(str(path), need_roles=False))
    assert len(found) == 1, [str(x) for x in found]
    assert isinstance(found[0], Transcript), str(found[0])
    return found[0]


def test_every_format_has_a_sample() -> None:
    assert set(readers()) == set(SAMPLES) | ELSEWHERE


@pytest.mark.parametrize("name", SAMPLES)
def test_format(name: str, tmp_path: Path) -> None:
    content, turns = SAMPLES[name]
    talk = only(tmp_path / "call.txt", content)
    assert talk.format == name
    assert [shown(turn) for turn in talk.turns] == turns


TIMES = {
    "aws-call-analytics": [0.04, 1.5],
    "contact-lens": [0, 1, 2, 5],
    "google-stt": [0.5, 2.5],
    "google-ccai": [0, 2.5],
    "aws-post-call": [0.5, 1.5],
    "aws-bedrock": [0.1, 1.1],
    "chatgpt-export": [0, 4],
    "azure-batch": [1, 3],
    "azure-fast": [0.04, 0.9],
    "assemblyai": [0.17, 0.9],
    "whisper-cpp": [0],
    "genesys": [0, 2],
    "gong": [0.5, 1.5],
    "intercom": [0, 5, 9],
    "harper-valley": [0.9, 2],
    "zoom-chat": [0, 3],
    "chat-cha": [0.1, 1],
    "chat-export": [None, None, None],
    "zendesk-chat": [0, 4, 8],
    "ttml": [1.5],
    "docx": [1, 4],
}


@pytest.mark.parametrize("name", TIMES)
def test_times_are_seconds(name: str, tmp_path: Path) -> None:
    assert [turn.start for turn in only(tmp_path / "a", SAMPLES[name][0]).turns] == TIMES[name]


LINES = {
    "srt": [2, 7, 10, 14],
    "csv": [2, 4],
    "script": [3, 5],
    "botium": [3, 6],
    "chat-cha": [4, 6],
    "convokit": [2, 1],
}


@pytest.mark.parametrize("name", LINES)
def test_lines(name: str, tmp_path: Path) -> None:
    assert [turn.line for turn in only(tmp_path / "a", SAMPLES[name][0]).turns] == LINES[name]


@pytest.mark.parametrize("name", ["whisper", "deepgram", "intercom", "vcon", "rev-ai"])
def test_lines_of_json_are_found(name: str, tmp_path: Path) -> None:
    text = json.dumps(JSON[name][0], indent=1)
    lines = text.split("\n")
    for turn in only(tmp_path / "a", text.encode()).turns:
        if name != "vcon":  # a string in a string
            assert turn.line is not None
            assert turn.text.split()[0] in lines[turn.line - 1]


def test_one_row_may_be_a_whole_call(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text('id,agent_name,transcript\n7,Ann,"Agent: Hello.\nCustomer: Hi."\n8,Bo,"Agent: Yes?\nCustomer: Hm."\n')
    found = list(read(str(path)))
    assert [(x.id, [shown(t) for t in x.turns], x.turns[0].line) for x in found if isinstance(x, Transcript)] == [
        ("7", ["*Agent|Hello.", "Customer|Hi."], 2),
        ("8", ["*Agent|Yes?", "Customer|Hm."], 4),
    ]


def test_a_markdown_table(tmp_path: Path) -> None:
    talk = only(tmp_path / "a.md", b"| Speaker | Text |\n|---|:---|\n| Agent | Hi, you. |\n| Customer | Hello. |\n")
    assert [shown(turn) for turn in talk.turns] == ["*Agent|Hi, you.", "Customer|Hello."]


def test_one_message_a_line(tmp_path: Path) -> None:
    talk = only(tmp_path / "a.jsonl", b'{"role": "user", "content": "Hi."}\n{"role": "assistant", "content": "Hello."}\n')
    assert [shown(turn) for turn in talk.turns] == ["user|Hi.", "*assistant|Hello."]


def test_columns_may_be_the_speakers(tmp_path: Path) -> None:
    talk = only(tmp_path / "a.csv", b"Customer,Agent\nMy card is lost.,\n,I am sorry.\n")
    assert [shown(turn) for turn in talk.turns] == ["Customer|My card is lost.", "*Agent|I am sorry."]


VCON_BODIES = {
    "labelled text": "Agent: Hello.\nCustomer: Hi.\n",
    "a list": [{"speaker": "Agent", "message": "Hello."}, {"speaker": "Customer", "message": "Hi."}],
    "a vendor's shape": {"segments": [{"start": 0, "end": 1, "text": "Hello.", "speaker": "Agent"},
                                      {"start": 1, "end": 2, "text": "Hi.", "speaker": "Customer"}]},
}


@pytest.mark.parametrize("body", VCON_BODIES.values(), ids=VCON_BODIES)
def test_what_a_vcon_may_hold(body: object, tmp_path: Path) -> None:
    whole = {"vcon": "0.0.3", "uuid": "u", "parties": [], "analysis": [{"type": "transcript", "body": body}]}
    talk = only(tmp_path / "a", json.dumps(whole).encode())
    assert (talk.format, talk.id) == ("vcon", "u")
    assert [shown(turn) for turn in talk.turns] == ["*Agent|Hello.", "Customer|Hi."]


def test_messages_of_a_vcon(tmp_path: Path) -> None:
    message = {"type": "text", "encoding": "base64url", "body": "SGku", "parties": [1, 0], "start": "2024-05-01T10:00:04Z"}
    reply = {"type": "text", "body": "Hello.", "originator": 0, "start": "2024-05-01T10:00:09Z"}
    parties = [{"name": "Ann", "role": "agent"}, {"tel": "+1", "role": "customer"}]
    talk = only(tmp_path / "a", json.dumps({"vcon": "0.0.3", "parties": parties, "dialog": [reply, message]}).encode())
    assert [(shown(turn), turn.start) for turn in talk.turns] == [("+1|Hi.", 0), ("*Ann|Hello.", 5)]


def test_a_document_of_paragraphs(tmp_path: Path) -> None:
    talk = only(tmp_path / "a.docx", document(paragraph("Agent   0:01") + paragraph("Hello.") + paragraph("Customer   0:04") + paragraph("Hi.")))
    assert [shown(turn) for turn in talk.turns] == ["*Agent|Hello.", "Customer|Hi."]


def test_rolling_captions_are_read_once(tmp_path: Path) -> None:
    text = (
        "WEBVTT\nKind: captions\n\n00:01.000 --> 00:02.000\nhello<00:01.500><c> there</c>\n\n"
        "00:02.000 --> 00:02.010\nhello there\n\n00:02.010 --> 00:04.000\nhello there\nhow<00:03.000><c> are you</c>\n"
    )
    assert " ".join(turn.text for turn in only(tmp_path / "a", text.encode()).turns).split() == "hello there how are you".split()


def test_times_and_titles_in_a_workbook(tmp_path: Path) -> None:
    cells = '<cellXfs><xf numFmtId="0"/><xf numFmtId="21"/><xf numFmtId="164"/></cellXfs>'
    styles = f'<styleSheet {S}><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm:ss"/></numFmts>{cells}</styleSheet>'

    def row(n: int, who: str, text: str, third: str) -> str:
        words = f'<c r="A{n}" t="inlineStr"><is><t>{who}</t><rPh><t>x</t></rPh></is></c><c r="B{n}" t="inlineStr"><is><t>{text}</t></is></c>'
        return f'<row r="{n}">{words}{third}</row>'

    for style, times, starts in (
        (1, ("0.0000115740740740741", "0.0000578703703703704"), [1, 5]),
        (2, ("45432.5", "45432.5000462963"), [0, 4]),
    ):
        timed = [f'<c r="C{n}" s="{style}"><v>{time}</v></c>' for n, time in enumerate(times, 3)]
        rows = [
            row(1, "Report of May", "", ""),
            row(2, "Speaker", "Text", '<c r="C2" t="inlineStr"><is><t>Start</t></is></c>'),
            row(3, "Agent", "Hello.", timed[0]),
            row(4, "Customer", "Hi.", timed[1]),
        ]
        sheet = f"<worksheet {S}><sheetData>{''.join(rows)}</sheetData></worksheet>"
        talk = only(tmp_path / "a.xlsx", archive(**{"xl/worksheets/sheet1.xml": sheet, "xl/styles.xml": styles}))
        assert [(shown(turn), turn.line) for turn in talk.turns] == [("*Agent|Hello.", 3), ("Customer|Hi.", 4)]
        assert [turn.start for turn in talk.turns] == starts


REFUSED = {
    "instructions, no talk": json.dumps([{"instruction": "hi", "input": "", "output": "Hello! I am {{name}}."}]).encode(),
    "tweet ids": b'{"conversation_id": "a", "tweets": [1]}\n{"conversation_id": "b", "tweets": [2]}\n',
    "a table of numbers": b"name,score\nAnn,1\nBo,2\n",
    "headings only": b"speaker,text\n",
    "figures by speaker": document(table("Speaker|Sentiment", "Agent|2.4", "Customer|1.1")),
    "an archive": archive(**{"notes/readme.txt": "hello"}),
    "an empty vcon": b'{"uuid": "", "vcon": "", "parties": [], "dialog": [], "analysis": []}',
    "null parties": b'{"uuid": "x", "vcon": "0.0.1", "parties": null, "dialog": [{"type": "recording", "parties": [1]}], "analysis": []}',
    "a page": b"<html><body><p>We sell cards.</p></body></html>",
    "documentation": b"# Output\n\nThe file looks like this:\n\n```json\n{\"Role\": \"AGENT\",\n \"Text\": \"hi\"}\n```\n\n+ **Role**: who\n",
    "rttm": b"SPEAKER F 1 0.0 0.5 <NA> <NA> s1 <NA> <NA>\nSPEAKER F 1 0.6 1.5 <NA> <NA> s2 <NA> <NA>\n",
    "broken yaml": b"stories:\n- story: a\n  steps: [\n",
    "old word": b"\xd0\xcf\x11\xe0",
    "pdf": b"%PDF-1.4 nothing",
}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_is_no_transcript(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    found = list(read(str(path), need_roles=False))
    assert found
    assert all(isinstance(x, InputError) for x in found), found


def pdf(*lines: str) -> bytes:
    """One page with these lines, as small as a PDF can be."""
    page = b"BT /F1 12 Tf 14 TL 72 720 Td " + b" ".join(b"(%s) Tj T*" % line.encode() for line in lines) + b" ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (table, len(written))
    return written + end


def test_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "call.pdf"
    path.write_bytes(pdf("Agent: Good morning, how can I help?", "Customer: My heating has been off since Monday."))
    (found,) = read(str(path))
    assert isinstance(found, Transcript)
    assert [(turn.role, turn.text) for turn in found.turns] == [
        ("agent", "Good morning, how can I help?"),
        ("customer", "My heating has been off since Monday."),
    ]
    path.write_bytes(pdf())
    assert "without text" in str(next(read(str(path))))


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_UNPACKED", 1000)
    path = tmp_path / "a.docx"
    path.write_bytes(document(paragraph("a" * 10_000)))
    assert "unpacks to more" in str(next(read(str(path))))


def test_xml_bombs_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    path.write_bytes(archive(**{"word/document.xml": bomb}))
    assert "unsafe" in str(next(read(str(path))))


# -- whatever comes in, only a transcript or an error comes out ---------------------------------------------------------

CONTENTS = [content for content, _ in SAMPLES.values()]
CONTENTS += [(c if isinstance(c, str) else json.dumps(c)).encode() for _, c, _ in VARIANTS.values()]
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def check(folder: Path, content: bytes) -> None:
    path = folder / "a"
    path.write_bytes(content)
    found = list(read(str(path), need_roles=False))
    assert found
    for each in found:
        assert isinstance(each, Transcript | InputError)
        if isinstance(each, InputError):
            assert all(problem.path == str(path) for problem in each.problems)


@QUICK
@given(content=st.binary(max_size=300))
def test_random_bytes(content: bytes, tmp_path: Path) -> None:
    check(tmp_path, content)


@QUICK
@given(content=st.sampled_from(CONTENTS), cut=st.integers(0, 3000), length=st.integers(0, 60), put=st.binary(max_size=8))
def test_changed_bytes(content: bytes, cut: int, length: int, put: bytes, tmp_path: Path) -> None:
    at = cut % (len(content) + 1)
    check(tmp_path, content[:at] + put + content[at + length :])


@QUICK
@given(data=st.data(), name=st.sampled_from(sorted(JSON)))
def test_changed_values(data: st.DataObject, name: str, tmp_path: Path) -> None:
    whole = json.loads(json.dumps(JSON[name][0]))
    place, keys = whole, data.draw(st.integers(1, 6))
    for _ in range(keys):
        options = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not options:
            break
        key = data.draw(st.sampled_from(options))
        if isinstance(place[key], dict | list) and data.draw(st.booleans()):
            place = place[key]
        else:
            place[key] = data.draw(JSON_VALUES)
            break
    check(tmp_path, json.dumps(whole).encode())


@QUICK
@given(lines=st.lists(st.text(alphabet="AgentCusomer: \t[]()0123456789*_-<>\n\"'{}|#,", max_size=40), max_size=8))
def test_lines_of_odd_signs(lines: list[str], tmp_path: Path) -> None:
    check(tmp_path, "\n".join(lines).encode())


@QUICK
@given(name=st.sampled_from(sorted(readers())), content=st.sampled_from(CONTENTS) | st.binary(max_size=200))
def test_a_wrong_format_may_be_asked_for(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    found = list(read(str(path), input_format=name, need_roles=False))
    assert found
    assert all(isinstance(each, Transcript | InputError) for each in found)


# -- hostile ------------------------------------------------------------------------------------------------------------

LONG = 20_000  # signs: a pattern that goes back and forth over them takes minutes, a straight one no time
SIGNS = [" ", "\t", "1", "1:", "*", "_", "<", "<v ", "[", "(", "{", "[Your ", "#", "> ", "-", "-->", ":", "a:", "a: ", '"', ",", "&", "Note ", "Agent: "]
PLACES = {
    "a line": "Agent: hi\nCustomer: yo\n%s\nAgent: x\n",
    "a turn": "Agent: hi\nCustomer: %s\nAgent: x\n",
    "alone": "%s\nx\n",
    "a cue": "1\n00:00:01,000 --> 00:00:02,000\n%s\n\n2\n00:00:03,000 --> 00:00:04,000\nBo: x\n",
    "a voice": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>%s</v>\n",
    "a message": "01/02/24, 10:15 - Ann: %s\n01/02/24, 10:16 - Bo: x\n01/02/24, 10:15 - %s\n",
    "a page": "<html><body>%s</body></html>",
    "a cell": "speaker,text\nAgent,%s\nCustomer,x y\n",
    "a script": "Hi {customer_name}, your %s\n\nyou %s\n",
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_long_lines_take_no_time(place: str, tmp_path: Path) -> None:
    began = time.process_time()
    for sign in SIGNS:
        check(tmp_path, place.replace("%s", sign * (LONG // len(sign))).encode())
    assert time.process_time() - began < 20  # seconds; a second is usual


def test_a_line_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_TEXT_LINE", 1000)
    path = tmp_path / "a.txt"
    path.write_text("Agent: hi\nCustomer: " + "x" * 1001)
    (found,) = read(str(path))
    assert isinstance(found, InputError)
    assert (found.problems[0].line, "longer than" in str(found)) == (2, True)


def test_lines_without_end_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_LINES", 1000)
    path = tmp_path / "a.txt"
    path.write_text("Agent: hi\nCustomer: yo\n" * 501)
    assert "more than 1000 lines" in str(next(read(str(path))))


def test_names_in_an_archive_are_no_paths(tmp_path: Path) -> None:
    message = '[{"user": "U1", "text": "Hi.", "ts": "1700000000.1"}]'
    talk = only(tmp_path / "a.zip", archive(**{"../../users.json": "[]", "../../etc/2024-01-01.json": message}))
    assert [turn.text for turn in talk.turns] == ["Hi."]
    assert list(tmp_path.rglob("*")) == [tmp_path / "a.zip"]


def test_json_lines_are_streamed(tmp_path: Path) -> None:
    line = json.dumps({"turns": [{"role": "agent", "text": "Hello there, how are you? " * 20}]}).encode() + b"\n"
    path = tmp_path / "a.jsonl"
    path.write_bytes(line * 5_000)
    tracemalloc.start()
    try:
        assert sum(1 for _ in read(str(path))) == 5_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < path.stat().st_size / 2
