/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-series-order.h"

#include <math.h>
#include <string.h>

/* How many groups of one series a file is compared with: more different ones than these are no
 * stack in any sense, and the work must stay linear. */
#define MAX_COMPARED 64
#define DIRECTION_TOLERANCE 1e-3
#define SPACING_TOLERANCE 1e-3 /* of the spacing */

/* Slices that belong together. */
typedef struct {
  GArray *slices; /* CsSlice */
  guint told;     /* findings that every series made of it carries, bits of MIXED_* */
} Group;

enum {
  MIXED_SIZE = 1 << 0,
  MIXED_ORIENTATION = 1 << 1,
  MIXED_SPACING = 1 << 2,
  MIXED_FRAME = 1 << 3,
  MIXED_LOCALISER = 1 << 4,
};

static const struct {
  guint bit;
  const char *code, *message;
} mixed[] = {
  { MIXED_SIZE, "mixed-size", "the series has slices of different sizes; each size is an item" },
  { MIXED_ORIENTATION, "mixed-orientation",
    "the series has slices of different orientations, or some without any; each is an item" },
  { MIXED_SPACING, "mixed-spacing",
    "the series has slices of different pixel spacing; each spacing is an item" },
  { MIXED_FRAME, "mixed-frame-of-reference",
    "the series has slices of different frames of reference; each frame is an item" },
  { MIXED_LOCALISER, "localiser",
    "the series has a localiser among its slices; it is an item of its own" },
};

const char *
cs_series_order_nick (CsSeriesOrder order)
{
  static const char *const nicks[] = { NULL, "position", "instance-number", "name" };
  return nicks[order];
}

static void
free_finding (gpointer data)
{
  CsSeriesFinding *finding = data;
  g_free (finding->code);
  g_free (finding->message);
  g_free (finding);
}

CsSeries *
cs_series_new (CsSeriesOrder order)
{
  CsSeries *series = g_new0 (CsSeries, 1);
  series->members = g_array_new (FALSE, FALSE, sizeof (guint));
  series->findings = g_ptr_array_new_with_free_func (free_finding);
  series->order = order;
  return series;
}

void
cs_series_free (CsSeries *series)
{
  if (series == NULL)
    return;
  g_array_unref (series->members);
  g_ptr_array_unref (series->findings);
  g_free (series);
}

void
cs_series_tell (CsSeries *series, const char *code, const char *format, ...)
{
  CsSeriesFinding *finding = g_new0 (CsSeriesFinding, 1);
  va_list args;
  va_start (args, format);
  finding->code = g_strdup (code);
  finding->message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (series->findings, finding);
}

/* --- which files belong together --- */

static gboolean
same_spacing (double a, double b)
{
  return fabs (a - b) <= SPACING_TOLERANCE * MAX (fabs (a), fabs (b));
}

/* What keeps two files of one series apart, bits of MIXED_*. */
static guint
differences (const CsSlice *a, const CsSlice *b)
{
  const CsFrameGeometry *p = a->geometry, *q = b->geometry;
  guint bits = 0;
  if (p->rows != q->rows || p->columns != q->columns)
    bits |= MIXED_SIZE;
  if (p->has_orientation != q->has_orientation || p->has_position != q->has_position)
    bits |= MIXED_ORIENTATION;
  for (guint i = 0; p->has_orientation && q->has_orientation && i < 6; i++)
    if (fabs (p->orientation[i] - q->orientation[i]) > DIRECTION_TOLERANCE)
      bits |= MIXED_ORIENTATION;
  if (!same_spacing (p->row_spacing, q->row_spacing) ||
      !same_spacing (p->column_spacing, q->column_spacing))
    bits |= MIXED_SPACING;
  if (g_strcmp0 (cs_probe_id (a->probe, "frame_of_reference_uid"),
                 cs_probe_id (b->probe, "frame_of_reference_uid")) != 0)
    bits |= MIXED_FRAME;
  if (cs_probe_is_localiser (a->probe) != cs_probe_is_localiser (b->probe))
    bits |= MIXED_LOCALISER;
  return bits;
}

static void
free_group (gpointer data)
{
  Group *group = data;
  g_array_unref (group->slices);
  g_free (group);
}

static Group *
add_group (GPtrArray *groups, const CsSlice *slice)
{
  Group *group = g_new0 (Group, 1);
  group->slices = g_array_new (FALSE, FALSE, sizeof (CsSlice));
  g_array_append_vals (group->slices, slice, 1);
  g_ptr_array_add (groups, group);
  return group;
}

/* GROUPS are those of the slice's series. */
static void
sort_in (GPtrArray *groups, const CsSlice *slice)
{
  guint first = groups->len > MAX_COMPARED ? groups->len - MAX_COMPARED : 0, bits = 0;
  for (guint i = first; i < groups->len; i++) {
    Group *group = groups->pdata[i];
    guint apart = differences (&g_array_index (group->slices, CsSlice, 0), slice);
    if (apart == 0) {
      g_array_append_vals (group->slices, slice, 1);
      return;
    }
    group->told |= apart;
    bits |= apart;
  }
  add_group (groups, slice)->told = bits;
}

/* --- reading a probe --- */

static gint64
whole_number (const char *text)
{
  double value = 0;
  if (!cs_decimal_parse (text, &value) || value != floor (value) || fabs (value) > 1e15)
    return G_MININT64;
  return (gint64)value;
}

static CsSlice
slice_of (const CsProbe *probe, const char *name, guint index)
{
  CsSlice slice = { .index = index, .probe = probe, .name = name };
  slice.geometry = &cs_probe_frame_facts (probe, 0)->geometry;
  slice.instance = whole_number (cs_probe_id (probe, "instance_number"));
  for (guint i = 0; cs_slice_phases[i] != NULL; i++)
    slice.phase[i] = cs_probe_id (probe, cs_slice_phases[i]);
  double normal[3];
  if (slice.geometry->has_position && cs_frame_geometry_normal (slice.geometry, normal))
    for (guint i = 0; i < 3; i++)
      slice.along += slice.geometry->position[i] * normal[i];
  return slice;
}

/* Views from here and there, not slices of one body: of these, pictures of one series lie behind
 * each other only where their headers say so. */
static gboolean
shows_views (const char *modality)
{
  static const char *const views[] = { "CR", "DX", "DR", "MG", "IO", "PX", "RG", "XA",
                                       "RF", "US", "ES", "XC", "GM", "OP", "SM", NULL };
  return modality != NULL && g_strv_contains (views, modality);
}

static gboolean
stands_alone (const CsProbe *probe)
{
  const CsProbeFacts *facts = cs_probe_facts (probe);
  if (facts->frames != 1 || cs_probe_id (probe, "series_uid") == NULL)
    return TRUE;
  return !cs_probe_frame_facts (probe, 0)->geometry.has_position &&
         shows_views (cs_probe_id (probe, "modality"));
}

/* --- all of it --- */

static int
by_first_file (gconstpointer a, gconstpointer b)
{
  const CsSeries *x = *(CsSeries *const *)a, *y = *(CsSeries *const *)b;
  guint first[2] = { G_MAXUINT, G_MAXUINT };
  for (guint i = 0; i < x->members->len; i++)
    first[0] = MIN (first[0], g_array_index (x->members, guint, i));
  for (guint i = 0; i < y->members->len; i++)
    first[1] = MIN (first[1], g_array_index (y->members, guint, i));
  return first[0] < first[1] ? -1 : first[0] > first[1];
}

static void
finish_group (const Group *group, GPtrArray *list)
{
  guint before = list->len;
  cs_series_arrange (group->slices, list);
  for (guint i = before; i < list->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (mixed); k++)
      if (group->told & mixed[k].bit)
        cs_series_tell (list->pdata[i], mixed[k].code, "%s", mixed[k].message);
}

GPtrArray *
cs_series_group (const CsProbe *const *probes, const char *const *names, guint n)
{
  g_autoptr (GHashTable) by_uid =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GPtrArray) in_order = g_ptr_array_new (); /* of GPtrArray, owned by BY_UID */
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_series_free);
  for (guint i = 0; i < n; i++) {
    if (stands_alone (probes[i])) {
      CsSeries *alone = cs_series_new (CS_SERIES_ALONE);
      g_array_append_val (alone->members, i);
      if (cs_probe_facts (probes[i])->frames > 1)
        cs_series_look_at_frames (alone, probes[i]);
      g_ptr_array_add (list, alone);
      continue;
    }
    const char *uid = cs_probe_id (probes[i], "series_uid");
    GPtrArray *groups = g_hash_table_lookup (by_uid, uid);
    if (groups == NULL) {
      groups = g_ptr_array_new_with_free_func (free_group);
      g_hash_table_insert (by_uid, (gpointer)uid, groups);
      g_ptr_array_add (in_order, groups);
    }
    CsSlice slice = slice_of (probes[i], names[i], i);
    sort_in (groups, &slice);
  }
  for (guint i = 0; i < in_order->len; i++) {
    const GPtrArray *groups = in_order->pdata[i];
    for (guint k = 0; k < groups->len; k++)
      finish_group (groups->pdata[k], list);
  }
  g_ptr_array_sort (list, by_first_file);
  return list;
}

CsJson *
cs_series_to_json (const CsSeries *series)
{
  if (series->order == CS_SERIES_ALONE && series->findings->len == 0)
    return NULL;
  CsJson *json = cs_json_new_object ();
  CsJson *findings = cs_json_new_array ();
  for (guint i = 0; i < series->findings->len; i++) {
    const CsSeriesFinding *finding = series->findings->pdata[i];
    CsJson *one = cs_json_new_object ();
    cs_json_put_string (one, "code", finding->code);
    cs_json_put_string (one, "message", finding->message);
    cs_json_append (findings, one);
  }
  cs_json_put (json, "findings", findings);
  cs_json_put_string (json, "order", cs_series_order_nick (series->order));
  g_autofree char *step = series->step > 0 ? cs_decimal_new (series->step) : NULL;
  cs_json_put_string (json, "step", step);
  return json;
}
