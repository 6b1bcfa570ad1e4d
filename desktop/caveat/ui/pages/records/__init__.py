"""The page of what is on record."""
