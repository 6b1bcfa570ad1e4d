"""A file of own rules with something of every kind."""

from pathlib import Path

OWN_RULES = """
version = 1

[sources.notice]
title = "91 FR 71234"
publisher = "Example Register"
date = "2026-11-10"
mark = "verified"

[sources.heard]
title = "Heard at a fair"
mark = "unverified"

[[corrections]]
rule = "us-bis-affiliates"

[[corrections.periods]]
state = "suspended"
since = 2026-11-10
until = 2027-11-09
source = "notice"

[[rules]]
id = "own-policy"
title = "Our policy"
authority = "Our group"
kind = "end users"
lists = ["US-EL"]
consequence = { text = "Ask the export office first.", source = "heard" }

[[rules.periods]]
state = "in force"
since = 2026-01-01
source = "notice"

[[cards]]
list = "US-EL"

[[cards.statements]]
about = "reporting"
text = "Tell the export office on the same day."
source = "notice"

[[red_flags]]
number = 101
text = "The supplier wants its name left out."
source = "heard"

[[red_flags.periods]]
state = "in force"
since = 2026-01-01
source = "notice"
"""


def write_own_rules(folder: Path, text: str = OWN_RULES) -> Path:
    """Write the file."""
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path
