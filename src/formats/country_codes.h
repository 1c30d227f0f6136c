// Codes of countries in the archives of the field, against ISO 3166 alpha-3, in which all records here are kept. GDELT writes FIPS 10-4
// where it speaks of places and CAMEO's three letters where it speaks of actors; ICEWS writes names; POLECAT adds Correlates of War numbers.
// KOS is Kosovo. States that went (SUN, YUG, SCG, CSK, DDR, YMD, ANT) keep their last code. Constant tables; safe from any thread.
// All functions give nothing (an empty view, 0) for what they do not know, and views that live as long as the program.
#pragma once
#include <string>
#include <string_view>

namespace detente {

[[nodiscard]] bool is_iso3(std::string_view code);
[[nodiscard]] std::string_view iso3_to_iso2(std::string_view iso3);
[[nodiscard]] std::string_view iso3_to_fips(std::string_view iso3);   // Palestine: WE, the West Bank; Gaza is GZ
[[nodiscard]] std::string_view iso3_to_cameo(std::string_view iso3);  // ROU: ROM, TLS: TMP, MNE: MTN, KOS: KSV, IMN: IMY
[[nodiscard]] std::string_view iso3_to_name(std::string_view iso3);
[[nodiscard]] std::string_view iso3_to_icews_name(std::string_view iso3);  // "Russian Federation"
[[nodiscard]] int iso3_to_cow(std::string_view iso3);                      // Correlates of War

[[nodiscard]] std::string_view iso2_to_iso3(std::string_view iso2);
[[nodiscard]] std::string_view fips_to_iso3(std::string_view fips);    // old codes and codes of parts too
[[nodiscard]] std::string_view cameo_to_iso3(std::string_view cameo);  // ISO codes go through; regions (EUR, AFR) are no country
[[nodiscard]] std::string_view name_to_iso3(std::string_view name);    // any case, with or without marks: "Cote d'Ivoire", "Viet Nam"

struct CameoRegion {
  std::string_view code, name;
};
// The name of a CAMEO region or international code (EUR, AFR, MEA, WST, IGO); nothing when it is none.
[[nodiscard]] std::string_view cameo_region_name(std::string_view code);

}  // namespace detente
