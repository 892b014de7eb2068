"""What the uploader says in the form: of a whole batch, and as pasted text."""

from __future__ import annotations

import io
from collections.abc import Mapping

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.pages import parameters
from reports.models import Report
from reports.receiving import Given
from reports.selectors import listing, places

PASTED_CHARACTERS = 800_000
NAME_LENGTH = 60


class UnclearDefaultsError(ValueError):
    """What was said of the whole batch cannot be understood; the message says what and why."""


def known_fields(request: HttpRequest, given: Mapping[str, object]) -> dict[str, object]:
    """What the form's fields show, for templates: ``given`` is filled in beforehand."""
    return {"given": given, "topics": listing.topics(request.user), "visibilities": Report.Visibility.choices}


def given_for_all(request: HttpRequest) -> Given:
    """What holds for the whole batch; raises UnclearDefaultsError rather than guessing."""
    words = parameters.text(request.POST, "district", 60)
    district = places.district_given(words)
    if words and district is None:
        raise UnclearDefaultsError(
            _("没有叫“%(name)s”的报送单位，或同名的不止一个，文件没有上传。请改用代码，或留空。") % {"name": words}
        )
    year_words = parameters.text(request.POST, "year", 24)
    year = parameters.year(request.POST, "year")
    if year_words and year is None:
        raise UnclearDefaultsError(
            _("年度“%(year)s”读不懂，文件没有上传。请写四位数字，如 2012，或留空。") % {"year": year_words}
        )
    visibility = parameters.one_of(request.POST, "visibility", tuple(Report.Visibility.values))
    topic = parameters.text(request.POST, "topic", 60)
    return Given(district, year, topic, visibility=visibility or Report.Visibility.ALL)


def pasted(request: HttpRequest) -> list[tuple[UploadedFile[bytes], str]]:
    """Pasted text as a file, named by its first line; its name says nothing that the text does not."""
    words = request.POST.get("text", "").strip()[:PASTED_CHARACTERS]
    if not words:
        return []
    first = parameters.clean(words.partition("\n")[0], NAME_LENGTH).replace("/", "_").replace("\\", "_")
    content = words.encode("utf-8", "replace")
    name = f"{first or _('粘贴的文字')}.txt"
    return [(UploadedFile(io.BytesIO(content), name, "text/plain", len(content), "utf-8"), "")]
