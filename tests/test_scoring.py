"""The score: grades and points become one number that a person can redo with a pencil."""

from __future__ import annotations

import pytest
from talks import book, cues, talk

from empathy_audit.model import Moment, Reply, Result, Rulebook, SumLine
from empathy_audit.scoring import rounded, score

SILENT = talk("customer: Hello.", "agent: Hello.")


def moment(type_: str, tier: int, grade: int, status: str = "met", **more: object) -> Moment:
    fields: dict[str, object] = {
        "turn": 0, "line": 1, "type": type_, "name": book().taxonomy.types[type_].name, "tier": tier, "grade": grade,
        "status": status, "rule": f"{type_}/{tier}", "span": (0, 5), "quote": "Hello", "reply": Reply((1,), "Hello."),
        "reason": "", "why": "", "next_step": "",
    }  # fmt: skip
    return Moment(**(fields | more))  # type: ignore[arg-type]


def scored(*moments: Moment, said: tuple[str, ...] = (), found: dict[int, str] | None = None, rules: Rulebook | None = None) -> Result:
    words = talk(*said) if said else SILENT
    return score(moments, cues(words, found or {}), words, rules or book())


# -- no chance, no mark


def test_nothing_to_assess_is_no_zero():
    result = scored()
    assert (result.score.overall, result.verdict) == (None, "not_assessed")
    assert result.score.listening is result.score.acknowledgement is result.score.valuing is None
    assert result.sums.base is None


def test_behaviours_without_a_chance_earn_and_cost_nothing():
    result = scored(found={1: "validate, signpost, name_use"})
    assert result.score.overall is None


def test_good_news_is_no_chance_for_what_trouble_calls_for():
    result = scored(moment("positive", 1, 3))
    assert [line.label for line in result.sums.dimensions["valuing"]] == ["Specific appreciation"]
    assert "listening" not in result.sums.dimensions


@pytest.mark.parametrize("left_out", [{"status": "withdrawn"}, {"review": True}])
def test_withdrawn_moments_and_those_for_a_person_to_look_at_are_not_in_the_score(left_out):
    result = scored(moment("worry", 2, 0, **left_out))
    assert (result.score.acknowledgement, result.best) == (None, None)


# -- the sums of the design

GOLDEN = (
    moment("effort", 2, 3),
    moment("frustration", 2, 1, "missed"),
    moment("bereavement", 3, 5),
    moment("hint", 1, 0, "missed"),
)
SIX_OF_NINE = {"invite": 2, "reflect": 2, "check_understanding": 2, "specific_detail": 3}  # points there were to earn, by behaviour
SEVEN_OF_EIGHT = {"own_action": 3, "concrete_next_step": 2, "options": 2, "gratitude": 1}


def golden_book() -> Rulebook:
    """A taxonomy in which these, and only these, can be earned: nine points of listening and eight of valuing."""
    shipped = book()
    worth = SIX_OF_NINE | SEVEN_OF_EIGHT
    infos = {
        id: info._replace(points=worth.get(id, 0), chance=("talk",), also=()) for id, info in shipped.taxonomy.behaviours.items()
    }
    return shipped._replace(taxonomy=shipped.taxonomy._replace(behaviours=infos))


GOLDEN_TALK = (
    "customer: I have been trying to sort this out for weeks now.",
    "agent: You have.",
    "customer: I have.",
    "agent: I'll do it today.",
)
GOLDEN_CUES = {1: "invite, reflect, check_understanding, own_action", 3: "concrete_next_step, options, hollow"}


def test_the_golden_case():
    result = scored(*GOLDEN, said=GOLDEN_TALK, found=GOLDEN_CUES, rules=golden_book())
    assert result.score.acknowledgement == 56.25
    assert result.score.listening == 66.67
    assert result.score.valuing == 87.5
    assert result.sums.base == 68.75
    assert result.sums.deducted == 3
    assert (result.score.overall, result.verdict) == (65.75, "coach")


def test_the_golden_case_without_moments():
    result = scored(said=GOLDEN_TALK, found={1: GOLDEN_CUES[1], 3: "concrete_next_step, options"}, rules=golden_book())
    assert (result.score.overall, result.score.acknowledgement) == (77.08, None)
    assert result.sums.weights == {"listening": 0.5, "valuing": 0.5}


def test_a_person_can_redo_the_sums_with_a_pencil():
    result = scored(*GOLDEN, said=GOLDEN_TALK, found=GOLDEN_CUES, rules=golden_book())
    lines = result.sums.dimensions
    assert list(lines) == ["listening", "acknowledgement", "valuing"]
    assert lines["acknowledgement"][0] == SumLine("Repeated contact or effort", 1.2, 2, 0, "tier 2, grade 3 earns 0.6")
    assert lines["listening"][0] == SumLine("Open invitation", 2, 2, 1, "")
    assert lines["listening"][3] == SumLine("Takes up the customer's own detail", 0, 3, None, "not heard")
    shares = {name: 100 * sum(each.value for each in own) / sum(each.out_of for each in own) for name, own in lines.items()}
    assert sum(result.sums.weights[name] * share for name, share in shares.items()) == pytest.approx(result.sums.base)


# -- listening and valuing


def test_a_behaviour_counts_once_however_often_it_is_shown():
    once = scored(moment("worry", 2, 3), found={1: "reflect"})
    often = scored(moment("worry", 2, 3), said=("customer: Oh.", "agent: So.", "agent: So."), found={1: "reflect", 2: "reflect"})
    assert once.score.listening == often.score.listening


def test_an_equivalent_behaviour_earns_the_points_and_says_so():
    result = scored(moment("worry", 2, 3), found={1: "open_question"})
    assert SumLine("Open invitation", 2, 2, 1, "by: Open question") in result.sums.dimensions["listening"]


def test_what_was_said_before_the_chance_does_not_answer_it():
    said = ("agent: How can I help?", "customer: I'm worried.", "agent: Right.")
    result = scored(moment("worry", 2, 0, turn=1), said=said, found={0: "open_question"})
    assert SumLine("Open invitation", 0, 2, None, "not heard") in result.sums.dimensions["listening"]


@pytest.mark.parametrize(("words", "chances"), [("one two three four five six seven", 0), ("one two three four five six seven eight", 1)])
def test_a_customer_who_says_eight_words_can_be_listened_to(words, chances):
    result = scored(said=(f"customer: {words}", "agent: Yes."))
    assert len(result.sums.dimensions.get("listening", ())) == chances


def test_only_a_transfer_is_a_chance_for_a_warm_one():
    for heard, value in (("cold_transfer", 0), ("warm_transfer", 2)):
        lines = scored(found={1: heard}).sums.dimensions["valuing"]
        assert [(line.label, line.value) for line in lines] == [("Warm transfer", value)]


# -- deductions

TALK = ("customer: My account has been wrong for such a long time.", "agent: Well.", "customer: So.", "agent: Well.", "agent: Well.")


def deducted(found: dict[int, str], *moments: Moment) -> Result:
    return scored(*moments, said=TALK, found=found)


@pytest.mark.parametrize(("heard", "points"), [("jargon", 1), ("hollow", 3), ("policy_wall", 6), ("jargon, hollow, policy_wall", 10)])
def test_a_deduction_costs_by_severity(heard, points):
    assert deducted({1: heard}).sums.deducted == points


def test_a_rule_is_deducted_once():
    result = deducted({1: "hollow", 3: "hollow"})
    assert [found.points for found in result.deductions] == [3, 0]
    assert result.deductions[1].note == "no points: taken once for this rule, at line 2"
    assert result.sums.deducted == 3


def test_deductions_are_capped():
    result = deducted({1: "blame, deny, dismiss, policy_wall"})
    assert (sum(found.points for found in result.deductions), result.sums.deducted) == (24, 20)


def test_what_set_a_moments_grade_is_not_deducted_again():
    grade = moment("worry", 2, 1, "missed", reply=Reply((1,), "Well.", antipatterns=("hollow",)), paid=("hollow",))
    result = deducted({1: "hollow", 3: "hollow"}, grade)
    assert [found.points for found in result.deductions] == [0, 3]
    assert result.deductions[0].note == "no points: it already set the grade of the moment at line 1"


def test_a_moment_outside_the_score_pays_for_nothing():
    grade = moment("harm", 3, 0, "denied", reply=Reply((1,), "Well."), paid=("dismiss",), review=True)
    assert deducted({1: "dismiss"}, grade).sums.deducted == 6


def test_a_score_never_falls_below_nothing():
    assert deducted({1: "blame, deny, dismiss, policy_wall"}).score.overall == 0


# -- verdicts


@pytest.mark.parametrize(
    ("credits", "verdict"),
    [(0.0, "fail"), (0.6499, "fail"), (0.65, "coach"), (0.7999, "coach"), (0.8, "pass"), (0.8999, "pass"), (0.9, "strong")],
)
def test_bands(credits, verdict):
    rules = golden_book()._replace(scoring=book().scoring._replace(credits=(credits,) * 7))
    assert scored(moment("worry", 2, 3), rules=rules).verdict == verdict


def test_anything_critical_fails_whatever_the_score():
    result = scored(moment("worry", 2, 5), found={1: "hostile"}, rules=golden_book()._replace())
    assert (result.score.overall, result.verdict) == (94.0, "fail")
    assert result.reason == "something critical was said at line 2: Sarcasm or hostility"
    assert scored(found={1: "hostile"}).verdict == "fail"


def test_the_best_answered_moment_is_the_highest_then_the_gravest_then_the_first():
    low, high, grave, second = (moment("worry", t, g, turn=n) for n, (t, g) in enumerate([(2, 3), (1, 5), (2, 5), (2, 5)]))
    assert scored(low, high, grave, second).best is grave
    assert scored(moment("worry", 2, 2, "partial")).best is None


@pytest.mark.parametrize(("value", "out"), [(66.666666, 66.67), (65.745, 65.75), (65.744999, 65.74), (68.75 - 3, 65.75), (1.005, 1.01)])
def test_halves_are_rounded_up_once(value, out):
    assert rounded(value) == out


PUSHING = {1: "directive", 3: "directive"}


def test_turns_that_push_take_their_share_of_the_base():
    """Two of two turns push, one of them is free: 1 - 1 x (2 - 1) / 2 leaves half of the base."""
    said = ("customer: hello there", "agent: you need to manage this better than you do", "customer: oh", "agent: you really should have a plan for it")
    calm = book().scoring._replace(push_weight=1, push_free=1)
    rules = book()._replace(scoring=calm, taxonomy=book().taxonomy._replace(rungs={**book().taxonomy.rungs, "pushing": frozenset({"directive"})}))
    result = scored(moment("worry", 2, 5), said=said, found=PUSHING, rules=rules)
    assert (result.sums.pushing_turns, result.sums.agent_turns, result.sums.kept) == (2, 2, 0.5)
    assert result.sums.base is not None
    assert result.score.overall == pytest.approx(result.sums.base * 0.5 - result.sums.deducted)


def test_nothing_that_pushes_leaves_the_base_whole():
    result = scored(moment("worry", 2, 5))
    assert (result.sums.pushing_turns, result.sums.kept) == (0, 1.0)
