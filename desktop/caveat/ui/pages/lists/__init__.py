"""The page of the published lists."""
