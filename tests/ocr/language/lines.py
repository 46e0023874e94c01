"""Lines of words as an engine gives them, for the tests of the language step."""

from models.page import Box, Doubt, Line, Word

Doubts = dict[str, tuple[Doubt, ...]]


def line(text: str, doubts: Doubts | None = None, *, confidence: float = 0.9, blank: int = 8) -> Line:
    """Return the words of `text` side by side, 30 pixels high, `blank` pixels apart.

    `doubts` are those of words by their text; words not named have none. With None the engine lists nothing.
    """
    words, x = [], 10
    for word in text.split():
        seen = None if doubts is None else doubts.get(word, ())
        words.append(Word(word, Box(x, 10, x + 15 * len(word), 40), confidence, doubts=seen))
        x += 15 * len(word) + blank
    return Line(tuple(words))


def doubt(word: str, other: str, cost: float) -> Doubts:
    """Return the doubt that makes `other` of `word`, which differ in one letter."""
    at = next(i for i, (a, b) in enumerate(zip(word, other, strict=True)) if a != b)
    return {word: (Doubt(at, other[at], cost),)}
