"""The page of settings: a tab for each room."""
