/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-dicom-facts.h"
#include "cs-charset.h"

#include <math.h>
#include <string.h>

#define TAG_SHARED_GROUPS 0x52009229
#define TAG_FRAME_GROUPS 0x52009230
#define TAG_OFFSETS 0x3004000c
#define MAX_WINDOWS 64
#define MAX_REGIONS 256
#define MAX_TEXT 1024
#define MAX_TIMES 10000

/* A functional group of FRAME: its own, else the shared one. NULL when there is neither. */
static const CsDicomItem *
group_of (const CsDicomItem *root, guint frame, CsTag tag)
{
  const CsDicomItem *own = cs_dicom_item (cs_dicom_item (root, TAG_FRAME_GROUPS, frame), tag, 0);
  if (own != NULL)
    return own;
  return cs_dicom_item (cs_dicom_item (root, TAG_SHARED_GROUPS, 0), tag, 0);
}

static char *
utf8_text (const CsDicomItem *root, const CsDicomItem *item, CsTag tag, gboolean is_name)
{
  g_autofree char *declared = cs_dicom_text (root, 0x00080005);
  g_autofree char *raw = cs_dicom_text (item, tag);
  return raw != NULL ? cs_charset_to_utf8 (declared, raw, is_name, MAX_TEXT) : NULL;
}

/* A decimal as the file writes it, or the shortest form of a binary number. NULL when it is not a
 * number. */
static char *
decimal_text (const CsDicomItem *item, CsTag tag, guint n)
{
  double value;
  if (!cs_dicom_number (item, tag, n, &value))
    return NULL;
  g_autofree char *word = cs_dicom_word (item, tag, n);
  if (word != NULL && strlen (word) <= 64 && cs_decimal_parse (word, &value))
    return g_steal_pointer (&word);
  return cs_decimal_new (value);
}

static void
put_decimal (CsJson *json, const char *key, const CsDicomItem *item, CsTag tag)
{
  g_autofree char *text = decimal_text (item, tag, 0);
  cs_json_put_string (json, key, text);
}

/* --- windows and scale --- */

static CsJson *
read_windows (const CsDicomItem *root, const CsDicomItem *item)
{
  g_autofree char *function = cs_dicom_word (item, 0x00281056, 0);
  g_autofree char *explanations = utf8_text (root, item, 0x00281055, FALSE);
  g_auto (GStrv) explanation = g_strsplit (explanations != NULL ? explanations : "", "\\", -1);
  gboolean known = function != NULL &&
                   (strcmp (function, "LINEAR_EXACT") == 0 || strcmp (function, "SIGMOID") == 0);
  CsJson *list = cs_json_new_array ();
  guint n_explanations = g_strv_length (explanation);
  for (guint i = 0; i < MAX_WINDOWS; i++) {
    double value;
    g_autofree char *center = decimal_text (item, 0x00281050, i);
    g_autofree char *width = decimal_text (item, 0x00281051, i);
    if (center == NULL || width == NULL)
      break;
    /* A window of no width shows nothing and is none. */
    if (!cs_decimal_parse (width, &value) || value <= 0)
      continue;
    CsJson *window = cs_json_new_object ();
    cs_json_put_string (window, "center", center);
    cs_json_put_string (window, "width", width);
    cs_json_put_string (window, "function", known ? function : "LINEAR");
    if (i < n_explanations && *g_strstrip (explanation[i]) != '\0')
      cs_json_put_string (window, "explanation", explanation[i]);
    cs_json_append (list, window);
  }
  if (cs_json_length (list) > 0)
    return list;
  cs_json_unref (list);
  return NULL;
}

static char *
read_unit (const CsDicomItem *root, const CsDicomItem *item, gboolean has_scale)
{
  g_autofree char *type = cs_dicom_word (item, 0x00281054, 0);
  if (type == NULL)
    type = cs_dicom_word (root, 0x00541001, 0); /* PET: Units */
  if (type != NULL && strcmp (type, "US") != 0)
    return g_utf8_make_valid (type, -1);
  g_autofree char *modality = cs_dicom_word (root, 0x00080060, 0);
  return has_scale && g_strcmp0 (modality, "CT") == 0 ? g_strdup ("HU") : NULL;
}

static void
put_values (CsJson *facts, const CsDicomItem *root, guint frame)
{
  const CsDicomItem *voi = group_of (root, frame, 0x00289132);
  cs_json_put (facts, "windows", read_windows (root, voi != NULL ? voi : root));
  const CsDicomItem *scale = group_of (root, frame, 0x00289145);
  if (scale == NULL)
    scale = root;
  put_decimal (facts, "slope", scale, 0x00281053);
  put_decimal (facts, "intercept", scale, 0x00281052);
  g_autofree char *unit = read_unit (root, scale, cs_json_get (facts, "slope") != NULL);
  cs_json_put_string (facts, "unit", unit);
}

/* --- place in the world --- */

static gboolean
read_vector (const CsDicomItem *item, CsTag tag, guint n, double *ret_values)
{
  double values[6];
  for (guint i = 0; i < n; i++) {
    if (!cs_dicom_number (item, tag, i, &values[i]) || fabs (values[i]) > 1e9)
      return FALSE;
  }
  memcpy (ret_values, values, n * sizeof *values);
  return TRUE;
}

/* Planes of a dose grid lie at offsets along the normal. With one position and nothing else, where
 * the frames lie is not known. */
static gboolean
move_to_frame (const CsDicomPicture *picture, guint frame, CsFrameGeometry *geometry)
{
  const CsDicomItem *root = cs_dicom_root (picture->dicom);
  double first, offset, normal[3];
  if (picture->frames == 1)
    return TRUE;
  if (!cs_dicom_number (root, TAG_OFFSETS, 0, &first) || first != 0 ||
      !cs_dicom_number (root, TAG_OFFSETS, frame, &offset) || fabs (offset) > 1e9 ||
      !cs_frame_geometry_normal (geometry, normal))
    return FALSE;
  for (guint i = 0; i < 3; i++)
    geometry->position[i] += normal[i] * offset;
  return TRUE;
}

static CsFrameGeometry
read_geometry (const CsDicomPicture *picture, guint frame)
{
  const CsDicomItem *root = cs_dicom_root (picture->dicom);
  CsFrameGeometry geometry = { .rows = picture->rows, .columns = picture->columns };
  const CsDicomItem *plane = group_of (root, frame, 0x00209116);
  double direction[6];
  if (read_vector (plane != NULL ? plane : root, 0x00200037, 6, direction))
    cs_frame_geometry_set_orientation (&geometry, direction);
  const CsDicomItem *place = group_of (root, frame, 0x00209113);
  geometry.has_position =
      read_vector (place != NULL ? place : root, 0x00200032, 3, geometry.position);
  if (geometry.has_position && place == NULL && !move_to_frame (picture, frame, &geometry)) {
    geometry.has_position = FALSE;
    memset (geometry.position, 0, sizeof geometry.position);
  }
  const CsDicomItem *measures = group_of (root, frame, 0x00289110);
  cs_dicom_read_spacing (root, measures != NULL ? measures : root, &geometry);
  double thickness;
  if (cs_dicom_number (measures != NULL ? measures : root, 0x00180050, 0, &thickness) &&
      thickness > 0 && thickness < 1e6)
    geometry.thickness = thickness;
  return geometry;
}

static CsJson *
read_frame (const CsDicomPicture *picture, guint frame)
{
  CsJson *facts = cs_json_new_object ();
  CsFrameGeometry geometry = read_geometry (picture, frame);
  cs_json_put (facts, "geometry", cs_frame_geometry_to_json (&geometry));
  put_values (facts, cs_dicom_root (picture->dicom), frame);
  return facts;
}

void
cs_dicom_put_frames (CsJson *json, const CsDicomPicture *picture)
{
  const CsDicomItem *root = cs_dicom_root (picture->dicom);
  CsJson *first = read_frame (picture, 0);
  double unused;
  gboolean differ = cs_dicom_count_items (root, TAG_FRAME_GROUPS) == picture->frames ||
                    cs_dicom_number (root, TAG_OFFSETS, picture->frames - 1, &unused);
  if (picture->frames > 1 && differ) {
    CsJson *list = cs_json_new_array ();
    gboolean same = TRUE;
    for (guint i = 0; i < picture->frames; i++) {
      CsJson *facts = read_frame (picture, i);
      same = same && cs_json_equal (first, facts);
      cs_json_append (list, facts);
    }
    if (same)
      cs_json_unref (list);
    else
      cs_json_put (json, "per_frame", list);
  }
  cs_json_put (json, "shared", first);
}

/* --- ultrasound --- */

static const char *
region_unit (guint code)
{
  static const char *const units[] = { "none",  "percent", "dB",     "cm",  "seconds",
                                       "hertz", "dB/s",    "cm/s",   "cm2", "cm2/s",
                                       "cm3",   "cm3/s",   "degrees" };
  return code < G_N_ELEMENTS (units) ? units[code] : "unknown";
}

static CsJson *
read_region (const CsDicomItem *item)
{
  static const struct {
    const char *key;
    CsTag tag;
  } bounds[] = {
    { "x0", 0x00186018 }, { "y0", 0x0018601a }, { "x1", 0x0018601c }, { "y1", 0x0018601e }
  };
  static const struct {
    const char *unit, *delta;
    CsTag unit_tag, delta_tag;
  } axes[] = {
    { "unit_x", "delta_x", 0x00186024, 0x0018602c },
    { "unit_y", "delta_y", 0x00186026, 0x0018602e },
  };
  g_autoptr (CsJson) region = cs_json_new_object ();
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++) {
    guint32 value;
    if (!cs_dicom_count (item, bounds[i].tag, 0, G_MAXINT32, &value))
      return NULL;
    cs_json_put_int (region, bounds[i].key, value);
  }
  for (guint i = 0; i < G_N_ELEMENTS (axes); i++) {
    guint32 code;
    double delta;
    if (!cs_dicom_count (item, axes[i].unit_tag, 0, 65535, &code) ||
        !cs_dicom_number (item, axes[i].delta_tag, 0, &delta))
      return NULL;
    g_autofree char *text = cs_decimal_new (fabs (delta));
    cs_json_put_string (region, axes[i].unit, region_unit (code));
    cs_json_put_string (region, axes[i].delta, text);
  }
  return g_steal_pointer (&region);
}

void
cs_dicom_put_regions (CsJson *json, const CsDicom *dicom)
{
  const CsDicomItem *root = cs_dicom_root (dicom);
  guint n = MIN (cs_dicom_count_items (root, 0x00186011), MAX_REGIONS);
  CsJson *list = cs_json_new_array ();
  for (guint i = 0; i < n; i++) {
    CsJson *region = read_region (cs_dicom_item (root, 0x00186011, i));
    if (region != NULL)
      cs_json_append (list, region);
  }
  if (cs_json_length (list) > 0)
    cs_json_put (json, "regions", list);
  else
    cs_json_unref (list);
}

/* --- names --- */

static const struct {
  const char *key;
  CsTag tag;
  gboolean is_name;
} ids[] = {
  { "image_type", 0x00080008 },         { "patient_orientation", 0x00200020 },
  { "series_number", 0x00200011 },      { "display_rate", 0x00082144 },
  { "cine_rate", 0x00180040 },          { "frame_time", 0x00181063 },
  { "sop_class_uid", 0x00080016 },      { "instance_uid", 0x00080018 },
  { "modality", 0x00080060 },           { "series_description", 0x0008103e },
  { "patient_name", 0x00100010, TRUE }, { "patient_id", 0x00100020 },
  { "echo_numbers", 0x00180086 },       { "study_uid", 0x0020000d },
  { "series_uid", 0x0020000e },         { "acquisition_number", 0x00200012 },
  { "instance_number", 0x00200013 },    { "frame_of_reference_uid", 0x00200052 },
  { "temporal_position", 0x00200100 },  { "study_date", 0x00080020 },
  { "view_position", 0x00185101 },
};

static void
put_laterality (CsJson *json, const CsDicomItem *root)
{
  const CsDicomItem *anatomy = group_of (root, 0, 0x00209071);
  g_autofree char *word = cs_dicom_word (root, 0x00200062, 0);
  if (word == NULL)
    word = cs_dicom_word (root, 0x00200060, 0);
  if (word == NULL)
    word = cs_dicom_word (anatomy, 0x00209072, 0);
  if (word != NULL && word[1] == '\0' && strchr ("LRBU", word[0]) != NULL)
    cs_json_put_string (json, "laterality", word);
}

/* A list of its own for each frame; where all are alike it is a frame time. */
static void
put_frame_times (CsJson *list, const CsDicomItem *root)
{
  double first = 0, value = 0;
  guint n = 0;
  gboolean alike = TRUE;
  g_autoptr (GString) text = g_string_new (NULL);
  for (; n < MAX_TIMES && cs_dicom_number (root, 0x00181065, n, &value); n++) {
    if (n == 1)
      first = value;
    alike = alike && (n < 2 || fabs (value - first) < 1e-3 * fabs (first));
    g_autofree char *word = cs_decimal_new (value);
    g_string_append_printf (text, "%s%s", n > 0 ? "\\" : "", word);
  }
  if (n < 2 || cs_json_get (list, "frame_time") != NULL)
    return;
  g_autofree char *time = cs_decimal_new (first);
  cs_json_put_string (list, alike ? "frame_time" : "frame_times", alike ? time : text->str);
}

void
cs_dicom_put_ids (CsJson *json, const CsDicom *dicom)
{
  const CsDicomItem *root = cs_dicom_root (dicom);
  CsJson *list = cs_json_new_object ();
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autofree char *text = utf8_text (root, root, ids[i].tag, ids[i].is_name);
    if (text != NULL && *g_strstrip (text) != '\0')
      cs_json_put_string (list, ids[i].key, text);
  }
  put_frame_times (list, root);
  cs_json_put (json, "dicom", list);
  put_laterality (json, root);
  g_autofree char *burned = cs_dicom_word (root, 0x00280301, 0);
  if (g_strcmp0 (burned, "YES") == 0 || g_strcmp0 (burned, "NO") == 0)
    cs_json_put_string (json, "burned_in", burned[0] == 'Y' ? "yes" : "no");
}

void
cs_dicom_put_context (CsJson *json, const CsDicom *dicom)
{
  static const struct {
    const char *key;
    CsTag tags[2]; /* the first that says something */
  } parts[] = { { "age", { 0x00101010 } },
                { "history", { 0x001021b0 } },
                { "reason", { 0x00401002, 0x00321060 } },
                { "sex", { 0x00100040 } },
                { "study", { 0x00081030 } } };
  const CsDicomItem *root = cs_dicom_root (dicom);
  CsJson *list = cs_json_new_object ();
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (guint k = 0; k < G_N_ELEMENTS (parts[i].tags) && parts[i].tags[k] != 0; k++) {
      g_autofree char *text = utf8_text (root, root, parts[i].tags[k], FALSE);
      if (text == NULL || *g_strstrip (text) == '\0')
        continue;
      cs_json_put_string (list, parts[i].key, text);
      break;
    }
  cs_json_put (json, "context", list);
}
