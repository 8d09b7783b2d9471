#!/bin/sh
# Writes the state of the sources as Java properties: source-version.sh VERSION ROOT FILE.
# Never fails: without git, or outside a checkout of this project, the commit is "unknown" and the tree dirty.
version=$1
root=$(cd "$2" && pwd -P)
file=$3

commit=unknown
dirty=true
# The checkout must be the project itself: an unpacked archive inside someone's repository is not that commit.
if top=$(git -C "$root" rev-parse --show-toplevel 2>/dev/null) && [ "$(cd "$top" && pwd -P)" = "$root" ]; then
  if head=$(git -C "$root" rev-parse --verify HEAD 2>/dev/null) \
      && changes=$(git --no-optional-locks -C "$root" status --porcelain 2>/dev/null); then
    commit=$head
    [ -z "$changes" ] && dirty=false
  fi
fi

content="version=$version
commit=$commit
dirty=$dirty"
# An unchanged file keeps its time, so that nothing downstream is built again.
if [ ! -f "$file" ] || [ "$(cat "$file")" != "$content" ]; then
  mkdir -p "$(dirname "$file")"
  printf '%s\n' "$content" > "$file"
fi
exit 0
