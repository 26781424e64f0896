"""`make train`: corpus -> three networks -> one narrow one that learned from them -> weights -> a report of each head.

Arguments go to every training ("--epochs 0.02" tries the whole way in a few minutes).
"""

from __future__ import annotations

import sys

from training import calibrate, distil, examples, export, report, train

CHECKPOINT = "build/encoder.pt"
# The first is made narrow, and all three teach: what they say together is better than what any says alone (measured
# before distilling was settled, on other three of 4, 3 and 4 layers, polnear_dev, attributed: .676 for the three
# averaged, .651 and .656 for two of them alone).
TEACHERS = {
    "build/four.pt": ("--layers", "4", "--epochs", "10"),
    "build/six.pt": ("--layers", "6", "--epochs", "11", "--rehearse", "1", "--seed", "3"),
    "build/three.pt": ("--layers", "3", "--epochs", "13"),
}

if __name__ == "__main__":
    given = sys.argv[1:]
    for path, settings in TEACHERS.items():
        train.main(["--out", path, *settings, *given])
    distil.main([*TEACHERS, "--out", CHECKPOINT, *given])
    export.export(CHECKPOINT, str(examples.ROOT / "recounted" / "weights"))
    calibrate.main()
    report.main()
    from bench import attribution, gold

    attribution.main()
    gold.main()
