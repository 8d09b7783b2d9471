"""Writes events.hex: what TensorBoard's own library puts into a file for one row of scalars.

Run: python3 events.py > events.hex  (needs tensorboard 2.21 with the stub of TensorFlow)
"""

import struct

from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.tensorflow_stub.pywrap_tensorflow import masked_crc32c


def record(event):
    data = event.SerializeToString(deterministic=True)
    length = struct.pack("<Q", len(data))
    checksum = lambda b: struct.pack("<I", masked_crc32c(b))
    return length + checksum(length) + data + checksum(data)


row = Event(wall_time=1.5, step=300)
row.summary.value.add(tag="sac/mean_return", simple_value=2.25)
row.summary.value.add(tag="sac/temperature", simple_value=float("nan"))
print((record(Event(wall_time=1.5, file_version="brain.Event:2")) + record(row)).hex())
