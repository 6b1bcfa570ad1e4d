"""Loads what would else hold a window that is open already."""

from caveat.matching.names.han import pinyin, simplified


def warm_up() -> None:
    """Load the dictionaries of Chinese that the first search in Han would else load.

    They come in one piece each, which holds the interpreter for some 0.1 s.
    """
    pinyin(simplified("浪潮"))
