/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every row of the event-kind table: its shape member by member, and the bodies of
 * tests/formats/events/TAG/{good,bad}.json, each put into a project by AS: a good one counts, a bad
 * one does not, for the reason WHY. "@name" in a body stands for an id. */
#include "cs-event-kind.h"
#include "cs-project-private.h"
#include "cs-test-forge.h"
#include "cs-test-world.h"
#include "cs-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* --- shapes --- */

static CsJson *member_for (const CsField *field);

static CsJson *
value_for (const CsField *field)
{
  g_autofree char *text = g_strnfill ((gsize)MAX (field->min, 1), 'a');
  CsJson *object = NULL;
  switch (field->type) {
  case CS_FIELD_BOOL:
    return cs_json_new_bool (TRUE);
  case CS_FIELD_INT:
    return cs_json_new_int (MAX (field->min, 0));
  case CS_FIELD_STRING:
    return cs_json_new_string (field->choices != NULL ? field->choices[0] : text);
  case CS_FIELD_GID:
    return cs_json_new_string ("0123456789abcdef0123456789abcdef");
  case CS_FIELD_HASH:
    return cs_json_new_string ("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
  default:
    object = cs_json_new_object ();
    for (const CsField *f = field->fields; f != NULL && f->key != NULL; f++)
      cs_json_put (object, f->key, member_for (f));
    return object;
  }
}

/* The same; of a list one member. */
static CsJson *
member_for (const CsField *field)
{
  CsJson *value = value_for (field);
  if ((field->flags & CS_FIELD_LIST) == 0)
    return value;
  CsJson *list = cs_json_new_array ();
  cs_json_append (list, value);
  return list;
}

/* All members but WITHOUT; WITH stands in the place of one (taken over). */
static CsJson *
body_of (const CsField *fields, const char *without, CsJson *with)
{
  CsJson *body = cs_json_new_object ();
  for (const CsField *field = fields; field->key != NULL; field++) {
    CsJson *value = member_for (field);
    if (without != NULL && strcmp (field->key, without) == 0) {
      cs_json_unref (value);
      value = with;
    }
    cs_json_put (body, field->key, value);
  }
  return body;
}

static void
assert_shape (const CsEventKind *kind, CsJson *body, const char *key, gboolean fits)
{
  g_autoptr (CsJson) owned = body;
  g_autoptr (GError) error = NULL;
  gboolean ok = cs_json_check (owned, kind->fields, &error);
  if (ok != fits)
    g_error ("%s: %s: %s", kind->tag, key, ok ? "is accepted" : error->message);
  g_assert_true (ok || strstr (error->message, key) != NULL);
  if (!ok)
    return;
  g_autofree char *sentence = kind->sentence (owned);
  g_assert_cmpuint (strlen (sentence), >, 3);
}

static void
check_member (const CsEventKind *kind, const CsField *field)
{
  gboolean list = (field->flags & CS_FIELD_LIST) != 0;
  gboolean object = field->type == CS_FIELD_OBJECT && !list;
  assert_shape (kind, body_of (kind->fields, field->key, NULL), field->key,
                (field->flags & CS_FIELD_REQUIRED) == 0);
  assert_shape (kind, body_of (kind->fields, field->key, cs_json_new_null ()), field->key, FALSE);
  if (!list)
    assert_shape (kind, body_of (kind->fields, field->key, cs_json_new_array ()), field->key,
                  FALSE);
  else
    assert_shape (kind, body_of (kind->fields, field->key, cs_json_new_array ()), field->key,
                  (field->flags & CS_FIELD_NONEMPTY) == 0);
  if (!object || (field->fields != NULL && (field->fields->flags & CS_FIELD_REQUIRED)))
    assert_shape (kind, body_of (kind->fields, field->key, cs_json_new_object ()), field->key,
                  FALSE);
  if (field->type == CS_FIELD_INT && !list) {
    assert_shape (kind, body_of (kind->fields, field->key, cs_json_new_int (field->min - 1)),
                  field->key, FALSE);
    if (field->max < CS_JSON_MAX_INT)
      assert_shape (kind, body_of (kind->fields, field->key, cs_json_new_int (field->max + 1)),
                    field->key, FALSE);
  }
  if (field->type == CS_FIELD_STRING && !list && field->choices == NULL) {
    g_autofree char *longer = g_strnfill ((gsize)field->max + 1, 'a');
    g_assert_cmpint (field->max, >, 0);
    assert_shape (kind, body_of (kind->fields, field->key, cs_json_new_string (longer)), field->key,
                  FALSE);
    assert_shape (kind, body_of (kind->fields, field->key, cs_json_new_string ("\x1b[2J")),
                  field->key, FALSE);
  }
}

/* Every number has an end, and text that a person wrote comes with a nonce. */
static void
check_limits (const CsEventKind *kind, const CsField *fields, gboolean *text)
{
  static const char *const no_prose[] = { "certificate", "group", "media",     "model", "os",
                                          "path",        "role",  "signature", "tool",  "zone" };
  for (const CsField *field = fields; field->key != NULL; field++) {
    gboolean prose = field->type == CS_FIELD_STRING && field->choices == NULL;
    for (guint i = 0; i < G_N_ELEMENTS (no_prose); i++)
      prose = prose && strcmp (field->key, no_prose[i]) != 0;
    *text = *text || prose;
    if (field->type == CS_FIELD_INT)
      g_assert_cmpint (field->max, >, field->min);
    if (field->flags & CS_FIELD_LIST)
      g_assert_cmpuint (field->max_count, >, 0);
    if (field->fields != NULL)
      check_limits (kind, field->fields, text);
  }
}

static void
test_shapes (void)
{
  for (const CsEventKind *const *k = cs_event_kinds (); *k != NULL; k++) {
    const CsEventKind *kind = *k;
    gboolean text = FALSE, nonce = FALSE;
    g_assert_true (cs_event_kind_find (kind->tag) == kind);
    g_assert_nonnull (kind->fold);
    assert_shape (kind, body_of (kind->fields, NULL, NULL), "", TRUE);
    for (const CsField *field = kind->fields; field->key != NULL; field++) {
      check_member (kind, field);
      /* What carried no text once needs it with a text only: see their bad.json. */
      nonce = nonce ||
              (strcmp (field->key, "nonce") == 0 && field->type == CS_FIELD_GID &&
               ((field->flags & CS_FIELD_REQUIRED) || strcmp (kind->tag, "case.priority") == 0 ||
                strcmp (kind->tag, "revision.submit") == 0));
    }
    check_limits (kind, kind->fields, &text);
    if (text && !nonce)
      g_error ("%s carries text and has no nonce", kind->tag);
    CsJson *more = body_of (kind->fields, NULL, NULL);
    cs_json_put_int (more, "unheard_of", 1);
    assert_shape (kind, more, "unheard_of", FALSE);
  }
}

/* --- fixtures --- */

static CsJson *
load_fixture (const char *tag, const char *which)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *part = g_strdup_printf ("formats/events/%s/%s.json", tag, which);
  g_autofree char *path = cs_test_source (part);
  g_autofree char *text = NULL;
  gsize size = 0;
  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  CsJson *json = cs_json_parse_text (text, size, 1024 * 1024, &error);
  g_assert_no_error (error);
  return json;
}

static char *
why_not (CsProject *project, const CsHash *event)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (project->index), NULL,
                   "SELECT reason FROM unrecognised WHERE hash = ?", "h", event);
  return cs_stmt_step (stmt, NULL) > 0 ? g_strdup (cs_stmt_text (stmt, 0)) : NULL;
}

static void
assert_state (CsTestWorld *world, CsProject *project, const CsJson *row)
{
  g_autoptr (GError) error = NULL;
  const char *state = cs_json_get_string (row, "state");
  if (state == NULL)
    return;
  CsReader lead = { .roles = CS_ROLE_LEAD };
  g_autofree char *word = g_strconcat ("@", cs_json_get_string (row, "case"), NULL);
  g_autoptr (CsCaseRow) found =
      cs_project_find_case (project, &lead, g_hash_table_lookup (world->names, word), &error);
  g_assert_no_error (error);
  if (!g_str_has_suffix (found->state, state))
    g_error ("%s: %s, not %s", word, found->state, state);
}

/* The body of ROW as an event of the project at PATH. */
static CsHash
put_body (CsTestWorld *world, const char *path, const char *tag, const CsJson *row)
{
  CsHash event;
  CsTestForge *forge = cs_test_forge_new (world->env, path, cs_json_get_string (row, "as"));
  cs_test_forge_json (forge, tag, cs_test_world_resolve (world, cs_json_get (row, "body")), &event);
  cs_test_forge_finish (forge, TRUE);
  return event;
}

static void
assert_counts (CsTestWorld *world, CsProject *project, const char *tag, const CsJson *row,
               const CsHash *event, gboolean good)
{
  const char *why = cs_json_get_string (row, "why");
  g_autofree char *reason = why_not (project, event);
  g_autofree char *shown = cs_json_to_canonical (cs_json_get (row, "body"), NULL);
  if ((reason == NULL) != good)
    g_error ("%s %s: %s", tag, shown, good ? reason : "it counts");
  if (!good && strstr (reason, why) == NULL)
    g_error ("%s %s: \"%s\" does not say \"%s\"", tag, shown, reason, why);
}

static char *
copy_world (CsTestWorld *world)
{
  static guint n;
  char *path = g_strdup_printf ("%s/copy-%u.countersign", world->dir, n++);
  g_autofree char *text = NULL;
  gsize size = 0;
  g_assert_true (g_file_get_contents (world->path, &text, &size, NULL));
  g_assert_true (g_file_set_contents (path, text, (gssize)size, NULL));
  return path;
}

/* Each in a copy of its own, since it changes something. */
static void
try_good (CsTestWorld *world, const char *tag, const CsJson *row)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = copy_world (world);
  CsHash event = put_body (world, path, tag, row);
  g_autoptr (CsProject) project = cs_project_open (world->env, path, CS_STORE_LOOK, NULL, &error);
  g_assert_no_error (error);
  assert_counts (world, project, tag, row, &event, TRUE);
  assert_state (world, project, row);
}

static gboolean
occurs (CsTestWorld *world, const char *tag)
{
  g_autoptr (CsDb) db = cs_db_open (world->path, CS_DB_READ_ONLY, NULL);
  gint64 n = 0;
  g_assert_true (
      cs_db_get_int (db, 0, &n, NULL, "SELECT count(*) FROM event WHERE kind = ?", "t", tag));
  return n > 0;
}

static void
test_good (void)
{
  CsTestWorld *world = cs_test_world_new ();
  for (const CsEventKind *const *kind = cs_event_kinds (); *kind != NULL; kind++) {
    g_autoptr (CsJson) good = load_fixture ((*kind)->tag, "good");
    /* What a body alone cannot show, as a signature, stands in the project itself. */
    g_assert_true (cs_json_length (good) > 0 || occurs (world, (*kind)->tag));
    for (guint i = 0; i < cs_json_length (good); i++)
      try_good (world, (*kind)->tag, cs_json_at (good, i));
  }
  cs_test_world_free (world);
}

/* All in one project: nothing that does not count changes anything for the next. */
static void
test_bad (void)
{
  g_autoptr (GError) error = NULL;
  CsTestWorld *world = cs_test_world_new ();
  g_autofree char *path = copy_world (world);
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (CsHash));
  for (guint pass = 0, n = 0; pass < 2; pass++) {
    g_autoptr (CsProject) project =
        pass == 1 ? cs_project_open (world->env, path, CS_STORE_LOOK, NULL, &error) : NULL;
    g_assert_no_error (error);
    for (const CsEventKind *const *kind = cs_event_kinds (); *kind != NULL; kind++) {
      g_autoptr (CsJson) bad = load_fixture ((*kind)->tag, "bad");
      g_assert_cmpuint (cs_json_length (bad), >, 0);
      for (guint i = 0; i < cs_json_length (bad); i++) {
        const CsJson *row = cs_json_at (bad, i);
        CsHash event = { { 0 } };
        if (pass == 0) {
          event = put_body (world, path, (*kind)->tag, row);
          g_array_append_val (events, event);
        } else {
          assert_counts (world, project, (*kind)->tag, row, &g_array_index (events, CsHash, n++),
                         FALSE);
        }
      }
    }
  }
  cs_test_world_free (world);
}

/* A folder without a row is as wrong as a row without a folder. */
static void
test_no_more_fixtures (void)
{
  g_autofree char *folder = cs_test_source ("formats/events");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  for (const char *entry; (entry = g_dir_read_name (dir)) != NULL;)
    if (cs_event_kind_find (entry) == NULL)
      g_error ("tests/formats/events/%s is of no event kind", entry);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/event-kinds/shapes", test_shapes);
  g_test_add_func ("/event-kinds/good", test_good);
  g_test_add_func ("/event-kinds/bad", test_bad);
  g_test_add_func ("/event-kinds/no-more-fixtures", test_no_more_fixtures);
  return g_test_run ();
}
