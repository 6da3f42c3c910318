"""What each step costs: `pytest -n 0 tests/benchmarks/bench_*.py`. Nothing here is a test, and no ordinary run collects it.

--benchmark-save=NAME keeps the figures, --benchmark-compare shows what changed since.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from commands import EXAMPLES
from readers_samples import JSON, TEXT

from empathy_audit import readers, rulebook, text
from empathy_audit.audit import audit
from empathy_audit.batch import Tally, packing
from empathy_audit.engine import listen, prepare
from empathy_audit.model import Report, Rulebook, Transcript
from empathy_audit.moments import judge
from empathy_audit.reporters import REPORTERS, Look
from empathy_audit.scoring import score

ROUNDS = 5
RULE = """\
rules:
  - id: BENCH1
    kind: moment
    type: effort
    tier: 1
    name: A rule of many phrases
    message: Somebody said one of them.
    why: It costs time.
    suggest: "Say something else."
    match:
      phrases:
{phrases}
    examples: {{finds: ["{first}."], ignores: [Hello.]}}
"""


def timed(benchmark: Any, step: Any, unit: str, number: int) -> None:
    """Measures `step`, and notes of how many units a round is."""
    benchmark.extra_info[unit] = number
    benchmark.pedantic(step, rounds=ROUNDS, warmup_rounds=1)


def turns_of(talks: Sequence[Transcript]) -> int:
    return sum(len(talk.turns) for talk in talks)


def bench_tokenising(benchmark: Any, talks: list[Transcript]) -> None:
    said = [turn.text for talk in talks for turn in talk.turns]
    timed(benchmark, lambda: [text.words(each) for each in said], "turns", len(said))


@pytest.mark.parametrize("times", [1, 4, 16])
def bench_matching_by_number_of_phrases(benchmark: Any, times: int, talks: list[Transcript], tmp_path: Path) -> None:
    """Beside the rules that ship, so many thousand phrases of words that are said."""
    words = sorted(
        {word.strip(".,?!").lower() for talk in talks[:14] for turn in talk.turns for word in turn.text.split()} - {""}
    )
    words = [word for word in words if word.isalpha() and len(word) > 3]
    phrases = [f"{words[n % len(words)]} {words[n * 7 % len(words)]} {words[n * 13 % len(words)]}" for n in range(1000 * times)]
    listed = "\n".join(f"        - {each}" for each in dict.fromkeys(phrases))
    (tmp_path / "pack.yaml").write_text(RULE.format(phrases=listed, first=phrases[0]), encoding="utf-8")
    ears = prepare(rulebook.load([str(tmp_path / "pack.yaml")]))
    timed(benchmark, lambda: [listen(talk, ears) for talk in talks], "turns", turns_of(talks))


def bench_grading(benchmark: Any, talks: list[Transcript], reports: list[Report], book: Rulebook) -> None:
    heard = [(talk, report.cues) for talk, report in zip(talks, reports, strict=True)]

    def graded() -> None:
        for talk, cues in heard:
            score(judge(talk, cues, book), cues, talk, book)

    timed(benchmark, graded, "turns", turns_of(talks))


def bench_the_whole_audit(benchmark: Any, talks: list[Transcript], book: Rulebook) -> None:
    ears = prepare(book)
    timed(benchmark, lambda: [audit(talk, ears, book) for talk in talks], "turns", turns_of(talks))


@pytest.mark.parametrize("name", [*TEXT, *JSON])
def bench_reader(benchmark: Any, name: str, tmp_path: Path) -> None:
    file = tmp_path / "sample"
    file.write_text(TEXT[name][0] if name in TEXT else json.dumps(JSON[name][0]), encoding="utf-8")
    timed(benchmark, lambda: list(readers.read(str(file), need_roles=False)), "files", 1)


def bench_reading_the_examples(benchmark: Any) -> None:
    files = [str(path) for path in readers.collect([str(EXAMPLES)])]
    timed(benchmark, lambda: [list(readers.read(path)) for path in files], "files", len(files))


def bench_a_journey_between_processes(benchmark: Any, reports: list[Report]) -> None:
    turns = turns_of([report.transcript for report in reports])
    timed(benchmark, lambda: packing.unpack(packing.pack(reports)), "turns", turns)


@pytest.mark.parametrize("format", REPORTERS)
def bench_reporter(benchmark: Any, format: str, reports: list[Report], book: Rulebook) -> None:
    tally = Tally()
    for report in reports:
        tally.add(report)
    run = tally.run(book, ())._replace(catalogue=book.rules)

    def printed() -> None:
        sink = REPORTERS[format](io.StringIO(), Look())
        for report in reports:
            sink.add(report)
        sink.finish(run)

    timed(benchmark, printed, "conversations", len(reports))
