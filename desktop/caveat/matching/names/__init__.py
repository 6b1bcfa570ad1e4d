"""Names of companies, people, vessels: scripts, transliteration, legal forms, comparison."""
