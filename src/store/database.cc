#include "store/database.h"

#include <filesystem>

#include "util/error.h"

namespace detente {

namespace {

// Counting its own memory makes SQLite lock for every allocation
void configure_library() {
  static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)once;
}

}  // namespace

Database::Database(const std::string& path, Mode mode) : path_(path) {
  configure_library();
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) throw error_at(path, "is a folder, not a store");
  if (mode != Mode::create && !std::filesystem::exists(path, ignored)) throw error_at(path, "no such store (detente ingest --db makes one)");
  const int flags = mode == Mode::read ? SQLITE_OPEN_READONLY : mode == Mode::create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
  const int code = sqlite3_open_v2(path.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  if (code != SQLITE_OK) {
    const std::string why = handle_ == nullptr ? "out of memory" : sqlite3_errmsg(handle_);
    sqlite3_close(handle_);
    throw error_at(path, "cannot be opened: " + why);
  }
  sqlite3_extended_result_codes(handle_, 1);
  sqlite3_busy_timeout(handle_, 5000);
}

Database::~Database() { sqlite3_close_v2(handle_); }

void Database::fail(int code) const {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: throw error_at(path_, "is locked by another process; try again when that has ended");
    case SQLITE_FULL: throw error_at(path_, "the disk is full; what was stored before is intact");
    case SQLITE_READONLY: throw error_at(path_, "cannot be written: the file or its folder is read-only");
    case SQLITE_NOTADB: throw error_at(path_, "is not a store of detente (no SQLite file)");
    case SQLITE_CORRUPT: throw error_at(path_, "is damaged: " + std::string(sqlite3_errmsg(handle_)));
    case SQLITE_CANTOPEN: throw error_at(path_, "cannot be opened: its folder cannot be written");
    default: throw error_at(path_, sqlite3_errmsg(handle_));
  }
}

void Database::run(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

std::int64_t Database::number(const char* sql) {
  Statement s(*this, sql);
  return s.step() ? s.integer(0) : 0;
}

Statement::Statement(Database& database, const std::string& sql) : database_(database) {
  check(sqlite3_prepare_v3(database.handle_, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &handle_, nullptr));
}

Statement::~Statement() { sqlite3_finalize(handle_); }

void Statement::check(int code) const {
  if (code != SQLITE_OK) database_.fail(code);
}

Statement& Statement::reset() {
  sqlite3_reset(handle_);  // every parameter is bound again before the next step
  next_ = 1;
  return *this;
}

Statement& Statement::bind(std::string_view text) {
  // A null pointer would be SQL's NULL
  check(sqlite3_bind_text(handle_, next_++, text.data() == nullptr ? "" : text.data(), static_cast<int>(text.size()), SQLITE_STATIC));
  return *this;
}

Statement& Statement::bind_copy(std::string_view text) {
  check(sqlite3_bind_text(handle_, next_++, text.data() == nullptr ? "" : text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind_or_null(std::string_view text) { return text.empty() ? bind_null() : bind(text); }

Statement& Statement::bind_blob(std::string_view bytes) {
  check(sqlite3_bind_blob(handle_, next_++, bytes.data() == nullptr ? "" : bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC));
  return *this;
}

Statement& Statement::bind(std::int64_t value) {
  check(sqlite3_bind_int64(handle_, next_++, value));
  return *this;
}

Statement& Statement::bind(double value) {
  check(sqlite3_bind_double(handle_, next_++, value));
  return *this;
}

Statement& Statement::bind_null() {
  check(sqlite3_bind_null(handle_, next_++));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  database_.fail(code);
}

std::string_view Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(handle_, column);
  return bytes == nullptr ? std::string_view()
                          : std::string_view(static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(handle_, column)));
}

void Transaction::commit() {
  database_.run("COMMIT");
  open_ = false;
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.run("ROLLBACK");
  } catch (const Error&) {  // nothing was open any more: SQLite had rolled back by itself
  }
}

}  // namespace detente
