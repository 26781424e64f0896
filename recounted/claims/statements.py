"""Assembles statements from the encoder's marks and the quotation marks: who said what, by which cue.

In:  a text, its Reading, its quotations.    Out: Drafts in text order, without ids or resolved sources.
A statement's weakest tie is its confidence; one below LEAST is given up (the outer voice stands). Words live in
languages/<code>/stances.csv and in constructions.csv, room "statements".
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from recounted.claims import clauses, contents, untold
from recounted.claims.mentions import is_teller
from recounted.languages import constructions, table
from recounted.model import Link, Reading, Span

LEAST = 0.35  # tuned on ../shared/bench/polnear_dev (bench/attribution.py)
TOGETHER = (0.5, 0.5)  # weights of a cue's tie to a source and of its contents' ties; tuned likewise
SPOKEN = 0.3  # least weight of a source; below it the statement names none; tuned likewise
ACCORDING = 0.5  # confidence of the rest of a sentence with "according to" that the encoder left alone
UNTOLD = 0.5  # and of a content that only the form of its sentence tells
SPLIT = 0.5  # share of a quotation that a content mark must cover to take it whole; tuned likewise

REFUSAL = 12  # characters behind a cue in which its refusal may end: "declined", content "to comment"
_WORD = re.compile(r"[\w'’]+")
_SENTENCE_END = re.compile(r"[.!?]['\"”’]*\s")
_LEADS = re.compile(r"[,:]\s+[\"“„«'`]{1,2}")
_FOLLOWS = re.compile(r"[\"”»']{1,2}\s+(?:[^\s\"“”«»]+\s+){0,4}")


class _Words(NamedTuple):
    """Constructions of the room "statements"."""

    hanging: re.Pattern[str]  # joins to what is said no more
    negated: re.Pattern[str]
    contracted: re.Pattern[str]  # "didn't say" is "not say" in stances.csv
    relative: re.Pattern[str]
    asked: re.Pattern[str]  # "Asked whether a gun was found, Orr replied: …": the question is not Orr's
    citing: re.Pattern[str]
    expletive: re.Pattern[str]  # "It is officially denied here that": nobody's "it"


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "statements", language)


Heads = tuple[dict[int, list[Link]], dict[int, list[Link]]]


class Draft(NamedTuple):
    """One statement before its source is resolved. cue and source are indexes into Reading.marks, or None."""

    content: list[Span]
    cue: int | None
    source: int | None
    polarity: str
    confidence: float
    quoted: float  # share of the content's characters that stand between quotation marks


def assemble(
    text: str, reading: Reading, quotations: list[list[Span]], sentences: list[Span] | None = None,
    language: str = "en", body: int = 0,
) -> list[Draft]:  # fmt: skip
    """Return the statements of a text, outer ones before the inner ones that they hold.

    quotations: each in pieces, marks outside (marks.quotes). sentences: in text order; without them no clause is
    completed (claims.clauses). body: where the report's first sentence begins; a dateline is nobody's words.
    """
    pieces = [piece for quotation in quotations for piece in quotation]
    heads = reading.heads("source"), reading.heads("speaker")
    speech = [mark.span for mark in reading.marks if mark.role in ("cue", "source")]
    drafts = []
    groups = _group(text, reading, quotations)
    for cue, told, sure in groups:
        if sure < LEAST:
            continue
        spans = _whole_quotations([reading.marks[c].span for c in told], quotations)
        spans = _merge(text, [_balanced(text, span, pieces) for span in _trim(text, spans, language)])
        if not spans:
            continue
        if sentences and _share(spans, pieces) == 0:
            spans = clauses.completed(text, reading, speech, cue, spans, sentences)
            if cue is not None:
                spans = contents.cut(text, reading.marks[cue].span, spans, language)
                spans = contents.before_another(text, reading, cue, spans, language)
        spans = [(body if start < body < end else start, end) for start, end in spans]
        spans = [s for s in spans if not _words(language).asked.match(text, *s)] or spans
        if cue is not None and _words(language).citing.fullmatch(text, *reading.marks[cue].span):
            spans = [s for s in spans if not is_teller(text[slice(*s)], language)]  # whom one cites is nothing said
            if not spans:
                continue
        source = _speaker(reading, heads, cue, told, spans, sentences or [])
        if source is not None and _words(language).expletive.match(text, reading.marks[source].span[0]):
            source = None
        if cue is not None and source is not None:
            if sentences and _share(spans, pieces) == 0:
                said, by = reading.marks[cue].span, reading.marks[source].span
                spans = clauses.continued(text, speech, said, by, spans, sentences, language)
            spans = _of_relative(text, spans, reading.marks[source].span, reading.marks[cue].span, language)
        drafts.append(
            Draft(spans, cue, source, _polarity(text, reading, cue, language), round(sure, 4), _share(spans, pieces))
        )
    tied = {cue for cue, _, _ in groups if cue is not None}
    for cue, source, content in clauses.according(text, reading, tied, sentences or []):
        drafts.append(Draft([content], cue, source, "affirmed", ACCORDING, _share([content], pieces)))
    tied |= {d.cue for d in drafts if d.cue is not None}
    for cue, source, content in untold.contents(text, reading, tied, sentences or [], pieces, language):
        polarity = _polarity(text, reading, cue, language)
        drafts.append(Draft([content], cue, source, polarity, UNTOLD, _share([content], pieces)))
    drafts = _runs_on(text, drafts, quotations)
    return sorted(drafts, key=lambda d: (d.content[0][0], -d.content[-1][1]))


_CLAUSE_BEHIND = re.compile(r",\s+(?P<clause>[^.,;:!?\n“”\"]+)")


def _of_relative(text: str, spans: list[Span], source: Span, cue: Span, language: str) -> list[Span]:
    """Return the content of a speaker put between commas into a relative clause: the clause, and nothing of what it
    hangs on ("a film that, its critics say, mocks the Prophet": they say nothing of anything but the film)."""
    left, right = min(source[0], cue[0]), max(source[1], cue[1])
    behind = _CLAUSE_BEHIND.match(text, right)
    if behind is None or not _words(language).relative.search(text, max(0, left - 10), left):
        return spans
    return [span for span in spans if span[0] >= right] or [behind.span("clause")]


def _group(text: str, reading: Reading, quotations: list[list[Span]]) -> list[tuple[int | None, list[int], float]]:
    """Return (cue or None, its content marks, the best content's least confidence of marks, tie) of each statement."""
    to_cue, to_speaker = reading.heads("cue"), reading.heads("speaker")
    cues = [at for at, mark in enumerate(reading.marks) if mark.role == "cue"]
    groups: dict[tuple[int | None, int | None], list[tuple[int, float]]] = {}
    for at, mark in enumerate(reading.marks):
        if mark.role != "content":
            continue
        tie = next((k for k in to_cue.get(at, []) if not _inside_of(reading, k.head, [mark.span])), None)
        speaker = next((k for k in to_speaker.get(at, []) if not _inside_of(reading, k.head, [mark.span])), None)
        beside = (
            _beside(text, reading, cues, mark.span, quotations) if speaker is None or speaker.probability < 1 else []
        )
        if beside and (tie is None or tie.head not in beside):
            tie = Link("cue", at, beside[0], max(tie.probability if tie else 0.0, 0.6))
        if tie is not None:
            sure = min(mark.confidence, reading.marks[tie.head].confidence, tie.probability)
            groups.setdefault((tie.head, None), []).append((at, sure))
        elif speaker is not None:
            groups.setdefault((None, speaker.head), []).append((at, min(mark.confidence, speaker.probability)))
    out = []
    for (cue, _), told in groups.items():
        for part in _parts(text, reading, told, quotations):
            out.append((cue, [at for at, _ in part], max(sure for _, sure in part)))
    return out


def _beside(text: str, reading: Reading, cues: list[int], span: Span, quotations: list[list[Span]]) -> list[int]:
    """Return the cues that stand right before a quotation's opening mark or behind its closing one, in its sentence."""
    quotation = next((q for q in quotations if _inside(span, q) >= 0.9 * (span[1] - span[0])), None)
    if quotation is None:
        return []
    first, last = quotation[0][0], quotation[-1][1]
    found: list[int] = []
    for at in cues:
        start, end = reading.marks[at].span
        if (end <= first and _LEADS.fullmatch(text, end, first)) or (
            last <= start and not found and text[last - 1 : last] == "," and _FOLLOWS.fullmatch(text, last, start)
        ):
            found.append(at)
    return found


_LED_IN = re.compile(r":\s+[\"“‘']?$")


def _parts(
    text: str, reading: Reading, told: list[tuple[int, float]], quotations: list[list[Span]]
) -> list[list[tuple[int, float]]]:
    """Return the contents of one cue as the statements that they are.

    Contents of one sentence are pieces of one statement, and so are quotations of one paragraph, or one quotation's
    paragraphs; a sentence or a paragraph further on, the same speaker says another thing.
    """
    parts = [[told[0]]]
    for one in told[1:]:
        before, after = reading.marks[parts[-1][-1][0]].span, reading.marks[one[0]].span
        between = text[before[1] - 2 : after[0]] if before[1] < after[0] else ""
        if _LED_IN.search(text, max(0, after[0] - 4), after[0]) and _SENTENCE_END.search(between):
            continue  # “…,” said Park. A union man was blunter: “They're gone.”: not Park's
        same = any(_inside(before, q) and _inside(after, q) for q in quotations)
        quoted = all(any(_inside(span, q) >= 0.9 * (span[1] - span[0]) for q in quotations) for span in (before, after))
        if same or ("\n" not in between and (quoted or not _SENTENCE_END.search(between))):
            parts[-1].append(one)
        else:
            parts.append([one])
    return parts


def _speaker(
    reading: Reading, heads: Heads, cue: int | None, contents: list[int], spans: list[Span], sentences: list[Span]
) -> int | None:
    """Return the source mark of a statement: what its cue and its contents say together, never one within them, nor one
    of a later sentence: "Medics told reporters that …. The Front, which holds the town, …" is not the Front's.

    heads: the reading's ties of cues to sources, and of contents to sources.
    """
    said: dict[int, float] = {}
    if cue is not None:
        for link in heads[0].get(cue, []):
            said[link.head] = said.get(link.head, 0.0) + TOGETHER[0] * link.probability
    share = (TOGETHER[1] if cue is not None else 1.0) / len(contents)
    for at in contents:
        for link in heads[1].get(at, []):
            said[link.head] = said.get(link.head, 0.0) + share * link.probability
    last = max([end for _, end in spans] + ([reading.marks[cue].span[1]] if cue is not None else []))
    end = next((b for a, b in sentences if a < last <= b), None)
    fit = {
        head: weight for head, weight in said.items()
        if not _inside_of(reading, head, spans)
        and not (cue is not None and end is not None and reading.marks[head].span[0] >= end)
    }  # fmt: skip
    best = max(fit, key=lambda head: (fit[head], -head), default=None)
    return best if best is not None and fit[best] >= SPOKEN else None


def _inside_of(reading: Reading, at: int, spans: list[Span]) -> bool:
    start, end = reading.marks[at].span
    return any(a <= start and end <= b for a, b in spans)


def _best(links: list[Link] | None) -> Link | None:
    return links[0] if links else None


def _polarity(text: str, reading: Reading, cue: int | None, language: str) -> str:
    """Return how the source stands to the content: what the encoder read, unless the words say it by themselves.

    A refusal to speak ("declined to comment", "did not say") denies nothing. Otherwise a negated verb ("has not
    denied", "no doubt") says nothing by itself.
    """
    if cue is None:
        return "affirmed"
    answers = reading.marks[cue].readings.get("polarity", {})
    read = max(answers, key=lambda a: answers[a]) if answers else "affirmed"
    start, end = reading.marks[cue].span
    stances = _stances(language)
    silent = _refusals(language).search(text, start, end + REFUSAL)
    if silent and silent.start() < end:
        return stances[_words(language).contracted.sub("not", silent[0].lower())]
    words, negated = _WORD.findall(text[start:end].lower()), _words(language).negated
    if read != "affirmed" or any(map(negated.fullmatch, words)):
        return read
    return next((stance for w in words if (stance := stances.get(w))), read)


@functools.cache
def _stances(language: str) -> dict[str, str]:
    return {row["form"]: row["polarity"] for row in table(language, "stances")}


@functools.cache
def _refusals(language: str) -> re.Pattern[str]:
    """Return what finds stances of several words: a negated verb, a verb and the infinitive that is content."""
    negated = f"(?:not|{_words(language).contracted.pattern}) "
    forms = "|".join(form.replace("not ", negated) for form in _stances(language) if " " in form)
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)


def _share(spans: list[Span], pieces: list[Span]) -> float:
    total = sum(b - a for a, b in spans)
    inside = sum(max(0, min(b, d) - max(a, c)) for a, b in spans for c, d in pieces)
    return inside / total if total else 0.0


def _whole_quotations(spans: list[Span], quotations: list[list[Span]]) -> list[Span]:
    """Let a content that is most of a quotation, and little else, take the whole of it in all its pieces."""
    out = list(spans)
    for quotation in quotations:
        size = sum(b - a for a, b in quotation)
        hit = [s for s in out if _inside(s, quotation) >= 0.8 * (s[1] - s[0])]
        if hit and sum(_inside(s, quotation) for s in hit) >= SPLIT * size:
            out = [s for s in out if s not in hit] + list(quotation)
    return sorted(out)


def _inside(span: Span, quotation: list[Span]) -> int:
    if span[1] <= quotation[0][0] or quotation[-1][1] <= span[0]:
        return 0
    return sum(max(0, min(span[1], b) - max(span[0], a)) for a, b in quotation)


def _trim(text: str, spans: list[Span], language: str) -> list[Span]:
    out, words = [], _words(language)
    for start, end in spans:
        while start < end and (text[start].isspace() or text[start] in ",;:•▪·"):
            start += 1
        if hanging := words.hanging.search(text, max(start, end - 6), end):
            end = hanging.start()
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            out.append((start, end))
    return out


def _balanced(text: str, span: Span, pieces: list[Span]) -> Span:
    """Let a span that holds a quotation and more hold both of its marks, and one that is a quotation neither."""
    start, end = span
    for first, last in pieces:
        opens = first - (2 if text[first - 2 : first] in ("''", "``") else 1)
        closes = last + (2 if text[last : last + 2] == "''" else 1)
        if start < opens and last <= end < closes <= len(text):
            end = closes
        if last < end and opens < start <= first and opens >= 0:
            start = opens
    return start, end


def _merge(text: str, spans: list[Span]) -> list[Span]:
    """Join spans that only spaces part, and drop one that another holds."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and (start <= out[-1][1] or not text[out[-1][1] : start].strip(" ")):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _runs_on(text: str, drafts: list[Draft], quotations: list[list[Span]]) -> list[Draft]:
    """Give a quotation that no statement covers to the direct statement that ends just before it in its paragraph."""
    for quotation in quotations:
        if len(text[quotation[0][0] : quotation[-1][1]].split()) < 4:
            continue
        if any(_inside(span, quotation) for draft in drafts for span in draft.content):
            continue
        start = quotation[0][0]
        paragraph = text.rfind("\n", 0, start) + 1
        before = [d for d in drafts if d.quoted >= 0.9 and paragraph <= d.content[-1][1] <= start]
        if before:
            last = max(before, key=lambda d: d.content[-1][1])
            if '"' not in text[last.content[-1][1] + 2 : start - 1].replace("“", '"'):
                drafts[drafts.index(last)] = last._replace(content=sorted([*last.content, *quotation]))
    return drafts
