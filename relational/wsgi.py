"""The door for a WSGI server."""

import os
from email.message import Message

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relational.settings")
django = get_wsgi_application()


def application(environ, start_response):
    """Django, for requests in UTF-8: no browser sends another charset, and some crash a decoder."""
    header = Message()
    header["Content-Type"] = environ.get("CONTENT_TYPE") or "text/plain"
    if header.get_content_charset("utf-8") not in {"utf-8", "utf8"}:
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [b"Send UTF-8."]
    return django(environ, start_response)
