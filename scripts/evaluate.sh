#!/usr/bin/env bash
# Scores on the development data. Usage: scripts/evaluate.sh PATH/TO/detente DATA, where DATA holds the archives (NAME.tar.xz) and
# DATA/../eval the scorers. The archives are unpacked into build/data. Every scorer reads the program's ordinary output.
set -euo pipefail
cd "$(dirname "$0")/.."
detente=$1
data=$2
eval_dir=$data/../eval
[ -d "$data" ] && [ -d "$eval_dir" ] || { echo "evaluate.sh: no archives in $data or no scorers in $eval_dir" >&2; exit 2; }
for name in ud plv gold-dev plain; do
  [ -f "$data/$name.tar.xz" ] || continue
  if [ ! -d "build/data/$name" ]; then
    mkdir -p "build/data/$name"
    tar -xJf "$data/$name.tar.xz" -C "build/data/$name"
  fi
done
for bank in ewt gum; do
  file=build/data/ud/en_$bank-ud-dev.conllu
  [ -f "$file" ] || continue
  echo "== UD $bank, gold tokens; raw text =="
  python3 "$eval_dir/ud.py" "$file" --detente "$detente" | tail -2
  python3 "$eval_dir/ud.py" "$file" --raw --detente "$detente" | tail -2
done
if [ -f build/data/plv/PLV_train.tsv ]; then
  echo "== PLV_train: event type of a pair of parties =="
  python3 "$eval_dir/plv.py" build/data/plv/PLV_train.tsv --detente "$detente"
fi
if [ -d build/data/gold-dev ]; then
  echo "== gold-dev: whole documents =="
  python3 "$eval_dir/gold.py" build/data/gold-dev --detente "$detente"
fi
for set in lgl GeoVirus; do
  if [ -f "build/data/places/$set.xml" ]; then
    echo "== places: $set =="
    "$detente" eval places "build/data/places/$set.xml"
  fi
done
if [ -d build/data/plain ]; then
  echo "== throughput on build/data/plain, whole process =="
  find build/data/plain -name '*.txt' ! -name 'README*' -print0 | sort -z | xargs -0 cat > build/data/plain.txt
  words=$(wc -w < build/data/plain.txt)
  for arguments in "parse" "code" "code -j 2"; do
    start=$(date +%s.%N)
    # shellcheck disable=SC2086
    "$detente" $arguments build/data/plain.txt > /dev/null 2>&1
    end=$(date +%s.%N)
    python3 -c "print('detente $arguments: %d words/s' % ($words / ($end - $start)))"
  done
fi
