"""What the rules make of a paper, before anybody asks how often such a judgment is right."""

from dataclasses import dataclass

from models.identifiers import UNKNOWN, DocumentType


@dataclass(frozen=True, slots=True)
class Judgment:
    """A type with the printed title that decided, and what its confidence is made of, each from 0 to 1.

    `score`: of a known type, how well its title or marks and its labels fit; of `unknown`, how well the title of
    another paper does, 0 without one. `likeness`: the share of labels of the known type that the paper is most like.
    `opens`: whether the first page begins with the national title. `clear`: how well the words were read.
    """

    type: DocumentType = UNKNOWN
    score: float = 0.0
    evidence: str = ""
    likeness: float = 0.0
    opens: bool = False
    clear: float = 0.0

    @property
    def known(self) -> bool:
        return self.type != UNKNOWN

    @property
    def signs(self) -> tuple[float, ...]:
        """What the confidence is computed from: of a known type its score alone."""
        return (self.score,) if self.known else (self.score, self.likeness, float(self.opens), self.clear)
