"""Distil: from networks that were trained on the marked reports, a narrower one that reads as they do, faster.

    python -m training.distil build/four.pt build/six.pt build/three.pt --out build/encoder.pt

In:  checkpoints of training.train; the first is made narrow, all of them teach.    Out: one for training.export.
1. The heads of attention and the inner units that matter least go: by the sum of gradient times weight over the marked
   reports (Michel, Levy and Neubig (2019), arXiv:1905.10650).
2. What is left learns from the marks, as in training.train, and from the teachers' answers, averaged, on windows in
   which words have been exchanged for their neighbours (Hinton, Vinyals and Dean (2015), arXiv:1503.02531; words
   exchanged after Jiao et al. (2020), arXiv:1909.10351): on the reports as they are, teachers that were trained on
   them say little that the marks do not.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn

from recounted.marks import answers, masking
from training.examples import Example, test_ids
from training.network import HEAD, Network, Shape, keep_heads, keep_inner, shape_of
from training.steps import Pace, descend
from training.train import batches, course_of, epochs, loss_of, padded, save

FUNCTION_WORDS = 2120  # the vocabulary runs from frequent to rare: up to here stand "the", "of", "was", "after" …
NEIGHBOURS = 12  # of a word, from which its stand-in is drawn


class Taught(NamedTuple):
    """What the teachers answer on an example: probabilities, averaged over the teachers.

    tags: pieces × TAGS. asked, links: one array of answers, or of pieces, for each item of the example's own lists.
    """

    example: Example
    tags: np.ndarray
    asked: list[np.ndarray]
    links: list[np.ndarray]


# ---------------------------------------------------------------- making narrow


def importance(network: Network, loaded: list[list[Example]]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return, for each layer, how much each head and each inner unit matters to the loss on those batches."""
    layers = network.encoder.encoder.layer
    heads = [np.zeros(layer.attention.self.num_attention_heads) for layer in layers]
    inner = [np.zeros(layer.intermediate.dense.out_features) for layer in layers]
    network.eval()
    for batch in loaded:
        network.zero_grad()
        loss_of(network, batch, 0.15, True)[0].backward()
        for at, layer in enumerate(layers):
            value, out = layer.attention.self.value.weight, layer.attention.output.dense.weight
            by_head = (value * value.grad).sum(1) + (out * out.grad).sum(0)
            heads[at] += by_head.view(-1, HEAD).sum(1).abs().detach().numpy()
            first, second = layer.intermediate.dense.weight, layer.output.dense.weight
            inner[at] += ((first * first.grad).sum(1) + (second * second.grad).sum(0)).abs().detach().numpy()
    network.zero_grad()
    return heads, inner


def narrowed(network: Network, shape: Shape, loaded: list[list[Example]]) -> Network:
    """Return the network with the heads and inner units that matter most, `shape` of them in each layer."""
    heads, inner = importance(network, loaded)
    for layer, of_heads, of_inner in zip(network.encoder.encoder.layer, heads, inner, strict=True):
        keep_heads(layer, sorted(np.argsort(-of_heads)[: shape.heads].tolist()))
        keep_inner(layer, torch.from_numpy(np.sort(np.argsort(-of_inner)[: shape.inner]).copy()))
    return network


# ---------------------------------------------------------------- other words


def neighbours(network: Network, words: list[str]) -> np.ndarray:
    """Return for each piece of the vocabulary the pieces that stand nearest to it, itself where it may not be changed.

    words: the vocabulary. Whole words of letters are changed, for whole words of letters; stand-ins of names are not.
    """
    table = nn.functional.normalize(network.encoder.embeddings.word_embeddings.weight.data, dim=1)
    kept = {id_ for id_, word in enumerate(words) if word in set(masking.POOL)}
    free = np.array([n > FUNCTION_WORDS and w.isalpha() and w.isascii() and len(w) > 2 and n not in kept
                     for n, w in enumerate(words)])  # fmt: skip
    near = np.arange(len(words))[:, None].repeat(NEIGHBOURS, 1)
    at = np.nonzero(free)[0]
    for part in np.array_split(at, 40):
        alike = table[part] @ table[at].T
        near[part] = at[alike.topk(NEIGHBOURS + 1, dim=1).indices[:, 1:].numpy()]
    return near


def exchanged(example: Example, near: np.ndarray, whole: np.ndarray, share: float, dice: random.Random) -> Example:
    """Return the example with about `share` of its words exchanged; whole: which pieces begin a word (not "##ing")."""
    ids = example.ids.copy()
    for at in range(len(ids)):
        goes_on = at + 1 < len(ids) and not whole[ids[at + 1]]
        if whole[ids[at]] and not goes_on and dice.random() < share:
            ids[at] = near[ids[at], dice.randrange(NEIGHBOURS)]
    return example._replace(ids=ids)


# ---------------------------------------------------------------- teaching


def _softmax_by(parts: torch.Tensor, widths: list[int]) -> torch.Tensor:
    return torch.cat([part.softmax(-1) for part in parts.split(widths, -1)], -1)


TAG_WIDTHS = [1 + 2 * len(roles) for _, roles, _ in answers.LAYERS]


def link_scores(
    outputs: tuple[torch.Tensor, ...], mask: torch.Tensor, wanted: list[tuple[int, int, int]]
) -> torch.Tensor:
    """Return the scores of all pieces as heads for wanted (row, link, tail): items × pieces."""
    _, _, tails, heads, bias = outputs
    begins = np.cumsum([0, *(width for *_, width in answers.LINKS)])
    out = []
    for row, link, tail in wanted:
        columns = slice(int(begins[link]), int(begins[link + 1]))
        out.append(heads[row, :, columns] @ tails[row, tail, columns] + bias[row, :, link])
    rows = torch.tensor([row for row, *_ in wanted])
    return torch.stack(out) + (mask[rows] == 0).float() * -1e4


@torch.no_grad()
def taught(teachers: list[Network], batch: list[Example]) -> list[Taught]:
    """Return what the teachers answer, on average, for each example of a batch."""
    ids, features, mask, _ = padded(batch)
    tags, asked, links = 0, [], 0
    questions = [(row, *e.asked[k][:3]) for row, e in enumerate(batch) for k in range(len(e.asked))]
    wanted = [(row, link, tail) for row, e in enumerate(batch) for link, tail, _ in e.links]
    for teacher in teachers:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = tuple(part.float() for part in teacher(ids, mask, features))
        tags = tags + _softmax_by(outputs[0], TAG_WIDTHS) / len(teachers)
        parts = [outputs[1][row, piece, column : column + width] for row, piece, column, width in questions]
        now = [part.softmax(-1) / len(teachers) for part in parts]
        asked = [old + new for old, new in zip(asked, now, strict=True)] if asked else now
        if wanted:
            links = links + link_scores(outputs, mask, wanted).softmax(-1) / len(teachers)
    out = []
    for row, example in enumerate(batch):
        n = len(example.ids)
        own = [at for at, (which, *_) in enumerate(wanted) if which == row]
        out.append(
            Taught(
                example, tags[row, :n].half().numpy(),
                [a.numpy() for a, (which, *_) in zip(asked, questions, strict=True) if which == row],
                [links[at, :n].half().numpy() for at in own],
            )
        )  # fmt: skip
    return out


def taught_loss(network: Network, batch: list[Taught], weight: float) -> torch.Tensor:
    """Return how far the network's answers are from the teachers': cross-entropy, summed as in training.train."""
    own = [item.example for item in batch]
    ids, features, mask, _ = padded(own)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = tuple(part.float() for part in network(ids, mask, features))
    want = torch.zeros_like(outputs[0])
    for row, item in enumerate(batch):
        want[row, : len(item.tags)] = torch.from_numpy(item.tags.astype(np.float32))
    guess = torch.cat([part.log_softmax(-1) for part in outputs[0].split(TAG_WIDTHS, -1)], -1)
    loss = -(want * guess).sum() / mask.sum()

    rest = torch.zeros(())
    by_question: dict[tuple[int, int], list[torch.Tensor]] = {}
    for row, item in enumerate(batch):
        for (piece, column, width, _), answer in zip(item.example.asked, item.asked, strict=True):
            guess = outputs[1][row, piece, column : column + width].log_softmax(-1)
            by_question.setdefault((column, width), []).append(-(torch.from_numpy(answer) * guess).sum())
    for parts in by_question.values():
        rest = rest + torch.stack(parts).mean()
    wanted = [(row, link, tail) for row, e in enumerate(own) for link, tail, _ in e.links]
    if wanted:
        guess = link_scores(outputs, mask, wanted).log_softmax(-1)
        want = torch.zeros_like(guess)
        for at, answer in enumerate(itertools.chain.from_iterable(item.links for item in batch)):
            want[at, : len(answer)] = torch.from_numpy(answer.astype(np.float32))
        each = -(want * guess).sum(-1)
        of_link = torch.tensor([link for _, link, _ in wanted])
        for link in of_link.unique():
            rest = rest + each[of_link == link].mean()
    return loss + weight * rest


def lessons(
    teachers: list[Network], reports: list[dict[str, Any]], tokenizer: Any, names: list[str], options: Any
) -> list[list[Taught]]:
    """Return batches of windows with exchanged words and what the teachers answer on them."""
    dice = random.Random(options.seed + 1)
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    words = [word for word, _ in vocabulary]
    near = neighbours(teachers[0], words)
    whole = np.array([not word.startswith("##") for word in words])
    out = []
    for _ in range(options.variants):
        for batch in batches(reports, tokenizer, dice, options.batch, names):
            share = dice.choice((0.0, 0.1, 0.2, 0.3))
            out.append(taught(teachers, [exchanged(e, near, whole, share, dice) for e in batch]))
    dice.shuffle(out)
    return out


def forever(what: list[list[Taught]], dice: random.Random) -> Iterator[list[Taught]]:
    """Yield the batches again and again, in another order each time."""
    while True:
        yield from dice.sample(what, len(what))


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("teachers", nargs="+", help="checkpoints of training.train; the first is made narrow")
    parser.add_argument("--out", default="build/encoder.pt")
    parser.add_argument("--heads", type=int, default=6, help="of attention, in each layer")
    parser.add_argument("--inner", type=int, default=768, help="units of the feed-forward part, in each layer")
    parser.add_argument("--epochs", type=float, default=10)
    parser.add_argument("--variants", type=int, default=4, help="of each report, with words exchanged")
    parser.add_argument("--batch", type=int, default=6)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--weight", type=float, default=0.15, help="of questions and links beside spans")
    parser.add_argument("--rehearse", type=float, default=0.7, help="share of the steps after which int8 is rehearsed")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--reports", nargs="*", help="marked reports (default: corpus/own/*.txt)")
    options = parser.parse_args(arguments)
    course = course_of(options, test_ids())
    base, tokenizer, reports, names, dice = course
    teachers = []
    for path in options.teachers:
        state = torch.load(path)
        teachers.append(Network(base, shape_of(state)))
        teachers[-1].load_state_dict(state)
        teachers[-1].eval()
    began = time.time()
    pool = lessons(teachers, reports, tokenizer, names, options)
    print(f"{len(pool)} batches of lessons after {time.time() - began:.0f} s", flush=True)
    loaded = batches(reports, tokenizer, random.Random(options.seed), options.batch, names)
    network = narrowed(teachers[0], Shape(None, options.heads, options.inner), loaded[:150])
    drawn, lesson = epochs(reports, tokenizer, dice, options.batch, names), forever(pool, dice)

    def loss() -> tuple[torch.Tensor, list[float]]:
        marked, _ = loss_of(network, next(drawn), options.weight, True)
        soft = taught_loss(network, next(lesson), options.weight)
        return marked + soft, [marked.item(), soft.item()]

    total = int(len(loaded) * options.epochs)
    descend(network, total, Pace(options.rate, 3, 0.05, options.rehearse), loss, "marks, teachers")
    save(network, options, course, began)


if __name__ == "__main__":
    main()
