"""Which entry of a new release means which party already known.

Two designs were weighed. A stable key per entry (hash of name and country) is simple, but breaks
at every corrected spelling and cannot tell the 79 repeated (list, name) pairs of the 2022 CSL
apart. We match in passes instead, from certain to plausible, each pass only over what the
passes before left open, so that a weak clue never steals a partner from a strong one. From the
fourth pass on, an equal name is not enough: a notice or an address must agree too, or two people
of one name would become one party.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from caveat.domain.identity import (
    content_sha256,
    name_key,
    notice_pages,
    same_rule,
    substance_sha256,
)
from caveat.domain.parties import PartyKind, PartyRecord

_MOST_PAIRS = 100_000
"""Above this, entries of one key are paired in order: a file of a million equal names is no list
that we know, but it must not hang the program."""
_ALIKE = 0.6
"""Share of common words from which two printed addresses are taken for one."""


@dataclass(frozen=True, slots=True)
class EntryKeys:
    """What identity is decided by. ``party`` and ``record`` are 0 for a new entry.

    Addresses of one word ("RU") say only the country and are left out.
    ``name_key`` of an entry that is only an address holds the address: "Address 01" is a number
    that a publisher gives anew.
    """

    content: bytes
    substance: bytes
    publisher_id: str
    name_key: str
    country: str
    notices: frozenset[tuple[int, int]]
    addresses: tuple[frozenset[str], ...]
    party: int = 0
    record: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name in one order: "Aaron De Leon" is printed "De Leon, Aaron"."""
        return tuple(sorted(self.name_key.split()))


AliasKeys = Callable[[EntryKeys], frozenset[str]]


def keys_of(record: PartyRecord) -> EntryKeys:
    """The keys of an entry as it was read."""
    return entry_keys(
        content=content_sha256(record),
        substance=substance_sha256(record),
        publisher_id=record.publisher_id,
        kind=record.kind,
        name=record.name,
        country=record.countries[0] if record.countries else "",
        federal_register=" ".join(d.federal_register for d in record.designations),
        addresses=[address.text for address in record.addresses],
    )


def entry_keys(
    *,
    content: bytes,
    substance: bytes,
    publisher_id: str,
    kind: str,
    name: str,
    country: str,
    federal_register: str,
    addresses: Sequence[str],
    party: int = 0,
    record: int = 0,
) -> EntryKeys:
    """The keys of an entry from its stored parts."""
    folded = [name_key(text) for text in addresses]
    key = name_key(name)
    if kind == PartyKind.ADDRESS:
        key = " ".join((key, *sorted(folded)))
    return EntryKeys(
        content,
        substance,
        publisher_id,
        key,
        country,
        notice_pages(federal_register),
        tuple(frozenset(text.split()) for text in folded if " " in text),
        party,
        record,
    )


def assign_parties(
    new: Sequence[EntryKeys],
    members: Sequence[EntryKeys],
    former: Sequence[EntryKeys],
    alias_keys: AliasKeys,
) -> list[EntryKeys | None]:
    """For every new entry the stored entry of the same party, or None for a party never seen.

    Args:
        new: Entries of the new release.
        members: Entries of the release before it in the same channel, one per party.
        former: Entries of parties of the list that are not in that release (delisted since, or
            known from another channel), newest first; several per party are allowed.
        alias_keys: Folded names of an entry; asked only for the few that are left over.
    """
    found: list[EntryKeys | None] = [None] * len(new)
    for pool in (members, former):
        taken = {partner.party for partner in found if partner}
        matching = _Matching(new, found, [old for old in pool if old.party not in taken])
        matching.pair(lambda e: e.content)
        matching.pair(lambda e: e.publisher_id or None)
        matching.pair(lambda e: e.substance)
        matching.pair(lambda e: (e.name_key, e.country), agreeing=True)
        matching.pair(lambda e: e.name_key, agreeing=True)
        matching.pair(lambda e: e.words, agreeing=True)
        matching.pair_renamed(alias_keys)
    return found


def _overlap(new: EntryKeys, old: EntryKeys) -> float:
    """How alike the most alike two addresses are, 0-1."""
    return max((len(a & b) / len(a | b) for a in new.addresses for b in old.addresses), default=0.0)


def _agree(new: EntryKeys, old: EntryKeys) -> bool:
    """Whether anything beside the name says that it is the same party."""
    if same_rule(new.notices, old.notices) or _overlap(new, old) >= _ALIKE:
        return True
    # Nothing to compare on one side: a list that prints neither notices nor addresses.
    comparable = (new.notices and old.notices) or (new.addresses and old.addresses)
    return not comparable


class _Matching:
    """One pool of stored entries, shrinking as the passes find partners."""

    def __init__(
        self,
        new: Sequence[EntryKeys],
        found: list[EntryKeys | None],
        pool: Sequence[EntryKeys],
    ) -> None:
        self._new = new
        self._found = found
        self._pool = list(pool)

    def pair(self, key: Callable[[EntryKeys], Hashable | None], *, agreeing: bool = False) -> None:
        """Pair entries with an equal key, those first whose notices and addresses agree most.

        A publisher's number decides against a pairing: two entries that both have one and whose
        numbers differ are never the same party.
        """
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for index, entry in enumerate(self._new):
            value = key(entry)
            if self._found[index] is None and value is not None:
                waiting[value].append(index)
        partners: dict[Hashable, list[EntryKeys]] = defaultdict(list)
        for old in self._pool:
            value = key(old)
            if value is not None and value in waiting:
                partners[value].append(old)
        taken: set[int] = set()
        for value, candidates in partners.items():
            for index, old in self._ranked(waiting[value], candidates, agreeing=agreeing):
                if self._found[index] is None and old.party not in taken:
                    self._found[index] = old
                    taken.add(old.party)
        self._pool = [old for old in self._pool if old.party not in taken]

    def _ranked(
        self, indices: Sequence[int], candidates: Sequence[EntryKeys], *, agreeing: bool
    ) -> Iterator[tuple[int, EntryKeys]]:
        """Possible pairs, best first; in the order of publication where nothing tells apart."""
        if len(indices) * len(candidates) > _MOST_PAIRS:
            pairs = list(zip(indices, candidates, strict=False))
        elif len(indices) == len(candidates) == 1:
            pairs = [(indices[0], candidates[0])]
        else:
            pairs = [(index, old) for index in indices for old in candidates]
            pairs.sort(key=lambda pair: self._likeness(*pair), reverse=True)
        for index, old in pairs:
            new = self._new[index]
            if _numbers_agree(new, old) and (not agreeing or _agree(new, old)):
                yield index, old

    def _likeness(self, index: int, old: EntryKeys) -> tuple[int, float]:
        new = self._new[index]
        return len(new.notices & old.notices), _overlap(new, old)

    def pair_renamed(self, alias_keys: AliasKeys) -> None:
        """Pair an entry whose new name was an alias, or the other way round, under one notice."""
        by_notice: dict[tuple[int, int], list[EntryKeys]] = defaultdict(list)
        for old in self._pool:
            for notice in old.notices:
                by_notice[notice].append(old)
        taken: set[int] = set()
        for index, entry in enumerate(self._new):
            if self._found[index] is not None:
                continue
            partners = {
                old.party: old
                for notice in entry.notices
                for old in by_notice.get(notice, ())
                if old.party not in taken
                and old.country == entry.country
                and _numbers_agree(entry, old)
                and (entry.name_key in alias_keys(old) or old.name_key in alias_keys(entry))
            }
            if len(partners) == 1:
                (partner,) = partners.values()
                self._found[index] = partner
                taken.add(partner.party)
        self._pool = [old for old in self._pool if old.party not in taken]


def _numbers_agree(new: EntryKeys, old: EntryKeys) -> bool:
    both = new.publisher_id and old.publisher_id
    return not both or new.publisher_id == old.publisher_id
