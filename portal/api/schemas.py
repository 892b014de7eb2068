"""The shapes of all answers as JSON Schema, kept by hand; the tests hold every real answer against them."""

from __future__ import annotations

from typing import Any, Final

from reports.models import Finding, Metric, Report, Verdict

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


PERIOD: Final = {
    "period_start": maybe(WHOLE),
    "period_end": maybe(WHOLE),
    "half": said(maybe(WHOLE), "1：上半年，2：下半年"),
}
ADDRESSES: Final = {"url": said(TEXT, "页面地址"), "api": said(TEXT, "接口地址")}
REPORT: Final = {
    "id": WHOLE,
    "title": TEXT,
    "kind": one_of(Report.Kind.values),
    "topic": TEXT,
    "state": one_of(Report.State.values),
    **PERIOD,
    "period_unit": TEXT,
    "period_basis": said(TEXT, "年度从何得知：title、text、cover、filename、given、inferred、none"),
    "issuer": maybe(ref("Named")),
    "institution": TEXT,
    "published_at": maybe({"type": "string", "format": "date-time"}),
    **ADDRESSES,
}
QUOTE: Final = {
    "printed": said(TEXT, "原文中的数"),
    "sentence": said(TEXT, "所在的整句"),
    "report_id": WHOLE,
    "section_id": WHOLE,
    "metric_id": WHOLE,
    "url": said(TEXT, "页面上这个数的地址"),
}
FACET: Final = {"type": "array", "prefixItems": [{"type": ["string", "integer"]}, WHOLE], "items": False}
FACETS: Final = ("year", "district", "topic", "kind", "stage", "has_metrics")

SCHEMAS: Final[dict[str, Schema]] = {
    "Error": shape(
        "出错时的回答",
        error=shape("一句说明", code=TEXT, message=said(TEXT, "发生了什么，该怎么办")),
    ),
    "Start": shape("接口一览：名称和地址", endpoints={"type": "object", "additionalProperties": TEXT}, schema=TEXT),
    "Named": shape("区县", name=TEXT, code=TEXT),
    "Quote": shape("一个数和它的出处", **QUOTE),
    "Report": shape("报告", **REPORT),
    "ReportLine": shape(
        "列表中的报告", **REPORT, sections=said(WHOLE, "节数"), metrics=said(WHOLE, "可公开的数据条数")
    ),
    "ReportWhole": shape(
        "一份报告的全文和各节",
        **REPORT,
        text=said(TEXT, "修补后的全文；各处 start、end 按它计字"),
        repairs=said(many(TEXT), "修补了什么"),
        original=said(maybe(TEXT), "原件的地址；不能公开时为 null"),
        sections=many(ref("Section")),
        metrics=said(TEXT, "本报告数据的接口地址"),
    ),
    "Section": shape(
        "一节：标题和自己的文字，不含下级",
        id=WHOLE,
        report_id=WHOLE,
        index=said(WHOLE, "在报告中的次序"),
        parent=said(maybe(WHOLE), "上级节的编号"),
        level=WHOLE,
        mark=TEXT,
        heading=TEXT,
        district=maybe(ref("Named")),
        topic=TEXT,
        stage=TEXT,
        text=TEXT,
        start=WHOLE,
        end=WHOLE,
        **ADDRESSES,
    ),
    "SectionWhole": shape(
        "一节，连同所属报告",
        report=ref("Report"),
        section=ref("Section"),
        metrics=said(many(ref("Metric")), "本节的数据"),
    ),
    "Metric": shape(
        "一个数，连同出处：report.text[start:end] 就是 printed",
        id=WHOLE,
        report_id=WHOLE,
        report_title=TEXT,
        section_id=WHOLE,
        district=maybe(ref("Named")),
        indicator=said(TEXT, "指标；未归入统一指标时为原文所写"),
        indicator_slug=said(maybe(TEXT), "统一指标的网址名"),
        qualifier=TEXT,
        value=NUMBER,
        value_high=maybe(NUMBER),
        unit=TEXT,
        base_value=said(NUMBER, "万、亿已乘开"),
        base_unit=TEXT,
        comparator=one_of(["=", ">=", "<=", "~", "between"]),
        period_start=maybe(WHOLE),
        period_end=maybe(WHOLE),
        half=maybe(WHOLE),
        as_of=said(maybe(TEXT), "截至"),
        status=one_of(Metric.Status.values),
        project=maybe(TEXT),
        change=said(maybe(one_of(["increase", "decrease"])), "是增减量而不是水平"),
        printed=TEXT,
        sentence=TEXT,
        start=WHOLE,
        end=WHOLE,
        confidence=NUMBER,
        confirmed=said(TRUTH, "已由人确认"),
        **ADDRESSES,
    ),
    "District": shape(
        "区县",
        code=TEXT,
        name=TEXT,
        level=TEXT,
        parent=maybe(ref("Named")),
        successor=said(maybe(ref("Named")), "现在的区县，若已改名或并入"),
        valid_from=maybe(WHOLE),
        valid_to=maybe(WHOLE),
        **ADDRESSES,
    ),
    "DistrictWhole": shape(
        "区县和馆藏",
        district=ref("District"),
        names=many(shape("用过的名称", name=TEXT, kind=TEXT, valid_from=maybe(WHOLE), valid_to=maybe(WHOLE))),
        predecessors=said(many(ref("Named")), "前身"),
        reports=WHOLE,
        sections=WHOLE,
        metrics=WHOLE,
    ),
    "Indicator": shape(
        "指标",
        name=TEXT,
        slug=TEXT,
        aliases=many(TEXT),
        unit=TEXT,
        definition=said(TEXT, "口径"),
        group=TEXT,
        **ADDRESSES,
    ),
    "IndicatorLine": shape(
        "有数据的指标",
        indicator=ref("Indicator"),
        metrics=WHOLE,
        districts=WHOLE,
        first=said(WHOLE, "最早年度"),
        last=said(WHOLE, "最近年度"),
    ),
    "IndicatorWhole": shape(
        "指标在一个市各区县各年度的数",
        indicator=ref("Indicator"),
        city=maybe(ref("Named")),
        cells=many(ref("Cell")),
    ),
    "Cell": shape(
        "一个区县一个年度：报告说法不一时 value 为 null，readings 逐一列出",
        district=ref("Named"),
        year=WHOLE,
        plan=said(TRUTH, "计划或目标，不是实际"),
        value=maybe(NUMBER),
        unit=TEXT,
        readings=many(
            shape(
                "一份报告的说法",
                value=NUMBER,
                unit=TEXT,
                comparator=TEXT,
                confirmed=TRUTH,
                printed=TEXT,
                sentence=TEXT,
                report_id=WHOLE,
                report_title=TEXT,
                metric_id=WHOLE,
                url=TEXT,
            )
        ),
    ),
    "Hit": shape(
        "命中的一节",
        section_id=WHOLE,
        report_id=WHOLE,
        title=TEXT,
        heading_path=many(TEXT),
        district=maybe(TEXT),
        district_code=maybe(TEXT),
        year=maybe(WHOLE),
        topic=maybe(TEXT),
        kind=TEXT,
        stage=maybe(TEXT),
        score=NUMBER,
        snippet=said(TEXT, "检索词在 <em> 与 </em> 之间；其余文字没有转义"),
        url=TEXT,
        api=TEXT,
    ),
    "Found": shape(
        "检索结果",
        query=TEXT,
        total=WHOLE,
        took_ms=NUMBER,
        expanded=said(many(TEXT), "一并检索的同义词"),
        suggestion=said(maybe(TEXT), "您要找的是不是"),
        notes=said(many(TEXT), "对检索词做了什么修补"),
        facets=shape("各方面的条数", **{name: many(FACET) for name in FACETS}),
        page=WHOLE,
        pages=WHOLE,
        per=WHOLE,
        next=maybe(TEXT),
        previous=maybe(TEXT),
        hits=many(ref("Hit")),
    ),
    "FollowUp": shape(
        "承诺落实：计划和后来的说法",
        id=WHOLE,
        district=TEXT,
        district_code=TEXT,
        indicator=TEXT,
        period=said(maybe(WHOLE), "应完成年度"),
        plan=ref("Quote"),
        actual=maybe(ref("Quote")),
        actuals=many(ref("Quote")),
        verdict=one_of(Verdict.Word.values),
        confirmed=TRUTH,
        note=TEXT,
        score=NUMBER,
        url=TEXT,
    ),
    "Check": shape(
        "数据核对：合不上的数",
        id=WHOLE,
        kind=one_of(Finding.Kind.values),
        district=maybe(TEXT),
        indicator=TEXT,
        message=TEXT,
        state=one_of(Finding.State.values),
        note=TEXT,
        statements=many(shape("一个数和它的出处", **QUOTE, value=NUMBER)),
        url=TEXT,
    ),
    "Reports": page_of("ReportLine", "一页报告"),
    "Sections": page_of("Section", "一页节"),
    "Metrics": page_of("Metric", "一页数据"),
    "Districts": page_of("District", "一页区县"),
    "Indicators": shape("有数据的指标，多的在前", results=many(ref("IndicatorLine"))),
    "FollowUps": page_of("FollowUp", "一页承诺落实"),
    "Checks": page_of("Check", "一页数据核对"),
}
