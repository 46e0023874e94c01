import pickle

from models.errors import DamagedFile, HosoError


def test_error_says_it_in_both_languages() -> None:
    assert str(DamagedFile("Tệp hỏng.", "the file is damaged")) == "Tệp hỏng. / the file is damaged"


def test_error_crosses_a_process_border_whole() -> None:
    error: HosoError = pickle.loads(pickle.dumps(DamagedFile("vi", "en", page=3)))
    assert (type(error), error.vi, error.en, error.facts) == (DamagedFile, "vi", "en", {"page": 3})
