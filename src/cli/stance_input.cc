#include "cli/stance_input.h"

#include <algorithm>

#include "cli/day_option.h"
#include "relations/organisation_events.h"
#include "util/date.h"
#include "util/error.h"

namespace detente::cli {

namespace {

std::string table(const char* name) { return find_data_folder() + "/relations/" + name; }

// Events whose documents have the words of the issue, beside those of the members and the target.
void add_events_by_words(Store& store, const std::vector<std::string>& words, std::optional<std::int32_t> as_of, std::int32_t horizon,
                         std::vector<MergedEvent>& out) {
  for (const std::string& w : words) {
    EventFilter f;
    f.text = w;
    f.as_of = as_of;
    if (as_of) f.from = *as_of - horizon;
    find_events(store, f, [&](const MergedEvent& e) { out.push_back(e); });
  }
}

}  // namespace

void StanceRequest::add_to(CLI::App& verb) {
  verb.add_option("--within", within, "organisation whose members are asked about: its code or name");
  verb.add_option("--toward", toward, "whom their stances are towards: a code or name");
  verb.add_option("--issue", issue, "what their stances are towards, in words: sanctions, \"resume council meetings\"");
  verb.add_option("--db", db, "the store");
  verb.add_option("--as-of", as_of, "use only what was published by then (default: all of the store)");
  verb.add_option("--half-life", half_life, "days after which evidence weighs half")->check(CLI::Range(1.0, 100000.0))->capture_default_str();
  runtime.add_to(verb);
}

StanceOptions StanceRequest::options() const {
  StanceOptions o;
  o.half_life = half_life;
  o.horizon = static_cast<std::int32_t>(std::min(4 * half_life, 1e6));
  return o;
}

StanceReader::StanceReader(const StanceRequest& r)
    : coding_(nullptr), store_(nullptr), names_(nullptr), phrases_(table("stance_phrases.tsv")), terms_(table("issues.tsv")) {
  if (r.db.empty()) throw Error("--within needs a store: --db FILE");
  if (r.toward.empty() && r.issue.empty()) throw Error("--within needs --toward ACTOR, --issue WORDS or both");
  own_coding_ = std::make_unique<Coding>(r.runtime.open());
  own_names_ = std::make_unique<NameIndex>(own_coding_->actors());
  own_store_ = std::make_unique<Store>(r.db, Store::Access::read);
  coding_ = own_coding_.get();
  names_ = own_names_.get();
  store_ = own_store_.get();
}

StanceReader::StanceReader(const Coding& coding, Store& store, const NameIndex& names)
    : coding_(&coding), store_(&store), names_(&names), phrases_(table("stance_phrases.tsv")), terms_(table("issues.tsv")) {}

StanceInput StanceReader::read(const StanceRequest& r, const std::string& as_of_text) const {
  StanceInput in;
  const std::optional<std::int32_t> as_of = day_option("--as-of", as_of_text, true);
  Store& store = *store_;
  const Memberships& memberships = coding_->memberships();
  std::int32_t day = as_of.value_or(0);
  EventFilter newest;
  newest.limit = 1;
  if (!as_of) find_events(store, newest, [&](const MergedEvent& e) { day = event_day(e).value_or(0); });
  in.organisation = code_for(r.within, *names_, memberships, day);
  for (const std::string_view m : memberships.members(in.organisation, day)) in.members.emplace_back(m);
  if (in.members.empty()) throw Error("--within '" + r.within + "': no organisation with members on " + iso_date(day));
  if (!r.toward.empty() && (in.target = code_for(r.toward, *names_, memberships, day)).empty())
    throw Error("--toward '" + r.toward + "': nobody is called so on " + iso_date(day));
  // "--issue Syria" asks about dealing with Syria
  std::string issue = r.issue;
  if (in.target.empty() && !(in.target = names_->code_of(issue, day)).empty()) issue.clear();
  const std::vector<std::string> synonyms = terms_.synonyms(issue);
  in.question.subject = stance_subject(in.target, issue, synonyms, phrases_);
  std::erase(in.members, in.target);
  std::vector<std::string> codes = in.members;
  codes.push_back(in.organisation);
  if (!in.target.empty()) codes.push_back(in.target);
  in.events = organisation_events(store, codes, as_of, r.options().horizon);
  if (!issue.empty()) {
    std::vector<std::string> words = synonyms;
    words.push_back(issue);
    add_events_by_words(store, words, as_of, r.options().horizon, in.events);
  }
  add_sentences(store, as_of, in.events);
  in.question.members = in.members;
  in.question.as_of = as_of.value_or(last_published(in.events));
  return in;
}

std::string subject_text(const StanceRequest& r, const StanceInput& in, const NameIndex& names) {
  if (in.target.empty()) return r.issue;
  const std::string target = names.name_of(in.target);
  return r.issue.empty() || r.toward.empty() ? target : target + ": " + r.issue;
}

}  // namespace detente::cli
