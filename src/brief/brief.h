// The brief on one relation: signal, background, agenda, cross-cutting issue, split and outlook, one page of plain sentences, each with
// numbered references to events and reports. Composed from what relations/ and outlook/ found, which comes in as values; the three outputs
// (Markdown, HTML, JSON) say the same. Neutral: it says what is reported, by how many and by whom, never that something is so. Pure.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "outlook/outlook.h"
#include "relations/agenda.h"
#include "relations/channels.h"
#include "relations/issues.h"
#include "relations/member_blocs.h"
#include "relations/relation_report.h"

namespace detente {

// What stands behind a number in the text.
struct BriefReference {
  std::string event;     // id, empty for a notice that is no event
  std::string document;  // of the report quoted; empty for imported events
  std::string outlet, published, url, text;
  int reports = 1, outlets = 0;
};

struct BriefSentence {
  std::string text;
  std::vector<int> references;  // numbers, from 1
};

struct BriefPart {
  std::string key, title;  // key: signal, background, agenda, issue, split, outlook
  std::vector<BriefSentence> sentences;
  std::vector<std::string> charts;  // SVG
};

struct Brief {
  std::string a, b, a_name, b_name, as_of;
  std::vector<BriefPart> parts;  // the six, in this order
  std::vector<BriefReference> references;
};

// The members of an organisation towards the other side.
struct BriefSplit {
  std::string organisation, target;  // names
  MemberBlocs blocs;
  std::vector<StanceChange> changes;  // since a year before
  double band = 1.2816;
  std::optional<outlook::Outlook> outlook;  // of the stances as a case: 0 against contact, 100 for it
  std::string rule;                         // how the organisation decides, for the outlook
  std::vector<std::string> without;         // members left out of the case
};

struct RecentEvent {
  std::string event;
  std::int32_t day = 0;
};

struct BriefInput {
  std::string a, b, a_name, b_name;
  std::int32_t as_of = 0;
  RelationReport relation;
  std::vector<RecentEvent> recent;  // of the relation, newest first, of the last kSignalDays
  int recent_outlets = 0;
  std::vector<Channel> channels;
  Agenda agenda;
  IssueNetwork issues;
  std::optional<BriefSplit> split;  // nothing when neither side is an organisation with members
  // The report that stands for an event; nothing when it is not known.
  std::function<std::optional<BriefReference>(const std::string& event)> report_of;
  std::function<std::string(const std::string& code)> name_of;  // how a code is called
};

inline constexpr int kSignalDays = 90;

[[nodiscard]] Brief compose_brief(const BriefInput& input);

[[nodiscard]] std::string brief_markdown(const Brief& brief);
[[nodiscard]] std::string brief_html(const Brief& brief);
[[nodiscard]] std::string brief_json(const Brief& brief);

}  // namespace detente
