"""The short form of a memo: a block a hit with its citations, and what is left out of it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from caveat.domain.memo import MemoContent, MemoHit
from caveat.domain.parties import Designation
from caveat.domain.screening import EvidenceKind
from caveat.report.memo_entry import overlay_names
from caveat.report.memo_hits import INTRODUCTIONS, PARTS, about
from caveat.report.memo_sources import Sources
from caveat.report.memo_words import (
    CONTRADICTED,
    DECISIONS,
    NO_DECISION,
    band_words,
    counted,
    moment,
    score,
    standing,
)
from caveat.report.sheet import Sheet, cell, sentence
from caveat.report.typeset.blocks import columns
from caveat.report.typeset.strips import Bookmark
from caveat.report.typeset.styles import (
    BOLD,
    QUIET_SMALL,
    SMALL,
    SMALL_BOLD,
    WARNING_SMALL,
    Span,
)

_PLACES = columns(-20, -28, 423)
_Requirement = tuple[str, str, str]
"""A list, what it requires and how it reviews requests, as printed."""


def left_out(content: MemoContent, whole: int) -> str:
    """What the short form lacks, and how long the whole memo is."""
    parts = ["files, hashes and channels of the lists searched"]
    if content.hits or content.near_misses:
        parts.append("the comparison word by word and what would move a score")
    if content.hits:
        parts += [
            "the listed texts in full, with other names, addresses and identifiers of each party",
            "names and relations from other sources",
            "decisions that a later one replaced",
        ]
    if any(not item.hit.is_alert for item in content.hits):
        parts.append("what lists require of related parties and expired entries")
    if content.consequences is not None and content.hits:
        parts.append("which of the rules concern which hit")
    if content.ownership is not None and content.ownership.views:
        parts.append("the chains, holdings, listings and rules that ownership is told by")
    pages = counted(whole, "page", "pages")
    return (
        f"This is the short form. Left out are: {'; '.join(parts)}. The whole memo of this "
        f"screening has {pages}; it can be written at any time from the same record."
    )


def write_short_hits(sheet: Sheet, content: MemoContent, sources: Sources) -> None:
    """All hits in the order of the answer, then each text of what their lists require once."""
    numbered = list(enumerate(content.hits, 1))
    for title, bands in PARTS:
        chosen = [(count, item) for count, item in numbered if item.hit.band in bands]
        if not chosen:
            continue
        sheet.part(title)
        if introduction := INTRODUCTIONS.get(bands[0]):
            sheet.text(introduction, keep=True)
        head = sheet.head(_PLACES, ("Hit", "Score", "Listed party"))
        for count, item in chosen:
            block = _block(item, content.answer.engine.threshold, sources)
            sheet.row(
                _PLACES,
                (cell(str(count), SMALL), cell(score(item.hit.score), SMALL_BOLD), block),
                head=head,
                together=True,
                bookmark=Bookmark(f"Hit {count}: {item.hit.party.name}", 1),
            )
        sheet.close_table()
    _write_requirements(sheet, numbered)


def _block(item: MemoHit, line: float, sources: Sources) -> list[Span]:
    """Who it is, why, what the list says in short, where that stands, the decision."""
    hit = item.hit
    number = hit.hit or "not on record"
    meta = f"   {band_words(hit.band, line).label} · {about(hit, hit.party.list_code)} · {number}"
    said = [
        Span(hit.party.name, BOLD),
        *([Span(f"   {CONTRADICTED}", WARNING_SMALL)] if hit.contradicted else []),
        Span(meta, QUIET_SMALL),
        *sentence(hit.because, SMALL, new_line=True),
        *_against(item),
        *_from_elsewhere(item, sources),
    ]
    printed = _designations(item) if hit.is_alert else ()
    said += [Span(f"{text}.", SMALL, new_line=True) for text in printed]
    cited = "  ".join(map(sources.in_short, hit.citations))
    said.append(Span(f"  {cited}", QUIET_SMALL))
    for text in item.record.unread:
        said.append(Span(f"! Not read in full: {text}", WARNING_SMALL, new_line=True))
    return [*said, *(_decision(item) if hit.is_alert else ())]


def _against(item: MemoHit) -> Iterator[Span]:
    for evidence in item.hit.evidence:
        if evidence.contradicts:
            yield from sentence(f"≠ {evidence.text}", WARNING_SMALL, new_line=True)


def _from_elsewhere(item: MemoHit, sources: Sources) -> Iterator[Span]:
    """Names that matched and that the list does not publish."""
    published = {name.text for name in item.record.names if name.source is None}
    named = {each.listed for each in item.hit.evidence if each.kind is EvidenceKind.NAME}
    for name in overlay_names(item):
        if name.source is not None and name.text in named - published:
            words = f"“{name.text}” is not published by the list {sources.of_source(name.source)}"
            yield Span(words, WARNING_SMALL, new_line=True)


def _designations(item: MemoHit) -> list[str]:
    """Programme, footnotes, dates and notices of each designation, as printed."""
    found = []
    for each in _of(item):
        words = [", ".join(each.programmes)] if each.programmes else []
        if each.footnotes:
            words.append(f"footnotes {', '.join(map(str, each.footnotes))}")
        words += [f"{word} {text}" for word, text in _dates(each) if text]
        words += [text for text in (each.standard_order, each.federal_register) if text]
        if words:
            found.append("; ".join(words))
    return found


def _dates(each: Designation) -> tuple[tuple[str, str], ...]:
    return (
        ("listed", each.listed),
        ("effective", each.effective),
        ("published", each.published),
        ("ends", each.ends),
    )


def _of(item: MemoHit) -> Sequence[Designation]:
    cited = tuple(each.designation for each in item.hit.designations)
    return cited or item.record.designations


def _decision(item: MemoHit) -> Iterator[Span]:
    decided = standing(item.dispositions)
    if decided is None:
        yield Span(f"{NO_DECISION}.", SMALL_BOLD, new_line=True)
        return
    expires = f"; expires {decided.expires.isoformat()}" if decided.expires else ""
    yield Span(f"Decision: {DECISIONS[decided.decision]}", SMALL_BOLD, new_line=True)
    yield Span(
        f", by {decided.operator}, {moment(decided.decided_at)}{expires}. {decided.reason}", SMALL
    )


def _write_requirements(sheet: Sheet, numbered: Sequence[tuple[int, MemoHit]]) -> None:
    """Each text of a licence requirement or policy once, with the hits that it stands at."""
    found: dict[_Requirement, list[int]] = {}
    for count, item in numbered:
        for each in _of(item) if item.hit.is_alert else ():
            if each.licence_requirement or each.licence_policy:
                text = item.hit.party.list_code, each.licence_requirement, each.licence_policy
                counts = found.setdefault(text, [])
                if count not in counts:
                    counts.append(count)
    if not found:
        return
    sheet.part("What the lists require of them")
    places = columns(82, 52, 337)
    head = sheet.head(places, ("Hits", "List", "Licence requirement, and review policy if printed"))
    for (code, requirement, policy), counts in found.items():
        said = [Span(requirement or "no requirement printed", SMALL)]
        if policy:
            said.append(Span(f"Policy: {policy}", QUIET_SMALL, new_line=True))
        sheet.row(places, (cell(_ranges(counts), SMALL), cell(code, SMALL), said), head=head)
    sheet.close_table()


def _ranges(counts: Sequence[int]) -> str:
    """Numbers as ``1–4, 7``."""
    runs = []
    for _, run in groupby(enumerate(counts), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        runs.append(f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else str(numbers[0]))
    return ", ".join(runs)
