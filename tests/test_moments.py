"""Moments: what makes one, which replies can answer it, and how well they did."""

from __future__ import annotations

import pytest
from talks import book, cues, talk

from empathy_audit.model import Moment
from empathy_audit.moments import judge
from empathy_audit.moments.sentences import sentence


def judged(*lines: str, found: dict[int, str], times: list[tuple[float, float]] | None = None) -> list[Moment]:
    """The moments of a conversation, of which `found` says what the rules heard in which turn."""
    said = talk(*lines, times=times or ())
    return list(judge(said, cues(said, found), book()))


THIRD_CALL = "customer: This is the third time I have called about the fridge."


# -- what makes a moment


def test_no_cue_of_a_moment_is_no_moment():
    assert judged("customer: What time do you close?", "agent: At six.", found={1: "closed_question"}) == []


def test_a_moment_cue_on_the_agents_side_is_no_moment():
    assert judged("agent: I am so upset.", "customer: Why?", "agent: Never mind.", found={0: "sadness/2"}) == []


def test_several_cues_of_one_type_in_one_stretch_are_one_moment_told_by_the_highest_tier():
    (moment,) = judged(
        "customer: I am a bit lost.", "customer: I have no idea what any of this means.", "agent: Okay.",
        found={0: "confusion/1", 1: "confusion/2 (no idea what any of this means)"},
    )  # fmt: skip
    assert (moment.turn, moment.line, moment.tier, moment.rule) == (1, 2, 2, "confusion/2")
    assert moment.quote == "no idea what any of this means"
    assert moment.span == (7, 37)


def test_different_types_in_one_stretch_are_different_moments():
    moments = judged(THIRD_CALL, "agent: Okay.", found={0: "effort/2 (third time), impact/2 (the fridge)"})
    assert [moment.type for moment in moments] == ["effort", "impact"]


def test_the_systems_turns_neither_count_nor_part_their_neighbours():
    (moment,) = judged(
        THIRD_CALL, "system: Dee has joined.", "agent: Okay.", "system: Dee is typing.", "agent: You should never have had to.",
        found={0: "effort/2", 4: "validate"},
    )  # fmt: skip
    assert moment.reply.turns == (2, 4)


def test_a_bot_answers_as_an_agent_does():
    (moment,) = judged(THIRD_CALL, "bot: Calm down.", found={0: "effort/2", 1: "command_calm"})
    assert (moment.status, moment.reply.turns) == ("denied", (1,))


# -- the response window

WINDOW = ["customer: My hours were cut.", "agent: One.", "customer: Yes.", "agent: Two.", "customer: Yes.", "agent: Three."]


@pytest.mark.parametrize(
    ("name", "turn", "times", "grade", "status"),
    [
        ("first reply", 1, [], 3, "met"),
        ("second reply", 3, [], 3, "met"),
        ("third reply", 5, [], 0, "missed"),
        ("first reply, however late", 1, [(0, 5), (95, 96), (97, 98), (98, 99), (99, 100), (100, 101)], 3, "met"),
        ("second reply within 30 s", 3, [(0, 5), (6, 9), (10, 20), (35, 36), (36, 37), (38, 39)], 3, "met"),
        ("second reply after 30 s", 3, [(0, 5), (6, 9), (10, 30), (36, 37), (38, 39), (40, 41)], 0, "missed"),
    ],
)
def test_a_moment_is_answered_in_the_next_two_replies_or_30_seconds(name, turn, times, grade, status):
    (moment,) = judged(*WINDOW, found={0: "hardship/2", turn: "acknowledge_impact"}, times=times)
    assert (moment.grade, moment.status) == (grade, status), name


@pytest.mark.parametrize(("hums", "grade"), [("agent: Mm-hm.", 3), ("agent: Okay, I see, can I take the number?", 0)])
def test_an_mm_hm_while_the_customer_talks_on_is_no_answer_yet(hums, grade):
    lines = ["customer: My hours were cut.", hums, "customer: In May.", hums, "customer: Twice.", "agent: That is a hard blow."]
    (moment,) = judged(*lines, found={0: "hardship/2", 1: "backchannel", 3: "backchannel", 5: "acknowledge_impact"})
    assert moment.grade == (grade or 1)


def test_nobody_answered_is_withdrawn_and_nobodys_fault():
    (moment,) = judged("agent: Bye then.", "customer: Nobody listens to me.", found={1: "undervalued/2"})
    assert (moment.status, moment.grade, moment.next_step) == ("withdrawn", 0, "")
    assert moment.reply.turns == ()


def test_the_second_reply_answers_a_newer_moment_unless_it_takes_up_the_older_ones_words():
    lines = ["customer: I lost my job in March.", "agent: Account number?", "customer: And now this letter."]
    for reply, grade in (("agent: That letter is a shock.", 0), ("agent: A job lost, that is hard.", 3)):
        found = {0: "hardship/2", 2: "worry/2", 3: "acknowledge_impact"}
        assert judged(*lines, reply, found=found)[0].grade == grade


# -- the grades

FLAT = "customer: I burst into tears when the flat fell through."
GRADES = [  # what the agent says, what the rules hear in it, grade, status
    ("Which postcode is it?", "closed_question", 0, "missed"),
    ("I see.", "backchannel", 1, "missed"),
    ("We apologise for any inconvenience.", "hollow", 1, "missed"),
    ("Sorry about that.", "apology", 1, "missed"),
    ("I'm sorry you feel that way about the flat.", "non_apology", 1, "missed"),
    ("I have put you on the list for the next one.", "own_action", 2, "partial"),
    ("Oh dear.", "sympathy", 2, "partial"),
    ("Oh no, tears over a flat.", "sympathy", 3, "met"),
    ("What a blow.", "name_feeling", 3, "met"),
    ("We apologise for any inconvenience about the flat.", "hollow", 3, "met"),
    ("What a blow. What happened?", "name_feeling (What a blow), open_question (What happened?)", 4, "met"),
    ("Anybody would be upset.", "validate", 3, "met"),
    ("Anybody would be in tears over it.", "validate", 5, "met"),
    ("I lost one too. You must be worn out.", "shared_experience (I lost one too)", 6, "met"),
    ("I lost one too, years ago it was.", "shared_experience (I lost one too)", 0, "missed"),
]


@pytest.mark.parametrize(("reply", "heard", "grade", "status"), GRADES)
def test_the_first_rung_that_holds_from_the_top(reply, heard, grade, status):
    (moment,) = judged(FLAT, f"agent: {reply}", found={0: "sadness/2", 1: heard})
    assert (moment.grade, moment.status) == (grade, status), moment.reason


@pytest.mark.parametrize("type_", ["bereavement", "health", "harm"])
def test_a_likeness_earns_nothing_where_it_would_be_a_hijack(type_):
    (moment,) = judged(
        "customer: It is about my mother.", "agent: I lost mine too. You must miss her.",
        found={0: f"{type_}/2", 1: "shared_experience (I lost mine too)"},
    )  # fmt: skip
    assert moment.grade == 0


@pytest.mark.parametrize(
    ("type_", "heard", "grade"),
    [("frustration", "own_action", 4), ("worry", "own_action", 3), ("worry", "concrete_next_step", 4), ("shame", "accommodate", 3)],
)
def test_an_acknowledgement_goes_further_when_it_does_what_the_type_expects(type_, heard, grade):
    (moment,) = judged("customer: Oh.", "agent: It is. I will.", found={0: f"{type_}/2", 1: f"name_feeling (It is), {heard} (I will)"})
    assert moment.grade == grade


def test_what_goes_further_is_something_else_than_the_acknowledgement():
    found = {0: "trust/2", 1: "specific_apology (our doing), own_action (our doing)"}
    (moment,) = judged("customer: It fell over again.", "agent: That is our doing.", found=found)
    assert moment.grade == 3


@pytest.mark.parametrize(
    ("type_", "heard", "grade"),
    [("frustration", "thank_for_disclosure", 2), ("shame", "thank_for_disclosure", 3), ("positive", "share_positive", 3), ("shame", "affirm", 3)],
)
def test_warmth_is_an_acknowledgement_where_the_type_expects_it(type_, heard, grade):
    (moment,) = judged("customer: Well, there it is.", "agent: Thank you.", found={0: f"{type_}/2", 1: heard})
    assert moment.grade == grade


@pytest.mark.parametrize(("reply", "grade"), [("The driver needs a signature.", 0), ("On your own since June? A driver brings it up.", 2)])
def test_a_hint_is_answered_by_an_action_only_in_the_customers_words(reply, grade):
    said = "customer: There's only me here since June."
    assert judged(said, f"agent: {reply}", found={0: "hint/1", 1: "concrete_next_step"})[0].grade == grade


@pytest.mark.parametrize(
    ("type_", "reply", "grade"),
    [("frustration", "What is past?", 0), ("hint", "What is the number?", 0), ("hint", "Past it how?", 2), ("churn", "What is past?", 2)],
)
def test_a_question_is_an_action_where_the_type_expects_one(type_, reply, grade):
    (moment,) = judged("customer: It's all a bit past that.", f"agent: {reply}", found={0: f"{type_}/1", 1: "open_question"})
    assert moment.grade == grade


@pytest.mark.parametrize(
    ("reply", "grade"), [("So it'd be an exchange.", 2), ("Seven one four.", 2), ("So you have rung four times.", 3)]
)
def test_a_reflection_acknowledges_only_with_more_of_the_moment_than_a_number(reply, grade):
    said = "customer: It's L H seven one four. I have rung about it four times."
    assert judged(said, f"agent: {reply}", found={0: "effort/2", 1: "reflect"})[0].grade == grade


@pytest.mark.parametrize(
    ("reply", "grade"),
    [
        ("This is Sam with broadband support in Leeds.", 2),
        ("Which broadband support did you call?", 2),
        ("Please tell me your broadband number in Leeds.", 2),
        ("Broadband costs more in Leeds.", 2),
        ("So the broadband is down in Leeds again.", 3),
        ("Your broadband is down again.", 3),
        ("The broadband is down all over Leeds?", 3),
    ],
)
def test_what_asks_bids_or_tells_is_no_reflection_though_it_shares_a_word(reply, grade):
    said = "customer: My broadband is down again, all over Leeds I hear."
    assert judged(said, f"agent: {reply}", found={0: "frustration/2", 1: "reflect"})[0].grade == grade


@pytest.mark.parametrize(
    ("reply", "grade"),
    [
        ("I'm sorry, the hotel does not allow dogs.", 1),
        ("Sorry, I can't change the dog's booking.", 1),
        ("I'm sorry about your dog and the wait.", 3),
        ("I'm sorry, a dog left in the rain is no joke.", 3),
    ],
)
def test_an_apology_takes_up_what_it_is_for_and_not_what_it_refuses(reply, grade):
    said = "customer: I waited an hour and the dog got soaked."
    heard = "apology (Sorry)" if reply.startswith("Sorry") else "apology (I'm sorry)"
    assert judged(said, f"agent: {reply}", found={0: "frustration/2", 1: heard})[0].grade == grade


@pytest.mark.parametrize(("reply", "grade"), [("Which postcode is it?", 0), ("Which browser do you use?", 2)])
def test_work_on_the_problem_is_no_change_of_the_subject(reply, grade):
    found = {0: "frustration/1", 1: "closed_question" if grade == 0 else "closed_question, work_on_it"}
    (moment,) = judged("customer: The page won't load.", f"agent: {reply}", found=found)
    assert (moment.grade, moment.status) == ((2, "met") if grade else (0, "missed"))


@pytest.mark.parametrize(("reply", "grade"), [("Seven, one, four, two.", 2), ("Four times.", 3)])
def test_a_number_read_back_acknowledges_nothing_whatever_a_rule_took_it_for(reply, grade):
    (moment,) = judged("customer: Seven one four two. Fourth time!", f"agent: {reply}", found={0: "effort/2", 1: "acknowledge_effort"})
    assert moment.grade == grade


def test_calling_somebody_by_name_is_not_specific():
    found = {0: "sadness/2", 1: "sympathy (sorry to hear that), name_use (Hughes)"}
    (moment,) = judged("customer: Darnell Hughes. A tree fell on the house.", "agent: I'm sorry to hear that, Mr Hughes.", found=found)
    assert moment.grade == 2


@pytest.mark.parametrize(
    ("type_", "said", "reply", "heard", "grade"),
    [
        ("frustration", "I've had it.", "I'll post a large-print one.", "accommodate", 2),
        ("access", "I can't read small print.", "I'll post a large-print one.", "accommodate", 3),
        ("effort", "I said all this to Dawn.", "I have your notes, no need to go over it.", "no_repeat", 3),
        ("urgency", "The van comes at seven.", "I've asked for a call.", "own_action", 2),
        ("urgency", "The van comes at seven.", "It is with you before seven.", "concrete_next_step", 3),
        ("life_event", "I have just left him.", "Is it safe to write to you there?", "privacy_check", 3),
    ],
)
def test_a_need_met_by_name_needs_no_word_about_feeling(type_, said, reply, heard, grade):
    (moment,) = judged(f"customer: {said}", f"agent: {reply}", found={0: f"{type_}/2", 1: heard})
    assert moment.grade == grade


def test_the_types_own_noun_makes_an_answer_specific_but_rescues_no_stock_phrase():
    said, reply = "customer: This is a joke.", "agent: I understand your frustration."
    assert judged(said, reply, found={0: "frustration/2", 1: "validate"})[0].grade == 5
    assert judged(said, reply, found={0: "frustration/2", 1: "validate, hollow"})[0].grade == 1


# -- caps


@pytest.mark.parametrize(
    ("reply", "heard", "grade"),
    [
        ("I'm sorry about the seats, but let me see what I can do.", "specific_apology", 3),
        ("I'm sorry about the seats, but I can't change them.", "specific_apology, but_pivot", 2),
        ("You're right about the seats, but it's policy.", "validate, but_pivot", 2),
        ("I hear you on the seats, unfortunately it's policy.", "but_pivot", 2),
        ("I understand, but it's policy.", "but_pivot", 1),
        ("I understand, but seats are policy.", "but_pivot", 1),
    ],
)
def test_a_refusing_but_caps_the_grade_at_2(reply, heard, grade):
    (moment,) = judged("customer: You gave our seats away.", f"agent: {reply}", found={0: "trust/2", 1: heard})
    assert moment.grade == grade


def test_a_refusal_in_one_reply_does_not_undo_the_acknowledgement_in_another():
    (moment,) = judged(
        "customer: You gave our seats away.", "agent: That must sting.", "customer: It does.", "agent: But I can't move you.",
        found={0: "trust/2", 1: "name_feeling", 3: "but_pivot"},
    )  # fmt: skip
    assert moment.grade == 3


@pytest.mark.parametrize(
    ("sentence", "heard", "grade"),
    [
        ("That must be really hard for you.", "name_feeling", 1),
        ("You're right.", "validate", 3),
        ("I am so very sorry for your loss.", "condolence", 3),
    ],
)
def test_the_same_sentence_twice_in_a_contact_is_a_stock_phrase(sentence, heard, grade):
    (moment,) = judged(
        "customer: It has been awful.", f"agent: {sentence}", "customer: Yes.", "agent: Right.", "customer: So.", f"agent: {sentence}",
        found={0: "sadness/2", 1: heard},
    )  # fmt: skip
    assert moment.grade == grade


# -- order and lateness


@pytest.mark.parametrize(
    ("first", "second", "grade"),
    [
        ("closed_question", "name_feeling", 3),
        ("own_action", "name_feeling", 3),  # an action makes it a 4, coming first makes it one less
        ("name_feeling", "own_action", 4),
    ],
)
def test_fix_first_and_feeling_later_is_one_grade_less(first, second, grade):
    (moment,) = judged(
        "customer: It makes my blood boil.", "agent: One.", "customer: Yes.", "agent: Two.",
        found={0: "frustration/2", 1: first, 3: second},
    )  # fmt: skip
    assert moment.grade == grade
    assert ("one grade less" in moment.reason) == (first == "own_action")


LATE = [
    "customer: I came four times with the baby.", "agent: Name of the school?", "customer: Parkfield.", "agent: Thanks.",
    "customer: And then?",
]  # fmt: skip


@pytest.mark.parametrize(
    ("reply", "heard", "grade", "status"),
    [
        ("agent: That must be hard.", "name_feeling", 0, "missed"),  # about what, nobody knows
        ("agent: Four times with a baby, that was hard work.", "acknowledge_effort", 2, "late"),
    ],
)
def test_an_answer_outside_the_window_is_late_and_one_grade_less(reply, heard, grade, status):
    (moment,) = judged(*LATE, reply, found={0: "effort/2", 5: heard})
    assert (moment.grade, moment.status) == (grade, status)


def test_good_news_shared_late_needs_no_shared_words():
    (moment,) = judged(*LATE, "agent: Congratulations!", found={0: "positive/1", 5: "share_positive"})
    assert (moment.grade, moment.status, moment.reply.turns) == (2, "late", (5,))


# -- tiers, targets and statuses


@pytest.mark.parametrize(
    ("tier", "heard", "status"),
    [
        (1, "closed_question", "missed"), (1, "backchannel", "partial"), (1, "own_action", "met"),
        (2, "backchannel", "missed"), (2, "own_action", "partial"), (2, "name_feeling", "met"),
        (3, "backchannel", "missed"), (3, "own_action", "partial"), (3, "name_feeling", "met"),
    ],
)  # fmt: skip
def test_targets_by_tier(tier, heard, status):
    (moment,) = judged("customer: Oh well.", "agent: Right.", found={0: f"sadness/{tier}", 1: heard})
    assert moment.status == status
    assert bool(moment.next_step) == (status != "met")


@pytest.mark.parametrize("heard", ["dismiss", "deny", "command_calm", "blame", "hostile"])
def test_a_zero_is_denied_only_when_a_denial_made_it(heard):
    said = ["customer: You cut me off.", "agent: Well."]
    assert judged(*said, found={0: "effort/2", 1: heard})[0].status == "denied"
    assert judged(*said, found={0: "effort/2", 1: f"{heard}, backchannel, own_action"})[0].status == "denied"
    assert judged(*said, found={0: "effort/2", 1: "ignore"})[0].status == "missed"


def test_a_denial_in_one_reply_leaves_the_acknowledgement_in_another():
    (moment,) = judged(
        "customer: You cut me off.", "agent: It was your phone.", "customer: Was it?", "agent: No. We dropped the call, I'm sorry.",
        found={0: "effort/2", 1: "blame", 3: "specific_apology"},
    )  # fmt: skip
    assert (moment.grade, moment.status, moment.paid) == (3, "met", ())


@pytest.mark.parametrize(
    ("type_", "first", "later", "missing"),
    [
        ("bereavement", "condolence", "closed_question", ("pace",)),
        ("bereavement", "condolence", "signpost", ()),
        ("bereavement", "condolence, own_action", "closed_question", ()),
        ("bereavement", "validate", "pace", ("condolence",)),
        ("harm", "take_seriously", "ask_safe", ("escalate",)),
        ("harm", "take_seriously, ask_safe", "escalate", ()),
    ],
)
def test_critical_moments_require_their_steps_then_or_later(type_, first, later, missing):
    (moment,) = judged(
        "customer: He is gone.", "agent: I see.", "customer: Yes.", "agent: Well.", "customer: So.", "agent: Now.", "customer: Bye.",
        "agent: Bye.",
        found={0: f"{type_}/3", 1: first, 7: later},
    )  # fmt: skip
    assert moment.steps_missing == missing
    assert moment.status == ("partial" if missing else "met")


def test_harm_is_always_for_a_person_to_look_at():
    (moment,) = judged("customer: I can't go on.", "agent: Okay.", found={0: "harm/3", 1: "backchannel"})
    assert moment.review


# -- raised again


def test_a_moment_raised_again_links_to_the_first_and_goes_up_a_tier():
    first, second, third = judged(
        "customer: Third time I've rung.", "agent: Postcode?", "customer: I said all this to Dawn.", "agent: Date of birth?",
        "customer: Every single time.", "agent: Of course you're tired of it.",
        found={0: "effort/2", 2: "effort/2", 4: "effort/2", 5: "validate"},
    )  # fmt: skip
    assert [moment.raised_from for moment in (first, second, third)] == [None, 0, 0]
    assert [moment.tier for moment in (first, second, third)] == [2, 3, 3]


def test_what_is_worked_on_and_comes_back_is_said_outright_but_not_critical():
    first, second, third = judged(
        "customer: The page won't load.", "agent: Try another browser.", "customer: It won't load there.", "agent: And now?",
        "customer: Still nothing.", "agent: Right.",
        found={0: "frustration/1", 1: "work_on_it", 2: "frustration/1", 3: "work_on_it", 4: "frustration/2"},
    )  # fmt: skip
    assert [moment.raised_from for moment in (first, second, third)] == [None, 0, 0]
    assert [moment.tier for moment in (first, second, third)] == [1, 2, 2]


def test_the_window_closes_where_the_moment_is_raised_again():
    first, second = judged(
        "customer: Third time I've rung.", "agent: Postcode?", "customer: The third!", "agent: Three calls is three too many.",
        found={0: "effort/2", 2: "effort/1", 3: "acknowledge_effort"},
    )  # fmt: skip
    assert (first.grade, first.status, first.reply.turns) == (0, "missed", (1,))
    assert (second.grade, second.tier) == (3, 3)


def test_what_was_acknowledged_is_not_raised_again():
    first, second = judged(
        "customer: Third time I've rung.", "agent: Three too many.", "customer: And the fourth tomorrow.", "agent: Right.",
        found={0: "effort/2", 1: "acknowledge_effort", 2: "effort/2"},
    )  # fmt: skip
    assert (first.status, second.raised_from, second.tier) == ("met", None, 2)


def test_not_being_heard_raises_whatever_came_before():
    _, second = judged(
        "customer: She has been in the back room for weeks.", "agent: Okay.", "customer: Did you hear what I said?", "agent: Yes.",
        found={0: "impact/2", 1: "backchannel", 2: "rebid/2"},
    )  # fmt: skip
    assert (second.type, second.raised_from, second.tier) == ("rebid", 0, 3)


@pytest.mark.parametrize("type_", ["hint", "positive"])
def test_hints_and_good_news_never_get_louder(type_):
    moments = judged(
        "customer: Ah well.", "agent: Postcode?", "customer: Never mind.", "agent: Date of birth?", found={0: f"{type_}/1", 2: f"{type_}/1"}
    )
    assert [(moment.tier, moment.raised_from) for moment in moments] == [(1, None), (1, None)]


def test_a_death_is_no_news_once_it_was_acknowledged():
    lines = ["customer: My aunt died.", "agent: Well.", "customer: It is my late aunt's phone.", "agent: The number?"]
    heard = {0: "bereavement/3", 2: "bereavement/3"}
    assert len(judged(*lines, found={**heard, 1: "condolence"})) == 1
    assert len(judged(*lines, found=heard)) == 2


# -- what a reviewer reads


@pytest.mark.parametrize(
    ("reply", "heard", "reason"),
    [
        ("Lovely. And the postcode?", "closed_question", "The reply went on to a question of its own (“And the postcode?”) and did not take it up."),
        ("We value your feedback.", "hollow", "Only a stock phrase: “We value your feedback”. It would fit any customer."),
        ("Calm down.", "command_calm", "The reply pushed it away (Telling the customer how to feel): “Calm down”."),
        ("I'll ring the depot.", "own_action", "The agent worked on the problem (“I'll ring the depot”) and left the feeling unmentioned."),
    ],
)  # fmt: skip
def test_a_reason_is_concrete_about_the_reply(reply, heard, reason):
    (moment,) = judged(THIRD_CALL, f"agent: {reply}", found={0: "effort/2", 1: heard})
    assert moment.reason == reason


def test_the_next_step_is_the_next_rung_and_the_rules_own_example():
    (moment,) = judged(THIRD_CALL, "agent: Okay.", found={0: "effort/2", 1: "backchannel"})
    assert moment.next_step.endswith("For example: “Say something about effort.”")
    assert moment.why == "effort matters."


@pytest.mark.parametrize(
    ("heard", "paid"),
    [
        ("deny", ("deny",)),
        ("ignore, policy_wall", ("ignore",)),
        ("hollow", ("hollow",)),
        ("but_pivot, specific_apology", ("but_pivot",)),
        ("validate, jargon", ()),
    ],
)
def test_a_moment_says_which_anti_patterns_its_grade_has_paid_for(heard, paid):
    (moment,) = judged("customer: You gave our seats away.", "agent: Well, I never.", found={0: "trust/2", 1: heard})
    assert moment.paid == paid


@pytest.mark.parametrize(
    ("whole", "cue", "out"),
    [
        ("Oh no. That is hard, Mr. Hughes. Right.", "hard", "That is hard, Mr. Hughes."),
        ("It was 5.30! Really", "5.30", "It was 5.30!"),
        ("no marks at all", "marks", "no marks at all"),
        ("One bubble\nanother bubble", "another", "another bubble"),
        ("First. Second.", "First. Second", "First. Second."),
    ],
)
def test_the_sentence_around_a_cue(whole, cue, out):
    first = whole.index(cue)
    assert sentence(whole, (first, first + len(cue))) == out
