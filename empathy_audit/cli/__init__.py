"""The command line: arguments in, exit codes out. Only this room exits, prints to standard error, or knows the terminal.

Exit codes: 0 passed, 1 a gate failed and nothing else, 2 could not audit, 130 interrupted. typer's own defaults would end
an uncaught exception, a closed pipe and an unencodable character with 1; `run` does not let them.
"""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from contextlib import suppress
from typing import Annotated, NoReturn

import typer

from empathy_audit import __version__
from empathy_audit.cli.commands import Commands

COULD_NOT_AUDIT = 2
INTERRUPTED = 130
_PLAINLY = (  # what typer says of a value, and what people say
    (r"is not a valid int(eger)?( range)?\.$", "is not a whole number."),
    (r"is not a valid float( range)?\.$", "is not a number."),
    (r"^Got unexpected extra arguments?(\(s\))? \((.*)\)\.?$", r"this command takes fewer arguments, and no '\2'"),
    (r"is not in the range x>=(\S+)\.$", r"is less than \1."),
    (r"is not in the range (\S+?)<=x<=(\S+)\.$", r"is not from \1 to \2."),
)

app = typer.Typer(
    name="empathy-audit",
    cls=Commands,
    help="Score conversations for empathy: find the moments a customer needed to be heard, and what the agent did with each.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"empathy-audit {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    _version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    pass


def run() -> NoReturn:
    """The `empathy-audit` command."""
    _open_closed_streams()
    sys.exit(_run())


def _open_closed_streams() -> None:
    """Started with a closed stream (`>&-`), Python has None for it, and print() would write errors into the report instead."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - lives as long as the process
    if sys.stdout is None:
        sys.stdout = _Closed()


class _Closed(io.TextIOBase):
    """Standard output that is not there: whoever writes to it is told, whoever does not need it is left alone."""

    def write(self, _text: str) -> int:
        raise OSError(errno.EBADF, "standard output is closed")


def _run() -> int:
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
        if code == INTERRUPTED:  # typer turns an interrupt into this without a word
            return _end("interrupted", INTERRUPTED)
        return code if isinstance(code, int) else 0
    except KeyboardInterrupt:
        return _end("interrupted", INTERRUPTED)
    except (BrokenPipeError, SystemExit):
        # Whoever read our output has gone (typer turns that into an exit with 1), and so must the buffer, or Python
        # complains about it at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())  # type: ignore[union-attr]
        return COULD_NOT_AUDIT
    except OSError as error:
        what = error.filename if isinstance(error.filename, str) and error.filename else "cannot write the output"
        return _end(f"error: {what}: {error.strerror or error}", COULD_NOT_AUDIT)
    except Exception as error:
        return _other(error)


def _other(error: Exception) -> int:
    """typer's and our own errors, and then the ones that nobody foresaw."""
    from empathy_audit.errors import EmpathyAuditError, StoppedError

    if type(error).__name__ == "NoArgsIsHelpError":
        return _end(error.format_message(), COULD_NOT_AUDIT)  # type: ignore[attr-defined]
    if hasattr(error, "format_message") and hasattr(error, "exit_code"):  # click's own, whichever copy of click typer uses
        context = getattr(error, "ctx", None)
        usage = f"{context.get_usage()}\n" if context is not None else ""
        said = error.format_message()
        for pattern, plainly in _PLAINLY:
            said = re.sub(pattern, plainly, said)
        return _end(f"{usage}error: {said}", COULD_NOT_AUDIT)
    if type(error).__name__ == "Abort":
        return _end("interrupted", INTERRUPTED)
    if isinstance(error, StoppedError):
        return _end(str(error), INTERRUPTED)
    if isinstance(error, EmpathyAuditError):
        from empathy_audit.cli.complaints import drawn

        return _end("\n".join(map(drawn, error.problems)), COULD_NOT_AUDIT)
    if os.environ.get("EMPATHY_AUDIT_DEBUG"):
        raise error
    where = f"{type(error).__name__}: {error}".splitlines()[0]
    return _end(f"error: internal error, please report it ({where}); EMPATHY_AUDIT_DEBUG=1 shows where", COULD_NOT_AUDIT)


def _end(message: str, code: int) -> int:
    with suppress(OSError):  # a full disk may hold standard error, too; the code still says it
        print(message, file=sys.stderr)
    return code
