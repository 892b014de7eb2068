"""``/api/v1/``: what readers may see, as JSON for other programs. Read only, with the rights of the pages.

``endpoints`` is the table of addresses; each line names its parameters (``asking``), the function that answers
(``resources``, ``figures``) and the shape of the answer (``shapes``, described in ``schemas``). ``/api/schema/`` is
made of the same table (``openapi``). A caller's page is docs/api.md.
"""
