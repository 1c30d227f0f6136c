// Edge lists as a user would write them, and the messages for wrong ones.
#include "relations/signed_network.h"

#include <gtest/gtest.h>

#include "util/error.h"

namespace detente {
namespace {

std::string message_of(std::string_view csv) {
  try {
    (void)parse_edge_list(csv, "x.csv");
  } catch (const Error& e) {
    return e.what();
  }
  return "";
}

TEST(SignedNetwork, PairsWithQuotesCrLfAndFurtherColumns) {
  const SignedNetwork n =
      parse_edge_list("\xEF\xBB\xBF\"b\",\"year\",\"a\",\"sign\"\r\n\"Belmark, the \"\"old\"\"\",1990,Arvia,-1\r\n\r\nCorvia,1991,Arvia,+\r\n", "x.csv");
  EXPECT_EQ(n.names, (std::vector<std::string>{"Arvia", "Belmark, the \"old\"", "Corvia"}));
  ASSERT_EQ(n.edges.size(), 2U);
  EXPECT_EQ(n.edges[0].negative, 1);
  EXPECT_EQ(n.edges[1].positive, 1);
}

TEST(SignedNetwork, ArcsAndTheirAnswersBothCount) {
  const SignedNetwork n = parse_edge_list("from,to,weight\nArvia,Belmark,2.5\nBelmark,Arvia,-1\n", "x.csv");
  ASSERT_EQ(n.edges.size(), 1U);
  EXPECT_EQ(n.edges[0].positive, 2.5);
  EXPECT_EQ(n.edges[0].negative, 1);
}

TEST(SignedNetwork, AgreementIsSignedByItsMeanOrAThreshold) {
  const char* csv = "a,b,agreement\nArvia,Belmark,0.9\nArvia,Corvia,0.3\n";
  EXPECT_NEAR(parse_edge_list(csv, "x.csv").edges[1].negative, 0.3, 1e-12);
  EXPECT_NEAR(parse_edge_list(csv, "x.csv", {0.1}).edges[1].positive, 0.2, 1e-12);
}

TEST(SignedNetwork, BadInputIsNamedWithLineAndColumn) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "x.csv: is empty"},
      {"a,b,sign\n", "x.csv: has a header but no edges"},
      {"x,y,sign\nA,B,1\n", "x.csv:1: the header names no columns a,b and none from,to"},
      {"a,b,colour\nA,B,1\n", "x.csv:1: the header names no column sign, weight or agreement"},
      {"a,b,sign\nA,B\n", "x.csv:2: column sign is missing (2 of 3 columns)"},
      {"a,b,sign\nA,B,1\nA,C,2\n", "x.csv:3: column sign: '2' is neither 1 nor -1"},
      {"a,b,weight\nA,B,heavy\n", "x.csv:2: column weight: 'heavy' is no number"},
      {"a,b,weight\nA,B,nan\n", "x.csv:2: column weight: 'nan' is no number"},
      {"a,b,weight\nA,B,1e300\n", "x.csv:2: column weight: '1e300' is too large"},
      {"a,b,agreement\nA,B,7\n", "x.csv:2: column agreement: '7' is not between -1 and 1"},
      {"a,b,sign\n,B,1\n", "x.csv:2: column a is empty"},
      {"a,b,sign\nA,A,1\n", "x.csv:2: column b: 'A' stands in a line with itself"},
      {"a,b,sign\nA,B,1\nB,A,1\n", "x.csv:3: column b: the pair B, A stands already in line 2"},
      {"from,to,sign\nA,B,1\nA,B,-1\n", "x.csv:3: column to: the arc A, B stands already in line 2"},
      {"a,b,sign\n\"A,B,1\n", "x.csv:2: column 1: the quotation mark is not closed"},
      {"a,b,sign\n\"A\"x,B,1\n", "x.csv:2: column 1: text after the closing quotation mark"},
      {"a,b,sign\n\xFF,B,1\n", "x.csv:2: column a is no valid UTF-8"},
  };
  for (const auto& [csv, message] : cases) EXPECT_EQ(message_of(csv), message);
}

}  // namespace
}  // namespace detente
