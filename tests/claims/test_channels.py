"""Channels: the words that say through what a statement came; each row of the tables reads its own example."""

from __future__ import annotations

import pytest

import recounted
from recounted import languages
from recounted.claims import channels
from recounted.claims.channels import channel_in


@pytest.mark.parametrize("row", languages.table("en", "channels"), ids=lambda row: row["form"])
def test_each_channel_reads_its_own_example(row):
    found = channel_in(row["example"], 0, len(row["example"]))
    assert found is not None and found.kind == row["kind"]
    assert row["example"][slice(*found.span)]


@pytest.mark.parametrize("row", languages.table("en", "announcements"), ids=lambda row: row["form"])
def test_each_announcement_reads_its_own_example(row):
    assert channels._words("en").announcement.search(row["example"])


@pytest.mark.parametrize(
    "text, name, kind, account",
    [
        ("The army said on X (@OstrelArmy) that the pass was shut.", "X", "social", "@OstrelArmy"),
        ("The text appeared on the ministry’s official page on X.", "X", "social", None),
        ("In a post on Telegram, the army said that the pass was shut.", "Telegram", "social", None),
        ("In a post, the army said that the pass was shut.", "social media", "social", None),
        ("She told a news conference in Orsk that the pass was shut.", "press conference", "press conference", None),
        ("In an emailed letter the firm said no.", None, None, None),
        ("Generation X said on Tuesday that the pass was shut.", None, None, None),
        ("He said in an interview broadcast on television that it was shut.", "interview", "interview", None),
    ],
)
def test_channels(text, name, kind, account):
    found = channel_in(text, 0, len(text))
    assert (found.name, found.kind, found.account) == (name, kind, account) if found else name is None


@pytest.mark.parametrize(
    "text, channels",
    [
        ("Nine men drowned, the reeve said, while the Orsk Front wrote on Telegram that its men had opened the dam.",
         [None, "Telegram"]),
        ("The Orsk Front said on Telegram that it opened the dam, while the ministry said nine men had drowned.",
         ["Telegram", None]),
        ("The reeve said on Telegram that nine men had drowned and added that the ford was shut.",
         ["Telegram", "Telegram"]),
    ],
)  # fmt: skip
def test_a_channel_is_its_own_cue_s(text, channels):
    record = recounted.read(text)
    assert [q.channel.name if q.channel else None for q in record.statements][: len(channels)] == channels
