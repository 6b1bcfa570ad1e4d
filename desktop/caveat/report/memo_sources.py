"""Numbers the sources of a memo: one number for one source, in the order they come up."""

from collections.abc import Sequence
from dataclasses import replace

from caveat.domain.screening import Hit
from caveat.domain.sources import Citation, Mark, Source
from caveat.report.memo_words import MARK_FLAGS


class Sources:
    """Hands out numbers from 1. The domain numbers per hit; a memo has one list."""

    def __init__(self) -> None:
        self._numbers: dict[Citation, int] = {}

    def number(self, citation: Citation) -> int:
        """The memo's number for a citation, whatever number it had."""
        key = replace(citation, n=0)
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def of(self, hit: Hit, numbers: Sequence[int]) -> str:
        """References such as ``[1] [4] verify`` for numbers that count within a hit."""
        by_number = {citation.n: citation for citation in hit.citations}
        return " ".join(self.reference(by_number[n]) for n in numbers if n in by_number)

    def in_short(self, citation: Citation) -> str:
        """A reference that names the row of a file beside it: the file is one source then."""
        file, comma, row = citation.locator.rpartition(", ")
        if not comma or not citation.release_sha256:
            return self.reference(citation)
        return f"{row} {self.reference(replace(citation, locator=file))}"

    def of_source(self, source: Source) -> str:
        """The reference to a source that the list itself does not cite."""
        return self.reference(_cited(source))

    def number_of(self, source: Source) -> int:
        """The memo's number for such a source, where its flag stands elsewhere."""
        return self.number(_cited(source))

    def reference(self, citation: Citation) -> str:
        """A reference with the flag that doubtful sources carry."""
        flag = MARK_FLAGS[citation.mark]
        return f"[{self.number(citation)}] {flag}" if flag else f"[{self.number(citation)}]"

    def all(self) -> tuple[Citation, ...]:
        """Every source so far, numbered."""
        return tuple(replace(citation, n=n) for citation, n in self._numbers.items())


def _cited(source: Source) -> Citation:
    return Citation(
        0,
        source.title,
        source.publisher,
        source.locator,
        source.date,
        source.url,
        "",
        source.mark,
    )


def is_doubtful(mark: Mark) -> bool:
    """Whether a statement with this mark must be printed with a warning."""
    return bool(MARK_FLAGS[mark])
