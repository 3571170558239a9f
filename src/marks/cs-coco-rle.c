/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-coco-rle.h"

/* One number at *AT. */
static gboolean
decode_number (const char **at, const char *end, gint64 *ret_number, GError **error)
{
  gint64 number = 0;
  for (guint shift = 0; *at < end && shift < 60; shift += 5) {
    int c = *(*at)++ - '0';
    if (c < 0 || c > 63)
      return cs_fail (error, CS_ERROR_INVALID, "a letter that run-length strings do not have");
    number |= (gint64)(c & 31) << shift;
    if (c & 32)
      continue;
    if (c & 16)
      number -= (gint64)1 << (shift + 5);
    *ret_number = number;
    return TRUE;
  }
  return cs_fail (error, CS_ERROR_INVALID,
                  *at < end ? "a run that is far too long"
                            : "the run-length string ends inside a run");
}

GArray *
cs_coco_rle_decode (const char *text, gsize length, GError **error)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (gint64));
  const char *end = text + length;
  while (text < end) {
    gint64 run;
    if (runs->len >= CS_MARK_MAX_RUNS) {
      cs_fail (error, CS_ERROR_LIMIT, "more than %d runs", CS_MARK_MAX_RUNS);
      return NULL;
    }
    if (!decode_number (&text, end, &run, error))
      return NULL;
    if (runs->len > 2)
      run += g_array_index (runs, gint64, runs->len - 2);
    if (run < 0 || run > CS_JSON_MAX_INT) {
      cs_fail (error, run < 0 ? CS_ERROR_INVALID : CS_ERROR_LIMIT, "run %u is %" G_GINT64_FORMAT,
               runs->len + 1, run);
      return NULL;
    }
    g_array_append_val (runs, run);
  }
  return g_steal_pointer (&runs);
}

void
cs_coco_rle_append (GString *out, const gint64 *runs, guint n_runs)
{
  for (guint i = 0; i < n_runs; i++) {
    gint64 rest = i > 2 ? runs[i] - runs[i - 2] : runs[i];
    gboolean more;
    do {
      int c = (int)(rest & 31);
      rest >>= 5;
      more = (c & 16) ? rest != -1 : rest != 0;
      g_string_append_c (out, (char)('0' + c + (more ? 32 : 0)));
    } while (more);
  }
}
