/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What verify has to say of a project that opens: sources, drafts, signatures and acts that do not
 * count, each in words that name who, what and where. */
#include "cs-project-private.h"
#include "cs-test-forge.h"
#include "cs-test-project.h"

#include <string.h>

/* All that verify finds but keys without a certificate, one a line: "severity code: message". */
static char *
findings (CsTestFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  GString *text = g_string_new (NULL);
  g_autoptr (CsProject) project = cs_test_look (fixture);
  cs_project_verify (project, TRUE, problems, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++) {
    const CsProblem *problem = problems->pdata[i];
    if (strcmp (problem->code, "not-certified") != 0)
      g_string_append_printf (text, "%s %s: %s\n", cs_severity_nick (problem->severity),
                              problem->code, problem->message);
  }
  return g_string_free (text, FALSE);
}

static void
assert_finds (CsTestFixture *fixture, const char *const *fragments)
{
  g_autofree char *text = findings (fixture);
  if (fragments == NULL)
    g_assert_cmpstr (text, ==, "");
  for (guint i = 0; fragments != NULL && fragments[i] != NULL; i++)
    if (strstr (text, fragments[i]) == NULL)
      g_error ("\"%s\" is not said in: %s", fragments[i], text);
}

static void
change (CsTestFixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsDb) db = cs_db_open (fixture->path, 0, &error);
  cs_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

/* --- sources --- */

static void
tell_of (CsTestForge *forge, const CsHash *blob, gint64 size)
{
  char hex[CS_HASH_HEX + 1];
  g_autofree char *body =
      g_strdup_printf ("{\"blob\":\"%s\",\"chunks\":\"%064d\",\"media\":\"image/png\","
                       "\"size\":%" G_GINT64_FORMAT "}",
                       cs_hash_to_hex (blob, hex), 7, size);
  cs_test_forge_event (forge, "blob.add", body, NULL);
}

static void
test_pieces (CsTestFixture *fixture, gconstpointer data)
{
  static const char *const said[] = { "error pieces: ", "other pieces", NULL };
  static const char *const twice[] = { "other pieces than were told of this file before", NULL };
  CsHash blob;
  CsTestForge *forge = cs_test_forge_new (fixture->env, fixture->path, "lee");
  cs_hash_data ("case-0", 6, &blob);
  tell_of (forge, &blob, 6);
  cs_hash_data ("new", 3, &blob);
  g_assert_true (cs_db_run (forge->db, NULL,
                            "INSERT INTO blob (id, hash, size, media, stored)"
                            " VALUES (99, ?, 3, 'image/png', 2)",
                            "h", &blob));
  g_assert_true (cs_db_run (forge->db, NULL,
                            "INSERT INTO blob_chunk (id, hash, data) VALUES (99 << 24, ?, ?)", "hb",
                            &blob, "new", (gsize)3));
  tell_of (forge, &blob, 3);
  cs_test_forge_finish (forge, TRUE);
  assert_finds (fixture, said);
  assert_finds (fixture, twice);
}

static void
test_absent (CsTestFixture *fixture, gconstpointer data)
{
  char hex[CS_GID_HEX + 1];
  CsProject *project = cs_test_open (fixture->env, fixture->path, "lee");
  CsReader reader = cs_project_reader (project);
  CsGid gid = cs_test_case (project, "case-1");
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &gid, NULL);
  g_autofree char *id = g_strndup (cs_gid_to_hex (&((CsItemRow *)items->pdata[0])->gid, hex), 8);
  g_autofree char *named = g_strdup_printf ("warning absent: \"case-1\" (item %s): 1 of its 1", id);
  const char *said[] = { named, NULL };
  cs_project_close (project);
  assert_finds (fixture, NULL);
  change (fixture, "DELETE FROM blob_chunk WHERE id >> 24 = 2;"
                   "UPDATE blob SET stored = 0 WHERE id = 2");
  assert_finds (fixture, said);
}

/* --- drafts --- */

static void
test_drafts (CsTestFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *sql, *fragment;
  } edits[] = {
    { "UPDATE draft_op SET body = '{}' WHERE n = 1", "step 2: " },
    { "UPDATE draft_op SET n = 5 WHERE n = 1", "step 2 is missing" },
    { "UPDATE draft_op SET body = '{\"answers\":[],\"put\":[],\"remove\":[77]}' WHERE n = 1",
      "step 2: " },
    { "UPDATE draft SET cursor = 9", "step 3 is missing" },
    { "UPDATE draft SET base = randomblob(32)", "a version that is not there" },
    { "UPDATE draft SET case_gid = zeroblob(16)", "there is no such case" },
    { "UPDATE draft SET base = (SELECT hash FROM event WHERE kind = 'revision.submit')",
      "a version of another case" },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size = 0;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid first = cs_test_case (project, "case-0"), second = cs_test_case (project, "case-1");
  cs_test_draw (project, &second, 1000);
  cs_project_submit (project, &second, NULL, NULL, &error);
  g_assert_no_error (error);
  cs_test_draw (project, &first, 1000);
  cs_test_draw (project, &first, 2000);
  cs_project_undo_draft (project, &first, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  assert_finds (fixture, NULL);
  g_assert_true (g_file_get_contents (fixture->path, &text, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    const char *said[] = { "warning draft: the draft of ana on ", edits[i].fragment, NULL };
    g_assert_true (g_file_set_contents (fixture->path, text, (gssize)size, NULL));
    change (fixture, edits[i].sql);
    assert_finds (fixture, said);
  }
}

/* --- signatures --- */

static void
review_and_sign (CsTestFixture *fixture, CsGid *ret_case)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  *ret_case = cs_test_case (project, "case-0");
  cs_test_draw (project, ret_case, 1000);
  cs_project_submit (project, ret_case, NULL, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "ben");
  cs_test_decide (project, ret_case, "accept");
  cs_test_unlock (fixture->env, project);
  cs_project_sign (project, ret_case, 1, "reviewed", NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
}

/* What follows a review takes nothing from its signature. */
static void
test_reviewed (CsTestFixture *fixture, gconstpointer data)
{
  static const char *const said[] = {
    "info superseded: case \"case-0\" has another version than the one that ben signed", NULL
  };
  CsGid gid;
  review_and_sign (fixture, &gid);
  assert_finds (fixture, NULL);
  CsProject *project = cs_test_open (fixture->env, fixture->path, "cat");
  cs_test_draw (project, &gid, 9000);
  cs_test_decide (project, &gid, "correct");
  cs_project_close (project);
  assert_finds (fixture, said);
}

static void
test_reviewed_changed (CsTestFixture *fixture, gconstpointer data)
{
  static const char *const said[] = {
    "warning changed-after-signing: case \"case-0\" changed after ben signed it as reviewed", NULL
  };
  CsGid gid, item;
  char hex[CS_HASH_HEX + 1], case_hex[CS_GID_HEX + 1], item_hex[CS_GID_HEX + 1];
  CsHash blob;
  review_and_sign (fixture, &gid);
  CsTestForge *forge = cs_test_forge_new (fixture->env, fixture->path, "lee");
  cs_env_random_gid (fixture->env, &item);
  cs_hash_data ("case-1", 6, &blob);
  g_autofree char *body = g_strdup_printf (
      "{\"case\":\"%s\",\"facts\":{\"parts\":[{}]},\"item\":\"%s\",\"kind\":\"image\","
      "\"nonce\":\"%032d\",\"offset\":0,\"parts\":[\"%s\"],\"title\":\"more\",\"wall\":1,"
      "\"zone\":\"UTC\"}",
      cs_gid_to_hex (&gid, case_hex), cs_gid_to_hex (&item, item_hex), 0,
      cs_hash_to_hex (&blob, hex));
  cs_test_forge_event (forge, "item.add", body, NULL);
  cs_test_forge_finish (forge, TRUE);
  assert_finds (fixture, said);
}

/* --- acts that do not count --- */

static CsHash
revision_of (CsTestFixture *fixture, const char *title)
{
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsCaseRow) row = cs_project_find_case (project, &reader, title, NULL);
  return row->revision;
}

static void
test_acts (CsTestFixture *fixture, gconstpointer data)
{
  static const char *const said[] = {
    "warning unrecognised: ana, 1970-01-01T00:00:01.000000Z, case \"case-0\": accepted the case. It"
    " does not count, because at its place the answer was: the case is at review, and",
    "somebody in the name of lee, ", "somebody with the unknown key ",
    ": an act \"no.such.kind\". It does not count", NULL
  };
  CsGid gid;
  char case_hex[CS_GID_HEX + 1], hex[CS_HASH_HEX + 1];
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "cat");
  gid = cs_test_case (project, "case-0");
  cs_test_draw (project, &gid, 1000);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  CsHash revision = revision_of (fixture, "case-0");
  g_autofree char *body =
      g_strdup_printf ("{\"case\":\"%s\",\"decision\":\"accept\",\"nonce\":\"%032d\",\"offset\":0,"
                       "\"revision\":\"%s\",\"wall\":1000000,\"zone\":\"UTC\"}",
                       cs_gid_to_hex (&gid, case_hex), 0, cs_hash_to_hex (&revision, hex));
  CsTestForge *forge = cs_test_forge_new (fixture->env, fixture->path, "ana");
  cs_test_forge_event (forge, "review.decide", body, NULL);
  cs_test_forge_finish (forge, TRUE);
  forge = cs_test_forge_new (fixture->env, fixture->path, "lee");
  cs_test_forge_finish (forge, FALSE);
  forge = cs_test_forge_new (fixture->env, fixture->path, "eve");
  cs_test_forge_event (forge, "no.such.kind", "{}", NULL);
  cs_test_forge_finish (forge, TRUE);
  assert_finds (fixture, said);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/verify/" name, CsTestFixture, NULL, cs_test_set_up, func, cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("pieces", test_pieces);
  ADD ("absent", test_absent);
  ADD ("drafts", test_drafts);
  ADD ("reviewed", test_reviewed);
  ADD ("reviewed-changed", test_reviewed_changed);
  ADD ("acts", test_acts);
  return g_test_run ();
}
