/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Likely encodings, to be offered to a person. Each candidate decodes a sample strictly; what comes
 * out is scored by how much it looks like text of the script the encoding is for. */
#include "cs-text-decode.h"
#include "cs-text-encoding.h"

#include <string.h>

#define SAMPLE 65536
#define MAX_OFFERS 4
#define MAX_CANDIDATES 64

typedef struct {
  const CsTextEncoding *encoding;
  double score;
} Offer;

/* Characters that every twentieth of a Chinese page is made of, simplified and traditional; in text
 * decoded wrongly they are as rare as all others. */
static const char common_han[] =
    "的一是不了在人有我他这这為为之大来來以个個中上们們到说說国國和地也子时時道出而要于於就下得可你"
    "年生自会會那后後能对對"
    "着其里所去行过過家用发發现現學学无無法成日本分同者年月第條条任何权權利病人检查檢查";

static gboolean
is_common_han (gunichar c)
{
  return g_utf8_strchr (common_han, -1, c) != NULL;
}

static gboolean
is_of_script (gunichar c, CsScript script)
{
  static const GUnicodeScript alphabets[] = {
    [CS_SCRIPT_LATIN] = G_UNICODE_SCRIPT_LATIN,   [CS_SCRIPT_CYRILLIC] = G_UNICODE_SCRIPT_CYRILLIC,
    [CS_SCRIPT_GREEK] = G_UNICODE_SCRIPT_GREEK,   [CS_SCRIPT_HEBREW] = G_UNICODE_SCRIPT_HEBREW,
    [CS_SCRIPT_ARABIC] = G_UNICODE_SCRIPT_ARABIC, [CS_SCRIPT_THAI] = G_UNICODE_SCRIPT_THAI,
  };
  if (script < CS_SCRIPT_JAPANESE)
    return g_unichar_get_script (c) == alphabets[script];
  if (script == CS_SCRIPT_KOREAN)
    return c >= 0xac00 && c <= 0xd7a3;
  return is_common_han (c) || (script == CS_SCRIPT_JAPANESE && c >= 0x3041 && c <= 0x30ff);
}

/* The letters that make up two thirds of a page. */
static const char *const frequent[CS_SCRIPT_THAI + 1] = {
  [CS_SCRIPT_CYRILLIC] = "оеаинтсрвл", [CS_SCRIPT_GREEK] = "αοιετσνηυρς",
  [CS_SCRIPT_HEBREW] = "יוהלאתרמשב",   [CS_SCRIPT_ARABIC] = "الينموتربة",
  [CS_SCRIPT_THAI] = "านรกอเงมยลวดทส",
};

static gboolean
is_frequent (gunichar c, CsScript script)
{
  const char *letters = frequent[script];
  return letters == NULL || g_utf8_strchr (letters, -1, c) != NULL;
}

/* Vowels written before their consonant stand before one, signs above and below stand on one. */
static gboolean
is_impossible_thai (gunichar before, gunichar c)
{
  gboolean consonant = c >= 0xe01 && c <= 0xe2e;
  if (before >= 0xe40 && before <= 0xe44)
    return !consonant;
  return g_unichar_ismark (c) && !(before >= 0xe01 && before <= 0xe2e) &&
         !g_unichar_ismark (before);
}

static gboolean
is_usual_sign (gunichar c)
{
  static const gunichar usual[] = { 0xa0,   0xa7,   0xab,   0xb0,   0xb1,   0xb2,   0xb3,
                                    0xb5,   0xb7,   0xbb,   0xbd,   0x2013, 0x2014, 0x2018,
                                    0x2019, 0x201c, 0x201d, 0x201e, 0x2026, 0x20ac, 0x2116 };
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (usual[i] == c)
      return TRUE;
  return FALSE;
}

/* One character of an alphabet, the RUN-th beyond ASCII in a row: +2 as expected, -2 and less as
 * no writer would have it. */
static double
score_character (gunichar before, gunichar c, guint run, CsScript script)
{
  gboolean joined = g_unichar_isalpha (before);
  if (script == CS_SCRIPT_THAI && is_impossible_thai (before, c))
    return -4;
  if (g_unichar_ismark (c))
    return is_of_script (before, script) ? 1 : -1;
  if (!g_unichar_isalpha (c))
    return is_usual_sign (c) ? 1 : -1;
  if (!is_of_script (c, script))
    return -2;
  if (script == CS_SCRIPT_LATIN && run >= 3)
    return -2; /* no Latin word is all accents */
  if (joined && g_unichar_isupper (c) && g_unichar_islower (before))
    return -2; /* capitals come first */
  if (joined && script != CS_SCRIPT_LATIN && before < 0x80)
    return -1;
  if (script == CS_SCRIPT_LATIN)
    return c < 0x100 ? 2 : 1.5;
  return is_frequent (g_unichar_tolower (c), script) ? 2.5 : 0.5;
}

/* Mean over the characters beyond ASCII; 0 when there is none. */
static double
score_alphabet (const char *text, CsScript script)
{
  double sum = 0;
  guint count = 0, run = 0;
  gunichar before = ' ';
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    run = c >= 0x80 && g_unichar_isalpha (c) ? run + 1 : 0;
    if (c >= 0x80) {
      sum += score_character (before, c, run, script);
      count++;
    }
    before = c;
  }
  return count > 0 ? sum / count : 0;
}

/* Thousands of signs, of which WEIGHT says how rare the expected ones may be in a true text; signs
 * that hardly anybody writes count against it. */
static double
score_east (const char *text, CsScript script)
{
  double weight = script == CS_SCRIPT_CHINESE ? 12 : script == CS_SCRIPT_JAPANESE ? 5 : 3;
  guint count = 0, expected = 0, odd = 0;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (c < 0x80)
      continue;
    gboolean han = c >= 0x4e00 && c <= 0x9fff;
    gboolean wide = (c >= 0x3000 && c <= 0x303f) || (c >= 0xff01 && c <= 0xff5e);
    count++;
    if (is_of_script (c, script))
      expected++;
    else if (!wide && !is_usual_sign (c) && (!han || script == CS_SCRIPT_KOREAN))
      odd++;
  }
  return count > 0 ? MIN (2.0, weight * expected / count) - 4.0 * odd / count : 0;
}

static double
score_text (const char *text, CsScript script)
{
  return script >= CS_SCRIPT_JAPANESE ? score_east (text, script) : score_alphabet (text, script);
}

/* In which half of the byte pairs the zeros are: in most scripts those of blanks and points only.
 */
static const char *
looks_like_utf16 (const char *data, gsize size)
{
  gsize zeros[2] = { 0, 0 };
  for (gsize i = 0; i < size; i++)
    if (data[i] == 0)
      zeros[i & 1]++;
  gsize pairs = size / 2;
  if (MAX (zeros[0], zeros[1]) < 4)
    return NULL;
  if (zeros[1] * 50 > pairs && zeros[0] * 20 < zeros[1])
    return "utf-16le";
  if (zeros[0] * 50 > pairs && zeros[1] * 20 < zeros[0])
    return "utf-16be";
  return NULL;
}

static int
by_score (gconstpointer a, gconstpointer b)
{
  const Offer *x = a, *y = b;
  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return x->encoding < y->encoding ? -1 : 1;
}

/* The sample may end inside a character: up to three bytes are left out. */
static char *
decode_sample (const CsTextEncoding *encoding, const char *data, gsize size, gboolean is_cut)
{
  gsize written = 0;
  for (gsize less = 0; less <= (is_cut ? 3u : 0u); less++) {
    char *text = cs_text_encoding_convert (encoding, data, size - less, 0, &written, NULL);
    if (text != NULL)
      return text;
  }
  return NULL;
}

char **
cs_text_likely_encodings (const char *data, gsize size)
{
  gsize sample = MIN (size, SAMPLE);
  guint count = 0, n_offers = 0;
  const CsTextEncoding *encodings = cs_text_encodings (&count);
  Offer offers[MAX_CANDIDATES];
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *utf16 = looks_like_utf16 (data, sample);
  if (utf16 != NULL)
    g_ptr_array_add (names, g_strdup (utf16));
  gboolean has_nul = memchr (data, 0, sample) != NULL;
  for (guint i = 0; i < count && !has_nul && n_offers < MAX_CANDIDATES; i++) {
    if (encodings[i].script == CS_SCRIPT_NONE)
      continue;
    g_autofree char *text = decode_sample (&encodings[i], data, sample, sample < size);
    double score = text != NULL ? score_text (text, encodings[i].script) : 0;
    if (score > 0)
      offers[n_offers++] = (Offer){ &encodings[i], score };
  }
  qsort (offers, n_offers, sizeof offers[0], by_score);
  for (guint i = 0; i < n_offers && i < MAX_OFFERS && offers[i].score * 2 >= offers[0].score; i++)
    g_ptr_array_add (names, g_strdup (offers[i].encoding->name));
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
