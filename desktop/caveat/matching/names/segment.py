"""Cuts a run of characters written without spaces into place, trade name, industry and form."""

from collections.abc import Container

from caveat.matching.names import han
from caveat.matching.names.han_names import japanese_surname
from caveat.matching.names.lexicon import WordKind, lexicon

_END_OF_HAN = frozenset("厂局号部所院校")
_BEFORE_FORM = ("有限", "股份", "集团")
_ANYWHERE = frozenset("与及")
_UNKNOWN, _UNKNOWN_RUN, _KNOWN = 1.0, 0.6, 0.12

Code = tuple[str, str]
"""Code of a word (see `tokens.Token`) and the characters it stands for."""


def segment(run: str, forms: set[str], *, japanese: bool) -> list[Code]:
    """The words of a run of simplified characters.

    Args:
        run: Chinese characters only.
        forms: Normal legal forms found are added here.
        japanese: Whether the characters are read the Japanese way, so not as pinyin.
    """
    found: list[Code] = []
    position = 0
    for match in han.NUMBERED.finditer(run):
        number = han.numeral(match.group(1) or match.group(2))
        if number is None:
            continue
        before = run[position : match.start()]
        found.extend(_codes(_han_pieces(before), forms, japanese=japanese))
        found.append((f"n:{number}", match.group()))
        position = match.end()
    found.extend(_codes(_han_pieces(run[position:]), forms, japanese=japanese))
    return found


def unspaced_words(run: str) -> list[str]:
    """The words of a run of katakana or Hangul (ソフトバンクグループ, 조선무역은행)."""
    lex = lexicon()
    return [piece for piece, _ in _pieces(run, lex.unspaced, lex.longest_unspaced)]


def _han_pieces(run: str) -> list[tuple[str, bool]]:
    return _pieces(run, lexicon().han, lexicon().longest_han)


def _pieces(run: str, known: Container[str], longest: int) -> list[tuple[str, bool]]:
    """The cheapest cut: few unknown characters, long known words."""
    size = len(run)
    best: list[tuple[float, int, bool]] = [(0.0, 0, True)]
    for end in range(1, size + 1):
        cost, _, after_known = best[end - 1]
        choice = (cost + _UNKNOWN + (_UNKNOWN_RUN if after_known else 0.0), end - 1, False)
        for start in range(max(0, end - longest), end):
            piece = run[start:end]
            usable = piece in known and (
                len(piece) > 1
                or piece in _ANYWHERE
                or (piece in _END_OF_HAN and (end == size or run.startswith(_BEFORE_FORM, end)))
            )
            if usable and best[start][0] + _KNOWN < choice[0]:
                choice = (best[start][0] + _KNOWN, start, True)
        best.append(choice)
    pieces: list[tuple[str, bool]] = []
    end = size
    while end:
        _, start, is_known = best[end]
        if not is_known and pieces and not pieces[-1][1]:
            pieces[-1] = (run[start:end] + pieces[-1][0], False)
        else:
            pieces.append((run[start:end], is_known))
        end = start
    return pieces[::-1]


def within(name: str) -> list[Code]:
    """The words of a known name in Chinese characters, as if no name were known."""
    return _codes(_pieces(name, _NoNames(), lexicon().longest_han), set(), japanese=False)


class _NoNames:
    """The Chinese forms of the tables but for names."""

    def __contains__(self, piece: object) -> bool:
        entry = lexicon().han.get(str(piece))
        return entry is not None and entry.kind is not WordKind.WORD


def _codes(pieces: list[tuple[str, bool]], forms: set[str], *, japanese: bool) -> list[Code]:
    codes: list[Code] = []
    for piece, known in pieces:
        entry = lexicon().han[piece] if known else None
        if entry is None and japanese and (reading := japanese_surname(piece)):
            # Firms are called by surnames, which are read in one way: 山本製作所.
            codes.append((f"s:{reading}", piece))
            continue
        if entry is None or (japanese and entry.kind is WordKind.WORD):
            codes.append((f"{'j' if japanese else 'h'}:{piece}", piece))
            continue
        normal, _, rest = entry.form.partition("+")
        if normal:
            forms.add(normal)
        if entry.sequence:
            first, *others = entry.sequence
            codes.append((f"c:{first}", piece))
            codes.extend((f"c:{meaning}", "") for meaning in others)
            continue
        codes.append((f"k:{piece}", piece))
        if rest:
            codes.append((f"c:{rest}", ""))
    return codes
