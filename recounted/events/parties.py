"""Tells whom a report tells of: mentions of people sorted into parties, as a reader would take them.

In:  Mentions of one event in text order.    Out: Parties: sets of people, their parts, all that is said of them.
A mention is about a party told of before (the headline's 32 and the body's 32, a name, a pronoun, "the man"), about
some of it ("one of them"), or about people not told of yet ("another").
"""

from __future__ import annotations

from recounted.events.mentions import OPENING, Mention


class Party:
    """A set of people that the report tells of.

    parts: some of them, told apart; elsewhere: first told of as people of another time or event.
    """

    def __init__(self, mention: Mention, whole: Party | None = None):
        self.mentions: list[Mention] = []
        self.whole = whole
        self.elsewhere: bool = whole.elsewhere if whole is not None else mention.aside or mention.left
        self.parts: list[Party] = []
        if whole is not None:
            whole.parts.append(self)
        self.add(mention)

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)

    @property
    def size(self) -> int:
        """The number of people: what the surest figure says, the largest where figures differ."""
        return max(m.low for m in self.mentions)

    @property
    def single(self) -> bool:
        return self.size == 1

    @property
    def names(self) -> set[str]:
        return {name for m in self.mentions for name in m.names}

    def called(self, mention: Mention) -> bool:
        """Whether the mention's name is the party's: "Odd Marsh" and "Marsh", not "Odd Marsh" and "Ane Marsh"."""
        own, said = self.names, mention.names
        alike = own <= said or said <= own or len(own & said) > 1
        return bool(own & said) and (alike or (mention.age is not None and mention.age == self.age))

    @property
    def gender(self) -> str:
        return next((m.gender for m in self.mentions if m.gender != "any"), "any")

    @property
    def nouns(self) -> set[str]:
        return {m.noun for m in self.mentions if m.noun}

    @property
    def age(self) -> int | None:
        return next((m.age for m in self.mentions if m.age is not None), None)

    @property
    def added(self) -> bool:
        """Whether it was first told of as others than those before ("another man")."""
        return self.mentions[0].added

    def said(self, effect: str) -> list[Mention]:
        return [m for m in self.mentions if m.effect == effect]

    def has(self, effect: str) -> bool:
        return any(m.effect == effect for m in self.mentions)

    @property
    def last(self) -> int:
        return max(m.at for m in self.mentions)


# ---------------------------------------------------------------- which party a mention is about


def parties_of(mentions: list[Mention]) -> list[Party]:
    """Return the parties that mentions in text order tell of, but for those told of in passing only."""
    parties: list[Party] = []
    of_claim: dict[str, Party] = {}
    before: tuple[Mention, Party] | None = None
    for mention in mentions:
        if mention.bare or mention.low == 0:
            continue
        told = sum(p.size for p in parties if p.whole is None)
        if mention.added and (not parties or mention.rank - 1 > told):
            mention = mention._replace(
                added=False
            )  # "two thieves fled and a third was shot": the first who is told hurt
        if before and mention.apposed(before[0]) and _fits(before[1], mention):
            party = _told_again(before[1], mention, parties)
        else:
            party = _party_of(mention, parties, of_claim)
        before = (mention, party)
        of_claim[mention.claim.id] = party
        if party not in parties:
            parties.append(party)
    for mention in mentions:
        if mention.bare:
            _outcome(mention, parties)
    here = [p for p in parties if not p.elsewhere] or parties
    return [p for p in here if not (_newcomer(p, here) or (p.whole and _newcomer(p.whole, here)))]


def _newcomer(party: Party, parties: list[Party]) -> bool:
    """Tell whether one person is first told of long after the people of the event: in passing, of another event."""
    if party.whole is not None or not party.single or (party.added and not party.mentions[0].also):
        return False
    opened = min(m.at for p in parties for m in p.mentions)
    first = party.mentions[0]
    if first.at <= opened + OPENING or first.introduced:
        return False
    return not any(_told_with(p, first) for p in parties if p is not party)


def _told_with(party: Party, mention: Mention) -> bool:
    """Tell whether a mention is joined to one of a party by "and": "shot Ness and a clerk"."""
    return any(mention.joined_to(m) for m in party.mentions)


def _party_of(mention: Mention, parties: list[Party], of_claim: dict[str, Party]) -> Party:
    """Return the party that a mention is about, made anew where it tells of people not told of yet."""
    linked = _linked(mention, parties, of_claim)
    if linked is not None:
        return _told_again(linked, mention, parties)
    whole = of_claim.get(mention.claim.part_of or "")
    if whole is not None and whole.size > mention.low:
        return _part(whole, mention)
    if whole is not None and mention.low > 1 and _fits(whole, mention) and whole.has(mention.effect):
        return _told_again(whole, mention, parties)
    about = _again(mention, parties)
    if mention.aside and not (about is not None and about.called(mention)):
        return Party(mention)
    if about is not None:
        return _told_again(about, mention, parties)
    whole = _whole(mention, parties)
    if whole is not None:
        return _part(whole, mention)
    rival = _counted_otherwise(mention, parties)
    if rival is not None:
        return _told_again(rival, mention, parties)
    party = Party(mention)
    here = [p for p in parties if p.elsewhere == party.elsewhere]
    if mention.both:
        _gather_both(party, here)
    else:
        _gather(party, here)
    return party


def _linked(mention: Mention, parties: list[Party], of_claim: dict[str, Party]) -> Party | None:
    """Return the party that the encoder's link names, where nothing nearer speaks against it.

    Whoever is told to have died is one told dead before rather than somebody hurt; "he" is somebody of his own sentence
    rather than of another.
    """
    linked = of_claim.get(mention.claim.same_people or "")
    if linked is None or not _fits(linked, mention):
        return None
    if mention.added and not linked.added and not _told_before(linked, mention):
        return None
    if any(m.claim.span == mention.claim.span for m in linked.mentions):
        return linked  # "another man was taken to a hospital where he died"
    if any(mention.is_doer_of(m) for m in linked.mentions):
        return None
    fit = [p for p in parties if p.single and p is not linked and _fits(p, mention)]
    dead = [p for p in fit if mention.effect == "killed" and p.has("killed") and not _beside(p, mention)]
    if dead and mention.low == 1 and not linked.has("killed"):
        return None
    if mention.pronoun and not _in_sentence(linked, mention):
        return next((p for p in reversed(fit) if _in_sentence(p, mention)), linked)
    return linked


def _told_again(party: Party, mention: Mention, parties: list[Party]) -> Party:
    """Return the party with the mention added; one who now turns out dead is one of the dead told of before, if more of
    them were told of than are known."""
    dies = mention.effect == "killed" and party.whole is None and not party.has("killed")
    party.add(mention)
    if dies:
        dead = [p for p in parties if p is not party and p.has("killed")]
        alike = [p for p in dead if p.size == party.size and mention.both]
        party.whole = alike[-1] if alike else _whole(mention._replace(added=False), dead) if party.single else None
        if party.whole is not None:
            party.whole.parts.append(party)
    return party


def _part(whole: Party, mention: Mention) -> Party:
    """Return the part of a whole that a mention is about, made anew unless the same part was told of."""
    about = _again(mention, whole.parts)
    if about is None and sum(part.size for part in whole.parts) + mention.low > whole.size:
        told = [p for p in whole.parts if _fits(p, mention) and p.has(mention.effect)]  # all are told of already
        about = told[-1] if told else None
    return _told_again(about, mention, []) if about is not None else Party(mention, whole)


def _again(mention: Mention, parties: list[Party]) -> Party | None:
    """Return the party told of before that a mention is about, the latest that fits; None if there is none."""
    near = sorted((p for p in parties if _fits(p, mention) and not _beside(p, mention)), key=lambda p: -p.last)
    if mention.of_them and mention.effect == "injured" and not mention.act:
        near = [p for p in near if not p.has("killed")]  # "killing one of them. One of the women is in hospital"
    if not mention.definite:
        near.sort(key=lambda p: p.elsewhere)
    if mention.names:
        known = [p for p in near if p.called(mention)]
        unnamed = [p for p in near if not p.names and p.size == mention.low]
        same = [p for p in unnamed if p.has(mention.effect)]
        return next(iter(known + same + unnamed), None)
    if mention.added:
        told = [p for p in near if p.has(mention.effect) and p.size == mention.low]
        return next((p for p in told if p.added or _told_before(p, mention)), None)
    if mention.definite:
        described = [p for p in near if mention.noun and mention.noun in p.nouns]
        same = [p for p in near if mention.effect == "killed" and p.has("killed")]  # nobody dies twice
        own = [p for p in near if mention.pronoun and p.single and _in_sentence(p, mention)]
        if mention.both and mention.predicate:
            own = near[:1]  # "Two were killed. A man and a boy were found shot; both were dead": those told of last
        return next(iter(own + same + described + near), None)
    alike = [p for p in near if p.size == mention.low and p.has(mention.effect) and (mention.of_them or not p.added)]
    if not alike and mention.low > 1 and mention.act and mention.effect == "injured":
        alike = [
            p for p in near if p.has("killed") and not _in_sentence(p, mention)
        ]  # "three dead … the three were shot"
    if alike or mention.low > 1:
        return next(iter(alike), None)
    # An act and its outcome: "a man was shot … a man died".
    return next(
        (
            p
            for p in near
            if p.size == mention.low
            and not p.added
            and mention.effect in ("killed", "injured")
            and not (_in_sentence(p, mention) and mention.noun and p.nouns and mention.noun not in p.nouns)
        ),
        None,
    )


def _told_before(party: Party, mention: Mention) -> bool:
    """Tell whether others than those whom the sentence tells of first, harmed otherwise, may be the party: "Two dead,
    nine hurt. … killed two people and hurt nine others"."""
    return mention.otherwise and mention.low > 1 and party.has(mention.effect) and not _in_sentence(party, mention)


def _beside(party: Party, mention: Mention) -> bool:
    """Tell whether a mention stands beside the party in one sentence, and so tells of others: "Odd and a clerk"."""
    last = max(party.mentions, key=lambda m: m.at)
    if last.claim.span == mention.claim.span:
        return False
    if mention.related and mention.noun not in party.nouns and last.sentence == mention.sentence:
        return True  # "Odd Ness and his wife", "Ness shot his wife"
    return mention.joined_to(last) or mention.listed_with(last) or mention.is_doer_of(last)


def _fits(party: Party, mention: Mention) -> bool:
    """Tell whether the people of a mention can be the party: number, gender, age and name do not speak against it."""
    if mention.low > 1 or party.size > 1:
        return party.size == mention.low
    if mention.names and party.names and not party.called(mention):
        return False
    if mention.age is not None and party.age is not None and mention.age != party.age:
        return party.called(mention)
    return "any" in (mention.gender, party.gender) or mention.gender == party.gender


def _holds(whole: Mention, part: Mention) -> bool:
    """Tell whether one told of can be among several: no woman is one of three men, nobody of another name is one of
    those whom a list names."""
    if "any" not in (whole.gender, part.gender) and whole.gender != part.gender and not whole.listed:
        return False
    return not (whole.listed and part.names and not whole.names & part.names)


def _whole(mention: Mention, parties: list[Party]) -> Party | None:
    """Return a larger party, told of before and not used up, that a mention is some of."""
    others = mention.added and not mention.of_them
    for party in sorted(parties, key=lambda p: -p.last):
        if party.size <= mention.low or (party.size < mention.rank and not mention.definite):
            continue
        now = any(
            m.risen and m.sentence == mention.sentence for m in party.mentions
        )  # "rose to ten after two more died"
        if others and not (party.parts or mention.definite or now):
            continue  # "another" beside the party itself
        if (mention.claim.unit == "body" or mention.of_the_dead) and not party.has("killed"):
            continue  # "twenty-one of the bodies", "one of the dead" are none of the injured
        if mention.pronoun and _in_sentence(party, mention):
            continue  # "killing three before police shot him"
        if mention.related and not party.has(mention.effect) and _in_sentence(party, mention):
            continue  # "killed two and shot their son"
        if any(mention.listed_with(m) or mention.joined_to(m) or mention.of_another_clause(m) for m in party.mentions):
            continue
        if not _holds(party.mentions[0], mention):
            continue
        free = party.size - sum(part.size for part in party.parts)
        same = party.has(mention.effect)
        acted = mention.effect == "killed" and any(m.act for m in party.said("injured"))
        acted = acted or (mention.act and mention.effect == "injured" and party.has("killed"))
        if free >= mention.low and (same or acted or mention.of_them):
            return party
    return None


def _counted_otherwise(mention: Mention, parties: list[Party]) -> Party | None:
    """Return the party that another voice counts: the lists have 64 dead, the ministry says 12, a clerk saw 22 bodies.
    The largest count stands; nobody adds what two voices say of one event."""
    if mention.low < 2 or mention.added or not mention.claim.voice:
        return None
    for party in sorted(parties, key=lambda p: -p.last):
        said = party.said(mention.effect)
        voices = {tuple(m.claim.voice) for m in said}
        beside = any(mention.joined_to(m) or mention.listed_with(m) for m in party.mentions)
        if said and party.whole is None and party.size >= mention.low and tuple(mention.claim.voice) not in voices:
            return None if beside or any(m.sentence == mention.sentence for m in said) else party
    return None


def _in_sentence(party: Party, mention: Mention) -> bool:
    return any(m.sentence == mention.sentence for m in party.mentions)


def _gather(party: Party, parties: list[Party]) -> None:
    """Take parties of the same effect told of before into a larger one that sums them up: "in all, five died"; the dead
    are among those shot."""
    first = party.mentions[0]
    if party.size == 1 or first.added:
        return
    room = party.size
    for other in parties:
        some = any(m.claim.part_of == first.claim.id for m in other.mentions)  # "seven of the | 12 wounded have died"
        ends = (
            first.effect == "killed" and first.definite and any(m.act for m in other.mentions)
        )  # "all three are dead"
        told = some or ends or other.has(first.effect) or (first.act and other.has("killed"))
        if (
            other.whole is None
            and told
            and not (other.single and other.mentions[0].rank > party.size)
            and other.size < party.size
            and other.size <= room
            and not _beside(other, first)
            and (some or not _told_apart(other, first))
            and not (first.object and any(m.reflexive for m in other.mentions))  # he killed two, and himself before
            and all(_holds(first, m) for m in other.mentions)
        ):
            other.whole = party
            party.parts.append(other)
            room -= other.size


def _told_apart(party: Party, mention: Mention) -> bool:
    """Tell whether one clause of a sentence tells of the party and the next of several more: "a guard was shot and two
    clerks were cut"."""
    last = max(party.mentions, key=lambda m: m.at)
    apart = last.sentence == mention.sentence and last.claim.trigger != mention.claim.trigger and not last.bare
    return apart and not mention.risen  # "two of the hurt died, bringing the toll to nine"


def _gather_both(party: Party, parties: list[Party]) -> None:
    """Take the last two people told of one by one into "both": nobody else is told of."""
    for one in [p for p in parties if p.single and p.whole is None][-2:]:
        party.parts.append(one)
        one.whole = party


def _outcome(mention: Mention, parties: list[Party]) -> None:
    """Give death without a number to the last person told of as hurt before it: "he died at the hospital".

    A noun ("the fatal shooting", "charged with murder") tells of nobody by itself: it is of the one person there is.
    """
    if mention.effect != "killed" or mention.aside or any(p.has("killed") for p in parties):
        return
    hurt = [p for p in parties if p.single and p.has("injured") and p.mentions[0].at < mention.at]
    if not mention.predicate and len(parties) > 1:
        return
    near = sorted(hurt, key=lambda p: -max((m.at for m in p.mentions if m.at < mention.at), default=-1))
    if near:
        near[0].add(mention)
