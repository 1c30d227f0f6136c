#include "formats/line_source.h"

#include <algorithm>
#include <cstring>

namespace detente {

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 19;

std::size_t find_byte(const std::string& buffer, std::size_t begin, std::size_t end, char c) {
  const void* at = begin < end ? std::memchr(buffer.data() + begin, c, end - begin) : nullptr;
  return at == nullptr ? end : static_cast<std::size_t>(static_cast<const char*>(at) - buffer.data());
}

}  // namespace

// Reads more behind what is there, moving that to the front; false at the end.
bool LineSource::fill() {
  if (done_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    feed_ -= std::min(feed_, begin_);
    cr_ -= std::min(cr_, begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < end_ + kChunk) buffer_.resize(end_ + kChunk);
  const std::size_t before = end_;
  const std::size_t n = read_(buffer_.data() + end_, buffer_.size() - end_);
  done_ = n == 0;
  end_ += n;
  bytes_ += n;
  // Where none was found before, look on from there
  if (feed_ == before) feed_ = find_byte(buffer_, before, end_, '\n');
  if (cr_ == before) cr_ = find_byte(buffer_, before, end_, '\r');
  return n > 0;
}

// Place of the byte that ends the line at begin_, end_ when there is none yet.
std::size_t LineSource::line_end() {
  if (feed_ < begin_) feed_ = find_byte(buffer_, begin_, end_, '\n');
  if (cr_ < begin_) cr_ = find_byte(buffer_, begin_, end_, '\r');
  return std::min(feed_, cr_);
}

void LineSource::skip_line() {
  for (;;) {
    begin_ = line_end();
    if (begin_ < end_ || !fill()) return;
  }
}

bool LineSource::next(std::string_view& line) {
  if (!started_) {
    started_ = true;
    if (peek(3) == "\xEF\xBB\xBF") begin_ = 3;
  }
  cut_ = false;
  std::size_t end = line_end();
  while (end == end_ && end_ - begin_ <= kMaxLine && !done_) {
    fill();  // moves what is there, at the end too
    end = line_end();
  }
  if (begin_ == end_) return false;
  ++number_;
  const std::size_t size = end - begin_;
  line = std::string_view(buffer_).substr(begin_, std::min(size, kMaxLine));
  if (size > kMaxLine) {
    cut_ = true;
    line = {};
    begin_ = end;
    skip_line();
    end = begin_;
  } else if (end + 1 >= end_ && end < end_ && buffer_[end] == '\r') {
    // Whether a \n follows stands in the next chunk
    fill();
    line = std::string_view(buffer_).substr(begin_, size);
    end = begin_ + size;
  }
  if (end < end_ && buffer_[end] == '\r' && end + 1 < end_ && buffer_[end + 1] == '\n') ++end;
  begin_ = std::min(end + 1, end_);
  return true;
}

std::string_view LineSource::peek(std::size_t size) {
  while (end_ - begin_ < size && fill()) {
  }
  return std::string_view(buffer_).substr(begin_, std::min(size, end_ - begin_));
}

namespace importing {

void split_tabs(std::string_view line, Fields& out) {
  out.clear();
  const char* at = line.data();
  const char* const end = at + line.size();
  for (;;) {
    const void* tab = at == end ? nullptr : std::memchr(at, '\t', static_cast<std::size_t>(end - at));
    const char* const stop = tab == nullptr ? end : static_cast<const char*>(tab);
    out.emplace_back(at, static_cast<std::size_t>(stop - at));
    if (tab == nullptr) return;
    at = stop + 1;
  }
}

void split_commas(std::string_view line, Fields& out, std::vector<std::string>& unquoted) {
  out.clear();
  unquoted.clear();
  unquoted.reserve(line.size() / 2 + 1);  // views into the strings must stay valid
  std::size_t at = 0;
  for (;;) {
    if (at < line.size() && line[at] == '"') {
      std::string field;
      for (++at; at < line.size(); ++at) {
        if (line[at] != '"') field += line[at];
        else if (at + 1 < line.size() && line[at + 1] == '"') field += line[++at];
        else break;
      }
      at = std::min(line.find(',', at), line.size());
      out.emplace_back(unquoted.emplace_back(std::move(field)));
    } else {
      const std::size_t end = std::min(line.find(',', at), line.size());
      out.push_back(line.substr(at, end - at));
      at = end;
    }
    if (at >= line.size()) return;
    ++at;
  }
}

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

}  // namespace importing
}  // namespace detente
