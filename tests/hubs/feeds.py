"""Feeds for tests: a little web server that answers as it is told, and the standard's own samples."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

ROOT = Path(__file__).parents[2]
_there = [Path(os.environ["ORUK_DATA"])] if "ORUK_DATA" in os.environ else []
DATA = next(iter(_there or sorted(ROOT.parent.glob("*/data/oruk"))), None)
with_samples = pytest.mark.skipif(
    DATA is None, reason="the schemas and samples of Open Referral UK are not here"
)


class Server:
    """Answers by path; an answer is JSON, or bytes, or a function of the query."""

    def __init__(self) -> None:
        self.answers: dict[str, object] = {}
        self.asked: list[str] = []
        self.url = ""

    def sample(self, name: str) -> None:
        """Stand for one of the standard's sample feeds."""
        folder = DATA / "mocks" / name
        for path, file in {
            "/": "api_details",
            "/services": "service_list",
            "/organizations": "organization_list",
            "/taxonomies": "taxonomy_list",
            "/taxonomy_terms": "taxonomy_term_list",
        }.items():
            self.answers[path] = (folder / f"{file}.json").read_bytes()
        full = (folder / "service_full.json").read_bytes()
        self.answers[f"/services/{json.loads(full)['id']}"] = full


@contextmanager
def served() -> Iterator[Server]:
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            told.asked.append(self.path)
            answer = told.answers.get(parts.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            answer = answer(query) if callable(answer) else answer
            status, headers, body = 200, {"Content-Type": "application/json"}, answer
            if answer is None:
                status, body = 404, b"{}"
            elif isinstance(answer, tuple):
                status, more, body = answer
                headers |= more
            if not isinstance(body, bytes):
                body = json.dumps(body).encode()
            headers.setdefault("Content-Length", str(len(body)))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()


def page(*rows, number=1, pages=1, total=None) -> dict:
    """A page of a list, as the standard has it."""
    return {
        "total_items": len(rows) if total is None else total,
        "total_pages": pages,
        "page_number": number,
        "size": len(rows),
        "first_page": number == 1,
        "last_page": number == pages,
        "empty": not rows,
        "contents": list(rows),
    }


def service(number: int, **more) -> dict:
    """A service in full, with an organisation of its own."""

    def key(kind: int, at: int = 0) -> str:
        return f"{kind:08d}-0000-4000-8000-{at:04d}{number:08d}"

    return {
        "id": key(1),
        "name": f"Warm room {number}",
        "description": "Tea, a chair and somebody to talk to.",
        "url": "https://example.org/warm",
        "email": "warm@example.org",
        "status": "active",
        "fees": "Free",
        "minimum_age": 16,
        "assured_date": "2026-03-01",
        "last_modified": "2026-03-01T10:00:00.000Z",
        "organization": {
            "id": key(2),
            "name": f"Friends of the quay {number}",
            "description": "Neighbours.",
            "legal_status": "community_group",
            "organization_identifiers": [
                {
                    "id": key(3),
                    "identifier_scheme": "GB-CHC",
                    "identifier_type": "charity number",
                    "identifier": "1122334",
                }
            ],
        },
        "service_at_locations": [
            {
                "id": key(4),
                "location": {
                    "id": key(5),
                    "location_type": "physical",
                    "name": "The old net loft",
                    "latitude": 51.5,
                    "longitude": -0.25,
                    "addresses": [
                        {
                            "id": key(6),
                            "address_1": "1 Quay Street",
                            "city": "Wexmouth",
                            "state_province": "Wexshire",
                            "postal_code": "WX1 1AA",
                            "country": "GB",
                            "address_type": "physical",
                        }
                    ],
                    "accessibility": [{"id": key(7), "description": "A ramp at the side door."}],
                },
            }
        ],
        "schedules": [
            {
                "id": key(8, at),
                "freq": "WEEKLY",
                "byday": day,
                "opens_at": "14:00:00",
                "closes_at": "16:30:00",
            }
            for at, day in enumerate(["TU", "TH"])
        ],
        "languages": [{"id": key(9), "name": "Welsh", "code": "cy"}],
        "cost_options": [{"id": key(10), "option": "cake", "amount": 1.5}],
        "contacts": [
            {"id": key(11), "name": "Ann", "phones": [{"id": key(12), "number": "01632 960123"}]}
        ],
        "attributes": [
            {
                "id": key(13),
                "link_type": "kind",
                "taxonomy_term": {
                    "id": "00000014-0000-4000-8000-000000000000",
                    "name": "Warm places",
                    "description": "Somewhere to be warm.",
                    "taxonomy": "What matters",
                },
            }
        ],
    } | more
