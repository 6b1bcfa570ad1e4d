"""The page on which one supplier is checked."""
