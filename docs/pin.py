"""Write the exact versions of all packages into pyproject.toml: `uv run docs/pin.py`.

They stand there as constraints, because a lock file would name the registry of whoever made it.
"""

import re
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
EXPORT = ["uv", "export", "--all-groups", "--all-extras", "--no-hashes", "--no-annotate"]
EXPORT += ["--no-header", "-q"]


def main() -> None:
    before = PROJECT.read_text()
    begun, ended = "constraint-dependencies = [\n", "]\n"
    start = before.index(begun) + len(begun)
    end = before.index(ended, start)
    PROJECT.write_text(before[:start] + before[end:])  # resolve afresh, free of the old versions
    (PROJECT.parent / "uv.lock").unlink(missing_ok=True)
    exported = subprocess.run(EXPORT, capture_output=True, text=True, check=True).stdout
    pins = sorted(
        line.strip().replace('"', "'")
        for line in exported.splitlines()
        if re.match(r"[a-zA-Z0-9]", line)
    )
    lines = "".join(f'    "{pin}",\n' for pin in pins)
    PROJECT.write_text(before[:start] + lines + before[end:])


if __name__ == "__main__":
    main()
