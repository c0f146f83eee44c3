"""How old a reader must be for what we say to residents: `uv run python -m tests.bench.reading`.

Read are the whole sentences of our own on residents' pages and in letters to residents, in English,
with a first name where a page puts a word of its own. The age is the grade of Flesch and Kincaid
(Kincaid and others, 1975) and five years; residents' pages are written for nine to eleven.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import readability

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "templates"
FOR_RESIDENTS = ["cases/portal", "cases/sheet", "cases/hope", "cases/strength", "account"]
FOR_RESIDENTS += ["cases/attachment", "cases/reading"]
PAGES = ["resident.html", "signed_out.html", "privacy.html", "accessibility.html"]
LETTERS = ["promise_moved", "promise_let_go", "why_answered_yours", "ask_did_it_help", "ask_moved"]
LETTERS += ["download_ready", "request_moved", "goodbye", "came_back", "ask_sharing_ends"]
LETTERS += ["message_answer", "reads_for"]
SAID = re.compile(
    r"{% trans (?P<mark>['\"])(?P<short>.*?)(?P=mark)[^%]*%}"
    r"|{% blocktrans[^%]*%}(?P<long>.*?){% endblocktrans %}",
    re.DOTALL,
)
NAME = "Amina"
OLDEST = 11


def sentences(template: Path) -> list[str]:
    """What a template says in whole sentences; labels and headings are none."""
    found = SAID.finditer(template.read_text())
    texts = (
        text for said in found for text in (said["short"] or said["long"]).split("{% plural %}")
    )
    return _whole(re.sub(r"{{.*?}}", NAME, text) for text in texts)


def answers(module: Path) -> list[str]:
    """What a module says in whole sentences, as page or problem."""
    calls = (node for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Call))
    marked = (call for call in calls if getattr(call.func, "id", "") in ("_", "ngettext"))
    said = (word.value for call in marked for word in call.args if isinstance(word, ast.Constant))
    return _whole(re.sub(r"%\(\w+\)[sd]", NAME, str(text)) for text in said)


def _whole(texts: Iterable[str]) -> list[str]:
    plain = (re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).strip() for text in texts)
    return [text for text in plain if text.endswith((".", "?", "!"))]


def texts() -> dict[str, list[str]]:
    """What each page, answer and letter for residents says in whole sentences, by its name."""
    files = [file for folder in FOR_RESIDENTS for file in (TEMPLATES / folder).rglob("*.html")]
    files += [TEMPLATES / page for page in PAGES]
    files += [TEMPLATES / f"letters/{letter}.txt" for letter in LETTERS]
    said = {str(file.relative_to(ROOT)): sentences(file) for file in files}
    said |= {
        str(file.relative_to(ROOT)): answers(file) for file in (ROOT / "cases/portal").rglob("*.py")
    }
    return {name: text for name, text in sorted(said.items()) if text}


def reading_age(text: list[str]) -> float:
    """The age in years at which a text is read with ease."""
    ended = (sentence for said in text for sentence in re.split(r"(?<=[.?!])\s", said))
    lines = "\n".join(" ".join(re.findall(r"[\w’-]+", sentence)) for sentence in ended)
    return readability.getmeasures(lines, lang="en")["readability grades"]["Kincaid"] + 5


def main() -> None:
    """Print the age of all texts together, and of each."""
    said = texts()
    together = [sentence for text in said.values() for sentence in text]
    print(
        f"{reading_age(together):5.1f}  all {len(together)} sentences (written for 9 to {OLDEST})"
    )
    for name, text in sorted(said.items(), key=lambda item: -reading_age(item[1])):
        print(f"{reading_age(text):5.1f}  {name} ({len(text)})")


if __name__ == "__main__":
    main()
