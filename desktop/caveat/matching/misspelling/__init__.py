"""How names get misspelled, shortened and carried into other scripts: makers of wrong spellings."""
