"""Countries of nationalities as the British lists print them: "Afghan", "Kuwaiti citizenship".

The words are in ``resources/nationalities.csv``. What means two countries ("Congolese") is not.
"""

import csv
import re
from functools import cache

from caveat.ingest.lists.uk_cells import country_in
from caveat.resources import resource

_REMARK = re.compile(
    r"^possibly\s+|\s+(?:citizenship|nationality|national|citizen|by birth)$", re.IGNORECASE
)


def nationality_of(text: str) -> str:
    """Code of the country of a nationality; empty where it is not known for certain."""
    bare = _REMARK.sub("", text.partition(" (")[0].strip(" ."))
    return country_in(text) or country_in(bare) or _codes().get(bare.casefold(), "")


@cache
def _codes() -> dict[str, str]:
    with resource("nationalities.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["nationality"].casefold(): row["code"] for row in csv.DictReader(file, strict=True)
        }
