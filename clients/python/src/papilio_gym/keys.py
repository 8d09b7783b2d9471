"""Keys of infos in the names of columns, where a dot parts the outer key from the inner."""

from __future__ import annotations


def escaped(key: object) -> str:
    """A key without a dot: "~" is "~0" and "." is "~1", as JSON Pointer (RFC 6901) has it."""
    return str(key).replace("~", "~0").replace(".", "~1")


def plain(name: str) -> str:
    """What was escaped."""
    return name.replace("~1", ".").replace("~0", "~") if "~" in name else name
