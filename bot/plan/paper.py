"""The plan on paper: English and Spanish, each on its own page, with a code that a phone can read."""

from datetime import date
from io import BytesIO

import segno
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from casebook.care.records import FamilyRecord
from services.plan.plan import Plan, plan, words
from services.referrals.status import day_of

LANGUAGES = ("en", "es")
KINDS = ("wishes", "strengths", "supports", "team")


def paper(record: FamilyRecord, first: str, link: str, today: date) -> bytes:
    """A PDF, the family's own language first; `link` goes into the code on each page."""
    pdf = FPDF(format="letter")
    pdf.set_auto_page_break(True, margin=18)
    for language in sorted(LANGUAGES, key=lambda each: each != first):
        _page(pdf, plan(record, language), language, link, today)
    return bytes(pdf.output())


def _page(pdf: FPDF, found: Plan, language: str, link: str, today: date) -> None:
    pdf.add_page()
    pdf.set_lang(f"{language}-US")
    _code(pdf, link)
    _line(pdf, words().say("title", language), size=22, bold=True)
    _line(pdf, words().say("printed", language, day=day_of(today, language)), size=10)
    for kind in KINDS[:3]:
        _list(pdf, words().say(kind, language), getattr(found, kind))
    _steps(pdf, found, language)
    _list(pdf, words().say("team", language), found.team)
    pdf.ln(6)
    _line(pdf, words().say("scan", language), size=10)
    _line(pdf, words().say("help", language), size=10)


def _code(pdf: FPDF, link: str) -> None:
    picture = BytesIO()
    segno.make(link, error="m").save(picture, kind="png", scale=4, border=2)
    picture.seek(0)
    pdf.image(picture, x=pdf.w - pdf.r_margin - 32, y=pdf.t_margin, w=32)


def _list(pdf: FPDF, heading: str, lines: tuple[str, ...]) -> None:
    if not lines:
        return
    _heading(pdf, heading)
    for line in lines:
        _line(pdf, f"-  {line}")


def _steps(pdf: FPDF, found: Plan, language: str) -> None:
    if not found.steps:
        return
    _heading(pdf, words().say("steps", language))
    for step in found.steps:
        by = f" ({words().say('by', language)}: {day_of(step.by, language)})" if step.by else ""
        _line(pdf, f"[{'x' if step.done else ' '}]  {step.what}", bold=True)
        _line(pdf, f"{step.who}: {step.state}{by}", size=11)


def _heading(pdf: FPDF, text: str) -> None:
    pdf.ln(4)
    _line(pdf, text, size=15, bold=True)


def _line(pdf: FPDF, text: str, size: int = 12, bold: bool = False) -> None:
    pdf.set_font("helvetica", "B" if bold else "", size)
    room = pdf.epw - (36 if pdf.get_y() < pdf.t_margin + 34 else 0)  # beside the code
    # The built-in font knows Western letters; what a family wrote beyond them (an emoji) becomes a question mark.
    pdf.multi_cell(
        room, size * 0.5, text.encode("latin-1", "replace").decode("latin-1"), new_x=XPos.LMARGIN, new_y=YPos.NEXT
    )
