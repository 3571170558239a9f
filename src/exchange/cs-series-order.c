/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-series-order.h"

#include <math.h>
#include <string.h>

#define REPEATED 0.05  /* of the step: closer is the same place */
#define IRREGULAR 0.02 /* of the step: further off is told */
#define GAP 1.5        /* times the step */
#define TILT 0.01      /* mm across for each mm along */

const char *const cs_slice_phases[] = { "temporal_position", "acquisition_number", "echo_numbers",
                                        NULL };

/* --- orders --- */

static int
by_instance (gconstpointer a, gconstpointer b)
{
  const CsSlice *x = a, *y = b;
  if (x->instance != y->instance)
    return x->instance < y->instance ? -1 : 1;
  int order = strcmp (x->name, y->name);
  return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

static int
by_position (gconstpointer a, gconstpointer b)
{
  const CsSlice *x = a, *y = b;
  if (x->along != y->along)
    return x->along < y->along ? -1 : 1;
  return by_instance (a, b);
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  const CsSlice *x = a, *y = b;
  int order = strcmp (x->name, y->name);
  return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

static const CsSlice *
at (const GArray *slices, guint i)
{
  return &g_array_index (slices, CsSlice, i);
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* The usual distance of neighbours, of SLICES in order; 0 when all lie in one place. */
static double
usual_step (const GArray *slices)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 1; i < slices->len; i++) {
    double step = at (slices, i)->along - at (slices, i - 1)->along;
    if (step > 1e-6)
      g_array_append_val (steps, step);
  }
  if (steps->len == 0)
    return 0;
  g_array_sort (steps, compare_lengths);
  return g_array_index (steps, double, steps->len / 2);
}

static guint
count_repeated (const GArray *slices, double step)
{
  guint repeated = 0;
  for (guint i = 1; i < slices->len; i++)
    repeated += at (slices, i)->along - at (slices, i - 1)->along <= REPEATED * step;
  return repeated;
}

/* --- phases --- */

/* What tells SLICE's phase apart: the attribute PHASE, or all of them. NULL unknown. */
static char *
phase_key (const CsSlice *slice, guint phase)
{
  if (cs_slice_phases[phase] != NULL)
    return g_strdup (slice->phase[phase]);
  return g_strdup_printf ("%s, %s, %s", slice->phase[0] != NULL ? slice->phase[0] : "-",
                          slice->phase[1] != NULL ? slice->phase[1] : "-",
                          slice->phase[2] != NULL ? slice->phase[2] : "-");
}

/* One array of slices in order for each value of the attribute, in the order of their first
 * slices; NULL unless every place then has one slice in each. RET_KEYS is freed. */
static GPtrArray *
split_by (const GArray *slices, guint phase, GPtrArray **ret_keys)
{
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  for (guint i = 0; i < slices->len; i++) {
    char *key = phase_key (at (slices, i), phase);
    if (key == NULL)
      return NULL;
    g_ptr_array_add (keys, key);
    GArray *part = g_hash_table_lookup (found, key);
    if (part == NULL) {
      part = g_array_new (FALSE, FALSE, sizeof (CsSlice));
      g_hash_table_insert (found, key, part);
      g_ptr_array_add (parts, part);
    } else {
      g_ptr_array_set_size (keys, (int)keys->len - 1);
    }
    g_array_append_vals (part, at (slices, i), 1);
  }
  for (guint i = 0; i < parts->len; i++) {
    const GArray *part = parts->pdata[i];
    if (part->len > 1 && count_repeated (part, usual_step (part)) > 0)
      return NULL;
  }
  if (parts->len < 2)
    return NULL;
  *ret_keys = g_steal_pointer (&keys);
  return g_steal_pointer (&parts);
}

/* --- findings --- */

/* Four figures are enough to recognise a distance or an angle. Caller frees. */
static char *
short_number (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  return g_strdup (g_ascii_formatd (text, sizeof text, "%.4g", value));
}

static void
tell_gaps (CsSeries *series, const GArray *slices)
{
  double step = series->step, least = HUGE_VAL, most = 0;
  guint gaps = 0, missing = 0;
  const char *first = NULL;
  for (guint i = 1; i < slices->len && step > 0; i++) {
    double distance = at (slices, i)->along - at (slices, i - 1)->along;
    if (distance > GAP * step) {
      first = first != NULL ? first : at (slices, i - 1)->name;
      missing += (guint)MIN (round (distance / step) - 1, 1e6);
      gaps++;
    } else if (distance > REPEATED * step) {
      least = MIN (least, distance);
      most = MAX (most, distance);
    }
  }
  g_autofree char *usual = short_number (step);
  if (gaps > 0)
    cs_series_tell (series, "gap", "%u gap%s, the first after %s: about %u %s of %s mm missing",
                    gaps, gaps > 1 ? "s" : "", first, missing, missing == 1 ? "slice" : "slices",
                    usual);
  g_autofree char *from = short_number (least), *to = short_number (most);
  if (most - least > IRREGULAR * step)
    cs_series_tell (series, "irregular-spacing",
                    "neighbouring slices lie between %s and %s mm apart", from, to);
}

static void
tell_tilt (CsSeries *series, const GArray *slices)
{
  const CsSlice *first = at (slices, 0), *last = at (slices, slices->len - 1);
  double along = last->along - first->along, whole = 0;
  for (guint i = 0; i < 3; i++) {
    double way = last->geometry->position[i] - first->geometry->position[i];
    whole += way * way;
  }
  double across = sqrt (MAX (whole - along * along, 0));
  g_autofree char *angle = short_number (atan2 (across, along) * 180 / G_PI);
  if (along > 0 && across > TILT * along)
    cs_series_tell (series, "tilted",
                    "the slices are shifted against each other by %s degrees (tilted gantry)",
                    angle);
}

static void
tell_same_picture (CsSeries *series, const GArray *slices)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint repeated = 0;
  const char *a = NULL, *b = NULL;
  for (guint i = 0; i < slices->len; i++) {
    const char *uid = cs_probe_id (at (slices, i)->probe, "instance_uid");
    const char *other = uid != NULL ? g_hash_table_lookup (seen, uid) : NULL;
    if (uid != NULL && other == NULL) {
      g_hash_table_insert (seen, (gpointer)uid, (gpointer)at (slices, i)->name);
      continue;
    }
    if (uid == NULL || repeated++ > 0)
      continue;
    a = other;
    b = at (slices, i)->name;
  }
  if (repeated > 0)
    cs_series_tell (series, "repeated-instance",
                    "%u file%s with other bytes but the same instance UID, the first: %s and %s",
                    repeated, repeated > 1 ? "s" : "", a, b);
}

/* --- making a series --- */

static CsSeries *
finish (const GArray *slices, CsSeriesOrder order, GPtrArray *list)
{
  CsSeries *series = cs_series_new (slices->len > 1 ? order : CS_SERIES_ALONE);
  for (guint i = 0; i < slices->len; i++)
    g_array_append_val (series->members, at (slices, i)->index);
  tell_same_picture (series, slices);
  g_ptr_array_add (list, series);
  return series;
}

static CsSeries *
finish_placed (const GArray *slices, GPtrArray *list)
{
  CsSeries *series = finish (slices, CS_SERIES_BY_POSITION, list);
  series->step = usual_step (slices);
  tell_gaps (series, slices);
  tell_tilt (series, slices);
  return series;
}

static void
arrange_unplaced (GArray *slices, GPtrArray *list)
{
  g_array_sort (slices, by_instance);
  gboolean numbered = at (slices, 0)->instance != G_MININT64;
  for (guint i = 1; i < slices->len && numbered; i++)
    numbered = at (slices, i)->instance != at (slices, i - 1)->instance;
  if (!numbered)
    g_array_sort (slices, by_name);
  CsSeries *series = finish (slices, numbered ? CS_SERIES_BY_INSTANCE : CS_SERIES_BY_NAME, list);
  if (slices->len > 1)
    cs_series_tell (series, "no-geometry",
                    "the files do not say where their slices lie; they are in the order of %s",
                    numbered ? "their instance numbers" : "their names");
}

static gboolean
arrange_phases (const GArray *slices, GPtrArray *list)
{
  for (guint phase = 0; phase <= G_N_ELEMENTS (((CsSlice *)0)->phase); phase++) {
    g_autoptr (GPtrArray) keys = NULL;
    g_autoptr (GPtrArray) parts = split_by (slices, phase, &keys);
    if (parts == NULL)
      continue;
    for (guint i = 0; i < parts->len; i++) {
      CsSeries *series = finish_placed (parts->pdata[i], list);
      cs_series_tell (
          series, "phase", "one of %u phases of a series that differ in %s, this is %s", parts->len,
          cs_slice_phases[phase] != NULL ? cs_slice_phases[phase] : "time, acquisition and echo",
          (const char *)keys->pdata[i]);
    }
    return TRUE;
  }
  return FALSE;
}

void
cs_series_arrange (GArray *slices, GPtrArray *list)
{
  const CsFrameGeometry *geometry = at (slices, 0)->geometry;
  if (!geometry->has_position || !geometry->has_orientation) {
    arrange_unplaced (slices, list);
    return;
  }
  g_array_sort (slices, by_position);
  guint repeated = slices->len > 1 ? count_repeated (slices, usual_step (slices)) : 0;
  if (repeated == 0) {
    finish_placed (slices, list);
    return;
  }
  if (arrange_phases (slices, list))
    return;
  CsSeries *series = finish_placed (slices, list);
  cs_series_tell (series, "repeated-position",
                  "%u slice%s lie%s where another one lies, and nothing in the files tells them "
                  "apart",
                  repeated, repeated > 1 ? "s" : "", repeated > 1 ? "" : "s");
}
