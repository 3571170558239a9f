/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-mark-diff.h"
#include "cs-mark-set-builder.h"
#include "cs-revision.h"
#include "cs-test.h"

#include <string.h>

static CsMark *
random_mark (GRand *rand, guint64 id)
{
  gint64 values[12] = { 0 };
  const CsMarkRing ring = { 0, 6, FALSE };
  g_autoptr (CsJson) attributes = cs_json_new_object ();
  cs_json_put_int (attributes, "n", g_rand_int_range (rand, 0, 3));
  CsMarkInit init = { .id = id,
                      .kind = &cs_mark_kind_class,
                      .label = g_rand_boolean (rand) ? "lesion" : "vessel",
                      .values = values,
                      .confidence = g_rand_int_range (rand, -1, 3) };
  init.item.bytes[0] = (guint8)g_rand_int_range (rand, 0, 4);
  init.frame = (guint)g_rand_int_range (rand, 0, 2);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = g_rand_int_range (rand, 0, 9) + (i / 2) * 1000;
  switch (g_rand_int_range (rand, 0, 4)) {
  case 0:
    init.kind = &cs_mark_kind_box;
    init.n_values = 4;
    break;
  case 1:
    init.kind = &cs_mark_kind_polyline;
    init.n_values = 8;
    init.attributes = attributes;
    break;
  case 2:
    init.kind = &cs_mark_kind_polygon;
    init.n_values = 12;
    init.rings = &ring;
    init.n_rings = 1;
    init.how = CS_MARK_HOW_IMPORTED;
    init.source = "coco";
    break;
  default:
    break;
  }
  g_autoptr (GError) error = NULL;
  CsMark *mark = cs_mark_new (&init, &error);
  g_assert_no_error (error);
  return mark;
}

/* Ids in 1..RANGE, so that two sets of one range share many. */
static CsMarkSet *
random_set (GRand *rand, guint count, guint range)
{
  g_autoptr (CsMarkSetBuilder) builder = cs_mark_set_builder_new (NULL);
  for (guint i = 0; i < count; i++) {
    g_autoptr (CsMark) mark = random_mark (rand, (guint64)g_rand_int_range (rand, 1, range + 1));
    cs_mark_set_builder_put (builder, mark);
  }
  for (guint i = g_rand_int_range (rand, 0, 5); i > 0; i--) {
    CsMarkAnswer answer = { .answer = (CsAnswer)g_rand_int_range (rand, 0, 4) };
    answer.item.bytes[15] = (guint8)g_rand_int_range (rand, 1, 5); /* of items without marks */
    answer.note = answer.answer > CS_ANSWER_NOTHING ? (char *)"too \"noisy\"" : NULL;
    cs_mark_set_builder_answer (builder, &answer);
  }
  return cs_mark_set_builder_finish (builder);
}

/* --- edits and diffs --- */

static CsMarkEdit *
reparse (const CsMarkEdit *edit)
{
  g_autoptr (GString) text = g_string_new (NULL), again = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  cs_mark_edit_write (edit, text);
  CsMarkEdit *back = cs_mark_edit_parse (text->str, text->len, &error);
  g_assert_no_error (error);
  cs_mark_edit_write (back, again);
  g_assert_cmpstr (text->str, ==, again->str);
  return back;
}

/* apply (diff (a, b)) leads from a to b, also after a way through JSON; and the counts are those
 * of a plain double loop. */
static void
test_diff_then_apply (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  for (guint round = 0; round < 300; round++) {
    g_autoptr (GError) error = NULL;
    guint range = round % 2 == 0 ? 12 : 60;
    g_autoptr (CsMarkSet) a = random_set (rand, g_rand_int_range (rand, 0, 40), range);
    g_autoptr (CsMarkSet) b = random_set (rand, g_rand_int_range (rand, 0, 40), range);
    g_autoptr (CsMarkDiff) diff = cs_mark_diff (a, b);
    g_autoptr (CsMarkEdit) edit = cs_mark_diff_to_edit (diff);
    g_autoptr (CsMarkEdit) back = reparse (edit);
    g_autoptr (CsMarkSet) result = cs_mark_edit_apply (a, back, &error);
    g_assert_no_error (error);
    g_assert_true (cs_mark_set_equal (result, b));
    g_assert_cmpint (cs_mark_set_equal (a, b), ==, cs_mark_edit_is_empty (edit));

    guint differing = 0;
    for (guint64 id = 1; id <= range; id++) {
      const CsMark *old = cs_mark_set_get (a, id), *new = cs_mark_set_get (b, id);
      differing += (old == NULL) != (new == NULL) ||
                   (old != NULL && new != NULL && !cs_mark_equal (old, new));
    }
    g_assert_cmpuint (diff->marks->len, ==, differing);
  }
}

/* The aspects of a change, one at a time. */
static void
test_aspects (void)
{
  g_autoptr (CsJson) attributes = cs_json_new_object ();
  cs_json_put_bool (attributes, "sure", TRUE);
  const gint64 here[] = { 1, 2 }, there[] = { 1, 3 };
  CsMarkInit init = { .id = 7,
                      .kind = &cs_mark_kind_point,
                      .label = "a",
                      .values = here,
                      .n_values = 2,
                      .confidence = -1 };
  g_autoptr (CsMark) before = cs_mark_new (&init, NULL);
  CsMarkInit label = init, moved = init, attribute = init, origin = init, frame = init;
  label.label = "b";
  moved.values = there;
  frame.frame = 1;
  attribute.attributes = attributes;
  origin.confidence = 5;
  const struct {
    const CsMarkInit *init;
    CsMarkDiffAspects aspects;
  } cases[] = {
    { &init, 0 },
    { &label, CS_MARK_DIFF_LABEL },
    { &moved, CS_MARK_DIFF_GEOMETRY },
    { &frame, CS_MARK_DIFF_GEOMETRY },
    { &attribute, CS_MARK_DIFF_ATTRIBUTES },
    { &origin, CS_MARK_DIFF_ORIGIN },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CsMark) after = cs_mark_new (cases[i].init, NULL);
    g_assert_cmpint (cs_mark_compare (before, after), ==, cases[i].aspects);
    g_assert_cmpint (cs_mark_equal (before, after), ==, cases[i].aspects == 0);
  }
}

static void
test_edit_refuses (void)
{
  static const char *const head = "{\"id\":5,\"item\":\"00000000000000000000000000000000\","
                                  "\"kind\":\"class\",\"label\":\"a\"}";
  g_autofree char *put = g_strdup_printf ("{\"answers\":[],\"put\":[%s],\"remove\":[5]}", head);
  g_autofree char *twice =
      g_strdup_printf ("{\"answers\":[],\"put\":[%s,%s],\"remove\":[]}", head, head);
  const struct {
    const char *json, *message;
  } bad[] = {
    { put, "both put and removed" },
    { twice, "not sorted by id, or repeated" },
    { "{\"answers\":[],\"put\":[],\"remove\":[2,1]}", "ids not sorted" },
    { "{\"answers\":[],\"put\":[],\"remove\":[0]}", "ids not sorted" },
    { "{\"answers\":[],\"put\":[]}", "expected" },
    { "{\"put\":[],\"remove\":[]}", "expected" },
    { "{\"answers\":[],\"put\":[],\"remove\":[]} ", "after the end" },
    { "{\"answers\":[{\"answer\":\"none\",\"item\":\"00000000000000000000000000000000\"}],"
      "\"put\":[],\"remove\":[]}",
      "an unknown word" },
    { "{\"answers\":[{\"answer\":null,\"item\":\"00000000000000000000000000000000\","
      "\"note\":\"x\"}],\"put\":[],\"remove\":[]}",
      "without an answer" },
    { "{\"answers\":[{\"answer\":null,\"item\":\"00000000000000000000000000000000\"},"
      "{\"answer\":null,\"item\":\"00000000000000000000000000000000\"}],\"put\":[],"
      "\"remove\":[]}",
      "repeated" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CsMarkEdit) edit = cs_mark_edit_parse (bad[i].json, strlen (bad[i].json), &error);
    g_assert_null (edit);
    g_assert_nonnull (strstr (error->message, bad[i].message));
  }
}

static void
test_remove_of_absent (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMarkSet) empty = cs_mark_set_new_empty ();
  const char *json = "{\"answers\":[],\"put\":[],\"remove\":[9]}";
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_parse (json, strlen (json), &error);
  g_assert_no_error (error);
  g_autoptr (CsMarkSet) result = cs_mark_edit_apply (empty, edit, &error);
  g_assert_null (result);
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
}

static void
test_set_refuses_twice (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (CsMark) one = random_mark (rand, 4), other = random_mark (rand, 4);
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_ptr_array_add (marks, one);
  g_ptr_array_add (marks, other);
  g_autoptr (CsMarkSet) set = cs_mark_set_new (marks, NULL, &error);
  g_assert_null (set);
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

static void
test_links (void)
{
  const gint64 ends[] = { 1, 2 }, wrong[] = { 1, 3 }, relation[] = { 1, 9 };
  CsMarkInit link = { .id = 9,
                      .kind = &cs_mark_kind_relation,
                      .label = "causes",
                      .values = ends,
                      .n_values = 2,
                      .confidence = -1 };
  const struct {
    guint64 id;
    const gint64 *ends;
    const char *message;
  } cases[] = { { 9, ends, NULL },
                { 9, wrong, "there is no mark 3" },
                { 10, relation, "mark 9 is a relation" } };
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (CsMarkSetBuilder) builder = cs_mark_set_builder_new (NULL);
  for (guint64 id = 1; id <= 2; id++) {
    g_autoptr (CsMark) mark = random_mark (rand, id);
    cs_mark_set_builder_put (builder, mark);
  }
  g_autoptr (CsMark) good = cs_mark_new (&link, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    link.id = cases[i].id;
    link.values = cases[i].ends;
    g_autoptr (CsMark) mark = cs_mark_new (&link, &error);
    g_assert_no_error (error);
    cs_mark_set_builder_put (builder, good);
    cs_mark_set_builder_put (builder, mark);
    g_autoptr (CsMarkSet) set = cs_mark_set_builder_finish (builder);
    g_assert_cmpint (cs_mark_set_check_links (set, &error), ==, cases[i].message == NULL);
    if (cases[i].message != NULL)
      g_assert_nonnull (strstr (error->message, cases[i].message));
  }
}

/* --- revisions --- */

typedef struct {
  GHashTable *parts; /* hex -> GBytes */
  guint fetched;
} Store;

static GBytes *
fetch (const CsHash *hash, gpointer data, GError **error)
{
  Store *store = data;
  char hex[CS_HASH_HEX + 1];
  GBytes *bytes = g_hash_table_lookup (store->parts, cs_hash_to_hex (hash, hex));
  store->fetched++;
  if (bytes == NULL)
    cs_fail (error, CS_ERROR_NOT_FOUND, "object %s is not there", hex);
  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

/* How many of PARTS were new to STORE. */
static guint
keep_parts (Store *store, GPtrArray *parts)
{
  guint added = 0;
  for (guint i = 0; i < parts->len; i++) {
    char hex[CS_HASH_HEX + 1];
    CsHash hash;
    gsize size = 0;
    gconstpointer data = g_bytes_get_data (parts->pdata[i], &size);
    cs_hash_data (data, size, &hash);
    cs_hash_to_hex (&hash, hex);
    added += !g_hash_table_contains (store->parts, hex);
    g_hash_table_insert (store->parts, g_strdup (hex), g_bytes_ref (parts->pdata[i]));
  }
  return added;
}

static Store
store_new (void)
{
  return (Store){
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref), 0
  };
}

static CsMarkSet *
read_back (GBytes *object, Store *store, GError **error)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (object, &size);
  return cs_revision_read (text, size, fetch, store, error);
}

static void
test_revision_round_trip (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  static const guint sizes[] = { 0, 1, 511, 5000 };
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) object = NULL;
    g_autoptr (GPtrArray) parts = NULL;
    Store store = store_new ();
    g_autoptr (CsMarkSet) set = random_set (rand, sizes[i], 100000);
    g_assert_true (cs_revision_write (set, &object, &parts, &error));
    keep_parts (&store, parts);
    g_autoptr (CsMarkSet) back = read_back (object, &store, &error);
    g_assert_no_error (error);
    g_assert_true (cs_mark_set_equal (set, back));
    g_assert_cmpuint (store.fetched, ==, parts->len);
    g_hash_table_unref (store.parts);
  }
}

/* One changed mark in a large set changes one part, whether it is replaced, added or removed. */
static void
test_revision_shares_parts (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  g_autoptr (GBytes) object = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  Store store = store_new ();
  g_autoptr (CsMarkSet) set = random_set (rand, 20000, 100000);
  g_assert_true (cs_revision_write (set, &object, &parts, NULL));
  guint all = keep_parts (&store, parts);
  g_assert_cmpuint (all, >, 20);
  for (guint round = 0; round < 20; round++) {
    g_autoptr (CsMarkSetBuilder) builder = cs_mark_set_builder_new (set);
    g_autoptr (GBytes) next = NULL;
    g_autoptr (GPtrArray) next_parts = NULL;
    guint64 id = set->marks[g_rand_int_range (rand, 0, (gint32)set->n_marks)]->id;
    id += id % 512 == 0;
    if (round % 2 == 0 || !cs_mark_set_builder_remove (builder, id)) {
      g_autoptr (CsMark) mark = random_mark (rand, id);
      cs_mark_set_builder_put (builder, mark);
    }
    g_autoptr (CsMarkSet) changed = cs_mark_set_builder_finish (builder);
    g_assert_true (cs_revision_write (changed, &next, &next_parts, NULL));
    g_assert_cmpuint (keep_parts (&store, next_parts), <=, 1);
  }
  g_hash_table_unref (store.parts);
}

/* Large marks close a part at 1 MiB. */
static void
test_revision_part_size (void)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) object = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autofree gint64 *values = g_new (gint64, 2 * 50000);
  Store store = store_new ();
  for (guint i = 0; i < 2 * 50000; i++)
    values[i] = 1000000 + i;
  for (guint64 id = 1; id <= 5; id++) {
    CsMarkInit init = { .id = id,
                        .kind = &cs_mark_kind_polyline,
                        .label = "a",
                        .values = values,
                        .n_values = 2 * 50000,
                        .confidence = -1 };
    g_ptr_array_add (marks, cs_mark_new (&init, &error));
    g_assert_no_error (error);
  }
  g_autoptr (CsMarkSet) set = cs_mark_set_new (marks, NULL, &error);
  g_assert_true (cs_revision_write (set, &object, &parts, &error));
  g_assert_cmpuint (parts->len, ==, 3);
  keep_parts (&store, parts);
  g_autoptr (CsMarkSet) back = read_back (object, &store, &error);
  g_assert_no_error (error);
  g_assert_true (cs_mark_set_equal (set, back));
  g_hash_table_unref (store.parts);
}

/* A revision of parts that the test writes by hand. */
static GBytes *
revision_of (const char *const *texts, int marks, Store *store)
{
  g_autoptr (GString) object = g_string_new (NULL);
  g_string_append_printf (
      object, "{\"answers\":[],\"format\":\"countersign-revision-1\",\"marks\":%d,\"parts\":[",
      marks);
  for (guint i = 0; texts[i] != NULL; i++) {
    char hex[CS_HASH_HEX + 1];
    CsHash hash;
    cs_hash_data (texts[i], strlen (texts[i]), &hash);
    cs_hash_to_hex (&hash, hex);
    g_string_append_printf (object, i > 0 ? ",\"%s\"" : "\"%s\"", hex);
    g_hash_table_insert (store->parts, g_strdup (hex), g_bytes_new (texts[i], strlen (texts[i])));
  }
  g_string_append (object, "]}");
  return g_bytes_new (object->str, object->len);
}

#define M(id)                                                                                      \
  "{\"id\":" #id ",\"item\":\"00000000000000000000000000000000\",\"kind\":\"class\","              \
  "\"label\":\"a\"}"

static void
test_revision_refuses (void)
{
  static const struct {
    const char *parts[4];
    int marks;
    const char *message; /* NULL: fine */
  } cases[] = {
    { { "[" M (3) "," M (512) "]", "[" M (513) "]" }, 3, NULL },
    { { "[" M (3) "]" }, 1, NULL },
    { { "[" M (3) "]" }, 2, "1 marks in place of 2" },
    { { "[" M (3) "," M (4) "]" }, 1, "2 marks in place of 1" },
    { { "[" M (4) "," M (3) "]" }, 2, "not sorted by id" },
    { { "[" M (4) "," M (4) "]" }, 2, "not sorted by id" },
    { { "[" M (512) "]", "[" M (512) "]" }, 2, "not sorted by id" },
    { { "[" M (512) "," M (513) "]" }, 2, "goes on where a part closes" },
    { { "[" M (3) "]", "[" M (4) "]" }, 2, "ends before a part closes" },
    { { "[]" }, 1, "an object was expected" },
    { { "[" M (3) "] " }, 1, "after the end" },
    { { "[" M (3) }, 1, "does not close" },
    { { "" }, 1, "a list of marks was expected" },
    { { "[" M (3) "]", "[" M (4) "]" }, 1, "2 parts for 1 marks" },
    { { NULL }, 1, "0 parts for 1 marks" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    Store store = store_new ();
    g_autoptr (GBytes) object = revision_of (cases[i].parts, cases[i].marks, &store);
    g_autoptr (CsMarkSet) set = read_back (object, &store, &error);
    g_assert_cmpint (set != NULL, ==, cases[i].message == NULL);
    if (cases[i].message != NULL && strstr (error->message, cases[i].message) == NULL)
      g_error ("case %u: %s", i, error->message);
    g_hash_table_unref (store.parts);
  }
}

static void
test_revision_wrong_bytes (void)
{
  static const char *const parts[] = { "[" M (3) "]", NULL };
  Store store = store_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) object = revision_of (parts, 1, &store);
  GHashTableIter iter;
  gpointer key = NULL;
  g_hash_table_iter_init (&iter, store.parts);
  g_assert_true (g_hash_table_iter_next (&iter, &key, NULL));
  g_autofree char *hex = g_strdup (key);
  g_hash_table_insert (store.parts, g_strdup (hex), g_bytes_new ("[" M (5) "]", strlen (parts[0])));
  g_autoptr (CsMarkSet) wrong = read_back (object, &store, &error);
  g_assert_null (wrong);
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
  g_assert_nonnull (strstr (error->message, "another hash"));
  g_clear_error (&error);
  g_hash_table_remove (store.parts, hex);
  g_autoptr (CsMarkSet) absent = read_back (object, &store, &error);
  g_assert_null (absent);
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_hash_table_unref (store.parts);
}

/* Many operations on one builder: the same set as one by one on copies. */
static void
test_builder_equals_copies (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (CsMarkSet) set = random_set (rand, 300, 400);
  g_autoptr (CsMarkSetBuilder) builder = cs_mark_set_builder_new (set);
  g_autoptr (CsMarkSet) plain = cs_mark_set_ref (set);
  for (guint i = 0; i < 200; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) put = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
    g_autoptr (GArray) remove = g_array_new (FALSE, FALSE, sizeof (guint64));
    guint64 id = (guint64)g_rand_int_range (rand, 1, 401);
    if (g_rand_boolean (rand))
      g_ptr_array_add (put, random_mark (rand, id));
    else
      g_array_append_val (remove, id);
    g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, remove, NULL, &error);
    g_assert_no_error (error);
    CsMarkSet *next = cs_mark_edit_apply (plain, edit, &error);
    g_assert_cmpint (cs_mark_set_builder_apply (builder, edit, NULL), ==, next != NULL);
    if (next != NULL) {
      cs_mark_set_unref (plain);
      plain = next;
    }
  }
  g_autoptr (CsMarkSet) built = cs_mark_set_builder_finish (builder);
  g_assert_true (cs_mark_set_equal (built, plain));
  g_assert_false (cs_mark_set_equal (built, set));
}

/* Only "nothing to mark" goes, and only where the edit does not say it itself. */
static void
test_mark_takes_back_nothing (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (CsMark) mark = random_mark (rand, 5);
  for (CsAnswer was = CS_ANSWER_NOTHING; was <= CS_ANSWER_EQUIVOCAL; was++)
    for (guint said = 0; said < 2; said++) {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) before = cs_mark_answers_new (), with = cs_mark_answers_new ();
      g_autoptr (GPtrArray) put = g_ptr_array_new ();
      cs_mark_answers_add (before, &mark->item, was, NULL);
      if (said)
        cs_mark_answers_add (with, &mark->item, was, NULL);
      g_ptr_array_add (put, mark);
      g_autoptr (CsMarkSet) set = cs_mark_set_new (NULL, before, &error);
      g_assert_no_error (error);
      g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, with, &error);
      g_assert_no_error (error);
      g_autoptr (CsMarkSet) after = cs_mark_edit_apply (set, edit, &error);
      g_assert_no_error (error);
      const CsMarkAnswer *is = cs_mark_set_answer (after, &mark->item);
      g_assert_cmpint (is == NULL, ==, was == CS_ANSWER_NOTHING && !said);
      g_assert_cmpuint (after->n_marks, ==, 1);
    }
}

static void
test_new_id (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 8);
  guint64 any = 0, last = 0;
  for (guint i = 0; i < 1000; i++) {
    guint64 id = cs_mark_new_id (env);
    g_assert_true (id > last && id <= CS_MARK_MAX_ID);
    any |= id;
    last = id;
  }
  g_assert_cmpuint (any & 0xfff, ==, 0xfff);
  /* Somebody else's, made later, comes later. */
  g_autoptr (CsEnv) other = cs_test_env (dir, 9);
  gint64 wall = env->wall (env);
  while (other->wall (other) < wall + 1000000)
    ;
  g_assert_cmpuint (cs_mark_new_id (other), >, last);
  /* Nor is a clock that is ahead the end of the order; an id of a file without room is. */
  guint64 ahead = cs_mark_new_id (other) + (G_GUINT64_CONSTANT (1) << 44);
  cs_mark_ids_after (other, ahead);
  guint64 next = cs_mark_new_id (other);
  g_assert_cmpuint (next, >, ahead);
  cs_mark_ids_after (other, last);
  cs_mark_ids_after (other, CS_MARK_MAX_ID);
  guint64 after = cs_mark_new_id (other);
  g_assert_true (after > next && after < next + 100);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/mark-set/diff-then-apply", test_diff_then_apply);
  g_test_add_func ("/mark-set/aspects", test_aspects);
  g_test_add_func ("/mark-set/edit-refuses", test_edit_refuses);
  g_test_add_func ("/mark-set/remove-of-absent", test_remove_of_absent);
  g_test_add_func ("/mark-set/refuses-twice", test_set_refuses_twice);
  g_test_add_func ("/mark-set/links", test_links);
  g_test_add_func ("/mark-set/builder-equals-copies", test_builder_equals_copies);
  g_test_add_func ("/mark-set/mark-takes-back-nothing", test_mark_takes_back_nothing);
  g_test_add_func ("/mark-set/new-id", test_new_id);
  g_test_add_func ("/revision/round-trip", test_revision_round_trip);
  g_test_add_func ("/revision/shares-parts", test_revision_shares_parts);
  g_test_add_func ("/revision/part-size", test_revision_part_size);
  g_test_add_func ("/revision/refuses", test_revision_refuses);
  g_test_add_func ("/revision/wrong-bytes", test_revision_wrong_bytes);
  return g_test_run ();
}
