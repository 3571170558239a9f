/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-fuzz.h"
#include "cs-mark-edit.h"
#include "cs-mask.h"
#include "cs-revision.h"

#include <string.h>

/* The bytes of a part, whatever hash is asked for. */
static GBytes *
fetch (const CsHash *hash, gpointer data, GError **error)
{
  return g_bytes_ref (data);
}

static gboolean
ignore (const CsMark *mark, gpointer data, GError **error)
{
  return TRUE;
}

/* What a kind can be asked of any mark that was let in. */
static void
use (const CsMark *mark)
{
  const CsMarkExtent part = { 512, 512, 1 };
  const CsMarkSpace space = { &part, 1, 1000 };
  CsMarkBounds bounds;
  cs_mark_bounds (mark, &bounds);
  cs_mark_area (mark);
  cs_mark_length (mark);
  cs_mark_check_space (mark, &space, NULL);
  if (mark->kind == &cs_mark_kind_mask) {
    g_autoptr (CsMask) mask = cs_mask_new_from_mark (mark, NULL);
    g_autoptr (GArray) columns = cs_mask_to_columns (mask, 512, 512, NULL);
  }
}

/* Bytes as a mark, as an edit, as a revision object, and as the part of one. What is accepted
 * writes back to the same bytes. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *text = (const char *)data;
  g_autoptr (GString) back = g_string_new (NULL);
  g_autoptr (CsMark) mark = cs_mark_parse (text, size, NULL);
  if (mark != NULL) {
    cs_mark_write (mark, back);
    g_assert (back->len == size && memcmp (back->str, text, size) == 0);
    use (mark);
  }
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_parse (text, size, NULL);
  if (edit != NULL) {
    g_string_truncate (back, 0);
    cs_mark_edit_write (edit, back);
    g_assert (back->len == size && memcmp (back->str, text, size) == 0);
  }
  g_autoptr (CsRevision) revision = cs_revision_parse (text, size, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (CsHash));
  CsHash hash;
  cs_hash_data (data, size, &hash);
  g_array_append_val (parts, hash);
  const CsRevision one = { 1, parts, NULL };
  cs_revision_each (&one, fetch, bytes, ignore, NULL, NULL);
  return 0;
}
