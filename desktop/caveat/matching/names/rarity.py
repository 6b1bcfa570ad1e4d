"""How rare a word is, from a versioned table that an import never changes.

The table is built by ``packaging/build_rarity.py`` from published lists and ordinary company
registers and holds nothing but words and counts.
"""

import hashlib
import math
from functools import cache

from caveat.matching.coefficients import coefficients
from caveat.resources import resource

TABLE = "lexicons/word_rarity.tsv"


class RarityTable:
    """Counts of words among a stated number of names.

    Attributes:
        names: Number of names that were counted.
        sha256: Hash of the table's bytes, recorded with every screening.
    """

    __slots__ = ("_counts", "_rarest", "_unseen", "names", "sha256")

    def __init__(self, content: bytes) -> None:
        self.sha256 = hashlib.sha256(content).hexdigest()
        weights = coefficients().weight
        self._rarest, self._unseen = weights["rarest"], weights["unseen"]
        self._counts: dict[str, int] = {}
        self.names = 1
        for line in content.decode("utf-8").splitlines():
            word, _, count = line.partition("\t")
            if word == "#names":
                self.names = int(count)
            elif count:
                self._counts[word] = int(count)

    def __len__(self) -> int:
        return len(self._counts)

    def count(self, lemma: str) -> int:
        """In how many names the word stands; 0 when it is not in the table."""
        return self._counts.get(lemma, 0)

    def rarity(self, lemma: str) -> float:
        """Natural logarithm of how rare the word is, bounded by the coefficients."""
        count = self._counts.get(lemma, 0)
        if not count:
            return self._unseen
        return max(0.5, min(self._rarest, math.log(self.names / (count + 1))))


@cache
def rarity_table() -> RarityTable:
    """The table in force."""
    return RarityTable(resource(TABLE).read_bytes())
