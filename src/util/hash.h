// FNV-1a with a final mix: stable over machines and releases, so hashes may be stored in model files.
#pragma once
#include <cstdint>
#include <string_view>

namespace detente {

constexpr std::uint64_t mix_hash(std::uint64_t h) {
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdULL;
  h ^= h >> 33;
  h *= 0xc4ceb9fe1a85ec53ULL;
  return h ^ (h >> 33);
}

constexpr std::uint64_t hash_bytes(std::string_view s, std::uint64_t seed = 0) {
  std::uint64_t h = 0xcbf29ce484222325ULL ^ (seed * 0x9e3779b97f4a7c15ULL);
  for (char c : s) {
    h ^= static_cast<unsigned char>(c);
    h *= 0x100000001b3ULL;
  }
  return mix_hash(h);
}

constexpr std::uint64_t hash_combine(std::uint64_t a, std::uint64_t b) { return mix_hash(a * 0x9e3779b97f4a7c15ULL + b); }

}  // namespace detente
