// detente channels: on which levels two sides talk, since when, and by which event.
#include <cstdio>

#include "cli/day_option.h"
#include "cli/relation_options.h"
#include "cli/runtime.h"
#include "cli/verbs.h"
#include "util/error.h"
#include "util/json_out.h"

namespace detente::cli {

namespace {

struct Options {
  Runtime runtime;
  std::string a, b, db, as_of, format = "table";
  bool members = false;
};

struct Found {
  std::int32_t day = 0;
  std::vector<RelationEvent> events;
  std::vector<Channel> channels;
};

using Sentences = std::map<std::string, std::string>;

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  if (out.size() < width) out.append(width - out.size(), ' ');
  return out + "  ";
}

const char* remark(const ChannelMove& m) { return m.effect != ChannelEffect::none ? "" : " (by silence)"; }

std::string to_table(const Options& o, const Found& f) {
  const Sentences said = sentences_by_event(f.events);
  std::string out = o.a + " - " + o.b + ", channels as of " + iso_date(f.day) + "\n";
  for (const Channel& c : f.channels) {
    if (c.state == ChannelState::unknown && c.history.empty()) continue;
    out += padded(name(c.level), 12) + padded(name(c.state), 9) + "since " + iso_date(c.since);
    if (c.silent) out += ", in effect: no contact known since";
    if (c.last_contact) out += ", last contact " + iso_date(*c.last_contact) + " " + c.last_contact_event;
    out += '\n';
    for (const ChannelMove& m : c.history) {
      out += "  " + iso_date(m.day) + "  " + padded(name(m.state), 9) + (m.event.empty() ? std::string("-") : m.event) + remark(m);
      if (const auto s = said.find(m.event); s != said.end() && !s->second.empty()) out += "  " + s->second;
      out += '\n';
    }
  }
  std::string none;
  for (const Channel& c : f.channels)
    if (c.state == ChannelState::unknown && c.history.empty()) none += (none.empty() ? "" : ", ") + std::string(name(c.level));
  if (!none.empty()) out += "unknown: " + none + "\n";
  return out;
}

void append_day(std::string& out, const char* key, const std::optional<std::int32_t>& day) {
  out += std::string(",\"") + key + "\":";
  json::append_string_or_null(out, day ? iso_date(*day) : std::string());
}

void append_text(std::string& out, const char* key, std::string_view text) {
  out += std::string(",\"") + key + "\":";
  json::append_string_or_null(out, text);
}

std::string to_json(const Options& o, const Found& f) {
  const Sentences said = sentences_by_event(f.events);
  std::string out = "{\"a\":";
  json::append_string(out, o.a);
  append_text(out, "b", o.b);
  append_day(out, "as_of", f.day);
  out += ",\"channels\":[";
  for (const Channel& c : f.channels) {
    out += c.level == f.channels.front().level ? "{\"level\":" : ",{\"level\":";
    json::append_string(out, name(c.level));
    append_text(out, "state", name(c.state));
    append_day(out, "since", c.history.empty() ? std::nullopt : std::optional<std::int32_t>(c.since));
    append_text(out, "by", c.by);
    out += c.silent ? ",\"silent\":true" : ",\"silent\":false";
    append_day(out, "last_contact", c.last_contact);
    append_text(out, "last_contact_event", c.last_contact_event);
    out += ",\"history\":[";
    for (std::size_t i = 0; i < c.history.size(); ++i) {
      const ChannelMove& m = c.history[i];
      out += i > 0 ? ",{\"day\":" : "{\"day\":";
      json::append_string(out, iso_date(m.day));
      append_text(out, "state", name(m.state));
      append_text(out, "effect", m.effect == ChannelEffect::none ? "silence" : name(m.effect));
      append_text(out, "event", m.event);
      const auto s = said.find(m.event);
      append_text(out, "text", s == said.end() ? "" : std::string_view(s->second));
      out += '}';
    }
    out += "]}";
  }
  return out + "]}\n";
}

int run_channels(const Options& o) {
  if (o.a == o.b) throw Error("both sides are '" + o.a + "'");
  const Coding coding = o.runtime.open();
  Store store(o.db, Store::Access::read);
  Found f;
  const std::optional<std::int32_t> as_of = day_option("--as-of", o.as_of, true);
  f.day = as_of ? *as_of : last_day(store);
  const ChannelRules rules(find_data_folder() + "/relations", &coding.actors());
  const RelationSide a = make_side(coding, o.a, o.members, f.day), b = make_side(coding, o.b, o.members, f.day);
  f.events = events_between(store, rules.offices(), a, b, as_of);
  f.channels = channels_of(rules, f.events, a, b, f.day);
  const std::string out = o.format == "json" ? to_json(o, f) : to_table(o, f);
  std::fwrite(out.data(), 1, out.size(), stdout);
  return kOk;
}

}  // namespace

void add_channels(CLI::App& app, Action& action) {
  const auto o = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("channels", "On which levels two sides talk: open, informal, lowered, suspended, cut or unknown");
  verb->add_option("A", o->a, "one side: country code or organisation")->required();
  verb->add_option("B", o->b, "the other side")->required();
  verb->add_option("--db", o->db, "the store")->required();
  verb->add_option("--as-of", o->as_of, "use only what was published by then (default: the store's last day)");
  verb->add_flag("--members", o->members, "contacts of an organisation's members count as its own");
  verb->add_option("--format", o->format, "table or json")->check(CLI::IsMember({"table", "json"}))->capture_default_str();
  o->runtime.add_to(*verb);
  verb->footer("Example:\n  detente channels NATO RUS --db news.db --as-of 2016-01-22");
  verb->callback([o, &action] { action = [o] { return run_channels(*o); }; });
}

}  // namespace detente::cli
