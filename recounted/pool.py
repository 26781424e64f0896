"""Runs one function over a stream on several processes, in order, with flat memory.

In:  a function that can be pickled, an iterator, a number of processes.    Out: results in the order of the items.
A killed worker breaks a process pool for good; it is made anew and what was in flight is done again, one item at a
time, so that one item that kills its worker costs itself and nothing else.

The pool is loky's. The standard library's starts its workers one by one while others may already be dead, and then
either fails ("bad value(s) in fds_to_keep") or waits for ever at the end for a worker that nobody stopped: 5 of 40 runs
of tests/test_pool.py on Python 3.11.7, and none of 100 with loky 3.7.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from itertools import islice
from typing import TypeVar

from loky.process_executor import BrokenProcessPool, ProcessPoolExecutor

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
    pool = ProcessPoolExecutor(jobs)
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
                pool.shutdown(wait=False, kill_workers=True)
                results, pool = _one_by_one(function, chunk, jobs, on_death)
                waiting = deque((again, _submit(pool, function, again)) for again, _ in waiting)
            yield from results
    finally:
        pool.shutdown(wait=False, kill_workers=True)


def _submit(pool: ProcessPoolExecutor, function: Callable[[Item], Result], chunk: list[Item]) -> Future[list[Result]]:
    future: Future[list[Result]] = Future()
    try:
        future = pool.submit(_each, function, chunk)
    except BrokenProcessPool as broken:  # a worker died since: told when the chunk's turn comes, in order
        future.set_exception(broken)
    return future


def _each(function: Callable[[Item], Result], chunk: list[Item]) -> list[Result]:
    return [function(item) for item in chunk]


def _one_by_one(
    function: Callable[[Item], Result], chunk: list[Item], jobs: int, on_death: Callable[[Item], Result]
) -> tuple[list[Result], ProcessPoolExecutor]:
    pool, out = ProcessPoolExecutor(jobs), []
    for item in chunk:
        try:
            out.append(pool.submit(function, item).result())
        except BrokenProcessPool:
            pool.shutdown(wait=False, kill_workers=True)
            pool = ProcessPoolExecutor(jobs)
            out.append(on_death(item))
    return out, pool
