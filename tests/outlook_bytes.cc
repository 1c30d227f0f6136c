// Prints what outlook/ says of a case file and of some made-up cases. Built twice, at -O0 and -O3; the bytes must be the same.
#include <cstdint>
#include <cstdio>
#include <string>

#include "outlook/outlook.h"
#include "outlook/smp.h"
#include "util/file.h"

namespace {

using namespace detente::outlook;

// Numbers from a linear congruence: no library's generator decides what is compared.
struct Numbers {
  std::uint64_t state = 12345;
  double next(double top) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<double>((state >> 33) % 10007) / 10007 * top;
  }
};

Case made_up(Numbers& numbers, int kind) {
  Case c;
  c.name = "made up";
  c.dimensions = {"position"};
  const int actors = 2 + 3 * kind % 11;
  for (int i = 0; i < actors; ++i) {
    CaseActor a;
    a.name = "A";
    a.name += std::to_string(i);
    a.capability = 1 + numbers.next(99);
    Stand s;
    s.position = kind % 3 == 0 ? (numbers.next(1) < 0.5 ? 0 : 100) : numbers.next(100);
    s.salience = 1 + numbers.next(99);
    a.stands.push_back(s);
    c.actors.push_back(a);
  }
  return c;
}

void print(const Case& c, const Calibration& calibration) {
  Question q;
  q.pressure = true;
  q.draws = {1000, 7, 1};
  q.vote = Quota{rule_of("majority"), 0.5, 0};
  const Outlook o = look_ahead(c, q, calibration);
  for (const std::string& text : {outlook_json(o), outlook_table(o), outlook_svg(o)}) std::fwrite(text.data(), 1, text.size(), stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const Calibration calibration = read_calibration(argv[1]);
  print(read_case(detente::read_file(argv[2]), argv[2]), calibration);
  Numbers numbers;
  for (int kind = 0; kind < 7; ++kind) print(made_up(numbers, kind), calibration);
  return 0;
}
