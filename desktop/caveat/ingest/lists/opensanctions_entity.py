"""One line of ``entities.ftm.json`` as an entity, and its texts in an order that stays the same.

OpenSanctions writes the values of a property, and the properties, in no order: two exports of one
party differ in every line. So whatever is kept as JSON is sorted; no value is changed or left out,
but for the times at which the crawler looked (``first_seen`` and its like) of adjacent entities.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from caveat.ingest.lists.json_stream import BrokenJsonError, each_name_once

_NO_LETTER = re.compile("[\0\ud800-\udfff]")
"""What JSON can escape and no text holds: NUL and halves of a surrogate pair."""


class NoEntityError(Exception):
    """A line that is JSON and no entity. ``str(error)`` is the reason, a whole sentence."""


class NoJsonError(Exception):
    """A line that is no JSON at all: the file is damaged."""


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of the FollowTheMoney model.

    Attributes:
        id: Its key in the file.
        schema: Such as ``Company``.
        caption: The name it is shown under; empty where the file gives none.
        properties: Values by name, sorted.
        target: What the file says, ``None`` where it says nothing.
        fields: What stands beside the properties, as texts: (field, text), in the file's order.
    """

    id: str
    schema: str
    caption: str
    properties: dict[str, tuple[str, ...]]
    target: bool | None
    fields: tuple[tuple[str, str], ...]

    def all(self, *names: str) -> tuple[str, ...]:
        """The values of some properties, the first property first, without repeats."""
        return tuple(dict.fromkeys(text for n in names for text in self.properties.get(n, ())))

    def first(self, *names: str) -> str:
        """The first of these values; empty where there is none."""
        return next(iter(self.all(*names)), "")

    @property
    def datasets(self) -> tuple[str, ...]:
        """The datasets that the entity comes from."""
        return tuple(text for name, text in self.fields if name == "datasets")

    @property
    def last_seen(self) -> str:
        """When OpenSanctions last saw it in its source; ISO, possibly empty."""
        return next((text for name, text in self.fields if name == "last_seen"), "")

    @property
    def called(self) -> str:
        """The caption, else the first name, else the key."""
        return self.caption.strip() or self.first("name").strip() or self.id

    def as_json(self) -> str:
        """Key, schema and properties as JSON, sorted."""
        content = {"id": self.id, "schema": self.schema, "properties": self.properties}
        return json.dumps(content, ensure_ascii=False, sort_keys=True)

    def published(self) -> Iterator[tuple[str, str]]:
        """Every value verbatim: ``(field or properties.name, text)``."""
        yield from self.fields
        for name in sorted(self.properties):
            for text in self.properties[name]:
                yield f"properties.{name}", text


def entity_of(line: bytes | str) -> Entity:
    """The entity on a line.

    Raises:
        NoJsonError: The line is cut off, no JSON, or names a field twice.
        NoEntityError: It has no ``id``, no ``schema`` or no ``properties``.
    """
    try:
        content = json.loads(line, object_pairs_hook=each_name_once)
    except (ValueError, RecursionError, BrokenJsonError) as error:
        raise NoJsonError from error
    if not isinstance(content, dict):
        raise NoEntityError("This is not an entity.")
    properties = content.get("properties")
    key, schema = content.get("id"), content.get("schema")
    if not isinstance(properties, dict):
        raise NoEntityError("The entity has no properties.")
    if not isinstance(key, str) or not key.strip():
        raise NoEntityError("The entity has no id.")
    if not isinstance(schema, str) or not schema.strip():
        raise NoEntityError("The entity has no schema.")
    target = content.get("target")
    caption = content.get("caption")
    return Entity(
        id=_letters(key).strip(),
        schema=_letters(schema).strip(),
        caption=_letters(caption) if isinstance(caption, str) else "",
        properties={
            _letters(name): values
            for name, given in properties.items()
            if (values := tuple(sorted(_values(given))))
        },
        target=target if isinstance(target, bool) else None,
        fields=tuple(_fields(content)),
    )


def _fields(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, given in content.items():
        if name != "properties":
            for text in sorted(_values(given)):
                yield _letters(name), text


def _values(given: Any) -> set[str]:
    values = given if isinstance(given, list) else [given]
    return {text for value in values if (text := _text(value))}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _letters(value) if value.strip() else ""
    return _letters(json.dumps(value, ensure_ascii=False, sort_keys=True))


def _letters(text: str) -> str:
    return _NO_LETTER.sub("\ufffd", text)
