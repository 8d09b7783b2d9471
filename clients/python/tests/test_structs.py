"""Keyword arguments as messages, and back."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from papilio_gym import InvalidArgument, opening, structs


def test_keyword_arguments_round_trip_without_none() -> None:
    given: dict[str, Any] = {
        "flag": True, "text": "a", "whole": 3, "half": 0.5, "absent": None,
        "range": (-math.inf, 2), "array": np.arange(2.0), "nested": {"deep": [np.int64(7), None]},
    }  # fmt: skip
    assert structs.decode(structs.encode(given)) == {
        "flag": True, "text": "a", "whole": 3, "half": 0.5,
        "range": [-math.inf, 2], "array": [0, 1], "nested": {"deep": [7, None]},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "subject"),
    [
        ({"big": 2**53 + 1}, "big"),
        ({"thing": [object()]}, "thing"),
        ({"visual_options": {0: True}}, "visual_options"),
        ({1: 2}, "keywords"),
        ("text", "keywords"),
    ],
)
def test_what_a_message_cannot_hold_is_rejected_by_name(wrong: Any, subject: str) -> None:
    with pytest.raises(InvalidArgument) as caught:
        structs.encode(wrong)
    assert caught.value.subject == subject


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_model_on_this_machine_is_sent_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    (tmp_path / "my_ant.xml").write_text(mark + "<mujoco/>", "utf-8")
    monkeypatch.chdir(tmp_path)
    for given in ("./my_ant.xml", tmp_path / "my_ant.xml", str(tmp_path / "my_ant.xml")):
        assert opening.models({"xml_file": given, "g": 1}) == {"xml_file": "<mujoco/>", "g": 1}
    for kept in ("ant.xml", "./no.xml", "<mujoco><!-- a/b --></mujoco>"):
        assert opening.models({"xml_file": kept}) == {"xml_file": kept}
