"""Log lines that say what happened and never what somebody wrote."""

import json
import logging
import re
import traceback

# A part of an address that only its owner knows: a link without an account, a calendar.
SECRET = re.compile(r"(?<=/)[\w:-]{40,}")


class WordlessFormatter(logging.Formatter):
    """One JSON line a record. An error is its type and its places in the code.

    Its message stays out: a database's error quotes the row, and a row quotes a person.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": self.formatTime(record),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["places"] = [
                f"{place.filename}:{place.lineno} {place.name}"
                for place in traceback.extract_tb(record.exc_info[2])
            ]
        else:
            line["event"] = SECRET.sub("…", record.getMessage())
        return json.dumps(line)
