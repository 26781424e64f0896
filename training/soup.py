"""Average checkpoints that began from the same weights: one network that reads as they do together.

    python -m training.soup build/a.pt build/b.pt --out build/encoder.pt
    python -m training.soup recounted/weights/encoder.onnx build/a.pt --out build/encoder.pt

Source: Wortsman et al. (2022), "Model soups", arXiv:2203.05482; with the weights that all began from among them,
Wortsman et al. (2022), "Robust fine-tuning of zero-shot models", arXiv:2109.01903. Checkpoints of training.further
differ in what they lose more than in what they gain; averaged, they lose less, and with the shipped weights least.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.further import weights_of


def average(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Return the mean of state dicts, weight by weight. Raises ValueError where they are of different networks."""
    shapes = [{name: value.shape for name, value in state.items()} for state in states]
    if any(shape != shapes[0] for shape in shapes):
        raise ValueError("checkpoints of different networks cannot be averaged")
    return {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}


def read(path: Path) -> dict[str, torch.Tensor]:
    """Return the state dict of a checkpoint, or of shipped weights (.onnx)."""
    return weights_of(path) if path.suffix == ".onnx" else torch.load(path)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", nargs="+", type=Path, help="of training.further; shipped weights (.onnx) too")
    parser.add_argument("--out", default="build/encoder.pt")
    options = parser.parse_args(arguments)
    torch.save(average([read(path) for path in options.checkpoints]), options.out)


if __name__ == "__main__":
    main()
