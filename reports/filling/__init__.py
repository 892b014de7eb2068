"""A blank table that somebody was asked to fill: read its shape, put the numbers in, say where each comes from.

``opening`` lets a stranger's workbook in; ``labels``, ``blocks`` and ``layout`` understand it (pure); ``answering``
looks for each cell's number and ``writing`` writes it; ``filling`` puts the steps together.
"""
