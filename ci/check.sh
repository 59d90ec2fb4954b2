#!/bin/sh
# Checks every .risk file and annotates the change. Input comes by environment variables only, and none of it is ever
# read as a command:
#   RISK_CLI           the command line (dist/cli.cjs); without it `risk` is called
#   RISK_FORMAT        github or text; text if left out
#   RISK_PATHS         paths to report, one a line; everything if left out
#   RISK_MAX_WARNINGS  more warnings than this fail
#   RISK_SARIF         a file for SARIF, for code scanning
set -eu

risk() {
  if [ -n "${RISK_CLI:-}" ]; then node "$RISK_CLI" "$@"; else command risk "$@"; fi
}

set -- --
while IFS= read -r line; do
  [ -z "$line" ] || set -- "$@" "$line"
done <<PATHS
${RISK_PATHS:-}
PATHS
[ -z "${RISK_MAX_WARNINGS:-}" ] || set -- "--max-warnings=$RISK_MAX_WARNINGS" "$@"

status=0
risk check --allow-empty "--format=${RISK_FORMAT:-text}" "$@" || status=$?
if [ -n "${RISK_SARIF:-}" ] && [ "$status" -le 1 ]; then
  risk check --allow-empty --format=sarif "--output=$RISK_SARIF" "$@" > /dev/null || [ "$?" -le 1 ]
fi
exit "$status"
