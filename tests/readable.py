"""Waiting for a file descriptor, whatever its number: `select` takes none above 1,023."""

import select


def readable(descriptor: int, seconds: float) -> bool:
    """Whether something can be read within the time, the other end's closing included."""
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN | select.POLLHUP)
    return bool(waiting.poll(seconds * 1000))
