"""Words that the nouns share: roles, kinds, severities, statuses."""

from __future__ import annotations

from typing import Literal

Role = Literal["agent", "customer", "bot", "system", "unknown"]
RoleSource = Literal["given", "mapped", "inferred", "unknown"]
Kind = Literal["moment", "behaviour", "antipattern", "require", "limit"]
Dimension = Literal["listening", "acknowledgement", "valuing", "safety"]
Severity = Literal["minor", "moderate", "major", "critical"]
Status = Literal["met", "partial", "missed", "denied", "late", "withdrawn"]
Verdict = Literal["strong", "pass", "coach", "fail", "not_assessed"]
Span = tuple[int, int]

DIMENSIONS: tuple[Dimension, ...] = ("listening", "acknowledgement", "valuing")
MASKS: tuple[str, ...] = ("name", "email", "phone", "card", "iban", "account", "national", "postcode")  # in a report's order
COMPANY_ROLES: frozenset[str] = frozenset({"agent", "bot"})  # a bot speaks for the company and is judged as an agent
FELL_SHORT: frozenset[str] = frozenset({"missed", "denied", "partial", "late"})
