// Documents of one event, in the invented countries.
#include "store/document_clusters.h"

#include <gtest/gtest.h>

namespace detente {

TEST(DocumentClusters, StoriesOfOneEventComeTogether) {
  const std::vector<std::string> texts = {
      "A ferry sank off the port of Tarn in Arvia on Monday. Coast guards from Tarn rescued 41 passengers of the ferry.",
      "Parliament in Belmark passed the budget. Finance Minister Olan Reeve praised the budget vote in Belmark.",
      "Rescuers brought 41 passengers ashore after the Tarn ferry went down. The ferry sank near the port of Tarn, officials in Arvia said.",
      "Lawmakers of Belmark approved a budget that Finance Minister Olan Reeve wrote. The budget vote was close in Belmark.",
      "Dorland won the chess tournament."};
  const std::vector<std::size_t> found = cluster_documents(texts);
  EXPECT_EQ(found, (std::vector<std::size_t>{0, 1, 0, 1, 2}));
}

TEST(DocumentClusters, OddInput) {
  EXPECT_TRUE(cluster_documents({}).empty());
  EXPECT_EQ(cluster_documents({"", "", "the of and"}).size(), 3U);
  EXPECT_EQ(cluster_documents({"", ""}), (std::vector<std::size_t>{0, 1}));
}

}  // namespace detente
