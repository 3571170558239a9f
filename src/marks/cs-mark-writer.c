/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mark as canonical bytes, without a tree of values. */
#include "cs-mark.h"

#include <string.h>

static void
append_number (GString *out, gint64 number)
{
  char digits[24];
  char *at = digits + sizeof digits;
  guint64 rest = number < 0 ? 0 - (guint64)number : (guint64)number;
  do
    *--at = (char)('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (number < 0)
    *--at = '-';
  g_string_append_len (out, at, digits + sizeof digits - at);
}

static void
append_numbers (GString *out, const gint64 *values, guint count)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < count; i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    append_number (out, values[i]);
  }
  g_string_append_c (out, ']');
}

static void
append_pairs (GString *out, const gint64 *values, guint count)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i + 1 < count; i += 2) {
    if (i > 0)
      g_string_append_c (out, ',');
    append_numbers (out, values + i, 2);
  }
  g_string_append_c (out, ']');
}

static void
append_rings (GString *out, const CsMark *mark)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < mark->n_rings; i++) {
    const CsMarkRing *ring = &mark->rings[i];
    g_string_append (out, ring->hole ? "," : i > 0 ? "],[" : "[");
    append_numbers (out, mark->values + 2 * ring->first, 2 * ring->count);
  }
  g_string_append (out, mark->n_rings > 0 ? "]]" : "]");
}

/* Returns how many of `values` were used. */
static guint
append_member (GString *out, const CsMark *mark, const CsMarkMember *member, guint used)
{
  guint count = member->count > 0 ? member->count : mark->n_values - used;
  switch (member->shape) {
  case CS_MARK_SHAPE_NUMBER:
    append_number (out, mark->values[used]);
    return 1;
  case CS_MARK_SHAPE_LIST:
    append_numbers (out, mark->values + used, count);
    return count;
  case CS_MARK_SHAPE_PAIRS:
    append_pairs (out, mark->values + used, count);
    return count;
  case CS_MARK_SHAPE_RINGS:
    append_rings (out, mark);
    return count;
  case CS_MARK_SHAPE_TEXT:
    cs_json_append_string (out, mark->quote);
    return 0;
  }
  return 0;
}

/* --- the common members: each writes its value, or says that it is absent --- */

static gboolean
write_attributes (const CsMark *mark, GString *out)
{
  if (out == NULL || mark->attributes == NULL)
    return mark->attributes != NULL;
  gsize size = 0;
  g_autofree char *text = cs_json_to_canonical (mark->attributes, &size);
  g_string_append_len (out, text, (gssize)size);
  return TRUE;
}

static gboolean
write_confidence (const CsMark *mark, GString *out)
{
  if (out != NULL && mark->confidence >= 0)
    append_number (out, mark->confidence);
  return mark->confidence >= 0;
}

static gboolean
write_frame (const CsMark *mark, GString *out)
{
  if (out != NULL)
    append_number (out, mark->frame);
  return mark->frame != 0;
}

static gboolean
write_id (const CsMark *mark, GString *out)
{
  if (out != NULL)
    append_number (out, (gint64)mark->id);
  return TRUE;
}

static gboolean
write_item (const CsMark *mark, GString *out)
{
  char hex[CS_GID_HEX + 1];
  if (out != NULL)
    cs_json_append_string (out, cs_gid_to_hex (&mark->item, hex));
  return TRUE;
}

static gboolean
write_kind (const CsMark *mark, GString *out)
{
  if (out != NULL)
    cs_json_append_string (out, mark->kind->tag);
  return TRUE;
}

static gboolean
write_label (const CsMark *mark, GString *out)
{
  if (out != NULL)
    cs_json_append_string (out, mark->label);
  return TRUE;
}

static gboolean
write_part (const CsMark *mark, GString *out)
{
  if (out != NULL)
    append_number (out, mark->part);
  return mark->part != 0;
}

static gboolean
write_provenance (const CsMark *mark, GString *out)
{
  if (out == NULL || mark->how == CS_MARK_HOW_UNKNOWN)
    return mark->how != CS_MARK_HOW_UNKNOWN;
  g_string_append (out, "{\"how\":");
  cs_json_append_string (out, cs_mark_how_nick (mark->how));
  if (mark->source != NULL) {
    g_string_append (out, ",\"source\":");
    cs_json_append_string (out, mark->source);
  }
  g_string_append_c (out, '}');
  return TRUE;
}

static const struct {
  const char *key;
  gboolean (*write) (const CsMark *mark, GString *out); /* OUT NULL: only whether it is there */
} common[] = {
  { "attributes", write_attributes },
  { "conf", write_confidence },
  { "frame", write_frame },
  { "id", write_id },
  { "item", write_item },
  { "kind", write_kind },
  { "label", write_label },
  { "part", write_part },
  { "provenance", write_provenance },
};

static void
append_key (GString *out, const char *key)
{
  g_string_append (out, out->str[out->len - 1] == '{' ? "\"" : ",\"");
  g_string_append (out, key);
  g_string_append (out, "\":");
}

void
cs_mark_write (const CsMark *mark, GString *out)
{
  const CsMarkMember *member = mark->kind->members;
  guint used = 0;
  g_string_append_c (out, '{');
  for (guint i = 0; i <= G_N_ELEMENTS (common); i++) {
    const char *next = i < G_N_ELEMENTS (common) ? common[i].key : NULL;
    while (member->key != NULL && (next == NULL || strcmp (member->key, next) < 0)) {
      append_key (out, member->key);
      used += append_member (out, mark, member++, used);
    }
    if (next != NULL && common[i].write (mark, NULL)) {
      append_key (out, next);
      common[i].write (mark, out);
    }
  }
  g_string_append_c (out, '}');
}
