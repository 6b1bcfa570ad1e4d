"""Dated rules of law and what they mean for a hit."""
