// Events and their receipts as text: rows for eyes, JSON lines, CSV.
#pragma once
#include <string>

#include "store/query.h"

namespace detente::cli {

void append_event_row(const MergedEvent& event, std::string& out);
void append_event_json(const MergedEvent& event, std::string& out);  // one line
[[nodiscard]] std::string event_csv_header();
void append_event_csv(const MergedEvent& event, std::string& out);

struct ReceiptFormat {
  bool colour = false;
  bool explain = false;
};
void append_receipt(const EventReceipt& receipt, const ReceiptFormat& format, std::string& out);
void append_receipt_json(const EventReceipt& receipt, std::string& out);  // the event with its reports, one line

}  // namespace detente::cli
