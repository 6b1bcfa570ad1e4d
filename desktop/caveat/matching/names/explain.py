"""Says in one sentence why two names were scored as they were."""

from collections.abc import Iterator, Sequence

from caveat.domain.parties import PartyKind
from caveat.domain.screening import PartRelation
from caveat.matching.names.agreement import agreement
from caveat.matching.names.align import Link
from caveat.matching.names.clean import fold
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.opposed import Opposed, opposed, part_places
from caveat.matching.names.parts import in_two_scripts, link_weight, surface, written_at
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.side import SILENT
from caveat.matching.names.verdict import Verdict

LONGEST = 340
"""Most characters of a sentence; a clause on what it means for the party may follow."""
_LONGEST_QUOTE, _LONGEST_WORD = 100, 60
_MOST = ((3, 6, 5), (2, 3, 3), (1, 1, 1))
"""Agreements told, same words told, words told of one side alone: ever fewer until it fits."""
_KIND_WORDS = {
    PartyKind.VESSEL: "a vessel",
    PartyKind.AIRCRAFT: "an aircraft",
    PartyKind.PERSON: "a person",
}
_CAPPED = {
    "acronym": "an abbreviation alone is not enough",
    "other characters": "other characters of one sound are another name",
    "whole acronym": "an abbreviation alone, which others may have too",
    "person": "one name of a person alone is not enough",
    "whole person": "one name of a person alone is not enough",
    "syllable": "another syllable makes another given name",
    "given": "another given name makes another person",
    "son": "the one is the son of the other",
    "near": "two known names are not one",
    "generic": "only ordinary words agree",
    "kin": "both carry the name of one group, and each goes on in its own way",
    "sort": "they are institutions of two sorts",
    "prefix": "the last word may be unfinished",
    "branch": "a branch is no other legal person",
}


def quoted(text: str) -> str:
    """The text between quotation marks, shortened if it is very long, on one line."""
    return f"“{_shortened(text, _LONGEST_QUOTE)}”"


def _shortened(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


def word_quoted(name: PreparedName, positions: Sequence[int]) -> str:
    """Words of a name as written, between single quotation marks."""
    return f"‘{_word(name, positions)}’"


def _word(name: PreparedName, positions: Sequence[int]) -> str:
    word = surface(name, positions)
    if word.isalnum() and len(word) <= _LONGEST_WORD:
        return word
    return _shortened(word, _LONGEST_WORD)


def because(
    query: PreparedName,
    listed: PreparedName,
    verdict: Verdict,
    *,
    field: str = "",
    kind: PartyKind | None = None,
) -> str:
    """One sentence that names the two texts and says what agrees and what does not.

    Args:
        query: The officer's text.
        listed: The other text.
        verdict: Their comparison.
        field: What the other text is: ``the listed alias`` …; empty when neither is listed.
        kind: What the listed party is.
    """
    label = f"{field} " if field else ""
    beginning = f"{quoted(query.text)} and {label}{quoted(listed.text)}: "
    for most in _MOST:
        reasons = _Reasons(query, listed, verdict, bool(field), most).told(kind)
        sentence = beginning + "; ".join(reasons) + "."
        if len(sentence) <= LONGEST:
            return sentence
    while len(reasons) > 1 and len(beginning) + len("; ".join(reasons)) >= LONGEST:
        reasons.pop(0)  # what agrees stands first; what does not must be told
    return beginning + "; ".join(reasons) + "."


class _Reasons:
    """Collects what is to be said about one comparison."""

    def __init__(
        self,
        query: PreparedName,
        listed: PreparedName,
        verdict: Verdict,
        is_listed: bool,  # noqa: FBT001 — one private call
        most: tuple[int, int, int],
    ) -> None:
        self._query, self._listed, self._verdict = query, listed, verdict
        self._person = query.person and listed.person
        self._is_listed = is_listed
        self._agreements, self._same, self._alone = most
        self._opposed = opposed(query, listed, verdict) if verdict.contradictions else ()
        alignment = verdict.alignment
        self._loose = _loose(query, alignment.left), _loose(listed, alignment.right)

    def told(self, kind: PartyKind | None) -> list[str]:
        """Clauses in order: what agrees, what contradicts, what one side has alone, the cap."""
        verdict = self._verdict
        spoken = [k for k in verdict.alignment.links if self._speaks(k)]
        if not spoken:
            return ["no word of the one is found in the other"]
        reasons = [*self._agreeing(spoken), *self._contradicting(), *self._one_sided()]
        if verdict.capped == "another kind":
            listed_kind = _KIND_WORDS.get(kind or PartyKind.UNKNOWN, "another kind of party")
            reasons.append(f"{listed_kind}, not a company")
        elif verdict.capped in _CAPPED:
            reasons.append(_CAPPED[verdict.capped])
        return reasons

    def _speaks(self, link: Link) -> bool:
        return self._query.tokens[link.left[-1]].kind not in SILENT

    def _agreeing(self, spoken: list[Link]) -> Iterator[str]:
        query, listed = self._query, self._listed
        if self._opposed:
            contradicted = {(pair.left, pair.right) for pair in self._opposed}
            spoken = [
                k for k in spoken
                if not any((i, j) in contradicted for i in k.left for j in k.right)
            ]  # fmt: skip
        if len(spoken) > 1:
            spoken.sort(
                key=lambda k: (
                    -link_weight(k, query.tokens, listed.tokens, person=self._person),
                    k.left,
                )
            )
        same = [k for k in spoken if self._is_same(k)]
        whole = self._whole(spoken, same) if spoken and not any(self._loose) else ""
        if whole:
            yield whole
            return
        # Of words that are the same nothing is to be told but that.
        other = [k for k in spoken if k.likeness.reason == "concept" or k not in same]
        told = list(dict.fromkeys(filter(None, map(self._agreement, other))))
        yield from told[: self._agreements]
        if same:
            yield self._same_words(same)

    def _is_same(self, link: Link) -> bool:
        """Whether the words are one, read in one script."""
        if link.likeness.relation is not PartRelation.SAME:
            return False
        one, other = surface(self._query, link.left), surface(self._listed, link.right)
        return one == other or (fold(one) == fold(other) and not in_two_scripts(one, other))

    def _in_two_scripts(self, link: Link) -> bool:
        one, other = surface(self._query, link.left), surface(self._listed, link.right)
        sounds = link.likeness.relation is PartRelation.SAME or link.likeness.reason == "script"
        return sounds and in_two_scripts(one, other)

    def _whole(self, spoken: list[Link], same: list[Link]) -> str:
        """What is to be said if all words agree; empty if any agrees only nearly."""
        if not all(
            k in same or (k.likeness.value == 1.0 and self._in_two_scripts(k)) for k in spoken
        ):
            return ""
        ways = ["two scripts"] if len(same) < len(spoken) else []
        order = [k.left for k in sorted(spoken, key=lambda k: k.right)]
        if order != sorted(order) and not self._opposed:
            ways.append("another order")
        whole = "the same parts" if self._person else "the same words"
        return f"{whole} in {' and '.join(ways)}" if ways else whole

    def _same_words(self, links: list[Link]) -> str:
        ordered = sorted(links, key=lambda k: k.left)
        kinds = {self._query.tokens[k.left[0]].kind for k in ordered}
        if kinds == {WordKind.PLACE}:
            return "same place"
        told = list(dict.fromkeys(word_quoted(self._query, k.left) for k in ordered))
        words = ", ".join(told[: self._same])
        if len(told) > self._same:
            words += " and more"
        return f"{words} {'is' if len(told) == 1 else 'are'} the same"

    def _agreement(self, link: Link) -> str:
        """How two words agree that are not the same; empty for legal forms."""
        one, other = _word(self._query, link.left), _word(self._listed, link.right)
        words = self._query.tokens[link.left[0]], self._listed.tokens[link.right[0]]
        return agreement(one, other, *words, link, person=self._person)

    def _contradicting(self) -> Iterator[str]:
        yield from map(self._contradiction, self._opposed)
        told = {pair.about for pair in self._opposed}
        if "form" in self._verdict.contradictions and "form" not in told:
            one, other = (" and ".join(sorted(n.forms)) for n in (self._query, self._listed))
            yield f"the legal forms differ ({one}, {other})"
        for about in ("generation", "patronymic", "sex"):
            if about in self._verdict.contradictions and about not in told:
                yield _UNPAIRED[about]

    def _contradiction(self, pair: Opposed) -> str:
        one = word_quoted(self._query, (pair.left,))
        other = word_quoted(self._listed, (pair.right,))
        if pair.about == "sex":
            part = part_places(self._query).get(pair.left)
            if part is None or not part.sex:
                return f"{one} and {other} are one given name for the two sexes"
            mine, theirs = ("woman", "man") if part.sex == "f" else ("man", "woman")
            return f"{one} is a {mine}’s name, {other} a {theirs}’s"
        told = {
            "form": f"the legal forms {one} and {other} differ",
            "generation": f"{one} and {other} are two generations",
            "patronymic": f"the patronymics {one} and {other} name two fathers",
        }
        return told.get(pair.about, f"{one} contradicts {other}")

    def _one_sided(self) -> Iterator[str]:
        left, right = self._loose
        if self._opposed:
            mine = {pair.left for pair in self._opposed}
            theirs = {pair.right for pair in self._opposed}
            left = [i for i in left if i not in mine]
            right = [j for j in right if j not in theirs]
        if right:
            yield self._lacking(self._listed, right, "is missing", "only in the second")
        if left:
            yield self._lacking(self._query, left, "is not in the listed name", "only in the first")

    def _lacking(
        self, name: PreparedName, positions: list[int], listed_words: str, words: str
    ) -> str:
        places = list(dict.fromkeys(written_at(name, i) for i in positions))
        shown = ", ".join(word_quoted(name, (i,)) for i in places[: self._alone])
        if len(places) > self._alone:
            shown += " and more"
        if not self._is_listed:
            listed_words = f"is {words}"
        verb = listed_words if len(places) == 1 else listed_words.replace("is", "are", 1)
        return f"{shown} {verb}"


def _loose(name: PreparedName, free: tuple[int, ...]) -> list[int]:
    """Words of one side alone that say something, but for those of an abbreviation that agrees."""
    found = [i for i in free if name.tokens[i].kind not in SILENT]
    if all([name.surfaces[i] for i in found]):  # noqa: C419 — asked for often
        return found
    linked = {written_at(name, i) for i in range(len(name.tokens)) if i not in free}
    return [i for i in found if name.surfaces[i] or written_at(name, i) not in linked]


_UNPAIRED = {
    "generation": "they are two generations",
    "patronymic": "the patronymics name two fathers",
    "sex": "one is a woman’s name, one a man’s",
}
