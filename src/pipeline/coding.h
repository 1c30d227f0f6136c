// Coding: from documents to reports. Owns the language model and the compiled dictionaries (mapped, constant); codes one document
// with a Workspace per thread, or a stream of documents with several threads whose output keeps the order of the input.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "actors/affiliations.h"
#include "actors/dictionary.h"
#include "actors/memberships.h"
#include "coder/coder.h"
#include "coder/cues.h"
#include "coder/lexicon.h"
#include "coder/quotes.h"
#include "event/ontology.h"
#include "event/report.h"
#include "model/container.h"
#include "pipeline/language.h"
#include "places/places.h"
#include "text/document.h"

namespace detente {

struct Workspace {
  LanguageWorkspace language;
  CoderWorkspace coder;
  PlaceWorkspace places;
  std::vector<Sentence> sentences;
  std::string text;             // the coded text; spans and views point into it
  std::vector<Report> reports;  // of the document coded last
  int last_sentence = 0;        // number of its last sentence
};

// A temporal expression of a text, for `detente dates` and its evaluation.
struct DateMention {
  Span span;
  std::string_view text;
  std::string type, value;  // TIMEX3
  std::optional<DayRange> days;
  DatePrecision precision = DatePrecision::unknown;
};

// A name of the actor dictionary in a text, for `detente actors` and its evaluation.
struct NameMention {
  Span span;
  std::string_view text, id, name, country, note;
};

// A word of a text and how sure the text is of it, for the evaluation of status.
struct WordStanding {
  Span span;
  Standing standing;
};

// A place of a text, for `detente places` and its evaluation.
struct PlaceFound : PlaceMention {
  std::string_view text;
};

class Coding {
 public:
  Coding(const std::string& model_path, const std::string& data_path);  // throws Error

  // Codes a document into `ws.reports`, whose views stay valid until the next call with the same workspace.
  // `published` overrides the document's own date when not empty. Throws Error when the date is no date.
  void code(const Document& document, int scheme, const std::string& published, Workspace& ws) const;

  // The temporal expressions and the dictionary names of a text. Views stay valid until the next call with the workspace.
  [[nodiscard]] std::vector<DateMention> dates(const std::string& text, std::optional<std::int32_t> published, Workspace& ws) const;
  [[nodiscard]] std::vector<NameMention> names(const std::string& text, std::optional<std::int32_t> published, Workspace& ws) const;

  [[nodiscard]] std::vector<WordStanding> standings(const std::string& text, Workspace& ws) const;
  // Who says what in a text (its attributions stand in `found` of the result), valid until the next call with the workspace.
  const QuoteWorkspace& quotes(const std::string& text, Workspace& ws) const;
  [[nodiscard]] std::vector<PlaceFound> places(const std::string& text, Workspace& ws) const;
  // The code of the country of that name, empty when there is none.
  [[nodiscard]] std::string_view country_code(std::string_view name) const;

  [[nodiscard]] const Ontology& ontology() const { return ontology_; }
  [[nodiscard]] const ActorDictionary& actors() const { return actors_; }
  [[nodiscard]] const Memberships& memberships() const { return memberships_; }
  [[nodiscard]] const Affiliations& affiliations() const { return affiliations_; }
  [[nodiscard]] const Lexicon& lexicon() const { return lexicon_; }

 private:
  Language language_;
  Container data_;
  Ontology ontology_;
  ActorDictionary actors_;
  Memberships memberships_;
  Affiliations affiliations_;
  Gazetteer gazetteer_;
  PlaceFinder places_;
  Lexicon lexicon_;
  CueLexicon cues_;
  QuoteFinder quote_finder_;
  Coder coder_;
};

// Compiles the tables of the folders into one file that Coding maps: the first folder has the ontology, later ones add actors and
// lexicon rows or override them. Throws Error naming file and line.
void compile_data(const std::vector<std::string>& folders, const std::string& out_path);

}  // namespace detente
