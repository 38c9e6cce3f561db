package parse

import (
	"slices"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// The encodings by the names that IANA registered for them. x/text has an index
// of these names, ianaindex; but that is a map, and each start of the program
// would make it. Here all is static data, and a test holds it to the index.
var (
	charmaps = [...]struct {
		names string
		as    **charmap.Charmap
	}{
		{"ibm037 cp037 ebcdic-cp-us ebcdic-cp-ca ebcdic-cp-wt ebcdic-cp-nl csibm037", &charmap.CodePage037},
		{"ibm437 cp437 437 cspc8codepage437", &charmap.CodePage437},
		{"ibm850 cp850 850 cspc850multilingual", &charmap.CodePage850},
		{"ibm852 cp852 852 cspcp852", &charmap.CodePage852},
		{"ibm855 cp855 855 csibm855", &charmap.CodePage855},
		{"ibm00858 ccsid00858 cp00858 csibm00858", &charmap.CodePage858},
		{"ibm860 cp860 860 csibm860", &charmap.CodePage860},
		{"ibm862 cp862 862 cspc862latinhebrew", &charmap.CodePage862},
		{"ibm863 cp863 863 csibm863", &charmap.CodePage863},
		{"ibm865 cp865 865 csibm865", &charmap.CodePage865},
		{"ibm866 cp866 866 csibm866", &charmap.CodePage866},
		{"ibm1047 ibm-1047 csibm1047", &charmap.CodePage1047},
		{"ibm01140 ccsid01140 cp01140 csibm01140", &charmap.CodePage1140},
		{"iso-ir-100 iso_8859-1 iso-8859-1 latin1 l1 ibm819 cp819 csisolatin1", &charmap.ISO8859_1},
		{"iso-ir-101 iso_8859-2 iso-8859-2 latin2 l2 csisolatin2", &charmap.ISO8859_2},
		{"iso-ir-109 iso_8859-3 iso-8859-3 latin3 l3 csisolatin3", &charmap.ISO8859_3},
		{"iso-ir-110 iso_8859-4 iso-8859-4 latin4 l4 csisolatin4", &charmap.ISO8859_4},
		{"iso-ir-144 iso_8859-5 iso-8859-5 cyrillic csisolatincyrillic", &charmap.ISO8859_5},
		{"iso-ir-127 iso_8859-6 iso-8859-6 ecma-114 asmo-708 arabic csisolatinarabic", &charmap.ISO8859_6},
		{"iso-ir-126 iso_8859-7 iso-8859-7 elot_928 ecma-118 greek greek8 csisolatingreek", &charmap.ISO8859_7},
		{"iso-ir-138 iso_8859-8 iso-8859-8 hebrew csisolatinhebrew", &charmap.ISO8859_8},
		{"iso-ir-148 iso_8859-9 iso-8859-9 latin5 l5 csisolatin5", &charmap.ISO8859_9},
		{"iso-8859-10 iso-ir-157 l6 csisolatin6 latin6", &charmap.ISO8859_10},
		{"iso-8859-13 csiso885913", &charmap.ISO8859_13},
		{"iso-8859-14 iso-ir-199 iso_8859-14 latin8 iso-celtic l8 csiso885914", &charmap.ISO8859_14},
		{"iso-8859-15 iso_8859-15 latin-9 csiso885915", &charmap.ISO8859_15},
		{"iso-8859-16 iso-ir-226 iso_8859-16 latin10 l10 csiso885916", &charmap.ISO8859_16},
		{"koi8-r cskoi8r", &charmap.KOI8R},
		{"koi8-u cskoi8u", &charmap.KOI8U},
		{"macintosh mac csmacintosh", &charmap.Macintosh},
		{"windows-874 cswindows874", &charmap.Windows874},
		{"windows-1250 cswindows1250", &charmap.Windows1250},
		{"windows-1251 cswindows1251", &charmap.Windows1251},
		{"windows-1252 cswindows1252", &charmap.Windows1252},
		{"windows-1253 cswindows1253", &charmap.Windows1253},
		{"windows-1254 cswindows1254", &charmap.Windows1254},
		{"windows-1255 cswindows1255", &charmap.Windows1255},
		{"windows-1256 cswindows1256", &charmap.Windows1256},
		{"windows-1257 cswindows1257", &charmap.Windows1257},
		{"windows-1258 cswindows1258", &charmap.Windows1258},
	}
	charsets = [...]struct {
		names string
		as    *encoding.Encoding
	}{
		{"utf-8 csutf8", &unicode.UTF8},
		{"iso_8859-6-e csiso88596e iso-8859-6-e", &charmap.ISO8859_6E},
		{"iso_8859-6-i csiso88596i iso-8859-6-i", &charmap.ISO8859_6I},
		{"iso_8859-8-e csiso88598e iso-8859-8-e", &charmap.ISO8859_8E},
		{"iso_8859-8-i csiso88598i iso-8859-8-i", &charmap.ISO8859_8I},
		{"extended_unix_code_packed_format_for_japanese cseucpkdfmtjapanese euc-jp", &japanese.EUCJP},
		{"iso-2022-jp csiso2022jp", &japanese.ISO2022JP},
		{"shift_jis ms_kanji csshiftjis", &japanese.ShiftJIS},
		{"euc-kr cseuckr", &korean.EUCKR},
		{"gb18030 csgb18030", &simplifiedchinese.GB18030},
		{"gbk cp936 ms936 windows-936 csgbk", &simplifiedchinese.GBK},
		{"hz-gb-2312", &simplifiedchinese.HZGB2312},
		{"big5 csbig5", &traditionalchinese.Big5},
	}
)

// charset is the encoding that is registered under name, as far as an XML
// declaration can be written in it; nil where there is none.
func charset(name string) encoding.Encoding {
	name = strings.ToLower(name)
	switch name {
	case "us-ascii", "us", "iso646-us", "iso-ir-6", "ansi_x3.4-1968", "ansi_x3.4-1986", "ibm367", "cp367", "csascii":
		return unicode.UTF8 // which holds ASCII
	}
	for i := range charmaps {
		if slices.Contains(strings.Fields(charmaps[i].names), name) {
			return *charmaps[i].as
		}
	}
	for i := range charsets {
		if slices.Contains(strings.Fields(charsets[i].names), name) {
			return *charsets[i].as
		}
	}
	return nil
}
