import pytest

from recounted.languages import recognise


@pytest.mark.parametrize(
    "text, english",
    [
        ("Nine people were killed when the river left its bed on Thursday, the mayor of Orlin said.", True),
        ("Police said two men were held after a fire at the mill; nobody was hurt, and it was soon put out.", True),
        ("Drei Menschen starben in der Nacht, als der Fluss über die Ufer trat, sagte der Bürgermeister.", False),
        ("Trois personnes sont mortes dans la nuit, a déclaré le maire, et le bilan a été revu à la hausse.", False),
        ("Tres personas murieron en la noche, dijo el alcalde, y a las familias se les ha dado ayuda.", False),
        ("Gaur goizean hiru pertsona hil dira istripu batean, poliziak jakinarazi duenez eguerdian.", False),
        ("Ночью погибли три человека, когда река вышла из берегов, сообщил в понедельник мэр города.", False),
        ("洪水で十二人が死亡したと市長が述べた。行方不明者は四十人に上る。" * 3, False),
        ("Zaragoza", True),  # too short to tell
        ("", True),
    ],
)
def test_looks_like_english(text: str, english: bool) -> None:
    assert recognise.looks_like(text, "en") is english


@pytest.mark.parametrize(
    "named, code",
    [("en", "en"), ("EN-gb", "en"), ("en_US", "en"), (" English ", "en"), ("eu", None), ("enx", None), ("", None)],
)
def test_code_of(named: str, code: str | None) -> None:
    assert recognise.code_of(named) == code
