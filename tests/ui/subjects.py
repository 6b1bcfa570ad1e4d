"""Whose links are asked for in the tests of the tab: a listed party, and a supplier as typed."""

from caveat.ui.contract_links import LinksAsked

PARTY = LinksAsked("US-EL-7")

TYPED = LinksAsked("Nettrix", "No. 15 Haitai Huake Street", "CN", as_typed=True)
