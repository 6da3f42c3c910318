"""What the README promises for CI, run as CI runs it: the GitHub action and workflow, the GitLab template, the pre-commit hook."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from commands import commit, git, repository
from gates import COLD, LETTER

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ACTION = ROOT / ".github" / "actions" / "empathy-audit"
REFUSED = "---\nsituation: frustration\n---\n\nDear {{name}},\n\nAs per our terms, {{product}} is not covered. You did not return it in time.\n"
FAILED = "gate failed: scripts/letter.md:6: EMP850 "


def block(name: str) -> str:
    """The code in the README below this marker."""
    found = re.search(rf"<!-- ci:{name} -->\n```\w+\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found[1]


class Runner:
    """A machine that runs steps: its PATH begins with a folder that holds our command, and `python3` makes environments of
    itself without a network, noting what would be installed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bin = folder, folder / "bin"
        self.bin.mkdir(parents=True)
        self._command(self.bin / "empathy-audit", f'exec {shlex.quote(sys.executable)} -m empathy_audit "$@"')
        self.summary, self.path, self.installed = folder / "summary.md", folder / "path", folder / "installed"
        self.summary.touch()
        make = f'mkdir -p "$3/bin"; cp {self.bin}/empathy-audit "$3/bin/"; cp {self.bin}/pip "$3/bin/"'
        self._command(self.bin / "python3", f'[ "$1 $2" = "-m venv" ] || exit 9; {make}')
        self._command(self.bin / "pip", f'echo "$@" >> {self.installed}')

    def _command(self, path: Path, text: str) -> None:
        path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        path.chmod(0o755)

    def run(self, script: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
        """As GitHub and GitLab run a step."""
        added = ":".join(self.path.read_text().split()) if self.path.exists() else ""
        found = {k: v for k, v in os.environ.items() if k not in ("EMPATHY_AUDIT_CONFIG", "FORCE_COLOR")} | {
            "PATH": f"{added}:{self.bin}:{os.environ['PATH']}".lstrip(":"),
            "RUNNER_TEMP": str(self.folder), "GITHUB_PATH": str(self.path), "GITHUB_STEP_SUMMARY": str(self.summary),
            "PYTHONIOENCODING": "utf-8",
        }  # fmt: skip
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=cwd, env=found | env, capture_output=True, text=True, encoding="utf-8", timeout=120,
        )  # fmt: skip

    def action(self, cwd: Path, given: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """The steps of our action, until one fails."""
        action: dict[str, Any] = yaml.safe_load((ACTION / "action.yml").read_text(encoding="utf-8"))
        assert set(given) <= set(action["inputs"])
        values = {f"inputs.{name}": given.get(name, each.get("default", "")) for name, each in action["inputs"].items()}
        values["github.action_path"] = str(ACTION)
        assert all(name in given for name, each in action["inputs"].items() if each.get("required"))
        for step in action["runs"]["steps"]:
            assert "${{" not in step["run"] and step["shell"] == "bash"
            env = {k: re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda m: values[m[1]], v) for k, v in step["env"].items()}
            done = self.run(step["run"], cwd, **env)
            if done.returncode:
                break
        return done


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path / "runner")


@pytest.fixture(scope="module")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository set up as the README says, with misses that are known; a branch of it is checked out."""
    base = tmp_path_factory.mktemp("set-up")
    folder = repository(base / "project", {
        "scripts/letter.md": LETTER, "scripts/refused.md": REFUSED, "code.py": "", "empathy-audit.yaml": block("config"),
    })  # fmt: skip
    done = Runner(base / "runner").run(block("baseline"), folder)
    assert done.returncode == 0 and done.stdout.startswith("wrote empathy-audit-baseline.json: 2 conversations, "), done
    commit(folder, {})
    git("update-ref", "refs/remotes/origin/main", "HEAD", cwd=folder)
    git("checkout", "--quiet", "-b", "work", cwd=folder)
    return folder


@pytest.fixture
def project(set_up: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(set_up, tmp_path / "project")


GOOD = {
    "scripts/letter.md": LETTER.replace("please send", "you may send"),
    "scripts/refused.md": REFUSED.replace("Dear {{name}}", "Good morning {{name}}"),
}
CHANGES = [
    pytest.param(GOOD, 0, "gate passed: 2 conversations, ", id="harmless"),
    pytest.param({"code.py": "pass\n"}, 0, "gate passed: 2 conversations, ", id="no script"),
    pytest.param({"scripts/letter.md": COLD}, 1, FAILED, id="condolence dropped"),
    pytest.param({"scripts/new.md": ""}, 2, "gate not judged: not everything could be audited (1 error)", id="empty"),
]


# -- GitHub -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("change", "code", "last"), CHANGES)
def test_the_workflow_of_the_readme(project: Path, runner: Runner, change: dict[str, str | None], code: int, last: str) -> None:
    commit(project, change)
    workflow = yaml.safe_load(block("github"))
    checkout, ours = workflow["jobs"]["scripts"]["steps"]
    assert checkout["with"] == {"fetch-depth": 0} and "/.github/actions/empathy-audit@" in ours["uses"]
    given = {key: value.replace("${{ github.base_ref }}", "main") for key, value in ours["with"].items()}
    done = runner.action(project, given)
    assert done.returncode == code and done.stderr.splitlines()[-1].startswith(last), done
    assert runner.installed.read_text().endswith(f"{ACTION}/../../..\n")  # the version that the action came with
    if code == 1:
        assert "**worse** `scripts/letter.md`" in runner.summary.read_text(encoding="utf-8")
        first = done.stdout.splitlines()[0]  # an annotation at the line, the worst first
        assert first.startswith("::error file=scripts/letter.md,line=6,") and "title=EMP850 major " in first


def test_the_action_prints_another_format_where_it_is_told(project: Path, runner: Runner) -> None:
    commit(project, {"scripts/letter.md": COLD})
    plain = runner.action(project, {"install": "none", "paths": "scripts", "format": "concise"})
    assert "scripts/letter.md:6: EMP850 major" in plain.stdout and "::" not in plain.stdout


@pytest.mark.parametrize(
    ("given", "code", "last"),
    [
        ({"paths": "scripts/letter.md\nscripts/refused.md\n"}, 0, "gate passed: 2 conversations"),
        ({"paths": "scripts/", "args": "--no-antipattern 'any'\n --config odd\\ name.yaml"}, 0, "gate passed: 2 conversations, max-missed-critical 0, no-antipattern any, "),
        ({"paths": "scripts", "args": "--no-config --no-antipattern any", "packs": "scripts\nbereavement\n"}, 1, "gate failed: "),
        ({"paths": "scripts", "args": "--no-config"}, 0, ""),
        ({"paths": "scripts", "args": "--max-missed '0"}, 1, "xargs: "),  # a quote that is never closed must not lose options
        ({"paths": "scripts", "args": "$(touch pwned); `touch pwned`"}, 2, "gate not judged: "),
        ({"paths": "$(touch pwned)\n--help"}, 2, "gate not judged: "),
        ({"paths": "scripts", "compare-with": "$(touch pwned)"}, 0, "gate passed: "),
        ({"paths": "scripts", "compare-with": "nowhere"}, 0, "gate passed: "),
    ],
)
def test_the_inputs_of_the_action(project: Path, runner: Runner, given: dict[str, str], code: int, last: str) -> None:
    (project / "odd name.yaml").write_text(block("config"), encoding="utf-8")
    done = runner.action(project, {"install": "none", **given})
    assert done.returncode == code and (done.stderr.splitlines() or [""])[-1].startswith(last), done
    assert not (project / "pwned").exists() and not runner.installed.exists()


# -- GitLab -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("change", "code", "last"), CHANGES)
def test_the_template_for_gitlab(project: Path, runner: Runner, change: dict[str, str | None], code: int, last: str) -> None:
    base = git("rev-parse", "HEAD", cwd=project)
    commit(project, change)
    job = yaml.safe_load(block("gitlab"))["empathy"]
    assert job["variables"] == {"GIT_DEPTH": 0} and job["before_script"] == ["pip install --quiet empathy-audit"]
    done = runner.run("\n".join(job["script"]), project, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert done.returncode == code, done
    if code < 2:
        assert done.stderr.splitlines()[-1].startswith(last)


# -- pre-commit ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def hooked(project: Path, tmp_path: Path) -> Path:
    """The project with the README's hook. It comes from a repository that holds our manifest, and runs the command on the PATH
    instead of building an environment of its own, for which it would need a network."""
    manifest = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    source = repository(tmp_path / "source", {".pre-commit-hooks.yaml": manifest})
    config = yaml.safe_load(block("pre-commit"))
    (repo,) = config["repos"]
    repo |= {"repo": str(source), "rev": git("rev-parse", "HEAD", cwd=source)}
    repo["hooks"][0]["language"] = "system"
    commit(project, {".pre-commit-config.yaml": yaml.safe_dump(config)})
    return project


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (GOOD, 0, "Passed"),
        ({"code.py": "pass\n"}, 0, "(no files to check)Skipped"),
        ({"scripts/letter.md": COLD}, 1, FAILED),
        ({"scripts/-odd name.md": COLD}, 1, "gate failed: scripts/-odd name.md:6: EMP850 "),
    ],
)
def test_the_hook_with_the_real_pre_commit(
    hooked: Path, runner: Runner, tmp_path: Path, change: dict[str, str], code: int, said: str
) -> None:
    for name, text in change.items():
        (hooked / name).write_text(text, encoding="utf-8")
    git("add", "--all", cwd=hooked)
    command = f"{shlex.quote(sys.executable)} -m pre_commit run --color never"
    done = runner.run(command, hooked, PRE_COMMIT_HOME=str(tmp_path / "kept"), HOME=str(tmp_path))
    assert done.returncode == code and said in done.stdout, done
