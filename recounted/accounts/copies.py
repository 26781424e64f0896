"""Sees through copies: near-identical reports, shared passages, one quotation in different company.

In:  Kept records.    Out: Common: Copies to show, and for any words of a report the group of words that they are in.
Near-identical reports are found by MinHash (128 permutations, 32 bands; rensa) and verified by the Jaccard measure of
their word shingles; passages by runs of words, found through a sorted index of five words in a row, so that cost is
near-linear in the number of reports (bench/copies.py measures both). Each report is laid beside the one before it, by
day, that shares the run; what is common to many is common through its neighbours.
Two reports of one template (a monitor's daily bulletin, a blotter) share most of their words and no statement: where
figures and names stand exchanged in the midst of equal words, the pair is a lookalike and is kept apart. Shared words
count only if a claim was read in them or they hold figures and names: that keeps out what frames of pages share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import rensa

from recounted.accounts.quotations import Quotation, quotations_of, same_quotations
from recounted.accounts.rings import Rings
from recounted.accounts.words import GRAM, Shared, Words, shared, words_of
from recounted.model import Record, Span, TollClaim, digest_of
from recounted.model_many import Copies, Kept, Passage

# Set on the half of bench/copies.jsonl that is marked "set"; the other half is only measured.
PERMUTATIONS, BANDS = 128, 32
SHINGLE = 3  # words in a row whose sets are compared
ALIKE = 0.6  # Jaccard of two reports' shingles from which on they are copies
RUN = 16  # equal words outside quotations from which on a run is a passage
SLOTS_APART = 24  # equal words for each exchanged figure or name below which two reports are of one template
SPECIAL = 2  # different figures and names from which on shared words are of one occasion
WHOLE = 0.6  # share of a sentence's words that must lie in a run for the sentence to be shared

_MULTIPLIER = np.uint64(1_000_003)


class Common(NamedTuple):
    """copies: what is shared, in order of the earliest carrier. groups: document id -> (span, group, kind) of its
    shared words, a sentence or a quotation each; the group is named after its earliest carrier's place."""

    copies: list[Copies]
    groups: dict[str, list[tuple[Span, str, str]]]

    def group_of(self, document: str, span: Span) -> list[str]:
        """Return the groups of shared words in which the middle of span lies: a sentence's, a quotation's."""
        middle = (span[0] + span[1]) / 2
        return [group for (a, b), group, _ in self.groups.get(document, ()) if a <= middle <= b]


def rank(kept: Kept) -> tuple[str, str, str, str]:
    """Return what orders carriers: day of publication (unknown ones last), time of capture, key, id."""
    document = kept.record.document
    return (document.published or "9999", kept.captured, document.key, document.id)


def common_words(kept: Sequence[Kept]) -> Common:
    """Return what the reports have in common. The result does not depend on their order."""
    reports = sorted(kept, key=rank)
    texts = [words_of(k.record.document.text, k.record.document.language) for k in reports]
    alike = _alike(texts)
    quotations = [quotations_of(k.record) for k in reports]
    quoted_words = [_quoted_words(words, held) for words, held in zip(texts, quotations, strict=True)]
    telling = [_telling(k.record, words) for k, words in zip(reports, texts, strict=True)]
    copied: Rings[int] = Rings()
    sentences: Rings[tuple[int, int]] = Rings()
    for i, j in sorted(alike | _sharing(texts)):
        both = shared(texts[i], texts[j])
        if _lookalike(both):
            continue
        pairs = [
            pair
            for run in both.runs
            if sum(a not in quoted_words[i] for a, _ in run) >= RUN
            or len(run) >= 0.9 * min(len(texts[i].folded), len(texts[j].folded))
            for pair in _sentences(texts[i], texts[j], run)
        ]
        if not any(s in telling[i] or t in telling[j] for s, t in pairs) and not _special(texts[i], pairs):
            continue  # a page's frame
        for s, t in pairs:
            sentences.join((i, s), (j, t))
        if (i, j) in alike and _jaccard(texts[i], texts[j]) >= ALIKE:
            copied.join(i, j)
    quoted = same_quotations(quotations)
    ids = [k.record.document.id for k in reports]
    found = [
        *_copies(reports, copied),
        *_passages(ids, texts, sentences, copied),
        *_quoted(ids, quoted, quotations, texts, sentences),
    ]
    return Common(_ordered(found, ids), _groups(ids, texts, sentences, quoted, quotations))


# ---------------------------------------------------------------- candidates


def _grams(words: Words, numbers: dict[str, int], size: int) -> np.ndarray:
    """Return a number for each run of `size` words. Equal runs have equal numbers, others hardly ever."""
    of = np.fromiter((numbers.setdefault(w, len(numbers) + 1) for w in words.folded), np.uint64, len(words.folded))
    if len(of) < size:
        return of[:0]
    out = np.zeros(len(of) - size + 1, np.uint64)
    with np.errstate(over="ignore"):
        for k in range(size):
            out = out * _MULTIPLIER + of[k : len(of) - size + 1 + k] * np.uint64(0x9E3779B97F4A7C15)
            out ^= out >> np.uint64(29)
    return out


def _alike(texts: list[Words]) -> set[tuple[int, int]]:
    """Return pairs of reports that share a band of MinHash, each with its neighbour by rank in that band."""
    numbers: dict[str, int] = {}
    rows = [np.unique(_grams(words, numbers, SHINGLE if len(words.folded) >= SHINGLE else 1)) for words in texts]
    flat = np.concatenate(rows) if rows else np.zeros(0, np.uint64)
    offsets = np.cumsum([0, *map(len, rows)], dtype=np.uint64)
    if not len(flat):
        return set()
    hashes = rensa.RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets, PERMUTATIONS, 1917)
    table = np.asarray(hashes.to_rows(), np.uint64)
    out: set[tuple[int, int]] = set()
    width = PERMUTATIONS // BANDS
    for band in range(BANDS):
        key = table[:, band * width : (band + 1) * width]
        order = np.lexsort((np.arange(len(table)), *key.T))
        same = (key[order[1:]] == key[order[:-1]]).all(axis=1)
        out.update(zip(order[:-1][same].tolist(), order[1:][same].tolist(), strict=True))
    return {(i, j) for i, j in out if len(rows[i]) and len(rows[j])}


def _sharing(texts: list[Words]) -> set[tuple[int, int]]:
    """Return pairs of reports that share runs of words, each with the nearest one before it that has the run."""
    numbers: dict[str, int] = {}
    grams = [np.unique(_grams(words, numbers, GRAM)) for words in texts]
    flat = np.concatenate(grams) if grams else np.zeros(0, np.uint64)
    if not len(flat):
        return set()
    of = np.repeat(np.arange(len(grams)), [len(g) for g in grams])
    order = np.lexsort((of, flat))
    flat, of = flat[order], of[order]
    same = flat[1:] == flat[:-1]
    pairs, counts = np.unique(np.stack([of[:-1][same], of[1:][same]], axis=1), axis=0, return_counts=True)
    return {(int(i), int(j)) for (i, j), n in zip(pairs, counts, strict=True) if n >= RUN - GRAM - 3}


def _shingles(words: Words) -> set[tuple[str, ...]]:
    size = min(SHINGLE, len(words.folded))
    return {tuple(words.folded[k : k + size]) for k in range(len(words.folded) - size + 1)}


def _jaccard(one: Words, other: Words) -> float:
    a, b = _shingles(one), _shingles(other)
    return len(a & b) / len(a | b) if a or b else 0.0


def _lookalike(both: Shared) -> bool:
    """Say whether figures and names stand exchanged so often that the two are of one template, not of one making."""
    return both.slots > 0 and both.matched < SLOTS_APART * both.slots


# ---------------------------------------------------------------- what is shared


def _sentences(one: Words, other: Words, run: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return pairs of sentences of which a run holds the most, and whose figures do not differ."""
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for a, b in run:
        counts[one.sentence_of[a], other.sentence_of[b]] += 1
    out = []
    for (s, t), n in counts.items():
        mine, its = _in_sentence(one, s), _in_sentence(other, t)
        shorter, longer = sorted((len(mine), len(its)))
        cut = n >= 0.9 * shorter and n >= min(GRAM + 1, longer)
        if (n >= WHOLE * longer or cut) and _figures_agree(one, mine, other, its):
            out.append((s, t))
    return out


def _quoted_words(words: Words, held: list[Quotation]) -> set[int]:
    """Return the words that stand in quotations: a run of those alone is a quotation and no passage."""
    return {k for k, (a, _) in enumerate(words.spans) if any(q.span[0] <= a < q.span[1] for q in held)}


def _special(words: Words, pairs: list[tuple[int, int]]) -> bool:
    """Say whether shared sentences hold figures and names enough to be of one occasion."""
    return len({words.folded[k] for s, _ in pairs for k in _in_sentence(words, s) if k in words.special}) >= SPECIAL


def _telling(record: Record, words: Words) -> set[int]:
    """Return the sentences in which a claim was read."""
    spans = []
    for claim in record.claims:
        spans += [claim.span] if isinstance(claim, TollClaim) else claim.mentions
    out = set()
    for number, (a, b) in enumerate(words.sentences):
        if any(s < b and a < e for s, e in spans):
            out.add(number)
    return out


def _in_sentence(words: Words, sentence: int) -> range:
    first = words.first[sentence]
    after = words.first[sentence + 1] if sentence + 1 < len(words.first) else len(words.folded)
    return range(first, after)


def _figures_agree(one: Words, mine: range, other: Words, its: range) -> bool:
    a = {one.folded[k] for k in mine if k in one.figures}
    b = {other.folded[k] for k in its if k in other.figures}
    return a <= b or b <= a


def _copies(reports: list[Kept], copied: Rings[int]) -> list[Copies]:
    out = []
    for ring in copied.rings():
        passages = [
            Passage(reports[n].record.document.id, (0, len(reports[n].record.document.text))) for n in sorted(ring)
        ]
        out.append(_named("copy", passages))
    return out


def _passages(
    ids: list[str], texts: list[Words], sentences: Rings[tuple[int, int]], copied: Rings[int]
) -> list[Copies]:
    """Return the passages that several reports share: neighbouring sentences of the same reports make one."""
    of: dict[tuple[int, int], int] = {}
    carriers: list[frozenset[int]] = []
    for number, ring in enumerate(sentences.rings()):
        of.update(dict.fromkeys(ring, number))
        carriers.append(frozenset(i for i, _ in ring))
    joined: Rings[int] = Rings()
    for i, s in of:
        here, behind = of[i, s], of.get((i, s + 1))
        joined.add(here)
        if behind is not None and carriers[here] == carriers[behind]:
            joined.join(here, behind)
    out = []
    for runs in joined.rings():
        who = sorted(carriers[min(runs)])
        if len({copied.find(i) for i in who}) < 2:
            continue
        places: dict[int, list[Span]] = defaultdict(list)
        for i, s in of:
            if of[i, s] in runs:
                places[i].append(texts[i].sentences[s])
        passages = [Passage(ids[i], span) for i in who for span in _merged(places[i])]
        out.append(_named("passage", passages))
    return out


def _merged(spans: Iterable[Span]) -> list[Span]:
    out: list[Span] = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def _quoted(
    ids: list[str], quoted: Rings[tuple[int, int]], quotations: list[list[Quotation]], texts: list[Words],
    sentences: Rings[tuple[int, int]],
) -> list[Copies]:  # fmt: skip
    """Return quotations that stand in different company: those that no shared passage explains already."""
    out = []
    for ring in quoted.rings():
        members = sorted(ring)
        homes = set()
        for i, n in members:
            at = next((s for s, (a, b) in enumerate(texts[i].sentences) if a <= quotations[i][n].span[0] < b), 0)
            homes.add(sentences.find((i, at)))
        if len(homes) > 1 and len({i for i, _ in members}) > 1:
            out.append(_named("quotation", [Passage(ids[i], quotations[i][n].span) for i, n in members]))
    return out


def _named(kind: str, passages: list[Passage]) -> Copies:
    return Copies(digest_of(kind, [[p.document, p.span] for p in passages]), kind, passages)  # type: ignore[arg-type]


def _ordered(found: list[Copies], ids: list[str]) -> list[Copies]:
    at = {document: n for n, document in enumerate(ids)}
    kinds = ("copy", "passage", "quotation")
    return sorted(found, key=lambda c: (kinds.index(c.kind), [(at[p.document], p.span) for p in c.passages]))


def _groups(
    ids: list[str], texts: list[Words], sentences: Rings[tuple[int, int]], quoted: Rings[tuple[int, int]],
    quotations: list[list[Quotation]],
) -> dict[str, list[tuple[Span, str, str]]]:  # fmt: skip
    out: dict[str, list[tuple[Span, str, str]]] = defaultdict(list)
    for ring in sentences.rings():
        first = min(ring)
        for i, s in ring:
            out[ids[i]].append(
                (texts[i].sentences[s], f"{ids[first[0]]}:{texts[first[0]].sentences[first[1]][0]}", "passage")
            )
    for ring in quoted.rings():
        first = min(ring)
        name = f"{ids[first[0]]}:{quotations[first[0]][first[1]].span[0]}q"
        for i, n in ring:
            out[ids[i]].append((quotations[i][n].span, name, "quotation"))
    return {document: sorted(groups) for document, groups in out.items()}
