/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marks through a clipboard: what goes along, where they come down, what a stranger may send. */
#include "cs-mark-clip.h"
#include "cs-marks-move.h"
#include "cs-test.h"

#include <string.h>

#define WIDTH 100
#define HEIGHT 80

static CsMark *
new_mark (guint64 id, const CsMarkKind *kind, const gint64 *values, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) attributes = cs_json_new_object ();
  cs_json_put_string (attributes, "sure", "yes");
  CsMarkInit init = { .id = id,
                      .kind = kind,
                      .label = "nodule",
                      .item = { { 7 } },
                      .part = 2,
                      .frame = 5,
                      .values = values,
                      .n_values = n,
                      .attributes = attributes,
                      .how = CS_MARK_HOW_ACCEPTED,
                      .source = "finder 2",
                      .confidence = 904 };
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

static CsMark *
new_box (guint64 id, gint64 x, gint64 y)
{
  const gint64 values[] = { x, y, x + 10000, y + 10000 };
  return new_mark (id, &cs_mark_kind_box, values, 4);
}

static GPtrArray *
two_boxes (void)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_ptr_array_add (marks, new_box (31, 10000, 10000));
  g_ptr_array_add (marks, new_box (32, 30000, 20000));
  return marks;
}

static GPtrArray *
through (const GPtrArray *marks)
{
  g_autoptr (GError) error = NULL;
  gsize size = 0;
  g_autoptr (GBytes) bytes = cs_mark_clip_write (marks, &error);
  g_assert_no_error (error);
  const char *text = g_bytes_get_data (bytes, &size);
  g_assert_null (g_strstr_len (text, (gssize)size, "finder"));
  GPtrArray *clip = cs_mark_clip_read (text, size, &error);
  g_assert_no_error (error);
  return clip;
}

static void
assert_at (const GPtrArray *marks, guint n, gint64 x, gint64 y)
{
  const CsMark *mark = marks->pdata[n];
  g_assert_cmpint (mark->values[0], ==, x);
  g_assert_cmpint (mark->values[1], ==, y);
}

/* What it is goes along; whose it was and where it lay does not. */
static void
test_through (void)
{
  const CsGid item = { { 9 } };
  g_autoptr (GPtrArray) marks = two_boxes ();
  g_autoptr (GPtrArray) clip = through (marks);
  g_autoptr (CsMarkSet) none = cs_mark_set_new_empty ();
  g_autoptr (GPtrArray) placed = cs_mark_clip_place (clip, none, &item, 1, 3, WIDTH, HEIGHT);
  g_assert_cmpuint (placed->len, ==, 2);
  const CsMark *mark = placed->pdata[1];
  assert_at (placed, 1, 30000, 20000);
  g_assert_cmpstr (mark->label, ==, "nodule");
  g_assert_cmpstr (cs_json_get_string (mark->attributes, "sure"), ==, "yes");
  g_assert_true (cs_gid_equal (&mark->item, &item));
  g_assert_cmpuint (mark->part, ==, 1);
  g_assert_cmpuint (mark->frame, ==, 3);
  g_assert_cmpint (mark->how, ==, CS_MARK_HOW_SCRATCH);
  g_assert_null (mark->source);
  g_assert_cmpint (mark->confidence, ==, -1);
}

/* Where the first of them lies already, all go aside, and further each time. */
static void
test_aside (void)
{
  const CsGid item = { { 7 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks = two_boxes ();
  g_autoptr (GPtrArray) clip = through (marks);
  g_autoptr (CsMarkSet) there = cs_mark_set_new (marks, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) once = cs_mark_clip_place (clip, there, &item, 2, 5, WIDTH, HEIGHT);
  assert_at (once, 0, 14000, 14000);
  assert_at (once, 1, 34000, 24000);
  g_ptr_array_add (marks, new_box (33, 14000, 14000));
  g_autoptr (CsMarkSet) more = cs_mark_set_new (marks, NULL, &error);
  g_autoptr (GPtrArray) twice = cs_mark_clip_place (clip, more, &item, 2, 5, WIDTH, HEIGHT);
  assert_at (twice, 0, 6000, 6000);
  g_autoptr (GPtrArray) elsewhere = cs_mark_clip_place (clip, more, &item, 2, 6, WIDTH, HEIGHT);
  assert_at (elsewhere, 0, 10000, 10000);
}

/* One that fills the picture cannot go aside, and is put on the other. */
static void
test_no_room (void)
{
  const CsGid item = { { 7 } };
  const gint64 values[] = { 0, 0, WIDTH * 1000, HEIGHT * 1000 };
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_ptr_array_add (marks, new_mark (1, &cs_mark_kind_box, values, 4));
  g_autoptr (GPtrArray) clip = through (marks);
  g_autoptr (CsMarkSet) there = cs_mark_set_new (marks, NULL, NULL);
  g_autoptr (GPtrArray) placed = cs_mark_clip_place (clip, there, &item, 2, 5, WIDTH, HEIGHT);
  assert_at (placed, 0, 0, 0);
}

/* The edge stops all of them where it stops the first; a mask takes all to whole pixels. */
static void
test_move (void)
{
  const gint64 mask[] = { 50, 50, 4, 4, 0, 6, 2, 8 };
  g_autoptr (GPtrArray) marks = two_boxes ();
  g_autoptr (GPtrArray) far = cs_marks_move (marks, 1000, -1000, WIDTH, HEIGHT);
  assert_at (far, 0, 70000, 0);
  assert_at (far, 1, 90000, 10000);
  g_autoptr (GPtrArray) near = cs_marks_move (marks, 1.25, 0.5, WIDTH, HEIGHT);
  assert_at (near, 0, 11250, 10500);
  g_ptr_array_add (marks, new_mark (33, &cs_mark_kind_mask, mask, G_N_ELEMENTS (mask)));
  g_autoptr (GPtrArray) whole = cs_marks_move (marks, 1.25, 0.5, WIDTH, HEIGHT);
  assert_at (whole, 0, 11000, 11000);
  assert_at (whole, 2, 51, 51);
}

static void
assert_refused (const char *text, gsize size, CsError code)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_mark_clip_read (text, size, &error));
  g_assert_error (error, CS_ERROR, (int)code);
}

static void
test_strangers (void)
{
  static const char *const texts[] = {
    "",
    "hello",
    "[]",
    "{}",
    "{\"format\":\"countersign-marks-1\"}",
    "{\"format\":\"countersign-marks-1\",\"marks\":[]}",
    "{\"format\":\"countersign-marks-1\",\"marks\":{}}",
    "{\"format\":\"countersign-marks-1\",\"marks\":[1]}",
    "{\"format\":\"countersign-marks-1\",\"marks\":[{\"kind\":\"box\"}]}",
    "{\"format\":\"countersign-marks-1\",\"marks\":[[[[[[[[",
  };
  g_autoptr (GPtrArray) marks = two_boxes ();
  g_autoptr (GBytes) bytes = cs_mark_clip_write (marks, NULL);
  gsize size = 0;
  const char *good = g_bytes_get_data (bytes, &size);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], strlen (texts[i]), CS_ERROR_INVALID);
  for (gsize n = 0; n < size; n++)
    assert_refused (good, n, CS_ERROR_INVALID);
  g_autoptr (GString) other = g_string_new_len (good, (gssize)size);
  g_string_replace (other, "marks-1", "marks-2", 1);
  assert_refused (other->str, other->len, CS_ERROR_INVALID);
  g_autofree char *long_one = g_strnfill (CS_MARK_CLIP_MAX_SIZE + 1, ' ');
  assert_refused (long_one, CS_MARK_CLIP_MAX_SIZE + 1, CS_ERROR_LIMIT);
  g_autoptr (GString) many = g_string_new ("{\"format\":\"countersign-marks-1\",\"marks\":[0");
  for (guint i = 0; i < CS_MARK_CLIP_MAX_MARKS; i++)
    g_string_append (many, ",0");
  g_string_append (many, "]}");
  assert_refused (many->str, many->len, CS_ERROR_LIMIT);
}

static void
test_not_on_pictures (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks = two_boxes ();
  CsMarkInit init = cs_mark_to_init (marks->pdata[0]);
  init.kind = &cs_mark_kind_class;
  init.part = init.frame = init.n_values = 0;
  init.values = NULL;
  g_ptr_array_add (marks, cs_mark_new (&init, NULL));
  g_assert_nonnull (marks->pdata[2]);
  g_assert_null (cs_mark_clip_write (marks, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/mark-clip/through", test_through);
  g_test_add_func ("/mark-clip/aside", test_aside);
  g_test_add_func ("/mark-clip/no-room", test_no_room);
  g_test_add_func ("/mark-clip/move", test_move);
  g_test_add_func ("/mark-clip/strangers", test_strangers);
  g_test_add_func ("/mark-clip/not-on-pictures", test_not_on_pictures);
  return g_test_run ();
}
