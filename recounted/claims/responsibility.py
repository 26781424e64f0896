"""Turns the parties held responsible into claims: whom each voice names as doer, helper or giver of orders.

In:  a text, its Reading, a way to give a span its voice and event.    Out: ResponsibilityClaims, without ids.
Roles, statuses and kinds are the encoder's; the polarity of the statement overrides an assertion (a denial that the
army fired is a denial, whatever verb carries it). What a clause clears of the deed, or only guesses at, stands in
languages/<code>/constructions.csv, room "responsibility".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, cast

from recounted.claims import accusations, parties, targets
from recounted.claims.event_names import event_name
from recounted.claims.mentions import read_mention
from recounted.claims.naming import Standing
from recounted.languages import constructions, given_names, persons, table
from recounted.languages.constructions import word_class
from recounted.languages.event_nouns import event_noun
from recounted.model import ActorKind, ActorRole, ActorStatus, Mark, Reading, ResponsibilityClaim, Span


class _Words(NamedTuple):
    """Constructions of the room "responsibility"."""

    cleared: re.Pattern[str]  # "the group was not to blame", "the Front had no part in it"
    guess: re.Pattern[str]
    article: re.Pattern[str]


@functools.cache
def _words(language: str) -> _Words:
    return constructions.room(_Words, "responsibility", language)


Key = tuple[str | None, str, str, str, tuple[str, ...]]  # event, actor, role, status, voice
# Least probability of the tie to a deed of another sentence by which a party needs no deed in its own. Of such parties
# in polnear_train and gvdb_train half did nothing below it ("the city was taken from the army"), and most without one.
TIED = 0.7
# Least confidence of a mark that becomes a claim: when unsure, nobody is held responsible. BESIDE is asked of one whose
# tie to words of harm in its own sentence is at least SURE. On corpus/test.txt and the reports grown-*.
LEAST, BESIDE, SURE = 0.6, 0.45, 0.9
# Effects whose doer answers for them: a rescue or an arrest is no deed, and what affects or bereaves is seldom one.
DONE = frozenset({"killed", "injured", "missing", "captive", "displaced", "tortured", "sexual_violence"})
CLAUSE = 0.5  # confidence of a party that the grammar of a clause names; set, not measured: the test part has two


class Around(NamedTuple):
    """What stands around the parties of a text: people harmed, (harm word, people) pairs, settlements, event names;
    events: harm word -> the event mentioned in passing that it tells of."""

    harmed: list[Span]
    triggers: list[tuple[Span, Span]]
    towns: list[Span]
    names: list[Span]
    events: Mapping[Span, str] = {}


class _Held(NamedTuple):
    span: Span
    role: str
    status: str
    kind: str
    trigger: Span | None
    sure: float
    rule: str
    within: Span | None = None  # where its voice is to be read, if not at span


def responsibility_claims(
    text: str,
    reading: Reading,
    stand: Callable[[Mark], Standing],
    polarity: Callable[[str | None], str],
    around: Around,
    language: str = "en",
) -> list[ResponsibilityClaim]:
    """Return one claim for each event, actor, role, status and voice, with all its mentions."""
    groups: dict[Key, list[tuple[_Held, Standing]]] = {}
    for held in _held(text, reading, around, language):
        standing = stand(Mark("party", held.within or held.span))
        if held.trigger is not None and held.trigger in around.events:
            standing = standing._replace(event=around.events[held.trigger])
        status = held.status
        if status in ("asserted", "alleged") and polarity(standing.said_in) == "denied":
            status = "denied"
        key: Key = (
            standing.event,
            actor_key(text[slice(*held.span)], language),
            held.role,
            status,
            tuple(standing.voice),
        )
        groups.setdefault(key, []).append((held, standing))
    claims = []
    for (_, _, role, status, _), told in groups.items():
        held, standing = told[0]
        claims.append(
            ResponsibilityClaim(
                "", "", text[slice(*held.span)], cast(ActorKind, held.kind), held.span, [h.span for h, _ in told],
                held.trigger, cast(ActorRole, role), cast(ActorStatus, status), standing.voice, standing.said_in,
                standing.event, held.rule, max(h.sure for h, _ in told),
            )
        )  # fmt: skip
    return claims


def _held(text: str, reading: Reading, around: Around, language: str) -> list[_Held]:
    """Return who is held responsible: the encoder's marks, mended, what the grammar of a clause names plainly, and whom
    statements accuse."""
    out = _marked(text, reading, around, language)
    for party in parties.plain_parties(text, around.triggers, around.names, language):
        alone = text[slice(*party.span)].casefold() in word_class("stands_for_speaker", language)
        if alone and not accusations.own_deed(text, reading, party.span, language):
            continue
        if party.span not in around.towns and targets.acts(text, party.span, language):
            kind = _kind(text[slice(*party.span)], False, language)
            held = _Held(party.span, party.role or "actor", party.status or "asserted", kind, None, CLAUSE, "clause")
            _join(text, out, held, around, language)
    told = [*accusations.accused(text, reading, language), *accusations.deniers(text, reading, language)]
    charged = [h.span for h in out] + [one.span for one in told]
    told += [one for one in accusations.answers(text, reading, language) if _is_charged(text, one, charged, language)]
    phrased = accusations.held_by_phrase(text, around.names, [harm for harm, _ in around.triggers], language)
    for rule, found in (("statement", told), ("clause", phrased)):
        for one in found:
            kind = _kind(text[slice(*one.span)], rule == "statement", language)
            _join(
                text, out, _Held(one.span, one.role, one.status, kind, None, CLAUSE, rule, one.within), around, language
            )
    for held in list(out):
        speaker = accusations.own_deed(text, reading, held.span, language)
        document = speaker and read_mention(text[slice(*speaker)], language).kind == "document"
        long = speaker is not None and speaker[1] - speaker[0] > accusations.LONGEST
        if speaker is None or document or held.status == "denied" or long:
            continue
        alone = text[slice(*held.span)].casefold() in word_class("stands_for_speaker", language)
        if not alone and held.rule == "encoder" and not targets.does(text, held.span, language):
            continue  # "the nation stands with its armed forces" owns no deed
        if alone:  # stands for the speaker, and names nobody else
            out.remove(held)
        else:
            out[out.index(held)] = held._replace(status="claimed")
        if alone or not accusations.is_his(
            text[slice(*held.span)], language
        ):  # "his men", of a general: he did not do it himself
            owned = held._replace(span=speaker, status="claimed", within=held.span, rule="statement")
            _join(text, out, owned, around, language)
    out = [h._replace(within=accusations.said_by(reading, h.span)) if _owns_or_denies(h) else h for h in out]
    cleared = _words(language).cleared
    out = [h._replace(status="denied") if h.status != "denied" and cleared.match(text, h.span[1]) else h for h in out]
    out = [
        h._replace(status="alleged") if h.status == "asserted" and _is_guess(text, h.span, language) else h for h in out
    ]
    out = [h._replace(span=_unquoted(text, h.span)) for h in out]
    return sorted(_without_means(text, out, language), key=lambda h: h.span)


def _kind(words: str, charged: bool, language: str) -> str:
    """Return the kind of an actor that only the grammar names: a person by a noun, by a given name, or by any name
    where somebody is charged; else a party."""
    known = parties.actor_kind(words, language)
    if known is not None:
        return known
    noun = persons.noun(words, language)
    person = noun is not None and noun.kind in ("noun", "generic")
    named = read_mention(words, language)
    given = named.name is not None and (charged or given_names.is_given(named.name.split()[0], language))
    return "person" if person or (named.kind == "person" and given) else "party"


_QUOTES = {"“": "”", '"': '"', "«": "»", "„": "“", "(": ")"}


def _unquoted(text: str, span: Span) -> Span:
    """Return a party's span with the mark that closes one opened in it: a "soldier of the Front", the Front (HF)."""
    words = text[slice(*span)]
    for opening, closing in _QUOTES.items():
        count = words.count(opening) - (words.count(closing) if closing != opening else 0)
        if count % 2 and text.startswith(closing, span[1]):
            return span[0], span[1] + 1
    return span


def of_others(
    claims: list[ResponsibilityClaim], names: dict[str, str], language: str = "en"
) -> list[ResponsibilityClaim]:
    """Return the claims but those in which a voice would accuse itself: in the army's own words that rebels shelled the
    market "to blame the army" nobody accuses the army. names: source id -> its name."""
    return [
        c for c in claims
        if c.status != "alleged" or not c.voice
        or actor_key(names.get(c.voice[-1], ""), language) != actor_key(c.actor, language)
    ]  # fmt: skip


def _owns_or_denies(held: _Held) -> bool:
    """Say whether a party claims or denies the deed in words that are yet to be found: "the Front claimed the raid"."""
    return held.status in ("claimed", "denied") and held.within is None


def _is_guess(text: str, span: Span, language: str) -> bool:
    """Say whether the words right before a party only guess at it: "gunmen believed to belong to the Front"."""
    return bool(_words(language).guess.search(text, max(0, span[0] - 60), span[0]))


def _marked(text: str, reading: Reading, around: Around, language: str) -> list[_Held]:
    doers = reading.heads("doer")
    out: list[_Held] = []
    for at, mark in enumerate(reading.marks):
        if mark.role != "party":
            continue
        link = next(iter(doers.get(at, [])), None)
        trigger = reading.marks[link.head].span if link else None
        beside = trigger is not None and _in_one_sentence(text, trigger, mark.span)
        harms = beside and link is not None and link.probability >= SURE and reading.marks[link.head].role == "harm"
        if mark.confidence < (BESIDE if harms else LEAST):
            continue
        party = parties.mended(text, mark.span, mark.confidence, around.harmed, around.towns, language)
        if party is None or _taken(party.span, out):
            continue
        party = party._replace(span=_of_event(text, party.span, answer(mark, "actor_kind"), mark.confidence, language))
        unsure = not beside and (link is None or link.probability < TIED)
        if unsure and party.role is None and not _answers(text, reading, party.span, language):
            continue
        kind = parties.actor_kind(text[slice(*party.span)], language) or answer(mark, "actor_kind")
        role, status = party.role or answer(mark, "actor_role"), answer(mark, "actor_status")
        far = trigger and "\n" in text[min(trigger[0], party.span[0]) : max(trigger[1], party.span[1])]
        if far or unsure:
            trigger = None
        if status in ("asserted", "alleged"):
            status = _before_a_court(text, party.span, language) or status
        out.append(_Held(party.span, role, status, kind, trigger, mark.confidence, "encoder"))
    return [held for held in out if targets.acts(text, held.span, language)]


def _answers(text: str, reading: Reading, span: Span, language: str) -> bool:
    """Say whether a party that no word of harm is near does or is accused of something in its own sentence."""
    if targets.does(text, span, language) or _words(language).cleared.match(text, span[1]):
        return True
    start, end = accusations.sentence_of(text, span[0])
    deeds = [m.span[0] for m in reading.marks if m.role in ("harm", "name")]
    if any(start <= at < end for at in deeds) and _before_a_court(text, span, language):
        return True
    if not any(at < span[0] for at in deeds):
        return False
    return accusations.accuses_near(text, reading, span, language) or accusations.is_held(text, span, language)


def _in_one_sentence(text: str, one: Span, other: Span) -> bool:
    start, end = accusations.sentence_of(text, one[0])
    return start <= other[0] < end


def _before_a_court(text: str, span: Span, language: str) -> str | None:
    """Return how a party stands that its sentence puts before a court: alleged (charged), denied (acquitted), or None.

    Nobody asserts then that it did the deed. Of several such words the nearest decides.
    """
    start = max(text.rfind(end, 0, span[0]) for end in (". ", "\n", "? ", "! ")) + 1
    ends = [at for end in (". ", "\n", "? ", "! ") if (at := text.find(end, span[1])) >= 0]
    found = _courts(language).finditer(text, start, min(ends, default=len(text)))
    nearest = min(found, key=lambda m: max(m.start() - span[1], span[0] - m.end()), default=None)
    return _court_words(language)[nearest[0].lower()] if nearest else None


@functools.cache
def _court_words(language: str) -> dict[str, str]:
    return {row["form"]: row["status"] for row in table(language, "courts")}


@functools.cache
def _courts(language: str) -> re.Pattern[str]:
    forms = sorted(_court_words(language), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE)


def _of_event(text: str, span: Span, kind: str, sure: float, language: str) -> Span:
    """Return whose event it is where the mark says so ("the Sarhad Front" of its "car bomb"), else the event whole."""
    if event_noun(text[slice(*span)].split()[-1], language) is None:
        return span
    name = event_name(text, span, sure, language) or span
    owner = text[span[0] : name[0]].rstrip(" ’'s")
    owner = owner.rstrip("’'")
    article = _words(language).article.match(owner)
    owner = owner[article.end() :] if article else owner  # "THE DISASTER" is nobody's
    body = kind == "party" or parties.actor_kind(owner, language) == "party"
    if body and re.search(r"[A-Z]", owner):
        return span[0], span[0] + len(owner)
    return (min(span[0], name[0]), name[1])


def _join(text: str, out: list[_Held], found: _Held, around: Around, language: str) -> None:
    """Add a party, unless it is nobody or was harmed; where it is known already, its plain status goes before the
    encoder's."""
    harmed = any(a < found.span[1] and found.span[0] < b for a, b in around.harmed)
    if harmed or accusations.is_nobody(text[slice(*found.span)], language):
        return
    known = next((n for n, h in enumerate(out) if h.span[0] < found.span[1] and found.span[0] < h.span[1]), None)
    if known is None:
        out.append(found)
    elif found.role != "actor" and out[known].role == "actor":
        out[known] = out[known]._replace(role=found.role)
    elif found.status != "asserted" and out[known].status in ("asserted", "alleged"):
        out[known] = out[known]._replace(status=found.status, within=found.within)


def _is_charged(text: str, answer: accusations.Accused, charged: list[Span], language: str) -> bool:
    """Say whether whoever denies a charge is one of those held responsible shortly before, by the same name."""
    who = actor_key(text[slice(*answer.span)], language)
    before = (span for span in charged if 0 < answer.within[0] - span[1] < accusations.NEAR_HARM)
    return any(actor_key(text[slice(*span)], language) == who and span != answer.span for span in before)


def _without_means(text: str, held: list[_Held], language: str) -> list[_Held]:
    """Leave out a weapon or an event whose user the sentence names, or that was merely used."""
    means = [h for h in held if h.kind in ("cause", "unknown") and _is_thing(text, h, language)]
    doers = [h.span for h in held if h not in means]
    return [h for h in held if h not in means or not targets.is_means(text, h.span, doers, language)]


def _is_thing(text: str, held: _Held, language: str) -> bool:
    words = text[slice(*held.span)]
    return parties.actor_kind(words, language) == "cause" or event_noun(words.split()[-1], language) is not None


def _taken(span: Span, held: list[_Held]) -> bool:
    return any(h.span[0] < span[1] and span[0] < h.span[1] for h in held)


def answer(mark: Mark, question: str) -> str:
    """Return the most probable answer to a question asked of a mark; the first of equals."""
    chances = mark.readings[question]
    return max(chances, key=lambda a: chances[a])


def actor_key(words: str, language: str = "en") -> str:
    """Return an actor's wording as actors are compared: no article, lower case, plain apostrophes."""
    key = re.sub(r"\s+", " ", words.casefold().replace("’", "'"))
    first, space, rest = key.partition(" ")
    return rest if space and first in word_class("article", language) else key
