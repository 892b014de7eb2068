"""haystack's face of the engine. ``SearchQuerySet`` works as with haystack's own backends, without their traps."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from haystack.backends import BaseEngine, BaseSearchBackend, log_query
from haystack.backends.whoosh_backend import WhooshSearchBackend, WhooshSearchQuery
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SkipDocument
from haystack.models import SearchResult
from haystack.utils import get_identifier, get_model_ct
from haystack.utils.app_loading import haystack_get_model
from whoosh.fields import Schema
from whoosh.query import Every, Not, Or, Query, Term

from search.engines.whoosh.engine import Found, Plan, run
from search.engines.whoosh.facet_answers import facets_of, no_facets
from search.engines.whoosh.parsing import make_parser, plain_words
from search.engines.whoosh.schema import build_schema
from search.engines.whoosh.similarity import like
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.state import IndexState, index_state
from search.engines.whoosh.values import from_index, needs_conversion, to_index
from search.engines.whoosh.writer import build, compact, replace_documents, writing
from search.highlight import snippet

MATCH_ALL = "*"
NO_RESULTS: dict[str, Any] = {"results": [], "hits": 0, "spelling_suggestion": None}


class WhooshBackend(BaseSearchBackend):  # type: ignore[misc]
    """Reads the shared index state of its PATH. Never fails silently, whatever SILENTLY_FAIL says."""

    RESERVED_WORDS = WhooshSearchBackend.RESERVED_WORDS
    RESERVED_CHARACTERS = WhooshSearchBackend.RESERVED_CHARACTERS

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.silently_fail = False
        if not options.get("PATH"):
            raise ImproperlyConfigured(f"检索连接“{connection_alias}”须给出索引文件夹 PATH。")
        self.path = Path(options["PATH"])
        self._conversions: dict[tuple[str, str], list[tuple[str, Any]]] = {}

    @property
    def state(self) -> IndexState:
        return index_state(self.path)

    @property
    def _unified_index(self) -> Any:
        from haystack import connections

        return connections[self.connection_alias].get_unified_index()

    def schema(self, words: tuple[str, ...] = ()) -> Schema:
        """The schema that a new index gets; ``words`` are those that staff added."""
        return build_schema(self._unified_index.all_searchfields(), words)

    @property
    def document_field(self) -> str:
        """The name of the field that is searched where none is named."""
        return str(self._unified_index.document_field)

    def snapshot(self) -> Snapshot | None:
        """The index as it is now; None before it was first built."""
        return self.state.snapshot()

    def open(self) -> tuple[Snapshot | None, tuple[Query, ...]]:
        """The index as it is now, and what every search of it is narrowed by.

        An index class with a method ``withheld`` names by a query what must not be found though the index holds it.
        """
        # First what changed, then the index: in between, the index can only have caught up.
        indexes = self._unified_index.get_indexes().values()
        queries = [index.withheld() for index in indexes if hasattr(index, "withheld")]
        return self.snapshot(), tuple(Not(query) for query in queries if query is not None)

    def parse(self, snapshot: Snapshot, text: str) -> Query:
        """A query string as a tree; what was parsed lately for the same snapshot is kept."""
        if text == MATCH_ALL:
            return Every()
        parser = snapshot.once("parser", lambda: make_parser(self.document_field, snapshot.schema))
        return snapshot.small.get(("parsed", text), lambda: parser.parse(text))

    def prepare(self, index: Any, objects: Iterable[Any]) -> Iterable[dict[str, Any]]:
        """haystack's prepared documents, as the index takes them."""
        for one in objects:
            try:
                document = index.full_prepare(one)
            except SkipDocument:
                continue
            document.pop("boost", None)
            yield {name: to_index(value) for name, value in document.items() if value is not None}

    def update(self, index: Any, iterable: Iterable[Any], commit: bool = True) -> None:  # noqa: ARG002
        documents = list(self.prepare(index, iterable))
        if documents:
            self.replace([Or([Term(ID, document[ID]) for document in documents])], documents)

    def replace(self, remove: Sequence[Query], add: Iterable[dict[str, Any]]) -> None:
        """Drops what matches ``remove`` and adds ``add`` in one commit."""
        with writing(self.path):
            if self.state.folder() is None:
                build(self.state, self.schema(), ())
            replace_documents(self.state, remove, add)

    def remove(self, obj_or_string: Any, commit: bool = True) -> None:  # noqa: ARG002
        if self.state.folder():
            self.replace([Term(ID, get_identifier(obj_or_string))], ())

    def clear(self, models: Sequence[Any] | None = None, commit: bool = True) -> None:  # noqa: ARG002
        if models is not None:
            if self.state.folder():
                self.replace([_of_models(models)], ())
            return
        with writing(self.path):
            build(self.state, self.schema(), ())

    def optimize(self) -> None:
        with writing(self.path):
            if self.state.folder():
                compact(self.state)

    @log_query  # type: ignore[untyped-decorator]
    def search(
        self,
        query_string: str,
        *,
        sort_by: Sequence[str] | None = None,
        start_offset: int = 0,
        end_offset: int | None = None,
        highlight: Any = False,
        facets: Any = None,
        date_facets: dict[str, Any] | None = None,
        query_facets: Iterable[tuple[str, str]] | None = None,
        narrow_queries: Iterable[str] | None = None,
        spelling_query: str | None = None,
        models: Iterable[Any] | None = None,
        limit_to_registered_models: bool | None = None,
        result_class: type[SearchResult] | None = None,
        **_unused: Any,
    ) -> dict[str, Any]:
        """Everything that haystack asks for. Counts are exact; pages may begin anywhere."""
        snapshot, withheld = self.open()
        if not query_string or snapshot is None:
            return dict(NO_RESULTS, facets=no_facets(facets, date_facets, query_facets))
        query = self.parse(snapshot, str(query_string))
        plan = Plan(
            query=query,
            narrow=(*withheld, *self._narrow(snapshot, narrow_queries or (), models, limit_to_registered_models)),
            facets=tuple(facets or ()),
            sort=tuple(self._index_names(sort_by or ())),
            start=start_offset or 0,
            end=end_offset,
        )
        found = run(snapshot, plan)
        return {
            "results": self.results(found, result_class, plain_words(query) if highlight else None),
            "hits": found.total,
            "facets": facets_of(found, plan, date_facets or {}, query_facets or (), self.parse),
            "spelling_suggestion": self._suggestion(snapshot, spelling_query or str(query_string)),
        }

    def _narrow(
        self, snapshot: Snapshot, texts: Iterable[str | None], models: Iterable[Any] | None, limit: bool | None
    ) -> list[Query]:
        """haystack's own narrowing, and the models asked for."""
        given = [self.parse(snapshot, str(text)) for text in texts if text and text != MATCH_ALL]
        return [*given, *self._only_models(models, limit)]

    def _suggestion(self, snapshot: Snapshot, text: str) -> str | None:
        """Better words for those that no document has, where INCLUDE_SPELLING asks for them."""
        from search.query import parse
        from search.spelling import did_you_mean

        if not self.include_spelling:
            return None
        known = {*self.RESERVED_WORDS, *snapshot.schema.names()}
        words = " ".join(word for word in re.findall(r"\w+", text) if word not in known)
        return did_you_mean(snapshot, parse(words).tree, words)

    def _from_python(self, value: Any) -> Any:
        """A value as haystack's query builder writes it into a query."""
        return str(value).lower() if isinstance(value, bool) else to_index(value)

    def _index_names(self, names: Sequence[str]) -> Iterable[str]:
        for name in names:
            bare = name.lstrip("-")
            yield ("-" if name.startswith("-") else "") + self._unified_index.get_index_fieldname(bare)

    def _only_models(self, models: Iterable[Any] | None, limit: bool | None) -> list[Query]:
        chosen = list(models or ())
        if not chosen and limit is None:
            limit = getattr(settings, "HAYSTACK_LIMIT_TO_REGISTERED_MODELS", True)
        if not chosen and limit:
            return [Or([Term(DJANGO_CT, name) for name in self.build_models_list()])]
        return [_of_models(chosen)] if chosen else []

    def results(
        self, found: Found, result_class: type[SearchResult] | None, marked: set[str] | None
    ) -> list[SearchResult]:
        """haystack's result objects of one page."""
        result_class = result_class or SearchResult
        made, document = [], self.document_field
        for stored, score in found.stored():
            values = dict(stored)
            app_label, model_name = values.pop(DJANGO_CT).split(".")
            number = values.pop(DJANGO_ID)
            for name, field in self._converted(app_label, model_name):
                if name in values:
                    values[name] = from_index(field, values[name])
            if marked is not None:
                values["highlighted"] = {document: [_as_html(values.get(document) or "", marked)]}
            made.append(result_class(app_label, model_name, number, score, **values))
        return made

    def _converted(self, app_label: str, model_name: str) -> list[tuple[str, Any]]:
        """haystack's fields of a model's index whose values do not come out as they went in."""
        key = (app_label, model_name)
        if key not in self._conversions:
            fields = self._unified_index.get_index(haystack_get_model(app_label, model_name)).fields
            self._conversions[key] = [pair for pair in fields.items() if needs_conversion(pair[1])]
        return self._conversions[key]

    def more_like_this(
        self,
        model_instance: Any,
        additional_query_string: str | None = None,
        start_offset: int = 0,
        end_offset: int | None = None,
        models: Iterable[Any] | None = None,
        limit_to_registered_models: bool | None = None,
        result_class: type[SearchResult] | None = None,
        **_unused: Any,
    ) -> dict[str, Any]:
        """Documents that share the most telling words of an indexed object."""
        snapshot, withheld = self.open()
        if snapshot is None:
            return dict(NO_RESULTS)
        narrow = (*withheld, *self._narrow(snapshot, [additional_query_string], models, limit_to_registered_models))
        query = like(snapshot, self.document_field, Term(ID, get_identifier(model_instance)))
        found = run(snapshot, Plan(query=query, narrow=narrow, start=start_offset, end=end_offset))
        results = self.results(found, result_class, None)
        return {"results": results, "hits": found.total, "spelling_suggestion": None}


def _of_models(models: Iterable[Any]) -> Query:
    return Or([Term(DJANGO_CT, get_model_ct(model)) for model in models])


def _as_html(text: str, words: set[str]) -> str:
    """The best window, marked: haystack hands HTML to templates."""
    pieces = snippet(text, words)
    return "".join(f"<em>{html.escape(p.text)}</em>" if p.marked else html.escape(p.text) for p in pieces)


class WhooshEngine(BaseEngine):  # type: ignore[misc]
    """What settings name as ENGINE."""

    backend = WhooshBackend
    query = WhooshSearchQuery
