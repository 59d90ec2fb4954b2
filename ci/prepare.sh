#!/bin/sh
# Makes the command line of this checkout ready: a release brings it along, a checkout of the source builds it.
set -eu
cd "$(dirname "$0")/.."
if [ ! -f dist/cli.cjs ]; then
  npm ci --no-audit --no-fund
  npm run build
fi
