/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-project-ddl.h"
#include "cs-project-desk.h"
#include "cs-project-private.h"
#include "cs-test-project.h"

#include <glib/gstdio.h>
#include <string.h>

static void
submit (CsProject *project, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  cs_project_submit (project, gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
unlock (CsProject *project)
{
  g_autoptr (GError) error = NULL;
  CsSigner *signer = cs_project_signer (project);
  if (!cs_signer_identity (signer)->certified) {
    cs_signer_make_signing_key (signer, project->env, "correct horse", 13, &error);
    g_assert_no_error (error);
    cs_project_certify (project, &error);
  } else {
    cs_signer_unlock (signer, "correct horse", 13, &error);
  }
  g_assert_no_error (error);
}

/* ana labels, ben accepts, cat accepts and signs. */
static void
bring_to_signature (CsTestFixture *fixture, const char *title)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, title);
  cs_test_draw (project, &gid, 1000);
  submit (project, &gid);
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "ben");
  cs_test_decide (project, &gid, "accept");
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "cat");
  cs_test_decide (project, &gid, "accept");
  unlock (project);
  cs_project_sign (project, NULL, 0, "approved", NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
}

static void
assert_denied (gboolean ok, GError **error, const char *fragment)
{
  g_assert_false (ok);
  g_assert_error (*error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_nonnull (strstr ((*error)->message, fragment));
  g_clear_error (error);
}

static void
test_main_job (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  bring_to_signature (fixture, "case-0");
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  cs_test_assert_state (project, "case-0", "signed");
  cs_project_verify (project, TRUE, problems, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_assert_cmpint (((CsProblem *)problems->pdata[i])->severity, ==, CS_SEVERITY_INFO);
  CsGid gid = cs_test_case (project, "case-0");
  CsReader lee = cs_project_reader (project);
  g_autoptr (CsJson) entry = cs_project_signature_entry (project, &lee, &gid, &error);
  g_assert_nonnull (entry);
}

static void
test_refusals (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsDecision accept = { .decision = "accept" };
  CsProject *project = cs_test_open (fixture->env, fixture->path, "cat");
  CsGid gid = cs_test_case (project, "case-0");
  cs_test_draw (project, &gid, 1000);
  submit (project, &gid);
  assert_denied (cs_project_decide (project, &gid, &accept, &error), &error, "author");
  assert_denied (cs_project_publish_schema (project, project->schema, NULL, &error), &error,
                 "lead");
  unlock (project);
  assert_denied (cs_project_sign (project, &gid, 1, "approved", NULL, &error), &error,
                 "not accepted");
  cs_project_close (project);

  /* To a labeler who has no part in it the case is not there. */
  project = cs_test_open (fixture->env, fixture->path, "ana");
  g_assert_false (cs_project_decide (project, &gid, &accept, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  cs_project_close (project);

  /* An SME who corrects at the last stage becomes an author; then the other one must approve. */
  project = cs_test_open (fixture->env, fixture->path, "ben");
  cs_test_decide (project, &gid, "accept");
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "dan");
  cs_test_draw (project, &gid, 9000);
  cs_test_decide (project, &gid, "correct");
  cs_test_assert_state (project, "case-0", "blocked: needs an SME who is not an author");
  assert_denied (cs_project_decide (project, &gid, &accept, &error), &error, "author");
  cs_project_close (project);
}

static void
test_send_back (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, "case-1");
  cs_test_draw (project, &gid, 1000);
  submit (project, &gid);
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "ben");
  cs_test_decide (project, &gid, "send-back");
  cs_test_assert_state (project, "case-1", "sent back to ana (labelling)");
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "ana");
  g_autoptr (CsCaseRow) next = cs_project_next_task (project, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (next->title, ==, "case-1");
  g_autoptr (CsMarkSet) draft = cs_project_draft (project, &gid, &error);
  g_assert_cmpuint (draft->n_marks, ==, 1);
  cs_test_draw (project, &gid, 20000);
  submit (project, &gid);
  cs_test_assert_state (project, "case-1", "waits for review");
  cs_project_close (project);
}

static void
test_one_case_one_person (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) served = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  static const char *const handles[] = { "ana", "ben", "cat" };
  for (guint i = 0; i < 3; i++) {
    g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, handles[i]);
    g_autoptr (CsCaseRow) row = cs_project_next_task (project, NULL, &error);
    g_assert_no_error (error);
    g_assert_true (g_hash_table_add (served, g_strdup (row->title)));
  }
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "dan");
  g_assert_null (cs_project_next_task (project, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

static void
assert_marks (CsProject *project, const CsGid *gid, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsMarkSet) draft = cs_project_draft (project, gid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (draft->n_marks, ==, n);
}

static void
test_undo (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, "case-2");
  cs_test_draw (project, &gid, 1000);
  cs_test_draw (project, &gid, 2000);
  g_assert_true (cs_project_undo_draft (project, &gid, &error));
  g_autoptr (CsMarkSet) one = cs_project_draft (project, &gid, &error);
  g_assert_cmpuint (one->n_marks, ==, 1);
  g_assert_true (cs_project_redo_draft (project, &gid, &error));
  g_assert_false (cs_project_redo_draft (project, &gid, &error));
  g_assert_no_error (error);
  submit (project, &gid);
  /* A withdrawal brings the work back as a draft. */
  cs_project_withdraw (project, &gid, &error);
  g_assert_no_error (error);
  assert_marks (project, &gid, 2);
  /* With its steps, one by one, and the next one upon them. */
  g_assert_true (cs_project_undo_draft (project, &gid, &error));
  assert_marks (project, &gid, 1);
  cs_test_draw (project, &gid, 3000);
  assert_marks (project, &gid, 2);
  g_assert_true (cs_project_undo_draft (project, &gid, &error));
  g_assert_true (cs_project_undo_draft (project, &gid, &error));
  g_assert_false (cs_project_undo_draft (project, &gid, &error));
  g_assert_no_error (error);
  assert_marks (project, &gid, 0);
}

/* The steps of the last submission are kept; an older one comes back as one that stays. */
static void
test_undo_floor (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, "case-1"), later = cs_test_case (project, "case-2");
  cs_test_draw (project, &gid, 1000);
  cs_test_draw (project, &gid, 2000);
  submit (project, &gid);
  cs_test_draw (project, &later, 1000);
  submit (project, &later);
  g_assert_true (cs_project_withdraw (project, &gid, &error));
  assert_marks (project, &gid, 2);
  g_autoptr (CsCaseView) view = cs_project_case_view (project, &gid, &error);
  g_assert_false (view->can_undo);
  g_assert_false (cs_project_undo_draft (project, &gid, &error));
  g_assert_no_error (error);
  cs_test_draw (project, &gid, 3000);
  g_assert_true (cs_project_undo_draft (project, &gid, &error));
  g_assert_false (cs_project_undo_draft (project, &gid, &error));
  assert_marks (project, &gid, 2);
  /* And again, with the step that it came back as. */
  submit (project, &gid);
  g_assert_true (cs_project_withdraw (project, &gid, &error));
  g_assert_false (cs_project_undo_draft (project, &gid, &error));
  assert_marks (project, &gid, 2);
  /* Nothing that waits for a withdrawal is a draft to discard. */
  g_assert_false (cs_project_discard_draft (project, &later, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

static void
test_changed_after_signing (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  bring_to_signature (fixture, "case-0");
  CsProject *project = cs_test_open (fixture->env, fixture->path, "lee");
  CsGid gid = cs_test_case (project, "case-0");
  CsReader lee = cs_project_reader (project);
  cs_project_reopen (project, &gid, "a lesion was missed", &error);
  g_assert_no_error (error);
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "ana");
  cs_test_draw (project, &gid, 40000);
  submit (project, &gid);
  cs_test_assert_state (project, "case-0", "changed after signing; waits for review");
  g_assert_null (cs_project_signature_entry (project, &lee, &gid, &error));
  g_assert_no_error (error);
  cs_project_close (project);
}

static gint64
marks_counted (CsProject *project, const char *title)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsCaseRow) row = cs_project_find_case (project, &reader, title, &error);
  g_autoptr (CsStatus) status = cs_project_status (project, &reader, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status->marks, ==, row->marks);
  return row->marks;
}

/* A labeler is shown, and told the number of, their own marks only. */
static void
test_blinding (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsHash revision;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "cat");
  CsGid gid = cs_test_case (project, "case-0");
  cs_test_draw (project, &gid, 1000);
  g_assert_true (cs_project_submit (project, &gid, NULL, &revision, &error));
  g_assert_cmpint (marks_counted (project, "case-0"), ==, 1);
  cs_project_close (project);

  project = cs_test_open (fixture->env, fixture->path, "ana");
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsStatus) status = cs_project_status (project, &reader, &error);
  g_assert_cmpint (status->marks, ==, 0);
  g_assert_null (cs_project_revision (project, &reader, &revision, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  cs_project_close (project);

  project = cs_test_open (fixture->env, fixture->path, "ben");
  g_assert_cmpint (marks_counted (project, "case-0"), ==, 1);
  cs_project_close (project);

  project = cs_project_open (fixture->env, fixture->path, CS_STORE_LOOK,
                             cs_test_signer (fixture->env, "eve"), &error);
  reader = cs_project_reader (project);
  g_assert_null (cs_project_status (project, &reader, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  cs_project_close (project);
}

/* "Reviewed" is said beside; only "approved" by who accepted signs a case off. */
static void
test_reviewed (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  cs_test_draw (project, &gid, 1000);
  submit (project, &gid);
  unlock (project);
  assert_denied (cs_project_sign (project, &gid, 1, "reviewed", NULL, &error), &error, "reviewer");
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "ben");
  unlock (project);
  assert_denied (cs_project_sign (project, &gid, 1, "reviewed", NULL, &error), &error,
                 "only who accepted");
  cs_test_decide (project, &gid, "accept");
  assert_denied (cs_project_sign (project, &gid, 1, "approved", NULL, &error), &error,
                 "only an SME");
  cs_project_sign (project, NULL, 0, "reviewed", &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  cs_test_assert_state (project, "case-0", "waits for approval");
  g_assert_false (cs_project_sign (project, NULL, 0, "reviewed", &n, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* Nothing undoes a signature, nor what it was given on. */
  g_assert_false (cs_project_withdraw (project, &gid, &error));
  g_clear_error (&error);
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "cat");
  cs_test_decide (project, &gid, "accept");
  unlock (project);
  cs_project_sign (project, &gid, 1, "reviewed", NULL, &error);
  g_assert_no_error (error);
  cs_test_assert_state (project, "case-0", "accepted; waits for the signature of cat");
  CsReader cat = cs_project_reader (project);
  g_assert_null (cs_project_signature_entry (project, &cat, &gid, &error));
  g_assert_no_error (error);
  cs_project_sign (project, &gid, 1, "approved", NULL, &error);
  g_assert_no_error (error);
  cs_test_assert_state (project, "case-0", "signed");
  cs_project_close (project);
}

static void
set_roles (CsTestFixture *fixture, const char *handle, guint roles)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  g_autoptr (CsPersonRow) row = cs_project_find_person (project, handle, &error);
  g_assert_no_error (error);
  cs_project_set_roles (project, &row->gid, roles, &error);
  g_assert_no_error (error);
}

/* What waits for somebody who may no longer do it waits for others. */
static void
test_retired (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid first = cs_test_case (project, "case-0"), second = cs_test_case (project, "case-1");
  cs_test_draw (project, &first, 1000);
  submit (project, &first);
  cs_project_claim (project, &second, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  set_roles (fixture, "ana", 0);
  project = cs_test_open (fixture->env, fixture->path, "ben");
  cs_test_assert_state (project, "case-1", "waits for labelling");
  cs_test_decide (project, &first, "send-back");
  cs_test_assert_state (project, "case-0", "sent back; waits for labelling");
  cs_project_claim (project, &first, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "ana");
  assert_denied (cs_project_claim (project, &second, &error), &error, "member");
  cs_project_close (project);
}

/* The SME who accepted is none any more: that is said, and a lead has a way on. */
static void
test_accepted_and_retired (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  cs_test_draw (project, &gid, 1000);
  submit (project, &gid);
  cs_project_close (project);
  for (guint i = 0; i < 2; i++) {
    project = cs_test_open (fixture->env, fixture->path, i == 0 ? "ben" : "cat");
    cs_test_decide (project, &gid, "accept");
    cs_project_close (project);
  }
  set_roles (fixture, "cat", CS_ROLE_LABELER);
  project = cs_test_open (fixture->env, fixture->path, "lee");
  cs_test_assert_state (project, "case-0",
                        "blocked: cat accepted it and is no SME any more; a lead reopens it");
  cs_project_reopen (project, &gid, "cat left", &error);
  g_assert_no_error (error);
  cs_test_assert_state (project, "case-0", "sent back to ana (labelling)");
  cs_project_close (project);
}

/* Somebody with another program edits the file; verify says where. */
static void
tamper (CsTestFixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsDb) db = cs_db_open (fixture->path, 0, &error);
  cs_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static void
test_tampering (CsTestFixture *fixture, gconstpointer data)
{
  static const char *const edits[] = {
    "UPDATE event SET body = replace(body, 'approved', 'reviewed') WHERE kind = 'sign'",
    "UPDATE event SET at = at + 1 WHERE id = 9",
    "DELETE FROM event WHERE id = (SELECT max(id) FROM event)",
    "UPDATE feed SET seal = randomblob(64) WHERE id = 2",
    "UPDATE object SET data = randomblob(length(data)) WHERE id = 2",
    "UPDATE blob_chunk SET data = randomblob(length(data)) WHERE id = (SELECT min(id) FROM"
    " blob_chunk)",
    "CREATE TRIGGER x AFTER INSERT ON event BEGIN SELECT 1; END",
    "CREATE TABLE extra (a TEXT) STRICT",
    /* A whole sitting is taken out, which a later one says it saw. */
    "DELETE FROM event WHERE feed = 2; DELETE FROM feed WHERE id = 2",
    "UPDATE event SET body = NULL WHERE id = 5",
    "UPDATE event SET kind = CAST (x'7369676e0078' AS TEXT) WHERE kind = 'sign'",
    "UPDATE event SET id = 4611686018427387904 WHERE id = (SELECT max(id) FROM event)",
    "UPDATE blob SET id = id + 1099511627776 WHERE id = 1",
    "UPDATE blob SET size = 9223372036854775807, stored = 0 WHERE id = 1",
    "INSERT INTO blob_chunk (id, hash, data) VALUES (999 << 24, zeroblob(32), x'00')",
    "UPDATE blob_chunk SET id = id + 1 WHERE id = (SELECT min(id) FROM blob_chunk)",
    "INSERT INTO event SELECT 1000, 77, 0, at + 1000000000, kind, body, bhash, hash FROM event"
    " WHERE id = 1",
  };
  bring_to_signature (fixture, "case-0");
  g_autofree char *keep = g_strconcat (fixture->path, ".keep", NULL);
  g_autofree char *text = NULL;
  gsize size = 0;
  g_assert_true (g_file_get_contents (fixture->path, &text, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_true (g_file_set_contents (fixture->path, text, (gssize)size, NULL));
    tamper (fixture, edits[i]);
    CsProject *project = cs_project_open (fixture->env, fixture->path, CS_STORE_LOOK, NULL, &error);
    g_assert_null (project);
    g_test_message ("%s: %s", edits[i], error->message);
    g_assert_true (g_error_matches (error, CS_ERROR, CS_ERROR_CORRUPT) ||
                   g_error_matches (error, CS_ERROR, CS_ERROR_INVALID));
  }
}

static void
test_foreign_side_files (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);
  g_assert_true (g_file_set_contents (journal, "not ours", -1, NULL));
  g_assert_null (cs_project_open (fixture->env, fixture->path, CS_STORE_LOOK, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
}

static void
test_locked (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ana");
  g_assert_null (cs_project_open (fixture->env, fixture->path, CS_STORE_WRITE,
                                  cs_test_signer (fixture->env, "ben"), &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LOCKED);
  g_clear_error (&error);
  /* Looking is always possible. */
  g_autoptr (CsProject) look =
      cs_project_open (fixture->env, fixture->path, CS_STORE_LOOK, NULL, &error);
  g_assert_no_error (error);
}

static void
test_other_version (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  tamper (fixture, "PRAGMA user_version = 1");
  g_assert_null (cs_project_open (fixture->env, fixture->path, CS_STORE_LOOK, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_TOO_NEW);
  g_assert_nonnull (strstr (error->message, "format 1;"));
  g_autofree char *ours = g_strdup_printf ("format %d.", CS_PROJECT_FORMAT);
  g_assert_nonnull (strstr (error->message, ours));
}

#define ADD(name, func)                                                                            \
  g_test_add (name, CsTestFixture, NULL, cs_test_set_up, func, cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("/project/main-job", test_main_job);
  ADD ("/project/refusals", test_refusals);
  ADD ("/project/send-back", test_send_back);
  ADD ("/project/one-case-one-person", test_one_case_one_person);
  ADD ("/project/undo", test_undo);
  ADD ("/project/undo-floor", test_undo_floor);
  ADD ("/project/changed-after-signing", test_changed_after_signing);
  ADD ("/project/reviewed", test_reviewed);
  ADD ("/project/retired", test_retired);
  ADD ("/project/accepted-and-retired", test_accepted_and_retired);
  ADD ("/project/blinding", test_blinding);
  ADD ("/project/tampering", test_tampering);
  ADD ("/project/foreign-side-files", test_foreign_side_files);
  ADD ("/project/locked", test_locked);
  ADD ("/project/other-version", test_other_version);
  return g_test_run ();
}
