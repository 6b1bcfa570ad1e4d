"""Says in words and in parts why two names were scored as they were."""

from collections.abc import Sequence

from caveat.domain.screening import Part, PartRelation
from caveat.matching.names.align import Link
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.score import Verdict
from caveat.matching.names.tokens import Token

_MUTE = frozenset({WordKind.NOISE, WordKind.FORM})
_SLIPS = frozenset({"typing", "variant"})
_MOST_REASONS = 3
_LONGEST_QUOTE = 160
_ONLY_FIRST = ("is only in the first", "are only in the first")
_ONLY_SECOND = ("is only in the second", "are only in the second")
_OPPOSED = {
    "place": WordKind.PLACE,
    "number": WordKind.NUMBER,
    "direction": WordKind.DIRECTION,
}


def link_weight(link: Link, left: Sequence[Token], right: Sequence[Token]) -> float:
    """What linked words weigh, in nats: the mean of both sides, of a misspelling the lesser."""
    one = sum([left[i].weight for i in link.left])
    other = sum([right[j].weight for j in link.right])
    # A misspelled "technology" looks like a rare word; it weighs what the word it stands for does.
    return min(one, other) if link.likeness.reason in _SLIPS else (one + other) / 2


def quoted(text: str) -> str:
    """The text between quotation marks, shortened if it is very long, on one line."""
    flat = " ".join(text.split())
    if len(flat) > _LONGEST_QUOTE:
        flat = flat[: _LONGEST_QUOTE - 1].rstrip() + "…"
    return f"“{flat}”"


def _surface(name: PreparedName, positions: tuple[int, ...]) -> str:
    return " ".join(name.surfaces[i] or name.tokens[i].lemma for i in positions)


def parts(query: PreparedName, listed: PreparedName, verdict: Verdict) -> tuple[Part, ...]:
    """Every word of both names with its relation and its share of the comparison."""
    rows: list[tuple[int, int, str, str, PartRelation, float]] = []
    alignment = verdict.alignment
    for link in alignment.links:
        weight = link_weight(link, query.tokens, listed.tokens)
        relation = link.likeness.relation
        one, other = _surface(query, link.left), _surface(listed, link.right)
        if relation is PartRelation.SAME and one.casefold() != other.casefold():
            relation = PartRelation.SPELLING
        rows.append((link.left[0], link.right[0], one, other, relation, weight))
    opposed = _opposed(query, listed, verdict)
    size = len(query.tokens) + len(listed.tokens)
    for i, j in opposed:
        weight = (query.tokens[i].weight + listed.tokens[j].weight) / 2
        one, other = _surface(query, (i,)), _surface(listed, (j,))
        rows.append((i, j, one, other, PartRelation.CONTRADICTION, weight))
    taken_left, taken_right = {i for i, _ in opposed}, {j for _, j in opposed}
    for i in alignment.left:
        if i not in taken_left:
            word = query.tokens[i]
            rows.append((i, size, _surface(query, (i,)), "", PartRelation.EXTRA, word.weight))
    for j in alignment.right:
        if j not in taken_right:
            word = listed.tokens[j]
            rows.append((size, j, "", _surface(listed, (j,)), PartRelation.MISSING, word.weight))
    total = sum(row[5] for row in rows) or 1.0
    rows.sort(key=lambda row: (row[0], row[1]))
    return tuple(
        Part(one, other, relation, round(weight / total, 3))
        for _, _, one, other, relation, weight in rows
    )


def _opposed(query: PreparedName, listed: PreparedName, verdict: Verdict) -> list[tuple[int, int]]:
    """Pairs of words that contradict each other, in order."""
    pairs: list[tuple[int, int]] = []
    for name in verdict.contradictions:
        kind = _OPPOSED.get(name)
        if kind is None:
            continue
        left = [i for i in verdict.alignment.left if query.tokens[i].kind is kind]
        right = [j for j in verdict.alignment.right if listed.tokens[j].kind is kind]
        pairs.extend(zip(left, right, strict=False))
    return pairs


def because(
    query: PreparedName,
    listed: PreparedName,
    verdict: Verdict,
    *,
    field: str = "",
    without: tuple[str, float] | None = None,
) -> str:
    """One sentence that names the two texts and says what agrees and what does not.

    Args:
        query: The officer's text.
        listed: The other text.
        verdict: Their comparison.
        field: What the other text is: ``the listed alias`` …; empty when neither is listed.
        without: A word of the query and the score without it.
    """
    label = f"{field} " if field else ""
    beginning = f"{quoted(query.text)} and {label}{quoted(listed.text)}: "
    reasons = _reasons(query, listed, verdict, is_listed=bool(field))
    if without is not None:
        reasons.append(f"would be {without[1]:.1f} without ‘{without[0]}’")
    return beginning + "; ".join(reasons) + "."


def _reasons(
    query: PreparedName, listed: PreparedName, verdict: Verdict, *, is_listed: bool
) -> list[str]:
    alignment = verdict.alignment
    links = sorted(
        alignment.links, key=lambda k: (-link_weight(k, query.tokens, listed.tokens), k.left)
    )
    spoken = [k for k in links if query.tokens[k.left[0]].kind not in _MUTE]
    if not spoken:
        return ["no word of the one is found in the other"]
    left = [i for i in alignment.left if query.tokens[i].kind not in _MUTE]
    right = [j for j in alignment.right if listed.tokens[j].kind not in _MUTE]
    reasons = []
    if all(k.likeness.relation is PartRelation.SAME for k in spoken) and not left and not right:
        in_order = [k.left for k in sorted(spoken, key=lambda k: k.right)]
        reasons.append(
            "the same words" if in_order == sorted(in_order) else "the same words in another order"
        )
    else:
        told = [_agreement(k, query, listed) for k in spoken]
        reasons.extend([text for text in told if text][:_MOST_REASONS])
        same = [k for k in spoken if k.likeness.relation is PartRelation.SAME]
        if same:
            reasons.append(_same_words(same, query))
    reasons.extend(_differences(query, listed, verdict, is_listed=is_listed))
    if verdict.capped == "acronym":
        reasons.append("an abbreviation alone is not enough")
    elif verdict.capped in {"person", "whole person"}:
        reasons.append("one name of a person alone is not enough")
    elif verdict.capped == "prefix":
        reasons.append("the last word may be unfinished")
    return reasons


def _same_words(links: list[Link], query: PreparedName) -> str:
    ordered = sorted(links, key=lambda k: k.left)
    kinds = {query.tokens[k.left[0]].kind for k in ordered}
    if kinds == {WordKind.PLACE}:
        return "same place"
    words = ", ".join(f"‘{_surface(query, k.left)}’" for k in ordered[:6])
    return f"{words} {'is' if len(ordered) == 1 else 'are'} the same"


def _agreement(link: Link, query: PreparedName, listed: PreparedName) -> str:
    one, other = _surface(query, link.left), _surface(listed, link.right)
    reason = link.likeness.reason
    a, b = query.tokens[link.left[0]], listed.tokens[link.right[0]]
    if link.likeness.relation is PartRelation.SAME and reason != "concept":
        return ""
    if reason == "brand":
        return _brand(one, other, a, b)
    if reason == "pinyin":
        return _pinyin(one, other, a)
    told = {
        "concept": f"‘{one}’ and ‘{other}’ mean the same",
        "form": "",
        "number": f"‘{one}’ and ‘{other}’ are the same number",
        "variant": f"‘{one}’ and ‘{other}’ are spellings of one word",
        "script": f"‘{one}’ and ‘{other}’ are one word in two scripts",
        "typing": f"‘{one}’ is spelled almost like ‘{other}’",
        "joined": f"‘{one}’ and ‘{other}’ differ only in how the words are joined",
        "initials": f"‘{_shorter(one, other)}’ are the initials of ‘{_longer(one, other)}’",
        "initial": f"‘{_shorter(one, other)}’ is the initial of ‘{_longer(one, other)}’",
        "prefix": f"‘{one}’ begins ‘{other}’",
    }
    return told.get(reason, f"‘{one}’ sounds like ‘{other}’")


def _brand(one: str, other: str, a: Token, b: Token) -> str:
    if a.brands.isdisjoint(b.brands):
        return f"‘{one}’ may be a translation of ‘{other}’"
    if a.language == "zh" and b.language != "zh":
        return f"{one} is written {other} in Latin letters"
    if b.language == "zh" and a.language != "zh":
        return f"{one} is the Latin form of {other}"
    return f"{one} and {other} are forms of one brand"


def _pinyin(one: str, other: str, a: Token) -> str:
    if a.language == "zh":
        return f"{one} is {other} in pinyin"
    return f"{one} is the pinyin of {other}"


def _shorter(one: str, other: str) -> str:
    return min((one, other), key=lambda text: (len(text), text))


def _longer(one: str, other: str) -> str:
    return max((one, other), key=lambda text: (len(text), text))


def _differences(
    query: PreparedName, listed: PreparedName, verdict: Verdict, *, is_listed: bool
) -> list[str]:
    opposed = _opposed(query, listed, verdict)
    reasons = [
        f"‘{_surface(query, (i,))}’ contradicts ‘{_surface(listed, (j,))}’" for i, j in opposed
    ]
    if "form" in verdict.contradictions:
        one, other = " and ".join(sorted(query.forms)), " and ".join(sorted(listed.forms))
        reasons.append(f"the legal forms differ ({one}, {other})")
    left = _unmatched(query, verdict.alignment.left, {i for i, _ in opposed})
    right = _unmatched(listed, verdict.alignment.right, {j for _, j in opposed})
    if right:
        words = ("is missing", "are missing") if is_listed else _ONLY_SECOND
        reasons.append(_lacking(listed, right, *words))
    if left:
        listed_words = ("is not in the listed name", "are not in the listed name")
        reasons.append(_lacking(query, left, *(listed_words if is_listed else _ONLY_FIRST)))
    return reasons


def _unmatched(name: PreparedName, free: tuple[int, ...], opposed: set[int]) -> list[int]:
    return [
        i
        for i in free
        if i not in opposed and name.surfaces[i] and name.tokens[i].kind not in _MUTE
    ]


def _lacking(name: PreparedName, positions: list[int], singular: str, plural: str) -> str:
    shown = ", ".join(f"‘{_surface(name, (i,))}’" for i in positions[:5])
    if len(positions) > 5:  # noqa: PLR2004 — as many as one reads at a glance
        shown += " and more"
    return f"{shown} {singular if len(positions) == 1 else plural}"
