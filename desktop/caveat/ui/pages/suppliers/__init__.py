"""The page of supplier books."""
