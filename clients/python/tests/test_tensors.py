import numpy as np
import pytest
from papilio_gym import ServerFault, tensors
from papilio_gym.protocol import space_pb2 as pb

DTYPES = "bool int8 uint8 int16 uint16 int32 uint32 int64 uint64 float32 float64".split()
SHAPES = [(), (0,), (3,), (2, 3), (2, 0, 3)]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_type_and_shape_comes_back(dtype: str, shape: tuple[int, ...]) -> None:
    array = np.random.default_rng(1).integers(0, 2, shape).astype(dtype)
    back = tensors.decode(tensors.encode(array))
    assert (back.dtype, back.shape) == (array.dtype, array.shape)
    assert back.tobytes() == array.tobytes()
    assert back.flags.writeable and back.flags.owndata


def test_elements_are_row_major_and_little_endian() -> None:
    big_and_transposed = np.array([[1, 3], [2, 4]], dtype=">i2").T
    message = tensors.encode(big_and_transposed.astype("=i2"))
    assert message.data == bytes([1, 0, 2, 0, 3, 0, 4, 0])
    assert list(message.shape) == [2, 2]


def test_not_a_number_and_negative_zero_keep_their_bits() -> None:
    values = np.array([np.nan, -np.nan, -0.0, np.inf, 5e-324])
    assert tensors.decode(tensors.encode(values)).tobytes() == values.tobytes()


def test_other_element_types_are_refused_by_name() -> None:
    with pytest.raises(TypeError, match="dtype: complex128"):
        tensors.encode(np.zeros(2, complex))


def test_too_few_bytes_are_a_fault_of_the_server() -> None:
    with pytest.raises(ServerFault, match="8 bytes"):
        tensors.decode(pb.Tensor(dtype=pb.DTYPE_FLOAT64, shape=[2], data=bytes(8)))
