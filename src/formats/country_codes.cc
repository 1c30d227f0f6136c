#include "formats/country_codes.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>

namespace detente {

namespace {

struct Country {
  std::string_view iso3, iso2, fips, cameo;  // cameo: empty when it is the ISO code
  int cow;                                   // Correlates of War; 0: not a member of its system of states
  std::string_view name;
};

// By ISO 3166 alpha-3: every code in force, KOS, and the states that went.
// FIPS 10-4 as GDELT has it: change notices of its late years (Serbia RI, Montenegro MJ, South Sudan OD, Curaçao UC) included.
constexpr Country kCountries[] = {
    {"ABW", "AW", "AA", "", 0, "Aruba"},
    {"AFG", "AF", "AF", "", 700, "Afghanistan"},
    {"AGO", "AO", "AO", "", 540, "Angola"},
    {"AIA", "AI", "AV", "", 0, "Anguilla"},
    {"ALA", "AX", "", "", 0, "Åland Islands"},
    {"ALB", "AL", "AL", "", 339, "Albania"},
    {"AND", "AD", "AN", "", 232, "Andorra"},
    {"ANT", "AN", "NT", "", 0, "Netherlands Antilles"},
    {"ARE", "AE", "AE", "", 696, "United Arab Emirates"},
    {"ARG", "AR", "AR", "", 160, "Argentina"},
    {"ARM", "AM", "AM", "", 371, "Armenia"},
    {"ASM", "AS", "AQ", "", 0, "American Samoa"},
    {"ATA", "AQ", "AY", "", 0, "Antarctica"},
    {"ATF", "TF", "FS", "", 0, "French Southern Territories"},
    {"ATG", "AG", "AC", "", 58, "Antigua and Barbuda"},
    {"AUS", "AU", "AS", "", 900, "Australia"},
    {"AUT", "AT", "AU", "", 305, "Austria"},
    {"AZE", "AZ", "AJ", "", 373, "Azerbaijan"},
    {"BDI", "BI", "BY", "", 516, "Burundi"},
    {"BEL", "BE", "BE", "", 211, "Belgium"},
    {"BEN", "BJ", "BN", "", 434, "Benin"},
    {"BES", "BQ", "", "", 0, "Bonaire, Sint Eustatius and Saba"},
    {"BFA", "BF", "UV", "", 439, "Burkina Faso"},
    {"BGD", "BD", "BG", "", 771, "Bangladesh"},
    {"BGR", "BG", "BU", "", 355, "Bulgaria"},
    {"BHR", "BH", "BA", "", 692, "Bahrain"},
    {"BHS", "BS", "BF", "", 31, "Bahamas"},
    {"BIH", "BA", "BK", "", 346, "Bosnia and Herzegovina"},
    {"BLM", "BL", "TB", "", 0, "Saint Barthélemy"},
    {"BLR", "BY", "BO", "", 370, "Belarus"},
    {"BLZ", "BZ", "BH", "", 80, "Belize"},
    {"BMU", "BM", "BD", "", 0, "Bermuda"},
    {"BOL", "BO", "BL", "", 145, "Bolivia"},
    {"BRA", "BR", "BR", "", 140, "Brazil"},
    {"BRB", "BB", "BB", "", 53, "Barbados"},
    {"BRN", "BN", "BX", "", 835, "Brunei"},
    {"BTN", "BT", "BT", "", 760, "Bhutan"},
    {"BVT", "BV", "BV", "", 0, "Bouvet Island"},
    {"BWA", "BW", "BC", "", 571, "Botswana"},
    {"CAF", "CF", "CT", "", 482, "Central African Republic"},
    {"CAN", "CA", "CA", "", 20, "Canada"},
    {"CCK", "CC", "CK", "", 0, "Cocos Islands"},
    {"CHE", "CH", "SZ", "", 225, "Switzerland"},
    {"CHL", "CL", "CI", "", 155, "Chile"},
    {"CHN", "CN", "CH", "", 710, "China"},
    {"CIV", "CI", "IV", "", 437, "Ivory Coast"},
    {"CMR", "CM", "CM", "", 471, "Cameroon"},
    {"COD", "CD", "CG", "", 490, "Democratic Republic of the Congo"},
    {"COG", "CG", "CF", "", 484, "Republic of the Congo"},
    {"COK", "CK", "CW", "", 0, "Cook Islands"},
    {"COL", "CO", "CO", "", 100, "Colombia"},
    {"COM", "KM", "CN", "", 581, "Comoros"},
    {"CPV", "CV", "CV", "", 402, "Cape Verde"},
    {"CRI", "CR", "CS", "", 94, "Costa Rica"},
    {"CSK", "CS", "CZ", "", 315, "Czechoslovakia"},
    {"CUB", "CU", "CU", "", 40, "Cuba"},
    {"CUW", "CW", "UC", "", 0, "Curaçao"},
    {"CXR", "CX", "KT", "", 0, "Christmas Island"},
    {"CYM", "KY", "CJ", "", 0, "Cayman Islands"},
    {"CYP", "CY", "CY", "", 352, "Cyprus"},
    {"CZE", "CZ", "EZ", "", 316, "Czech Republic"},
    {"DDR", "DD", "GC", "", 265, "East Germany"},
    {"DEU", "DE", "GM", "", 255, "Germany"},
    {"DJI", "DJ", "DJ", "", 522, "Djibouti"},
    {"DMA", "DM", "DO", "", 54, "Dominica"},
    {"DNK", "DK", "DA", "", 390, "Denmark"},
    {"DOM", "DO", "DR", "", 42, "Dominican Republic"},
    {"DZA", "DZ", "AG", "", 615, "Algeria"},
    {"ECU", "EC", "EC", "", 130, "Ecuador"},
    {"EGY", "EG", "EG", "", 651, "Egypt"},
    {"ERI", "ER", "ER", "", 531, "Eritrea"},
    {"ESH", "EH", "WI", "", 0, "Western Sahara"},
    {"ESP", "ES", "SP", "", 230, "Spain"},
    {"EST", "EE", "EN", "", 366, "Estonia"},
    {"ETH", "ET", "ET", "", 530, "Ethiopia"},
    {"FIN", "FI", "FI", "", 375, "Finland"},
    {"FJI", "FJ", "FJ", "", 950, "Fiji"},
    {"FLK", "FK", "FK", "", 0, "Falkland Islands"},
    {"FRA", "FR", "FR", "", 220, "France"},
    {"FRO", "FO", "FO", "", 0, "Faroe Islands"},
    {"FSM", "FM", "FM", "", 987, "Micronesia"},
    {"GAB", "GA", "GB", "", 481, "Gabon"},
    {"GBR", "GB", "UK", "", 200, "United Kingdom"},
    {"GEO", "GE", "GG", "", 372, "Georgia"},
    {"GGY", "GG", "GK", "", 0, "Guernsey"},
    {"GHA", "GH", "GH", "", 452, "Ghana"},
    {"GIB", "GI", "GI", "", 0, "Gibraltar"},
    {"GIN", "GN", "GV", "", 438, "Guinea"},
    {"GLP", "GP", "GP", "", 0, "Guadeloupe"},
    {"GMB", "GM", "GA", "", 420, "Gambia"},
    {"GNB", "GW", "PU", "", 404, "Guinea-Bissau"},
    {"GNQ", "GQ", "EK", "", 411, "Equatorial Guinea"},
    {"GRC", "GR", "GR", "", 350, "Greece"},
    {"GRD", "GD", "GJ", "", 55, "Grenada"},
    {"GRL", "GL", "GL", "", 0, "Greenland"},
    {"GTM", "GT", "GT", "", 90, "Guatemala"},
    {"GUF", "GF", "FG", "", 0, "French Guiana"},
    {"GUM", "GU", "GQ", "", 0, "Guam"},
    {"GUY", "GY", "GY", "", 110, "Guyana"},
    {"HKG", "HK", "HK", "", 0, "Hong Kong"},
    {"HMD", "HM", "HM", "", 0, "Heard Island and McDonald Islands"},
    {"HND", "HN", "HO", "", 91, "Honduras"},
    {"HRV", "HR", "HR", "", 344, "Croatia"},
    {"HTI", "HT", "HA", "", 41, "Haiti"},
    {"HUN", "HU", "HU", "", 310, "Hungary"},
    {"IDN", "ID", "ID", "", 850, "Indonesia"},
    {"IMN", "IM", "IM", "IMY", 0, "Isle of Man"},
    {"IND", "IN", "IN", "", 750, "India"},
    {"IOT", "IO", "IO", "", 0, "British Indian Ocean Territory"},
    {"IRL", "IE", "EI", "", 205, "Ireland"},
    {"IRN", "IR", "IR", "", 630, "Iran"},
    {"IRQ", "IQ", "IZ", "", 645, "Iraq"},
    {"ISL", "IS", "IC", "", 395, "Iceland"},
    {"ISR", "IL", "IS", "", 666, "Israel"},
    {"ITA", "IT", "IT", "", 325, "Italy"},
    {"JAM", "JM", "JM", "", 51, "Jamaica"},
    {"JEY", "JE", "JE", "", 0, "Jersey"},
    {"JOR", "JO", "JO", "", 663, "Jordan"},
    {"JPN", "JP", "JA", "", 740, "Japan"},
    {"KAZ", "KZ", "KZ", "", 705, "Kazakhstan"},
    {"KEN", "KE", "KE", "", 501, "Kenya"},
    {"KGZ", "KG", "KG", "", 703, "Kyrgyzstan"},
    {"KHM", "KH", "CB", "", 811, "Cambodia"},
    {"KIR", "KI", "KR", "", 946, "Kiribati"},
    {"KNA", "KN", "SC", "", 60, "Saint Kitts and Nevis"},
    {"KOR", "KR", "KS", "", 732, "South Korea"},
    {"KOS", "XK", "KV", "KSV", 347, "Kosovo"},
    {"KWT", "KW", "KU", "", 690, "Kuwait"},
    {"LAO", "LA", "LA", "", 812, "Laos"},
    {"LBN", "LB", "LE", "", 660, "Lebanon"},
    {"LBR", "LR", "LI", "", 450, "Liberia"},
    {"LBY", "LY", "LY", "", 620, "Libya"},
    {"LCA", "LC", "ST", "", 56, "Saint Lucia"},
    {"LIE", "LI", "LS", "", 223, "Liechtenstein"},
    {"LKA", "LK", "CE", "", 780, "Sri Lanka"},
    {"LSO", "LS", "LT", "", 570, "Lesotho"},
    {"LTU", "LT", "LH", "", 368, "Lithuania"},
    {"LUX", "LU", "LU", "", 212, "Luxembourg"},
    {"LVA", "LV", "LG", "", 367, "Latvia"},
    {"MAC", "MO", "MC", "", 0, "Macau"},
    {"MAF", "MF", "RN", "", 0, "Saint Martin"},
    {"MAR", "MA", "MO", "", 600, "Morocco"},
    {"MCO", "MC", "MN", "", 221, "Monaco"},
    {"MDA", "MD", "MD", "", 359, "Moldova"},
    {"MDG", "MG", "MA", "", 580, "Madagascar"},
    {"MDV", "MV", "MV", "", 781, "Maldives"},
    {"MEX", "MX", "MX", "", 70, "Mexico"},
    {"MHL", "MH", "RM", "", 983, "Marshall Islands"},
    {"MKD", "MK", "MK", "", 343, "North Macedonia"},
    {"MLI", "ML", "ML", "", 432, "Mali"},
    {"MLT", "MT", "MT", "", 338, "Malta"},
    {"MMR", "MM", "BM", "", 775, "Myanmar"},
    {"MNE", "ME", "MJ", "MTN", 341, "Montenegro"},
    {"MNG", "MN", "MG", "", 712, "Mongolia"},
    {"MNP", "MP", "CQ", "", 0, "Northern Mariana Islands"},
    {"MOZ", "MZ", "MZ", "", 541, "Mozambique"},
    {"MRT", "MR", "MR", "", 435, "Mauritania"},
    {"MSR", "MS", "MH", "", 0, "Montserrat"},
    {"MTQ", "MQ", "MB", "", 0, "Martinique"},
    {"MUS", "MU", "MP", "", 590, "Mauritius"},
    {"MWI", "MW", "MI", "", 553, "Malawi"},
    {"MYS", "MY", "MY", "", 820, "Malaysia"},
    {"MYT", "YT", "MF", "", 0, "Mayotte"},
    {"NAM", "NA", "WA", "", 565, "Namibia"},
    {"NCL", "NC", "NC", "", 0, "New Caledonia"},
    {"NER", "NE", "NG", "", 436, "Niger"},
    {"NFK", "NF", "NF", "", 0, "Norfolk Island"},
    {"NGA", "NG", "NI", "", 475, "Nigeria"},
    {"NIC", "NI", "NU", "", 93, "Nicaragua"},
    {"NIU", "NU", "NE", "", 0, "Niue"},
    {"NLD", "NL", "NL", "", 210, "Netherlands"},
    {"NOR", "NO", "NO", "", 385, "Norway"},
    {"NPL", "NP", "NP", "", 790, "Nepal"},
    {"NRU", "NR", "NR", "", 970, "Nauru"},
    {"NZL", "NZ", "NZ", "", 920, "New Zealand"},
    {"OMN", "OM", "MU", "", 698, "Oman"},
    {"PAK", "PK", "PK", "", 770, "Pakistan"},
    {"PAN", "PA", "PM", "", 95, "Panama"},
    {"PCN", "PN", "PC", "", 0, "Pitcairn Islands"},
    {"PER", "PE", "PE", "", 135, "Peru"},
    {"PHL", "PH", "RP", "", 840, "Philippines"},
    {"PLW", "PW", "PS", "", 986, "Palau"},
    {"PNG", "PG", "PP", "", 910, "Papua New Guinea"},
    {"POL", "PL", "PL", "", 290, "Poland"},
    {"PRI", "PR", "RQ", "", 0, "Puerto Rico"},
    {"PRK", "KP", "KN", "", 731, "North Korea"},
    {"PRT", "PT", "PO", "", 235, "Portugal"},
    {"PRY", "PY", "PA", "", 150, "Paraguay"},
    {"PSE", "PS", "WE", "", 0, "Palestine"},
    {"PYF", "PF", "FP", "", 0, "French Polynesia"},
    {"QAT", "QA", "QA", "", 694, "Qatar"},
    {"REU", "RE", "RE", "", 0, "Réunion"},
    {"ROU", "RO", "RO", "ROM", 360, "Romania"},
    {"RUS", "RU", "RS", "", 365, "Russia"},
    {"RWA", "RW", "RW", "", 517, "Rwanda"},
    {"SAU", "SA", "SA", "", 670, "Saudi Arabia"},
    {"SCG", "CS", "YI", "", 345, "Serbia and Montenegro"},
    {"SDN", "SD", "SU", "", 625, "Sudan"},
    {"SEN", "SN", "SG", "", 433, "Senegal"},
    {"SGP", "SG", "SN", "", 830, "Singapore"},
    {"SGS", "GS", "SX", "", 0, "South Georgia and the South Sandwich Islands"},
    {"SHN", "SH", "SH", "", 0, "Saint Helena, Ascension and Tristan da Cunha"},
    {"SJM", "SJ", "SV", "", 0, "Svalbard and Jan Mayen"},
    {"SLB", "SB", "BP", "", 940, "Solomon Islands"},
    {"SLE", "SL", "SL", "", 451, "Sierra Leone"},
    {"SLV", "SV", "ES", "", 92, "El Salvador"},
    {"SMR", "SM", "SM", "", 331, "San Marino"},
    {"SOM", "SO", "SO", "", 520, "Somalia"},
    {"SPM", "PM", "SB", "", 0, "Saint Pierre and Miquelon"},
    {"SRB", "RS", "RI", "", 345, "Serbia"},
    {"SSD", "SS", "OD", "", 626, "South Sudan"},
    {"STP", "ST", "TP", "", 403, "São Tomé and Príncipe"},
    {"SUN", "SU", "UR", "", 365, "Soviet Union"},
    {"SUR", "SR", "NS", "", 115, "Suriname"},
    {"SVK", "SK", "LO", "", 317, "Slovakia"},
    {"SVN", "SI", "SI", "", 349, "Slovenia"},
    {"SWE", "SE", "SW", "", 380, "Sweden"},
    {"SWZ", "SZ", "WZ", "", 572, "Eswatini"},
    {"SXM", "SX", "NN", "", 0, "Sint Maarten"},
    {"SYC", "SC", "SE", "", 591, "Seychelles"},
    {"SYR", "SY", "SY", "", 652, "Syria"},
    {"TCA", "TC", "TK", "", 0, "Turks and Caicos Islands"},
    {"TCD", "TD", "CD", "", 483, "Chad"},
    {"TGO", "TG", "TO", "", 461, "Togo"},
    {"THA", "TH", "TH", "", 800, "Thailand"},
    {"TJK", "TJ", "TI", "", 702, "Tajikistan"},
    {"TKL", "TK", "TL", "", 0, "Tokelau"},
    {"TKM", "TM", "TX", "", 701, "Turkmenistan"},
    {"TLS", "TL", "TT", "TMP", 860, "Timor-Leste"},
    {"TON", "TO", "TN", "", 955, "Tonga"},
    {"TTO", "TT", "TD", "", 52, "Trinidad and Tobago"},
    {"TUN", "TN", "TS", "", 616, "Tunisia"},
    {"TUR", "TR", "TU", "", 640, "Turkey"},
    {"TUV", "TV", "TV", "", 947, "Tuvalu"},
    {"TWN", "TW", "TW", "", 713, "Taiwan"},
    {"TZA", "TZ", "TZ", "", 510, "Tanzania"},
    {"UGA", "UG", "UG", "", 500, "Uganda"},
    {"UKR", "UA", "UP", "", 369, "Ukraine"},
    {"UMI", "UM", "", "", 0, "United States Minor Outlying Islands"},
    {"URY", "UY", "UY", "", 165, "Uruguay"},
    {"USA", "US", "US", "", 2, "United States"},
    {"UZB", "UZ", "UZ", "", 704, "Uzbekistan"},
    {"VAT", "VA", "VT", "", 0, "Vatican City"},
    {"VCT", "VC", "VC", "", 57, "Saint Vincent and the Grenadines"},
    {"VEN", "VE", "VE", "", 101, "Venezuela"},
    {"VGB", "VG", "VI", "", 0, "British Virgin Islands"},
    {"VIR", "VI", "VQ", "", 0, "United States Virgin Islands"},
    {"VNM", "VN", "VM", "", 816, "Vietnam"},
    {"VUT", "VU", "NH", "", 935, "Vanuatu"},
    {"WLF", "WF", "WF", "", 0, "Wallis and Futuna"},
    {"WSM", "WS", "WS", "", 990, "Samoa"},
    {"YEM", "YE", "YM", "", 679, "Yemen"},
    {"YMD", "YD", "YS", "", 680, "South Yemen"},
    {"YUG", "YU", "YO", "", 345, "Yugoslavia"},
    {"ZAF", "ZA", "SF", "", 560, "South Africa"},
    {"ZMB", "ZM", "ZA", "", 551, "Zambia"},
    {"ZWE", "ZW", "ZI", "", 552, "Zimbabwe"},
};

struct Other {
  std::string_view code, iso3;
};

// Further names, in the spelling of archives: normalised before they are compared.
constexpr Other kNames[] = {
    {"Aland", "ALA"},
    {"Aland Islands", "ALA"},
    {"UAE", "ARE"},
    {"Emirates", "ARE"},
    {"French Southern and Antarctic Lands", "ATF"},
    {"Caribbean Netherlands", "BES"},
    {"Bahamas, The", "BHS"},
    {"Bosnia", "BIH"},
    {"Bosnia-Herzegovina", "BIH"},
    {"St. Barthelemy", "BLM"},
    {"Bolivia, Plurinational State of", "BOL"},
    {"Plurinational State of Bolivia", "BOL"},
    {"Brunei Darussalam", "BRN"},
    {"CAR", "CAF"},
    {"Cocos (Keeling) Islands", "CCK"},
    {"Keeling Islands", "CCK"},
    {"China, People's Republic of", "CHN"},
    {"People's Republic of China", "CHN"},
    {"PRC", "CHN"},
    {"Mainland China", "CHN"},
    {"Cote d'Ivoire", "CIV"},
    {"Cote dIvoire", "CIV"},
    {"Democratic Republic of Congo", "COD"},
    {"Congo, Democratic Republic of the", "COD"},
    {"Congo, The Democratic Republic of the", "COD"},
    {"Congo (Kinshasa)", "COD"},
    {"Congo-Kinshasa", "COD"},
    {"DR Congo", "COD"},
    {"DRC", "COD"},
    {"Zaire", "COD"},
    {"Congo, DRC", "COD"},
    {"Congo", "COG"},
    {"Congo, Republic of the", "COG"},
    {"Congo Republic", "COG"},
    {"Congo (Brazzaville)", "COG"},
    {"Congo-Brazzaville", "COG"},
    {"Republic of Congo", "COG"},
    {"Cabo Verde", "CPV"},
    {"Czechoslovak Socialist Republic", "CSK"},
    {"Czechia", "CZE"},
    {"German Democratic Republic", "DDR"},
    {"GDR", "DDR"},
    {"West Germany", "DEU"},
    {"Federal Republic of Germany", "DEU"},
    {"Germany, Federal Republic of", "DEU"},
    {"Falkland Islands (Malvinas)", "FLK"},
    {"Falkland Islands (Islas Malvinas)", "FLK"},
    {"Malvinas", "FLK"},
    {"Faeroe Islands", "FRO"},
    {"Micronesia, Federated States of", "FSM"},
    {"Federated States of Micronesia", "FSM"},
    {"UK", "GBR"},
    {"Great Britain", "GBR"},
    {"Britain", "GBR"},
    {"United Kingdom of Great Britain and Northern Ireland", "GBR"},
    {"England", "GBR"},
    {"Scotland", "GBR"},
    {"Wales", "GBR"},
    {"Northern Ireland", "GBR"},
    {"Gambia, The", "GMB"},
    {"Hong Kong SAR", "HKG"},
    {"Hong Kong, SAR China", "HKG"},
    {"Heard Island", "HMD"},
    {"Man, Isle of", "IMN"},
    {"Republic of Ireland", "IRL"},
    {"Iran, Islamic Republic of", "IRN"},
    {"Islamic Republic of Iran", "IRN"},
    {"Kyrgyz Republic", "KGZ"},
    {"Kirghizstan", "KGZ"},
    {"Kampuchea", "KHM"},
    {"St. Kitts and Nevis", "KNA"},
    {"Korea, Republic of", "KOR"},
    {"Republic of Korea", "KOR"},
    {"Korea, South", "KOR"},
    {"Kosovo, Republic of", "KOS"},
    {"Republic of Kosovo", "KOS"},
    {"Lao People's Democratic Republic", "LAO"},
    {"Lao PDR", "LAO"},
    {"Libyan Arab Jamahiriya", "LBY"},
    {"St. Lucia", "LCA"},
    {"Macao", "MAC"},
    {"Macao SAR", "MAC"},
    {"Macau SAR", "MAC"},
    {"St. Martin", "MAF"},
    {"Saint Martin (French part)", "MAF"},
    {"Moldova, Republic of", "MDA"},
    {"Republic of Moldova", "MDA"},
    {"Macedonia", "MKD"},
    {"Macedonia, the former Yugoslav Republic of", "MKD"},
    {"Republic of Macedonia", "MKD"},
    {"FYROM", "MKD"},
    {"Former Yugoslav Republic of Macedonia", "MKD"},
    {"Burma", "MMR"},
    {"Holland", "NLD"},
    {"Netherlands, The", "NLD"},
    {"Pitcairn", "PCN"},
    {"Korea, Democratic People's Republic of", "PRK"},
    {"Democratic People's Republic of Korea", "PRK"},
    {"DPRK", "PRK"},
    {"Korea, North", "PRK"},
    {"Palestinian Territory, Occupied", "PSE"},
    {"Occupied Palestinian Territory", "PSE"},
    {"Palestinian Territories", "PSE"},
    {"Palestinian Territory", "PSE"},
    {"State of Palestine", "PSE"},
    {"Palestine, State of", "PSE"},
    {"West Bank", "PSE"},
    {"Gaza Strip", "PSE"},
    {"Gaza", "PSE"},
    {"West Bank and Gaza", "PSE"},
    {"Reunion Island", "REU"},
    {"Russian Federation", "RUS"},
    {"Serbia-Montenegro", "SCG"},
    {"Saint Helena", "SHN"},
    {"St. Helena", "SHN"},
    {"Svalbard", "SJM"},
    {"Jan Mayen", "SJM"},
    {"St. Pierre and Miquelon", "SPM"},
    {"Republic of Serbia", "SRB"},
    {"Sao Tome", "STP"},
    {"USSR", "SUN"},
    {"Union of Soviet Socialist Republics", "SUN"},
    {"Slovak Republic", "SVK"},
    {"Swaziland", "SWZ"},
    {"Sint Maarten (Dutch part)", "SXM"},
    {"Syrian Arab Republic", "SYR"},
    {"Turks and Caicos", "TCA"},
    {"East Timor", "TLS"},
    {"Trinidad", "TTO"},
    {"Turkiye", "TUR"},
    {"Taiwan, Province of China", "TWN"},
    {"Republic of China", "TWN"},
    {"Tanzania, United Republic of", "TZA"},
    {"United Republic of Tanzania", "TZA"},
    {"Midway Islands", "UMI"},
    {"Wake Island", "UMI"},
    {"United States of America", "USA"},
    {"US", "USA"},
    {"America", "USA"},
    {"Vatican City State", "VAT"},
    {"Holy See", "VAT"},
    {"Holy See (Vatican City State)", "VAT"},
    {"Holy See (Vatican City)", "VAT"},
    {"Vatican", "VAT"},
    {"St. Vincent and the Grenadines", "VCT"},
    {"Venezuela, Bolivarian Republic of", "VEN"},
    {"Bolivarian Republic of Venezuela", "VEN"},
    {"Virgin Islands, British", "VGB"},
    {"Virgin Islands, U.S.", "VIR"},
    {"US Virgin Islands", "VIR"},
    {"Virgin Islands", "VIR"},
    {"Viet Nam", "VNM"},
    {"Vietnam, Socialist Republic of", "VNM"},
    {"Western Samoa", "WSM"},
    {"People's Democratic Republic of Yemen", "YMD"},
    {"Yemen, South", "YMD"},
    {"Yemen, Democratic", "YMD"},
    {"Former Yugoslavia", "YUG"},
    {"Federal Republic of Yugoslavia", "YUG"},
    {"Socialist Federal Republic of Yugoslavia", "YUG"},
};

// Second codes of a country, parts of one, and codes of before.
constexpr Other kFips[] = {
    {"AT", "AUS"}, {"AX", "GBR"}, {"BQ", "UMI"}, {"BS", "ATF"}, {"CR", "AUS"}, {"DQ", "UMI"}, {"DX", "GBR"}, {"EU", "ATF"}, {"FQ", "UMI"},
    {"GE", "DEU"}, {"GO", "ATF"}, {"GZ", "PSE"}, {"HQ", "UMI"}, {"IP", "FRA"}, {"JN", "SJM"}, {"JQ", "UMI"}, {"JU", "ATF"}, {"KQ", "UMI"},
    {"LQ", "UMI"}, {"MQ", "UMI"}, {"MW", "MNE"}, {"RB", "SRB"}, {"SR", "SRB"}, {"TE", "ATF"}, {"VS", "VNM"}, {"WQ", "UMI"},
};
constexpr Other kCameo[] = {
    {"BAG", "IRQ"}, {"BUR", "MMR"}, {"GZS", "PSE"}, {"IMY", "IMN"}, {"KSV", "KOS"}, {"MTN", "MNE"},
    {"PAL", "PSE"}, {"ROM", "ROU"}, {"TMP", "TLS"}, {"WSB", "PSE"}, {"ZAR", "COD"}, {"XKX", "KOS"},
};

// What the ICEWS archive calls a country where it differs from the usual name.
constexpr Other kIcews[] = {
    {"Russian Federation", "RUS"},
    {"Occupied Palestinian Territory", "PSE"},
    {"Democratic Republic of Congo", "COD"},
    {"Congo", "COG"},
    {"Cote d'Ivoire", "CIV"},
    {"Macedonia", "MKD"},
    {"Swaziland", "SWZ"},
    {"Vatican City State", "VAT"},
    {"Macao", "MAC"},
    {"Virgin Islands, U.S.", "VIR"},
    {"Virgin Islands, British", "VGB"},
    {"Sao Tome and Principe", "STP"},
};

// Regions and international codes in the country part of a CAMEO actor.
constexpr CameoRegion kRegions[] = {
    {"AFR", "Africa"},
    {"ASA", "Asia"},
    {"BLK", "Balkans"},
    {"CAS", "Central Asia"},
    {"CAU", "Caucasus"},
    {"CEU", "Central Europe"},
    {"CFR", "Central Africa"},
    {"CRB", "Caribbean"},
    {"EAF", "Eastern Africa"},
    {"EEU", "Eastern Europe"},
    {"EIN", "East Indies"},
    {"EUR", "Europe"},
    {"IGO", "International organisations"},
    {"IMG", "International militarised groups"},
    {"INT", "International"},
    {"LAM", "Latin America"},
    {"MDT", "Mediterranean"},
    {"MEA", "Middle East"},
    {"MNC", "Multinational corporations"},
    {"NAF", "North Africa"},
    {"NGM", "Non-governmental movements"},
    {"NGO", "Non-governmental organisations"},
    {"NMR", "North America"},
    {"PGS", "Persian Gulf"},
    {"SAF", "Southern Africa"},
    {"SAM", "South America"},
    {"SAS", "South Asia"},
    {"SCN", "Scandinavia"},
    {"SEA", "Southeast Asia"},
    {"UIS", "Unidentified state"},
    {"WAF", "West Africa"},
    {"WST", "The West"},
};

// Up to three letters as one number, in capitals; 0 for anything else.
constexpr std::uint32_t pack(std::string_view code) {
  if (code.empty() || code.size() > 3) return 0;
  std::uint32_t key = 0;
  for (const char c : code) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (upper < 'A' || upper > 'Z') return 0;
    key = key << 8 | static_cast<std::uint8_t>(upper);
  }
  return key;
}

struct Entry {
  std::uint32_t key = 0;
  const Country* country = nullptr;
};

constexpr std::size_t kCount = std::size(kCountries);

constexpr const Country* by_iso3(std::string_view iso3) {
  const std::uint32_t key = pack(iso3);
  const auto* at = std::lower_bound(std::begin(kCountries), std::end(kCountries), key, [](const Country& c, std::uint32_t k) { return pack(c.iso3) < k; });
  return at != std::end(kCountries) && pack(at->iso3) == key && key != 0 ? at : nullptr;
}

// An index by another code: the main codes, then `extra`. Of two countries with one code the earlier entry counts.
template <std::size_t N, class Main>
constexpr auto make_index(const Other (&extra)[N], Main main) {
  std::array<Entry, kCount + N> index{};
  std::size_t n = 0;
  for (const Country& c : kCountries) index[n++] = {pack(main(c)), &c};
  for (const Other& o : extra) index[n++] = {pack(o.code), by_iso3(o.iso3)};
  std::sort(index.begin(), index.end(), [](const Entry& a, const Entry& b) { return a.key != b.key ? a.key < b.key : a.country < b.country; });
  return index;
}

constexpr auto kByFips = make_index(kFips, [](const Country& c) { return c.fips; });
constexpr auto kByCameo = make_index(kCameo, [](const Country& c) { return c.iso3; });
constexpr Other kIso2[] = {{"XK", "KOS"}};
constexpr auto kByIso2 = make_index(kIso2, [](const Country& c) { return c.iso3 == "CSK" ? std::string_view() : c.iso2; });

template <class Index>
std::string_view find(const Index& index, std::string_view code) {
  const std::uint32_t key = pack(code);
  if (key == 0) return {};
  const auto at = std::lower_bound(index.begin(), index.end(), key, [](const Entry& e, std::uint32_t k) { return e.key < k; });
  return at != index.end() && at->key == key && at->country != nullptr ? at->country->iso3 : std::string_view();
}

constexpr bool tables_hold() {
  for (std::size_t i = 1; i < kCount; ++i)
    if (pack(kCountries[i - 1].iso3) >= pack(kCountries[i].iso3)) return false;
  for (const Other& o : kFips)
    if (by_iso3(o.iso3) == nullptr) return false;
  for (const Other& o : kCameo)
    if (by_iso3(o.iso3) == nullptr) return false;
  for (const Other& o : kNames)
    if (by_iso3(o.iso3) == nullptr) return false;
  for (const Other& o : kIcews)
    if (by_iso3(o.iso3) == nullptr) return false;
  return true;
}
static_assert(tables_hold());

// The plain letter of a Latin letter with a mark, by the two bytes of its UTF-8; 0 when it is none.
char plain_letter(unsigned char lead, unsigned char next) {
  constexpr std::string_view kC3 = "aaaaaaaceeeeiiiidnooooo\0ouuuuyts";  // C3 80 to C3 9F, in small letters; C3 A0 on are the same
  if (lead == 0xC3 && next >= 0x80 && next <= 0xBF) return kC3[(next - 0x80) & 0x1F];
  if (lead == 0xC5 && (next == 0xA0 || next == 0xA1)) return 's';
  if (lead == 0xC4 && (next == 0xB0 || next == 0xB1)) return 'i';
  return 0;
}

// Small letters without marks and points, one space between words, "and" for "&", "saint" for "st", no article.
std::string normal_name(std::string_view name) {
  std::string words, word;
  const auto flush = [&] {
    if (word == "st") word = "saint";
    if (!word.empty() && word != "the") words += (words.empty() ? "" : " ") + word;
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(name[i]);
    const unsigned char next = i + 1 < name.size() ? static_cast<unsigned char>(name[i + 1]) : 0;
    if (c >= 'A' && c <= 'Z') word += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) word += static_cast<char>(c);
    else if (c == '&') flush(), word = "and", flush();
    else if (c == '.' || c == '\'') continue;
    else if (c == 0xE2 && next == 0x80) i += 2;  // typographic apostrophes and dashes
    else if (c >= 0xC3 && c <= 0xC5 && plain_letter(c, next) != 0) word += plain_letter(c, next), ++i;
    else flush();
  }
  flush();
  return words;
}

using NameIndex = std::unordered_map<std::string, std::string_view>;

const NameIndex& names() {
  static const NameIndex index = [] {
    NameIndex made;
    for (const Country& c : kCountries) made.emplace(normal_name(c.name), c.iso3);
    for (const Other& o : kNames) made.emplace(normal_name(o.code), o.iso3);
    for (const Other& o : kIcews) made.emplace(normal_name(o.code), o.iso3);
    return made;
  }();
  return index;
}

}  // namespace

std::string_view iso3_to_iso2(std::string_view iso3) {
  const Country* c = by_iso3(iso3);
  return c ? c->iso2 : std::string_view();
}

std::string_view iso3_to_fips(std::string_view iso3) {
  const Country* c = by_iso3(iso3);
  return c ? c->fips : std::string_view();
}

std::string_view iso3_to_cameo(std::string_view iso3) {
  const Country* c = by_iso3(iso3);
  return !c ? std::string_view() : c->cameo.empty() ? c->iso3 : c->cameo;
}

std::string_view iso3_to_name(std::string_view iso3) {
  const Country* c = by_iso3(iso3);
  return c ? c->name : std::string_view();
}

std::string_view iso3_to_icews_name(std::string_view iso3) {
  for (const Other& o : kIcews)
    if (o.iso3 == iso3) return o.code;
  return iso3_to_name(iso3);
}

int iso3_to_cow(std::string_view iso3) {
  const Country* c = by_iso3(iso3);
  return c ? c->cow : 0;
}

bool is_iso3(std::string_view code) { return by_iso3(code) != nullptr; }

std::string_view iso2_to_iso3(std::string_view iso2) { return iso2.size() == 2 ? find(kByIso2, iso2) : std::string_view(); }
std::string_view fips_to_iso3(std::string_view fips) { return fips.size() == 2 ? find(kByFips, fips) : std::string_view(); }
std::string_view cameo_to_iso3(std::string_view cameo) { return cameo.size() == 3 ? find(kByCameo, cameo) : std::string_view(); }

std::string_view name_to_iso3(std::string_view name) {
  const auto at = names().find(normal_name(name));
  return at == names().end() ? std::string_view() : at->second;
}

std::string_view cameo_region_name(std::string_view code) {
  for (const CameoRegion& r : kRegions)
    if (r.code == code) return r.name;
  return {};
}

}  // namespace detente
