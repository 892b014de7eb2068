"""How sure a row is, so that rows of 0.9 and more may be shown without a person's word.

Calibrated on gold cases: of the rows at or above 0.9, at least 99 in 100 state the value that the sentence states.
Names of the vocabulary (0.95) agree with people's in 98 of 100 rows and more, names made of the sentence's own words
(0.9) in 83 to 96, for there are several good names. Read by hand on real pages that nothing was tuned on, 11 in 100 of
the rows at or above 0.9 had a wrong name or were of a part only; after mending, 8 in 100 on other rows of such pages.
Below 0.9 every row says why (``Doubt``): a person looks at it.
"""

from __future__ import annotations

import re
from typing import Final

from reports.parsing.indicators import BY_NAME
from reports.parsing.metrics.naming import Name
from reports.parsing.metrics.quantities import Quantity
from reports.parsing.types import Doubt

SHOWN: Final = 0.9
"""What the portal shows without a person's word."""
SURE_STEP: Final = 0.9
"""Steps that name a number from its own words are at least so sure."""
OPEN_NAME: Final = 0.95
"""The name is made of the sentence's words: 0.95 becomes 0.9, just shown."""
ODD_NAME: Final = 0.85
"""Names of one or two characters say too little, very long ones too much; a name has no marks, digits or 和."""
SMALL_CHINESE: Final = 0.9
"""三个, 两项: mostly a turn of speech, sometimes a count."""
BLOTTED: Final = 0.7
"""Other numbers of the sentence were blotted out; what is left may be damaged too."""
_LOOSE: Final = re.compile(r"\d(?!\d*(?:分|周?岁))|[^\w“”‘’《》]|[和与](?!谐)|(?<!普)及(?!格|时)|[了被]|的$")
_SHORTEST, _LONGEST = 3, 16


def trust(name: Name, quantity: Quantity, *, redacted: bool) -> tuple[float, Doubt | None]:
    """How sure, 0 to 1 with two decimals, and what a reviewer should look at where that is below ``SHOWN``.

    >>> from reports.parsing.metrics.quantities import find_quantities
    >>> schools = find_quantities("5所")[0]
    >>> trust(Name("学校数"), schools, redacted=False), trust(Name("学校数", certain=0.8), schools, redacted=False)
    ((0.95, None), (0.8, 'carried'))
    """
    open_name = name.indicator not in BY_NAME
    odd = open_name and (not _SHORTEST <= len(name.indicator) <= _LONGEST or _LOOSE.search(name.indicator) is not None)
    small = quantity.chinese and quantity.unit in {"个", "项", "次", "批"} and quantity.value < 10
    sure = name.certain * (OPEN_NAME if open_name else 1) * (ODD_NAME if odd else 1)
    sure = round(sure * (SMALL_CHINESE if small else 1) * (BLOTTED if redacted else 1), 2)
    if sure >= SHOWN:
        return sure, None
    weak = name.certain < SURE_STEP
    plain: Doubt = "small" if small and not weak else "wording" if odd and not weak else "carried"
    return sure, "blotted" if redacted else name.doubt or plain
