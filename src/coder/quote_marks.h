// Quotation marks: the quoted stretches of a text, with straight, curly and doubled single marks. A quotation may run over sentences;
// one that is open at a paragraph's end goes on when the next paragraph begins with a mark (the printers' rule).
#pragma once
#include <string_view>
#include <vector>

#include "text/sentence.h"

namespace detente {

struct QuotedStretch {
  Span span;               // with its marks
  int words = 0;           // blank-separated words inside
  int paragraph = 0;       // number of its paragraph
  bool single = false;     // single marks
  bool continued = false;  // goes on a quotation open at the end of the paragraph before
  bool open = false;       // not closed in its paragraph
};

// Finds the stretches of `text` in order, replacing `out`. They do not overlap: marks inside a quotation are part of it.
void find_quoted(std::string_view text, std::vector<QuotedStretch>& out);

}  // namespace detente
