/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-test-view.h"

static guint
at_least_one (guint n)
{
  return MAX (n, 1);
}

static CsJson *
windows_json (const CsTestProbe *probe)
{
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < G_N_ELEMENTS (probe->windows) && probe->windows[i].center != NULL; i++) {
    CsJson *one = cs_json_new_object ();
    cs_json_put_string (one, "center", probe->windows[i].center);
    cs_json_put_string (one, "width", probe->windows[i].width);
    cs_json_put_string (one, "explanation", probe->windows[i].explanation);
    cs_json_put_string (one, "function",
                        probe->windows[i].function != NULL ? probe->windows[i].function : "LINEAR");
    cs_json_append (list, one);
  }
  return list;
}

static CsJson *
facts_json (const CsTestProbe *probe, guint frame)
{
  CsJson *json = cs_json_new_object ();
  CsFrameGeometry geometry = probe->geometry;
  geometry.rows = at_least_one (probe->rows);
  geometry.columns = at_least_one (probe->columns);
  if (probe->positions != NULL) {
    geometry.has_position = TRUE;
    geometry.position[2] = probe->positions[frame];
  }
  cs_json_put (json, "geometry", cs_frame_geometry_to_json (&geometry));
  cs_json_put_string (json, "slope", probe->slope);
  cs_json_put_string (json, "intercept", probe->intercept);
  cs_json_put_string (json, "unit", probe->unit);
  cs_json_put (json, "windows", windows_json (probe));
  return json;
}

CsProbe *
cs_test_probe (const CsTestProbe *probe)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) json = cs_json_new_object ();
  guint frames = at_least_one (probe->frames);
  cs_json_put_string (json, "format", probe->format != NULL ? probe->format : "dicom");
  cs_json_put_string (json, "media_type", "application/octet-stream");
  cs_json_put_int (json, "rows", at_least_one (probe->rows));
  cs_json_put_int (json, "columns", at_least_one (probe->columns));
  cs_json_put_int (json, "frames", frames);
  cs_json_put_int (json, "samples", at_least_one (probe->samples));
  cs_json_put_string (json, "pixel", cs_pixel_nick (probe->pixel));
  cs_json_put_string (json, "photometric",
                      probe->photometric != NULL ? probe->photometric : "MONOCHROME2");
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < frames; i++)
    cs_json_append (list, facts_json (probe, i));
  cs_json_put (json, "per_frame", list);
  if (probe->padding != NULL) {
    CsJson *padding = cs_json_new_object ();
    cs_json_put_int (padding, "value", probe->padding[0]);
    cs_json_put_int (padding, "limit", probe->padding[1]);
    cs_json_put (json, "padding", padding);
  }
  CsJson *dicom = cs_json_new_object ();
  cs_json_put_string (dicom, "modality", probe->modality);
  if (probe->frame_of_reference != NULL)
    cs_json_put_string (dicom, "frame_of_reference_uid", probe->frame_of_reference);
  cs_json_put (json, "dicom", dicom);
  CsProbe *made = cs_probe_new (json, &error);
  g_assert_no_error (error);
  return made;
}

CsFrame *
cs_test_frame (const CsTestProbe *probe, gconstpointer samples)
{
  guint rows = at_least_one (probe->rows), columns = at_least_one (probe->columns);
  guint n = at_least_one (probe->samples);
  gsize size = cs_pixel_frame_size (probe->pixel, rows, columns, n, G_MAXSIZE);
  return cs_frame_new_take (probe->pixel, rows, columns, n, g_bytes_new (samples, size));
}

CsPicture *
cs_test_picture (const CsTestProbe *probe, gconstpointer samples)
{
  g_autoptr (CsProbe) made = cs_test_probe (probe);
  g_autoptr (CsFrame) frame = cs_test_frame (probe, samples);
  return cs_picture_new (frame, made, 0);
}
