"""Relation tables in: ownership and other ties, row by row."""
