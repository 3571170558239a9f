/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a DICOM header says of itself: names, windows, scale, place and spacing with its source. */
#include "cs-decoder.h"
#include "cs-test-dicom.h"
#include "cs-test.h"
#include "cs-wire.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static CsDecoder *decoder;

static CsProbe *
finish (CsTestDicom *dicom)
{
  g_autoptr (GBytes) bytes = cs_test_dicom_finish (dicom);
  g_autoptr (GError) error = NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  int fd = cs_memfd_new_from_data (data, size, NULL);
  CsProbe *probe = cs_decoder_probe (decoder, fd, (gint64)size, "test", 0, &error);
  close (fd);
  g_assert_no_error (error);
  return probe;
}

static void
put_pixels (CsTestDicom *dicom, guint frames)
{
  g_autofree guint8 *pixels = g_malloc0 (4 * (gsize)frames);
  cs_test_dicom_bytes (dicom, 0x7fe00010, "OB", pixels, 4 * (gsize)frames);
}

static void
test_ids (void)
{
  static const guint16 padding = 0xf830;
  CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
  cs_test_dicom_text (dicom, 0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2");
  cs_test_dicom_text (dicom, 0x00080018, "UI", "1.2.3.4");
  cs_test_dicom_text (dicom, 0x00080060, "CS", "CT");
  cs_test_dicom_text (dicom, 0x00100010, "PN", "Doe^Jane==");
  cs_test_dicom_text (dicom, 0x00100020, "LO", " 17 ");
  cs_test_dicom_text (dicom, 0x0020000d, "UI", "1.2.5");
  cs_test_dicom_text (dicom, 0x00200013, "IS", "42");
  cs_test_dicom_text (dicom, 0x00200062, "CS", "L");
  cs_test_dicom_grey (dicom, 2, 1, 1, 16, 16, TRUE);
  cs_test_dicom_u16 (dicom, 0x00280120, "SS", 1, &padding);
  cs_test_dicom_text (dicom, 0x00280301, "CS", "YES");
  cs_test_dicom_text (dicom, 0x00281050, "DS", "40\\300\\1");
  cs_test_dicom_text (dicom, 0x00281051, "DS", "400\\1500\\0");
  cs_test_dicom_text (dicom, 0x00281052, "DS", "-1024.0");
  cs_test_dicom_text (dicom, 0x00281053, "DS", "1");
  cs_test_dicom_text (dicom, 0x00281055, "LO", "soft\\bone");
  cs_test_dicom_text (dicom, 0x00282110, "CS", "01");
  put_pixels (dicom, 1);
  g_autoptr (CsProbe) probe = finish (dicom);
  const CsProbeFacts *facts = cs_probe_facts (probe);
  const CsFrameFacts *frame = cs_probe_frame_facts (probe, 0);
  g_assert_cmpstr (cs_probe_id (probe, "sop_class_uid"), ==, "1.2.840.10008.5.1.4.1.1.2");
  g_assert_cmpstr (cs_probe_id (probe, "instance_uid"), ==, "1.2.3.4");
  g_assert_cmpstr (cs_probe_id (probe, "patient_name"), ==, "Doe^Jane");
  g_assert_cmpstr (cs_probe_id (probe, "patient_id"), ==, "17");
  g_assert_cmpstr (cs_probe_id (probe, "study_uid"), ==, "1.2.5");
  g_assert_null (cs_probe_id (probe, "series_uid"));
  g_assert_cmpstr (cs_probe_id (probe, "instance_number"), ==, "42");
  g_assert_cmpstr (facts->laterality, ==, "L");
  g_assert_cmpstr (facts->burned_in, ==, "yes");
  g_assert_true (facts->lossy);
  g_assert_cmpstr (facts->media_type, ==, "application/dicom");
  g_assert_cmpstr (frame->slope, ==, "1");
  g_assert_cmpstr (frame->intercept, ==, "-1024.0");
  g_assert_cmpstr (frame->unit, ==, "HU");
  g_assert_cmpuint (frame->n_windows, ==, 2);
  g_assert_cmpstr (frame->windows[1].center, ==, "300");
  g_assert_cmpstr (frame->windows[1].explanation, ==, "bone");
  g_assert_cmpstr (frame->windows[1].function, ==, "LINEAR");
  g_assert_cmpint (cs_json_get_int (cs_json_get (cs_probe_json (probe), "padding"), "value", 0), ==,
                   -2000);
}

/* --- spacing --- */

typedef struct {
  const char *modality, *sop_class, *pixel, *imager, *calibration, *magnification, *nominal;
  CsSpacingSource source;
  double row, column;
} Spacing;

static const Spacing spacings[] = {
  { "CT", NULL, "0.5\\0.25", NULL, NULL, NULL, NULL, CS_SPACING_PATIENT, 0.5, 0.25 },
  { "CT", NULL, "0\\0.25", NULL, NULL, NULL, NULL, CS_SPACING_NONE, 0, 0 },
  { "CT", NULL, "-1\\1", NULL, NULL, NULL, NULL, CS_SPACING_NONE, 0, 0 },
  { "DX", NULL, "0.2\\0.2", "0.1\\0.1", "GEOMETRY", "2", NULL, CS_SPACING_GEOMETRY, 0.2, 0.2 },
  { "DX", NULL, "0.2\\0.2", NULL, "FIDUCIAL", NULL, NULL, CS_SPACING_FIDUCIAL, 0.2, 0.2 },
  { "DX", NULL, "0.2\\0.2", "0.1\\0.1", NULL, NULL, NULL, CS_SPACING_UNSPECIFIED, 0.2, 0.2 },
  { "DX", NULL, "0.1\\0.1", "0.1\\0.1", NULL, NULL, NULL, CS_SPACING_DETECTOR, 0.1, 0.1 },
  { "MG", NULL, NULL, "0.1\\0.2", NULL, "1.25", NULL, CS_SPACING_MAGNIFIED, 0.08, 0.16 },
  { "MG", NULL, NULL, "0.1\\0.1", NULL, "0", NULL, CS_SPACING_DETECTOR, 0.1, 0.1 },
  { "XA", NULL, NULL, NULL, NULL, NULL, NULL, CS_SPACING_NONE, 0, 0 },
  { "US", NULL, "1\\1", NULL, NULL, NULL, NULL, CS_SPACING_NONE, 0, 0 },
  { "CT", "1.2.840.10008.5.1.4.1.1.7", "1\\1", NULL, NULL, NULL, "0.3\\0.3", CS_SPACING_NOMINAL,
    0.3, 0.3 },
  { "OT", "1.2.840.10008.5.1.4.1.1.7", "1\\1", NULL, NULL, NULL, NULL, CS_SPACING_UNSPECIFIED, 1,
    1 },
};

static void
put_text (CsTestDicom *dicom, guint32 tag, const char *vr, const char *text)
{
  if (text != NULL)
    cs_test_dicom_text (dicom, tag, vr, text);
}

static void
test_spacing (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (spacings); i++) {
    const Spacing *one = &spacings[i];
    CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
    put_text (dicom, 0x00080016, "UI", one->sop_class);
    put_text (dicom, 0x00080060, "CS", one->modality);
    put_text (dicom, 0x00181114, "DS", one->magnification);
    put_text (dicom, 0x00181164, "DS", one->imager);
    put_text (dicom, 0x00182010, "DS", one->nominal);
    cs_test_dicom_grey (dicom, 2, 2, 1, 8, 8, FALSE);
    put_text (dicom, 0x00280030, "DS", one->pixel);
    put_text (dicom, 0x00280a02, "CS", one->calibration);
    put_pixels (dicom, 1);
    g_autoptr (CsProbe) probe = finish (dicom);
    const CsFrameGeometry *geometry = &cs_probe_frame_facts (probe, 0)->geometry;
    g_assert_cmpstr (cs_spacing_nick (geometry->source), ==, cs_spacing_nick (one->source));
    g_assert_cmpfloat_with_epsilon (geometry->row_spacing, one->row, 1e-12);
    g_assert_cmpfloat_with_epsilon (geometry->column_spacing, one->column, 1e-12);
  }
}

static void
test_regions (void)
{
  static const guint16 cm = 3, low = 10, high = 99;
  CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
  cs_test_dicom_text (dicom, 0x00080060, "CS", "US");
  cs_test_dicom_sequence (dicom, 0x00186011);
  cs_test_dicom_item (dicom);
  for (guint i = 0; i < 4; i++) {
    const guint16 words[] = { i < 2 ? low : high, 0 };
    cs_test_dicom_u16 (dicom, 0x00186018 + 2 * i, "UL", 2, words);
  }
  cs_test_dicom_u16 (dicom, 0x00186024, "US", 1, &cm);
  cs_test_dicom_u16 (dicom, 0x00186026, "US", 1, &cm);
  cs_test_dicom_f64 (dicom, 0x0018602c, 0.01);
  cs_test_dicom_f64 (dicom, 0x0018602e, -0.02);
  cs_test_dicom_item_end (dicom);
  cs_test_dicom_sequence_end (dicom);
  cs_test_dicom_grey (dicom, 2, 2, 1, 8, 8, FALSE);
  put_pixels (dicom, 1);
  g_autoptr (CsProbe) probe = finish (dicom);
  const CsProbeFacts *facts = cs_probe_facts (probe);
  g_assert_cmpint (cs_probe_frame_facts (probe, 0)->geometry.source, ==, CS_SPACING_REGION);
  g_assert_cmpuint (facts->n_regions, ==, 1);
  g_assert_cmpuint (facts->regions[0].x0, ==, 10);
  g_assert_cmpuint (facts->regions[0].y1, ==, 99);
  g_assert_cmpstr (facts->regions[0].unit_y, ==, "cm");
  g_assert_cmpfloat (facts->regions[0].delta_y, ==, 0.02);
}

/* --- frames --- */

/* A group sequence with one item that holds one text element. */
static void
put_group (CsTestDicom *dicom, guint32 group, guint32 tag, const char *vr, const char *text)
{
  cs_test_dicom_sequence (dicom, group);
  cs_test_dicom_item (dicom);
  cs_test_dicom_text (dicom, tag, vr, text);
  cs_test_dicom_item_end (dicom);
  cs_test_dicom_sequence_end (dicom);
}

/* Orientation and spacing are shared, positions belong to frames, one frame has its own slope. */
static CsProbe *
probe_enhanced (guint frames)
{
  CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
  cs_test_dicom_text (dicom, 0x00080060, "CS", "MR");
  cs_test_dicom_grey (dicom, 2, 2, frames, 8, 8, FALSE);
  cs_test_dicom_sequence (dicom, 0x52009229);
  cs_test_dicom_item (dicom);
  put_group (dicom, 0x00209116, 0x00200037, "DS", "1\\0\\0\\0\\1\\0");
  put_group (dicom, 0x00289110, 0x00280030, "DS", "2\\3");
  put_group (dicom, 0x00289145, 0x00281053, "DS", "5");
  cs_test_dicom_item_end (dicom);
  cs_test_dicom_sequence_end (dicom);
  cs_test_dicom_sequence (dicom, 0x52009230);
  for (guint i = 0; i < frames; i++) {
    g_autofree char *position = g_strdup_printf ("-10\\20\\%u.5", i);
    cs_test_dicom_item (dicom);
    put_group (dicom, 0x00209113, 0x00200032, "DS", position);
    if (i == 1)
      put_group (dicom, 0x00289145, 0x00281053, "DS", "7");
    cs_test_dicom_item_end (dicom);
  }
  cs_test_dicom_sequence_end (dicom);
  put_pixels (dicom, frames);
  return finish (dicom);
}

static void
test_groups (void)
{
  g_autoptr (CsProbe) probe = probe_enhanced (3);
  for (guint i = 0; i < 3; i++) {
    const CsFrameFacts *frame = cs_probe_frame_facts (probe, i);
    g_assert_true (frame->geometry.has_orientation);
    g_assert_cmpfloat (frame->geometry.orientation[4], ==, 1);
    g_assert_cmpint (frame->geometry.source, ==, CS_SPACING_PATIENT);
    g_assert_cmpfloat (frame->geometry.column_spacing, ==, 3);
    g_assert_cmpfloat (frame->geometry.position[2], ==, i + 0.5);
    g_assert_cmpstr (frame->slope, ==, i == 1 ? "7" : "5");
  }
}

/* A description that is too long for a message comes all the same. */
static void
test_many_frames (void)
{
  g_autoptr (CsProbe) probe = probe_enhanced (1500);
  gsize size;
  g_autofree char *text = cs_json_to_canonical (cs_probe_json (probe), &size);
  g_assert_cmpuint (size, >, CS_WIRE_MAX_BODY);
  g_assert_cmpfloat (cs_probe_frame_facts (probe, 1499)->geometry.position[2], ==, 1499.5);
}

/* Dose planes lie at offsets; where the frames of any other object with one position lie, nobody
 * knows. */
static void
test_positions (void)
{
  for (guint dose = 0; dose < 2; dose++) {
    CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
    cs_test_dicom_text (dicom, 0x00080060, "CS", dose ? "RTDOSE" : "NM");
    cs_test_dicom_text (dicom, 0x00200032, "DS", "1\\2\\3");
    cs_test_dicom_text (dicom, 0x00200037, "DS", "1\\0\\0\\0\\0\\-1");
    cs_test_dicom_grey (dicom, 2, 2, 2, 8, 8, FALSE);
    if (dose)
      cs_test_dicom_text (dicom, 0x3004000c, "DS", "0\\2.5");
    put_pixels (dicom, 2);
    g_autoptr (CsProbe) probe = finish (dicom);
    const CsFrameGeometry *second = &cs_probe_frame_facts (probe, 1)->geometry;
    g_assert_cmpint (cs_probe_frame_facts (probe, 0)->geometry.has_position, ==, dose);
    g_assert_cmpint (second->has_position, ==, dose);
    if (dose)
      g_assert_cmpfloat (second->position[1], ==, 4.5);
  }
}

/* --- text --- */

static void
test_charsets (void)
{
  static const struct {
    const char *declared, *raw, *expected;
  } cases[] = {
    { NULL, "Doe^J\xf6rg", "Doe^J\\xF6rg" },
    { "ISO_IR 100", "Doe^J\xf6rg", "Doe^Jörg" },
    { "ISO_IR 192", "Doe^J\xc3\xb6rg", "Doe^Jörg" },
    { "ISO_IR 192", "Doe^J\xf6rg", "Doe^J\\xF6rg" },
    { "GB18030", "\xcd\xf5^\xd0\xa1", "王^小" },
    { "ISO_IR 144", "\xbb\xee", "Лю" },
    { "\\ISO 2022 IR 87", "Yamada=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B", "Yamada=山田^太郎" },
    { "ISO_IR 13", "\xd4\xcf\xc0\xde", "ﾔﾏﾀﾞ" },
    { "\\ISO 2022 IR 149", "\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce", "洪^吉" },
    /* Behind a delimiter the first set holds again. */
    { "\\ISO 2022 IR 149", "\x1b$)C\xfb\xf3^\xfb\xf3", "洪^\\xFB\\xF3" },
    { "ISO_IR 999", "\xe9", "\\xE9" },
    { NULL, "a\001b", "a\\x01b" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    CsTestDicom *dicom = cs_test_dicom_new (CS_TEST_EXPLICIT);
    put_text (dicom, 0x00080005, "CS", cases[i].declared);
    cs_test_dicom_text (dicom, 0x00100010, "PN", cases[i].raw);
    cs_test_dicom_grey (dicom, 2, 2, 1, 8, 8, FALSE);
    put_pixels (dicom, 1);
    g_autoptr (CsProbe) probe = finish (dicom);
    g_assert_cmpstr (cs_probe_id (probe, "patient_name"), ==, cases[i].expected);
  }
}

/* Neither preamble nor marker: known by its first element. */
static void
test_no_marker (void)
{
  CsTestDicom *dicom = cs_test_dicom_new (NULL);
  cs_test_dicom_text (dicom, 0x00080008, "CS", "ORIGINAL");
  cs_test_dicom_text (dicom, 0x00080060, "CS", "OT");
  cs_test_dicom_grey (dicom, 2, 2, 1, 8, 8, FALSE);
  put_pixels (dicom, 1);
  g_autoptr (CsProbe) probe = finish (dicom);
  g_assert_cmpstr (cs_probe_facts (probe)->transfer_syntax, ==, CS_TEST_EXPLICIT);
}

/* A helper that was killed between two questions is replaced without a word. */
static void
test_killed (void)
{
  g_autofree char *children = NULL;
  g_autofree char *path = g_strdup_printf ("/proc/self/task/%d/children", (int)getpid ());
  if (!g_file_get_contents (path, &children, NULL, NULL)) {
    g_test_skip ("the kernel does not list child processes");
    return;
  }
  guint deaths = cs_decoder_deaths (decoder);
  g_auto (GStrv) pids = g_strsplit (children, " ", -1);
  for (guint i = 0; pids[i] != NULL && *pids[i] != '\0'; i++)
    kill ((pid_t)g_ascii_strtoll (pids[i], NULL, 10), SIGKILL);
  g_autoptr (CsProbe) probe = probe_enhanced (3);
  g_assert_nonnull (probe);
  g_assert_cmpuint (cs_decoder_deaths (decoder), >, deaths);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_autoptr (GError) error = NULL;
  decoder = cs_decoder_new (NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/decode-header/ids", test_ids);
  g_test_add_func ("/decode-header/spacing", test_spacing);
  g_test_add_func ("/decode-header/regions", test_regions);
  g_test_add_func ("/decode-header/groups", test_groups);
  g_test_add_func ("/decode-header/many-frames", test_many_frames);
  g_test_add_func ("/decode-header/positions", test_positions);
  g_test_add_func ("/decode-header/charsets", test_charsets);
  g_test_add_func ("/decode-header/no-marker", test_no_marker);
  g_test_add_func ("/decode-header/killed", test_killed);
  int result = g_test_run ();
  cs_decoder_free (decoder);
  return result;
}
