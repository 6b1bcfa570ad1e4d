"""A list to fetch, and what a download leaves beside it."""

from pathlib import Path

LIST = b"name,address\n" + b"".join(
    b"Example %05d Ltd,Sample Road %d\n" % (n, n) for n in range(3000)
)


def left(target: Path) -> list[str]:
    """Names beside the target, but for the empty lock."""
    return sorted(p.name for p in target.parent.iterdir() if not p.name.endswith(".lock"))
