"""The date of a release as far as its file name tells it. Never the day of import."""

import re
from datetime import date

_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<gap>[-_.]?)(?P<month>\d\d)(?P=gap)(?P<day>\d\d)(?!\d)"
)


def released_from_file_name(name: str) -> date | None:
    """The one date in a file name, such as ``csl_2022-04-21.csv.gz`` or ``csl20220421.csv``.

    Returns:
        The date, or None where the name holds none, an impossible one, or several that differ.
    """
    found: set[date] = set()
    for match in _DATE.finditer(name):
        try:
            found.add(date(int(match["year"]), int(match["month"]), int(match["day"])))
        except ValueError:
            continue
    return found.pop() if len(found) == 1 else None
