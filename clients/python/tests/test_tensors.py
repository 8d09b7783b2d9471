"""Arrays as messages, and back."""

import numpy as np
import pytest
from papilio_gym import tensors
from papilio_gym.protocol import space_pb2 as pb

DTYPES = "bool int8 uint8 int16 uint16 int32 uint32 int64 uint64 float32 float64".split()
SHAPES = [(), (0,), (3,), (2, 3), (2, 0, 3)]


@pytest.mark.parametrize("dtype", DTYPES)
def test_every_dtype_and_shape_round_trips(dtype: str) -> None:
    for shape in SHAPES:
        array = np.random.default_rng(1).integers(0, 2, shape).astype(dtype)
        back = tensors.decode(tensors.encode(array))
        assert (back.dtype, back.shape) == (array.dtype, array.shape)
        assert back.tobytes() == array.tobytes()
        assert back.flags.writeable and back.flags.owndata


def test_data_is_row_major_and_little_endian() -> None:
    big_and_transposed = np.array([[1, 3], [2, 4]], dtype=">i2").T
    message = tensors.encode(big_and_transposed.astype("=i2"))
    assert message.data == bytes([1, 0, 2, 0, 3, 0, 4, 0])
    assert list(message.shape) == [2, 2]


def test_nan_and_negative_zero_keep_their_bits() -> None:
    values = np.array([np.nan, -np.nan, -0.0, np.inf, 5e-324])
    assert tensors.decode(tensors.encode(values)).tobytes() == values.tobytes()


def test_other_dtypes_are_rejected() -> None:
    for other in (np.zeros(2, complex), np.zeros(2, np.float16), np.array(["text"])):
        with pytest.raises(TypeError):
            tensors.encode(other)


@pytest.mark.parametrize(
    "malformed",
    [
        pb.Tensor(dtype=pb.DTYPE_FLOAT64, shape=[2], data=bytes(8)),
        pb.Tensor(dtype=pb.DTYPE_BOOL, shape=[1], data=b"\2"),
        pb.Tensor(shape=[1], data=b"\1"),
    ],
)
def test_malformed_messages_are_rejected(malformed: pb.Tensor) -> None:
    with pytest.raises(ValueError):
        tensors.decode(malformed)
