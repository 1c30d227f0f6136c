// The schema of the store, versioned: PRAGMA user_version says which; opening migrates an older store, one step a version, and refuses
// a newer one. Tables are singular; the views `documents`, `reports` and `events` are what users may rely on (docs/store.md).
#pragma once
#include "store/database.h"

namespace detente {

inline constexpr int kSchemaVersion = 1;

// Brings the store to kSchemaVersion. Throws Error when it is newer, or no store of Détente.
void migrate(Database& database);
// Throws Error unless the store has kSchemaVersion, which readers need.
void check_schema(Database& database);

}  // namespace detente
