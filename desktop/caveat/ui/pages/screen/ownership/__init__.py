"""Who owns whom, on the Screen page: the rules side by side, and what they rest on."""
