"""Bytes from outside in, domain objects out. Every input is hostile."""
