"""Which addresses an update asks: by list, by address, or what is in service."""

from collections.abc import Mapping, Sequence

from caveat.domain.lists import Channel, Release
from caveat.domain.updates import ListAddress
from caveat.errors import InputError
from caveat.services.workspace import Workspace
from caveat.storage import releases


def choose_addresses(
    ws: Workspace, table: Sequence[ListAddress], asked: Sequence[str]
) -> tuple[ListAddress, ...]:
    """The addresses to fetch, in the order of the table, each once.

    Without a wish: for every list the address of the channel by which it is in service, and for a
    list that is not loaded the one that the table marks as default. So a list that the officer
    switched to another channel stays up to date by that one, and no other is fetched for it. A
    publication that holds many lists is fetched as long as one of them is in service by it.

    With wishes: for a list code the same, and where its channel has no address, or none marked,
    the first that holds the list; for the key of an address, that one, whatever is in service.

    Args:
        ws: The workspace.
        table: All addresses.
        asked: List codes such as ``US-SDN`` and keys such as ``ofac-sdn``, in any case.

    Raises:
        InputError: Nothing of that name, or a list that no address holds.
    """
    with ws.store.reading() as connection:
        serving = {
            release.list_code: release
            for release in releases.in_service(connection)
            if release.channel is not Channel.STARTER
        }
    if asked:
        keys = {_asked(table, serving, wish.strip()) for wish in asked}
    else:
        codes = {code for address in table for code in address.lists}
        found = (_usual(table, code, serving.get(code)) for code in codes)
        keys = {address.key for address in found if address}
    if not keys:
        raise InputError(
            "The table of addresses names nothing to fetch. Name a list or an address: "
            f"{', '.join(address.key for address in table) or 'the table is empty'}."
        )
    return tuple(address for address in table if address.key in keys)


def _asked(table: Sequence[ListAddress], serving: Mapping[str, Release], wish: str) -> str:
    if any(address.key == wish.lower() for address in table):
        return wish.lower()
    code = wish.upper()
    holding = [address for address in table if code in address.lists]
    if not holding:
        codes = dict.fromkeys(code for address in table for code in address.lists)
        raise InputError(
            f"No address is known for {wish[:60]}. Nothing was fetched. Lists: "
            f"{', '.join(codes)}; addresses: {', '.join(a.key for a in table)}. Other lists are "
            "imported from files."
        )
    usual = _usual(table, code, serving.get(code))
    first = next((address for address in holding if address.default), holding[0])
    return (usual or first).key


def _usual(table: Sequence[ListAddress], code: str, release: Release | None) -> ListAddress | None:
    """The address by which a list is kept up to date."""
    holding = [address for address in table if code in address.lists]
    if release is None:
        return next((address for address in holding if address.default), None)
    same = [address for address in holding if address.channel is release.channel]
    source = release.origin.source_url
    exact = [address for address in same if source and _is_from(source, address)]
    default = [address for address in same if address.default]
    return next(iter((*exact, *default, *same)), None)


def _is_from(source: str, address: ListAddress) -> bool:
    before, date, after = address.urls[0].partition("{date}")
    if not date:
        return source == before
    return source.startswith(before) and source.endswith(after)
