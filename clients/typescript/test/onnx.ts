/** Numbers of fields are those of ONNX's onnx.proto. */
const field = (number: number, ...parts: Uint8Array[]): Uint8Array => {
  const body = Buffer.concat(parts);
  return Buffer.concat([varint((number << 3) | 2), varint(body.length), body]);
};
const integer = (number: number, value: number) => Buffer.concat([varint(number << 3), varint(value)]);
const text = (number: number, value: string) => field(number, Buffer.from(value));

function varint(value: number): Uint8Array {
  const bytes = [];
  for (; value > 127; value >>>= 7) {
    bytes.push((value & 127) | 128);
  }
  return Uint8Array.from([...bytes, value]);
}

const FLOAT = 1;

function port(number: number, name: string, width: number): Uint8Array {
  const shape = field(2, field(1, text(2, "n")), field(1, integer(1, width)));
  return field(number, text(1, name), field(2, field(1, integer(1, FLOAT), shape)));
}

/** The bytes of an ONNX model y = x W. */
export function linear(weight: Float32Array, inputs: number, outputs: number): Uint8Array {
  const node = field(1, text(1, "x"), text(1, "W"), text(2, "y"), text(4, "MatMul"));
  const dims = [integer(1, inputs), integer(1, outputs)];
  const initializer = field(5, ...dims, integer(2, FLOAT), text(8, "W"), field(9, Buffer.from(weight.buffer)));
  const graph = field(7, node, text(2, "policy"), initializer, port(11, "x", inputs), port(12, "y", outputs));
  return Buffer.concat([integer(1, 9), graph, field(8, integer(2, 20))]);
}
