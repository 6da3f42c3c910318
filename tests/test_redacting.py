"""Redaction: what must stay, what must go, and that nothing of it comes out of any command in any format."""

from __future__ import annotations

import io
import json
import re
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from attacks import ATTACKS, ENDLESS
from commands import EXAMPLES, empathy_audit, here
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from empathy_audit import rulebook
from empathy_audit.audit import audit
from empathy_audit.cli import app
from empathy_audit.cli.masking import Names
from empathy_audit.cli.schema import Subject, text
from empathy_audit.engine import prepare
from empathy_audit.errors import InputError, Problem, RolesUnknownError, UsageError
from empathy_audit.model import MASKS, RoleInfo, Suppression, Transcript, Turn
from empathy_audit.redacting import hidden, redact
from empathy_audit.reporters import REPORTERS
from empathy_audit.text import words

CARD = "4242 4242 4242 4242"


def talk(*lines: str, path: str = "calls/one.txt", **more: Any) -> Transcript:
    """`Label: words` a line; labels that begin with A are the agent's."""
    turns = []
    for index, line in enumerate(lines):
        label, _, said = line.partition(": ")
        turns.append(Turn(index, "agent" if label.startswith("A") else "customer", said, label, index + 1))
    labels = dict.fromkeys(turn.speaker for turn in turns)
    roles = {role: RoleInfo(tuple(label for label in labels if label.startswith("A") is (role == "agent")), "given") for role in ("agent", "customer")}
    return Transcript(more.pop("id", "one"), path, "labelled", tuple(turns), roles, **more)


def masked(*lines: str) -> list[str]:
    return [turn.text for turn in redact(talk(*lines)).turns]


NEAR_MISSES = [
    "Order number 4155550132, please.",
    "The order number is 0207 946 0958 I think.",
    "Ticket 00123456789 and invoice 2024-0001-77.",
    "My reference is 943 476 5919.",
    "Tracking 1Z999AA10123456784.",
    "I paid £1,234.56 and then $4,400 and 79.99€.",
    "It was 1,000,000 pounds, or 1200 kWh, or 50%.",
    "On 2026-03-14, 14/03/2026 and 03-14-2026 at 10:30 and 9.15pm.",
    "From 10:00 to 12:30, 3 times in 45 minutes, since 2019.",
    "2026-03-14 2026-03-15 2026-03-16",
    "Numbers 10023, 10044 and 10052 are missing.",
    "I've called 3 times. It's 4 weeks now. One, two, three.",
    "There are twenty four of them, or forty two.",
    "It's on page 12 of 144, version 3.11.4.",
    "4242 4242 4242 4241 has a wrong check digit.",
    "DE00 3704 0044 0532 0130 00 is no account.",
    "Look at amazon dot com, or write to us at noon.",
    "Ask for extension 4471.",
    "I'm Sorry to hear that. This is ridiculous, honestly.",
    "I'm British, and it's Monday. Thanks, Sir.",
    "Unfortunately, I can't. Yes, I know. Okay, Tuesday.",
    "My name is on the account, and my number is wrong.",
    "It's in my account. My card was declined twice.",
    "Click Continue. Save Settings. Thank You.",
    "Model E1 of the AB12 series.",
    "What is the account number? And what's your postcode?",
]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_what_only_looks_so_stays(text: str) -> None:
    assert masked(f"Customer: {text}") == [text]


MASKED = [
    # e-mail
    ("Write to anna.smith+x@example.co.uk.", "Write to [email]."),
    ("<a_b@mail.example.com>, please", "<[email]>, please"),
    ("It's anna dot smith at example dot com.", "It's [email]."),
    ("anna [at] example [dot] com", "[email]"),
    ("https://x.example/?to=anna%40example.com", "https://x.example/?to=[email]"),
    # phones
    ("Ring 020 7946 0958 or (415) 555-2671.", "Ring [phone] or [phone]."),
    ("It's +49 30 901820 here, or 0049 30 901820.", "It's [phone] here, or [phone]."),
    ("07700 900123 is my mobile.", "[phone] is my mobile."),
    ("oh two oh seven nine four six oh nine five eight", "[phone]"),
    ("plus four four two oh seven nine four six oh nine five eight", "[phone]"),
    ("It is 0 7 7 0 0 9 0 0 1 2 3.", "It is [phone]."),
    ("Call me on 555 0132.", "Call me on [phone]."),
    ("My number is four one five five five five two six seven one.", "My number is [phone]."),
    # cards
    (f"It is {CARD}.", "It is [card]."),
    ("4242424242424242", "[card]"),
    ("4242-4242-4242-4242", "[card]"),
    ("3782 822463 10005", "[card]"),
    ("four two four two, four two four two, four two four two, four two four two", "[card]"),
    ("double four double four double four double four double four double four one one one three", "[card]"),
    ("Order 1001, card 4242 4242 4242 4242, amount £20", "Order 1001, card [card], amount £20"),
    ("4\u200b242 4242\u200d 4242 4242", "[card]"),
    ("４２４２ ４２４２ ４２４２ ４２４２", "[card]"),
    ("The card ending 1234, or ending in 12 34.", "The card ending [card], or ending in 12 34."),
    ("The last four digits are one two three four.", "The last four digits are [card]."),
    ("The security code is 123.", "The security code is [card]."),
    # accounts
    ("GB33BUKB20201555555555 or DE89 3704 0044 0532 0130 00", "[iban] or [iban]"),
    ("My account number is 12345678.", "My account number is [account]."),
    ("account number, it's, um, one two three four five six seven eight", "account number, it's, um, [account]"),
    ("Sort code 20-15-55, policy number HX-22918.", "Sort code [account], policy number [account]."),
    ("My PIN is 4471.", "My PIN is [account]."),
    # national numbers
    ("My social is 536-90-4399.", "My social is [national]."),
    ("536-90-4399", "[national]"),
    ("It's AB 12 34 56 C.", "It's [national]."),
    ("RSSMRA85T10A562S", "[national]"),
    ("My NI number is QQ 12 34 56 C.", "My NI number is [national]."),
    ("passport number 925665416", "passport number [national]"),
    # postal codes
    ("I'm at SW1A 1AA.", "I'm at [postcode]."),
    ("It's K1A 0B1, or Austin, TX 78701.", "It's [postcode], or Austin, TX [postcode]."),
    ("My zip code is 94107, my postcode was 10115.", "My zip code is [postcode], my postcode was [postcode]."),
    # names
    ("My name is Anna. Anna Schmidt.", "My name is [name]. [name]."),
    ("my name is anna, and anna is waiting", "my name is [name], and [name] is waiting"),
    ("Hi, this is Priya from Northwind. Priya's here.", "Hi, this is [name] from Northwind. [name]'s here."),
    ("I'm Zoë O'Brien-Łukasz.", "I'm [name]."),
    ("Thanks, Priya. That was kind of you.", "Thanks, [name]. That was kind of you."),
    ("That was kind of you, Priya.", "That was kind of you, [name]."),
    ("I'm speaking with Carlos, am I? CARLOS?", "I'm speaking with [name], am I? [name]?"),
    ("My husband Dave died. Dave was sixty.", "My husband [name] died. [name] was sixty."),
    ("Mr. Ortega and Mrs Begum", "Mr. [name] and Mrs [name]"),
    ("My name is Will. Will you help? I said Will.", "My name is [name]. Will you help? I said [name]."),
    ("It's my dad's account. Raymond Ortega. Raymond died.", "It's my dad's account. [name]. [name] died."),
    ("I'm Anna. A-N-N-A.", "I'm [name]. [name]."),
    ("My surname is spelled S-C-H-M-I-D-T.", "My surname is spelled [name]."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MASKED)
def test_what_is_personal_goes(text: str, expected: str) -> None:
    assert masked(f"Customer: {text}") == [expected]


CONVERSATIONS = {
    "asked for": (
        ["Agent: Can I take your account number?", "Customer: Sure, 12345678.", "Agent: And what happened?", "Customer: I was charged 4500 in 2019."],
        ["Can I take your account number?", "Sure, [account].", "And what happened?", "I was charged 4500 in 2019."],
    ),
    "another thing is asked for": (["Agent: What's the order number?", "Customer: 4471 2290."], ["What's the order number?", "4471 2290."]),
    "two at once": (
        ["Agent: Your account number and postcode?", "Customer: 12345678, and LT4 9QQ."],
        ["Your account number and postcode?", "[account], and [postcode]."],
    ),
    "in pieces": (
        ["Agent: The long number on the card?", "Customer: 4242", "Agent: 4242.", "Customer: 42 42", "Agent: Mm-hm.", "Customer: and 4242 4242", "Agent: Thank you. It took 45 minutes?"],
        ["The long number on the card?", "[card]", "[card].", "[card]", "Mm-hm.", "and [card]", "Thank you. It took 45 minutes?"],
    ),
    "a name is asked for": (["Agent: Could I have your name?", "Customer: Mark", "Agent: Hi Mark."], ["Could I have your name?", "[name]", "Hi [name]."]),
    "known from a label": (["Agent (Maria): Hello.", "Customer: So Maria, what now?"], ["Hello.", "So [name], what now?"]),
    "a role is no name": (["Agent: Hello.", "Customer: Hello, agent. Is the Customer desk open?"], ["Hello.", "Hello, agent. Is the Customer desk open?"]),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), CONVERSATIONS.values(), ids=CONVERSATIONS)
def test_a_conversation_tells_what_a_turn_does_not(lines: list[str], expected: list[str]) -> None:
    assert masked(*lines) == expected


# -- what no test by example can show ---------------------------------------------------------------------------------

WORD = dict(enumerate("zero one two three four five six seven eight nine".split()))
GROUPS = ((16,), (4, 4, 4, 4), (4, 6, 5), (2,) * 8, (1,) * 16, (5, 5, 6), (4, 4, 4, 4, 3))


@st.composite
def cards(draw: st.DrawFn) -> tuple[str, str]:
    """Digits that pass, and a way of writing or saying them."""
    body = draw(st.text("0123456789", min_size=12, max_size=18))
    digits = body + luhn.calc_check_digit(body)
    groups, at = [], 0
    for size in draw(st.sampled_from(GROUPS)):
        groups.append(digits[at : at + size])
        at += size
    groups = [group for group in (*groups, digits[at:]) if group]
    if draw(st.booleans()):
        return digits, draw(st.sampled_from((" ", "-", ".", " - ", "\u00a0", ", ", "\u200b", "/", "\n", "  "))).join(groups) if len(groups) > 1 and max(map(len, groups)) < 5 else digits
    return digits, draw(st.sampled_from((" ", ", ", " um "))).join(" ".join(WORD[int(digit)] for digit in group) for group in groups)


@settings(max_examples=150, deadline=None)
@given(cards(), st.sampled_from(("{}", "It's {}.", "({})", "card: {}, thanks", "ORD{}", "on 2026-03-14 {} please", "£20 {}")))
def test_no_card_number_survives(card: tuple[str, str], around: str) -> None:
    digits, told = card
    around = around.replace("ORD", "") if told[0].isalpha() else around
    said = masked(f"Customer: {around.format(told)}")[0]
    left = "".join(WORD_OF.get(word, word) for word in re.findall(r"\d+|[a-z]+", said.casefold()) if word.isdigit() or word in WORD_OF)
    assert digits not in left and "[card]" in said


WORD_OF = {word: str(digit) for digit, word in WORD.items()}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["My name is Anna", "Thanks, Bo.", "4242", "0207 946 0958", "account number", "a@b.example", "\n", "\u200b", "Will you", "oh", "-", "“", "SW1A 1AA", "Dr", "I'm Zed", "GB33BUKB20201555555555"]), max_size=12).map(" ".join))  # fmt: skip
def test_a_redacted_text_holds_nothing_more_to_redact(text: str) -> None:
    once = redact(talk(f"Customer: {text}", "Agent: ok"))
    assert redact(once).turns == once.turns


@pytest.mark.parametrize("words", [*ATTACKS.values(), *ENDLESS.values(), "1 " * 3000, "My name is" + " " * 3000, "GB33 " * 500, "at dot " * 500])
def test_hostile_words_are_survived(words: str) -> None:
    """And once masked, they hold nothing more."""
    once = redact(talk(f"Customer: {words}", id=words, path=words))
    assert len(once.turns) == 1 and redact(once).turns == once.turns


def test_masks_are_one_word_each_and_stand_for_what_they_took() -> None:
    for kind in MASKS:
        (word,) = words(f"[{kind}]").items[1:-1]
        assert word.form == f"[{kind}]" and ("@name" if kind == "name" else "@number") in word.answers


def test_examples_are_judged_alike() -> None:
    """Two conversations of examples/ with many names and numbers in them."""
    from empathy_audit.readers import read

    book = rulebook.load()
    ears = prepare(book)
    for name in ("good-news-airline-booking.vtt", "telecom-chats-leaving-and-staying.jsonl"):
        for each in read(str(EXAMPLES / name)):
            assert not isinstance(each, InputError)
            plain, hidden = audit(each, ears, book), audit(redact(each), ears, book)
            assert hidden.score == plain.score and hidden.verdict == plain.verdict
            assert [(m.turn, m.line, m.type, m.status) for m in hidden.moments] == [(m.turn, m.line, m.type, m.status) for m in plain.moments]
            for moment in hidden.moments:
                assert hidden.transcript.turns[moment.turn].text[slice(*moment.span)] == moment.quote


# -- what stands beside the turns -------------------------------------------------------------------------------------


def test_labels_notes_and_reasons_are_masked_and_speakers_stay_distinct() -> None:
    before = talk(
        "Agent Maria: Hello.", "+1 415 555 2671: Hi.", "Tom Weiss: Hi.", "Anna: Hello.", "Agent: Bye.",
        warnings=('"Tom Weiss" and "Anna" speak alike',), suppressions=(Suppression("EMP519", "Anna asked, anna@example.com", 1, 2),),
    )  # fmt: skip
    after = redact(before)
    assert [turn.speaker for turn in after.turns] == ["Agent [name]", "[phone]", "[name]", "[name] 2", "Agent"]
    assert after.roles["agent"].labels == ("Agent [name]", "[name] 2", "Agent")
    assert after.warnings == ('"[name]" and "[name] 2" speak alike',)
    assert after.suppressions[0].reason == "[name] asked, [email]"


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        *((label, label) for label in (
            "Agent", "Northwind Support", "Halden Customer Care", "Support (Tier 2)", "Billing - Broadband", "Help-Desk", "Acme Ltd",
            "Agent - Sales Executive", "Speaker (Left)", "Assistant 2", "Agent from Support", "Team Two",
        )),
        ("Agent (Ayesha)", "Agent ([name])"),
        ("Ayesha (Support)", "[name] (Support)"),
        ("Ayesha (Customer Service)", "[name] (Customer Service)"),
        ("Ayesha Khan - Billing Team", "[name] - Billing Team"),
        ("Ayesha – Support", "[name] – Support"),
        ("Ayesha, Acme Ltd", "[name], Acme Ltd"),
        ("Ayesha from Support", "[name] from Support"),
        ("AYESHA (SUPPORT)", "[name] (SUPPORT)"),
        ("Support - Ayesha", "Support - [name]"),
        ("Support (Ayesha)", "Support ([name])"),
        ("Support/Ayesha", "Support/[name]"),
        ("Support Ayesha", "Support [name]"),
        ("Assistant Ayesha", "Assistant [name]"),
        ("Agent support_ayesha", "Agent support_[name]"),
        ("Agent ayesha_support", "Agent [name]_support"),  # known from what is said
        ("Ayesha Support", "[name] Support"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("format", ["txt", "json", "csv"])
def test_a_name_beside_an_office_is_masked_and_the_office_is_not(tmp_path: Path, label: str, shown: str, format: str) -> None:
    from empathy_audit.readers import read

    said = ["Thank you for calling. This is Ayesha, how can I help?", "Ayesha told me to call, and this is the third time."]
    if shown == label:
        said = [line.replace("Ayesha", "nobody") for line in said]
    rows = [(label, said[0]), ("Caller", said[1]), (label, "I see."), ("Caller", "Please help.")]
    path = tmp_path / f"call.{format}"
    if format == "txt":
        path.write_text("".join(f"{speaker}: {text}\n" for speaker, text in rows), encoding="utf-8")
    elif format == "csv":
        path.write_text("speaker,text\n" + "".join(f'"{speaker}","{text}"\n' for speaker, text in rows), encoding="utf-8")
    else:
        path.write_text(json.dumps({"turns": [{"speaker": speaker, "text": text} for speaker, text in rows]}), encoding="utf-8")
    (found,) = read(str(path), agents=(label,))
    assert not isinstance(found, InputError), found
    after = redact(found)
    assert after.turns[0].speaker == shown
    assert not any("ayesha" in f"{turn.speaker} {turn.text}".casefold() for turn in after.turns)


@pytest.mark.parametrize(
    ("path", "id", "shown", "named"),
    [
        ("calls/2026-03-14/103022-0001.txt", "1763900000123", "calls/2026-03-14/103022-0001.txt", "1763900000123"),
        ("calls/anna/anna-refund.txt", "anna-refund", "calls/anna/[name]-refund.txt", "[name]-refund"),
        ("+14155552671/call_+14155552671.txt", "4242424242424242", "[phone]/call_[phone].txt", "[card]"),
        ("inbox/anna.s@example.com.json", "anna.s@example.com", "inbox/[email]", "[email]"),
    ],
)
def test_paths_and_ids(path: str, id: str, shown: str, named: str) -> None:
    """Dates and serial numbers stay, and so do the names of folders."""
    after = redact(talk("Customer: I'm Anna.", path=path, id=id))
    assert (after.shown, after.id, after.path) == (shown, named, path)


def test_files_that_would_have_one_name_are_told_apart() -> None:
    names = Names()
    paths = ["+14155552671.txt", "+14155552672.txt", "+14155552671.txt"]
    found = [names.transcript(redact(talk("Customer: Hi.", path=path, id=path.removesuffix(".txt")))) for path in paths]
    assert [(each.path, each.id) for each in found] == [("[phone].txt", "[phone]"), ("[phone].txt 2", "[phone]"), ("[phone].txt", "[phone] 2")]


def test_errors_do_not_tell() -> None:
    unknown = hidden(RolesUnknownError(Problem("+14155552671.txt", 'speakers: "Anna Weiss", "Tom"', '--agent "Anna Weiss"', 3)))
    assert isinstance(unknown, RolesUnknownError) and "Anna" not in str(unknown) and "Tom" not in str(unknown)
    assert str(unknown).startswith("[phone].txt:3: ")
    keys = hidden(InputError(Problem("a.json", "an object with the keys anna@example.com", "")))
    assert str(keys) == "a.json: an object with the keys [email]"


# -- every command and every format -----------------------------------------------------------------------------------

SECRETS = ("Annabel", "Torvald", "Priyanka", "4242", "four two four two", "0207 946", "7946 0958", "example.net", "20201555", "12345678", "536-90", "SW1A", "2671", "HX-22918")
CALL = f"""\
# empathy-audit: ignore EMP519 Annabel asked, mail annabel@example.net
Agent (Priyanka): Thank you for calling Halden, my name is Priyanka. Could I have your account number and postcode?
Annabel Torvald: It's 12345678, SW1A 1AA. I'm Annabel, and I've called three times, this is the third time! Mail annabel@example.net.
Agent (Priyanka): I understand, Annabel, but that is our policy. You should have given us 0207 946 0958 before.
Annabel Torvald: My husband Torvald died, and you took {CARD} and GB33BUKB20201555555555. I can't do this any more.
Agent (Priyanka): Calm down. Your social, 536-90-4399, and policy number HX-22918 are on file. Is it four two four two, four two four two, four two four two, four two four two?
Annabel Torvald: Nobody listens. I want to complain, Priyanka.
"""  # fmt: skip


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a call full of secrets under a name that is one, and files that cannot be audited."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "calls"
    folder.mkdir()
    (folder / "call_+14155552671.txt").write_text(CALL, encoding="utf-8")
    (folder / "unknown_annabel@example.net.txt").write_text("Torvald: Hi.\nPriyanka: Hello there.\n" * 4, encoding="utf-8")
    (folder / "keys.json").write_text(json.dumps({"annabel@example.net": 1, "+1 415 555 2671": 2}), encoding="utf-8")
    return folder


def run(*arguments: str) -> tuple[str, str]:
    """What a command says on both streams, whatever its end."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            app([*arguments], standalone_mode=False)
        except (UsageError, InputError) as error:
            print(error, file=err)
    return out.getvalue(), err.getvalue()


def clean(*texts: str) -> None:
    for secret in SECRETS:
        for each in texts:
            assert secret.casefold() not in each.casefold(), secret


CUSTOMER = ("--customer", "Annabel*")


@pytest.mark.parametrize("format", sorted(REPORTERS))
@pytest.mark.usefixtures("calls")
def test_no_format_tells(format: str) -> None:
    out, err = run("score", "calls", "--redact", "--format", format, "--explain", "--verbose", "--group-by", "agent", *CUSTOMER)
    assert "call_[phone].txt" in out.replace("%5B", "[").replace("%5D", "]").replace("\\", "") and err.count("error:") == 2
    clean(out, err)
    plain, _ = run("score", "calls", "--format", format, "--verbose", *CUSTOMER)
    assert any(secret in plain for secret in SECRETS), "the test would find it"


COMMANDS = {
    "baseline": ("baseline", "write", "base.json", "calls/call_+14155552671.txt", "--redact", *CUSTOMER),
    "compare": ("compare", "calls/call_+14155552671.txt", "calls/other.txt", "--redact", *CUSTOMER),
    "gate": ("score", "calls", "--redact", "--max-missed", "0", "--no-antipattern", "any", *CUSTOMER),
    "summary": ("summary", "calls", "--redact", "--verbose", *CUSTOMER),
    "summary, as data": ("summary", "calls", "--redact", "--format", "json", *CUSTOMER),
    "practice": ("practice", "calls", "--redact", *CUSTOMER),
    "backtest": ("rules", "backtest", "scripts", "calls", "--redact", *CUSTOMER),
    **{f"convert {to}": ("convert", "calls", "--redact", "--to", to, *CUSTOMER) for to in ("jsonl", "vcon", "convokit", "csv", "vtt", "txt")},
}


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_no_command_tells(calls: Path, arguments: tuple[str, ...]) -> None:
    (calls / "other.txt").write_text(CALL.replace("Calm down.", "I'm so sorry, Annabel."), encoding="utf-8")
    out, err = run(*arguments)
    assert out + err
    clean(out.replace(arguments[1], ""), err)
    kept = Path("base.json")
    if kept.exists():
        clean(kept.read_text("utf-8"))


@pytest.mark.parametrize("format", ["text", "json"])
@pytest.mark.parametrize("line", [3, 4, 5, 6, 99])
@pytest.mark.usefixtures("calls")
def test_why_does_not_tell(line: int, format: str) -> None:
    out, err = run("why", f"calls/call_+14155552671.txt:{line}", "--redact", "--format", format, *CUSTOMER)
    assert "call_[phone].txt" in out + err
    clean(out, err)


@pytest.mark.usefixtures("calls")
def test_what_was_masked_is_counted() -> None:
    out, _ = run("score", "calls", "--redact", "--format", "json", *CUSTOMER)
    report = json.loads(out)
    jsonschema.validate(report, json.loads(text(Subject.report)))
    counts = report["summary"]["redacted"]
    assert tuple(counts) == MASKS and report["transcripts"][0]["redacted"] == counts
    assert {kind: counts[kind] for kind in ("email", "phone", "card", "iban", "account", "national", "postcode")} == {
        "email": 1, "phone": 1, "card": 2, "iban": 1, "account": 2, "national": 1, "postcode": 1,
    }  # fmt: skip
    page, _ = run("score", "calls", "--redact", *CUSTOMER)
    assert re.search(r"Redacted \d+ names, 1 e-mail address, 1 phone number, 2 card numbers, 1 IBAN, 2 account numbers", " ".join(page.split()))
    plain = json.loads(run("score", "calls", "--format", "json", *CUSTOMER)[0])
    assert "redacted" not in plain["summary"] and "redacted" not in plain["transcripts"][0]


def test_nothing_to_mask_is_said(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text("Agent: Hello, how can I help?\nCustomer: What time do you close?\n", encoding="utf-8")
    assert "nothing was found to mask" in here("score", file, "--redact")


# -- settings ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("calls")
def test_the_house_asks_for_it_and_the_command_has_the_last_word() -> None:
    Path("empathy-audit.yaml").write_text("redact: true\n", encoding="utf-8")
    clean(*run("score", "calls", *CUSTOMER))
    assert "Annabel" in run("score", "calls", "--no-redact", *CUSTOMER)[0]
    assert re.search(r"redact +true +empathy-audit.yaml:1", here("config", "show"))
    Path("more.yaml").write_text("extends: empathy-audit.yaml\nredact: off\n", encoding="utf-8")
    assert "Annabel" in run("score", "calls", "--config", "more.yaml", *CUSTOMER)[0]


def test_a_wrong_value_is_said(tmp_path: Path) -> None:
    (tmp_path / "empathy-audit.yaml").write_text("packs: [scripts]\nredact: names\n", encoding="utf-8")
    done = empathy_audit("config", "show", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: empathy-audit.yaml:2:9: redact is true or false, not 'names' (write true to mask what is personal)")


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("empathy_audit.redacting", "phonenumbers"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "phonenumbers", None)
    monkeypatch.delattr("empathy_audit.redacting")
    with pytest.raises(UsageError, match=r"redaction needs phonenumbers, which is not installed \(pip install 'empathy-audit\[redact\]'\)"):
        app(["score", str(EXAMPLES), "--redact"], standalone_mode=False)


def test_nothing_of_it_is_loaded_without_the_option() -> None:
    code = (
        "import sys; from empathy_audit.cli import app; app(['score', sys.argv[1]], standalone_mode=False);"
        "found = [name for name in sys.modules if name.startswith(('phonenumbers', 'stdnum', 'empathy_audit.redacting'))];"
        "assert not found, found"
    )
    import subprocess

    file = EXAMPLES / "transaction-retail-no-moment.txt"
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
