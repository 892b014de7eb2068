"""The yardstick: how much of the gold cases a parser's output gets right.

``cases`` reads gold, ``outputs`` reads or makes what is scored, ``case`` scores one case by the parts beside it,
``table`` prints. A measure of search against the cases' queries belongs beside it, in a package of its own.
"""
