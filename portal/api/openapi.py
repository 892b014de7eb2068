"""The OpenAPI 3.1 document, made of the table of addresses and of the shapes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from portal.api.answering import Endpoint, Json
from portal.api.asking import Parameter
from portal.api.schema_parts import ref
from portal.api.schemas import SCHEMAS
from portal.pages.parameters import TEXT_LENGTH, YEARS

CONVERTER = re.compile(r"<(int|str):(\w+)>")
PART_ABOUT: Final = {"pk": "编号", "code": "区县代码", "slug": "指标的网址名"}
ERRORS: Final = {400: "参数有误", 401: "须先登录", 404: "没有这一项或没有这一页"}


def document(endpoints: Iterable[Endpoint]) -> Json:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "文澜",
            "version": "1",
            "description": "教育工作总结报告库的只读接口：与网页同样的权限，每个值都带出处。",
        },
        "paths": {"/" + _path(each): {"get": _operation(each)} for each in endpoints},
        "components": {"schemas": SCHEMAS},
    }


def _path(endpoint: Endpoint) -> str:
    return CONVERTER.sub(r"{\2}", endpoint.path)


def _operation(endpoint: Endpoint) -> Json:
    return {
        "operationId": endpoint.name,
        "summary": endpoint.about,
        "parameters": [
            *(_part(kind, name) for kind, name in CONVERTER.findall(endpoint.path)),
            *(_parameter(each) for each in endpoint.parameters),
        ],
        "responses": {
            "200": _response(endpoint.about, endpoint.shape),
            **{str(status): _response(about, "Error") for status, about in ERRORS.items()},
        },
    }


def _response(about: str, shape: str) -> Json:
    return {"description": about, "content": {"application/json": {"schema": ref(shape)}}}


def _part(kind: str, name: str) -> Json:
    schema = {"type": "integer" if kind == "int" else "string"}
    return {"name": name, "in": "path", "required": True, "description": PART_ABOUT[name], "schema": schema}


def _parameter(parameter: Parameter) -> Json:
    one = _schema(parameter)
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.about,
        "schema": {"type": "array", "items": one} if parameter.many else one,
        **({"explode": True} if parameter.many else {}),
    }


def _schema(parameter: Parameter) -> dict[str, Any]:
    if parameter.kind == "year":
        return {"type": "integer", "minimum": YEARS.start, "maximum": YEARS.stop - 1}
    if parameter.kind == "number":
        return {"type": "integer", "minimum": parameter.low, "maximum": parameter.high}
    if parameter.kind == "choice":
        return {"type": "string", "enum": list(parameter.choices)}
    return {"type": "string", "maxLength": TEXT_LENGTH}
