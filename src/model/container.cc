#include "model/container.h"

#include <algorithm>
#include <array>

#include "util/hash.h"

namespace detente {

namespace {

constexpr std::array<char, 8> kMagic = {'D', 'E', 'T', 'E', 'N', 'T', 'E', '\x1a'};
constexpr std::size_t kNameSize = 24;

struct FileHeader {
  std::array<char, 8> magic = kMagic;
  std::uint32_t version = kContainerVersion;
  std::uint32_t sections = 0;
  std::uint64_t size = 0;      // of the whole file
  std::uint64_t checksum = 0;  // of everything after the header
  std::array<char, 32> reserved = {};
};
static_assert(sizeof(FileHeader) == 64);

struct SectionEntry {
  std::array<char, kNameSize> name = {};
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

std::size_t aligned(std::size_t n) { return (n + 63) / 64 * 64; }

SectionEntry entry_at(std::string_view bytes, std::size_t i) {
  SectionEntry e;
  std::memcpy(&e, bytes.data() + sizeof(FileHeader) + i * sizeof(SectionEntry), sizeof e);
  return e;
}

std::string_view entry_name(const SectionEntry& e) {
  std::size_t n = 0;
  while (n < kNameSize && e.name[n] != '\0') ++n;
  return {e.name.data(), n};
}

}  // namespace

std::uint64_t checksum(std::string_view bytes) {
  // Four interleaved lanes of multiply-xor over 8-byte words: about memory speed.
  std::array<std::uint64_t, 4> lane = {0x9e3779b97f4a7c15ULL, 0xc2b2ae3d27d4eb4fULL, 0x165667b19e3779f9ULL, 0x27d4eb2f165667c5ULL};
  std::size_t i = 0;
  for (; i + 32 <= bytes.size(); i += 32)
    for (std::size_t k = 0; k < 4; ++k) {
      std::uint64_t word = 0;
      std::memcpy(&word, bytes.data() + i + 8 * k, 8);
      lane[k] = (lane[k] ^ word) * 0x9fb21c651e98df25ULL;
      lane[k] ^= lane[k] >> 29;
    }
  std::uint64_t h = hash_bytes(bytes.substr(i), bytes.size());
  for (std::uint64_t l : lane) h = hash_combine(h, l);
  return h;
}

Container::Container(const std::string& path) : path_(path), file_(path) {
  const std::string_view bytes = file_.bytes();
  FileHeader h;
  if (bytes.size() < sizeof h) throw error_at(path, "not a Détente data file (too short)");
  std::memcpy(&h, bytes.data(), sizeof h);
  if (h.magic != kMagic) throw error_at(path, "not a Détente data file");
  if (h.version != kContainerVersion)
    throw error_at(path, "data file version " + std::to_string(h.version) + ", this program reads version " + std::to_string(kContainerVersion));
  if (h.size != bytes.size()) throw error_at(path, "data file is incomplete");
  if (h.checksum != checksum(bytes.substr(sizeof h))) throw error_at(path, "data file is damaged (checksum)");
  if (h.sections > 1000 || sizeof h + h.sections * sizeof(SectionEntry) > bytes.size()) throw error_at(path, "data file is damaged (sections)");
  for (std::uint32_t i = 0; i < h.sections; ++i) {
    const SectionEntry e = entry_at(bytes, i);
    if (e.offset > bytes.size() || e.size > bytes.size() - e.offset) throw error_at(path, "data file is damaged (section table)");
  }
}

bool Container::has(std::string_view name) const {
  FileHeader h;
  std::memcpy(&h, file_.bytes().data(), sizeof h);
  for (std::uint32_t i = 0; i < h.sections; ++i)
    if (entry_name(entry_at(file_.bytes(), i)) == name) return true;
  return false;
}

std::string_view Container::section(std::string_view name) const {
  FileHeader h;
  std::memcpy(&h, file_.bytes().data(), sizeof h);
  for (std::uint32_t i = 0; i < h.sections; ++i) {
    const SectionEntry e = entry_at(file_.bytes(), i);
    if (entry_name(e) == name) return file_.bytes().substr(e.offset, e.size);
  }
  throw error_at(path_, "has no section '" + std::string(name) + "'");
}

void ContainerWriter::add(std::string_view name, std::string bytes) {
  if (name.size() > kNameSize) throw Error("section name too long: " + std::string(name));
  sections_.emplace_back(name, std::move(bytes));
}

void ContainerWriter::write(const std::string& path) const {
  std::string out(aligned(sizeof(FileHeader) + sections_.size() * sizeof(SectionEntry)), '\0');
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    SectionEntry e;
    std::memcpy(e.name.data(), sections_[i].first.data(), sections_[i].first.size());
    e.offset = out.size();
    e.size = sections_[i].second.size();
    out += sections_[i].second;
    out.resize(aligned(out.size()), '\0');
    std::memcpy(out.data() + sizeof(FileHeader) + i * sizeof e, &e, sizeof e);
  }
  FileHeader h;
  h.sections = static_cast<std::uint32_t>(sections_.size());
  h.size = out.size();
  h.checksum = checksum(std::string_view(out).substr(sizeof h));
  std::memcpy(out.data(), &h, sizeof h);
  write_file(path, out);
}

}  // namespace detente
