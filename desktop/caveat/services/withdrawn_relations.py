"""Withdrawing a relation that the officer brought in, and taking the withdrawal back.

Nothing is deleted. What is taken back comes on record anew, so that on every day in between it
stays withdrawn.
"""

import re

from caveat.domain.stated_relations import StatedRelation
from caveat.errors import InputError
from caveat.services.given_text import refuse_broken_text
from caveat.services.relations import refuse_read_only
from caveat.services.workspace import Workspace
from caveat.storage import relations
from caveat.storage.digests import relations_digest, withdrawal_digest
from caveat.storage.driver import sqlite3

_NUMBER = re.compile(r"(?:R-?)?(\d{1,15})", re.IGNORECASE)


def withdraw_relation(ws: Workspace, number: str, reason: str) -> StatedRelation:
    """Let a relation count no more. It stays on record with who withdrew it and why.

    Args:
        ws: The workspace.
        number: As shown, such as ``R-12``.
        reason: Why; required.

    Raises:
        InputError: There is no such relation, it is withdrawn already, or there is no reason.
        EnvironmentProblemError: Nothing can be stored.
    """
    refuse_read_only(ws)
    refuse_broken_text("The reason", reason)
    if not reason.strip():
        raise InputError("A relation is withdrawn for a reason. Nothing was changed. Give one.")
    with ws.store.writing() as connection:
        stated = _named(connection, number)
        if stated.withdrawn is not None:
            raise InputError(
                f"{stated.number} was withdrawn already, by {stated.withdrawn.operator}."
            )
        withdrawal = relations.withdraw(
            connection, stated.id, operator=ws.operator.id, at=ws.now(), reason=reason.strip()
        )
        ws.append(
            connection,
            "relation withdrawn",
            stated.number,
            {"reason": reason.strip(), "stored": withdrawal_digest(connection, withdrawal)},
        )
        return relations.stated_relation(connection, stated.id)


def restore_relation(ws: Workspace, number: str) -> StatedRelation:
    """Let a withdrawn relation count again: the same statement, on record under a new number.

    Args:
        ws: The workspace.
        number: Of the withdrawn one, such as ``R-12``.

    Raises:
        InputError: There is no such relation, it counts, or it was put on record again already.
        EnvironmentProblemError: Nothing can be stored.
    """
    refuse_read_only(ws)
    with ws.store.writing() as connection:
        stated = _named(connection, number)
        if stated.withdrawn is None:
            raise InputError(f"{stated.number} is not withdrawn. Nothing was changed.")
        again = next(
            (each for each in relations.stated_relations(connection) if each.tie == stated.tie),
            None,
        )
        if again is not None:
            raise InputError(f"It counts already, as {again.number}. Nothing was changed.")
        intake_id = relations.add_relations(
            connection,
            relations.intake_of(connection, stated.id),
            [stated.tie],
            operator=ws.operator.id,
            at=ws.now(),
        )
        new = relations.stated_relations(connection)[-1]
        ws.append(
            connection,
            "relation restored",
            new.number,
            {"withdrawn": stated.number, "stored": relations_digest(connection, intake_id)},
        )
        return new


def _named(connection: sqlite3.Connection, number: str) -> StatedRelation:
    found = _NUMBER.fullmatch(number.strip())
    try:
        return relations.stated_relation(connection, int(found[1]) if found else 0)
    except KeyError as error:
        raise InputError(
            f"There is no relation “{number}”. Nothing was changed. “caveat relations list --all” "
            "shows their numbers."
        ) from error
