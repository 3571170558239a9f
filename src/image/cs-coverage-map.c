/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-coverage-map.h"

#define NONE G_MAXUINT
#define BITS 64

struct _CsCoverageMap {
  guint n_slices, n_shown;
  gint64 at_least;
  guint current; /* NONE */
  gint64 since;
  guint64 *words;
};

CsCoverageMap *
cs_coverage_map_new (guint n_slices, gint64 at_least)
{
  CsCoverageMap *self = g_new0 (CsCoverageMap, 1);
  self->n_slices = n_slices;
  self->at_least = at_least;
  self->current = NONE;
  self->words = g_new0 (guint64, n_slices / BITS + 1);
  return self;
}

void
cs_coverage_map_free (CsCoverageMap *self)
{
  if (self == NULL)
    return;
  g_free (self->words);
  g_free (self);
}

/* FALSE when it was marked before. */
static gboolean
mark (CsCoverageMap *self, guint slice)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << slice % BITS;
  if ((self->words[slice / BITS] & bit) != 0)
    return FALSE;
  self->words[slice / BITS] |= bit;
  self->n_shown++;
  return TRUE;
}

/* --- time --- */

gboolean
cs_coverage_map_enter (CsCoverageMap *self, guint slice, gint64 now)
{
  g_return_val_if_fail (slice < self->n_slices, FALSE);
  if (self->current == slice)
    return cs_coverage_map_tick (self, now);
  gboolean counted = cs_coverage_map_leave (self, now);
  self->current = slice;
  self->since = now;
  return counted;
}

gboolean
cs_coverage_map_leave (CsCoverageMap *self, gint64 now)
{
  gboolean counted = cs_coverage_map_tick (self, now);
  self->current = NONE;
  return counted;
}

gboolean
cs_coverage_map_tick (CsCoverageMap *self, gint64 now)
{
  return self->current != NONE && now - self->since >= self->at_least && mark (self, self->current);
}

gint64
cs_coverage_map_due (const CsCoverageMap *self)
{
  if (self->current == NONE || cs_coverage_map_shown (self, self->current))
    return G_MAXINT64;
  return self->since + self->at_least;
}

/* --- looking --- */

gboolean
cs_coverage_map_shown (const CsCoverageMap *self, guint slice)
{
  g_return_val_if_fail (slice < self->n_slices, FALSE);
  return (self->words[slice / BITS] >> slice % BITS & 1) != 0;
}

guint
cs_coverage_map_count (const CsCoverageMap *self)
{
  return self->n_shown;
}

guint
cs_coverage_map_size (const CsCoverageMap *self)
{
  return self->n_slices;
}

gboolean
cs_coverage_map_next (const CsCoverageMap *self, guint slice, guint *ret_slice)
{
  for (guint i = 1; i <= self->n_slices; i++) {
    guint next = (guint)(((guint64)slice + i) % self->n_slices);
    if (cs_coverage_map_shown (self, next))
      continue;
    *ret_slice = next;
    return TRUE;
  }
  return FALSE;
}

void
cs_coverage_map_merge (CsCoverageMap *self, const CsCoverageMap *other)
{
  g_return_if_fail (self->n_slices == other->n_slices);
  for (guint i = 0; i < self->n_slices; i++) {
    if (cs_coverage_map_shown (other, i))
      mark (self, i);
  }
}

/* --- documents --- */

CsJson *
cs_coverage_map_to_json (const CsCoverageMap *self)
{
  CsJson *json = cs_json_new_object (), *ranges = cs_json_new_array ();
  for (guint i = 0; i < self->n_slices; i++) {
    if (!cs_coverage_map_shown (self, i))
      continue;
    CsJson *range = cs_json_new_array ();
    cs_json_append (range, cs_json_new_int (i));
    while (i < self->n_slices && cs_coverage_map_shown (self, i))
      i++;
    cs_json_append (range, cs_json_new_int (i));
    cs_json_append (ranges, range);
  }
  cs_json_put (json, "shown", ranges);
  cs_json_put_int (json, "slices", self->n_slices);
  return json;
}

/* Reads a range that begins at FROM or later and is not empty. */
static gboolean
read_range (const CsCoverageMap *self, const CsJson *range, gint64 from, gint64 ret_range[2])
{
  for (guint i = 0; i < 2; i++) {
    if (cs_json_type (cs_json_at (range, i)) != CS_JSON_INT)
      return FALSE;
    ret_range[i] = cs_json_int (cs_json_at (range, i));
  }
  return cs_json_length (range) == 2 && ret_range[0] >= from && ret_range[1] > ret_range[0] &&
         ret_range[1] <= self->n_slices;
}

gboolean
cs_coverage_map_add_json (CsCoverageMap *self, const CsJson *json, GError **error)
{
  const CsJson *ranges = cs_json_get (json, "shown");
  gint64 n = cs_json_get_int (json, "slices", -1), range[2], from = 0;
  if (n != self->n_slices)
    return cs_fail (error, CS_ERROR_INVALID, "slices: %" G_GINT64_FORMAT " instead of %u", n,
                    self->n_slices);
  if (cs_json_type (ranges) != CS_JSON_ARRAY)
    return cs_fail (error, CS_ERROR_INVALID, "shown: expected a list of ranges");
  for (guint i = 0; i < cs_json_length (ranges); i++) {
    if (!read_range (self, cs_json_at (ranges, i), from, range))
      return cs_fail (error, CS_ERROR_INVALID, "shown[%u]: not a range in order", i);
    from = range[1] + 1;
  }
  for (guint i = 0; i < cs_json_length (ranges); i++) {
    read_range (self, cs_json_at (ranges, i), 0, range);
    for (gint64 slice = range[0]; slice < range[1]; slice++)
      mark (self, (guint)slice);
  }
  return TRUE;
}
