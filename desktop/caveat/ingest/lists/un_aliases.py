"""Tells apart the names that the UN's list joins in one alias, and those in the notes about it.

Custom of the list, each with a real row of February 2026:

* ``Azim Adhajani; Azim Agha-Jani``, ``Mohammed Sabet; Mohammad Sabet b) M. Javad Kareemi Sabet``:
  several names.
* ``Amir Khazmat (original script: …)``, ``Abdelali Abou Dher (…Arabic…)``,
  ``…Arabic… (Hassan Ghul; Hassan Gul)``: one name in two scripts, or several spellings of it.
* ``…, born 1 Jan. 1953 (Oman passport no. …)``: a remark behind the name.
* a note ``in Arabic: …`` or ``Abdul Rehman Sindhi; Abdul Rehman al-Sindhi``: further names.
"""

import re

from caveat.ingest.lists.gathered_names import in_another_script

_ITEM = re.compile(r"(?:^|\s)[a-h]\)\s")
_SCRIPT_MARK = re.compile(
    r"^(?:in\s+)?(?:original|arabic|cyrillic|chinese)(?:\s+script)?\s*:?\s*", re.IGNORECASE
)
_BORN = re.compile(r",?\s+born\b[^A-Za-z]*\d.*", re.DOTALL)
_IN_SCRIPT = re.compile(
    r"\bin\s+(?:arabic|original|cyrillic)(?:\s+script)?\s*:\s*(?P<name>[^;.,()]+)"
)
_NAME = re.compile(r"[A-Z‘’'][^\W\d_]*(?:[ '‘’`´-]+[^\W\d_]+)*[‘’']?")
_BRACKET = re.compile(r"\(([^()]*;[^()]*)\)")
_DEEPEST = 3
_LONGEST = 2000
"""Letters. The longest alias seen has 327; in a longer one nothing is looked for."""


def split_alias(text: str) -> list[str]:
    """The names in an alias, in the order printed; the whole of it where it is one name."""
    if len(text) > _LONGEST:
        return [text]
    return list(dict.fromkeys(_names(text, 0))) or [text]


def names_in_note(note: str) -> list[str]:
    """Names that a note about an alias holds: in another script, or a list joined by "; "."""
    if len(note) > _LONGEST:
        return []
    found = [match["name"].strip() for match in _IN_SCRIPT.finditer(note.casefold())]
    if found:
        # Other scripts have no capitals here, so folding changed nothing; Latin ones are remarks.
        return [name for name in found if in_another_script(name)]
    for listed in (note, *_BRACKET.findall(note)):
        parts = [part.strip() for part in listed.strip().strip("()").split(";")]
        if len(parts) > 1 and all(_NAME.fullmatch(part) for part in parts):
            return parts
    return []


def _names(text: str, depth: int) -> list[str]:
    found: list[str] = []
    for piece in _parted(text):
        outside, brackets = _without_name_brackets(piece)
        outside = _BORN.sub("", outside).strip(" ,;")
        if outside:
            found.append(outside)
        for inside in brackets:
            bare = _SCRIPT_MARK.sub("", inside.strip())
            if not bare:
                continue
            found += _names(bare, depth + 1) if depth < _DEEPEST else [bare]
    return found


def _parted(text: str) -> list[str]:
    """Cut at semicolons outside brackets and at the marks of a list ("b) ")."""
    pieces: list[str] = []
    depth = start = 0
    for at, letter in enumerate(text):
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(depth - 1, 0)
        elif letter == ";" and depth == 0:
            pieces.append(text[start:at])
            start = at + 1
    pieces.append(text[start:])
    return [part for piece in pieces for part in _ITEM.split(piece) if part.strip()]


def _without_name_brackets(piece: str) -> tuple[str, list[str]]:
    """The piece without the brackets that hold names, and what those hold."""
    brackets: list[str] = []
    outside = ""
    at = 0
    while at < len(piece):
        if piece[at] != "(":
            outside += piece[at]
            at += 1
            continue
        end = _closing(piece, at)
        inside = piece[at + 1 : end]
        before = outside.strip()
        other = in_another_script(inside) != in_another_script(before) and len(inside) > 1
        if before and (other or ";" in inside or _SCRIPT_MARK.fullmatch(inside.strip())):
            brackets.append(inside)
        else:
            outside += piece[at : end + 1]
        at = end + 1
    return " ".join(outside.split()), brackets


def _closing(text: str, start: int) -> int:
    depth = 0
    for at in range(start, len(text)):
        if text[at] == "(":
            depth += 1
        elif text[at] == ")":
            depth -= 1
            if depth == 0:
                return at
    return len(text)
