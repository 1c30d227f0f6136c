# What the shell tests share; sourced by them after `work` (a folder) is set.
failures=0

# check NAME EXPECTED_EXIT PATTERN_ON_STDERR COMMAND...: the message is one line (or none when the pattern is empty); LINES_EXPECTED says otherwise
check() {
  local name=$1 expected=$2 pattern=$3
  shift 3
  "$@" > "$work/out" 2> "$work/err" < "${INPUT:-/dev/null}"
  local code=$?
  local lines
  lines=$(wc -l < "$work/err")
  if [ "$code" -ne "$expected" ]; then
    echo "FAIL $name: exit code $code, expected $expected"; cat "$work/err"; failures=$((failures + 1))
  elif [ -n "$pattern" ] && ! grep -q -- "$pattern" "$work/err"; then
    echo "FAIL $name: standard error does not say '$pattern'"; cat "$work/err"; failures=$((failures + 1))
  elif [ -n "$pattern" ] && [ "${LINES_EXPECTED:-1}" -ne "$lines" ]; then
    echo "FAIL $name: $lines lines on standard error, expected ${LINES_EXPECTED:-1}"; cat "$work/err"; failures=$((failures + 1))
  elif [ -z "$pattern" ] && [ "$lines" -ne 0 ]; then
    echo "FAIL $name: unexpected messages"; cat "$work/err"; failures=$((failures + 1))
  fi
}
expect() {
  if ! eval "$2"; then echo "FAIL $1"; failures=$((failures + 1)); fi
}

# Everything that users see of a store, in an order by keys that do not depend on rows; also checks that the file is sound
cat > "$work/dump.py" <<'PY'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
for view in ("documents", "events"):
    for row in db.execute(f"SELECT * FROM {view} ORDER BY id"): print(row)
columns = [c[1] for c in db.execute("PRAGMA table_info(reports)") if c[1] != "report"]
for row in sorted(map(repr, db.execute("SELECT " + ",".join(f'"{c}"' for c in columns) + " FROM reports"))): print(row)
PY
dump() { python3 "$work/dump.py" "$1" > "$2" || { echo "FAIL the store $1 is damaged"; failures=$((failures + 1)); }; }

finish() { [ "$failures" -eq 0 ] && echo "$1: all passed" || { echo "$1: $failures failed"; exit 1; }; }
