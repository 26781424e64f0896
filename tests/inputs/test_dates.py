import pytest

from recounted.inputs import dates


@pytest.mark.parametrize(
    "words, day",
    [
        ("2026-02-26", "2026-02-26"),
        ("2026-02-26T23:15:00-08:00", "2026-02-26"),  # the day as printed: no time zone is applied
        ("Thursday, 26 February 2026", "2026-02-26"),
        ("Feb. 26, 2026, 10:15 am", "2026-02-26"),
        ("Mon, 25 Dec 2017 10:00:00 GMT", "2017-12-25"),
        ("the 3rd of May 1904", "1904-05-03"),
        ("March 4,2001", "2001-03-04"),
        ("20260226", "2026-02-26"),
        ("20260226101500", "2026-02-26"),
        ("26.02.2026", "2026-02-26"),
        ("02/26/2026", "2026-02-26"),  # no month is 26
        ("6 December 1917", "1917-12-06"),
        ("February 2026", None),  # a month is no day
        ("26 February", None),  # the year is not supplied by any clock
        ("10:15", None),
        ("no date", None),
    ],
)
def test_find_date(words: str, day: str | None) -> None:
    assert dates.find_date(words) == day


@pytest.mark.parametrize("words", ["2026-02-30", "31 April 2001", "Feb. 29, 2023", "20261301"])
def test_a_day_that_the_calendar_lacks_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="no day of the calendar"):
        dates.find_date(words)


def test_figures_in_an_unknown_order_are_refused() -> None:
    with pytest.raises(ValueError, match="two days"):
        dates.find_date("03/04/2026")


def test_unix_times() -> None:
    assert dates.day_of_seconds(0) == "1970-01-01"
    assert dates.day_of_seconds(1_500_000_000) == dates.day_of_seconds(1_500_000_000_000) == "2017-07-14"
    with pytest.raises(ValueError, match="no Unix time"):
        dates.day_of_seconds(1e30)
