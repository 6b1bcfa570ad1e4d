"""Where lists are fetched from, and what fetching them did."""

from dataclasses import dataclass, field
from enum import StrEnum

from caveat.domain.lists import Channel, ImportReport
from caveat.domain.sources import Mark


@dataclass(frozen=True, slots=True)
class ListAddress:
    """A row of ``resources/list_addresses.csv``: one publication and where its files lie.

    Attributes:
        key: Short name by which it can be asked for, such as ``csl``.
        lists: Codes of the lists that it holds.
        channel: By which publication these lists come.
        urls: Addresses of its files; all are needed. ``{date}`` stands for the date that
            `date_from` gives.
        files: What the files are called here, in the order of `urls`.
        date_from: Address of the eCFR's table of titles, where the newest date has to be asked
            for first; else empty.
        hosts: Other hosts of the publisher to which the addresses may pass us on.
        what: The publication in a few words, as shown.
        default: Whether a plain update fetches it while no other channel serves its lists.
        source: What these facts rest on.
        mark: How far they were checked.
    """

    key: str
    lists: tuple[str, ...]
    channel: Channel
    urls: tuple[str, ...]
    files: tuple[str, ...]
    what: str
    default: bool = False
    date_from: str = ""
    hosts: tuple[str, ...] = ()
    source: str = ""
    mark: Mark = Mark.VERIFIED


class UpdateOutcome(StrEnum):
    """What became of one address in an update."""

    FETCHED = "fetched"
    """Its files came, and were read; what entered service stands in the import's report."""
    NOT_MODIFIED = "not modified"
    """The publisher has nothing newer than what is stored here."""
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class AddressUpdate:
    """What an update did for one address.

    Attributes:
        address: Which one.
        outcome: What became of it.
        received: Bytes that came over the network.
        seconds: From the first request to the last byte; without the import.
        reason: Why it failed, in sentences; empty otherwise.
        reached: Whether the publisher's server answered at all.
        report: What the import of the fetched files did; None where there was none.
        kept: Where the fetched files lie that did not enter service, for a look or an import by
            hand; empty otherwise.
    """

    address: ListAddress
    outcome: UpdateOutcome
    received: int = 0
    seconds: float = field(default=0.0, compare=False)
    reason: str = ""
    reached: bool = True
    report: ImportReport | None = None
    kept: str = ""


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What an update did, address by address, in the order of the table."""

    addresses: tuple[AddressUpdate, ...]
    seconds: float = field(default=0.0, compare=False)

    @property
    def failed(self) -> tuple[AddressUpdate, ...]:
        """Those that failed."""
        return tuple(one for one in self.addresses if one.outcome is UpdateOutcome.FAILED)

    @property
    def nothing_reached(self) -> bool:
        """Whether no server at all could be reached."""
        return bool(self.addresses) and all(
            one.outcome is UpdateOutcome.FAILED and not one.reached for one in self.addresses
        )
