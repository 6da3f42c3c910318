"""What is kept between runs: never stale, never somebody else's, never needed."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from empathy_audit import kept, rulebook
from empathy_audit.model import Rulebook

PACK = """
rules:
  - id: T1
    kind: moment
    type: worry
    tier: 2
    name: Is worried
    message: The customer is worried.
    why: It keeps them awake.
    suggest: That would worry me too.
    match: {phrases: [WORDS]}
    examples: {finds: [I lie awake], ignores: [I sleep]}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("EMPATHY_AUDIT_CACHE", str(tmp_path / "kept"))
    yield tmp_path / "kept"


def phrases(pack: Path) -> tuple[str, ...]:
    (rule,) = [rule for rule in rulebook.load([str(pack)]).rules if rule.id == "T1"]
    return rule.match.tests[0][1].texts  # type: ignore[no-any-return]


def test_a_changed_pack_is_read_again(tmp_path: Path, folder: Path) -> None:
    pack = tmp_path / "pack.yaml"
    for words in ("lie awake", "no sleep", "lie awake"):
        pack.write_text(PACK.replace("WORDS", words))
        assert phrases(pack) == (words,)
    assert len(list(folder.iterdir())) == 3  # the shipped rules alone, and with each text of the pack


def test_rules_kept_are_the_rules_read(tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text(PACK.replace("WORDS", "lie awake"))
    first, second = rulebook.load([str(pack)]), rulebook.load([str(pack)])
    assert first == second


def test_what_is_known_of_phrases_is_what_would_be_understood_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packs = []
    for name, lists in (("a", ""), ("b", "lists: {degree: [mightily]}\n"), ("c", "lists: {harbour: [quay]}\n")):
        packs.append(tmp_path / f"{name}.yaml")
        packs[-1].write_text(lists + PACK.replace("WORDS", '"lie [{degree}] awake"'))
    with_help = [told(rulebook.load([str(pack)])) for pack in packs]
    monkeypatch.setenv("EMPATHY_AUDIT_CACHE", "off")
    for pack, expected in zip(packs, with_help, strict=True):
        anew = told(rulebook.load([str(pack)]))
        assert [each for each in anew if anew[each] != expected[each]] == []


def told(book: Rulebook) -> dict[str, object]:
    """All that a rulebook holds, read out of its bytes; of the anchors those that lead to their phrases."""
    understood = {text: book.anchors.understand(text, {}) for text in book.anchors.understood}
    texts = list(understood)
    return {
        **book._replace(anchors=None)._asdict(),
        "understood": understood,
        "table": {
            (word, second, texts[number])
            for word in book.anchors.table
            for second, numbers in book.anchors.at(word).items()
            for number in numbers
            if any(word in one.keys and (second in one.following or not one.following) for one in understood[texts[number]])
        },
    }


def test_what_is_damaged_is_read_again(tmp_path: Path, folder: Path) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text(PACK.replace("WORDS", "lie awake"))
    phrases(pack)
    own, shipped = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for content in (b"", b"nonsense", pickle.dumps({"rules": []}), b"\x80\x05]"):
        own.write_bytes(content)
        assert phrases(pack) == ("lie awake",)
        assert len(own.read_bytes()) > 1000
    for file in (own, shipped):
        file.write_bytes(b"nonsense")
    assert phrases(pack) == ("lie awake",)
    assert min(len(file.read_bytes()) for file in (own, shipped)) > 1000


def test_what_others_may_write_is_not_trusted(folder: Path) -> None:
    kept.keep("rules-1", b"ours")
    assert kept.find("rules-1") == b"ours"
    (folder / "rules-1").chmod(0o666)
    assert kept.find("rules-1") is None
    folder.chmod(0o777)
    kept.keep("rules-2", b"ours")
    assert kept.find("rules-2") is None


def test_it_can_be_turned_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMPATHY_AUDIT_CACHE", "off")
    kept.keep("rules-1", b"ours")
    assert kept.find("rules-1") is None
    assert not folder.exists()


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("EMPATHY_AUDIT_CACHE", str(tmp_path / "file" / "below"))
    kept.keep("rules-1", b"ours")
    assert kept.find("rules-1") is None


def test_only_the_last_few_are_kept(folder: Path) -> None:
    kept.keep("lexicon-1", b"ours")
    for number in range(kept.MOST + 3):
        kept.keep(f"rules-{number}", b"ours")
        os.utime(folder / f"rules-{number}", (number, number))
    assert len(list(folder.glob("rules-*"))) == kept.MOST
    assert kept.find("lexicon-1") == b"ours"
    assert kept.find("rules-0") is None
