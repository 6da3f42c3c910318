"""The door: finding files, telling formats apart, and what is refused, with a place and a way out."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

import empathy_audit.readers.formats as formats
from empathy_audit.errors import InputError
from empathy_audit.model import Transcript
from empathy_audit.readers import collect, opening, read, readers

TALK = "Agent: Hello.\nCustomer: My card is lost.\n"
TURNS = [{"role": "agent", "text": "Hello."}, {"role": "customer", "speaker": "Bo", "text": "Hi.", "start": 1.5, "end": 3}]


def put(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def line_of(*turns: dict[str, object], id: str = "a") -> str:
    return json.dumps({"id": id, "turns": turns or TURNS}) + "\n"


# -- the house ----------------------------------------------------------------------------------------------------------


def test_every_reader_is_registered() -> None:
    folder = Path(formats.__file__).parent
    modules = {path.stem for path in folder.glob("*.py") if path.stem != "__init__"}
    registered = {reader.__name__.rpartition(".")[2] for reader in readers().values()}  # type: ignore[attr-defined]
    assert modules == registered


def test_readers_are_described() -> None:
    for name, reader in readers().items():
        assert name == reader.NAME
        assert reader.DESCRIPTION
        assert reader.__doc__ and len(reader.__doc__.strip().splitlines()) >= 1


# -- refused, in one line -----------------------------------------------------------------------------------------------

REFUSED = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\t\r\n", "blanks"),
    "binary": (bytes(range(256)) * 8, "binary"),
    "gzip": (b"\x1f\x8b\x08\x00abc", "gzip"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Word"),
    "sound": (b"RIFF\x00\x00\x00\x00WAVE", "sound"),
    "unknown json": (b'{"alpha": 1, "beta": {"gamma": 2}}', "keys alpha, beta"),
    "unknown list": (b'[{"alpha": 1}]', "keys alpha"),
    "a number": (b"[1, 2]", "a list"),
    "broken json": (b'{\n "turns": [\n {"role": "agent" "text": "x"}\n]}', ":3:"),
    "cut off json": (b'{"turns": [{"role": "agent", "te', "broken JSON"),
    "deep json": (b'[{"a":' * 20_000 + b"1" + b"}]" * 20_000, "nested"),
    "long number": (b'{"turns": ' + b"1" * 5000 + b"}", "number"),
    "unknown xml": (b"<?xml version='1.0'?><orders><order/></orders>", "<orders>"),
    "broken xml": (b"<?xml version='1.0'?><orders><order></orders>", "broken XML"),
    "entities": (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "entities"),
    "no turns": (b'{"id": "a", "turns": []}', "nobody says"),
    "no text": (b'{"id": "a", "turns": [{"role": "agent", "text": "hi"}, {"role": "customer"}]}', "turn 1"),
    "broken zip": (b"PK\x03\x04 no archive", "broken ZIP"),
}


@pytest.mark.parametrize(("content", "says"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_transcript_is_one_clear_error(content: bytes, says: str, tmp_path: Path) -> None:
    path = put(tmp_path, "secret.json", content)
    (found,) = read(path)
    assert isinstance(found, InputError)
    assert len(found.problems) == 1
    assert says in str(found)
    assert str(found).startswith(path)
    assert "\n" not in str(found)


def test_missing_and_folder(tmp_path: Path) -> None:
    assert "no such file" in str(next(read(str(tmp_path / "none.txt"))))
    assert "folder" in str(next(read(str(tmp_path))))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", TALK)
    Path(path).chmod(0)
    assert "permission" in str(next(read(path)))


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_WHOLE", 10)
    assert "larger than" in str(next(read(put(tmp_path, "a.txt", TALK))))


def test_two_claims_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers()["webvtt"], "claims", lambda _: True)
    monkeypatch.setattr(readers()["labelled"], "FALLBACK", False)
    path = put(tmp_path, "a.txt", TALK)
    message = str(next(read(path)))
    assert "webvtt" in message and "labelled" in message and "--input-format" in message
    assert isinstance(next(read(path, input_format="labelled")), Transcript)


def test_a_format_that_is_asked_for(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", TALK)
    assert isinstance(next(read(path, input_format="labelled")), Transcript)
    assert "known: " in str(next(read(path, input_format="nonsense")))
    assert "never is" in str(next(read(path, input_format="interchange")))


# -- interchange --------------------------------------------------------------------------------------------------------


def test_interchange(tmp_path: Path) -> None:
    (found,) = read(put(tmp_path, "a.json", json.dumps({"id": "x", "turns": TURNS}, indent=1)))
    assert isinstance(found, Transcript)
    assert (found.id, found.format) == ("x", "interchange")
    assert [(t.role, t.speaker, t.text, t.start, t.end) for t in found.turns] == [
        ("agent", "", "Hello.", None, None),
        ("customer", "Bo", "Hi.", 1.5, 3.0),
    ]
    assert [turn.line for turn in found.turns] == [6, 11]
    assert found.roles["agent"].source == "given"


def test_a_list_of_conversations(tmp_path: Path) -> None:
    found = list(read(put(tmp_path, "a.json", json.dumps([{"turns": TURNS}, {"turns": TURNS}, {"other": 1}]))))
    assert [x.id if isinstance(x, Transcript) else str(x.problems[0].message)[:7] for x in found] == ["a", "a-2", "is JSON"]


def test_a_broken_line_is_one_error_and_the_rest_comes_out(tmp_path: Path) -> None:
    lines = line_of(id="a") + "{broken\n" + "\n" + line_of(id="b") + '{"x": 1}\n' + line_of(id="a")
    path = put(tmp_path, "a.jsonl", lines)
    found = list(read(path))
    assert [x.id if isinstance(x, Transcript) else x.problems[0].line for x in found] == ["a", 2, "b", 5, "a-2"]
    assert {turn.line for turn in found[2].turns} == {4}  # type: ignore[union-attr]
    assert f"{path}:2:2: broken JSON" in str(found[1])


def test_a_first_line_may_be_broken_too(tmp_path: Path) -> None:
    found = list(read(put(tmp_path, "a.jsonl", '{"id": \n' + line_of(id="b"))))
    assert isinstance(found[0], InputError)
    assert isinstance(found[1], Transcript)


def test_a_line_that_is_too_long_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_LINE", 500)
    long = line_of({"role": "agent", "text": "x" * 2000})
    found = list(read(put(tmp_path, "a.jsonl", line_of(id="a") + long + line_of(id="b"))))
    assert [isinstance(x, Transcript) for x in found] == [True, False, True]
    assert found[1].problems[0].line == 2  # type: ignore[union-attr]


def test_an_empty_conversation_among_many_is_a_warning(tmp_path: Path) -> None:
    found = list(read(put(tmp_path, "a.jsonl", line_of(id="a") + '{"id": "b", "turns": []}\n')))
    assert [x.turns == () for x in found if isinstance(x, Transcript)] == [False, True]
    assert "nobody says" in found[1].warnings[0]  # type: ignore[union-attr]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TALK.encode())))
    (found,) = read("-")
    assert isinstance(found, Transcript)
    assert (found.path, found.id) == ("-", "stdin")


def test_half_a_character_is_replaced(tmp_path: Path) -> None:
    (found,) = read(put(tmp_path, "a.json", '{"turns": [{"role": "agent", "text": "a \\ud83d b"}]}'))
    assert isinstance(found, Transcript)
    assert found.turns[0].text == "a \ufffd b"


# -- encodings ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, end: str, tmp_path: Path) -> None:
    if encoding == "utf-32-be":
        encoding, mark = "utf-32-be", "\ufeff"
    else:
        mark = ""
    text = mark + "Agent: I\u2019m sorry.\nCustomer: My card is lost.\n".replace("\n", end)
    (found,) = read(put(tmp_path, "a.txt", text.encode(encoding)))
    assert isinstance(found, Transcript), found
    assert [turn.text for turn in found.turns] == ["I\u2019m sorry.", "My card is lost."]
    assert found.warnings == ()


def test_a_legacy_encoding_is_guessed_with_a_warning(tmp_path: Path) -> None:
    (found,) = read(put(tmp_path, "a.txt", "Agent: I\u2019m sorry.\nCustomer: My card is lost.\n".encode("cp1252")))
    assert isinstance(found, Transcript)
    assert found.turns[0].text == "I\u2019m sorry."
    assert "not UTF-8" in found.warnings[0]


def test_stray_marks_and_nuls_are_dropped(tmp_path: Path) -> None:
    text = "\ufeffAgent: Hel\x00lo.\n\ufeffCustomer: Hi.\n"
    (found,) = read(put(tmp_path, "a.txt", text))
    assert isinstance(found, Transcript)
    assert [turn.text for turn in found.turns] == ["Hello.", "Hi."]


# -- webvtt -------------------------------------------------------------------------------------------------------------

VTT = """WEBVTT - a call

NOTE not a cue

b3/1-0
0:0:1.500 --> 0:0:3.000 align:start
<v Ann Lee>Hello &amp; welcome,
I&#39;m Ann.</v>

4.000 --> 5.000
<v.loud Bo>My card is <i>lost</i>.</v><v Ann Lee>Oh no.

00:06.000 --> 00:07.000
Still Ann.
"""


def test_webvtt(tmp_path: Path) -> None:
    (found,) = read(put(tmp_path, "a.vtt", VTT), agents=["Ann*"])
    assert isinstance(found, Transcript)
    assert [(t.speaker, t.text, t.start, t.end, t.line) for t in found.turns] == [
        ("Ann Lee", "Hello & welcome, I'm Ann.", 1.5, 3.0, 6),
        ("Bo", "My card is lost.", 4.0, 5.0, 10),
        ("Ann Lee", "Oh no.", 4.0, 5.0, 10),
        ("Ann Lee", "Still Ann.", 6.0, 7.0, 13),
    ]


# -- collect ------------------------------------------------------------------------------------------------------------


def test_collect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a/2.txt", "a/1.json", "a/b/c.vtt", ".hidden/x.txt", "a/.x.txt", "a/pic.png", "a/README.md"):
        put(tmp_path, name, TALK)
    (tmp_path / "empty").mkdir()
    assert list(collect(["a"])) == ["a/1.json", "a/2.txt", "a/b/c.vtt"]
    assert list(collect(["b.txt", "a", "b.txt", "-", "./a/2.txt"])) == ["b.txt", "a/1.json", "a/2.txt", "a/b/c.vtt", "-"]
    assert list(collect(["**/*.txt"])) == ["a/2.txt", "b.txt"]
    assert list(collect(["a/pic.png"])) == ["a/pic.png"]
    missing, none, empty = collect(["c.txt", "*.nope", "empty"])
    assert "did you mean b.txt?" in str(missing)
    assert "no file matches" in str(none)
    assert "no transcripts" in str(empty)


@pytest.mark.skipif(os.name == "nt", reason="no links and pipes")
@pytest.mark.parametrize("asked", ["calls", "calls/**/*.txt", "calls/**", "**/*.txt", "c*/**/*.txt"])
def test_links_in_a_circle_and_pipes_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a/one.txt", "b/two.txt"):
        put(tmp_path, f"calls/{name}", TALK)
        Path("calls", name).with_name("up").symlink_to("..")
    os.mkfifo("calls/pipe.txt")
    assert list(collect([asked])) == ["calls/a/one.txt", "calls/b/two.txt"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("a/**", ["a/1.txt", "a/[odd]/3.txt", "a/b/2.txt"]),
        ("./**/2.txt", ["./a/b/2.txt"]),
        ("**/b/**/*.txt", ["a/b/2.txt"]),
        ("**/[[]odd]/*.txt", ["a/[odd]/3.txt"]),
        ("**.txt", ["0.txt"]),
        ("**", ["0.txt", "a/1.txt", "a/[odd]/3.txt", "a/b/2.txt"]),
    ],
)
def test_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, found: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("0.txt", "a/1.txt", "a/b/2.txt", "a/[odd]/3.txt", ".hidden/4.txt"):
        put(tmp_path, name, TALK)
    assert list(collect([pattern])) == found
