"""One text for one value: JSON with sorted keys, no spaces, UTF-8 (after RFC 8785).

Numbers are written by Python's shortest round-trip form; NaN and infinities are refused.
"""

import json
from typing import Any

_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


def canonical(value: Any) -> str:
    """Canonical JSON text of a value made of dicts, lists, strings, numbers, booleans, None.

    Raises:
        ValueError: For NaN or an infinity.
    """
    return _ENCODER.encode(value)


def canonical_bytes(value: Any) -> bytes:
    """UTF-8 of `canonical`. Lone surrogates, which hostile input can contain, are kept."""
    return canonical(value).encode("utf-8", "surrogatepass")
