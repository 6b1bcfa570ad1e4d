"""The date of a release as far as its file name tells it. Never the day of import."""

import re
from datetime import date
from itertools import chain

_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<gap>[-_.]?)(?P<month>\d\d)(?P=gap)(?P<day>\d\d)(?!\d)"
)
_MONTH_FIRST = re.compile(r"(?<!\d)(?P<month>\d\d)(?P<day>\d\d)(?P<year>20\d\d)(?!\d)")
"""As bis.gov names its export: ``dpl_04142026.csv``. Only eight digits in one: with gaps, day and
month would be anybody's guess."""


def released_from_file_name(name: str) -> date | None:
    """The one date in a file name, such as ``csl_2022-04-21.csv.gz`` or ``csl20220421.csv``.

    Returns:
        The date, or None where the name holds none, an impossible one, or several that differ.
    """
    found: set[date] = set()
    for match in chain(_DATE.finditer(name), _MONTH_FIRST.finditer(name)):
        try:
            found.add(date(int(match["year"]), int(match["month"]), int(match["day"])))
        except ValueError:
            continue
    return found.pop() if len(found) == 1 else None
