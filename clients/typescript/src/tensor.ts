import { endianness } from "node:os";

import type { DType__Output } from "#protocol/papilio/env/v1/DType.js";
import type { Tensor as Message, Tensor__Output } from "#protocol/papilio/env/v1/Tensor.js";
import { described } from "./arguments.js";
import { invalid } from "./error.js";

const ARRAYS = {
  bool: Uint8Array, // 0 or 1.
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

/** The type of a tensor's elements, by NumPy's name. */
export type DType = keyof typeof ARRAYS;

/** The typed array that holds elements of a type. */
export type TensorData<D extends DType = DType> = InstanceType<(typeof ARRAYS)[D]>;

/** An n-dimensional array. */
export class Tensor<D extends DType = DType> {
  /**
   * @param shape empty for a scalar, which has one element
   * @param data the elements in row-major order
   */
  constructor(
    readonly dtype: D,
    readonly shape: readonly number[],
    readonly data: TensorData<D>,
  ) {
    if (!(data instanceof ARRAYS[dtype])) {
      throw invalid("data", described(data), `${ARRAYS[dtype].name} for ${dtype}`);
    }
    const size = sizeOf(shape);
    if (data.length !== size) {
      throw invalid("data", `${data.length} elements`, `${size} for shape [${shape.join(", ")}]`);
    }
  }

  /** A tensor of zeros. */
  static zeros<D extends DType>(dtype: D, shape: readonly number[]): Tensor<D> {
    return new Tensor(dtype, shape, new ARRAYS[dtype](sizeOf(shape)) as TensorData<D>);
  }

  /** Entry i along the first axis, a view that shares memory with this tensor. */
  row(i: number): Tensor<D> {
    const [length = 0, ...rest] = this.shape;
    if (!(Number.isInteger(i) && i >= 0 && i < length)) {
      throw invalid("row", i, `0 to ${length - 1}`);
    }
    const size = this.data.length / length;
    return new Tensor(this.dtype, rest, this.data.subarray(i * size, (i + 1) * size) as TensorData<D>);
  }
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** Whether elements are bigint. */
export function isBig(dtype: DType): dtype is "int64" | "uint64" {
  return dtype === "int64" || dtype === "uint64";
}

export function dtypeOf(wire: DType__Output): DType {
  return wire.slice("DTYPE_".length).toLowerCase() as DType;
}

export function encodeTensor(tensor: Tensor): Message {
  const { buffer, byteOffset, byteLength } = tensor.data;
  const bytes = Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
  return {
    dtype: `DTYPE_${tensor.dtype.toUpperCase()}` as DType__Output,
    shape: [...tensor.shape],
    data: littleEndian(bytes, tensor.data.BYTES_PER_ELEMENT),
  };
}

/** The tensor of a message, copied. */
export function decodeTensor(message: Tensor__Output): Tensor {
  const dtype = dtypeOf(message.dtype);
  const array = ARRAYS[dtype];
  const bytes = littleEndian(message.data, array.BYTES_PER_ELEMENT);
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return new Tensor(dtype, message.shape, new array(copy as ArrayBuffer));
}

/** The bytes themselves, or a swapped copy on a big-endian machine. */
function littleEndian(bytes: Buffer, size: number): Buffer {
  if (endianness() === "LE" || size === 1) {
    return bytes;
  }
  const copy = Buffer.from(bytes);
  return size === 2 ? copy.swap16() : size === 4 ? copy.swap32() : copy.swap64();
}
