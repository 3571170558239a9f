/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-series-view.h"
#include "cs-window-level.h"

#include <math.h>

#define GAP 1.5            /* times the usual step: as at intake */
#define MAIN_PLANE 0.8     /* cosine between the normal and an axis of the body */
#define PARALLEL 0.999     /* cosine: slices that make one pile */
#define SAME_PLACE 1e-6    /* mm */
#define MOST_MISSING 10000 /* more is a mistake in the header */

static double
dot (const double a[3], const double b[3])
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/* The axis that lies nearest to V: 0 left and right, 1 front and back, 2 feet and head. */
static guint
main_axis (const double v[3])
{
  guint axis = 0;
  for (guint i = 1; i < 3; i++)
    axis = fabs (v[i]) > fabs (v[axis]) ? i : axis;
  return axis;
}

/* --- making --- */

static void
list_slices (CsSeriesView *self, CsSliceView *slices)
{
  guint n = 0;
  for (guint part = 0; part < self->probes->len; part++) {
    const CsProbe *probe = self->probes->pdata[part];
    for (guint frame = 0; frame < cs_probe_facts (probe)->frames; frame++)
      slices[n++] = (CsSliceView){
        .part = part,
        .frame = frame,
        .probe = probe,
        .facts = cs_probe_frame_facts (probe, frame),
      };
  }
}

static void
place_slices (CsSeriesView *self, CsSliceView *slices)
{
  double normal[3];
  if (!cs_frame_geometry_normal (&slices[0].facts->geometry, normal))
    return;
  double sign = normal[main_axis (normal)] < 0 ? -1 : 1;
  for (guint i = 0; i < self->n_slices; i++) {
    const CsFrameGeometry *geometry = &slices[i].facts->geometry;
    double own[3];
    slices[i].has_position = geometry->has_position && cs_frame_geometry_normal (geometry, own) &&
                             dot (own, normal) > PARALLEL;
    if (!slices[i].has_position)
      continue;
    slices[i].position = sign * dot (geometry->position, normal);
    if (i > 0 && slices[i - 1].has_position)
      slices[i].step = fabs (slices[i].position - slices[i - 1].position);
  }
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static void
find_gaps (CsSeriesView *self, CsSliceView *slices)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < self->n_slices; i++) {
    if (slices[i].step > SAME_PLACE)
      g_array_append_val (steps, slices[i].step);
  }
  if (steps->len == 0)
    return;
  g_array_sort (steps, compare_steps);
  self->spacing = g_array_index (steps, double, steps->len / 2);
  for (guint i = 0; i < self->n_slices; i++) {
    if (slices[i].step <= GAP * self->spacing)
      continue;
    double missing = round (slices[i].step / self->spacing) - 1;
    slices[i].missing = (guint)CLAMP (missing, 1, MOST_MISSING);
    self->n_gaps++;
  }
}

CsSeriesView *
cs_series_view_new (CsProbe *const *probes, guint n_parts)
{
  CsSeriesView *self = g_new0 (CsSeriesView, 1);
  self->probes = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_probe_unref);
  for (guint i = 0; i < n_parts; i++) {
    g_ptr_array_add (self->probes, cs_probe_ref (probes[i]));
    self->n_slices += cs_probe_facts (probes[i])->frames;
  }
  CsSliceView *slices = g_new0 (CsSliceView, self->n_slices);
  self->slices = slices;
  if (self->n_slices == 0)
    return self;
  list_slices (self, slices);
  place_slices (self, slices);
  find_gaps (self, slices);
  self->plane = cs_plane_name (&slices[0].facts->geometry);
  return self;
}

void
cs_series_view_free (CsSeriesView *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->probes);
  g_free ((gpointer)self->slices);
  g_free (self);
}

gboolean
cs_series_view_find (const CsSeriesView *self, guint part, guint frame, guint *ret_slice)
{
  guint low = 0, high = self->n_slices;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    const CsSliceView *slice = &self->slices[middle];
    if (slice->part < part || (slice->part == part && slice->frame < frame))
      low = middle + 1;
    else
      high = middle;
  }
  if (low == self->n_slices || self->slices[low].part != part || self->slices[low].frame != frame)
    return FALSE;
  *ret_slice = low;
  return TRUE;
}

const CsFrameFacts *
cs_series_view_windows (const CsSeriesView *self)
{
  CsWindowLevel window;
  for (guint i = 0; i < self->n_slices; i++) {
    if (cs_window_level_of_frame (self->slices[i].facts, &window))
      return self->slices[i].facts;
  }
  return NULL;
}

/* --- words --- */

CsPlaneName
cs_plane_name (const CsFrameGeometry *geometry)
{
  static const CsPlaneName names[] = { CS_PLANE_NAME_SAGITTAL, CS_PLANE_NAME_CORONAL,
                                       CS_PLANE_NAME_AXIAL };
  double normal[3];
  if (!cs_frame_geometry_normal (geometry, normal))
    return CS_PLANE_NAME_UNKNOWN;
  guint axis = main_axis (normal);
  return fabs (normal[axis]) >= MAIN_PLANE ? names[axis] : CS_PLANE_NAME_OBLIQUE;
}

const char *
cs_plane_name_word (CsPlaneName plane)
{
  static const char *const words[] = { NULL, "axial", "coronal", "sagittal", "oblique" };
  g_return_val_if_fail ((guint)plane < G_N_ELEMENTS (words), NULL);
  return words[plane];
}

/* At most DIGITS behind the point, none of them a last zero. */
static char *
short_length (double value, const char *before, const char *format)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  double shown = fabs (value) < 5e-3 ? 0 : value;
  g_ascii_formatd (text, sizeof text, format, shown);
  return g_strconcat (before, text, " mm", NULL);
}

char *
cs_series_view_position_text (const CsSeriesView *self, guint slice)
{
  static const char *const axes[] = { "", "z ", "y ", "x ", "" };
  g_return_val_if_fail (slice < self->n_slices, NULL);
  if (!self->slices[slice].has_position)
    return NULL;
  return short_length (self->slices[slice].position, axes[self->plane], "%.1f");
}

char *
cs_series_view_thickness_text (const CsSeriesView *self, guint slice)
{
  g_return_val_if_fail (slice < self->n_slices, NULL);
  double thickness = self->slices[slice].facts->geometry.thickness;
  return thickness > 0 ? short_length (thickness, "", "%.4g") : NULL;
}
