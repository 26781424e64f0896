"""Runs one function over a stream on several processes, in order, with flat memory.

In:  a function that can be pickled, an iterator, a number of processes.    Out: results in the order of the items.
A killed worker breaks a process pool for good; it is made anew and what was in flight is done again, one item at a
time, so that one item that kills its worker costs itself and nothing else.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 16  # items handed to a worker at once


def map_in_order(
    function: Callable[[Item], Result], items: Iterable[Item], jobs: int, on_death: Callable[[Item], Result]
) -> Iterator[Result]:
    """Yield function(item) for each item, in order. on_death(item) stands in for an item whose worker was killed.

    At most 4 chunks a worker are in flight, so that memory stays flat however long the stream is.
    """
    if jobs <= 1:
        yield from map(function, items)
        return
    stream = iter(items)
    waiting: deque[tuple[list[Item], Future[list[Result]]]] = deque()
    pool = _new(jobs)
    try:
        while True:
            while len(waiting) < jobs * 4 and (chunk := list(islice(stream, CHUNK))):
                waiting.append((chunk, _submit(pool, function, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                results, pool = _one_by_one(function, chunk, jobs, on_death)
                waiting = deque((again, _submit(pool, function, again)) for again, _ in waiting)
            yield from results
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _new(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


def _submit(pool: ProcessPoolExecutor, function: Callable[[Item], Result], chunk: list[Item]) -> Future[list[Result]]:
    try:
        return pool.submit(_each, function, chunk)
    except BrokenProcessPool as broken:  # a worker died since: told when the chunk's turn comes, in order
        future: Future[list[Result]] = Future()
        future.set_exception(broken)
        return future


def _each(function: Callable[[Item], Result], chunk: list[Item]) -> list[Result]:
    return [function(item) for item in chunk]


def _one_by_one(
    function: Callable[[Item], Result], chunk: list[Item], jobs: int, on_death: Callable[[Item], Result]
) -> tuple[list[Result], ProcessPoolExecutor]:
    pool, out = _new(jobs), []
    for item in chunk:
        try:
            out.append(pool.submit(function, item).result())
        except BrokenProcessPool:
            pool.shutdown(wait=False)
            pool = _new(jobs)
            out.append(on_death(item))
    return out, pool
