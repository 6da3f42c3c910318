"""What is measured beside the score."""

from __future__ import annotations

import pytest
from talks import cues, talk

from empathy_audit.measures import measure


def measured(*lines, found=None, times=()):
    said = talk(*lines, times=times)
    return measure(said, cues(said, found or {}))


def test_where_there_is_nothing_to_measure_there_is_no_figure():
    assert measured("system: The chat has ended.") == {
        "sentiment": {"start": None, "end": None, "change": None},
        "talk_share": None,
        "longest_monologue": 0,
        "questions": {"open": 0, "closed": 0},
        "reflections_per_question": None,
        "response_time": None,
        "silence": None,
        "interruptions": None,
    }


def test_the_agents_words_are_not_the_customers_mood():
    assert measured("agent: Wonderful, excellent!", "customer: It is a box.", "agent: Lovely!")["sentiment"]["start"] == 0


@pytest.mark.parametrize(
    ("name", "lines", "start", "end"),
    [
        ("one turn has a start and no course", ["customer: This is awful."], -1.0, None),
        ("a contraction is no praise", ["customer: This isn't good.", "customer: It is a box."], -0.35, 0),
        ("first and last third", ["customer: Terrible.", "customer: Great!", "customer: Perfect, excellent."], -1.0, 1.0),
        ("a third is at least one turn", ["customer: Terrible.", "customer: Excellent."], -1.0, 1.0),
    ],
)
def test_sentiment_goes_from_the_first_third_of_the_customers_turns_to_the_last(name, lines, start, end):
    mood = measured(*lines)["sentiment"]
    assert (mood["start"], mood["end"]) == (start, end), name
    assert mood["change"] == (None if end is None else round(end - start, 2))


def test_talk_share_and_monologue_count_words():
    found = measured("bot: Hello there.", "customer: Hi.", "agent: One two three four five.", "system: not counted at all")
    assert (found["talk_share"], found["longest_monologue"]) == (0.88, 5)


def test_questions_and_reflections():
    lines = ("agent: How are you?", "customer: Well.", "agent: Is it on? And where?", "agent: So you are well.")
    found = measured(*lines, found={0: "open_question", 2: "closed_question (Is it on?), open_question (And where?)", 3: "reflect"})
    assert found["questions"] == {"open": 2, "closed": 1}
    assert found["reflections_per_question"] == 0.33


def test_one_question_counts_once_whatever_it_is_called():
    found = measured("agent: How has it been for you?", found={0: "open_question, ask_impact, closed_question"})
    assert found["questions"] == {"open": 1, "closed": 0}


@pytest.mark.parametrize(
    ("name", "times", "response", "silence", "interruptions"),
    [
        ("a brisk talk", [(0, 2), (3, 4), (4.5, 6), (6.5, 7)], 0.75, 0, 0),
        ("a long wait", [(0, 2), (12, 14), (14, 16), (16, 18)], 5.0, 10, 0),
        ("speaking over the customer", [(0, 4), (2, 5), (5, 9), (8.8, 10)], 0, 0, 1),
    ],
)
def test_pace_where_there_are_times(name, times, response, silence, interruptions):
    found = measured("customer: a", "agent: b", "customer: c", "agent: d", times=times)
    assert (found["response_time"], found["silence"], found["interruptions"]) == (response, silence, interruptions), name
