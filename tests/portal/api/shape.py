"""Whether a value is what a JSON Schema says: as much of the standard as ``portal.api.schemas`` uses, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

TYPES = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
KNOWN = {
    "type", "enum", "anyOf", "$ref", "properties", "required", "additionalProperties", "items", "prefixItems",
    "description", "format", "minimum", "maximum", "maxLength",
}  # fmt: skip


def faults(value: Any, schema: dict[str, Any], document: dict[str, Any], at: str = "$") -> Iterator[str]:
    """Every place where ``value`` is not as ``schema`` says."""
    assert set(schema) <= KNOWN, f"a word of JSON Schema that is not checked: {set(schema) - KNOWN}"
    if "$ref" in schema:
        yield from faults(value, resolved(schema["$ref"], document), document, at)
        return
    if "anyOf" in schema:
        if all(list(faults(value, each, document, at)) for each in schema["anyOf"]):
            yield f"{at}: {value!r} is none of {schema['anyOf']}"
        return
    wanted = schema.get("type", list(TYPES))
    if not any(TYPES[name](value) for name in ([wanted] if isinstance(wanted, str) else wanted)):
        yield f"{at}: {value!r} is no {wanted}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if isinstance(value, dict):
        yield from _of_object(value, schema, document, at)
    if isinstance(value, list):
        yield from _of_list(value, schema, document, at)


def _of_object(value: dict[str, Any], schema: dict[str, Any], document: dict[str, Any], at: str) -> Iterator[str]:
    properties, more = schema.get("properties", {}), schema.get("additionalProperties", True)
    yield from (f"{at}: lacks {name}" for name in schema.get("required", ()) if name not in value)
    for name, each in value.items():
        if name in properties:
            yield from faults(each, properties[name], document, f"{at}.{name}")
        elif more is False:
            yield f"{at}: has {name} too"
        elif isinstance(more, dict):
            yield from faults(each, more, document, f"{at}.{name}")


def _of_list(value: list[Any], schema: dict[str, Any], document: dict[str, Any], at: str) -> Iterator[str]:
    first = schema.get("prefixItems", [])
    if schema.get("items") is False and len(value) != len(first):
        yield f"{at}: {len(value)} items instead of {len(first)}"
    for index, each in enumerate(value):
        other = first[index] if index < len(first) else schema.get("items", {})
        if isinstance(other, dict):
            yield from faults(each, other, document, f"{at}[{index}]")


def resolved(reference: str, document: dict[str, Any]) -> dict[str, Any]:
    found: Any = document
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)
