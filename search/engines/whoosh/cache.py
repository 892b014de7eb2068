"""What is kept of what was worked out: up to a limit in bytes, or for good. Both are safe between threads."""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import numpy as np

Value = TypeVar("Value")


def size_of(value: object) -> int:
    """About the bytes that arrays, texts, or tuples and dictionaries of them hold."""
    if isinstance(value, np.ndarray):
        return int(value.nbytes) + 100
    if isinstance(value, str):
        return sys.getsizeof(value)
    if isinstance(value, dict):
        return sum(map(size_of, value.values())) + 1000
    if isinstance(value, tuple):
        return sum(size_of(part) for part in value) + 100
    return 200


class ByteCache:
    """Keeps what was used last, up to ``limit`` bytes. What is larger than a quarter of that is not kept."""

    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self._held: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value kept under ``key``, or what ``make`` returns."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key][1]  # type: ignore[no-any-return]
        value = make()
        self._keep(key, size_of(value), value)
        return value

    def _keep(self, key: Hashable, size: int, value: object) -> None:
        if size > self.limit // 4:
            return
        with self._lock:
            if key in self._held:
                self.size -= self._held.pop(key)[0]
            self._held[key] = (size, value)
            self.size += size
            while self.size > self.limit:
                _, (dropped, _) = self._held.popitem(last=False)
                self.size -= dropped


class MakesOnce:
    """Something immutable with parts that are made when first asked for."""

    def __init__(self) -> None:
        self._made: dict[object, Any] = {}
        self._lock = threading.RLock()

    def once(self, key: object, make: Callable[[], Any]) -> Any:
        """What ``make`` returns, made once, by one thread."""
        if key not in self._made:
            with self._lock:
                if key not in self._made:
                    self._made[key] = make()
        return self._made[key]
