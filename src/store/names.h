// StoreNames: the numbered values of a store (actors, places, acts, codes), with bounded caches in both directions. Only for store/.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "store/database.h"
#include "store/dyads.h"
#include "store/record.h"

namespace detente {

class StoreNames {
 public:
  StoreNames(Database& database, bool writing);
  ~StoreNames();
  StoreNames(const StoreNames&) = delete;
  StoreNames& operator=(const StoreNames&) = delete;

  // Rows, made when they are not there. REQUIRES: writing
  std::int64_t actor(const StoredParty& party);
  std::int64_t place(const StoredPlace& place);
  std::int64_t act(const StoredReport& report);
  std::int64_t code(std::string_view text);

  [[nodiscard]] std::optional<std::int64_t> find_code(std::string_view text);
  // What a row holds; references until the next call of the same name. The party has neither words nor role.
  [[nodiscard]] const StoredParty& actor_of(std::int64_t row);
  [[nodiscard]] const StoredPlace& place_of(std::int64_t row);
  [[nodiscard]] const StoredAct& act_of(std::int64_t row);

  void forget();  // the caches, when rows may have gone

 private:
  struct Statements;
  template <class Fill>
  std::int64_t row_of(std::unordered_map<std::string, std::int64_t>& cache, Statement& find, Statement* insert, const Fill& fill);
  Database& database_;
  std::unique_ptr<Statements> sql_;
  std::string key_;
  std::unordered_map<std::string, std::int64_t> actor_rows_, place_rows_, act_rows_, code_rows_;
  std::unordered_map<std::int64_t, StoredParty> actors_;
  std::unordered_map<std::int64_t, StoredPlace> places_;
  std::unordered_map<std::int64_t, StoredAct> acts_;
};

// What a party counts as: its code, its country, and what it belongs to; sorted, each once.
[[nodiscard]] std::vector<std::string_view> party_codes(const std::vector<StoredParty>& parties);

}  // namespace detente
