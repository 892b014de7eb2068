"""A blank table that somebody was asked to fill: read its shape, put the numbers in, say where each comes from.

``opening`` lets a stranger's workbook in, ``labels`` and ``layout`` understand it (pure), ``writing`` fills it,
``answer`` puts the steps together.
"""
