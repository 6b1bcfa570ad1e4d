"""The SQLite workspace. The only room that contains SQL."""
