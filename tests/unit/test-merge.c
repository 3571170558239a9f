/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging with a copy that is odd, hostile, incomplete or open elsewhere. */
#include "cs-index-private.h"
#include "cs-project-private.h"
#include "cs-test-forge.h"
#include "cs-test-project.h"

#include <string.h>

typedef struct {
  char *dir, *path, *other;
  CsEnv *env;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = cs_test_dir ();
  fixture->env = cs_test_env (fixture->dir, 1);
  fixture->path = cs_test_project (fixture->env, fixture->dir, 3);
  fixture->other = g_build_filename (fixture->dir, "other.countersign", NULL);
  cs_test_copy (fixture->path, fixture->other);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->other);
  cs_env_free (fixture->env);
}

static gboolean
merge (CsProject *project, const char *other, GError **error)
{
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  CsMergeReport report;
  return cs_project_merge (project, other, FALSE, &report, problems, error);
}

/* Refused, and our file is as before. */
static void
assert_refused (Fixture *fixture, CsError code, const char *fragment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  CsHash before, after;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  g_assert_true (cs_index_digest (project->index, &before, NULL));
  g_assert_false (merge (project, fixture->other, &error));
  g_assert_error (error, CS_ERROR, (int)code);
  if (strstr (error->message, fragment) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error->message, fragment);
  g_clear_error (&error);
  g_assert_true (cs_index_digest (project->index, &after, NULL));
  g_assert_cmpmem (&before, sizeof before, &after, sizeof after);
  cs_project_verify (project, TRUE, problems, NULL, &error);
  g_assert_no_error (error);
}

static CsGid
gid_of (Fixture *fixture, const char *handle)
{
  g_autoptr (CsSigner) signer = cs_test_signer (fixture->env, handle);
  return cs_signer_identity (signer)->person;
}

static void
give_roles (CsTestForge *forge, const CsGid *person, gint64 roles)
{
  CsJson *body = cs_json_new_object ();
  cs_put_time (body, forge->env);
  cs_json_put_gid (body, "person", person);
  cs_json_put_int (body, "roles", roles);
  cs_test_forge_json (forge, "person.role", body, NULL);
}

static void
test_itself (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("%s/./test.countersign", fixture->dir);
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  g_assert_false (merge (project, name, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "itself"));
}

/* Somebody's founding, dated before ours, would make them the lead of our project. */
static void
test_earlier_founding (Fixture *fixture, gconstpointer data)
{
  char person[CS_GID_HEX + 1], key[CS_HASH_HEX + 1], workflow[CS_HASH_HEX + 1];
  g_autoptr (CsSigner) eve = cs_test_signer (fixture->env, "eve");
  CsHash hash;
  CsProject *project = cs_test_open (fixture->env, fixture->other, "ana");
  g_assert_true (cs_project_document_hash (project, "workflow", 0, &hash, NULL));
  cs_project_close (project);
  CsTestForge *forge = cs_test_forge_new_at (fixture->env, fixture->other, "eve", 1);
  g_autofree char *body = g_strdup_printf (
      "{\"founder\":{\"handle\":\"eve\",\"name\":\"Eve\",\"person\":\"%s\",\"roles\":8,"
      "\"sitting_key\":\"%s\"},\"name\":\"mine\",\"nonce\":\"%032d\",\"offset\":0,\"wall\":1,"
      "\"workflow\":\"%s\",\"zone\":\"UTC\"}",
      cs_gid_to_hex (&cs_signer_identity (eve)->person, person),
      cs_public_key_to_hex (&cs_signer_identity (eve)->sitting_key, key), 0,
      cs_hash_to_hex (&hash, workflow));
  cs_test_forge_event (forge, "project.create", body, NULL);
  cs_test_forge_finish (forge, TRUE);
  assert_refused (fixture, CS_ERROR_INVALID, "another project");
}

static void
test_unsealed_tail (Fixture *fixture, gconstpointer data)
{
  CsGid ana = gid_of (fixture, "ana");
  for (guint i = 0; i < 2; i++) {
    g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
    cs_project_set_roles (project, &ana, i == 0 ? 3 : 1, NULL);
  }
  cs_test_copy (fixture->path, fixture->other);
  CsTestForge *forge = cs_test_forge_go_on (fixture->env, fixture->other, "lee");
  give_roles (forge, &ana, CS_ROLE_LEAD);
  cs_test_forge_finish (forge, FALSE);
  assert_refused (fixture, CS_ERROR_CONFLICT, "proven");
}

/* The hash of an event does not cover the key of its sitting, so the key is compared. */
static void
test_other_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CsSigner) eve = cs_test_signer (fixture->env, "eve");
  const CsPublicKey *key = &cs_signer_identity (eve)->sitting_key;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  cs_project_claim (project, &gid, NULL);
  cs_project_close (project);
  cs_test_copy (fixture->path, fixture->other);
  CsTestForge *forge = cs_test_forge_go_on (fixture->env, fixture->other, "eve");
  g_assert_true (cs_db_run (forge->db, NULL, "UPDATE feed SET pubkey = ? WHERE id = ?", "bi",
                            key->bytes, sizeof key->bytes, forge->feed));
  cs_test_forge_event (forge, "task.claim", "{}", NULL);
  cs_test_forge_finish (forge, TRUE);
  assert_refused (fixture, CS_ERROR_CONFLICT, "proven");
}

/* --- a sitting that goes on in two files --- */

static CsHash
digest_of (CsProject *project)
{
  CsHash step_by_step, at_once;
  g_assert_true (cs_index_digest (project->index, &step_by_step, NULL));
  g_assert_true (cs_index_rebuild (project->index, NULL));
  g_assert_true (cs_index_digest (project->index, &at_once, NULL));
  g_assert_cmpmem (&step_by_step, sizeof at_once, &at_once, sizeof at_once);
  return at_once;
}

/* Merges OTHER into PATH, as lee; what it tells of CODE, or NULL. Caller frees. */
static char *
merge_and_tell (Fixture *fixture, const char *path, const char *other, const char *code,
                CsMergeReport *ret_report, CsHash *ret_digest)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  char *said = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, path, "lee");
  cs_project_merge (project, other, FALSE, ret_report, problems, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    if (strcmp (((CsProblem *)problems->pdata[i])->code, code) == 0)
      said = g_strdup (((CsProblem *)problems->pdata[i])->message);
  g_autoptr (GPtrArray) found = cs_problems_new ();
  cs_project_verify (project, TRUE, found, NULL, &error);
  g_assert_no_error (error);
  gboolean forked = FALSE;
  for (guint i = 0; i < found->len; i++)
    forked = forked || strstr (((CsProblem *)found->pdata[i])->message, "a sitting of ana goes on");
  g_assert_true (forked);
  *ret_digest = digest_of (project);
  return said;
}

static void
go_on (Fixture *fixture, const char *path, const char *kind, const CsGid *case_gid)
{
  CsJson *body = cs_json_new_object ();
  cs_put_time (body, fixture->env);
  cs_json_put_gid (body, "case", case_gid);
  if (strcmp (kind, "task.claim") == 0) {
    g_autoptr (CsProject) look = cs_project_open (fixture->env, path, CS_STORE_LOOK, NULL, NULL);
    CsHash workflow;
    g_assert_true (cs_project_document_hash (look, "workflow", 0, &workflow, NULL));
    cs_json_put_hash (body, "workflow", &workflow);
  }
  if (strcmp (kind, "task.skip") == 0) {
    cs_put_nonce (body, fixture->env);
    cs_json_put_string (body, "reason", "x");
  }
  CsTestForge *forge = cs_test_forge_go_on (fixture->env, path, "ana");
  cs_test_forge_json (forge, kind, body, NULL);
  cs_test_forge_finish (forge, TRUE);
}

/* Both ways are kept, everything else is merged, the person is named, and it is one state from
 * whichever side one merges. */
static void
test_fork (Fixture *fixture, gconstpointer data)
{
  CsMergeReport report;
  CsHash ours, theirs, again;
  CsGid gids[3];
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  for (guint i = 0; i < 3; i++) {
    g_autofree char *title = g_strdup_printf ("case-%u", i);
    gids[i] = cs_test_case (project, title);
  }
  cs_project_claim (project, &gids[0], NULL);
  cs_project_close (project);
  cs_test_copy (fixture->path, fixture->other);
  go_on (fixture, fixture->path, "task.skip", &gids[0]);
  go_on (fixture, fixture->other, "task.claim", &gids[1]);
  project = cs_test_open (fixture->env, fixture->other, "ben");
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->other, "dan");
  cs_project_claim (project, &gids[2], NULL);
  cs_project_close (project);
  g_autofree char *third = g_strconcat (fixture->dir, "/third.countersign", NULL);
  cs_test_copy (fixture->path, third);

  g_autofree char *said =
      merge_and_tell (fixture, fixture->path, fixture->other, "forked", &report, &ours);
  g_assert_nonnull (strstr (said, "the sitting of ana that began at 2026-"));
  g_assert_cmpint (report.sittings, ==, 1);
  g_assert_cmpint (report.events, ==, 3); /* one of ana's, dan's opening and claim */
  g_autofree char *other_way =
      merge_and_tell (fixture, fixture->other, third, "forked", &report, &theirs);
  g_assert_nonnull (other_way);
  g_assert_cmpint (report.sittings, ==, 0);
  g_assert_cmpint (report.events, ==, 1);
  g_assert_cmpmem (&ours, sizeof ours, &theirs, sizeof theirs);
  project = cs_test_open (fixture->env, fixture->path, "lee");
  cs_test_assert_state (project, "case-0", "waits for labelling");
  cs_test_assert_state (project, "case-1", "ana is at it (labelling)");
  cs_test_assert_state (project, "case-2", "dan is at it (labelling)");
  cs_project_close (project);

  /* Once it is known, nothing more is said or brought in. */
  g_assert_null (
      merge_and_tell (fixture, fixture->path, fixture->other, "forked", &report, &again));
  g_assert_cmpint (report.events, ==, 0);
  g_assert_cmpmem (&ours, sizeof ours, &again, sizeof again);
}

/* A third way, and one of the two known ones going on, each find their place. */
static void
test_fork_goes_on (Fixture *fixture, gconstpointer data)
{
  CsMergeReport report;
  CsHash one, two;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid first = cs_test_case (project, "case-0"), second = cs_test_case (project, "case-1");
  cs_project_claim (project, &first, NULL);
  cs_project_close (project);
  g_autofree char *third = g_strconcat (fixture->dir, "/third.countersign", NULL);
  g_autofree char *sum = g_strconcat (fixture->dir, "/sum.countersign", NULL);
  cs_test_copy (fixture->path, fixture->other);
  cs_test_copy (fixture->path, third);
  go_on (fixture, fixture->path, "task.skip", &first);
  go_on (fixture, fixture->other, "task.claim", &second);
  cs_test_copy (fixture->path, sum);
  g_free (merge_and_tell (fixture, sum, fixture->other, "forked", &report, &one));
  go_on (fixture, fixture->other, "task.skip", &second);
  g_assert_null (merge_and_tell (fixture, sum, fixture->other, "forked", &report, &one));
  g_assert_cmpint (report.events, ==, 1);
  go_on (fixture, third, "task.claim", &second);
  g_free (merge_and_tell (fixture, sum, third, "forked", &report, &one));
  g_assert_cmpint (report.events, ==, 1);
  g_free (merge_and_tell (fixture, third, fixture->other, "forked", &report, &two));
  g_free (merge_and_tell (fixture, third, fixture->path, "forked", &report, &two));
  g_assert_cmpmem (&one, sizeof one, &two, sizeof two);
}

/* The same id under another key stands in no file that anybody's program made. */
static void
test_two_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsTestForge *forge = cs_test_forge_new (fixture->env, fixture->path, "eve");
  g_assert_true (cs_db_run (
      forge->db, NULL, "UPDATE feed SET gid = (SELECT gid FROM feed WHERE id = 1) WHERE id = ?",
      "i", forge->feed));
  g_assert_true (cs_db_run (forge->db, NULL, "DELETE FROM event WHERE feed = ?", "i", forge->feed));
  CsStmt *gid = cs_db_query (forge->db, NULL, "SELECT gid FROM feed WHERE id = 1", "");
  g_assert_cmpint (cs_stmt_step (gid, NULL), ==, 1);
  g_assert_true (cs_stmt_gid (gid, 0, &forge->gid));
  cs_stmt_done (gid);
  forge->n = 0;
  forge->head = (CsHash){ { 0 } };
  cs_test_forge_event (forge, "task.claim", "{}", NULL);
  cs_test_forge_finish (forge, TRUE);
  g_assert_null (cs_project_open (fixture->env, fixture->path, CS_STORE_LOOK, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
  g_assert_nonnull (strstr (error->message, "stands there twice"));
}

static void
test_future (Fixture *fixture, gconstpointer data)
{
  gint64 later = fixture->env->wall (fixture->env) + G_GINT64_CONSTANT (172800000000);
  CsTestForge *forge = cs_test_forge_new_at (fixture->env, fixture->other, "lee", later);
  cs_test_forge_finish (forge, TRUE);
  assert_refused (fixture, CS_ERROR_INVALID, "future");
}

/* An act after a merge is later than all that came in, even from a clock that is ahead. */
static void
test_goes_on (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsHash step_by_step, at_once;
  g_autoptr (CsEnv) ahead = cs_test_env (fixture->dir, 2);
  cs_test_env_advance (ahead, (gint64)3600 * G_USEC_PER_SEC);
  CsProject *there = cs_test_open (ahead, fixture->other, "ana");
  CsGid first = cs_test_case (there, "case-0"), second = cs_test_case (there, "case-1");
  g_assert_true (cs_project_claim (there, &first, NULL));
  cs_project_close (there);
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ben");
  g_assert_true (cs_project_claim (project, &second, NULL)); /* the sitting has begun */
  merge (project, fixture->other, &error);
  g_assert_no_error (error);
  g_assert_false (cs_project_claim (project, &first, &error));
  g_clear_error (&error);
  cs_project_skip (project, &second, "later", &error);
  g_assert_no_error (error);
  g_assert_true (cs_index_digest (project->index, &step_by_step, NULL));
  g_assert_true (cs_index_rebuild (project->index, NULL));
  g_assert_true (cs_index_digest (project->index, &at_once, NULL));
  g_assert_cmpmem (&step_by_step, sizeof at_once, &at_once, sizeof at_once);
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  cs_project_verify (project, TRUE, problems, NULL, &error);
  g_assert_no_error (error);
}

static void
test_new_schema (Fixture *fixture, gconstpointer data)
{
  static const char text[] =
      "{\"format\":\"countersign-schema-1\",\"name\":\"second\",\"labels\":[{\"key\":\"other\","
      "\"name\":\"Other\",\"colour\":\"#00ff00\",\"kinds\":[\"box\"]}],\"relations\":[]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSchema) second = cs_schema_read (text, strlen (text), &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsSchema *now = NULL;
  g_assert_true (cs_project_schema (project, &now, NULL, NULL));
  g_assert_cmpstr (cs_schema_name (now), ==, "test");
  CsProject *there = cs_test_open (fixture->env, fixture->other, "lee");
  g_assert_true (cs_project_publish_schema (there, second, NULL, NULL));
  cs_project_close (there);
  merge (project, fixture->other, &error);
  g_assert_no_error (error);
  g_assert_true (cs_project_schema (project, &now, NULL, NULL));
  g_assert_cmpstr (cs_schema_name (now), ==, "second");
}

/* What came without its content counts once the content comes. */
static void
test_absent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open (fixture->env, fixture->other, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  cs_test_draw (project, &gid, 1000);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  cs_test_copy (fixture->other, fixture->path);
  CsDb *db = cs_db_open (fixture->path, 0, &error);
  cs_db_exec (db, "UPDATE object SET data = NULL WHERE id = (SELECT max(id) FROM object)", &error);
  g_assert_no_error (error);
  cs_db_close (db);
  project = cs_test_open (fixture->env, fixture->path, "ben");
  cs_test_assert_state (project, "case-0", "waits for labelling");
  merge (project, fixture->other, &error);
  g_assert_no_error (error);
  cs_test_assert_state (project, "case-0", "waits for review");
  cs_project_close (project);
}

static void
test_open_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) there = cs_test_open (fixture->env, fixture->other, "ana");
  CsGid gid = cs_test_case (there, "case-0");
  g_assert_true (cs_project_claim (there, &gid, NULL));
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  merge (project, fixture->other, &error);
  g_assert_no_error (error);
  cs_test_assert_state (project, "case-0", "ana is at it (labelling)");
  /* They go on, and the rest comes with the next merge. */
  g_assert_true (cs_project_skip (there, &gid, "later", NULL));
  merge (project, fixture->other, &error);
  g_assert_no_error (error);
  cs_test_assert_state (project, "case-0", "waits for labelling");
}

static void
test_dry_run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  CsMergeReport report;
  CsProject *there = cs_test_open (fixture->env, fixture->other, "ana");
  CsGid gid = cs_test_case (there, "case-0");
  g_assert_true (cs_project_claim (there, &gid, NULL));
  cs_project_close (there);
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  for (guint i = 0; i < 2; i++) {
    cs_project_merge (project, fixture->other, TRUE, &report, problems, &error);
    g_assert_no_error (error);
    g_assert_cmpint (report.sittings, ==, 1);
    g_assert_cmpint (report.events, ==, 2);
    cs_test_assert_state (project, "case-0", "waits for labelling");
  }
}

#define ADD(name, func) g_test_add ("/merge/" name, Fixture, NULL, set_up, func, tear_down)

/* A workflow of fewer steps that a copy published before takes none away from what was begun here.
 */
static void
test_laxer_workflow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) lax = cs_workflow_from_template ("peer-review", NULL);
  CsProject *project = cs_test_open (fixture->env, fixture->other, "lee");
  g_assert_true (cs_project_publish_workflow (project, lax, NULL, NULL));
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  cs_test_draw (project, &gid, 1000);
  g_assert_true (cs_project_submit (project, &gid, NULL, NULL, NULL));
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "cat");
  cs_test_decide (project, &gid, "accept");
  cs_test_assert_state (project, "case-0", "waits for approval");
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "lee");
  g_assert_true (merge (project, fixture->other, &error));
  g_assert_no_error (error);
  cs_test_assert_state (project, "case-0", "waits for approval");
  cs_test_assert_state (project, "case-1", "waits for labelling");
  cs_project_close (project);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("itself", test_itself);
  ADD ("earlier-founding", test_earlier_founding);
  ADD ("unsealed-tail", test_unsealed_tail);
  ADD ("other-key", test_other_key);
  ADD ("fork", test_fork);
  ADD ("fork-goes-on", test_fork_goes_on);
  ADD ("two-keys", test_two_keys);
  ADD ("future", test_future);
  ADD ("goes-on", test_goes_on);
  ADD ("new-schema", test_new_schema);
  ADD ("absent", test_absent);
  ADD ("open-elsewhere", test_open_elsewhere);
  ADD ("dry-run", test_dry_run);
  ADD ("laxer-workflow", test_laxer_workflow);
  return g_test_run ();
}
