#include "formats/country_codes.h"

#include <gtest/gtest.h>

namespace detente {

TEST(CountryCodes, FipsIsNotIso) {
  // The traps: the same two letters name another country
  EXPECT_EQ(iso3_to_fips("AUS"), "AS");
  EXPECT_EQ(iso3_to_fips("AUT"), "AU");
  EXPECT_EQ(iso3_to_fips("CHE"), "SZ");
  EXPECT_EQ(iso3_to_fips("CHN"), "CH");
  EXPECT_EQ(iso3_to_fips("DEU"), "GM");
  EXPECT_EQ(iso3_to_fips("RUS"), "RS");
  EXPECT_EQ(iso3_to_fips("SRB"), "RI");
  EXPECT_EQ(iso3_to_fips("KOS"), "KV");
  EXPECT_EQ(fips_to_iso3("NI"), "NGA");
  EXPECT_EQ(fips_to_iso3("NG"), "NER");
  EXPECT_EQ(fips_to_iso3("GZ"), "PSE");
  EXPECT_EQ(fips_to_iso3("WE"), "PSE");
  EXPECT_EQ(fips_to_iso3("RB"), "SRB");
  EXPECT_EQ(fips_to_iso3("OS"), "");
  EXPECT_EQ(fips_to_iso3("USA"), "");
}

TEST(CountryCodes, EveryCodeComesBack) {
  int countries = 0, with_fips = 0;
  for (char a = 'A'; a <= 'Z'; ++a)
    for (char b = 'A'; b <= 'Z'; ++b)
      for (char c = 'A'; c <= 'Z'; ++c) {
        const std::string code = {a, b, c};
        if (!is_iso3(code)) continue;
        ++countries;
        EXPECT_EQ(cameo_to_iso3(iso3_to_cameo(code)), code);
        EXPECT_EQ(cameo_to_iso3(code), code);
        EXPECT_EQ(name_to_iso3(iso3_to_name(code)), code) << iso3_to_name(code);
        EXPECT_EQ(name_to_iso3(iso3_to_icews_name(code)), code) << iso3_to_icews_name(code);
        if (code != "CSK") {  // its CS went to Serbia and Montenegro
          EXPECT_EQ(iso2_to_iso3(iso3_to_iso2(code)), code);
        }
        if (iso3_to_fips(code).empty()) continue;
        ++with_fips;
        EXPECT_EQ(fips_to_iso3(iso3_to_fips(code)), code);
      }
  EXPECT_EQ(countries, 249 + 8);  // ISO 3166-1 in force, Kosovo, seven that went
  EXPECT_EQ(with_fips, countries - 3);
}

TEST(CountryCodes, NamesInTheSpellingOfArchives) {
  EXPECT_EQ(name_to_iso3("Côte d'Ivoire"), "CIV");
  EXPECT_EQ(name_to_iso3("COTE D’IVOIRE"), "CIV");
  EXPECT_EQ(name_to_iso3("Palestinian Territory, Occupied"), "PSE");
  EXPECT_EQ(name_to_iso3("Virgin Islands, U.S."), "VIR");
  EXPECT_EQ(name_to_iso3("The Gambia"), "GMB");
  EXPECT_EQ(name_to_iso3("Gambia, The"), "GMB");
  EXPECT_EQ(name_to_iso3("Democratic Republic Of The Congo"), "COD");
  EXPECT_EQ(name_to_iso3("Congo"), "COG");
  EXPECT_EQ(name_to_iso3("Türkiye"), "TUR");
  EXPECT_EQ(name_to_iso3("St. Kitts & Nevis"), "KNA");
  EXPECT_EQ(name_to_iso3("Viet Nam"), "VNM");
  EXPECT_EQ(name_to_iso3("Arvia"), "");
  EXPECT_EQ(name_to_iso3(""), "");
}

TEST(CountryCodes, CameoHasCodesOfItsOwn) {
  EXPECT_EQ(iso3_to_cameo("ROU"), "ROM");
  EXPECT_EQ(iso3_to_cameo("TLS"), "TMP");
  EXPECT_EQ(iso3_to_cameo("FRA"), "FRA");
  EXPECT_EQ(cameo_to_iso3("GZS"), "PSE");
  EXPECT_EQ(cameo_to_iso3("YUG"), "YUG");
  EXPECT_EQ(cameo_to_iso3("EUR"), "");
  EXPECT_EQ(cameo_region_name("EUR"), "Europe");
  EXPECT_EQ(cameo_region_name("WST"), "The West");
  EXPECT_EQ(cameo_region_name("FRA"), "");
  EXPECT_EQ(iso3_to_cow("RUS"), 365);
  EXPECT_EQ(iso3_to_cow("VAT"), 0);
  EXPECT_EQ(iso3_to_icews_name("RUS"), "Russian Federation");
}

}  // namespace detente
