"""Reads a person's name: which word is title, given name, patronymic, surname or little word.

Words that belong together become one part ("Abd al-Rahman", "Nur ud-Din", "Abu Bakr", "Jong Un").
No word is lost: the parts cover all words once, in order, whatever the input. Roles are readings;
where nothing tells given name from surname, the usual order does, and a comparison must not rest
on it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from caveat.matching.names import izafa
from caveat.matching.names.brahmic import LETTERS
from caveat.matching.names.burmese import BURMESE, syllables_parted
from caveat.matching.names.clean import clean, fold
from caveat.matching.names.given import father, groups, related
from caveat.matching.names.person_draft import FORENAMES, Draft, NamedWords, is_forename
from caveat.matching.names.person_eastern import eastern_parts
from caveat.matching.names.person_name import PersonName, Role
from caveat.matching.names.person_words import PersonWord
from caveat.matching.names.surnames import (
    hangul_parted,
)
from caveat.matching.names.unjoined import lost_space_of_name, may_be_joined

MOST_WORDS = 40
"""Words beyond are not read."""


_WORD = re.compile(rf"{LETTERS}(?:'{LETTERS})*")


@lru_cache(maxsize=65_536)
def read_person(text: str) -> PersonName:
    """Reads a name as written. Any text will do; of a very long one the beginning is read."""
    cleaned = clean(text)
    if _HANGUL.fullmatch(cleaned):
        cleaned = hangul_parted(cleaned)
    if not cleaned.isascii() and BURMESE.search(cleaned):
        cleaned = syllables_parted(cleaned)
    if may_be_joined(cleaned):
        cleaned = _WORD.sub(_apart, cleaned)
    at = cleaned.find(",")
    comma = len(_WORD.findall(cleaned, 0, at)) if at > 0 else 0
    words = _WORD.findall(cleaned)[:MOST_WORDS]
    hyphens = frozenset[int]()
    if "-" in cleaned:
        found = list(_WORD.finditer(cleaned))[:MOST_WORDS]
        gaps = pairwise(found)
        hyphens = frozenset(
            i for i, (a, b) in enumerate(gaps, 1) if cleaned[a.end() : b.start()] == "-"
        )
    if "'" in cleaned:
        words = [word.replace("'", "") for word in words]
    return read_words(words, comma=comma, hyphens=hyphens)


def _apart(match: re.Match[str]) -> str:
    """Two names that were joined, apart."""
    word = match.group()
    place = lost_space_of_name(word)
    return f"{word[:place]} {word[place:]}" if place else word


def read_words(
    words: Sequence[str], *, comma: int = 0, hyphens: frozenset[int] = frozenset()
) -> PersonName:
    """Reads a name from its cleaned words.

    Args:
        words: In their own case and script, without punctuation.
        comma: How many words stand before the first comma; 0 without a comma.
        hyphens: Positions of words that a hyphen joins to the word before.
    """
    reading = _Reading(tuple(words), comma if 0 < comma < len(words) else 0, hyphens)
    return reading.result()


_HANGUL = re.compile(r"[\uac00-\ud7a3]{3,5}")
_PAIR = 2
_LITTLE = frozenset({"article", "son", "particle", "generation", "maiden", "patronymic"})
_MUHAMMAD = "muhammad"
_GODLY = ("llah", "lla", "llh")
_SURE_PATRONYMIC = (
    "ich", "ych", "itch", "vna", "chna", "auna", "euna", "uly", "kyzy", "qyzy", "qizi", "oglu",
    "ogly", "ogli", "uulu",
)  # fmt: skip
_FEWEST_WITH_PATRONYMIC = 3


class _Reading(NamedWords):
    """The reading of one name, step by step."""

    __slots__ = ()

    def result(self) -> PersonName:
        drafts = eastern_parts(self)
        eastern = bool(drafts)
        if not eastern:
            drafts = self._joined()
            self._settle(drafts)
        parts = [draft.settled() for draft in drafts]
        sexes = {part.sex for part in parts if part.sex}
        sex = sexes.pop() if len(sexes) == 1 else ""
        return PersonName(self.words, tuple(parts), bool(self.surname), eastern, sex)

    # All but East Asian names: first join what belongs together, then settle what each part is.

    def _joined(self) -> list[Draft]:
        if not any(self.known) and not any(map(izafa.may_lead, self.keys)):
            return [self._single(i) for i in range(len(self.words))]
        parts: list[Draft] = []
        i = 0
        while i < len(self.words):
            part = self._compound(i) or self._single(i)
            if part.role is Role.PATRONYMIC and parts and parts[-1].role is Role.GIVEN:
                before = parts.pop()
                part.key, part.first = before.key + part.key, before.first
            parts.append(part)
            i = part.last + 1
        self._lead_from_behind(parts)
        return parts

    def _lead_from_behind(self, parts: list[Draft]) -> None:
        """Little words on the other side of their name: Seif, Abu is Abu Seif."""
        if len(parts) < 2:  # noqa: PLR2004 — there is nobody to lead
            return
        last, before = parts[-1], parts[-2]
        known = self.known[last.first] if last.first == last.last else None
        # Behind a comma it leads the surname, if that is one name.
        near = not self.comma or (
            self.comma == last.first
            and all(part.role in {Role.PARTICLE, Role.TITLE} for part in parts[:-2])
        )
        if known is not None and known.role == "kunya" and before.role is Role.GIVEN and near:
            key = known.canonical + before.key
            role = Role.GIVEN if groups(key) else Role.KUNYA
            parts[-2:] = [Draft(role, key, before.first, last.last, known.sex)]
            return
        known = self.known[parts[0].first] if parts[0].first == parts[0].last else None
        after = parts[1]
        near = self.comma in {0, after.first} and not after.key.endswith(_GODLY)
        if known is not None and known.role == "god" and after.role is Role.GIVEN and near:
            parts[:2] = [self.part(Role.GIVEN, 0, after.last, after.key + _of(known))]

    def _compound(self, i: int) -> Draft | None:
        known = self.known[i]
        if known is not None and known.role in {"servant", "kunya", "gaelic"}:
            return self._led(i, known)
        if known is not None and known.role in _LITTLE:
            return None
        key = self.keys[i]
        follows = self.at(i + 1)
        if follows is not None and follows.role == "faith" and follows.canonical != "din":
            return self.part(Role.GIVEN, i, i + 1, key + follows.canonical)
        if follows is not None and follows.role == "god" and not key.endswith(_GODLY):
            return self.part(Role.GIVEN, i, i + 1, key + _of(follows))
        end = self._after_articles(i + 1)
        after = self.at(end)
        if end > i + 1 and after is not None and after.role == "faith":
            return self.part(Role.GIVEN, i, end, f"{key}uddin")
        return self._with_article(i)

    def _with_article(self, i: int) -> Draft | None:
        """Zia ur-Rahman, Ziaur Rahman, Ziaurrahman."""
        key = self.keys[i]
        if groups(key) and key.endswith(("ur", "ul")):
            return None  # Mansur Rahman
        if related(key, _MUHAMMAD) in FORENAMES:
            return None  # a name by itself before all others
        end = i + 1
        stem, behind = self._served(i)
        if behind and len(stem) > _PAIR:
            last = end + (stem == key)
            return self.part(Role.GIVEN, i, last, izafa.spelled(stem, behind))
        whole = izafa.joined(key)
        return self.part(Role.GIVEN, i, i, whole) if whole and not groups(key) else None

    def _served(self, i: int) -> tuple[str, str]:
        """What stands before the article and behind it; the article may be joined to the first."""
        key, end, size = self.keys[i], i + 1, len(self.words)
        if end >= size or end == self.comma:
            return key, ""
        if end + 1 < size and end + 1 != self.comma:
            behind = self.keys[end + 1]
            if izafa.is_article(self.keys[end]):
                return key, izafa.served(behind)
            known = self.known[end]
            if known is not None and known.role == "article":
                return key, izafa.served_by_any(behind)
        behind = izafa.served(self.keys[end])
        return izafa.with_article(key, behind), behind

    def _led(self, i: int, known: PersonWord) -> Draft | None:
        """Abd, abu or mc with the name that it leads."""
        end = self._after_articles(i + 1) if known.role != "gaelic" else i + 1
        after = self.at(end)
        if end >= len(self.words) or (end >= self.comma > i) or len(self.keys[end]) < 2:  # noqa: PLR2004
            return None
        if known.role == "servant":
            served = self.keys[end]
            if known.canonical == "abd":
                god = after is not None and after.role == "god"
                served = "ullah" if god else f"ul{served}"
            elif not self.words[end].isascii():
                served = fold(self.words[end])  # in Arabic script, with its article
            return self.part(Role.GIVEN, i, end, known.canonical + served)
        led = self._compound(end) or self.part(Role.GIVEN, end, end)
        key = known.canonical + led.key
        if known.role == "gaelic":
            return self.part(Role.GIVEN, i, led.last, key)
        role = Role.GIVEN if groups(key) else Role.KUNYA
        return Draft(role, key, i, led.last, known.sex)

    def _after_articles(self, i: int) -> int:
        while i + 1 < len(self.words) and (known := self.at(i)) and known.role == "article":
            i += 1
        return i

    def _single(self, i: int) -> Draft:
        """A word by itself; what its place does not make a little word is a name so far."""
        known, last = self.known[i], i == len(self.words) - 1
        if len(self.keys[i]) == 1 and (known is None or last or i == 0):
            return self.part(Role.INITIAL, i, i)
        role = self._little_role(i, known, last=last) if known is not None else None
        if known is None or role is None:
            return self.part(Role.GIVEN, i, i)
        sex = "" if role is Role.PARTICLE and known.role != "son" else known.sex
        return Draft(role, known.canonical, i, i, sex)

    def _little_role(self, i: int, known: PersonWord, *, last: bool) -> Role | None:
        if self.is_title(i):
            return Role.TITLE
        if known.role == "generation":
            return Role.GENERATION if i and (last or i == self.comma - 1) else None
        if known.role == "patronymic":
            return Role.PATRONYMIC if i else None
        little = (
            known.role in {"particle", "maiden"}
            or (known.role == "article" and (not known.ambiguous or i + 1 in self.hyphens))
            or (known.role == "son" and (not known.ambiguous or i > 0))
        )
        if last and known.role == "article" and len(self.words) == _PAIR:
            # Nino, El: behind its name.
            return None if known.ambiguous else Role.PARTICLE
        return Role.PARTICLE if little and not last else None

    def _settle(self, parts: list[Draft]) -> None:
        """Tells given names, patronymics and surnames apart among what is read as GIVEN so far."""
        open_ = [n for n, part in enumerate(parts) if part.role is Role.GIVEN]
        if self.surname:
            family_words = [n for n in open_ if parts[n].last in self.surname]
            if len(family_words) == len(open_):
                family_words = family_words[:-1] if self.comma == 0 else family_words
        else:
            family_words = self._usual_order(parts, open_)
        several = bool(self.surname) or len(open_) >= _FEWEST_WITH_PATRONYMIC
        for n in open_:
            if n in family_words:
                parts[n].role = Role.SURNAME
            elif several and self._is_patronymic(parts[n].key):
                parts[n].role = Role.PATRONYMIC

    def _usual_order(self, parts: list[Draft], open_: list[int]) -> list[int]:
        """Given names lead and the surname ends, but for "Ivanov Ivan Ivanovich"."""
        if len(open_) < 2:  # noqa: PLR2004 — of one name alone nobody can tell
            led = any(part.role in {Role.KUNYA, Role.INITIAL} for part in parts)
            return open_ if led else []
        keys = [parts[n].key for n in open_]
        ends = len(open_) >= _FEWEST_WITH_PATRONYMIC and self._is_patronymic(keys[-1])
        if ends or parts[-1].role is Role.PATRONYMIC:
            return open_[:1]
        leading = 1
        while leading < len(open_) - 1 and is_forename(keys[leading]):
            leading += 1
        while leading < len(open_) - 1 and self._is_patronymic(keys[leading]):
            leading += 1
        return open_[leading:]

    @staticmethod
    def _is_patronymic(key: str) -> bool:
        return key.endswith(_SURE_PATRONYMIC) and bool(father(key)[0])


def _of(god: PersonWord) -> str:
    # Arabic script writes no vowels: there the letters are joined as they are.
    return "ullah" if god.canonical == "allah" else god.canonical
