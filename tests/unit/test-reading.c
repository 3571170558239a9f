/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody was shown: ranges, the local record that survives a kill, the object that a
 * decision names, and a workflow that wants all of it. */
#include "cs-project-private.h"
#include "cs-project-review.h"
#include "cs-test-project.h"

#include <string.h>

typedef struct {
  char *dir, *path;
  CsEnv *env;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer coverage)
{
  fixture->dir = cs_test_dir ();
  fixture->env = cs_test_env (fixture->dir, 1);
  fixture->path = cs_test_project_under (fixture->env, fixture->dir, 2, coverage);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->dir);
  g_free (fixture->path);
  cs_env_free (fixture->env);
}

static CsGid
item_of (CsProject *project, const CsGid *case_gid)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, case_gid, NULL);
  return ((CsItemRow *)items->pdata[0])->gid;
}

/* --- ranges --- */

static const CsGid one = { { 1 } }, two = { { 2 } };

static void
test_ranges (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsEvidence) seen = cs_evidence_new ();
  g_assert_true (cs_evidence_is_empty (seen));
  g_assert_cmpint (cs_evidence_missing (seen, &one, 240), ==, 240);
  g_assert_true (cs_evidence_note (seen, &two, 240, 10, 20, 5));
  g_assert_false (cs_evidence_note (seen, &two, 240, 12, 20, 6));
  g_assert_true (cs_evidence_note (seen, &two, 240, 30, 40, 7));
  g_assert_true (cs_evidence_note (seen, &two, 240, 20, 30, 8));
  g_assert_true (cs_evidence_note (seen, &two, 240, 238, 999, 9));
  g_assert_true (cs_evidence_note (seen, &one, 1, -5, 1, 9));
  g_assert_false (cs_evidence_note (seen, &one, 1, 1, 2, 9));
  g_assert_false (cs_evidence_note (seen, &one, 2, 0, 2, 9)); /* counted otherwise */
  g_assert_cmpint (cs_evidence_missing (seen, &two, 240), ==, 208);
  g_assert_cmpint (cs_evidence_next_missing (seen, &two, 240, 0), ==, 0);
  g_assert_cmpint (cs_evidence_next_missing (seen, &two, 240, 10), ==, 40);
  g_assert_cmpint (cs_evidence_next_missing (seen, &two, 240, 238), ==, -1);
  g_assert_true (cs_evidence_was_shown (seen, &two, 39));
  g_assert_false (cs_evidence_was_shown (seen, &two, 40));
  g_autoptr (CsJson) json = cs_evidence_to_json (seen, "test");
  g_autofree char *text = cs_json_to_canonical (json, NULL);
  g_assert_cmpstr (text, ==,
                   "{\"format\":\"countersign-evidence-1\",\"from\":5,\"items\":[{\"item\":"
                   "\"01000000000000000000000000000000\",\"of\":1,\"shown\":[0,1]},{\"item\":"
                   "\"02000000000000000000000000000000\",\"of\":240,\"shown\":[10,40,238,240]}],"
                   "\"to\":9,\"tool\":\"test\"}");
  g_autoptr (CsEvidence) again = cs_evidence_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_autoptr (CsJson) same = cs_evidence_to_json (again, "test");
  g_assert_true (cs_json_equal (json, same));
  g_assert_false (cs_evidence_add (again, seen));
}

/* Against a plain list of what was shown. */
static void
test_ranges_random (void)
{
  for (guint round = 0; round < 200; round++) {
    gboolean plain[64] = { FALSE };
    g_autoptr (CsEvidence) seen = cs_evidence_new ();
    for (guint i = 0; i < 12; i++) {
      gint64 start = g_test_rand_int_range (0, 64), end = g_test_rand_int_range (0, 65);
      gboolean news = FALSE;
      for (gint64 n = start; n < end; n++) {
        news = news || !plain[n];
        plain[n] = TRUE;
      }
      g_assert_true (cs_evidence_note (seen, &one, 64, start, end, 1) == news);
    }
    gint64 missing = 0;
    for (guint n = 0; n < 64; n++) {
      missing += !plain[n];
      g_assert_true (cs_evidence_was_shown (seen, &one, n) == plain[n]);
    }
    g_assert_cmpint (cs_evidence_missing (seen, &one, 64), ==, missing);
    g_autoptr (CsJson) json = cs_evidence_to_json (seen, "test");
    g_autofree char *text = cs_json_to_canonical (json, NULL);
    g_autoptr (CsEvidence) again = cs_evidence_parse (text, strlen (text), NULL);
    g_assert_nonnull (again);
  }
}

static void
test_bad_documents (void)
{
  static const char *const bad[] = {
    "[]",
    "{\"format\":\"countersign-evidence-2\",\"from\":0,\"items\":[],\"to\":0,\"tool\":\"t\"}",
    "{\"format\":\"countersign-evidence-1\",\"from\":0,\"items\":[{\"item\":"
    "\"01000000000000000000000000000000\",\"of\":9,\"shown\":[0,10]}],\"to\":0,\"tool\":\"t\"}",
    "{\"format\":\"countersign-evidence-1\",\"from\":0,\"items\":[{\"item\":"
    "\"01000000000000000000000000000000\",\"of\":9,\"shown\":[0,2,2,3]}],\"to\":0,\"tool\":\"t\"}",
    "{\"format\":\"countersign-evidence-1\",\"from\":0,\"items\":[{\"item\":"
    "\"01000000000000000000000000000000\",\"of\":9,\"shown\":[0,2,3]}],\"to\":0,\"tool\":\"t\"}",
    "{\"format\":\"countersign-evidence-1\",\"from\":0,\"items\":[{\"item\":"
    "\"01000000000000000000000000000000\",\"of\":9,\"shown\":[]}],\"to\":0,\"tool\":\"t\"}",
    "{\"format\":\"countersign-evidence-1\",\"from\":0,\"items\":[{\"item\":"
    "\"02000000000000000000000000000000\",\"of\":9,\"shown\":[0,1]},{\"item\":"
    "\"01000000000000000000000000000000\",\"of\":9,\"shown\":[0,1]}],\"to\":0,\"tool\":\"t\"}",
  };
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (cs_evidence_parse (bad[i], strlen (bad[i]), &error));
    g_assert_nonnull (error);
  }
}

static void
test_units (void)
{
  static const char series[] = "{\"parts\":[{\"frames\":1},{\"frames\":30},{}]}";
  static const char text[] = "{\"parts\":[{}],\"text\":{\"length\":812}}";
  g_autoptr (CsJson) pictures = cs_json_parse_canonical (series, strlen (series), NULL);
  g_autoptr (CsJson) words = cs_json_parse_canonical (text, strlen (text), NULL);
  g_assert_cmpint (cs_item_units (pictures), ==, 32);
  g_assert_cmpint (cs_item_unit_of (pictures, 1, 29), ==, 30);
  g_assert_cmpint (cs_item_unit_of (pictures, 2, 0), ==, 31);
  g_assert_cmpint (cs_item_units (words), ==, 812);
}

/* --- in a project --- */

static CsGid
submit (Fixture *fixture, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, title);
  cs_test_draw (project, &gid, 1000);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
  return gid;
}

static void
note_all (CsProject *project, const CsGid *case_gid)
{
  g_autoptr (GError) error = NULL;
  CsGid item = item_of (project, case_gid);
  g_autoptr (CsEvidence) seen = cs_evidence_new ();
  cs_evidence_note (seen, &item, 1, 0, 1, 77);
  cs_project_note_shown (project, case_gid, seen, &error);
  g_assert_no_error (error);
}

/* What was noted is there after another opening, goes with the act, and comes back with it. */
static void
test_local (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = submit (fixture, "case-0");
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ben");
  CsGid item = item_of (project, &gid);
  note_all (project, &gid);
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "cat");
  g_autoptr (CsEvidence) other = cs_project_shown (project, &gid, &error);
  g_assert_true (cs_evidence_is_empty (other));
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "ben");
  g_autoptr (CsEvidence) shown = cs_project_shown (project, &gid, &error);
  g_assert_cmpint (cs_evidence_missing (shown, &item, 1), ==, 0);
  CsDecision accept = { .decision = "accept", .evidence = shown };
  cs_project_decide (project, &gid, &accept, &error);
  g_assert_no_error (error);
  g_autoptr (CsEvidence) gone = cs_project_shown (project, &gid, &error);
  g_assert_true (cs_evidence_is_empty (gone));
  cs_project_withdraw (project, &gid, &error);
  g_assert_no_error (error);
  g_autoptr (CsEvidence) back = cs_project_shown (project, &gid, &error);
  g_assert_cmpint (cs_evidence_missing (back, &item, 1), ==, 0);
  cs_project_discard_draft (project, &gid, &error);
  g_autoptr (CsEvidence) thrown = cs_project_shown (project, &gid, &error);
  g_assert_true (cs_evidence_is_empty (thrown));
  cs_project_close (project);
}

static void
assert_denied (gboolean ok, GError **error, const char *fragment)
{
  g_assert_false (ok);
  g_assert_error (*error, CS_ERROR, CS_ERROR_DENIED);
  if (strstr ((*error)->message, fragment) == NULL)
    g_error ("\"%s\" does not say \"%s\"", (*error)->message, fragment);
  g_clear_error (error);
}

static void
accept_with (Fixture *fixture, const char *handle, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, handle);
  note_all (project, gid);
  g_autoptr (CsEvidence) shown = cs_project_shown (project, gid, &error);
  CsDecision accept = { .decision = "accept", .evidence = shown };
  cs_project_decide (project, gid, &accept, &error);
  g_assert_no_error (error);
}

static void
test_block (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsEvidence) nothing = cs_evidence_new ();
  CsDecision accept = { .decision = "accept" };
  CsGid gid = submit (fixture, "case-0");
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ben");
  assert_denied (cs_project_decide (project, &gid, &accept, &error), &error, "evidence");
  accept.evidence = nothing;
  assert_denied (cs_project_decide (project, &gid, &accept, &error), &error,
                 "1 slice was not shown");
  cs_project_close (project);
  accept_with (fixture, "ben", &gid);
  accept_with (fixture, "cat", &gid);
  cs_test_sign (fixture->env, fixture->path, "cat", &gid);
  project = cs_test_open (fixture->env, fixture->path, "lee");
  cs_test_assert_state (project, "case-0", "signed");
  cs_project_close (project);
}

/* The signature covers the object that says what was shown. */
static void
test_manifest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  CsGid gid = submit (fixture, "case-0");
  CsHash manifest, evidence;
  accept_with (fixture, "ben", &gid);
  accept_with (fixture, "cat", &gid);
  cs_test_sign (fixture->env, fixture->path, "cat", &gid);
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  CsReader lee = cs_project_reader (project);
  g_autoptr (CsJson) entry = cs_project_signature_entry (project, &lee, &gid, &error);
  g_assert_true (cs_json_get_hash (entry, "manifest", &manifest));
  gsize size = 0;
  g_autoptr (GBytes) bytes = cs_project_object (project, &manifest, &error);
  const char *text = g_bytes_get_data (bytes, &size);
  g_autoptr (CsJson) content = cs_json_parse_canonical (text, size, &error);
  g_assert_true (
      cs_json_get_hash (cs_json_at (cs_json_get (content, "entries"), 0), "evidence", &evidence));
  g_autoptr (GBytes) object = cs_project_object (project, &evidence, &error);
  g_assert_no_error (error);
  text = g_bytes_get_data (object, &size);
  g_autoptr (CsEvidence) shown = cs_evidence_parse (text, size, &error);
  g_assert_no_error (error);
  CsGid item = item_of (project, &gid);
  g_assert_cmpint (cs_evidence_missing (shown, &item, 1), ==, 0);
  cs_project_verify (project, TRUE, problems, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_assert_cmpint (((CsProblem *)problems->pdata[i])->severity, ==, CS_SEVERITY_INFO);
}

/* Evidence of another case, or one that counts otherwise, is none. */
static void
test_false_evidence (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsEvidence) more = cs_evidence_new (), foreign = cs_evidence_new ();
  CsGid gid = submit (fixture, "case-0");
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ben");
  CsGid other = cs_test_case (project, "case-1");
  CsGid item = item_of (project, &gid), elsewhere = item_of (project, &other);
  cs_evidence_note (more, &item, 2, 0, 2, 77);
  cs_evidence_note (foreign, &elsewhere, 1, 0, 1, 77);
  CsDecision accept = { .decision = "accept", .evidence = more };
  g_assert_false (cs_project_decide (project, &gid, &accept, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
  g_clear_error (&error);
  accept.evidence = foreign;
  g_assert_false (cs_project_decide (project, &gid, &accept, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
}

#define ADD(path, coverage, func) g_test_add (path, Fixture, coverage, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/reading/ranges", test_ranges);
  g_test_add_func ("/reading/ranges-random", test_ranges_random);
  g_test_add_func ("/reading/bad-documents", test_bad_documents);
  g_test_add_func ("/reading/units", test_units);
  ADD ("/reading/local", "warn", test_local);
  ADD ("/reading/block", "block", test_block);
  ADD ("/reading/manifest", "warn", test_manifest);
  ADD ("/reading/false-evidence", "off", test_false_evidence);
  return g_test_run ();
}
