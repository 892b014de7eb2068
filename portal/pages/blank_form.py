"""取数: a blank table of what is being compared, to be filled by the portal, or by hand and sent round."""

from __future__ import annotations

from portal.pages.compare_address import Chosen
from reports.exports.table import Column, Export, Row, Table, cells
from reports.selectors.comparison import Measure

FORMAT = "blank"


def blank_form(picked: Chosen) -> Export:
    """Places down, measures across; one year stands in the title, several before each measure."""
    years = picked.years
    title = (
        f"{picked.city.whole.name}{years[0]}年教育指标表" if len(years) == 1 else f"{picked.city.whole.name}教育指标表"
    )
    heads = [(measure, year) for measure in picked.measures for year in years]
    columns = (
        Column("district", "区县", 18),
        *(
            Column(f"{measure.part}-{year}", _label(measure, year if len(years) > 1 else None), 16)
            for measure, year in heads
        ),
    )
    rows = [Row(cells(place.name, *(None for _head in heads))) for place in picked.places]
    return Export(name=f"{title}（空表）", title=title, lines=Table("空表", columns, rows))


def _label(measure: Measure, year: int | None) -> str:
    unit = f"（{measure.indicator.unit}）" if measure.indicator.unit else ""
    return f"{f'{year}年' if year else ''}{measure.name}{unit}"
