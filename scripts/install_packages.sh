#!/usr/bin/env bash
# Installs what building needs (Debian or Ubuntu, as root or with sudo). Does nothing when all of it is there.
# Usage: scripts/install_packages.sh [test|check|bench]. `test` adds readers of others that the tests use: npm packages of the versions and with
# the checksums of tests/node/package-lock.json; without a registry in reach those tests are skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(g++ cmake ninja-build make python3 clang-format libeigen3-dev libsimdjson-dev nlohmann-json3-dev libcli11-dev libgtest-dev pkg-config
  zlib1g-dev libzstd-dev libarchive-dev libgumbo-dev libxml2-dev libicu-dev libsqlite3-dev librapidcheck-dev libcurl4-openssl-dev)
case "${1:-}" in
  "") ;;
  test) command -v node >/dev/null && command -v npm >/dev/null || packages+=(nodejs npm) ;;
  check) packages+=(clang clang-tidy) ;;
  bench) packages+=(libbenchmark-dev) ;;
  *) echo "usage: $0 [test|check|bench]" >&2; exit 2 ;;
esac

install_missing() {
  local missing=() p sudo=""
  for p in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q "install ok installed" || missing+=("$p")
  done
  [ ${#missing[@]} -eq 0 ] && return

  command -v apt-get >/dev/null || { echo "install_packages.sh: no apt-get here; please install: ${missing[*]}" >&2; exit 1; }
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "install_packages.sh: run as root, or install sudo, to add: ${missing[*]}" >&2; exit 1; }
    sudo=sudo
  fi
  echo "Installing ${missing[*]}"
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}
install_missing

if [ "${1:-}" = test ] && [ ! -d tests/node/node_modules/hyparquet ]; then
  npm ci --prefix tests/node --no-audit --no-fund --silent || echo "install_packages.sh: npm cannot install tests/node; the tests that use it are skipped" >&2
fi
