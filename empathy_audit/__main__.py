"""Lets `python -m empathy_audit` stand in for the `empathy-audit` command."""

from empathy_audit.cli import run

if __name__ == "__main__":
    run()
