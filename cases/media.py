"""Pictures and sounds that people bring: known by what is in them, made small, freed of where they were taken."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from cases.models import Attachment

Mime = Attachment.Mime

MOST_BYTES = 10 * 1024 * 1024
LONGEST_SIDE = 2_000  # pixels
PICTURES = ("JPEG", "PNG", "WEBP", "GIF")
# What a phone of today takes at most; a PNG of this size would not fit into memory.
MOST_PIXELS, MOST_PIXELS_AT_ONCE = 180_000_000, 25_000_000
Image.MAX_IMAGE_PIXELS = MOST_PIXELS

# The kinds of MP4 (ISO 14496-12, "brands") that hold a sound; the same box begins HEIC and AVIF.
SOUND_BRANDS = {
    *(b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso4", b"iso5", b"iso6"),
    *(b"3gp4", b"3gp5", b"3gp6", b"dash"),
}


@dataclass(frozen=True)
class Media:
    """A file that was looked at: what it is, and the bytes to keep."""

    mime: Attachment.Mime
    content: bytes


def read(file: BinaryIO) -> Media:
    """Look at a file: a picture comes out as a JPEG with nothing but its pixels, a sound as it is.

    Its name and what a browser says of it count for nothing. Raises ValidationError where it is too
    big, empty, or neither of the two.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValidationError(
            _("This file is bigger than 10 MB. Choose a smaller one. Your words are still here.")
        )
    sound = _sound(content)
    if sound is not None:
        return Media(sound, content)
    return Media(Mime.JPEG, _picture(content))


def keep(media: Media) -> str:
    """Put a file into its place, whole or not at all. Returns its name, which cannot be guessed."""
    name = secrets.token_urlsafe()
    path = path_of(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(media.content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    return name


def path_of(name: str) -> Path:
    return settings.ATTACHMENTS_DIR / name


def _sound(content: bytes) -> Attachment.Mime | None:
    """What kind of sound a file holds, by how it begins; None where it is none that we know."""
    if content.startswith(b"OggS"):
        return Mime.OGG
    if content.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in content[:64]:
        return Mime.WEBM
    if content[4:8] == b"ftyp" and content[8:12] in SOUND_BRANDS:
        return Mime.MP4
    if content.startswith(b"RIFF") and content[8:12] == b"WAVE":
        return Mime.WAV
    # MPEG audio, layer III: with a tag before it, or from its first frame on.
    is_frame = content[:1] == b"\xff" and content[1:2] in {b"\xfb", b"\xfa", b"\xf3", b"\xf2"}
    return Mime.MP3 if content.startswith(b"ID3") or is_frame else None


def _refuse_more_than(pixels: int, image: Image.Image) -> None:
    if image.width * image.height > pixels:
        raise ValidationError(_("This picture has too many dots. Choose a smaller one."))


def _picture(content: bytes) -> bytes:
    """The pixels of a picture, upright, on white, no side longer than LONGEST_SIDE."""
    try:
        with Image.open(BytesIO(content), formats=PICTURES) as image:
            _refuse_more_than(MOST_PIXELS, image)
            if image.info.get("progressive"):  # held whole, however small it is drawn
                _refuse_more_than(MOST_PIXELS_AT_ONCE, image)
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # most JPEGs are read smaller
            _refuse_more_than(MOST_PIXELS_AT_ONCE, image)
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            shown = ImageOps.exif_transpose(image).convert("RGBA")
    except ValidationError:
        raise
    except Exception:  # a decoder can stumble over anything
        raise ValidationError(
            _("We cannot read this file. Choose a picture or a sound. Your words are still here.")
        ) from None
    bare = Image.new("RGB", shown.size, "white")
    bare.paste(shown, mask=shown.getchannel("A"))
    small = BytesIO()
    bare.save(small, "JPEG", quality=85, optimize=True)
    return small.getvalue()
