"""Relations between parties: pure functions over domain types."""
