"""The engine keeps nothing of a row that it has decided."""

from __future__ import annotations

import resource
import tracemalloc

from afitrack.engine import decide, durable, load_table


def test_memory_stays_flat_over_a_hundred_thousand_decisions() -> None:
    table = load_table("status")
    rows = [(n % 5, n % 4, n % 2, n % 7, 2, n % 3) for n in range(10_000)]
    decide(table, rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(10):
        decide(table, rows)
    # In kilobytes on Linux; on macOS, in bytes, this asks more than it means to.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak < 4096


def test_python_keeps_nothing_either() -> None:
    table = load_table("concern")
    rows = [(0, 0, n % 2, 1) for n in range(1_000)]
    decide(table, rows)
    tracemalloc.start()
    try:
        decide(table, rows)
        before, _ = tracemalloc.get_traced_memory()
        for _ in range(5):
            decide(table, rows)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 10_000


def test_a_table_is_compiled_once_in_a_process() -> None:
    table = load_table("status")
    decide(table, [(0,) * 6])
    compiled = durable._RULESETS[table]
    decide(table, [(1,) * 6])
    assert durable._RULESETS[table] is compiled
