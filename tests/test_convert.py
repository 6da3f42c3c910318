"""`convert`: what is refused, where files go, and that reading again what was written loses nothing that it can hold."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from commands import EXAMPLES, empathy_audit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from empathy_audit.cli.convert import Target
from empathy_audit.errors import InputError
from empathy_audit.model import Role, Transcript, Turn
from empathy_audit.readers import read
from empathy_audit.writers import WRITERS, writer

CALL = "Agent: Hello, this is Ann.\nCustomer: My card is lost.\n"
TIMED = "[00:00:01.000] Agent: Hello, this is Ann.\n[00:00:04.000] Customer: My card is lost.\n"


def put(folder: Path, name: str, text: str = CALL) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# -- the house ----------------------------------------------------------------------------------------------------------


def test_every_writer_is_registered_and_can_be_asked_for() -> None:
    folder = Path(writer.__code__.co_filename).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "asked", "clock"}
    assert modules == set(WRITERS) == {target.value for target in Target}


# -- refused ------------------------------------------------------------------------------------------------------------


def test_a_file_that_exists_is_not_replaced_unless_asked(tmp_path: Path) -> None:
    call, out = put(tmp_path, "a.txt"), put(tmp_path, "out.csv", "mine")
    done = empathy_audit("convert", call, "--to", "csv", "--out", out)
    assert done.returncode == 2
    assert f"{out}: exists already (--force replaces it)" in done.stderr
    assert out.read_text() == "mine"
    assert empathy_audit("convert", call, "--to", "csv", "--out", out, "--force").returncode == 0
    assert out.read_text().startswith("conversation_id,role,speaker,text,start,end,")
    assert names(tmp_path) == ["a.txt", "out.csv"]


def test_one_file_of_several_is_there_already_and_the_others_are_written(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt"), put(tmp_path, "in/b.txt"), put(tmp_path, "out/a.txt", "mine")
    done = empathy_audit("convert", tmp_path / "in", "--to", "txt", "--out", tmp_path / "out")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert names(tmp_path / "out") == ["a.txt", "b.txt"]
    assert (tmp_path / "out/a.txt").read_text() == "mine"


@pytest.mark.parametrize("to", ["txt", "vtt"])
@pytest.mark.parametrize("out", [[], ["--out", "all"]])
def test_formats_of_one_conversation_take_no_second(to: str, out: list[str], tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        put(tmp_path, name, TIMED)
    done = empathy_audit("convert", "a.txt", "b.txt", "--to", to, *out, cwd=tmp_path)
    assert done.returncode == 2
    assert "--out DIR/" in done.stderr
    assert names(tmp_path) == ["a.txt", "b.txt"]


def test_captions_need_times(tmp_path: Path) -> None:
    done = empathy_audit("convert", put(tmp_path, "a.txt"), "--to", "vtt", "--out", tmp_path / "a.vtt")
    assert done.returncode == 2
    assert "a.txt: has no times" in done.stderr and "lost" not in done.stderr
    assert names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["a.txt", "--to", "docx"], "'docx' is not one of"),
        (["a.txt", "--out", "nowhere/a.csv"], "folder does not exist"),
        (["none.txt"], "no such file"),
        (["a.txt", "none.txt", "--out", "new.jsonl"], "no such file"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], complaint: str, tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    done = empathy_audit("convert", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert complaint in done.stderr and "Traceback" not in done.stderr


def test_what_cannot_be_read_is_told_and_the_rest_is_written(tmp_path: Path) -> None:
    put(tmp_path, "a.txt"), put(tmp_path, "b.json", '{"x": 1}')
    done = empathy_audit("convert", "a.txt", "b.json", "--out", "new.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert json.loads((tmp_path / "new.jsonl").read_text())["id"] == "a"


def test_nothing_to_write_leaves_no_file(tmp_path: Path) -> None:
    put(tmp_path, "b.json", '{"x": 1}')
    assert empathy_audit("convert", "b.json", "--out", "new.jsonl", cwd=tmp_path).returncode == 2
    assert names(tmp_path) == ["b.json"]


# -- where it goes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", sorted(WRITERS))
def test_a_folder_gets_a_file_for_each_conversation(to: str, tmp_path: Path) -> None:
    for name in ("in/a.txt", "in/deep/a.txt", "in/deep/b.txt"):
        put(tmp_path, name, TIMED)
    done = empathy_audit("convert", tmp_path / "in", "--to", to, "--out", f"{tmp_path}/new/out/")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    suffix = writer(to).SUFFIX
    assert set(names(tmp_path / "new/out")) == {f"a{suffix}", f"a-2{suffix}", f"b{suffix}"}
    for path in (tmp_path / "new/out").iterdir():
        (found,) = read(str(path))
        assert [turn.text for turn in found.turns] == ["Hello, this is Ann.", "My card is lost."]  # type: ignore[union-attr]


def test_a_folder_may_be_read_and_written_to(tmp_path: Path) -> None:
    put(tmp_path, "a.txt"), put(tmp_path, "z/b.txt")
    assert empathy_audit("convert", ".", "--out", "z", cwd=tmp_path).returncode == 0
    assert names(tmp_path / "z") == ["a.jsonl", "b.jsonl", "b.txt"]


@pytest.mark.parametrize("id", ["../../up", "/etc/passwd", "..", "con", "a\x00b", "x" * 500, ".hidden", "a/b\\c:d", ""])
def test_an_id_is_no_path(id: str, tmp_path: Path) -> None:
    turns = [{"role": "agent", "text": "Hello."}]
    put(tmp_path, "a.json", json.dumps({"id": id, "turns": turns}))
    done = empathy_audit("convert", "a.json", "--out", "out/", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    (written,) = (tmp_path / "out").iterdir()
    assert not written.name.startswith(".")
    assert names(tmp_path) == ["a.json", "out"]


@pytest.mark.parametrize("to", ["csv", "convokit", "jsonl", "vcon"])
def test_conversations_of_one_name_stay_apart(to: str, tmp_path: Path) -> None:
    put(tmp_path, "x/a.txt"), put(tmp_path, "y/a.txt")
    empathy_audit("convert", "x", "y", "--to", to, "--out", "all", cwd=tmp_path)
    found = list(read(str(tmp_path / "all")))
    assert [(x.id, len(x.turns)) for x in found if isinstance(x, Transcript)] == [("a", 2), ("a-2", 2)]


def test_roles_that_the_user_knows_are_written(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "Ann: Hi.\nBo: Hi.\nAnn: Well.\nBo: Yes.\n")
    done = empathy_audit("convert", "a.txt", "--agent", "Ann", cwd=tmp_path)
    assert [turn["role"] for turn in json.loads(done.stdout)["turns"]] == ["agent", "customer"] * 2


def test_warnings_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Agent: I’m here.\nCustomer: Hi.\n".encode("cp1252"))
    done = empathy_audit("convert", "a.txt", cwd=tmp_path)
    assert (done.returncode, done.stderr.startswith("warning: a.txt: not UTF-8")) == (0, True)


# -- there and back -----------------------------------------------------------------------------------------------------

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn", "Zl", "Zp"), exclude_characters="\ufeff")
WILD = st.text(LETTERS | st.sampled_from("\n\"',;:<>&{}\\-|"), min_size=1, max_size=40).map(str.strip).filter(bool)
TAME = st.lists(st.sampled_from("my card is lost again (it took 1.5 days), {so} & why? naïve — 5 > 4".split()), min_size=1, max_size=6).map(" ".join)
ROLES: list[Role] = ["agent", "customer", "bot", "system"]
PEOPLE = {"Ann Lee": "agent", "Bo": "customer", "Agent 2": "agent", "Helper": "bot", "Clock": "system", "Zoë": "customer"}
TIMES = st.none() | st.integers(0, 3_000_000).map(lambda ms: ms / 1000)


@st.composite
def transcripts(draw: st.DrawFn, texts: st.SearchStrategy[str], nameless: bool = False) -> Transcript:
    turns = []
    for index in range(draw(st.integers(2, 6))):
        name = draw(st.sampled_from(["", *PEOPLE] if nameless else list(PEOPLE)))
        role = PEOPLE.get(name) or draw(st.sampled_from(ROLES))
        turns.append(Turn(index, role, draw(texts), name, None, draw(TIMES), draw(TIMES)))
    turns[0] = replace(turns[0], role="agent", speaker="Ann Lee")
    turns[1] = replace(turns[1], role="customer", speaker="Bo")
    return Transcript(draw(st.sampled_from(["a", "call 7/3", "ü-1"])), "p", "x", tuple(turns))


def again(folder: Path, to: str, *talks: Transcript) -> list[Transcript]:
    way = writer(to)
    path = folder / f"call{way.SUFFIX}"
    path.write_bytes((way.HEAD + "".join(map(way.written, talks))).encode())
    found = list(read(str(path)))
    assert all(isinstance(each, Transcript) for each in found), [str(each) for each in found]
    return found  # type: ignore[return-value]


def kept(turn: Turn, flat: bool = False, times: bool = True, name: bool = True) -> tuple[object, ...]:
    text = " ".join(turn.text.split()) if flat else turn.text
    return turn.role, turn.speaker if name else "", text, turn.start if times else None, turn.end if times else None


OFTEN = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@OFTEN
@given(talk=transcripts(WILD, nameless=True), situation=st.sampled_from([(), ("bereavement", "effort")]))
@pytest.mark.parametrize("to", ["jsonl", "vcon"])
def test_all_comes_back(to: str, talk: Transcript, situation: tuple[str, ...], tmp_path: Path) -> None:
    talk = talk._replace(situation=situation)
    (back,) = again(tmp_path, to, talk)
    assert (back.id, back.situation) == (talk.id, talk.situation)
    assert list(map(kept, back.turns)) == list(map(kept, talk.turns))


@OFTEN
@given(talks=st.lists(transcripts(WILD), min_size=1, max_size=3, unique_by=lambda talk: talk.id))
@pytest.mark.parametrize("to", ["csv", "convokit"])
def test_turns_and_ids_come_back(to: str, talks: list[Transcript], tmp_path: Path) -> None:
    back = again(tmp_path, to, *talks)
    assert [each.id for each in back] == [each.id for each in talks]
    assert [list(map(kept, each.turns)) for each in back] == [list(map(kept, each.turns)) for each in talks]


@OFTEN
@given(talk=transcripts(WILD))
def test_captions_come_back(talk: Transcript, tmp_path: Path) -> None:
    turns = [replace(turn, start=turn.index * 3.25, end=turn.index * 3.25 + 1 if turn.index % 2 else None) for turn in talk.turns]
    (back,) = again(tmp_path, "vtt", talk._replace(turns=tuple(turns)))
    assert [kept(turn) for turn in back.turns] == [kept(turn, flat=True) for turn in turns]


@OFTEN
@given(talk=transcripts(TAME), timed=st.booleans(), situation=st.sampled_from([(), ("bereavement", "effort")]))
def test_text_comes_back(talk: Transcript, timed: bool, situation: tuple[str, ...], tmp_path: Path) -> None:
    turns = [replace(turn, start=turn.index * 3.25 if timed else None, end=None) for turn in talk.turns]
    (back,) = again(tmp_path, "txt", talk._replace(turns=tuple(turns), situation=situation))
    assert back.situation == situation
    assert [kept(turn, name=False) for turn in back.turns] == [kept(turn, flat=True, name=False) for turn in turns]
    assert all(new.speaker.startswith(old.speaker) for new, old in zip(back.turns, turns, strict=True))


@pytest.mark.parametrize("to", sorted(WRITERS.keys() - {"convokit"}))
def test_what_is_not_to_be_told_comes_back(to: str, tmp_path: Path) -> None:
    (path := tmp_path / "a.txt").write_text(
        "<!-- empathy-audit: ignore-file EMP101 not ours -->\n[00:00:01.000] Agent: Hello.\n"
        "[00:00:02.000] Customer: My card is lost. <!-- empathy-audit: ignore EMP201,EMP202 legal wording -->\n"
    )
    (talk,) = read(str(path))
    assert isinstance(talk, Transcript) and len(talk.suppressions) == 3
    (back,) = again(tmp_path, to, talk)
    assert list(map(kept, back.turns)) == list(map(kept, talk.turns))
    assert {(each.turn, each.rule, each.reason) for each in back.suppressions} == {
        (each.turn, each.rule, each.reason) for each in talk.suppressions
    }


@pytest.mark.parametrize("to", sorted(WRITERS))
def test_an_example_comes_back_from_every_format(to: str, tmp_path: Path) -> None:
    (talk,) = read(str(EXAMPLES / "bereavement-bank-handled-badly.txt"))
    assert not isinstance(talk, InputError)
    (back,) = again(tmp_path, to, talk)
    assert list(map(kept, back.turns)) == list(map(kept, talk.turns))


@pytest.mark.parametrize(("out", "format"), [("all.csv", "csv"), ("all.TXT", "txt"), ("all.json", "jsonl"), ("all", "jsonl")])
def test_a_file_is_written_as_it_ends(out: str, format: str, tmp_path: Path) -> None:
    call = EXAMPLES / "bereavement-bank-handled-badly.txt"
    done = empathy_audit("convert", call, "--out", tmp_path / out)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / out).read_bytes().decode() == empathy_audit("convert", call, "--to", format).stdout
