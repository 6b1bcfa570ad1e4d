"""Writes the lock files from pyproject.toml: ``python3 packaging/lock.py [--upgrade]``.

For developers only. uv resolves for every system at once; it is fetched with pip into a folder
that is thrown away. Pins that a lock file already holds are kept unless ``--upgrade`` is given.
Afterwards every system and Python that the files claim to serve is tried without installing.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path

from environment import CHECKOUT, RUNTIME, TESTS, interpreter, lock_file

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {
    "x86_64-manylinux_2_34": "Linux x86-64 with glibc 2.34 or newer (Debian 12, Ubuntu 22.04)",
    "aarch64-manylinux_2_39": "Linux ARM64 with glibc 2.39 or newer (Ubuntu 24.04, Debian 13)",
    "x86_64-pc-windows-msvc": "Windows x86-64",
    "aarch64-apple-darwin": "macOS 14 or newer on Apple silicon",
}
HEADER = """\
# Made by packaging/lock.py from pyproject.toml; do not edit. {content}
# Ready builds exist for Python {pythons} on {systems}.
"""
CONTENT = {
    RUNTIME: "What the program runs on.",
    TESTS: "What the checks need beside requirements.lock, not instead of it.",
}


def main(words: Sequence[str]) -> int:
    """Writes both lock files; returns 0 when every claimed system can be served."""
    parser = argparse.ArgumentParser(prog="lock.py", description="Writes the lock files.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions")
    upgrade = parser.parse_args(words).upgrade
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        tools = scratch / "tools"
        venv.create(tools, with_pip=True)
        pip = [str(interpreter(tools)), "-m", "pip"]
        subprocess.run([*pip, "install", "--quiet", "uv"], check=True)
        uv = [str(interpreter(tools)), "-m", "uv", "pip"]
        runtime = _resolve(uv, scratch / "runtime", [RUNTIME], [], upgrade=upgrade)
        everything = _resolve(
            uv, scratch / "all", [RUNTIME, TESTS], ["-c", str(scratch / "runtime")], upgrade=upgrade
        )
        texts = {RUNTIME: runtime, TESTS: only_in(everything, runtime)}
        for lock, entries in texts.items():
            check(entries)
            lock_file(lock).write_text(header(lock) + "".join(entries), encoding="utf-8")
        return _try_everywhere(uv, scratch / "target")


def _resolve(
    uv: Sequence[str], out: Path, known: Sequence[str], extra: Sequence[str], *, upgrade: bool
) -> list[str]:
    """The entries that uv pins, starting from those of the known lock files."""
    existing = [lock_file(lock) for lock in known if lock_file(lock).exists()]
    out.write_text("".join(lock.read_text(encoding="utf-8") for lock in existing), "utf-8")
    project = str(CHECKOUT / "pyproject.toml")
    command = [*uv, "compile", project, "--quiet", "--universal", "--python-version", PYTHONS[0]]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"]
    # One version for every system, so that the same inputs give the same hits everywhere; pip
    # itself comes with the environment and must not be replaced while it runs.
    command += ["--fork-strategy", "fewest", "--no-emit-package", "pip", "--only-binary", ":all:"]
    command += ["--output-file", str(out), *extra, *(["--upgrade"] if upgrade else [])]
    if TESTS in known:
        command += ["--group", f"{project}:test"]
    subprocess.run(command, check=True, env=_surroundings(), stdout=subprocess.DEVNULL)
    return list(entries_of(out.read_text(encoding="utf-8")))


def _surroundings() -> dict[str, str]:
    """The environment for uv, which does not read pip's configuration: the same index as pip."""
    asked = subprocess.run(
        [sys.executable, "-m", "pip", "config", "get", "global.index-url"],
        check=False,
        capture_output=True,
        text=True,
    )
    index = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    # macOS 13, uv's default, is older than what the newest Qt serves.
    known = {**os.environ, "MACOSX_DEPLOYMENT_TARGET": "14.0"}
    return {**known, "UV_DEFAULT_INDEX": index} if index else known


def entries_of(text: str) -> Iterator[str]:
    """The entries of a lock file: a pinned requirement with its lines of hashes."""
    entry = ""
    for line in text.splitlines(keepends=True):
        if line.startswith("#"):
            continue
        if line.strip() and not line.startswith(" ") and entry:
            yield entry
            entry = ""
        entry += line
    if entry:
        yield entry


def name_of(entry: str) -> str:
    """The library's name in an entry."""
    return entry.split("==", maxsplit=1)[0].strip()


def only_in(entries: Sequence[str], others: Sequence[str]) -> list[str]:
    """The entries whose library the others lack.

    Raises:
        ValueError: If both pin a library differently; pip would refuse to install both.
    """
    pinned = {name_of(entry): entry for entry in others}
    for entry in entries:
        if pinned.get(name_of(entry), entry) != entry:
            raise ValueError(f"pinned in two ways: {name_of(entry)}")
    return [entry for entry in entries if name_of(entry) not in pinned]


def check(entries: Sequence[str]) -> None:
    """Proves that entries are pinned, hashed and name no address.

    Raises:
        ValueError: With the first entry that is not.
    """
    for entry in entries:
        if "==" not in entry or "--hash=sha256:" not in entry or "://" in entry:
            raise ValueError(f"not a pinned and hashed entry without an address: {entry}")


def header(lock: str) -> str:
    """The first lines of a lock file; set_up.py shows the second when no build is found."""
    return HEADER.format(
        content=CONTENT[lock],
        pythons=f"{PYTHONS[0]} to {PYTHONS[-1]}",
        systems="; ".join(SYSTEMS.values()),
    )


def _try_everywhere(uv: Sequence[str], target: Path) -> int:
    command = [*uv, "install", "--dry-run", "--quiet", "--require-hashes", "--no-deps"]
    command += ["--only-binary", ":all:", "--target", str(target)]
    for lock in (RUNTIME, TESTS):
        command += ["-r", str(lock_file(lock))]
    failures = 0
    for system in SYSTEMS:
        for python in PYTHONS:
            place = ["--python-platform", system, "--python-version", python]
            done = subprocess.run([*command, *place], check=False, env=_surroundings())
            print(f"{system} {python}: {'served' if done.returncode == 0 else 'NOT SERVED'}")
            failures += done.returncode != 0
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
