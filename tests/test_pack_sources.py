"""Where packs come from: by a shipped name, from an installed package, by a path."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import empathy_audit
from test_rulebook import RULE

CALL = "Agent: Northwind, how can I help?\nCustomer: I waited.\nAgent: Okay.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of installed packages, one of which offers packs."""
    site = tmp_path / "site"
    for name, files in {
        "northwind_rules": {"a.yaml": RULE, "b.yaml": RULE.replace("ACME1", "ACME2"), "notes.txt": "no rules"},
        "northwind_more/chats": {"c.yaml": RULE.replace("ACME1", "ACME3"), "__init__.py": "raise SystemExit('this was run')"},
        "northwind_bare": {"__init__.py": ""},
    }.items():
        (site / name).mkdir(parents=True)
        for file, text in files.items():
            (site / name / file).write_text(text, encoding="utf-8")
    (site / "northwind_one.py").write_text("raise SystemExit('this was run')", encoding="utf-8")
    (site / "stray.yaml").write_text(RULE, encoding="utf-8")
    info = site / "northwind-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: northwind\nVersion: 1.2\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        "[empathy_audit.packs]\nnorthwind = northwind_rules\nnorthwind-chats = northwind_more.chats\n"
        "bare = northwind_bare\nlost = northwind_lost\nmodule = northwind_one\ndefault = northwind_rules\n",
        encoding="utf-8",
    )
    return site


def run(site: Path, *arguments: str, cwd: Path | None = None, code: int = 0) -> str:
    done = empathy_audit(*arguments, env={"PYTHONPATH": str(site)}, cwd=cwd or site.parent)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stderr if code == 2 else done.stdout


def test_list_names_the_packs_of_installed_packages(site: Path) -> None:
    packs = {each["name"]: each for each in json.loads(run(site, "rules", "list", "--format", "json"))["packs"]}
    assert packs["northwind"] == {"name": "northwind", "in_force": False, "rules": None, "source": "from northwind 1.2"}
    assert packs["default"]["source"] == "shipped"  # a shipped name is taken
    assert "northwind-chats" in packs
    assert "from northwind 1.2, not in force" in run(site, "rules", "list")


def test_a_pack_of_an_installed_package_is_used_by_its_name(site: Path) -> None:
    found = json.loads(run(site, "rules", "list", "--pack", "northwind", "--format", "json"))["rules"]
    assert [(each["id"], each["pack"], Path(each["path"]).name) for each in found] == [
        ("ACME1", "northwind", "a.yaml"),
        ("ACME2", "northwind", "b.yaml"),
    ]
    (site.parent / "call.txt").write_text(CALL, encoding="utf-8")
    rules = {cue["rule"] for cue in json.loads(run(site, "score", "call.txt", "--pack", "northwind", "--format", "jsonl"))["cues"]}
    assert {"ACME1", "ACME2"} <= rules


def test_code_of_the_package_is_not_run(site: Path) -> None:
    assert "ACME3" in run(site, "rules", "list", "--pack", "northwind-chats")


def test_a_house_style_names_and_extends_it(site: Path) -> None:
    for key in ("packs: [northwind]", "extends: northwind"):
        (site.parent / "empathy-audit.yaml").write_text(f"{key}\n", encoding="utf-8")
        assert "ACME2" in run(site, "rules", "list")


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("nortwind", "nortwind: there is no such pack (did you mean 'northwind'?)"),
        ("defualt", "defualt: there is no such pack (did you mean 'default'?)"),
        ("lost", "lost: northwind 1.2 offers this pack in 'northwind_lost', and there is no such package"),
        ("module", "module: northwind 1.2 offers this pack in 'northwind_one', and there is no such package"),
        ("", "'': this is no name of a pack"),
        ("bare", "bare: there is no rule file in"),
    ],
)
def test_what_is_no_pack(site: Path, name: str, complaint: str) -> None:
    assert complaint in run(site, "rules", "list", "--pack", name, code=2)


def test_a_house_style_is_told_all_names(site: Path) -> None:
    (site.parent / "empathy-audit.yaml").write_text("packs: [nortwind]\n", encoding="utf-8")
    assert "there is no pack 'nortwind' (did you mean 'northwind'?)" in run(site, "rules", "list", code=2)


def test_names_come_before_paths_and_a_file_is_read_once(site: Path) -> None:
    folder = site.parent
    (folder / "northwind").mkdir()
    (folder / "northwind" / "d.yaml").write_text(RULE.replace("ACME1", "ACME4"), encoding="utf-8")
    assert "ACME4" not in run(site, "rules", "list", "--pack", "northwind")
    assert "ACME4" in run(site, "rules", "list", "--pack", "./northwind")
    twice = ["--pack", "northwind/d.yaml", "--pack", "./northwind/d.yaml"]
    assert run(site, "rules", "list", *twice).count("ACME4") == 1
