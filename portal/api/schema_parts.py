"""What shapes are made of: the words of JSON Schema that this API uses."""

from __future__ import annotations

from typing import Any, Final

Schema = dict[str, Any]
TEXT: Final[Schema] = {"type": "string"}
WHOLE: Final[Schema] = {"type": "integer"}
NUMBER: Final[Schema] = {"type": "number"}
TRUTH: Final[Schema] = {"type": "boolean"}


def maybe(schema: Schema) -> Schema:
    """The same, or null."""
    if "type" in schema and "enum" not in schema:
        return schema | {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def one_of(values: list[str]) -> Schema:
    return {"type": "string", "enum": values}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def said(schema: Schema, about: str) -> Schema:
    return schema | {"description": about}


def shape(about: str, **properties: Schema) -> Schema:
    """An object that has all of these and nothing else."""
    return {
        "type": "object",
        "description": about,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def page_of(name: str, about: str) -> Schema:
    return shape(
        about,
        total=said(WHOLE, "共几条"),
        page=WHOLE,
        pages=WHOLE,
        per=said(WHOLE, "每页几条"),
        next=said(maybe(TEXT), "下一页的地址"),
        previous=said(maybe(TEXT), "上一页的地址"),
        results=many(ref(name)),
    )
