"""Runs the real command in real processes whose imports are done already: most of the time of a short run is spent on those.

`python launcher.py FD` answers on the socket `FD`: for each request, an environment, a folder and arguments as JSON with the
three standard streams beside them, it forks, and the child goes on as `python -m empathy_audit` would. The answers are the
child's number and then its exit code. It ends when the socket is closed.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

LONGEST = 120  # seconds that a command may take
NUMBER = 8  # bytes of a number on the socket


class Launcher:
    """The tests' end of it."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair()
        command = [sys.executable, __file__, str(theirs.fileno())]
        self._process = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        theirs.close()
        atexit.register(self.close)

    def close(self) -> None:
        self._ours.close()
        self._process.wait()

    def run(self, arguments: list[str], stdin: bytes, env: dict[str, str], cwd: str) -> tuple[int, bytes, bytes]:
        """The exit code and what the command wrote to standard output and standard error."""
        request = json.dumps([env, cwd, arguments]).encode()
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as complaint:
            given.write(stdin)
            given.seek(0)
            self._ours.settimeout(LONGEST)
            socket.send_fds(self._ours, [_sent(len(request))], [given.fileno(), out.fileno(), complaint.fileno()])
            self._ours.sendall(request)
            child = _received(self._ours)
            try:
                code = _received(self._ours)
            except TimeoutError:
                os.kill(child, signal.SIGKILL)
                _received(self._ours)
                raise
            for file in (out, complaint):
                file.seek(0)
            return code, out.read(), complaint.read()


def _sent(number: int) -> bytes:
    return number.to_bytes(NUMBER, "big", signed=True)


def _received(channel: socket.socket) -> int:
    raw = channel.recv(NUMBER)
    assert len(raw) == NUMBER, "the launcher has ended"
    return int.from_bytes(raw, "big", signed=True)


def _request(channel: socket.socket) -> list[str]:
    """Waits for requests, and returns the arguments of one in each child."""
    while True:
        size, streams, _, _ = socket.recv_fds(channel, NUMBER, 3)
        if not size:
            os._exit(0)
        raw = channel.recv(int.from_bytes(size, "big", signed=True), socket.MSG_WAITALL)
        child = os.fork()
        if child == 0:
            channel.close()
            env, cwd, arguments = json.loads(raw)
            for number, stream in enumerate(streams):
                os.dup2(stream, number)
                os.close(stream)
            os.chdir(cwd)
            os.environ.clear()
            os.environ.update(env)
            sys.path[0] = cwd
            return arguments  # type: ignore[no-any-return]
        channel.sendall(_sent(child))
        for stream in streams:
            os.close(stream)
        channel.sendall(_sent(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))


def _with_imports_done() -> None:
    """Loads every module of the package."""
    import gc
    import importlib
    import pkgutil

    import empathy_audit

    for module in pkgutil.walk_packages(empathy_audit.__path__, "empathy_audit."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.freeze()  # or each child would copy the pages of all modules when it collects


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as asked:
        _with_imports_done()
        sys.argv = [str(Path(sys.modules["empathy_audit"].__file__ or "").with_name("__main__.py")), *_request(asked)]
    from empathy_audit.cli import run

    run()
