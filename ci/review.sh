#!/bin/sh
# Compares the risk of a change with its base, says so in the one comment of the pull request, and fails where a gate trips.
# Input comes by environment variables only, and none of it is ever read as a command:
#   RISK_CLI         the command line (dist/cli.cjs); without it `risk` is called
#   RISK_BASE        the revision to compare with; without it there is nothing to do
#   RISK_HEAD        the newest commit of the pull request, where HEAD may be its merge into the target
#   RISK_FAIL_ON     gates, one a line, such as: ale +10%
#   RISK_MIN_CHANGE  hides moves of less money a year
#   RISK_SERVICE     github, gitlab or azure: where to comment; no comment if left out
#   RISK_COMMENT     true or false: whether to comment; true if left out
#   RISK_REPORT      the file for the report in Markdown; risk-review.md if left out
set -eu

risk() {
  if [ -n "${RISK_CLI:-}" ]; then node "$RISK_CLI" "$@"; else command risk "$@"; fi
}

base=${RISK_BASE:-}
report=${RISK_REPORT:-risk-review.md}
if [ -z "$base" ]; then
  echo "There is no base to compare with: this is no run for a pull request."
  exit 0
fi
case $base in
-*)
  echo "RISK_BASE is no revision: $base" >&2
  exit 2
  ;;
esac
# GitHub checks out the merge of a pull request into its target as that is now. What the merge adds to the target is the
# difference to its first parent; the base of the event may be older. The parents are known in a shallow checkout, too.
if [ -n "${RISK_HEAD:-}" ]; then
  parents=$(git cat-file commit HEAD | sed -n -e '/^$/q' -e 's/^parent //p')
  first=${parents%%[!0-9a-f]*}
  if [ "$parents" = "$(printf '%s\n%s' "$first" "$RISK_HEAD")" ]; then base=$first; fi
fi
# A shallow checkout lacks the base; one commit of it is enough.
if ! git rev-parse --quiet --verify "$base^{commit}" > /dev/null; then
  git fetch --quiet --no-tags --depth=1 origin "$base" || {
    echo "The base $base is not in this checkout and could not be fetched; check out the whole history." >&2
    exit 2
  }
fi

set -- -- "$base"
[ -z "${RISK_MIN_CHANGE:-}" ] || set -- "--min-change=$RISK_MIN_CHANGE" "$@"
gates=0
while IFS= read -r line; do
  if [ -n "$line" ]; then
    set -- "--fail-on=$line" "$@"
    gates=$((gates + 1))
  fi
done <<GATES
${RISK_FAIL_ON:-}
GATES

status=0
risk diff --allow-empty --format=markdown "--output=$report" "$@" || status=$?
[ "$status" -le 1 ] || exit "$status"
if [ "${RISK_SERVICE:-}" = github ]; then
  # Annotations on the changed lines; the gates have been judged.
  shift "$((gates))"
  (
    # The summary of the job has the report already.
    unset GITHUB_STEP_SUMMARY
    risk diff --allow-empty --format=github "$@"
  ) || exit "$?"
fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  printf 'report=%s\n' "$report" >> "$GITHUB_OUTPUT"
fi
if [ -n "${RISK_SERVICE:-}" ] && [ "${RISK_COMMENT:-true}" = true ]; then
  commented=0
  risk comment "$RISK_SERVICE" "--file=$report" || commented=$?
  [ "$commented" -eq 0 ] || exit "$commented"
fi
exit "$status"
