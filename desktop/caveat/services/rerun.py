"""Gives a recorded answer again: on the same releases, or on today's lists.

On the same releases, with the same engine and settings, the two are equal byte for byte. Where
they are not, every difference is told in a plain sentence.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from caveat.domain.answer_json import answer_to_json
from caveat.domain.screening import Answer, Coverage, Hit
from caveat.proof.canonical import canonical
from caveat.services.kept_recall import with_recall
from caveat.services.ready_answer import numbered
from caveat.services.recording import recorded_answer
from caveat.services.rules import by_rules_of
from caveat.services.screening import Screener
from caveat.services.standpoint import standpoint_of_record
from caveat.services.workspace import Workspace
from caveat.storage import knowledge

_SENTENCES = {
    "no_match_statement": "The statement that nothing matched reads differently.",
    "not_covered": "The lists that were not searched are named differently.",
    "law": "What the law of the day is taken from differs.",
    "as_of": "The day whose knowledge answers differs.",
    "coverage": "Age or warnings of the lists differ.",
    "hits": "The hits stand in another order, or are cited from other sources.",
    "near_misses": "The near misses stand in another order, or are cited from other sources.",
    "delisted": "The delisted parties stand in another order, or are cited from other sources.",
}
"""What is said of a part of the answer that differs, where no sentence before it did."""
_OF_ANOTHER_DAY = frozenset(
    {"screening", "screened_at", "operator", "query", "lists_state", "as_of", "coverage", "recall"}
)
"""Parts that must differ when today's lists answer. Other releases are told all the same."""
_TO_REVIEW = frozenset({"hits", "later_known", "outcome"})
"""Parts of which a difference needs a look."""


@dataclass(frozen=True, slots=True)
class Rerun:
    """A recorded answer and the same question answered again.

    Attributes:
        recorded: As it is on record.
        again: Now.
        today: Whether today's lists answered, instead of the releases of the record.
        differences: Sentences; empty where the two are equal byte for byte (on today's lists: but
            for what must differ on another day).
        to_review: Whether anything differs that needs a look: on the same releases any
            difference, on today's lists other hits or another outcome.
    """

    recorded: Answer
    again: Answer
    today: bool
    differences: tuple[str, ...]
    to_review: bool

    @property
    def equal(self) -> bool:
        """Whether both answers are the same."""
        return not self.differences


def rerun(ws: Workspace, screener: Screener, screening: str, *, today: bool = False) -> Rerun:
    """Answer a recorded query again. Nothing is recorded.

    Args:
        ws: The workspace.
        screener: Its screener.
        screening: Number of the screening, ``S-2026-000001``.
        today: From today's lists: what would they change? A day of knowledge that was asked for
            is then left out; a day of law stays.

    Raises:
        InputError: If there is no screening with this number.
        BrokenRecordError: If its content is gone or damaged.
        EnvironmentProblemError: If its releases are no longer stored.
    """
    recorded = recorded_answer(ws, screening)
    if today:
        again = screener.screen(replace(recorded.query, as_of=None))
    else:
        with ws.store.reading() as connection:
            state = recorded.lists_state or knowledge.state_at(connection, recorded.screened_at)
        at = standpoint_of_record(recorded.query, recorded.screened_at, state)
        again = screener.screen_from(recorded.query, at)
        # A record of version 0.1 does not say how much was stored.
        again = replace(again, operator=recorded.operator, lists_state=recorded.lists_state)
        again = by_rules_of(ws, again, recorded.engine.rules_sha256)
        again = with_recall(again, recorded.recall)
    again = numbered(again, screening)
    found = list(_differences(recorded, again, today=today))
    return Rerun(
        recorded,
        again,
        today,
        tuple(sentence for _, sentence in found),
        to_review=any(part in _TO_REVIEW or not today for part, _ in found),
    )


def _differences(recorded: Answer, again: Answer, *, today: bool) -> Iterator[tuple[str, str]]:
    """Sentences, each with the part of the answer that differs."""
    before, after = answer_to_json(recorded), answer_to_json(again)
    ignored = _OF_ANOTHER_DAY if today else frozenset[str]()
    parts = [
        part
        for part in before
        if part not in ignored and canonical(before[part]) != canonical(after[part])
    ]
    said: set[str] = set()
    for part, sentences in (
        ("engine", _engine(recorded, again)),
        ("coverage", _coverage(recorded.coverage, again.coverage)),
        ("hits", _hits(recorded.hits, again.hits, "hit")),
        ("near_misses", _hits(recorded.near_misses, again.near_misses, "near miss")),
        ("delisted", _hits(recorded.delisted, again.delisted, "delisted party")),
        ("later_known", _later(recorded, again)),
        ("outcome", _outcome(recorded, again)),
        ("remarks", _remarks(recorded, again)),
    ):
        for sentence in sentences:
            said.add(part)
            yield part, sentence
    for part in parts:
        if part not in said and not (today and part in _SENTENCES):
            yield part, _SENTENCES.get(part, f"The part “{part}” of the answer differs.")


def _engine(recorded: Answer, again: Answer) -> Iterator[str]:
    was, now = recorded.engine, again.engine
    if was.version != now.version:
        yield f"The engine is another version: {was.version} → {now.version}."
    if was.rules_sha256 and was.rules_sha256 != now.rules_sha256:
        yield "The dated rules of law are another edition: what the hits mean may differ."
    if was.threshold != now.threshold:
        yield f"The alert line is another: {was.threshold:g} → {now.threshold:g}."
    elif was.settings_sha256 != now.settings_sha256:
        yield "The sourced overlay (names and relations that no list publishes) is another edition."


def _coverage(recorded: tuple[Coverage, ...], again: tuple[Coverage, ...]) -> Iterator[str]:
    was = {item.list_code: item for item in recorded}
    now = {item.list_code: item for item in again}
    for code in (*was, *(code for code in now if code not in was)):
        if code not in now:
            yield f"{code} is no longer searched."
        elif code not in was:
            yield f"{code} is searched now: {_release(now[code])}."
        elif _identity(was[code]) != _identity(now[code]):
            yield f"{code} is another release: {_release(was[code])} → {_release(now[code])}."


def _identity(item: Coverage) -> tuple[object, ...]:
    return item.channel, item.released, item.sha256, item.imported_at, item.parties, item.names


def _release(item: Coverage) -> str:
    day = item.released.isoformat() if item.released else "unknown date"
    return f"{day} ({item.channel}, {item.parties:,} entries)"


def _hits(recorded: tuple[Hit, ...], again: tuple[Hit, ...], one: str) -> Iterator[str]:
    was = {hit.party.id: hit for hit in recorded}
    now = {hit.party.id: hit for hit in again}
    for party, hit in now.items():
        if party not in was:
            yield f"New {one}: {_told(hit)}."
    for party, hit in was.items():
        if party not in now:
            yield f"No longer a {one}: {_told(hit)}."
    for party, hit in was.items():
        if party in now:
            yield from _hit(hit, now[party], one)


def _hit(was: Hit, now: Hit, one: str) -> Iterator[str]:
    name = f"{one.capitalize()} “{was.party.name}” ({was.party.list_code})"
    if (was.score, was.band) != (now.score, now.band):
        yield (
            f"{name}: score {was.score:g} ({was.band.value}) → {now.score:g} ({now.band.value})."
        )
    if was.contradicted != now.contradicted:
        yield f"{name}: {'no longer' if was.contradicted else 'now'} contradicted."
    if (was.party, was.designations) != (now.party, now.designations):
        yield f"{name}: the entry of the list is another version."
    if (was.because, was.evidence) != (now.because, now.evidence):
        yield f"{name}: the reasons read differently. Now: {now.because}"


def _told(hit: Hit) -> str:
    return f"“{hit.party.name}” ({hit.party.list_code}), {hit.score:g} {hit.band.value}"


def _later(recorded: Answer, again: Answer) -> Iterator[str]:
    was = {known.party: known for known in recorded.later_known}
    now = {known.party: known for known in again.later_known}
    for party, known in now.items():
        if party not in was:
            yield f"A later release is now known to list “{known.name}” ({known.list_code})."
    for party, known in was.items():
        if party not in now:
            yield f"No later release shows “{known.name}” ({known.list_code}) any more."


def _outcome(recorded: Answer, again: Answer) -> Iterator[str]:
    if recorded.outcome is not again.outcome:
        yield f"The outcome is another: {recorded.outcome.value} → {again.outcome.value}."


def _remarks(recorded: Answer, again: Answer) -> Iterator[str]:
    for remark in again.remarks:
        if remark not in recorded.remarks:
            yield f"A new remark: {remark}"
    for remark in recorded.remarks:
        if remark not in again.remarks:
            yield f"A remark that is no longer made: {remark}"
