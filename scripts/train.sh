#!/usr/bin/env bash
# Trains the language model from the UD English treebanks: about 10 minutes on two cores.
# Usage: scripts/train.sh FOLDER (with *-ud-train.conllu in it)
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -eq 1 ] && ls "$1"/*-ud-train.conllu >/dev/null || { echo "usage: $0 FOLDER_WITH_TREEBANKS" >&2; exit 2; }
detente=build/release/detente
for part in tokenizer tagger parser; do
  "$detente" train "$part" "$1"/*-ud-train.conllu
done
