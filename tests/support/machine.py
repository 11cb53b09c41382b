"""What whoever runs the tests has set, and no test may depend on."""

import compileall
import os
import re
import signal
import threading
import time

from tests.support.paths import REPOSITORY

# `nohup` and `&` ignore some of these, for all that is started from there.
_STOPPING = ("SIGINT", "SIGTERM", "SIGHUP")
# Certificates, proxies and package indexes stay: without them some machines install nothing.
_SET_BY_PEOPLE = re.compile(
    r"GIT_(?!SSL_)|LC_|LANGUAGE$|XDG_|SCAFFOLD_|INNGEST_|CLAUDE|NEXT_|VERCEL|RAILWAY"
    r"|(NO_COLOR|FORCE_COLOR|CLICOLOR(_FORCE)?|COLUMNS|LINES|TZ|CI|PORT|EDITOR|VISUAL|PAGER)$"
    r"|(NODE_ENV|NODE_OPTIONS|VIRTUAL_ENV|GITHUB_ACTIONS|PYTHONUTF8|PYTHONIOENCODING)$"
    r"|(PYTHONWARNINGS|PYTHONOPTIMIZE|PYTHONDEVMODE|PYTHONBREAKPOINT|DEV|MODE)$"
)


def leave_outside() -> None:
    """Take the settings of people out of this process, and so out of all that it starts."""
    for name in [*filter(_SET_BY_PEOPLE.match, os.environ)]:
        del os.environ[name]
    os.environ |= {"LANG": "C.UTF-8", "TERM": "xterm-256color"}
    # Tests compare whole folders, in which Python programs of the test run.
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    # Nobody behind a terminal of the tests says where the cursor is: each question would wait for
    # that a second.
    os.environ["PROMPT_TOOLKIT_NO_CPR"] = "1"
    if hasattr(time, "tzset"):
        time.tzset()
    os.umask(0o022)
    if threading.current_thread() is threading.main_thread():
        for name in _STOPPING:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_IGN:
                heeded = signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL
                signal.signal(number, heeded)


def compile_ours() -> None:
    """Compile what hundreds of programs in the tests import; none of them may write bytecode.

    A checkout that cannot be written is left as it is: its tests only take longer.
    """
    compileall.compile_dir(REPOSITORY / "src", quiet=2)


def heed_signals() -> None:
    """Ignore no request to stop, in a program about to start."""
    for name in _STOPPING:
        signal.signal(getattr(signal, name), signal.SIG_DFL)
