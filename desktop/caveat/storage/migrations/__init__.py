"""The schema, step by step. A released migration is never edited."""
