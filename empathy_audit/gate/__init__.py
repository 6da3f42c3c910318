"""The gate: conditions that every conversation has to meet, what is known already, and one verdict.

    Report -> baseline.mark -> judging.failures -> verdict.Gate -> one line and an exit code
"""

from empathy_audit.gate.conditions import Conditions

__all__ = ["Conditions"]
