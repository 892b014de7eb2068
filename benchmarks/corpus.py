"""Made-up sections in the number and the length of a province's archive, the same for every engine and every run.

Words are drawn by Zipf's law from the field's dictionary and the general one, so that postings are as skewed as in real
reports: a few words stand in most sections, most words in few.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import jieba

from search.analysis import shipped_words

YEARS = range(2003, 2025)
DISTRICTS = 180
CITIES = 15
TOPICS = (
    "义务教育", "学前教育", "职业教育", "高中教育", "特殊教育", "教师队伍", "教育督导", "学生资助", "校园安全",
    "教育信息化", "体育艺术", "德育工作", "教育经费", "民办教育", "招生考试", "党的建设", "语言文字", "社区教育",
)  # fmt: skip
KINDS = ("annual", "half_year", "special", "plan", "compilation", "speech", "school")
STAGES = (None, "学前", "小学", "初中", "高中", "职业", "特殊")
SECTIONS_A_REPORT = 8
FUNCTION_WORDS = tuple("的和在了对为以与及等从到将各全新年我是有")
UNITS = ("名", "所", "人", "万元", "平方米", "间", "套", "个", "%")


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Words and their cumulated weights."""
    general: list[tuple[int, str]] = []
    with Path(jieba.__file__).with_name("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, *_ = line.split()
            if 2 <= len(word) <= 4 and int(frequency) > 20:
                general.append((int(frequency), word))
    general.sort(key=lambda pair: (-pair[0], pair[1]))
    chooser = random.Random(7)
    trade = list(shipped_words())
    chooser.shuffle(trade)
    words = list(dict.fromkeys([*trade[:150], *(word for _, word in general[:400]), *trade[150:]]))
    words = list(dict.fromkeys([*words, *(word for _, word in general[400:60000])]))
    return words, list(accumulate(1 / (rank + 8) ** 0.95 for rank in range(len(words))))


class Corpus:
    """``sections(count)`` yields the index's documents. The same seed gives the same text."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)

    def word(self) -> str:
        words, weights = _vocabulary()
        return words[bisect(weights, self.random.random() * weights[-1])]

    def sentence(self) -> str:
        parts: list[str] = []
        for _ in range(self.random.randint(6, 18)):
            chance = self.random.random()
            if chance < 0.22:
                parts.append(self.random.choice(FUNCTION_WORDS))
            elif chance < 0.28:
                parts.append(f"{self.random.randint(1, 9999)}{self.random.choice(UNITS)}")
            parts.append(self.word())
            if self.random.random() < 0.12:
                parts.append("，")
        return "".join(parts) + "。"

    def text(self) -> str:
        length = int(self.random.lognormvariate(6.35, 0.55))
        sentences: list[str] = []
        size = 0
        while size < length:
            sentences.append(self.sentence())
            size += len(sentences[-1])
        return "".join(sentences)

    def sections(self, count: int) -> Iterator[dict[str, Any]]:
        """Documents with the fields of ``SectionIndex``, whole reports after each other."""
        for number in range(1, count + 1):
            if (number - 1) % SECTIONS_A_REPORT == 0:
                report = self._report(number // SECTIONS_A_REPORT + 1)
            yield {**report, **self._section(number, report)}

    def _report(self, number: int) -> dict[str, Any]:
        year = self.random.choice(YEARS)
        topic = TOPICS[min(int(self.random.expovariate(0.25)), len(TOPICS) - 1)]
        city = self.random.randrange(CITIES)
        return {
            "report": number,
            "title": f"第{city + 1}市{year}年{topic}工作总结",
            "year": str(year),
            "period": year,
            "topic": topic,
            "kind": KINDS[min(int(self.random.expovariate(0.7)), len(KINDS) - 1)],
            "city": city,
            "published_at": datetime(2025, 1, 1 + number % 28, tzinfo=UTC).replace(tzinfo=None),
        }

    def _section(self, number: int, report: dict[str, Any]) -> dict[str, Any]:
        city = report["city"]
        district = city * (DISTRICTS // CITIES) + self.random.randrange(DISTRICTS // CITIES)
        code, name = f"99{city + 1:02d}{district % 90 + 10:02d}", f"第{district + 1}县"
        heading = "".join(self.word() for _ in range(self.random.randint(2, 4)))
        section = {
            "id": f"reports.section.{number}", "django_ct": "reports.section", "django_id": str(number),
            "section": number, "headings": heading, "own_heading": heading, "places": f"{name}\n第{city + 1}市",
            "district": f"{code},99{city + 1:02d}00", "own_district": name, "own_code": code,
            "text": f"{heading}\n{self.text()}", "has_metrics": self.random.random() < 0.6,
        }  # fmt: skip
        stage = STAGES[min(int(self.random.expovariate(0.5)), len(STAGES) - 1)]
        return section | ({"stage": stage} if stage else {})


def index_documents(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """``Corpus.sections`` without what the index does not hold."""
    for document in Corpus(seed).sections(count):
        document.pop("city")
        yield document
