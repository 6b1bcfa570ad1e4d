"""What makes a record provable: canonical JSON, keys, hash chain."""
