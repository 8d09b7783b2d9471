#!/usr/bin/env bash
# Collects what the container image has beside Papilio's jars: a Java runtime with the modules that
# the server needs, and the shared libraries that the runtime and MuJoCo are linked to. With them the
# image needs no base image and so no image registry.
#   image-root.sh ROOT
set -euo pipefail
root=$1
java_home=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
modules=java.base,java.desktop,java.instrument,java.logging,java.management,java.naming,java.sql,java.xml
modules=$modules,jdk.crypto.ec,jdk.httpserver,jdk.unsupported,jdk.zipfs

rm -rf "$root"
mkdir -p "$root"/{opt,tmp,etc}
echo 'papilio:x:1000:1000::/tmp:/bin/false' >"$root/etc/passwd"
"$java_home/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages \
  --compress=2 --output "$root/opt/java"

# The closure of the libraries; libstdc++ is MuJoCo's binding's.
libraries=$(find "$root/opt/java" \( -name '*.so' -o -path '*/bin/java' \) -exec ldd {} + 2>/dev/null |
  sed -n 's/.*=> \(\/[^ ]*\).*/\1/p; s/^\t\(\/lib64[^ ]*\) .*/\1/p' | grep -v "^$root" | sort -u)
for library in $libraries $(g++ -print-file-name=libstdc++.so.6) $(g++ -print-file-name=libgcc_s.so.1) \
  $(g++ -print-file-name=libdl.so.2) $(g++ -print-file-name=libpthread.so.0) $(g++ -print-file-name=librt.so.1); do
  name=$(basename "$library")
  case $library in
  /lib64/*) folder=$root/lib64 ;; # the dynamic linker
  *) folder=$root/lib/x86_64-linux-gnu ;;
  esac
  mkdir -p "$folder"
  cp -L "$library" "$folder/$name"
done
