// Documents of one event against ECB+ (Cybulska and Vossen 2014): topic folders whose files are of two seminal events, `ecb` and `ecbplus`.
#pragma once
#include <string>

namespace detente {

// Clusters all documents below `folder` together; B-cubed and pairwise F1 over documents. `errors`: how many mixed clusters to print.
void evaluate_same_event(const std::string& folder, int errors);

}  // namespace detente
