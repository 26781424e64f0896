"""Export a checkpoint as the weights that the package ships: encoder.onnx (int8), tokenizer.json.

    python -m training.export build/encoder.pt [recounted/weights]

training.graph builds the graph; how many layers, heads and inner units there are is the checkpoint's.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from training.graph import OUTPUTS, graph_of
from training.network import Network, shape_of
from training.train import base_model


def export(checkpoint: str, folder: str) -> Path:
    """Write encoder.onnx and tokenizer.json into folder; return the former's path.

    Prints how far the graph is from the network, in full precision and as it is shipped, on pieces drawn by lot: the
    largest difference of an output, and the root of the mean square of the tags'. Raises ValueError where the graph in
    full precision is another network.
    """
    torch.set_num_threads(1)
    base = base_model()
    state = torch.load(checkpoint)
    network = Network(base, shape_of(state))
    network.load_state_dict(state)
    network.eval()
    weights = {name: value.float().numpy() for name, value in state.items()}
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    out = target / "encoder.onnx"
    ids, features = torch.randint(1000, 20000, (1, 64)), torch.randint(0, 6, (1, 64))
    with torch.no_grad():
        want = [part.numpy() for part in network(ids, torch.ones_like(ids), features)]
    for int8 in (False, True):
        model = graph_of(weights, int8)
        onnx.checker.check_model(model)
        session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
        got = session.run(OUTPUTS, {"ids": ids.numpy(), "features": features.numpy()})
        apart = [np.abs(a - b) for a, b in zip(got, want, strict=True)]
        worst = max(float(part.max()) for part in apart)
        mean = float(np.sqrt(np.mean(apart[0] ** 2)))
        print(f"{'int8' if int8 else 'full precision'}: largest difference {worst:.4f}, tags' mean {mean:.4f}")
        if not int8 and worst > 0.01:
            raise ValueError(f"the graph is not the network: an output differs by {worst}")
    out.write_bytes(model.SerializeToString())
    shutil.copyfile(f"{base}/tokenizer.json", target / "tokenizer.json")
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB, {shape_of(state)}")
    return out


if __name__ == "__main__":
    export(
        sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else str(Path(__file__).parent.parent / "recounted" / "weights")
    )
