"""`make bench`: every yardstick that is there, beside its peers, in one run. `python -m bench time toll` runs some."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import bench


def main() -> None:
    names = sorted(
        m.name for m in pkgutil.iter_modules(bench.__path__) if not m.name.startswith("_") and m.name != "yardsticks"
    )
    chosen = sys.argv[1:] or names
    sys.argv = sys.argv[:1]
    for name in chosen:
        if name not in names:
            sys.exit(f"bench: no yardstick {name!r}; there are {', '.join(names)}")
        print(f"== {name}", flush=True)
        importlib.import_module(f"bench.{name}").main()
        print(flush=True)


if __name__ == "__main__":
    main()
