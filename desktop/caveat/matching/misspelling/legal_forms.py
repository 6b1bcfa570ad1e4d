"""The legal form: removed, or said in another language (LLC, GmbH, OOO, 有限公司)."""

import random
import re
from functools import cache

from caveat.matching.misspelling.written import Made, Written, recipe_table
from caveat.matching.misspelling.written import is_latin as latin


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted({row["form"] for row in recipe_table("legal_forms")}, key=len, reverse=True)
    either = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    # Chinese, Japanese and Korean forms stand without a space.
    return re.compile(
        rf"(?<![^\W_])(?<!\w\.)(?:{either})(?![^\W_])|(?:有限公司|公司|株式会社)$", re.IGNORECASE
    )


@cache
def _concepts() -> dict[str, str]:
    return {_plain(row["form"]): row["concept"] for row in recipe_table("legal_forms")}


def _forms(concept: str, countries: tuple[str, ...]) -> list[str]:
    """The forms of one sort that are used everywhere, or in one of the countries."""
    return [
        row["form"]
        for row in recipe_table("legal_forms")
        if row["concept"] == concept
        and (not row["countries"] or set(row["countries"].split()) & set(countries))
    ]


def _plain(form: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", form.lower()).split())


def _found(name: Written) -> re.Match[str] | None:
    """The last legal form of an organisation's name, where something else is left."""
    if name.is_person or name.is_craft:
        return None
    found = None
    for found in _pattern().finditer(name.text):  # noqa: B007 — the last one is wanted
        pass
    return found if found and _without(name.text, found) else None


def _without(text: str, found: re.Match[str]) -> str:
    rest = f"{text[: found.start()].rstrip(' ,(')} {text[found.end() :].lstrip(' ,.)')}"
    return rest.strip()


def without_forms(text: str) -> str:
    """The name without any legal form that the table knows; itself if it is nothing else."""
    return _pattern().sub(" ", text).strip() or text


def with_concepts(text: str) -> str:
    """The name with every legal form as what it means: LLC, Ltd and OOO are one."""

    def concept(match: re.Match[str]) -> str:
        return f" {_concepts().get(_plain(match.group()), 'LLC')} "

    return _pattern().sub(concept, text)


def form_removed(name: Written, _stream: random.Random) -> Made | None:
    """Without its last legal form."""
    found = _found(name)
    if found is None:
        return None
    text = _without(name.text, found)
    return Made(text, text)


def form_translated(name: Written, stream: random.Random) -> Made | None:
    """With its last legal form as another language, or a shorter or longer way, puts it."""
    found = _found(name)
    if found is None:
        return None
    concept = _concepts().get(_plain(found.group()))
    if concept is None:
        return None
    free = [f for f in _forms(concept, name.countries) if _plain(f) != _plain(found.group())]
    if not latin(name.text):
        free = [form for form in free if latin(form)] or free
    if not free:
        return None
    form = stream.choice(free)
    space = "" if re.search(r"[\u3040-\u9fff]", form) and not latin(name.text) else " "
    text = f"{name.text[: found.start()].rstrip(' ,(')}{space}{form}"
    rest = name.text[found.end() :].lstrip(" ,.)")
    return Made(f"{text} {rest}".strip(), name.text)
