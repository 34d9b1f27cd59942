"""CSV that a spreadsheet opens as text and numbers, and the pictures' geometry."""

import csv
import io

import pytest

from services.reports.charts import WIDTH, bars
from services.reports.sheets import sheet


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=cmd|' /C calc'!A0", "|x", "%x"]
)
def test_no_text_opens_as_a_formula(text: str) -> None:
    assert read(sheet([[text]])) == [[f"'{text}"]]


def test_words_numbers_quotes_and_lines_come_back_as_they_went_in() -> None:
    rows = [['Niños, "dos"', 12, 3.5], ["a\nb", 0, "x=y"]]
    assert read(sheet(rows)) == [['Niños, "dos"', "12", "3.5"], ["a\nb", "0", "x=y"]]


def test_a_spreadsheet_is_told_that_it_is_utf_8() -> None:
    assert sheet([["ñ"]]).encode().startswith(b"\xef\xbb\xbf")


def test_the_longest_bar_is_as_wide_as_the_picture_and_the_others_in_measure() -> None:
    chart = bars([("a", 10, "10"), ("b", 5, "5"), ("c", 0, "0")])
    assert [bar.length for bar in chart.bars] == [WIDTH, WIDTH / 2, 0]
    assert chart.bars[-1].bar_y < chart.height


def test_bars_of_a_hundred_keep_their_measure() -> None:
    assert [bar.length for bar in bars([("a", 50, "50")], most=100).bars] == [WIDTH / 2]


def test_nothing_to_draw_is_an_empty_picture() -> None:
    assert bars([]).bars == ()
    assert bars([("a", 0, "0")]).bars[0].length == 0
