#!/bin/sh
# Exact versions with hashes for every platform, from pyproject.toml. Extras are locked on top of base.
set -eu
cd "$(dirname "$0")/.."
compile() { uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet --no-emit-index-url --no-header "$@"; }
compile --output-file locks/base.txt
compile --group dev --constraints locks/base.txt --output-file locks/dev.txt
for extra in ocr postgres bench; do
  compile --extra "$extra" --constraints locks/base.txt --output-file "locks/$extra.txt"
done
