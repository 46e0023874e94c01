"""Invisible text that a scanner's own recogniser left on a page: taken out where a better reading takes its place."""

import pikepdf
from pikepdf import ContentStreamInstruction, Operator, Page, Pdf

_SHOW = {"Tj", "TJ", "'", '"'}
_INVISIBLE = 3
_Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


def without_hidden_text(pdf: Pdf, page: Page) -> None:
    """Leave out of `page`, in this copy, the text that its own instructions set in rendering mode 3.

    Otherwise searching finds both texts; foreign recognisers write ``UY BAN MAN DAN``. Text inside form objects stays.
    """
    instructions = list(pikepdf.parse_content_stream(page))
    kept: list[_Instruction] = []
    mode, saved = 0, list[int]()
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator == "Tr":
            mode = int(instruction.operands[0])
        elif operator == "q":
            saved.append(mode)
        elif operator == "Q" and saved:
            mode = saved.pop()
        if operator not in _SHOW or mode != _INVISIBLE:
            kept.append(instruction)
        elif operator in "'\"":  # these also move to the next line, on which later text depends
            kept.append(ContentStreamInstruction([], Operator("T*")))
    if kept != instructions:
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
