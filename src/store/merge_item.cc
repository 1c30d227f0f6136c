// A report as merging sees it: its sides, words, numbers and days, its signature, and the blocks in which it meets others.
#include <algorithm>
#include <array>
#include <cstdio>

#include "store/merge.h"
#include "store/similarity.h"
#include "util/hash.h"
#include "util/utf8.h"

namespace detente {

namespace {

using namespace merge_family;

// A country's state and what belongs to it are one side; its rebels, opposition or people are others.
bool of_state(std::string_view sector) {
  for (const std::string_view s : {"", "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "IGO", "ELI"})
    if (sector == s) return true;
  return false;
}

// What a party is a part of. A country, an organisation; for those who speak for an organisation and its missions that organisation; for a
// format of talks each of its members too.
void add_roots(const StoredParty& p, std::vector<std::uint64_t>& out) {
  if (!p.country.empty()) {
    out.push_back(hash_bytes(of_state(p.sector) ? p.country : p.country + "/" + p.sector));
    return;
  }
  if (!p.id.empty()) out.push_back(hash_bytes(p.id));
  for (const std::string& o : p.belongs_to()) out.push_back(hash_bytes(o));
}

void sort_unique(auto& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

// "six powers", "the rebels", "they": no name stands in the words, the country was told from the document.
bool is_named(const StoredParty& p) {
  const auto capital = [](char c) { return (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; };
  bool first = true, named = false;
  std::size_t at = 0;
  while (at < p.text.size() && !named) {
    const std::size_t end = std::min(p.text.find(' ', at), p.text.size());
    const std::string word = p.text.substr(at, end - at);
    named = std::any_of(word.begin(), word.end(), capital) && !(first && is_function_word(utf8::lower(word)));
    first = false;
    at = end + 1;
  }
  return named;
}

void add_parties(const std::vector<StoredParty>& parties, MergeItem::Side& side, std::vector<MergeItem::Member>& members) {
  for (const StoredParty& p : parties) {
    MergeItem::Member m;
    add_roots(p, m.roots);
    if (m.roots.empty()) continue;
    sort_unique(m.roots);
    m.sure = is_named(p) || !of_state(p.sector);  // rebels are not the state, whosever they are
    m.organisation = p.country.empty() && p.sector == "IGO" && p.belongs.empty();
    side.all.insert(side.all.end(), m.roots.begin(), m.roots.end());
    if (m.sure) side.sure.insert(side.sure.end(), m.roots.begin(), m.roots.end());
    members.push_back(std::move(m));
  }
  sort_unique(side.all);
  sort_unique(side.sure);
}

std::vector<int> counts_of(const std::vector<StoredParty>& parties) {
  static constexpr std::array<std::string_view, 12> kWords = {"one",   "two",   "three", "four", "five",   "six",
                                                              "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
  std::vector<int> out;
  for (const StoredParty& p : parties) {
    std::string lower = utf8::lower(p.text);
    // 1,200 is one number
    for (std::size_t i = 1; i + 1 < lower.size();)
      if (lower[i] == ',' && std::isdigit(static_cast<unsigned char>(lower[i - 1])) != 0 && std::isdigit(static_cast<unsigned char>(lower[i + 1])) != 0)
        lower.erase(i, 1);
      else ++i;
    each_word(lower, [&](std::string_view w) {
      if (w.size() <= 9 && std::all_of(w.begin(), w.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        out.push_back(std::stoi(std::string(w)));
        return;
      }
      const auto* at = std::find(kWords.begin(), kWords.end(), w);
      if (at != kWords.end()) out.push_back(static_cast<int>(at - kWords.begin()) + 1);
    });
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

unsigned type_families(const StoredReport& r) {
  const auto code = [&](std::string_view beginning) { return r.cameo.starts_with(beginning); };
  switch (r.type) {
    case EventType::AGREE: return talk | agreement;
    case EventType::CONSULT: return talk;
    case EventType::SUPPORT: return code("057") ? support | agreement : support;  // sign a formal agreement
    case EventType::COOPERATE:
    case EventType::AID: return support;
    case EventType::CONCEDE:
    case EventType::RETREAT: return code("035") || code("087") ? yield | agreement : yield;  // agree to yield, a ceasefire
    case EventType::REQUEST:
    case EventType::ACCUSE:
    case EventType::REJECT:
    case EventType::THREATEN: return words;
    case EventType::PROTEST: return protest;
    case EventType::SANCTION: return sanction;
    case EventType::COERCE: return code("172") ? force | sanction : force;  // administrative sanctions
    case EventType::MOBILIZE:
    case EventType::ASSAULT: return force;
    default: return 0;
  }
}

static std::int64_t signature_of(const MergeItem& m) {
  const StoredReport& r = m.report;
  std::uint64_t h = hash_bytes(r.cameo);
  const auto add = [&](std::uint64_t v) { h = hash_combine(h, v); };
  const auto add_all = [&](const auto& list) {
    add(list.size());
    for (const auto v : list) add(static_cast<std::uint64_t>(v));
  };
  add(static_cast<std::uint64_t>(r.type));
  add(static_cast<std::uint64_t>(r.status));
  add(r.mutual ? 1 : 0);
  add(hash_bytes(m.trigger_stem));
  for (const MergeItem::Side* side : {&m.actors, &m.recipients, &m.sides}) {
    add_all(side->all);
    add_all(side->sure);
  }
  add(m.members.size());
  for (const MergeItem::Member& x : m.members) {
    add_all(x.roots);
    add((x.sure ? 1U : 0U) + (x.organisation ? 2U : 0U));
  }
  add_all(m.words);
  add_all(m.rest);
  add(r.date ? 1 : 0);
  add(hash_bytes(r.date_precision));
  for (const std::int32_t d : {m.window.first, m.window.last, m.day}) add(static_cast<std::uint64_t>(d));
  if (r.place) {
    add(hash_bytes(r.place->name));
    add(hash_bytes(r.place->country));
  }
  if (m.day == kUndated) add(hash_bytes(m.document));
  return static_cast<std::int64_t>(h);
}

void prepare(MergeItem& m) {
  const StoredReport& r = m.report;
  char at[64];
  std::snprintf(at, sizeof at, "|%012zu|%012zu|", r.trigger_begin, r.trigger_end);
  m.order = m.published + "|" + m.document + at + std::string(name(r.type)) + r.cameo + std::string(name(r.status));
  for (const auto* list : {&r.actors, &r.recipients}) {
    m.order += '|';
    for (const StoredParty& p : *list) m.order += p.code() + p.sector + std::to_string(p.begin) + ",";
  }
  m.published_day = parse_iso_day(m.published);
  m.actors = m.recipients = m.sides = {};
  m.members.clear();
  add_parties(r.actors, m.actors, m.members);
  add_parties(r.recipients, m.recipients, m.members);
  sort_unique(m.members);
  for (const MergeItem::Side* side : {&m.actors, &m.recipients}) {
    m.sides.all.insert(m.sides.all.end(), side->all.begin(), side->all.end());
    m.sides.sure.insert(m.sides.sure.end(), side->sure.begin(), side->sure.end());
  }
  sort_unique(m.sides.all);
  sort_unique(m.sides.sure);
  m.words = content_words(r.text);
  m.all_words = content_words(r.text, true);
  std::string named = r.trigger;
  for (const auto* list : {&r.actors, &r.recipients})
    for (const StoredParty& p : *list) named += " " + p.text + " " + p.name;
  const std::vector<std::uint32_t> taken = content_words(named, true);
  m.rest.clear();
  std::set_difference(m.words.begin(), m.words.end(), taken.begin(), taken.end(), std::back_inserter(m.rest));
  m.actor_counts = counts_of(r.actors);
  m.recipient_counts = counts_of(r.recipients);
  m.trigger_stem = rough_stem(utf8::lower(r.trigger));
  if (r.date) {
    m.window = *r.date;
    m.day = r.date->first;
  } else if (m.published_day) {
    m.window = {*m.published_day - kWindowDays, *m.published_day};
    m.day = *m.published_day;
  } else {
    m.window = {kUndated, kUndated};
    m.day = kUndated;
  }
  m.signature = signature_of(m);
}

std::vector<std::int64_t> block_keys(const MergeItem& m) {
  std::vector<std::int64_t> out;
  const unsigned families = type_families(m.report);
  for (unsigned k = 0; k < merge_family::count; ++k) {
    if ((families >> k & 1U) == 0) continue;
    std::uint64_t family = k + 1;
    // What is told on no day can be any day's: it only meets its own document
    if (m.day == kUndated) family = hash_combine(family, hash_bytes(m.document));
    for (const std::uint64_t side : m.sides.all) out.push_back(static_cast<std::int64_t>(hash_combine(family, side)));
    if (m.report.place) out.push_back(static_cast<std::int64_t>(hash_combine(family, hash_bytes("@" + m.report.place->name + m.trigger_stem))));
    if (m.sides.sure.empty()) out.push_back(static_cast<std::int64_t>(hash_combine(family, hash_bytes("?" + m.trigger_stem))));
  }
  return out;
}

}  // namespace detente
