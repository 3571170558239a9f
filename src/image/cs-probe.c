/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-probe.h"
#include "cs-json-check.h"
#include "cs-wire.h"

#include <math.h>
#include <string.h>

#define MAX_FRAMES 1000000
#define MAX_WINDOWS 64
#define MAX_REGIONS 256

struct _CsProbe {
  int refs;
  CsJson *json;
  CsProbeFacts facts;
  CsFrameFacts *frames; /* one, or one for each frame */
  guint n_frames;
};

static const CsField window_fields[] = {
  { "center", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 64 },
  { "width", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 64 },
  { "explanation", CS_FIELD_STRING },
  { "function", CS_FIELD_STRING, CS_FIELD_REQUIRED },
  { NULL },
};

static const CsField frame_fields[] = {
  { "geometry", CS_FIELD_OBJECT, CS_FIELD_REQUIRED },
  { "slope", CS_FIELD_STRING },
  { "intercept", CS_FIELD_STRING },
  { "unit", CS_FIELD_STRING },
  { "windows", CS_FIELD_OBJECT, CS_FIELD_LIST, .fields = window_fields, .max_count = MAX_WINDOWS },
  { NULL },
};

static const CsField region_fields[] = {
  { "x0", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, G_MAXINT32 },
  { "y0", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, G_MAXINT32 },
  { "x1", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, G_MAXINT32 },
  { "y1", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, G_MAXINT32 },
  { "unit_x", CS_FIELD_STRING, CS_FIELD_REQUIRED },
  { "unit_y", CS_FIELD_STRING, CS_FIELD_REQUIRED },
  { "delta_x", CS_FIELD_STRING, CS_FIELD_REQUIRED },
  { "delta_y", CS_FIELD_STRING, CS_FIELD_REQUIRED },
  { NULL },
};

static const CsField padding_fields[] = {
  { "value", CS_FIELD_INT, CS_FIELD_REQUIRED },
  { "limit", CS_FIELD_INT },
  { NULL },
};

static const CsField probe_fields[] = {
  { "format", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 32 },
  { "media_type", CS_FIELD_STRING, CS_FIELD_REQUIRED, 1, 64 },
  { "rows", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, G_MAXINT32 },
  { "columns", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, G_MAXINT32 },
  { "frames", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, MAX_FRAMES },
  { "samples", CS_FIELD_INT, CS_FIELD_REQUIRED, 0, 4 },
  { "bits_allocated", CS_FIELD_INT, 0, 0, 64 },
  { "bits_stored", CS_FIELD_INT, 0, 0, 64 },
  { "pixel", CS_FIELD_STRING },
  { "photometric", CS_FIELD_STRING },
  { "alpha", CS_FIELD_BOOL },
  { "lossy", CS_FIELD_BOOL },
  { "icc_profile", CS_FIELD_BOOL },
  { "transfer_syntax", CS_FIELD_STRING },
  { "transfer_syntax_name", CS_FIELD_STRING },
  { "exif_orientation", CS_FIELD_INT, 0, 1, 8 },
  { "burned_in", CS_FIELD_STRING },
  { "laterality", CS_FIELD_STRING },
  { "lut", CS_FIELD_STRING, CS_FIELD_LIST },
  { "padding", CS_FIELD_OBJECT, .fields = padding_fields },
  { "shared", CS_FIELD_OBJECT, .fields = frame_fields },
  { "per_frame", CS_FIELD_OBJECT, CS_FIELD_LIST, .fields = frame_fields, .max_count = MAX_FRAMES },
  { "regions", CS_FIELD_OBJECT, CS_FIELD_LIST, .fields = region_fields, .max_count = MAX_REGIONS },
  { "dicom", CS_FIELD_OBJECT },
  { "context", CS_FIELD_OBJECT },
  { "damage", CS_FIELD_STRING, CS_FIELD_LIST },
  { "notes", CS_FIELD_STRING, CS_FIELD_LIST },
  { NULL },
};

CsProbe *
cs_probe_ref (CsProbe *probe)
{
  __atomic_add_fetch (&probe->refs, 1, __ATOMIC_RELAXED);
  return probe;
}

void
cs_probe_unref (CsProbe *probe)
{
  if (probe == NULL || __atomic_sub_fetch (&probe->refs, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  for (guint i = 0; i < probe->n_frames; i++)
    g_free ((gpointer)probe->frames[i].windows);
  g_free (probe->frames);
  g_free ((gpointer)probe->facts.regions);
  cs_json_unref (probe->json);
  g_free (probe);
}

static gboolean
decimal_or_absent (const char *text)
{
  double value;
  return text == NULL || cs_decimal_parse (text, &value);
}

static gboolean
read_frame (CsFrameFacts *facts, const CsJson *json, GError **error)
{
  if (!cs_frame_geometry_from_json (cs_json_get (json, "geometry"), &facts->geometry, error))
    return FALSE;
  facts->slope = cs_json_get_string (json, "slope");
  facts->intercept = cs_json_get_string (json, "intercept");
  facts->unit = cs_json_get_string (json, "unit");
  if (!decimal_or_absent (facts->slope) || !decimal_or_absent (facts->intercept))
    return cs_fail (error, CS_ERROR_INVALID, "slope and intercept must be decimals");
  const CsJson *list = cs_json_get (json, "windows");
  CsWindow *windows = g_new0 (CsWindow, cs_json_length (list));
  facts->windows = windows;
  facts->n_windows = cs_json_length (list);
  for (guint i = 0; i < facts->n_windows; i++) {
    const CsJson *one = cs_json_at (list, i);
    windows[i] =
        (CsWindow){ cs_json_get_string (one, "center"), cs_json_get_string (one, "width"),
                    cs_json_get_string (one, "explanation"), cs_json_get_string (one, "function") };
    if (!decimal_or_absent (windows[i].center) || !decimal_or_absent (windows[i].width))
      return cs_fail (error, CS_ERROR_INVALID, "windows[%u]: not decimals", i);
  }
  return TRUE;
}

static gboolean
read_frames (CsProbe *probe, GError **error)
{
  const CsJson *shared = cs_json_get (probe->json, "shared");
  const CsJson *list = cs_json_get (probe->json, "per_frame");
  if (probe->facts.frames == 0)
    return TRUE;
  if (list != NULL && cs_json_length (list) != probe->facts.frames)
    return cs_fail (error, CS_ERROR_INVALID, "per_frame: %u of %u frames", cs_json_length (list),
                    probe->facts.frames);
  guint n = list != NULL ? cs_json_length (list) : 1;
  probe->frames = g_new0 (CsFrameFacts, n);
  probe->n_frames = n;
  for (guint i = 0; i < n; i++) {
    if (!read_frame (&probe->frames[i], list != NULL ? cs_json_at (list, i) : shared, error))
      return FALSE;
    if (probe->frames[i].geometry.rows != probe->facts.rows ||
        probe->frames[i].geometry.columns != probe->facts.columns)
      return cs_fail (error, CS_ERROR_INVALID, "frame %u has another size", i);
  }
  return TRUE;
}

static gboolean
read_regions (CsProbe *probe, GError **error)
{
  const CsJson *list = cs_json_get (probe->json, "regions");
  probe->facts.n_regions = cs_json_length (list);
  CsRegion *regions = g_new0 (CsRegion, probe->facts.n_regions);
  probe->facts.regions = regions;
  for (guint i = 0; i < probe->facts.n_regions; i++) {
    const CsJson *one = cs_json_at (list, i);
    CsRegion *region = &regions[i];
    region->x0 = (guint32)cs_json_get_int (one, "x0", 0);
    region->y0 = (guint32)cs_json_get_int (one, "y0", 0);
    region->x1 = (guint32)cs_json_get_int (one, "x1", 0);
    region->y1 = (guint32)cs_json_get_int (one, "y1", 0);
    region->unit_x = cs_json_get_string (one, "unit_x");
    region->unit_y = cs_json_get_string (one, "unit_y");
    if (!cs_decimal_parse (cs_json_get_string (one, "delta_x"), &region->delta_x) ||
        !cs_decimal_parse (cs_json_get_string (one, "delta_y"), &region->delta_y) ||
        region->delta_x < 0 || region->delta_y < 0)
      return cs_fail (error, CS_ERROR_INVALID, "regions[%u]: not a pixel size", i);
  }
  return TRUE;
}

static void
read_padding (CsProbeFacts *facts, const CsJson *json)
{
  if (json == NULL)
    return;
  gint64 value = cs_json_get_int (json, "value", 0);
  gint64 limit = cs_json_get_int (json, "limit", value);
  facts->has_padding = TRUE;
  facts->padding_first = MIN (value, limit);
  facts->padding_last = MAX (value, limit);
}

static gboolean
read_facts (CsProbe *probe, GError **error)
{
  const CsJson *json = probe->json;
  CsProbeFacts *facts = &probe->facts;
  facts->format = cs_json_get_string (json, "format");
  facts->media_type = cs_json_get_string (json, "media_type");
  facts->rows = (guint32)cs_json_get_int (json, "rows", 0);
  facts->columns = (guint32)cs_json_get_int (json, "columns", 0);
  facts->frames = (guint32)cs_json_get_int (json, "frames", 0);
  facts->samples = (guint32)cs_json_get_int (json, "samples", 0);
  facts->bits_allocated = (guint)cs_json_get_int (json, "bits_allocated", 0);
  facts->bits_stored = (guint)cs_json_get_int (json, "bits_stored", 0);
  facts->photometric = cs_json_get_string (json, "photometric");
  facts->alpha = cs_json_get_bool (json, "alpha");
  facts->lossy = cs_json_get_bool (json, "lossy");
  facts->transfer_syntax = cs_json_get_string (json, "transfer_syntax");
  facts->transfer_syntax_name = cs_json_get_string (json, "transfer_syntax_name");
  facts->exif_orientation = (guint)cs_json_get_int (json, "exif_orientation", 0);
  facts->burned_in = cs_json_get_string (json, "burned_in");
  facts->laterality = cs_json_get_string (json, "laterality");
  facts->damage = cs_json_get (json, "damage");
  read_padding (facts, cs_json_get (json, "padding"));
  facts->notes = cs_json_get (json, "notes");
  if (facts->frames == 0)
    return TRUE;
  if (!cs_pixel_from_nick (cs_json_get_string (json, "pixel"), &facts->pixel) ||
      facts->photometric == NULL)
    return cs_fail (error, CS_ERROR_INVALID, "the kind of the pixels is missing");
  if (cs_probe_frame_size (probe) == 0)
    return cs_fail (error, CS_ERROR_LIMIT, "a frame of %u x %u x %u samples is more than we show",
                    facts->rows, facts->columns, facts->samples);
  return TRUE;
}

CsProbe *
cs_probe_new (const CsJson *json, GError **error)
{
  if (cs_json_type (json) != CS_JSON_OBJECT) {
    cs_fail (error, CS_ERROR_INVALID, "expected an object");
    return NULL;
  }
  if (!cs_json_check (json, probe_fields, error))
    return NULL;
  g_autoptr (CsProbe) probe = g_new0 (CsProbe, 1);
  probe->refs = 1;
  probe->json = cs_json_ref (json);
  if (!read_facts (probe, error) || !read_frames (probe, error) || !read_regions (probe, error))
    return NULL;
  return g_steal_pointer (&probe);
}

const CsJson *
cs_probe_json (const CsProbe *probe)
{
  return probe->json;
}

const CsProbeFacts *
cs_probe_facts (const CsProbe *probe)
{
  return &probe->facts;
}

const CsFrameFacts *
cs_probe_frame_facts (const CsProbe *probe, guint frame)
{
  static const CsFrameFacts nothing = { 0 };
  g_return_val_if_fail (frame == 0 || frame < probe->facts.frames, &nothing);
  if (probe->n_frames == 0)
    return &nothing;
  return &probe->frames[probe->n_frames > 1 ? frame : 0];
}

const char *
cs_probe_id (const CsProbe *probe, const char *key)
{
  return cs_json_get_string (cs_json_get (probe->json, "dicom"), key);
}

const char *
cs_probe_context (const CsProbe *probe, const char *key)
{
  return cs_json_get_string (cs_json_get (probe->json, "context"), key);
}

gboolean
cs_probe_is_localiser (const CsProbe *probe)
{
  const char *words = cs_probe_id (probe, "image_type");
  g_auto (GStrv) values = g_strsplit (words != NULL ? words : "", "\\", -1);
  return g_strv_length (values) > 2 && strcmp (g_strstrip (values[2]), "LOCALIZER") == 0;
}

gsize
cs_probe_frame_size (const CsProbe *probe)
{
  const CsProbeFacts *facts = &probe->facts;
  if (facts->frames == 0)
    return 0;
  return cs_pixel_frame_size (facts->pixel, facts->rows, facts->columns, facts->samples,
                              CS_WIRE_MAX_FRAME);
}
