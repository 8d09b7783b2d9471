import { deepEqual, equal, throws } from "node:assert/strict";
import { describe, it } from "node:test";
import type { MessageTypeDefinition } from "@grpc/proto-loader";

import { decodeElement, type Element, encodeElement } from "../src/element.js";
import { decodeInfo } from "../src/info.js";
import { encodeKeywords } from "../src/keywords.js";
import { sampleBatch } from "../src/sample.js";
import { encodeReset } from "../src/reset.js";
import { decodeSpace, type Space } from "../src/space.js";
import { decodeTensor, type DType, encodeTensor, isBig, Tensor, type TensorData } from "../src/tensor.js";
import { definition } from "../src/protocol.js";

const DTYPES: DType[] = [
  ...(["bool", "int8", "uint8", "int16", "uint16", "int32", "uint32"] as const),
  ...(["int64", "uint64", "float32", "float64"] as const),
];

describe("a tensor", () => {
  it("comes back in every type and shape", () => {
    for (const dtype of DTYPES) {
      for (const shape of [[], [0], [3], [2, 3], [2, 0, 3]]) {
        const tensor = Tensor.zeros(dtype, shape);
        tensor.data.fill((isBig(dtype) ? 1n : 1) as never);
        deepEqual(decodeTensor(sent("Tensor", encodeTensor(tensor))), tensor);
      }
    }
  });

  it("is little-endian and preserves the bits of special values", () => {
    const bytes = encodeTensor(new Tensor("int16", [2], Int16Array.of(1, 0x0203))).data as Buffer;
    deepEqual([...bytes], [1, 0, 3, 2]);
    const special = new Tensor("float64", [4], Float64Array.of(NaN, -0, Infinity, 5e-324));
    deepEqual(decodeTensor(sent("Tensor", encodeTensor(special))), special);
  });

  it("has rows", () => {
    const tensor = new Tensor("int32", [2, 2], Int32Array.of(1, 2, 3, 4));
    deepEqual(tensor.row(1), new Tensor("int32", [2], Int32Array.of(3, 4)));
  });
});

describe("an element", () => {
  const box = new Tensor("float32", [2], Float32Array.of(0.5, -1));
  const elements: Record<string, Element> = {
    tensor: box,
    text: "abü",
    list: [box, "b", []],
    dict: new Map<string, Element>([["z", box], ["1", "a"], ["__proto__", []]]),
    graph: { nodes: box, edges: box, edgeLinks: Tensor.zeros("int32", [1, 2]) },
    "graph without edges": { nodes: box },
    "one of": { index: 1, element: "a" },
  };
  for (const [name, element] of Object.entries(elements)) {
    it(`comes back: ${name}`, () => {
      const back = decodeElement(sent("Element", encodeElement(element)));
      deepEqual(back, element);
      if (element instanceof Map) {
        deepEqual([...(back as Map<string, Element>).keys()], [...element.keys()]);
      }
    });
  }
});

describe("an info", () => {
  const values = encodeTensor(new Tensor("float64", [2], Float64Array.of(1, 0)));
  const present = encodeTensor(new Tensor("bool", [2], Uint8Array.of(1, 0)));
  const names = ["x", "episode.r", "reward~1total", "a~1b.~0c~1d", "a.", "~01"];
  const keys = [["x"], ["episode", "r"], ["reward.total"], ["a.b", "~c.d"], ["a", ""], ["~1"]] as const;
  const info = decodeInfo(sent("Info", { columns: names.map((name) => ({ name, values, present })) }), 2);

  it("has the keys of the environment", () => {
    deepEqual([...info].map(([path]) => path), keys);
    for (const [first, ...inner] of keys) {
      deepEqual(info.get(first, ...inner)!.present, [true, false]);
    }
    deepEqual(info.get("x")!.values, new Tensor("float64", [2], Float64Array.of(1, 0)));
  });

  it("has no other keys", () => {
    equal(info.get("episode.r"), undefined);
    equal(info.get("episode"), undefined);
    equal(info.get("reward~1total"), undefined);
  });

  it("is present everywhere by default", () => {
    const everywhere = decodeInfo(sent("Info", { columns: [{ name: "x", values }] }), 2);
    deepEqual(everywhere.get("x")!.present, [true, true]);
    deepEqual([...decodeInfo(null, 2)], []);
  });
});

describe("a space", () => {
  const discrete = { discrete: { n: "5", start: "-2", dtype: "DTYPE_INT32" } };
  const nvec = encodeTensor(new Tensor("int64", [2], BigInt64Array.of(2n, 3n)));
  const low = encodeTensor(new Tensor("float32", [4], Float32Array.of(-1, -Infinity, 5, -Infinity)));
  const high = encodeTensor(new Tensor("float32", [4], Float32Array.of(1, Infinity, Infinity, -5)));
  const messages = {
    box: { box: { low, high } },
    discrete,
    multiDiscrete: { multiDiscrete: { nvec, dtype: "DTYPE_UNSPECIFIED" } },
    multiBinary: { multiBinary: { shape: [4] } },
    text: { text: { minLength: 0, maxLength: 6, charset: "abcü" } },
    tuple: { tuple: { spaces: [discrete] } },
    dict: { dict: { entries: [{ key: "b", space: discrete }, { key: "a", space: discrete }] } },
    sequence: { sequence: { space: discrete, stack: true } },
    oneOf: { oneOf: { spaces: [discrete] } },
    graph: { graph: { node: discrete } },
  };
  const decoded = (message: object): Space => decodeSpace(sent("Space", message));

  it("is decoded in all ten kinds", () => {
    for (const [kind, message] of Object.entries(messages)) {
      equal(decoded(message).kind, kind);
    }
    deepEqual(decoded(discrete), { kind: "discrete", n: 5n, start: -2n, dtype: "int32" });
    deepEqual(decoded(messages.graph), { kind: "graph", node: decoded(discrete) });
    throws(() => decoded({}), { subject: "space" });
  });

  it("is sampled within its bounds", () => {
    const most = () => 1 - Number.EPSILON;
    const both = (space: Space): TensorData[] =>
      [() => 0, most].map((uniform) => (sampleBatch(space, 1, uniform) as Tensor).data);
    deepEqual(both(decoded(messages.box)), [Float32Array.of(-1, -1, 5, -7), Float32Array.of(1, 1, 7, -5)]);
    deepEqual(both(decoded(discrete)), [Int32Array.of(-2), Int32Array.of(2)]);
    deepEqual(both(decoded(messages.multiDiscrete)), [BigInt64Array.of(0n, 0n), BigInt64Array.of(1n, 2n)]);
    deepEqual(both(decoded(messages.multiBinary)), [new Int8Array(4), new Int8Array(4).fill(1)]);
    deepEqual(sampleBatch(decoded(messages.tuple), 1, most), [new Tensor("int32", [1], Int32Array.of(2))]);
    deepEqual([...(sampleBatch(decoded(messages.dict), 3) as Map<string, Element>).keys()], ["b", "a"]);
    throws(() => sampleBatch(decoded(messages.text), 1), { subject: "space" });
  });
});

describe("a request", () => {
  it("carries keywords of every type", () => {
    const options = { a: 0.5, b: true, c: "x", d: null, e: [1, [2]], f: { g: -Infinity } };
    const { fields } = encodeKeywords("keywords", options);
    deepEqual(fields!["e"], {
      listValue: { values: [{ numberValue: 1 }, { listValue: { values: [{ numberValue: 2 }] } }] },
    });
    deepEqual(fields!["f"], { structValue: { fields: { g: { numberValue: -Infinity } } } });
  });

  it("carries seeds of any size, and no other numbers", () => {
    deepEqual(encodeReset({ seed: 2n ** 80n }), { seed: "1208925819614629174706176" });
    deepEqual(encodeReset({ seed: [1, undefined] }), { seeds: { seeds: ["1", ""] } });
    for (const seed of [-1, 1.5, 2 ** 53, NaN, -1n]) {
      throws(() => encodeReset({ seed }), { subject: "seed" });
    }
  });
});

/** A message as the other side receives it. */
function sent(name: string, message: object): never {
  const type = definition[`papilio.env.v1.${name}`] as MessageTypeDefinition<object, object>;
  return type.deserialize(type.serialize(message)) as never;
}
