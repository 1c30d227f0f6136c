#!/usr/bin/env bash
# detente fetch against a server on this machine, whose feeds have troubles of every kind. Usage: tests/fetch.sh PATH/TO/detente SOURCE_DIR
set -uo pipefail
detente=$1
source_dir=$2
work=$(mktemp -d)
server=
trap '[ -n "$server" ] && kill "$server" 2> /dev/null; rm -rf "$work"' EXIT
. "$source_dir/tests/check.sh"

python3 "$source_dir/tests/feed_server.py" "$work/port" "$work/log" &
server=$!
for _ in $(seq 100); do [ -e "$work/port" ] && break; sleep 0.1; done
at="http://127.0.0.1:$(cat "$work/port")"
fetch() { "$detente" fetch --allow-private --pause 0 "$@"; }
number() { python3 -c 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])' "$1" "$2"; }
db="$work/news.db"

check "fetch" 0 "" fetch --db "$db" "$at/feed"
expect "its entries are stored" "grep -q '^2 documents stored' '$work/out' && grep -q '/feed: 2 entries' '$work/out'"
expect "relative links become addresses" "[ \"\$(number '$db' \"SELECT count(*) FROM documents WHERE url LIKE 'http://127.0.0.1:%/story/%'\")\" = 2 ]"
expect "outlet and date are the feed's" "[ \"\$(number '$db' \"SELECT outlet || published FROM documents LIMIT 1\")\" = 'Arvian Wire2016-01-22T14:05:00Z' ]"
expect "events come of them" "[ \"\$(number '$db' 'SELECT count(*) FROM events')\" -ge 2 ]"
dump "$db" "$work/once"
check "fetch again" 0 "" fetch --db "$db" "$at/feed"
expect "nothing has changed" "grep -q '/feed: not changed' '$work/out' && grep -q '^0 documents stored, 0 revised, 0 unchanged' '$work/out'"
dump "$db" "$work/twice"
expect "two runs are as one" "cmp -s '$work/once' '$work/twice'"
check "a feed that grows" 0 "" fetch --db "$work/grow.db" "$at/changing"
check "a feed that has grown" 0 "" fetch --db "$work/grow.db" "$at/changing"
expect "only the new entry is stored" "grep -q '^1 documents stored, 0 revised, 1 unchanged' '$work/out'"
rm "$work/grow.db"
check "a store that was removed" 0 "" fetch --db "$work/grow.db" "$at/changing"
expect "its feeds are asked for in full" "grep -q '^2 documents stored' '$work/out'"

check "private addresses" 1 "private address 127.0.0.1" "$detente" fetch --db "$db" "$at/feed"
check "a name of this machine" 1 "private address" "$detente" fetch --db "$db" "http://localhost:${at##*:}/feed"
check "metadata of clouds" 1 "private address 169.254.169.254" "$detente" fetch --db "$db" --timeout 5 "http://169.254.169.254/latest"
check "credentials" 1 "user name or password" fetch --db "$db" "http://me:secret@127.0.0.1/feed"
check "another scheme" 1 "only http and https" fetch --db "$db" "file://$work/feed"
check "redirect loop" 1 "loop: more than 5 redirects" fetch --db "$db" "$at/loop"
check "too large" 1 "large: is larger than 1024 KB" fetch --db "$db" --max-mb 1 "$at/large"
check "gzip bomb" 1 "bomb: is larger than 16384 KB" fetch --db "$db" "$at/bomb"
check "slow server" 1 "slow: no answer within 1 s" fetch --db "$db" --timeout 0.7 "$at/slow"
check "not found" 1 "nothing: the server answers 404 (not found)" fetch --db "$db" "$at/nothing"
check "no feed" 1 "page: is no feed" fetch --db "$db" "$at/page"
LINES_EXPECTED=2 check "one feed of three" 4 "404" fetch --db "$db" "$at/nothing" "$at/feed" "$at/loop"
dump "$db" "$work/twice"
expect "troubles leave the store as it was" "cmp -s '$work/once' '$work/twice'"

check "Retry-After of a second" 0 "" fetch --db "$work/soon.db" "$at/soon"
expect "is waited for" "grep -q '^1 documents stored' '$work/out'"
check "Retry-After of two hours" 1 "429 and asks to be left alone until" fetch --db "$work/later.db" "$at/later"
before=$(wc -l < "$work/log")
check "the next run" 1 "asked to be left alone until" fetch --db "$work/later.db" "$at/feed"
expect "does not ask" "[ $before -eq \$(wc -l < '$work/log') ]"

check "entities in a feed" 4 "entities: the feed declares entities and is refused" fetch --db "$work/e.db" "$at/entities" "$at/feed"
check "external entities" 1 "external: the feed declares entities and is refused" fetch --db "$work/x.db" "$at/external"
check "entities of HTML" 0 "" fetch --out "$work/html" "$at/html_entities"
expect "are read" "grep -q 'Arvia & Belmark agreed on a truce — at last é' '$work'/html/*.json"
check "a wrong charset" 0 "" fetch --out "$work/charset" "$at/charset"
expect "is put right" "grep -q 'café of Señor Müller – “for good”' '$work'/charset/*.json"
check "an entry without address" 0 "" fetch --out "$work/guid" "$at/guid"
expect "has an id of its feed's host" "grep -q '\"id\":\"127.0.0.1:[0-9]*/7\"' '$work'/guid/*.json"

check "into a folder" 0 "" fetch --out "$work/stories" "$at/feed"
expect "a file for each entry" "[ \$(ls '$work/stories' | wc -l) -eq 2 ] && grep -q '2 documents written' '$work/out'"
check "ingest of the folder" 0 "" "$detente" ingest --db "$work/folder.db" "$work/stories"
dump "$work/folder.db" "$work/twice"
expect "gives the store that fetch gives" "cmp -s '$work/once' '$work/twice'"
rm "$work/stories/.fetch"
check "into the folder again" 0 "" fetch --out "$work/stories" "$at/feed"
expect "changes nothing" "grep -q '0 documents written, 2 unchanged' '$work/out'"

LINES_EXPECTED=2 check "pages" 4 "1 pages could not be had, the feed's own text is used; the first: .*flaky: the server answers 500" fetch --pages --db "$work/pages.db" "$at/pages"
expect "robots.txt is told" "grep -q '1 pages not fetched, as robots.txt asks' '$work/err'"
expect "robots.txt is honoured" "! grep -q '^/closed' '$work/log'"
expect "the text is the page's" "[ \"\$(number '$work/pages.db' \"SELECT count(*) FROM documents WHERE text LIKE '%answer in kind%' AND outlet = 'The Arvian Post'\")\" = 1 ]"
check "pages again" 0 "" fetch --pages --quiet --db "$work/pages.db" "$at/pages"
expect "the page that failed is fetched, the others are not" "[ \"\$(number '$work/pages.db' \"SELECT count(*) FROM documents WHERE text LIKE '%answer in kind%'\")\" = 2 ] && [ \$(grep -c '^/story/1' '$work/log') -eq 1 ]"

printf 'no json' > "$work/bad.state"
check "a state that is none" 1 "bad.state: is no state of detente fetch" fetch --db "$db" --state "$work/bad.state" "$at/feed"
LINES_EXPECTED=2 check "no target" 2 "Run with --help" fetch "$at/feed"
LINES_EXPECTED=2 check "two targets" 2 "Run with --help" fetch --db "$db" --out "$work/stories" "$at/feed"
check "help" 0 "" "$detente" fetch --help
expect "help has an example" "grep -q Examples '$work/out'"
finish "fetch"
