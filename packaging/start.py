"""Starts Caveat: sets up what is missing, then becomes the window, the command line or the demo."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from display import why_no_display
from environment import RUNTIME, SetUpError, find_environment, interpreter, say
from qt_libraries import libraries_missing, qt_platforms

# Entry points rather than -m: workers then do not run the program's main module again.
WINDOW = "import sys; sys.argv[0] = 'caveat'; from caveat.ui.app import main; sys.exit(main())"
COMMAND = "import sys; sys.argv[0] = 'caveat'; from caveat.__main__ import main; sys.exit(main())"
INTERRUPTED = 130  # what a shell reports after Ctrl-C


def main(words: Sequence[str]) -> int:
    """Starts the program with these words; on POSIX it returns only where it cannot start.

    Returns:
        The program's exit code, or 3 where the computer lacks something.
    """
    try:
        return _start(words)
    except SetUpError as error:
        say(str(error))
        return 3
    except KeyboardInterrupt:
        say("Stopped. Nothing is broken: the next start goes on from here.")
        return INTERRUPTED


def _start(words: Sequence[str]) -> int:
    no_display = why_no_display()
    window = not words and not no_display
    folder = prepare([RUNTIME], window=window)
    if window:
        return become(folder, WINDOW, [])
    if not words:
        print(f"{no_display}: no window; doing the whole job on the starter data (caveat demo).")
        sys.stdout.flush()
    return become(folder, COMMAND, words or ["demo"])


def prepare(locks: Sequence[str], *, window: bool = False, qt: Sequence[str] = ()) -> Path:
    """Returns the finished environment, with all that the operating system must bring.

    Args:
        locks: Names of the lock files in packaging/.
        window: Whether a window will open on the display of this session.
        qt: Other platform plugins of Qt that will be used, such as ``offscreen``.

    Raises:
        SetUpError: With what to do about it.
    """
    platforms = qt_platforms() if window else qt
    folder = find_environment(locks)
    if folder is not None and not libraries_missing(platforms, folder):
        return folder
    # The ordinary start does not pay for what only a set-up needs.
    from set_up import make_environment  # noqa: PLC0415
    from system_packages import fonts_missing, provide, python_parts_missing  # noqa: PLC0415

    if folder is None:
        provide(python_parts_missing(), libraries_missing(platforms, None), fonts_missing())
        folder = make_environment(locks)
    provide([], libraries_missing(platforms, folder), [])
    still = libraries_missing(platforms, folder)
    if still:
        raise SetUpError(f"Qt cannot be loaded for want of {', '.join(still)}.")
    return folder


def become(folder: Path, code: str, words: Sequence[str]) -> int:
    """Runs Python code of the program in its environment, in place of this process on POSIX."""
    python = str(interpreter(folder))
    # -P: a file in the folder where the officer stands must not stand in for a library.
    command = [python, "-P", "-c", code, *words]
    if os.name != "nt":
        os.execv(python, command)  # noqa: S606 - our own interpreter and words, no shell wanted
    # Windows has no exec that keeps the console: wait, and pass the exit code on.
    import subprocess  # noqa: PLC0415

    return subprocess.run(command, check=False).returncode
