#!/usr/bin/env bash
# Installs what building needs (Debian or Ubuntu, as root or with sudo). Does nothing when all of it is there.
# Usage: scripts/install_packages.sh [check|bench]
set -euo pipefail

packages=(g++ cmake ninja-build make python3 clang-format libeigen3-dev libsimdjson-dev nlohmann-json3-dev libcli11-dev libgtest-dev pkg-config
  zlib1g-dev libzstd-dev libarchive-dev libgumbo-dev libxml2-dev libicu-dev libsqlite3-dev librapidcheck-dev libcurl4-openssl-dev)
case "${1:-}" in
  "") ;;
  check) packages+=(clang clang-tidy) ;;
  bench) packages+=(libbenchmark-dev) ;;
  *) echo "usage: $0 [check|bench]" >&2; exit 2 ;;
esac

missing=()
for p in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q "install ok installed" || missing+=("$p")
done
[ ${#missing[@]} -eq 0 ] && exit 0

command -v apt-get >/dev/null || { echo "install_packages.sh: no apt-get here; please install: ${missing[*]}" >&2; exit 1; }
sudo=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "install_packages.sh: run as root, or install sudo, to add: ${missing[*]}" >&2; exit 1; }
  sudo=sudo
fi
echo "Installing ${missing[*]}"
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
