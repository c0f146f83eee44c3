"""What people type as they meant it: paragraphs, lists, and the direction it is read in."""

import re
import unicodedata
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

STROKE = re.compile(r"\s*[-–*•]\s+(?=\S)")  # what people begin the lines of a list with
NUMBER = re.compile(r"(\+?\d[\d ():./-]*\d)")  # also a telephone number in groups
FROM_THE_RIGHT = {"R", "AL"}


def direction(text: str) -> str:
    """The direction most letters of a text are read in, "rtl" or "ltr".

    A name in another script at the beginning does not turn the whole text round.
    """
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    from_the_right = sum(kind in FROM_THE_RIGHT for kind in kinds)
    return "rtl" if from_the_right > kinds.count("L") else "ltr"


def html(text: str) -> SafeString:
    """Paragraphs, and lists where lines begin with a stroke. Nothing else is markup."""
    way = direction(text)
    return format_html_join(
        "", "{}", ((block,) for part in re.split(r"\n\s*\n", text) for block in _blocks(part, way))
    )


def _blocks(part: str, way: str) -> list[SafeString]:
    blocks = []
    lines = [line for line in part.splitlines() if line.strip()]
    for listed, group in groupby(lines, lambda line: bool(STROKE.match(line))):
        if listed:
            items = format_html_join(
                "",
                "<li>{}</li>",
                ((line(STROKE.sub("", said, count=1), way),) for said in group),
            )
            blocks.append(format_html('<ul dir="{}">{}</ul>', way, items))
        else:
            said = format_html_join(mark_safe("<br>"), "{}", ((line(said, way),) for said in group))
            blocks.append(format_html('<p dir="{}">{}</p>', way, said))
    return blocks


def line(said: str, way: str) -> SafeString:
    """Words as they are; read from the right, their numbers keep the order of their groups."""
    if way == "ltr":
        return format_html("{}", said)
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<bdi dir="ltr">{}</bdi>', piece) if NUMBER.fullmatch(piece) else piece,)
            for piece in NUMBER.split(said)
        ),
    )
