// CAMEO codes as the archives write them: label, quad class and Goldstein value differ from one to the other. Constant tables.
#pragma once
#include <string_view>

namespace detente::formats {

// Goldstein's scale in three tables: what GDELT's rows have, the table of ICEWS, that of Phoenix.
struct CameoCode {
  std::string_view code, label;  // the label of ICEWS, also that of the ICEWS knowledge graphs
  double gdelt = 0, icews = 0, phoenix = 0;
};

// The entry of a code, else of its longest known prefix; null when not even the first two digits are CAMEO's.
[[nodiscard]] const CameoCode* find_cameo(std::string_view code);
[[nodiscard]] std::string_view cameo_label(std::string_view code);      // empty when unknown
[[nodiscard]] std::string_view cameo_of_label(std::string_view label);  // the code; of two codes with one label the shorter
[[nodiscard]] int cameo_root(std::string_view code);                    // 1 to 20, 0 when it is none

// Quad classes: 1 to 4, Phoenix 0 to 4 (0: statements and appeals); 0 when the code is none.
[[nodiscard]] int gdelt_quad(std::string_view code);  // 09 is 2, 14 is 3, as the rows of GDELT have it
[[nodiscard]] int icews_quad(std::string_view code);
[[nodiscard]] int phoenix_quad(std::string_view code);

}  // namespace detente::formats
