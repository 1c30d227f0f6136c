#include "readers/language_guess.h"

#include <array>
#include <cstdint>
#include <unordered_map>

#include "util/utf8.h"

namespace detente {

namespace {

constexpr std::size_t kLookAt = 4096;  // bytes from the text's beginning
constexpr int kFewestHits = 5;

struct Words {
  const char* language;
  const char* list;
};

// Words that carry the grammar of a language; the commonest first. A word may stand under several languages.
constexpr std::array kLatin = {
    Words{"en",
          "the of and to in is was for that with on as by at from it he his had are were be has have an will not said who after they this but which their"},
    Words{"fr", "le la les des du de et à un une est dans que qui pour par sur au aux ne pas plus avec ce cette sont été son ses il elle ont selon après leur"},
    Words{"de",
          "der die das und den von zu mit im in ist des dem auf für nicht ein eine sich auch als an nach wie einer bei wurde hat sind werden aus über dass"},
    Words{"es", "el la los las de del y en que un una por para con no se su al es lo como más fue sus entre este ha son pero según sobre desde"},
    Words{"pt", "o a os as de do da dos das e em que um uma para com não por no na nos nas se ao mais foi como são pelo pela ser também após"},
    Words{"it", "il lo la i gli le di del della dei che e in un una per con non si è da nel sono alla anche ha come al dal più delle questo dopo"},
    Words{"nl", "de het een en van in op te dat is voor met zijn niet aan die door bij ook naar uit om als wordt heeft maar tot werd over nog hebben"},
    Words{"sv", "och i att det som en på är av för med till den har de inte om ett från men var sig vid efter kan eller under ska han också"},
    Words{"da", "og i at det en på er af for med til den har de ikke om et fra men var sig ved efter kan eller under skal han også blev være"},
    Words{"fi", "ja on ei että se oli hän ovat myös kun mutta sen joka kuin vuoden mukaan jälkeen olla ole tai sekä ovat noin voi vielä hänen"},
    Words{"pl", "w i na z do się nie że o jest to po od za przez dla jak oraz ale był jego przed które który także ma są został będzie roku"},
    Words{"cs", "a v na se je že s o z do to pro jako by za ale jsou byl podle také však který po před jeho které uvedl bude při jsem"},
    Words{"hu", "a az és hogy nem is egy van meg volt ez csak már azt mint szerint még ki el után akkor lesz több minden között pedig ezt"},
    Words{"ro", "și în de la a cu pe că din o nu un pentru este care mai sunt au fi prin după să al fost ca lui sau acest între"},
    Words{"tr", "ve bir bu da de için ile olarak çok daha gibi olan sonra kadar ancak var ne göre en dedi ise ya tarafından oldu etti"},
    Words{"id", "yang dan di dengan untuk dari pada ini itu dalam tidak akan oleh telah ke sebagai juga adalah bahwa mereka para kata karena lebih"},
    Words{"vi", "và của là có cho được trong với không các một những này đã người đến về khi từ tại ra như theo sẽ cũng nhưng"},
    Words{"hr", "i u je na se da su za od s o koji a kao bi nije ali te što po iz nakon do sve biti kako ili će rekao"},
    Words{"sw", "ya na wa kwa ni katika la za cha kuwa hiyo hii huo baada pia lakini kama yake wake watu alisema huku ili"},
};

const std::unordered_map<std::string_view, std::uint32_t>& word_table() {
  static const auto table = [] {
    std::unordered_map<std::string_view, std::uint32_t> out;
    for (std::size_t i = 0; i < kLatin.size(); ++i) {
      std::string_view rest = kLatin[i].list;
      while (!rest.empty()) {
        const std::size_t end = rest.find(' ');
        out[rest.substr(0, end)] |= 1U << i;
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      }
    }
    return out;
  }();
  return table;
}

struct Counts {
  std::array<int, kLatin.size()> hits{};
  int words = 0;
  int latin = 0, greek = 0, cyrillic = 0, hebrew = 0, arabic = 0, devanagari = 0, bengali = 0, thai = 0, kana = 0, han = 0, hangul = 0;
  int ukrainian = 0, russian = 0, persian = 0, urdu = 0;
};

void count_letter(char32_t c, Counts& n) {
  const auto within = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  if (c < 0x250) n.latin += utf8::is_letter(c) ? 1 : 0;
  else if (within(0x370, 0x3FF)) ++n.greek;
  else if (within(0x400, 0x52F)) {
    ++n.cyrillic;
    if (c == 0x456 || c == 0x457 || c == 0x454 || c == 0x491) ++n.ukrainian;
    if (c == 0x44B || c == 0x44D || c == 0x451) ++n.russian;
  } else if (within(0x590, 0x5FF)) ++n.hebrew;
  else if (within(0x600, 0x6FF)) {
    ++n.arabic;
    if (c == 0x67E || c == 0x686 || c == 0x698 || c == 0x6AF || c == 0x6CC) ++n.persian;
    if (c == 0x679 || c == 0x688 || c == 0x691 || c == 0x6D2) ++n.urdu;
  } else if (within(0x900, 0x97F)) ++n.devanagari;
  else if (within(0x980, 0x9FF)) ++n.bengali;
  else if (within(0xE00, 0xE7F)) ++n.thai;
  else if (within(0x3040, 0x30FF)) ++n.kana;
  else if (within(0x4E00, 0x9FFF)) ++n.han;
  else if (within(0xAC00, 0xD7AF)) ++n.hangul;
  else if (within(0x1E00, 0x1EFF)) ++n.latin;
}

void count(std::string_view text, Counts& n) {
  const auto& table = word_table();
  std::string word;
  std::size_t pos = 0;
  const auto end_word = [&] {
    if (word.empty()) return;
    ++n.words;
    if (const auto it = table.find(word); it != table.end())
      for (std::size_t i = 0; i < kLatin.size(); ++i) n.hits[i] += (it->second >> i) & 1U ? 1 : 0;
    word.clear();
  };
  while (pos < text.size() && pos < kLookAt) {
    const char32_t c = utf8::next(text, pos);
    if (c < 0x80 ? !((c | 0x20) >= 'a' && (c | 0x20) <= 'z') : !(utf8::is_letter(c) || (c >= 0x1E00 && c <= 0x1EFF))) {
      if (c >= 0x250) count_letter(c, n);
      end_word();
      continue;
    }
    count_letter(c, n);
    if (word.size() < 40) utf8::append(word, utf8::to_lower(c));
  }
  end_word();
}

// The language of a text that is mostly not in Latin letters; empty when it is.
const char* by_script(const Counts& n) {
  const int east = n.kana + n.han + n.hangul;
  const int other = n.greek + n.cyrillic + n.hebrew + n.arabic + n.devanagari + n.bengali + n.thai + 3 * east;  // a Han letter is most of a word
  if (other < 30 || other <= n.latin) return "";
  if (3 * east * 2 > other) return n.hangul * 2 > east ? "ko" : n.kana * 8 > east ? "ja" : "zh";
  if (n.cyrillic * 2 > other) return n.ukrainian > n.russian ? "uk" : n.russian > 0 ? "ru" : "bg";
  if (n.arabic * 2 > other) return n.urdu * 50 > n.arabic ? "ur" : n.persian * 25 > n.arabic ? "fa" : "ar";
  if (n.greek * 2 > other) return "el";
  if (n.hebrew * 2 > other) return "he";
  if (n.thai * 2 > other) return "th";
  return n.bengali > n.devanagari ? "bn" : "hi";
}

}  // namespace

std::string guess_language(std::string_view title, std::string_view text) {
  Counts n;
  count(title, n);
  count(text, n);
  if (const char* script = by_script(n); *script != '\0') return script;
  std::size_t best = 0;
  for (std::size_t i = 1; i < kLatin.size(); ++i)
    if (n.hits[i] > n.hits[best]) best = i;
  // English is the expectation: another language must show more than a quotation or a name would
  const int hits = n.hits[best];
  if (best == 0) return hits >= kFewestHits ? "en" : "";
  return hits >= kFewestHits && hits * 7 >= n.words && hits >= 2 * n.hits[0] ? kLatin[best].language
         : hits < kFewestHits                                                ? ""
         : n.hits[0] * 7 >= n.words                                          ? "en"
                                                                             : "";
}

}  // namespace detente
