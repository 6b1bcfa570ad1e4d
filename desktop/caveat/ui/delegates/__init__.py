"""How cells and cards are painted."""
