"""MJCF models that clients send as text."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

KEYWORD = "xml_file"
_MARK = "\ufeff"


def is_text(keywords: Mapping[str, Any]) -> bool:
    """Whether the keyword arguments have the text of a model, not its file."""
    value = keywords.get(KEYWORD)
    return isinstance(value, str) and value.removeprefix(_MARK).lstrip().startswith("<")


@contextmanager
def in_files(keywords: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The keyword arguments with a temporary file for the text of a model.

    Gymnasium's environments read the file when they are made.
    """
    if not is_text(keywords):
        yield dict(keywords)
        return
    with tempfile.TemporaryDirectory(prefix="papilio-") as folder:
        file = Path(folder, "model.xml")
        # MuJoCo takes no blanks before an XML declaration.
        file.write_text(keywords[KEYWORD].removeprefix(_MARK).strip(), "utf-8")
        yield {**keywords, KEYWORD: str(file)}
