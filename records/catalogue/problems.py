"""What is wrong in a spreadsheet, in one sentence that names sheet, row and column."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `row` counts from 1 as the spreadsheet shows it; None: not in one row of this file.

    `sheet` and `column` are the titles that stand in the file; empty where the fault has none.
    """

    sheet: str
    row: int | None
    column: str
    vi: str
    en: str

    def __str__(self) -> str:
        return f"{self.vietnamese} / {self.english}"

    @property
    def vietnamese(self) -> str:
        place = [self.sheet, f"hàng {self.row}" if self.row else "", f"cột “{self.column}”" if self.column else ""]
        return f"{', '.join(filter(None, place))}: {self.vi}."

    @property
    def english(self) -> str:
        place = [self.sheet, f"row {self.row}" if self.row else "", f"column “{self.column}”" if self.column else ""]
        return f"{', '.join(filter(None, place))}: {self.en}."
