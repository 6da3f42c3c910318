"""Rasa stories and domains: https://rasa.com/docs/rasa/stories and https://rasa.com/docs/rasa/domain

Stories hold what the user says; the bot's words stand in the domain's `responses`, or in end-to-end steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from empathy_audit.readers.fields import first, records, words_of
from empathy_audit.readers.source import Container, Said, Source, Talk, wrong

NAME = "rasa"
KIND: Container = "text"
DESCRIPTION = "Rasa stories (user: ...) and domains (responses: utter_...)"
FALLBACK = False
TOP = re.compile(r"(?:stories|responses|e2e_tests|test_cases):\s*$", re.M)
STEPS = re.compile(r"^\s*(?:- (?:story|action|intent|user|test_case)|utter_\w+):", re.M)


def claims(source: Source) -> bool:
    """`stories:` or `responses:` at the top, with steps or utterances below."""
    return bool(TOP.search(source.text)) and bool(STEPS.search(source.text))


def read(source: Source) -> Iterator[Talk]:
    """A talk for each story; all responses of a domain are one, for they are what the bot may say."""
    data = _yaml(source)
    stories = records(data, "stories") or records(data, "e2e_tests") or records(data, "test_cases")
    for story in stories:
        steps = [said for step in records(story, "steps") if (said := _step(step)).text]
        if steps:
            yield Talk(steps, words_of(first(story, "story", "test_case")))
    responses = data.get("responses")
    if isinstance(responses, dict):
        spoken = [_utterance(name, item) for name in responses for item in records(responses, name)]
        yield Talk([said for said in spoken if said.text], "responses")


def _step(step: dict[str, Any]) -> Said:
    role = "user" if "user" in step else "bot"
    return Said(role, words_of(step.get(role)), role)


def _utterance(name: Any, item: dict[str, Any]) -> Said:
    return Said(str(name), words_of(item.get("text")), "bot")


def _yaml(source: Source) -> dict[str, Any]:
    import yaml  # late: few files need it

    try:
        data = yaml.load(source.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        raise wrong(source.path, "broken YAML", line=mark.line + 1 if mark else None) from None
    except (yaml.YAMLError, RecursionError):
        raise wrong(source.path, "broken YAML") from None
    return data if isinstance(data, dict) else {}
