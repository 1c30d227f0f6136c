#!/usr/bin/env bash
# The main job on the examples in the repository. Usage: scripts/demo.sh PATH/TO/detente
set -euo pipefail
cd "$(dirname "$0")/.."
detente=$1
echo 'Arvia expelled two Belmarkan envoys on Thursday. "We did not expect this," the ambassador said.' | "$detente" parse -
