"""What callers gave, as it stands in refusals."""

from __future__ import annotations

import reprlib
from typing import Any

from papilio_gym.errors import InvalidArgument

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 200


def shown(value: Any) -> str:
    """Short enough for a message, whatever it is."""
    try:
        return _SHORT.repr(value)
    except Exception:  # Of the value: an integer of more digits than Python writes, for example.
        return type(value).__name__


def check_text(name: str, text: str) -> None:
    """Refuses what UTF-8 cannot hold."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        came = f"{shown(text)}, half a surrogate pair at {error.start}"
        raise InvalidArgument(f"{name}: {came} (expected: Unicode)") from None
