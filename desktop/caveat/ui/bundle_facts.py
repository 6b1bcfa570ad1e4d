"""What is said of a bundle: who signed it, whether that holds, and which lists it carries."""

from caveat.domain.bundles import BundleMade, BundleSeen, Trust
from caveat.ui.facts import Fact, Field, Grid, Heading, Words, field, sentence
from caveat.ui.list_words import channel_title
from caveat.ui.wording import counted, day, isolated, moment, one_line

_COMPARE = (
    "unknown here. Compare the key below with the sender, by telephone or face to face, before you "
    "accept it"
)
_TRUST = {
    Trust.OWN: ("of this workspace itself", "note", "check"),
    Trust.KNOWN: ("known here: you take bundles of this installation", "note", "check"),
    Trust.UNKNOWN: (_COMPARE, "possible", "possible"),
    Trust.REVOKED: ("no longer taken here: bundles of this key are refused", "strong", "refused"),
}


def bundle_facts(seen: BundleSeen) -> tuple[Fact, ...]:
    """The signer first, then what the bundle carries."""
    manifest = seen.manifest
    sender = manifest.sender
    facts: list[Fact] = []
    if seen.whole:
        words, tone, icon = _TRUST[sender.trust]
        name = isolated(sender.name)
        facts.append(sentence(f"Signed by {name}, who is {words}.", tone, icon))
    else:
        words = (
            "The signature does not hold: the bundle was altered, or was not made by whom it "
            "names. Nobody vouches for where its files come from. Ask the sender for a new one."
        )
        facts.append(sentence(words, "strong", "refused"))
        facts.append(sentence(f"It names {isolated(sender.name)} as its sender.", "muted"))
    facts.append(Field("Key", Words(sender.fingerprint, copies=sender.fingerprint)))
    facts.append(field("Made", moment(manifest.made_at)))
    facts.append(Field("SHA-256", Words(seen.sha256, copies=seen.sha256)))
    rows = tuple(
        (
            Words(one_line(held.list_code)),
            Words(day(held.released), "muted"),
            Words(channel_title(item.channel), "muted"),
            Words(f"{held.parties:,}", "muted"),
        )
        for item in manifest.imports
        for held in item.lists
    )
    facts.append(Heading(f"It carries {counted(len(rows), 'list')}"))
    facts.append(Grid(("List", "Released", "Channel", "Parties"), rows, (20, 24, 38, 18)))
    facts.append(
        sentence("Each file is read and checked like one of your own before it serves.", "muted")
    )
    return tuple(facts)


def made_words(made: BundleMade, path: str) -> str:
    """What was written, what it leaves out, and what the receiver has to compare."""
    number = sum(len(item.lists) for item in made.manifest.imports)
    words = [
        f"Bundle written: {isolated(path)}, with {counted(number, 'list')}.",
        f"Tell the receiver your key: {made.manifest.sender.fingerprint}.",
    ]
    if made.could_not_carry:
        left = "; ".join(f"{one.list_code}: {one_line(one.reason)}" for one in made.could_not_carry)
        words.append(f"Not carried: {left}.")
    by_rule = [one.list_code for one in made.left_out if one.by_rule]
    if by_rule:
        words.append(f"Never carried: {', '.join(by_rule)}.")
    return " ".join(words)
