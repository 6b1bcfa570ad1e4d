"""Whether two legal forms can belong to one company."""

_COMPATIBLE = {
    frozenset({"JSC", "PJSC"}),
    frozenset({"LLC", "FZ"}),
    frozenset({"JSC", "INC"}),
    frozenset({"LLC", "INC"}),
    frozenset({"PJSC", "INC"}),
}
_SILENT = frozenset({"CO", "INC"})
"""Co., Ltd. and the like say nothing: they never separate two names."""


def forms_contradict(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether both sides state legal forms and none of them can be the same (LLC, JSC)."""
    mine, theirs = left - _SILENT, right - _SILENT
    if not mine or not theirs or mine & theirs:
        return False
    return not any(frozenset({a, b}) in _COMPATIBLE for a in mine for b in theirs)
