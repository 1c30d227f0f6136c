// Database: SQLite with errors as detente::Error. A Database owns its connection, a Statement its prepared statement; neither may be
// used by two threads at once. Texts bound to a statement must live until its next reset().
#pragma once
#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace detente {

class Statement;

class Database {
 public:
  enum class Mode { create, write, read };
  // Opens `path`; `create` makes the file when it is not there, `write` and `read` throw Error then. `read` also works where nothing can be
  // written.
  Database(const std::string& path, Mode mode);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const char* sql);  // any number of statements, without results
  [[nodiscard]] std::int64_t number(const char* sql);
  [[nodiscard]] std::int64_t last_row() const { return sqlite3_last_insert_rowid(handle_); }
  [[nodiscard]] int changes() const { return sqlite3_changes(handle_); }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[noreturn]] void fail(int code) const;  // throws Error with a message for users

 private:
  friend class Statement;
  void open(const std::string& name, int flags);
  void open_where_nothing_can_be_written();
  std::string path_;
  sqlite3* handle_ = nullptr;
};

// A prepared statement. bind() takes the parameters in order; step() gives true for a row.
class Statement {
 public:
  Statement(Database& database, const std::string& sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& reset();
  Statement& bind(std::string_view text);  // kept by reference
  Statement& bind_copy(std::string_view text);
  Statement& bind_or_null(std::string_view text);  // empty is NULL
  Statement& bind_blob(std::string_view bytes);
  Statement& bind(std::int64_t value);
  Statement& bind(int value) { return bind(static_cast<std::int64_t>(value)); }
  Statement& bind(bool value) { return bind(static_cast<std::int64_t>(value)); }
  Statement& bind(double value);
  Statement& bind(const char*) = delete;
  Statement& bind_null();
  bool step();
  void run() {
    while (step()) {
    }
  }

  [[nodiscard]] std::string_view text(int column) const;  // until the next step() or reset(); NULL is empty
  [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
  [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(handle_, column); }
  [[nodiscard]] double real(int column) const { return sqlite3_column_double(handle_, column); }
  [[nodiscard]] bool null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }

 private:
  void check(int code) const;
  Database& database_;
  sqlite3_stmt* handle_ = nullptr;
  int next_ = 1;
};

// All or nothing: rolled back unless commit() was called.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE"); }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace detente
