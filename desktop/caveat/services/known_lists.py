"""The lists a workspace knows: those of the program, and those that were defined by an import."""

from caveat.domain.lists import PublishedList
from caveat.errors import InputError
from caveat.ingest.lists.catalogue import published_lists
from caveat.services.workspace import Workspace
from caveat.storage.definitions import defined_lists


def known_lists(ws: Workspace) -> tuple[PublishedList, ...]:
    """Every list, those of the program first, in the order they are shown."""
    built_in = published_lists()
    codes = {known.code for known in built_in}
    defined = defined_lists(ws.store.reader())
    return (*built_in, *(known for known in defined if known.code not in codes))


def known_list(ws: Workspace, code: str) -> PublishedList:
    """The list with a code such as ``US-EL`` or ``OWN-LETTERS``.

    Raises:
        InputError: If no list has that code.
    """
    known = {item.code: item for item in known_lists(ws)}
    if code not in known:
        raise InputError(
            f"There is no list with the code {code}. The codes are {', '.join(known)}."
        )
    return known[code]
