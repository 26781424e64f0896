"""Steps of training, the same for training.train and training.distil: rates, int8 in rehearsal, progress.

Source of the optimiser: Loshchilov and Hutter (2019), arXiv:1711.05101.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import torch

from training.network import Network, rehearse_int8


class Pace(NamedTuple):
    """rate: of the encoder at its highest; heads: how many times faster what the base model lacks learns; warm: the
    share of the steps in which the rate rises; rehearse: the share after which int8 is rehearsed (1: never)."""

    rate: float
    heads: float
    warm: float
    rehearse: float


def descend(
    network: Network, total: int, pace: Pace, loss: Callable[[], tuple[torch.Tensor, list[float]]], parts: str
) -> None:
    """Take `total` steps down loss(), which returns it and the parts that are shown by the words of `parts`."""
    network.train()
    network.encoder.embeddings.word_embeddings.weight.requires_grad = False
    fresh = [p for name, p in network.named_parameters() if not name.startswith("encoder") or "token_type" in name]
    known = {id(p) for p in fresh}
    old = [p for p in network.parameters() if p.requires_grad and id(p) not in known]
    groups = [{"params": old, "lr": pace.rate}, {"params": fresh, "lr": pace.rate * pace.heads}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
    rates = [group["lr"] for group in optimizer.param_groups]
    began, running, rehearsing = time.time(), np.zeros(len(parts.split(", "))), False
    for step in range(total):
        done = step / total
        if done >= pace.rehearse and not rehearsing:
            rehearse_int8(network)
            rehearsing = True
        factor = done / pace.warm if done < pace.warm else (1 - done) / (1 - pace.warm)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * max(factor, 1e-3)
        value, shown = loss()
        optimizer.zero_grad(set_to_none=True)
        value.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        running = 0.98 * running + 0.02 * np.array(shown)
        if (step + 1) % 100 == 0:
            mean = (running / (1 - 0.98 ** (step + 1))).round(3).tolist()
            print(f"step {step + 1}/{total} {time.time() - began:.0f} s loss by {parts} {mean}", flush=True)
