"""How far a statement was checked, in the officer's words."""

from caveat.domain.sources import Mark

MARK_WORD = {
    Mark.PUBLISHED: ("printed by the list itself", ""),
    Mark.VERIFIED: ("read in the named source", ""),
    Mark.SECONDARY: ("read only in a summary of the source: verify", "possible"),
    Mark.UNVERIFIED: ("not checked against a source: verify", "possible"),
}
DOUBTFUL = {Mark.SECONDARY, Mark.UNVERIFIED}
"""Marks at which the officer has to verify."""
