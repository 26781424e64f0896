"""`make train`: corpus -> checkpoint -> weights in the package -> a report of what each head scores."""

from __future__ import annotations

import sys

from training import calibrate, examples, export, report, train

CHECKPOINT = "build/encoder.pt"

if __name__ == "__main__":
    sys.argv = [sys.argv[0], "--out", CHECKPOINT, *sys.argv[1:]]
    train.main()
    export.export(CHECKPOINT, str(examples.ROOT / "recounted" / "weights"))
    calibrate.main()
    report.main()
    from bench import attribution, gold

    attribution.main()
    gold.main()
