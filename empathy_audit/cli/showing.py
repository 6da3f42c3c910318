"""What is shown of a run: which findings, and by whom the summary is grouped. Scores, counts and exit codes are of everything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

if TYPE_CHECKING:
    from empathy_audit.batch import Tally
    from empathy_audit.cli.people import People
    from empathy_audit.model import Group, Report, Rulebook

STATUSES: Mapping[str, frozenset[str]] = {  # what --only takes -> the statuses of the moments that stay
    "met": frozenset({"met"}),
    "partial": frozenset({"partial"}),
    "missed": frozenset({"missed", "denied"}),
    "denied": frozenset({"denied"}),
    "late": frozenset({"late"}),
    "withdrawn": frozenset({"withdrawn"}),
    "antipatterns": frozenset(),
    "suppressed": frozenset(),
}
TEAM = "team"
UNSCORED = 101.0  # sorts what has no score after everything that has one

Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULE", help="Show only findings of this rule, or of all whose ids begin so. Repeatable."),
]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", metavar="RULE", help="Likewise, do not show them. Repeatable.")]
MinTier = Annotated[
    int, typer.Option("--min-tier", min=1, max=3, metavar="N", help="Show only moments from this tier up.", show_default=False)
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="WHAT",
        help="Show only moments that are met, partial, missed (also the denied), denied, late or withdrawn; or only antipatterns,"
        " or suppressed. Repeatable.",
    ),
]
GroupBy = Annotated[str | None, typer.Option("--group-by", metavar="WHAT", help="Sum up by agent, team, folder or day.")]


class Filter(NamedTuple):
    """What to show; () and 1 show everything. Signs of harm are always shown."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_tier: int = 1
    only: tuple[str, ...] = ()

    def __str__(self) -> str:
        """In words, "" where everything is shown."""
        parts = [f"rules {', '.join(self.select)}"] if self.select else []
        parts += [f"not {', '.join(self.ignore)}"] if self.ignore else []
        parts += [f"moments from tier {self.min_tier}"] if self.min_tier > 1 else []
        parts += [f"only {', '.join(self.only)}"] if self.only else []
        return f"Shown: {'; '.join(parts)}. Scores and counts are of everything." if parts else ""

    def applied(self, report: Report) -> Report:
        """The report with less in it, and the same score."""
        moments = tuple(each for each in report.moments if each.review or self._shows_moment(each.rule, each.tier, each.status))
        hurt, aside = self._shows_kind("antipatterns"), self._shows_kind("suppressed")
        return report._replace(
            moments=moments,
            deductions=tuple(each for each in report.deductions if hurt and self._shows_rule(each.rule)),
            suppressed=tuple(each for each in report.suppressed if aside and self._shows_rule(each.rule)),
            cues=tuple(each for each in report.cues if self._shows_rule(each.rule)),
            best=report.best if report.best in moments else None,
            met_before=report.met,
        )

    def _shows_moment(self, rule: str, tier: int, status: str) -> bool:
        statuses = {status for each in self.only for status in STATUSES[each]}
        return tier >= self.min_tier and (not self.only or status in statuses) and self._shows_rule(rule)

    def _shows_rule(self, rule: str) -> bool:
        return (not self.select or rule.startswith(self.select)) and not (self.ignore and rule.startswith(self.ignore))

    def _shows_kind(self, kind: str) -> bool:
        return not self.only or kind in self.only


def chosen(select: Sequence[str], ignore: Sequence[str], min_tier: int, only: Sequence[str], book: Rulebook) -> Filter:
    """The filter that was asked for. Raises BadParameter for rules that are not in force, and for what is no status."""
    for each in _split(only):
        if each not in STATUSES:
            raise typer.BadParameter(f"unknown --only '{each}': {_hint(each, STATUSES)}")
    for option, wanted in (("--select", select), ("--ignore", ignore)):
        for each in _split(wanted):
            if not any(rule.id.startswith(each) for rule in book.rules):
                hint = _hint(each, [rule.id for rule in book.rules]) or "give a rule's id or the beginning of one, such as EMP5"
                raise typer.BadParameter(f"{option} {each}: no rule in force is called so: {hint}")
    return Filter(_split(select), _split(ignore), min_tier, _split(only))


def _split(values: Iterable[str]) -> tuple[str, ...]:
    """`EMP5,EMP601` is two."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _hint(value: str, choices: Collection[str]) -> str:
    from empathy_audit.matchers.values import suggestion

    return suggestion(value, choices)


# -- groups -------------------------------------------------------------------------------------------------------------


class Groups:
    """What is learned of all reports as they pass: sums by the key that was asked for, and where reports show them, lessons."""

    def __init__(self, by: str | None, people: People, *, teaching: bool) -> None:
        from empathy_audit.lessons import KEYS, Learner

        if by == TEAM and not people.knows_teams:
            fix = "add 'teams' to the house style, or a column 'team' to the --agents file"
            raise typer.BadParameter(f"--group-by team: nobody said who is in which team: {fix}")
        if by is not None and by not in KEYS:
            raise typer.BadParameter(f"unknown --group-by '{by}': {_hint(by, KEYS)}")
        self._by = by
        self._keys = people.keys
        self._learner = Learner(by or "") if teaching else None
        self._tallies: dict[str, Tally] = {}

    def add(self, report: Report) -> None:
        if self._by is None and self._learner is None:
            return
        from empathy_audit.batch import Tally

        whose = self._keys.of(report.transcript)
        if self._by is not None:
            self._tallies.setdefault(whose[self._by], Tally()).add(report)
        if self._learner is not None:
            self._learner.add(report, whose)

    def found(self, book: Rulebook) -> dict[str, Any]:
        """What a run knows of its groups, worst first, days in their order; and of its lessons."""
        from empathy_audit.model import Group

        groups = [Group(name, tally.run(book, ()).summary) for name, tally in self._tallies.items()]
        lessons = self._learner.lessons() if self._learner is not None else None
        return {"grouped_by": self._by or "", "groups": tuple(sorted(groups, key=self._order)), "lessons": lessons}

    def _order(self, group: Group) -> tuple[float, str]:
        score = group.summary.score
        return (0.0 if self._by == "day" else UNSCORED if score is None else score), group.name
