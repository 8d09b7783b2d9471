// Puts together what the compiler and the package need from the rest of the checkout:
//   target/proto     the .proto files, loaded at run time
//   target/protocol  the types of their messages, compiled to target/dist/target/protocol
//   target/LICENSE
import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const checkout = join(here, "..", "..");
const target = join(here, "target");

// Compiled files whose source is gone would still be tested and packed.
for (const folder of ["proto", "protocol", "dist"]) {
  rmSync(join(target, folder), { recursive: true, force: true });
}
cpSync(join(checkout, "proto", "src", "main", "proto"), join(target, "proto"), { recursive: true });
cpSync(join(checkout, "LICENSE"), join(target, "LICENSE"));

const loader = dirname(createRequire(import.meta.url).resolve("@grpc/proto-loader/package.json"));
execFileSync(
  process.execPath,
  [
    join(loader, "build", "bin", "proto-loader-gen-types.js"),
    "papilio/env/v1/environment.proto",
    // The options of src/protocol.ts.
    ...["--longs=String", "--enums=String", "--defaults", "--oneofs", "--grpcLib=@grpc/grpc-js"],
    ...["--importFileExtension=.js", "--outDir=protocol", "--includeDirs=proto"],
  ],
  { cwd: target, stdio: ["ignore", "ignore", "inherit"] },
);
