"""placeholder"""


class ChartError(RuntimeError):
    """x"""
