/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-sample-marks.h"
#include "cs-item-facts.h"
#include "cs-sample-sources.h"
#include "cs-sample-texts.h"

#include <math.h>
#include <string.h>

/* Of the mark that is wrong on one slide, so that a file can put it right. */
#define MISTAKEN_ID 1001
#define IN_THE_RING 0.08 /* of the way across a gland: where its cells lie */

typedef struct {
  CsEnv *env;
  const CsItemRow *item;
  CsSampleShare share;
  GPtrArray *put;
} Reading;

static CsMarkInit
init_of (const Reading *reading, const char *kind, const char *label)
{
  return (CsMarkInit){ .id = cs_mark_new_id (reading->env),
                       .kind = cs_mark_kind_find (kind),
                       .label = label,
                       .item = reading->item->gid,
                       .how = CS_MARK_HOW_SCRATCH,
                       .confidence = -1 };
}

static gboolean
take (const Reading *reading, const CsMarkInit *init, GError **error)
{
  CsMark *mark = cs_mark_new (init, error);
  if (mark != NULL)
    g_ptr_array_add (reading->put, mark);
  return mark != NULL;
}

static gint64
milli (double pixels)
{
  return (gint64)llround (pixels * 1000);
}

/* From FIRST up to, not with, END of N things. */
static void
share_of (const Reading *reading, guint n, guint *ret_first, guint *ret_end)
{
  CsSampleShare share = reading->share;
  *ret_first = share == CS_SAMPLE_THE_LAST || share == CS_SAMPLE_MENDED ? n - 1 : 0;
  *ret_end = share == CS_SAMPLE_BUT_THE_LAST || share == CS_SAMPLE_WITH_MISTAKES ? n - 1 : n;
}

/* --- chests --- */

/* The ellipse where LESION is cut by part N at HEIGHT; nothing where it is not, or hardly. */
static gboolean
mark_cut (const Reading *reading, const CsSampleLesion *lesion, guint n, double height,
          GError **error)
{
  double away = height - lesion->z;
  double squared = lesion->radius * lesion->radius - away * away;
  if (squared < 4)
    return TRUE;
  double radius = sqrt (squared) / CS_SAMPLE_CT_SPACING;
  const gint64 values[] = { milli (cs_sample_ct_pixel (lesion->x)),
                            milli (cs_sample_ct_pixel (lesion->y)), milli (radius), milli (radius),
                            0 };
  g_autoptr (CsJson) attributes = cs_json_new_object ();
  cs_json_put_string (attributes, "density", lesion->value > -300 ? "solid" : "ground-glass");
  CsMarkInit init = init_of (reading, "ellipse", "nodule");
  init.part = n;
  init.values = values;
  init.n_values = G_N_ELEMENTS (values);
  init.attributes = attributes;
  return take (reading, &init, error);
}

static gboolean
mark_chest (const Reading *reading, guint n, GError **error)
{
  const CsSampleChest *chest = &cs_sample_chests[n];
  guint first, end;
  share_of (reading, chest->n_lesions, &first, &end);
  for (guint part = 0; part < cs_item_facts_n_parts (reading->item->facts); part++) {
    g_autoptr (CsProbe) probe = cs_item_facts_probe (reading->item->facts, part, error);
    if (probe == NULL)
      return FALSE;
    double height = cs_probe_frame_facts (probe, 0)->geometry.position[2];
    for (guint i = first; i < end; i++)
      if (!mark_cut (reading, &chest->lesions[i], part, height, error))
        return FALSE;
  }
  return TRUE;
}

/* --- notes --- */

static gboolean
mark_span (const Reading *reading, const char *text, const CsSampleSpan *span, guint64 *ret_id,
           GError **error)
{
  const char *at = strstr (text, span->words);
  g_return_val_if_fail (at != NULL, FALSE);
  glong start = g_utf8_pointer_to_offset (text, at);
  const gint64 values[] = { start, start + g_utf8_strlen (span->words, -1) };
  CsMarkInit init = init_of (reading, "span", span->label);
  init.values = values;
  init.n_values = 2;
  init.quote = span->words;
  *ret_id = init.id;
  return take (reading, &init, error);
}

static gboolean
mark_note (const Reading *reading, guint n, GError **error)
{
  const CsSampleNote *note = &cs_sample_notes[n];
  guint64 ids[16];
  for (guint i = 0; note->spans[i].label != NULL; i++) {
    g_return_val_if_fail (i < G_N_ELEMENTS (ids), FALSE);
    if (!mark_span (reading, note->text, &note->spans[i], &ids[i], error))
      return FALSE;
    if (note->spans[i].of < 0)
      continue;
    const gint64 ends[] = { (gint64)ids[i], (gint64)ids[note->spans[i].of] };
    CsMarkInit init = init_of (reading, "relation", "size-of");
    init.values = ends;
    init.n_values = 2;
    if (!take (reading, &init, error))
      return FALSE;
  }
  return TRUE;
}

/* --- slides --- */

static gboolean
mark_gland (const Reading *reading, const CsSampleGland *gland, GError **error)
{
  gint64 values[2 * CS_SAMPLE_GLAND_POINTS];
  const CsMarkRing ring = { 0, CS_SAMPLE_GLAND_POINTS, FALSE };
  for (guint i = 0; i < CS_SAMPLE_GLAND_POINTS; i++) {
    values[2 * i] = milli (CLAMP (gland->x[i], 0, CS_SAMPLE_SLIDE_SIZE));
    values[2 * i + 1] = milli (CLAMP (gland->y[i], 0, CS_SAMPLE_SLIDE_SIZE));
  }
  CsMarkInit init = init_of (reading, "polygon", "gland");
  init.values = values;
  init.n_values = G_N_ELEMENTS (values);
  init.rings = &ring;
  init.n_rings = 1;
  return take (reading, &init, error);
}

/* The middle of a cell in the ring of GLAND, which somebody in a hurry takes for a dividing one. */
static CsSampleMitosis
ordinary_cell (const CsSampleGland *gland)
{
  const guint across = CS_SAMPLE_GLAND_POINTS / 2;
  return (CsSampleMitosis){ gland->x[0] + IN_THE_RING * (gland->x[across] - gland->x[0]),
                            gland->y[0] + IN_THE_RING * (gland->y[across] - gland->y[0]) };
}

static gboolean
mark_mitosis (const Reading *reading, const CsSampleSlide *slide, guint n, GError **error)
{
  gboolean mistaken = n == 0 && reading->share == CS_SAMPLE_WITH_MISTAKES;
  gboolean mended = n == 0 && reading->share == CS_SAMPLE_MENDED;
  CsSampleMitosis place = mistaken ? ordinary_cell (&slide->glands[0]) : slide->mitoses[n];
  const gint64 values[] = { milli (place.x), milli (place.y) };
  CsMarkInit init = init_of (reading, "point", "mitosis");
  if (mistaken || mended)
    init.id = MISTAKEN_ID;
  init.values = values;
  init.n_values = 2;
  return take (reading, &init, error);
}

static gboolean
mark_slide (const Reading *reading, guint n, GError **error)
{
  g_autoptr (CsSampleSlide) slide = cs_sample_slide_new (cs_sample_slide_seed (n), error);
  if (slide == NULL)
    return FALSE;
  guint first, end;
  share_of (reading, slide->n_glands, &first, &end);
  for (guint i = first; i < end; i++)
    if (!mark_gland (reading, &slide->glands[i], error))
      return FALSE;
  guint n_mitoses = reading->share == CS_SAMPLE_THE_LAST ? 0
                    : reading->share == CS_SAMPLE_MENDED ? MIN (slide->n_mitoses, 1)
                                                         : slide->n_mitoses;
  for (guint i = 0; i < n_mitoses; i++)
    if (!mark_mitosis (reading, slide, i, error))
      return FALSE;
  return TRUE;
}

/* --- which is it? --- */

/* Whether TITLE is a number from 1 on between BEFORE and AFTER; counted from 0 in RET_N. */
static gboolean
is_numbered (const char *title, const char *before, const char *after, guint limit, guint *ret_n)
{
  for (guint i = 0; i < limit; i++) {
    g_autofree char *name = g_strdup_printf ("%s%u%s", before, i + 1, after);
    if (strcmp (title, name) != 0)
      continue;
    *ret_n = i;
    return TRUE;
  }
  return FALSE;
}

gboolean
cs_sample_mark_item (CsEnv *env, const CsItemRow *item, CsSampleShare share, GPtrArray *put,
                     GError **error)
{
  static const struct {
    const char *before, *after;
    gboolean (*mark) (const Reading *reading, guint n, GError **error);
  } kinds[] = {
    { "sources/patient-", "/ct", mark_chest },
    { "sources/patient-", "/note.txt", mark_note },
    { "sources/slides/slide-", ".png", mark_slide },
  };
  Reading reading = { env, item, share, put };
  guint n = 0;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (is_numbered (item->title, kinds[i].before, kinds[i].after, CS_SAMPLE_SLIDES, &n))
      return kinds[i].mark (&reading, n, error);
  return cs_fail (error, CS_ERROR_NOT_FOUND, "%s is no item of the sample", item->title);
}
