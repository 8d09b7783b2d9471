// Copies the .proto files to target/proto, which is loaded at run time, and writes their messages'
// types to target/protocol, which is read at compile time.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const schema = join(here, "..", "..", "proto", "src", "main", "proto");
const target = join(here, "target");

if (!existsSync(schema)) {
  throw new Error(`schema: no directory ${schema} (expected: a checkout of Papilio)`);
}
for (const folder of ["proto", "protocol"]) {
  rmSync(join(target, folder), { recursive: true, force: true });
}
cpSync(schema, join(target, "proto"), { recursive: true });

const loader = dirname(createRequire(import.meta.url).resolve("@grpc/proto-loader/package.json"));
execFileSync(
  process.execPath,
  [
    join(loader, "build", "bin", "proto-loader-gen-types.js"),
    "papilio/env/v1/environment.proto",
    // As src/wire.ts loads them.
    ...["--longs=String", "--enums=String", "--defaults", "--oneofs", "--grpcLib=@grpc/grpc-js"],
    ...["--importFileExtension=.js", "--outDir=protocol", "--includeDirs=proto"],
  ],
  { cwd: target, stdio: ["ignore", "ignore", "inherit"] },
);
