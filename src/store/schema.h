// The schema of the store, versioned: PRAGMA user_version says which; opening migrates an older store, one step a version, and refuses
// a newer one. Tables are singular; the views `documents`, `reports` and `events` are what users may rely on (docs/store.md).
#pragma once
#include <functional>

#include "store/database.h"

namespace detente {

inline constexpr int kSchemaVersion = 2;

// Brings the store to kSchemaVersion, all or nothing; `finish` is called before the end when the events have to be written anew from their
// reports. Throws Error when the store is newer, or no store of Détente.
void migrate(Database& database, const std::function<void()>& finish);
// Throws Error unless the store has kSchemaVersion, which readers need.
void check_schema(Database& database);

}  // namespace detente
