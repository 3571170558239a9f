/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-file.h"
#include "cs-test.h"
#include "cs-text-decode.h"

#include <string.h>

/* Decoded as what, and is it the same by the stored name? */
static CsTextDocument *
decode (const char *data, gsize size, const char *declared, const char *decoding)
{
  g_autoptr (GError) error = NULL;
  const char *found = NULL;
  CsTextDocument *document = cs_text_decode (data, size, declared, &found, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, decoding);
  g_autoptr (CsTextDocument) again = cs_text_decode_stored (data, size, found, &error);
  g_assert_no_error (error);
  CsHash one, two;
  cs_text_document_hash (document, &one);
  cs_text_document_hash (again, &two);
  g_assert_true (cs_hash_equal (&one, &two));
  return document;
}

static void
test_encodings (void)
{
  static const struct {
    const char *data;
    gsize size;
    const char *declared, *decoding, *text;
  } cases[] = {
    { "", 0, NULL, "utf-8", "" },
    { "plain\n", 6, "windows-1252", "utf-8", "plain\n" },
    { "\xc3\xa4", 2, "iso-8859-1", "utf-8", "\xc3\xa4" },
    { "\xef\xbb\xbf\xc3\xa4", 5, NULL, "utf-8-bom", "\xc3\xa4" },
    { "\xef\xbb\xbf", 3, NULL, "utf-8-bom", "" },
    { "a\xef\xbb\xbf", 4, NULL, "utf-8", "a\xef\xbb\xbf" },
    { "\xff\xfe\xe4\0", 4, NULL, "utf-16le-bom", "\xc3\xa4" },
    { "\xff\xfe", 2, NULL, "utf-16le-bom", "" },
    { "\xfe\xff\xd8\x3d\xde\x00", 6, NULL, "utf-16be-bom", "\xf0\x9f\x98\x80" },
    { "\xff\xfe\0\0\xe4\0\0\0", 8, NULL, "utf-32le-bom", "\xc3\xa4" },
    { "\0\0\xfe\xff\0\0\0\xe4", 8, NULL, "utf-32be-bom", "\xc3\xa4" },
    { "\xe4\0b\0", 4, "UTF-16LE", "utf-16le",
      "\xc3\xa4"
      "b" },
    { "\xe4 \x80", 3, "CP1252", "windows-1252", "\xc3\xa4 \xe2\x82\xac" },
    { "\xe4 \xa4", 3, "latin9", "iso-8859-15", "\xc3\xa4 \xe2\x82\xac" },
    { "\x8f\x8a", 2, "SJIS", "shift_jis", "\xe6\x89\x80" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CsTextDocument) document =
        decode (cases[i].data, cases[i].size, cases[i].declared, cases[i].decoding);
    g_assert_cmpstr (cs_text_document_text (document, NULL), ==, cases[i].text);
  }
}

static void
test_stored_is_exact (void)
{
  static const struct {
    const char *data, *decoding;
  } cases[] = {
    { "\xe4", "utf-8" },   { "plain", "utf-8-bom" },       { "plain", "latin1" },
    { "plain", "UTF-16" }, { "\xff\xfe", "utf-16be-bom" }, { "plain", "" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsTextDocument) document =
        cs_text_decode_stored (cases[i].data, strlen (cases[i].data), cases[i].decoding, &error);
    g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
    g_assert_null (document);
  }
}

static void
test_bad_files (void)
{
  g_autofree char *table = cs_test_source ("bad/text/expected.tsv");
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (table, &text, NULL, NULL));
  g_auto (GStrv) rows = g_strsplit (g_strchomp (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (rows), >=, 19);
  for (guint i = 0; rows[i] != NULL; i++) {
    g_auto (GStrv) row = g_strsplit (rows[i], "\t", -1);
    g_autofree char *name = g_build_filename ("bad/text", row[0], NULL);
    g_autofree char *path = cs_test_source (name);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = cs_file_read (path, 1 << 20, &error);
    g_assert_no_error (error);
    const char *declared = strcmp (row[1], "-") == 0 ? NULL : row[1];
    g_autoptr (CsTextDocument) document = cs_text_decode (
        g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), declared, NULL, &error);
    g_assert_null (document);
    g_autofree char *said = g_strdup_printf ("%s: %s", cs_error_nick (error), error->message);
    if (!g_str_has_prefix (said, row[2]))
      g_error ("%s: \"%s\", not \"%s\"", row[0], said, row[2]);
  }
}

static void
test_limit (void)
{
  g_autofree char *huge = g_malloc (CS_TEXT_MAX_SIZE + 1);
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_text_decode (huge, CS_TEXT_MAX_SIZE + 1, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LIMIT);
}

static void
test_line_ends (void)
{
  static const struct {
    const char *text;
    CsLineEnds ends;
    guint32 lf, crlf, cr, lines;
  } cases[] = {
    { "", CS_LINE_ENDS_NONE, 0, 0, 0, 1 },         { "a", CS_LINE_ENDS_NONE, 0, 0, 0, 1 },
    { "a\n", CS_LINE_ENDS_LF, 1, 0, 0, 1 },        { "a\nb", CS_LINE_ENDS_LF, 1, 0, 0, 2 },
    { "\r\n\r\n", CS_LINE_ENDS_CRLF, 0, 2, 0, 2 }, { "a\rb\r", CS_LINE_ENDS_CR, 0, 0, 2, 2 },
    { "\n\r", CS_LINE_ENDS_MIXED, 1, 0, 1, 2 },    { "a\r\r\nb\n", CS_LINE_ENDS_MIXED, 1, 1, 1, 3 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CsTextDocument) document =
        cs_text_document_new (cases[i].text, strlen (cases[i].text), NULL);
    const CsTextCounts *counts = cs_text_document_counts (document);
    g_assert_cmpstr (cs_text_document_text (document, NULL), ==, cases[i].text);
    g_assert_cmpstr (cs_line_ends_nick (counts->line_ends), ==, cs_line_ends_nick (cases[i].ends));
    g_assert_cmpuint (counts->lf, ==, cases[i].lf);
    g_assert_cmpuint (counts->crlf, ==, cases[i].crlf);
    g_assert_cmpuint (counts->cr, ==, cases[i].cr);
    g_assert_cmpuint (counts->lines, ==, cases[i].lines);
  }
}

/* One to four bytes in turn, long enough for several rows of the index. */
static void
test_positions (void)
{
  static const char *const letters[] = { "a", "\xc3\xa4", "\xe2\x82\xac", "\xf0\x9f\x98\x80" };
  static const guint bytes[] = { 1, 2, 3, 4 }, units[] = { 1, 1, 1, 2 };
  const guint32 length = 3000;
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint32 i = 0; i < length; i++)
    g_string_append (text, letters[(i * 7 + i / 13) % 4]);
  g_autoptr (CsTextDocument) document = cs_text_document_new (text->str, text->len, NULL);
  g_assert_cmpuint (cs_text_document_counts (document)->length, ==, length);
  guint32 byte = 0, unit = 0, back = 0;
  for (guint32 at = 0; at < length; at++) {
    guint letter = (at * 7 + at / 13) % 4;
    g_assert_cmpuint (cs_text_document_to_byte (document, at), ==, byte);
    g_assert_cmpuint (cs_text_document_to_utf16 (document, at), ==, unit);
    g_assert_true (cs_text_document_from_byte (document, byte, &back));
    g_assert_cmpuint (back, ==, at);
    g_assert_true (cs_text_document_from_utf16 (document, unit, &back));
    g_assert_cmpuint (back, ==, at);
    for (guint inside = 1; inside < bytes[letter]; inside++)
      g_assert_false (cs_text_document_from_byte (document, byte + inside, &back));
    if (units[letter] == 2)
      g_assert_false (cs_text_document_from_utf16 (document, unit + 1, &back));
    byte += bytes[letter];
    unit += units[letter];
  }
  g_assert_cmpuint (cs_text_document_to_byte (document, length), ==, byte);
  g_assert_cmpuint (cs_text_document_to_utf16 (document, length), ==, unit);
  g_assert_true (cs_text_document_from_byte (document, byte, &back));
  g_assert_cmpuint (back, ==, length);
  g_assert_false (cs_text_document_from_byte (document, byte + 1, &back));
  g_assert_false (cs_text_document_from_byte (document, -1, &back));
  g_assert_false (cs_text_document_from_utf16 (document, G_MAXINT64, &back));
}

static void
test_quotes (void)
{
  static const char text[] = "Gr\xc3\xb6\xc3\x9f"
                             "e 7 mm\f\r\nEnde";
  g_autoptr (CsTextDocument) document = cs_text_document_new (text, sizeof text - 1, NULL);
  static const struct {
    gint64 values[4];
    guint n;
    const char *quote; /* NULL: refused */
  } cases[] = {
    { { 0, 5 },
      2,
      "Gr\xc3\xb6\xc3\x9f"
      "e" },
    { { 2, 4, 6, 10 }, 4, "\xc3\xb6\xc3\x9f 7 mm" },
    { { 8, 17 }, 2, "mm\xef\xbf\xbd\r\nEnde" },
    { { 8, 18 }, 2, NULL },
    { { -1, 2 }, 2, NULL },
    { { 3, 3 }, 2, NULL },
    { { 4, 3 }, 2, NULL },
    { { 0, G_MAXINT64 }, 2, NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *quote = cs_text_document_quote (document, cases[i].values, cases[i].n, &error);
    g_assert_cmpstr (quote, ==, cases[i].quote);
    if (quote == NULL) {
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
      continue;
    }
    g_assert_true (
        cs_text_document_check_quote (document, cases[i].values, cases[i].n, quote, NULL));
    g_assert_false (
        cs_text_document_check_quote (document, cases[i].values, cases[i].n, "Rest", &error));
    g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  }
}

/* The right name is the first of the offers. */
static void
test_offers (void)
{
  static const struct {
    const char *text, *iconv, *name;
  } cases[] = {
    { "Größe 7 mm, keine Läsion, Höhe der Blutkörperchen prüfen. Müdigkeit, später Übelkeit.",
      "CP1252", "windows-1252" },
    { "Le patient a été opéré à l’hôpital; prélèvement “négatif”.", "CP1252", "windows-1252" },
    { "В лёгких очаговых изменений не обнаружено. Средостение не смещено.", "CP1251",
      "windows-1251" },
    { "В лёгких очаговых изменений не обнаружено. Средостение не смещено.", "KOI8-R", "koi8-r" },
    { "右肺上葉に結節を認めます。大きさは約七ミリです。リンパ節の腫大はありません。", "CP932",
      "shift_jis" },
    { "右肺上葉に結節を認めます。大きさは約七ミリです。リンパ節の腫大はありません。", "EUC-JP",
      "euc-jp" },
    { "病人的右肺上叶有一个结节，大小是七毫米，没有发现其他的异常。我们在这里检查了。", "GB18030",
      "gb18030" },
    { "病人的右肺上葉有一個結節，大小是七毫米，沒有發現其他的異常。我們在這裡檢查了。", "CP950",
      "big5" },
    { "우상엽에 결절이 관찰됩니다. 크기는 약 칠 밀리미터입니다. 림프절 비대는 없습니다.", "CP949",
      "euc-kr" },
    { "ไม่พบความผิดปกติในปอดทั้งสองข้าง ขนาดของก้อนประมาณเจ็ดมิลลิเมตร", "CP874", "windows-874" },
    { "לא נמצאו ממצאים מוקדיים בריאות. גודל הקשרית כשבעה מילימטרים.", "CP1255", "windows-1255" },
    { "لا توجد آفات بؤرية في الرئتين. حجم العقدة حوالي سبعة مليمترات.", "CP1256", "windows-1256" },
    { "Δεν υπάρχουν εστιακές αλλοιώσεις στους πνεύμονες.", "CP1253", "windows-1253" },
    /* Only blanks and points have a byte that is zero. */
    { "لا توجد آفات بؤرية في الرئتين. حجم العقدة حوالي سبعة مليمترات.", "UTF-16LE", "utf-16le" },
    { "В лёгких очаговых изменений не обнаружено. Средостение не смещено.", "UTF-16BE",
      "utf-16be" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gsize size = 0;
    g_autofree char *data =
        g_convert (cases[i].text, -1, cases[i].iconv, "UTF-8", NULL, &size, NULL);
    g_assert_nonnull (data);
    g_auto (GStrv) offers = cs_text_likely_encodings (data, size);
    g_autofree char *all = g_strjoinv (" ", offers);
    g_test_message ("%s: %s", cases[i].name, all);
    g_assert_cmpuint (g_strv_length (offers), <=, 4);
    g_assert_cmpstr (offers[0], ==, cases[i].name);
  }
}

/* Every row of the table exists on this machine and reads its own name. */
static void
test_declared (void)
{
  g_assert_true (cs_text_check_declared ("UTF-8", NULL));
  g_assert_true (cs_text_check_declared ("Latin-1", NULL));
  g_autoptr (GError) error = NULL;
  g_assert_false (cs_text_check_declared ("utf-7", &error));
  g_auto (GStrv) names = g_strsplit (strstr (error->message, "one of ") + 7, ", ", -1);
  g_assert_cmpuint (g_strv_length (names), >, 30);
  for (guint i = 0; names[i] != NULL; i++) {
    g_autoptr (GError) trouble = NULL;
    g_autoptr (CsTextDocument) document = cs_text_decode_stored ("", 0, names[i], &trouble);
    g_assert_no_error (trouble);
    g_autoptr (CsTextDocument) four = cs_text_decode_stored ("A\0\0\0", 4, names[i], &trouble);
    g_assert_false (g_error_matches (trouble, CS_ERROR, CS_ERROR_UNSUPPORTED));
  }
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/text/encodings", test_encodings);
  g_test_add_func ("/text/stored-is-exact", test_stored_is_exact);
  g_test_add_func ("/text/bad-files", test_bad_files);
  g_test_add_func ("/text/limit", test_limit);
  g_test_add_func ("/text/line-ends", test_line_ends);
  g_test_add_func ("/text/positions", test_positions);
  g_test_add_func ("/text/quotes", test_quotes);
  g_test_add_func ("/text/offers", test_offers);
  g_test_add_func ("/text/declared", test_declared);
  return g_test_run ();
}
