/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-schema-ready.h"
#include "cs-schema.h"
#include "cs-test.h"

#include <string.h>

static char *
read_fixture (const char *name, gsize *ret_size)
{
  g_autofree char *inner = g_build_filename ("formats/schema", name, NULL);
  g_autofree char *path = cs_test_source (inner);
  char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (path, &text, ret_size, &error);
  g_assert_no_error (error);
  return text;
}

static CsSchema *
load (const char *name)
{
  gsize size = 0;
  g_autofree char *text = read_fixture (name, &size);
  g_autoptr (GError) error = NULL;
  CsSchema *schema = cs_schema_read (text, size, &error);
  g_assert_no_error (error);
  return schema;
}

/* The stored form is the expected one, is read back, and stays what it is. */
static void
test_good (void)
{
  static const char *const names[] = { "least", "chest" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *name = g_strdup_printf ("good/%s.json", names[i]);
    g_autofree char *normal_name = g_strdup_printf ("good/%s.normal", names[i]);
    g_autofree char *expected = g_strchomp (read_fixture (normal_name, NULL));
    g_autoptr (CsSchema) schema = load (name);
    gsize size = 0;
    g_autofree char *normal = cs_json_to_canonical (cs_schema_to_json (schema), &size);
    g_assert_cmpstr (normal, ==, expected);
    g_autoptr (GError) error = NULL;
    g_autoptr (CsSchema) stored = cs_schema_parse (normal, size, &error);
    g_assert_no_error (error);
    g_assert_true (cs_json_equal (cs_schema_to_json (schema), cs_schema_to_json (stored)));
    g_autoptr (GPtrArray) changes = cs_schema_diff (schema, stored);
    g_assert_cmpuint (changes->len, ==, 0);
  }
}

static void
test_bad (void)
{
  g_autofree char *table = read_fixture ("bad/expected.tsv", NULL);
  g_auto (GStrv) rows = g_strsplit (g_strchomp (table), "\n", -1);
  g_assert_cmpuint (g_strv_length (rows), >=, 45);
  for (guint i = 0; rows[i] != NULL; i++) {
    g_auto (GStrv) row = g_strsplit (rows[i], "\t", -1);
    g_autofree char *name = g_build_filename ("bad", row[0], NULL);
    gsize size = 0;
    g_autofree char *text = read_fixture (name, &size);
    g_autoptr (GError) error = NULL;
    g_assert_null (cs_schema_read (text, size, &error));
    g_autofree char *said = g_strdup_printf ("%s: %s", cs_error_nick (error), error->message);
    gboolean open_end = g_str_has_suffix (row[1], " ");
    if (open_end ? !g_str_has_prefix (said, row[1]) : strcmp (said, row[1]) != 0)
      g_error ("%s: \"%s\", not \"%s\"", row[0], said, row[1]);
  }
}

static void
test_stored_is_normal (void)
{
  static const struct {
    const char *text;
    int code;
  } cases[] = {
    { "{\"format\":\"countersign-schema-1\",\"labels\":[{\"key\":\"a\",\"kinds\":[\"box\"]}],"
      "\"name\":\"x\",\"relations\":[]}",
      CS_ERROR_CORRUPT },
    { "{ }", CS_ERROR_CORRUPT },
    { "{}", CS_ERROR_INVALID },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (cs_schema_parse (cases[i].text, strlen (cases[i].text), &error));
    g_assert_error (error, CS_ERROR, cases[i].code);
  }
}

static void
test_lookup (void)
{
  g_autoptr (CsSchema) schema = load ("good/chest.json");
  g_assert_cmpstr (cs_schema_name (schema), ==, "Chest CT nodules");
  const CsLabel *label = cs_schema_label (schema, "nodule");
  g_assert_cmpstr (label->name, ==, "Nodule, solid");
  g_assert_cmpstr (label->colour, ==, "#56b4e9");
  g_assert_cmpstr (label->shortcut, ==, "n");
  g_assert_cmpstr (label->clause, ==, "G-3.2");
  g_assert_cmpint (label->tier, ==, 1);
  g_assert_cmpuint (label->n_kinds, ==, 3);
  g_assert_true (label->kinds[1] == cs_mark_kind_find ("mask"));
  g_assert_cmpuint (label->n_attributes, ==, 7);
  const CsAttribute *pattern = &label->attributes[2];
  g_assert_cmpint (pattern->when, ==, 1);
  g_assert_cmpuint (pattern->n_choices, ==, 3);
  g_assert_cmpstr (pattern->choices[2].name, ==, "popcorn");
  g_assert_cmpstr (label->attributes[3].min, ==, "0.5");
  g_assert_cmpstr (label->attributes[4].max, ==, "512");
  g_assert_null (cs_schema_label (schema, "near"));
  g_assert_nonnull (cs_schema_relation (schema, "near"));
  g_assert_null (cs_schema_relation (schema, "nodule"));
}

static CsMark *
mark_new (guint64 id, const char *geometry, const char *label, const char *attributes)
{
  g_autofree char *json = g_strdup_printf (
      "{%s%s%s\"id\":%" G_GUINT64_FORMAT
      ",\"item\":\"00000000000000000000000000000001\",\"label\":\"%s\",%s}",
      attributes != NULL ? "\"attributes\":" : "", attributes != NULL ? attributes : "",
      attributes != NULL ? "," : "", id, label, geometry);
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) object = cs_json_parse_text (json, strlen (json), 10000, &error);
  g_assert_no_error (error);
  CsMark *mark = cs_mark_from_json (object, &error);
  g_assert_no_error (error);
  return mark;
}

#define ELLIPSE "\"kind\":\"ellipse\",\"ellipse\":[5000,6000,2000,1000,0]"
#define POINT "\"kind\":\"point\",\"point\":[1,2]"
#define CLASS "\"kind\":\"class\""

static void
test_marks (void)
{
  static const struct {
    const char *geometry, *label, *attributes;
    const char *said;  /* NULL: fits */
    const char *draft; /* the same while it is a draft */
  } cases[] = {
    { CLASS, "no finding", NULL, NULL, NULL },
    { CLASS, "finding", NULL, "there is no label \"finding\" in the label schema",
      "there is no label \"finding\" in the label schema" },
    { POINT, "nodule", NULL,
      "label \"nodule\" is drawn as polygon or mask or ellipse, not as point",
      "label \"nodule\" is drawn as polygon or mask or ellipse, not as point" },
    { ELLIPSE, "nodule", NULL, "\"nodule\": attribute \"margin\": required, but not set", NULL },
    { ELLIPSE, "nodule", "{\"margin\":\"smooth\"}", NULL, NULL },
    { ELLIPSE, "nodule", "{\"margin\":\"Smooth\"}",
      "\"nodule\": attribute \"margin\": \"Smooth\" is not one of its choices",
      "\"nodule\": attribute \"margin\": \"Smooth\" is not one of its choices" },
    { ELLIPSE, "nodule", "{\"margin\":1}",
      "\"nodule\": attribute \"margin\": the value is not one of its choices",
      "\"nodule\": attribute \"margin\": the value is not one of its choices" },
    { ELLIPSE, "nodule", "{\"margin\":\"smooth\",\"sized\":1}",
      "\"nodule\": attribute \"sized\": not in the schema",
      "\"nodule\": attribute \"sized\": not in the schema" },
    { ELLIPSE, "nodule", "{\"calcified\":true,\"margin\":\"smooth\"}",
      "\"nodule\": attribute \"pattern\": required, but not set", NULL },
    { ELLIPSE, "nodule",
      "{\"calcified\":true,\"margin\":\"smooth\",\"pattern\":[\"popcorn\",\"central\"]}", NULL,
      NULL },
    { ELLIPSE, "nodule",
      "{\"calcified\":true,\"margin\":\"smooth\",\"pattern\":[\"central\",\"central\"]}",
      "\"nodule\": attribute \"pattern\": \"central\" comes twice",
      "\"nodule\": attribute \"pattern\": \"central\" comes twice" },
    { ELLIPSE, "nodule", "{\"calcified\":false,\"margin\":\"smooth\",\"pattern\":[\"central\"]}",
      "\"nodule\": attribute \"pattern\": does not apply with this value of \"calcified\"; take it "
      "out",
      NULL },
    { ELLIPSE, "nodule", "{\"margin\":\"smooth\",\"spikes\":3}",
      "\"nodule\": attribute \"spikes\": does not apply with this value of \"margin\"; take it out",
      NULL },
    { ELLIPSE, "nodule", "{\"margin\":\"spiculated\",\"spikes\":3}", NULL, NULL },
    { ELLIPSE, "nodule", "{\"margin\":\"spiculated\",\"spikes\":-1}",
      "\"nodule\": attribute \"spikes\": -1 is less than 0",
      "\"nodule\": attribute \"spikes\": -1 is less than 0" },
    { ELLIPSE, "nodule", "{\"diameter\":\"30.00\",\"margin\":\"smooth\"}", NULL, NULL },
    { ELLIPSE, "nodule", "{\"diameter\":\"30.01\",\"margin\":\"smooth\"}",
      "\"nodule\": attribute \"diameter\": 30.01 mm is more than 30",
      "\"nodule\": attribute \"diameter\": 30.01 mm is more than 30" },
    { ELLIPSE, "nodule", "{\"diameter\":7,\"margin\":\"smooth\"}",
      "\"nodule\": attribute \"diameter\": the value is not a decimal number in quotes such as "
      "\"7.5\"",
      "\"nodule\": attribute \"diameter\": the value is not a decimal number in quotes such as "
      "\"7.5\"" },
    { ELLIPSE, "nodule", "{\"margin\":\"smooth\",\"slices\":\"3\"}",
      "\"nodule\": attribute \"slices\": the value is not a whole number",
      "\"nodule\": attribute \"slices\": the value is not a whole number" },
    { ELLIPSE, "nodule", "{\"margin\":\"smooth\",\"remark\":\"\"}",
      "\"nodule\": attribute \"remark\": the value is not a text",
      "\"nodule\": attribute \"remark\": the value is not a text" },
  };
  g_autoptr (CsSchema) schema = load ("good/chest.json");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CsMark) mark = mark_new (1, cases[i].geometry, cases[i].label, cases[i].attributes);
    g_autoptr (GError) error = NULL;
    g_autoptr (GError) draft_error = NULL;
    gboolean fits = cs_schema_check_mark (schema, mark, &error);
    g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].said);
    g_assert_cmpint (fits, ==, cases[i].said == NULL);
    fits = cs_schema_check_draft_mark (schema, mark, &draft_error);
    g_assert_cmpstr (draft_error != NULL ? draft_error->message : NULL, ==, cases[i].draft);
    g_assert_cmpint (fits, ==, cases[i].draft == NULL);
  }
}

static void
test_relations (void)
{
  static const struct {
    const char *label, *geometry, *attributes, *said;
  } cases[] = {
    { "near", "\"kind\":\"relation\",\"from\":1,\"to\":2", NULL, NULL },
    { "measures", "\"kind\":\"relation\",\"from\":3,\"to\":1", "{\"sure\":true}", NULL },
    { "measures", "\"kind\":\"relation\",\"from\":3,\"to\":1", NULL,
      "mark 9: \"measures\": attribute \"sure\": required, but not set" },
    { "measures", "\"kind\":\"relation\",\"from\":1,\"to\":3", "{\"sure\":true}",
      "mark 9: relation \"measures\" may not begin at label \"nodule\"" },
    { "measures", "\"kind\":\"relation\",\"from\":3,\"to\":2", "{\"sure\":true}",
      "mark 9: relation \"measures\" may not end at label \"no finding\"" },
    { "near", "\"kind\":\"relation\",\"from\":1,\"to\":8", NULL, "mark 9: there is no mark 8" },
    { "nodule", "\"kind\":\"relation\",\"from\":1,\"to\":2", NULL,
      "mark 9: there is no relation \"nodule\" in the label schema" },
    { "same-as", "\"kind\":\"relation\",\"from\":1,\"to\":3", NULL,
      "mark 9: relation \"same-as\" is only between marks that are drawn on a picture" },
    { "same-as", "\"kind\":\"relation\",\"from\":1,\"to\":2", NULL,
      "mark 9: relation \"same-as\" is only between marks that are drawn on a picture" },
  };
  g_autoptr (CsSchema) schema = load ("good/chest.json");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
    g_ptr_array_add (marks, mark_new (1, ELLIPSE, "nodule", "{\"margin\":\"smooth\"}"));
    g_ptr_array_add (marks, mark_new (2, CLASS, "no finding", NULL));
    g_ptr_array_add (marks, mark_new (3, "\"kind\":\"span\",\"quote\":\"7 mm\",\"span\":[[0,4]]",
                                      "Gr\xc3\xb6\xc3\x9f"
                                      "e",
                                      NULL));
    g_ptr_array_add (marks, mark_new (9, cases[i].geometry, cases[i].label, cases[i].attributes));
    g_autoptr (CsMarkSet) set = cs_mark_set_new (marks, NULL, NULL);
    g_autoptr (GError) error = NULL;
    gboolean fits = cs_schema_check_set (schema, set, &error);
    g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].said);
    g_assert_cmpint (fits, ==, cases[i].said == NULL);
  }
}

static void
test_diff (void)
{
  static const char before[] =
      "{\"format\":\"countersign-schema-1\",\"name\":\"One\",\"labels\":["
      "{\"key\":\"a\",\"kinds\":[\"box\"],\"colour\":\"#000000\",\"attributes\":["
      "{\"key\":\"m\",\"type\":\"choice\",\"choices\":[\"x\",\"y\"]}]},"
      "{\"key\":\"b\",\"kinds\":[\"box\"],\"shortcut\":\"b\",\"colour\":\"#000000\"},"
      "{\"key\":\"c\",\"kinds\":[\"box\"]}]}";
  static const char after[] =
      "{\"format\":\"countersign-schema-1\",\"name\":\"Two\",\"labels\":["
      "{\"key\":\"b\",\"kinds\":[\"box\",\"mask\"],\"colour\":\"#000000\"},"
      "{\"key\":\"a\",\"kinds\":[\"box\"],\"colour\":\"#ffffff\",\"attributes\":["
      "{\"key\":\"m\",\"type\":\"choice\",\"required\":true,\"choices\":[\"x\",\"z\"]},"
      "{\"key\":\"n\",\"type\":\"text\"}]},"
      "{\"key\":\"d\",\"kinds\":[\"box\"]}],\"relations\":[{\"key\":\"r\"}]}";
  static const char *const expected[] = {
    "label a, attribute m, choice y: removed",
    "label a, attribute m, choice z: added",
    "label a, attribute m, required: now true",
    "label a, attribute n: added",
    "label a, colour: \"#000000\" is now \"#ffffff\"",
    "label b, kinds: [\"box\"] is now [\"box\",\"mask\"]",
    "label b, shortcut: no longer \"b\"",
    "label c: removed",
    "label d: added",
    "labels: in another order",
    "name: \"One\" is now \"Two\"",
    "relation r: added",
  };
  g_autoptr (CsSchema) old = cs_schema_read (before, sizeof before - 1, NULL);
  g_autoptr (CsSchema) now = cs_schema_read (after, sizeof after - 1, NULL);
  g_autoptr (GPtrArray) changes = cs_schema_diff (old, now);
  for (guint i = 0; i < changes->len; i++)
    g_assert_cmpstr (changes->pdata[i], ==, i < G_N_ELEMENTS (expected) ? expected[i] : NULL);
  g_assert_cmpuint (changes->len, ==, G_N_ELEMENTS (expected));
}

/* Each is whole, asks for something, and comes back as it was. */
static void
test_ready (void)
{
  guint n = 0, conditions = 0;
  for (const CsSchemaReady *ready = cs_schemas_ready; ready->key != NULL; ready++, n++) {
    g_autoptr (GError) error = NULL;
    guint required = 0;
    g_autoptr (CsSchema) schema = cs_schema_ready_new (ready->key, &error);
    g_assert_no_error (error);
    g_autofree char *text = cs_schema_to_text (schema);
    g_autoptr (CsSchema) again = cs_schema_read (text, strlen (text), &error);
    g_assert_no_error (error);
    g_assert_true (cs_json_equal (cs_schema_to_json (schema), cs_schema_to_json (again)));
    for (guint i = 0; i < schema->n_labels; i++) {
      g_assert_nonnull (schema->labels[i].definition);
      for (guint k = 0; k < schema->labels[i].n_attributes; k++) {
        required += schema->labels[i].attributes[k].required;
        conditions += schema->labels[i].attributes[k].when >= 0;
      }
    }
    g_assert_cmpuint (required, >, 0);
  }
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (conditions, >, 0);
  g_autoptr (GError) error = NULL;
  g_assert_null (cs_schema_ready_new ("nothing", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

/* What may be related stays among the labels that stay. */
static void
test_with_labels (void)
{
  static const char text[] =
      "{\"format\":\"countersign-schema-1\",\"name\":\"s\",\"labels\":["
      "{\"key\":\"a\",\"kinds\":[\"box\"]},{\"key\":\"b\",\"kinds\":[\"box\"]},"
      "{\"key\":\"c\",\"kinds\":[\"box\"]}],\"relations\":["
      "{\"key\":\"near\",\"from\":[\"a\",\"b\"],\"to\":[\"a\"]},"
      "{\"key\":\"of\",\"from\":[\"a\"],\"to\":[\"c\"]},{\"key\":\"any\"}]}";
  static const char *const some[] = { "c", "b", NULL }, *const one[] = { "a", "x", NULL },
                           *const none[] = { "x", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSchema) schema = cs_schema_read (text, strlen (text), &error);
  g_assert_no_error (error);
  g_autoptr (CsSchema) two = cs_schema_with_labels (schema, some, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (two->n_labels, ==, 2);
  g_assert_cmpstr (two->labels[0].key, ==, "b");
  g_assert_cmpstr (two->labels[0].colour, ==, schema->labels[1].colour);
  g_assert_cmpuint (two->n_relations, ==, 1);
  g_assert_cmpstr (two->relations[0].key, ==, "any");
  g_autoptr (CsSchema) alone = cs_schema_with_labels (schema, one, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alone->n_relations, ==, 2);
  g_assert_cmpuint (cs_json_length (alone->relations[0].from), ==, 1);
  g_assert_null (cs_schema_with_labels (schema, none, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/schema/good", test_good);
  g_test_add_func ("/schema/bad", test_bad);
  g_test_add_func ("/schema/stored-is-normal", test_stored_is_normal);
  g_test_add_func ("/schema/lookup", test_lookup);
  g_test_add_func ("/schema/marks", test_marks);
  g_test_add_func ("/schema/relations", test_relations);
  g_test_add_func ("/schema/diff", test_diff);
  g_test_add_func ("/schema/ready", test_ready);
  g_test_add_func ("/schema/with-labels", test_with_labels);
  return g_test_run ();
}
