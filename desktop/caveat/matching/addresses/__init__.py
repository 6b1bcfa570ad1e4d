"""Published and typed addresses: parsing, folding and comparison by level."""
