"""Order, errors and killed workers. The functions stand at the top so that a worker can import them."""

import itertools
import os
import signal
from collections.abc import Iterator

import pytest

from recounted import pool


def double(n: int) -> int:
    return 2 * n


def die_at_37(n: int) -> int:
    if n == 37:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * n


def lost(n: int) -> int:
    return -n


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(pool.map_in_order(double, range(200), jobs, lost)) == [2 * n for n in range(200)]


def test_an_item_that_kills_its_worker_costs_itself_and_nothing_else() -> None:
    wanted = [-37 if n == 37 else 2 * n for n in range(300)]
    assert list(pool.map_in_order(die_at_37, range(300), 2, lost)) == wanted


def test_the_stream_is_read_no_further_than_the_chunks_in_flight() -> None:
    taken = 0

    def stream() -> Iterator[int]:
        nonlocal taken
        for n in itertools.count():
            taken += 1
            yield n

    results = pool.map_in_order(double, stream(), 2, lost)
    for _ in range(pool.CHUNK * 3):
        next(results)
    assert taken <= pool.CHUNK * (2 * 4 + 4)
    results.close()
