"""The entry point of gunicorn. What every worker needs and none changes is loaded here, before workers are forked."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()


def load_dictionary() -> None:
    """About a second to read: once for all workers, and not while the first visitor waits."""
    from search.analysis import segmenter
    from search.models import Word

    segmenter(tuple(Word.objects.order_by("word").values_list("word", flat=True))).load()


load_dictionary()
