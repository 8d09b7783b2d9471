#!/bin/sh
# Checks the client as `mvn verify` does: types, then the tests, against a built cli.
set -eu
cd "$(dirname "$0")"

fail() {
  echo "clients/typescript: $1; -Dclients.skip leaves the clients out" >&2
  exit 1
}
command -v node >/dev/null || fail "node: not found (expected: 18.17 or newer; Debian: apt-get install nodejs)"
command -v npm >/dev/null || fail "npm: not found (expected: on the PATH; Debian: apt-get install npm)"

mkdir -p target
stamp=target/package-lock.installed
if ! cmp -s package-lock.json "$stamp" || [ ! -d node_modules ]; then
  npm ci --ignore-scripts >target/npm.log 2>&1 || fail \
    "the packages of package-lock.json could not be fetched (expected: npm's registry within reach); log: clients/typescript/target/npm.log"
  cp package-lock.json "$stamp"
fi
# Compiled tests whose source is gone would still run.
rm -rf target/dist
node generate-protocol.mjs || fail "the protocol's types could not be generated"
node node_modules/typescript/bin/tsc || fail "tsc failed (expected: no findings)"
node target/dist/test/run.js >target/test.log 2>&1 || {
  grep -v '^ *ok\|duration_ms\|^ *---$\|^ *\.\.\.$' target/test.log >&2
  fail "tests failed (expected: none); log: clients/typescript/target/test.log"
}
