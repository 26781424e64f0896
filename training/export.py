"""Export a checkpoint as the weights that the package ships: encoder.onnx (int8), tokenizer.json.

    python -m training.export build/encoder.pt [recounted/weights]

The encoder's matrices become int8 (per channel); the heads stay in full precision: they are small and decide.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.network import Network
from training.train import base_model

OUTPUTS = ["tags", "asked", "tails", "heads", "bias"]


def export(checkpoint: str, folder: str) -> Path:
    """Write encoder.onnx and tokenizer.json into folder; return the former's path. Prints the largest difference."""
    torch.set_num_threads(1)
    base = base_model()
    network = Network(base)
    network.load_state_dict(torch.load(checkpoint))
    network.eval()
    ids = torch.randint(1000, 20000, (1, 64))
    inputs = (ids, torch.ones_like(ids), torch.zeros_like(ids))
    with tempfile.TemporaryDirectory() as scratch:
        full = str(Path(scratch) / "full.onnx")
        torch.onnx.export(
            network, inputs, full, dynamo=False, opset_version=17, input_names=["ids", "mask", "features"],
            output_names=OUTPUTS,
            dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ["ids", "mask", "features", *OUTPUTS]},
        )  # fmt: skip
        heads = [
            node.name
            for node in onnx.load(full).graph.node
            if node.op_type in ("MatMul", "Gemm") and "encoder" not in node.name
        ]
        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        out = target / "encoder.onnx"
        quantize_dynamic(full, str(out), weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=heads)
        shutil.copyfile(f"{base}/tokenizer.json", target / "tokenizer.json")
        feed = {"ids": ids.numpy(), "mask": np.ones((1, 64), np.int64), "features": np.zeros((1, 64), np.int64)}
        for path in (full, str(out)):
            got = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]).run(None, feed)
            with torch.no_grad():
                want = network(*inputs)
            worst = max(float(np.abs(a - b.numpy()).max()) for a, b in zip(got, want, strict=True))
            print(f"{Path(path).name}: {Path(path).stat().st_size / 1e6:.1f} MB, largest difference {worst:.3f}")
    return out


if __name__ == "__main__":
    export(
        sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else str(Path(__file__).parent.parent / "recounted" / "weights")
    )
