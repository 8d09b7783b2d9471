#!/bin/sh
# Compiles and tests the client as `mvn verify` does, against the server in cli/target/application.
# PAPILIO_TIER=nightly adds the tests of test/nightly.
set -eu
cd "$(dirname "$0")"

fail() {
  echo "clients/typescript: $1; -Dclients.skip skips the clients" >&2
  exit 1
}
command -v node >/dev/null || fail "Node 18.17 or newer is not installed (Debian: apt-get install nodejs)"
command -v npm >/dev/null || fail "npm is not installed (Debian: apt-get install npm)"

mkdir -p target
stamp=target/package-lock.installed
if ! cmp -s package-lock.json "$stamp" || [ ! -d node_modules ]; then
  npm ci --ignore-scripts >target/npm.log 2>&1 || fail \
    "npm cannot install the packages of package-lock.json, see clients/typescript/target/npm.log"
  cp package-lock.json "$stamp"
fi
node generate.mjs || fail "generating the protocol's types failed"
node node_modules/typescript/bin/tsc || fail "compilation failed"
node target/dist/test/run.js >target/test.log 2>&1 || {
  grep -v '^ *ok\|duration_ms\|^ *---$\|^ *\.\.\.$' target/test.log >&2
  fail "tests failed, see clients/typescript/target/test.log"
}
