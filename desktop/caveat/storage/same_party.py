"""Which entry of a new release means which party already known.

Two designs were weighed. A stable key per entry (hash of name and country) is simple, but breaks
at every corrected spelling and cannot tell the 79 repeated (list, name) pairs of the 2022 CSL
apart. We match in passes instead, from certain to plausible, each pass only over what the
passes before left open, so that a weak clue never steals a partner from a strong one.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntryKeys:
    """What identity is decided by. ``party`` and ``record`` are 0 for a new entry."""

    content: bytes
    substance: bytes
    publisher_id: str
    name_key: str
    country: str
    federal_register: str
    party: int = 0
    record: int = 0


AliasKeys = Callable[[EntryKeys], frozenset[str]]


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
        matching.pair(lambda e: e.publisher_id or None, unique=True)
        matching.pair(lambda e: e.substance)
        matching.pair(lambda e: (e.name_key, e.country, e.federal_register))
        matching.pair(lambda e: (e.name_key, e.country), unique=pool is former)
        matching.pair(lambda e: (e.name_key, e.federal_register), unique=pool is former)
        matching.pair(lambda e: e.name_key, unique=True)
        if pool is members:
            matching.pair_renamed(alias_keys)
    return found


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

    def pair(self, key: Callable[[EntryKeys], Hashable | None], *, unique: bool = False) -> None:
        """Pair entries with an equal key; with ``unique`` only where one stands on each side.

        A publisher's number decides against a pairing: two entries that both have one and whose
        numbers differ are never the same party.
        """
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for index, entry in enumerate(self._new):
            value = key(entry)
            if self._found[index] is None and value is not None:
                waiting[value].append(index)
        partners: dict[Hashable, dict[int, EntryKeys]] = defaultdict(dict)
        for old in self._pool:
            value = key(old)
            if value is not None and value in waiting:
                partners[value].setdefault(old.party, old)
        taken: set[int] = set()
        for value, candidates in partners.items():
            open_entries = waiting[value]
            if unique and (len(open_entries) != 1 or len(candidates) != 1):
                continue
            for index in open_entries:
                partner = next(
                    (
                        old
                        for old in candidates.values()
                        if old.party not in taken and _numbers_agree(self._new[index], old)
                    ),
                    None,
                )
                if partner:
                    self._found[index] = partner
                    taken.add(partner.party)
        self._pool = [old for old in self._pool if old.party not in taken]

    def pair_renamed(self, alias_keys: AliasKeys) -> None:
        """Pair an entry whose new name was an alias, or the other way round, under one notice."""
        open_entries = [i for i, partner in enumerate(self._found) if partner is None]
        by_notice: dict[tuple[str, str], list[EntryKeys]] = defaultdict(list)
        for old in self._pool:
            if old.federal_register:
                by_notice[old.federal_register, old.country].append(old)
        taken: set[int] = set()
        for index in open_entries:
            entry = self._new[index]
            partners = [
                old
                for old in by_notice.get((entry.federal_register, entry.country), ())
                if old.party not in taken
                and _numbers_agree(entry, old)
                and (entry.name_key in alias_keys(old) or old.name_key in alias_keys(entry))
            ]
            if len(partners) == 1:
                self._found[index] = partners[0]
                taken.add(partners[0].party)
        self._pool = [old for old in self._pool if old.party not in taken]


def _numbers_agree(new: EntryKeys, old: EntryKeys) -> bool:
    both = new.publisher_id and old.publisher_id
    return not both or new.publisher_id == old.publisher_id
