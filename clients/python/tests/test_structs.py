import math
from typing import Any

import numpy as np
import pytest
from papilio_gym import InvalidArgument, structs


def test_keywords_come_back_with_none_left_out() -> None:
    given: dict[str, Any] = {
        "flag": True, "text": "a", "whole": 3, "half": 0.5, "absent": None,
        "range": (-math.inf, 2), "array": np.arange(2.0), "nested": {"deep": [np.int64(7)]},
    }  # fmt: skip
    assert structs.decode(structs.encode(given)) == {
        "flag": True, "text": "a", "whole": 3, "half": 0.5,
        "range": [-math.inf, 2], "array": [0, 1], "nested": {"deep": [7]},
    }  # fmt: skip


def test_an_integer_that_would_be_rounded_is_refused() -> None:
    with pytest.raises(InvalidArgument, match="big: 9007199254740993 "):
        structs.encode({"big": 2**53 + 1})


def test_what_is_no_dict_is_refused_by_name() -> None:
    wrong: Any = "colour"
    with pytest.raises(InvalidArgument, match=r"^overrides: 'colour' \(expected: a dict"):
        structs.encode(wrong, "overrides")


def test_an_object_is_refused_by_its_type() -> None:
    with pytest.raises(InvalidArgument, match=r"thing: object \(expected: a number"):
        structs.encode({"thing": [object()]})
