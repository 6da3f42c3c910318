"""SARIF 2.1.0, for code scanning: findings with their place, their rule's help, and a name that edits elsewhere leave alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TextIO
from urllib.parse import quote

from empathy_audit import __version__
from empathy_audit.errors import Problem
from empathy_audit.model import Report, Rule, Run
from empathy_audit.reporters.contract import writer
from empathy_audit.reporters.findings import SEVERITIES, Finding, Level, findings, shown_path
from empathy_audit.reporters.look import Look, Sink
from empathy_audit.reporters.safe import clean

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
FINGERPRINT = "empathyAudit/v1"


def start(out: TextIO, look: Look) -> Sink:  # noqa: ARG001 - the viewer decides how it looks
    return Log(out, writer(out))


class Log:
    """Keeps each result as its finished line, because the rules stand before the results."""

    def __init__(self, out: TextIO, encode: Callable[[Any], str]) -> None:
        self._out = out
        self._encode = encode
        self._rules: dict[str, tuple[int, Finding]] = {}  # rule id -> its index, and its first finding
        self._lines: list[str] = []

    def add(self, report: Report) -> None:
        for finding in findings(report, suppressed=True):
            index, _ = self._rules.setdefault(finding.rule, (len(self._rules), finding))
            self._lines.append(self._encode(_result(finding, index)))

    def finish(self, run: Run) -> None:
        encode, rules = self._encode, {rule.id: rule for rule in run.catalogue}
        described = [_rule(rules.get(id), finding) for id, (_, finding) in self._rules.items()]
        parts: dict[str, Any] = {
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {ROOT: {"description": {"text": "The folder that the tool ran in."}}},
            "invocations": [_invocation(run)],
            "properties": _properties(run),
        }
        driver = f'{{"name":"empathy-audit","semanticVersion":{encode(__version__)},"rules":[{_listed(map(encode, described))}]}}'
        self._out.write(f'{{\n"$schema":{encode(SCHEMA)},\n"version":"2.1.0",\n"runs":[{{\n"tool":{{"driver":{driver}}},\n')
        for key, value in parts.items():
            self._out.write(f"{encode(key)}:{encode(value)},\n")
        self._out.write(f'"results":[{_listed(self._lines)}]\n}}]\n}}\n')


def _listed(lines: Any) -> str:
    return "".join(("\n" if number == 0 else ",\n") + line for number, line in enumerate(lines))


def _text(words: str) -> dict[str, str]:
    """A message. In one, `[words](1)` would be a link."""
    return {"text": clean(words).replace("](", "] (")}


def _result(finding: Finding, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.level,
        "message": _text(f"{finding.title}: {finding.message}" + (f" Better: {finding.better}" if finding.better else "")),
        "locations": [_location(finding)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {"kind": finding.kind, "status": finding.status, "conversation": finding.id, "turn": finding.turn},
    }
    if finding.reply_line is not None:
        place = {"artifactLocation": _artifact(finding.path), "region": {"startLine": finding.reply_line}}
        result["relatedLocations"] = [{"id": 1, "physicalLocation": place, "message": _text(f"The reply: {finding.reply}")}]
    if finding.known is not None:
        result["baselineState"] = "unchanged" if finding.known else "new"
    if finding.suppressed is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.suppressed.reason}]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    """A place in the file as exact as it is known, and the turn in the conversation."""
    physical: dict[str, Any] = {"artifactLocation": _artifact(finding.path)}
    if finding.line is not None:
        region: dict[str, Any] = {"startLine": finding.line}
        if finding.region is not None:
            line, column, end_line, end_column = finding.region
            region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
        physical["region"] = region | ({"snippet": {"text": finding.quote}} if finding.quote else {})
    logical = {"name": f"turn {finding.turn}", "fullyQualifiedName": f"{finding.id}#{finding.turn}"}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _artifact(path: str) -> dict[str, Any]:
    absolute = path.startswith("/") or path[1:3] == ":/"
    if absolute:
        return {"uri": "file:///" + quote(path.lstrip("/"), safe="/:", errors="replace")}
    return {"uri": quote(path, errors="replace"), "uriBaseId": ROOT}


def _rule(rule: Rule | None, finding: Finding) -> dict[str, Any]:
    """The rule's own words; of one that is in force for some paths only, what its finding knows."""
    if rule is None:
        return {"id": finding.rule, "name": finding.name, "shortDescription": _text(finding.name)}
    level = "warning" if rule.kind == "moment" else SEVERITIES[rule.severity][0]
    return {
        "id": rule.id,
        "name": clean(rule.name),
        "shortDescription": _text(rule.name),
        "fullDescription": _text(rule.message),
        "help": {
            "text": f"{clean(rule.message)} {clean(rule.why)} Better: {clean(rule.suggest)}",
            "markdown": f"{clean(rule.message)}\n\n**Why it matters:** {clean(rule.why)}\n\n**Better:** {clean(rule.suggest)}",
        },
        "defaultConfiguration": {"level": level},
        "properties": {"tags": [rule.kind, clean(rule.target), f"pack:{clean(rule.pack)}"], "precision": "medium"},
    }


def _invocation(run: Run) -> dict[str, Any]:
    """Whether everything could be audited, and what could not."""
    told = [_notification(problem) for problem in run.problems]
    return {"executionSuccessful": not told, **({"toolExecutionNotifications": told} if told else {})}


def _notification(problem: Problem) -> dict[str, Any]:
    fix = f" ({problem.fix})" if problem.fix else ""
    place: dict[str, Any] = {"artifactLocation": _artifact(shown_path(problem.path))}
    if problem.line is not None:
        place["region"] = {"startLine": problem.line}
    level: Level = "error"
    return {"level": level, "message": _text(problem.message + fix), "locations": [{"physicalLocation": place}]}


def _properties(run: Run) -> dict[str, Any]:
    summary = run.summary
    rules = {"packs": run.packs, "count": run.rules, "digest": run.digest}
    scores = {"transcripts": summary.transcripts, "score": summary.score, "verdicts": summary.verdicts}
    return {"rules": rules, "summary": scores} | ({"only": clean(run.only)} if run.only else {})
