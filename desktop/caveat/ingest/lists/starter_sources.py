"""The publications of the starter set, and under which mark each statement cites them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from caveat.domain.sources import Mark, Source
from caveat.ingest.lists.starter_tables import STATEMENT_MARKS, Row, unique


class StarterSources:
    """The publications, and under which mark each of them is cited."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._sources: dict[str, Source] = {}
        self._cited: dict[str, Source] = {}
        for row in rows:
            key = row.required("key")
            unique(row, key, self._sources)
            url = row.text("url")
            if url and not url.startswith(("https://", "http://")):
                row.fail(f"{url!r} is no address")
            self._sources[key] = Source(
                key=key,
                title=row.required("title"),
                publisher=row.text("publisher"),
                locator=row.text("locator"),
                date=row.day("date"),
                url=url,
                mark=row.mark("mark"),
            )

    def cite(self, row: Row, column: str = "source", mark: Mark | None = None) -> Source:
        """The source that a row names, carrying the mark of the row's statement.

        A statement is never marked stronger than its source: what comes from memory stays
        unverified.
        """
        source = self._sources[row.known(column, self._sources)]
        if mark is not None and mark is not source.mark:
            if STATEMENT_MARKS.index(mark) < STATEMENT_MARKS.index(source.mark):
                row.fail(f"marked {mark.value}, but its source is {source.mark.value}")
            source = replace(source, key=f"{source.key}:{mark.value}", mark=mark)
        return self._cited.setdefault(source.key, source)

    def used(self) -> Iterator[Source]:
        """Every source that is cited, in the order of first citation."""
        yield from self._cited.values()
