"""Tags with nothing but constants in them are worked out once, and still follow what they depend on."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError, engines
from django.template.defaulttags import URLNode
from django.templatetags.i18n import TranslateNode
from django.urls import NoReverseMatch, set_script_prefix
from django.utils import translation

from portal.templatetags.constant_tags import Constant


def made(text: str) -> Template:
    loaded: Any = engines["django"].from_string("{% load i18n static %}" + text)
    return loaded.template


def test_words_follow_the_language():
    template = made('{% translate "January" %}{% trans "January" %}')
    for language, words in (("zh-hans", "一月"), ("en", "January"), ("zh-hans", "一月"), ("en", "January")):
        with translation.override(language):
            assert template.render(Context()) == words * 2


def test_addresses_follow_the_portal_s_own_prefix():
    template = made("{% url 'search' %}")
    assert template.render(Context()) == "/search/"
    set_script_prefix("/wenlan/")
    try:
        assert template.render(Context()) == "/wenlan/search/"
    finally:
        set_script_prefix("/")
    assert template.render(Context()) == "/search/"


def test_what_varies_is_worked_out_each_time():
    template = made("{% for name in names %}{% url name %} {% translate name %} {% static name %} {% endfor %}")
    said = template.render(Context({"names": ["search", "help"]}))
    assert said == "/search/ search /static/search /help/ help /static/help "
    assert not template.nodelist.get_nodes_by_type(Constant)


@pytest.mark.parametrize(
    "text",
    [
        '{% translate "检索" as kept %}{{ kept }}',
        '{% translate "检索" context "动词" %}',
        '{% translate "检索"|upper %}',
        "{% url 'search' as kept %}{{ kept }}",
        "{% url 'report' pk %}",
        "{% url 'admin:index' %}",
        "{% static 'a.css' as kept %}{{ kept }}",
    ],
)
def test_tags_that_say_more_are_django_s_own(text):
    template = made(text)
    assert not template.nodelist.get_nodes_by_type(Constant)
    assert template.render(Context({"pk": 1}))


def test_constants_are_kept():
    template = made("{% translate '检索' %}{% url 'search' %}{% static 'a.css' %}")
    nodes: list[Any] = template.nodelist.get_nodes_by_type(Constant)
    assert len(nodes) == 3
    assert {type(node.node) for node in nodes} >= {TranslateNode, URLNode}
    template.render(Context())
    for node in nodes:
        node.node = None
    assert template.render(Context()) == "检索/search//static/a.css"


def test_what_is_wrong_is_still_said():
    with pytest.raises(NoReverseMatch):
        made("{% url 'no-such-page' %}").render(Context())
    with pytest.raises(TemplateSyntaxError):
        made("{% translate %}")
