"""What people type as they meant it: paragraphs, lists, sentences, and the direction it is read in."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

STROKE = re.compile(r"\s*[-–*•]\s+(?=\S)")  # what people begin the lines of a list with
NUMBER = re.compile(r"(\+?\d[\d ():./-]*\d)")  # also a telephone number in groups
FROM_THE_RIGHT = {"R", "AL"}
# The space after the mark that ends a sentence, also behind a closing quotation mark; where no
# space is written, the end of the mark itself. A number of a list, an initial and a title end none.
BETWEEN_SENTENCES = re.compile(
    r"""
    (?: (?<=[.!?…؟۔።।॥]) | (?<=[.!?…؟۔።।॥]["'”’»)]) )
    (?<!^\d\.) (?<!^\d\d\.)
    (?<!^[^\W\d_]\.) (?<!\s[^\W\d_]\.) (?<!\.[^\W\d_]\.)
    (?<!\bDr\.) (?<!\bMr\.) (?<!\bMrs\.) (?<!\bMs\.) (?<!\bSt\.)
    \s+
    | (?<=[。！？]) (?! [」』”’）] | $ )
    """,
    re.VERBOSE,
)


def direction(text: str) -> str:
    """The direction most letters of a text are read in, "rtl" or "ltr".

    A name in another script at the beginning does not turn the whole text round.
    """
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    from_the_right = sum(kind in FROM_THE_RIGHT for kind in kinds)
    return "rtl" if from_the_right > kinds.count("L") else "ltr"


def sentences(said: str) -> list[str]:
    """The sentences of a line, word for word."""
    return [sentence for sentence in BETWEEN_SENTENCES.split(said.strip()) if sentence]


def shortened(text: str, longest: int) -> str:
    """A text of so many letters at the most, its end a … where some are missing."""
    return text if len(text) <= longest else Truncator(text).chars(longest)


def html(text: str, *, by_sentence: bool = False) -> SafeString:
    """Paragraphs, and lists where lines begin with a stroke. Nothing else is markup.

    by_sentence gives each sentence a line of its own, for who reads one thing at a time.
    """
    way = direction(text)
    parts = re.split(r"\n\s*\n", text)
    blocks = (block for part in parts for block in _blocks(part, way, by_sentence))
    return format_html_join("", "{}", ((block,) for block in blocks))


def _blocks(part: str, way: str, by_sentence: bool) -> list[SafeString]:
    blocks = []
    lines = [line for line in part.splitlines() if line.strip()]
    for listed, group in groupby(lines, lambda line: bool(STROKE.match(line))):
        if listed:
            items = [STROKE.sub("", said, count=1) for said in group]
            rows = [sentences(item) if by_sentence else [item] for item in items]
            drawn = format_html_join("", "<li>{}</li>", ((_rows(row, way),) for row in rows))
            blocks.append(format_html('<ul dir="{}">{}</ul>', way, drawn))
        else:
            rows = [list(group)]
            if by_sentence:
                rows = [[one] for said in rows[0] for one in sentences(said)]
            blocks += [format_html('<p dir="{}">{}</p>', way, _rows(row, way)) for row in rows]
    return blocks


def _rows(rows: Iterable[str], way: str) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((line(row, way),) for row in rows))


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
