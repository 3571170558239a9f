/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the signing window asks of the worker: the offer, a wrong passphrase, the first key, a case
 * that changed meanwhile, and the words of the sheet. */
#include "cs-release-job.h"
#include "cs-sign-entry.h"
#include "cs-sign-offer.h"
#include "cs-sign-sheet.h"
#include "cs-sign-words.h"
#include "cs-test-project.h"

#include <string.h>

#define WORDS "correct horse"

static void
act (CsTestFixture *fixture, const char *handle, const char *decision)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, handle);
  CsGid gid = cs_test_case (project, "case-0");
  cs_project_claim (project, &gid, &error);
  g_assert_no_error (error);
  if (decision != NULL) {
    cs_test_decide (project, &gid, decision);
    return;
  }
  cs_test_draw (project, &gid, 100);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* CAT has accepted "case-0". */
static CsProject *
accepted (CsTestFixture *fixture)
{
  act (fixture, "ana", NULL);
  act (fixture, "ben", "accept");
  act (fixture, "cat", "accept");
  return cs_test_open (fixture->env, fixture->path, "cat");
}

static CsSignOffer *
offer_of (CsTestFixture *fixture, CsProject *project)
{
  g_autoptr (GError) error = NULL;
  CsDesk desk = { fixture->env, project };
  CsSignOffer *offer = cs_sign_offer_job (&desk, NULL, NULL, &error);
  g_assert_no_error (error);
  return offer;
}

static CsSigned *
sign (CsTestFixture *fixture, CsProject *project, CsSignWish *wish, GError **error)
{
  CsDesk desk = { fixture->env, project };
  CsSigned *done = cs_sign_job (&desk, NULL, wish, error);
  cs_sign_wish_free (wish);
  return done;
}

static void
test_first_key (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = accepted (fixture);
  CsSignOffer *offer = offer_of (fixture, project);
  g_assert_false (offer->has_key);
  g_assert_false (offer->sample);
  g_assert_true (offer->approve && offer->review);
  g_assert_cmpuint (offer->rows->len, ==, 1);
  g_assert_cmpint (offer->labels, ==, 1);
  g_assert_cmpint (offer->guideline, ==, 0);
  CsSigned *done =
      sign (fixture, project, cs_sign_wish_new (WORDS, "approved", TRUE, offer->rows), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (done->refused->len, ==, 0);
  g_assert_cmpstr (done->titles->pdata[0], ==, "case-0");
  g_assert_null (cs_signer_signing_key (cs_project_signer (project)));
  cs_signed_free (done);
  cs_sign_offer_free (offer);
  offer = offer_of (fixture, project);
  g_assert_true (offer->has_key);
  g_assert_cmpuint (offer->rows->len, ==, 0);
  cs_sign_offer_free (offer);
}

static void
test_wrong_passphrase (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = accepted (fixture);
  cs_test_unlock (fixture->env, project);
  cs_signer_lock (cs_project_signer (project));
  CsSignOffer *offer = offer_of (fixture, project);
  g_assert_null (sign (fixture, project,
                       cs_sign_wish_new ("wrong words", "approved", FALSE, offer->rows), &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  CsSigned *done =
      sign (fixture, project, cs_sign_wish_new (WORDS, "approved", FALSE, offer->rows), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (done->refused->len, ==, 0);
  cs_signed_free (done);
  cs_sign_offer_free (offer);
}

/* Cutting a release says it in the same words, without the path of the key first. */
static void
test_wrong_passphrase_of_a_release (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = accepted (fixture);
  CsGid gid = cs_test_case (project, "case-0");
  g_clear_pointer (&project, cs_project_close);
  cs_test_sign (fixture->env, fixture->path, "cat", &gid);
  project = cs_test_open_later (fixture, "lee");
  CsDesk desk = { fixture->env, project };
  CsCutOrder order = { .name = (char *)"v1", .passphrase = (char *)"wrong words", .jsonl = TRUE };
  cs_test_unlock (fixture->env, project);
  cs_signer_lock (cs_project_signer (project));
  g_assert_null (cs_cut_job (&desk, NULL, &order, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_assert_cmpstr (error->message, ==,
                   "That is not your passphrase. Nothing was cut; type it again.");
}

/* What was shown is no longer there: nothing is signed, and the case is named. */
static void
test_changed_meanwhile (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = accepted (fixture);
  cs_test_unlock (fixture->env, project);
  CsSignOffer *offer = offer_of (fixture, project);
  ((CsSignRow *)offer->rows->pdata[0])->revision.bytes[0] ^= 1;
  CsSigned *done =
      sign (fixture, project, cs_sign_wish_new (WORDS, "approved", FALSE, offer->rows), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (done->refused->len, ==, 1);
  g_assert_cmpstr (((CsSignRow *)done->refused->pdata[0])->reason, ==, "changed meanwhile");
  cs_signed_free (done);
  cs_sign_offer_free (offer);
  cs_test_assert_state (project, "case-0", "accepted; waits for the signature of cat");
}

static char *
what_of (const CsSignRow *row)
{
  g_autoptr (CsSignEntry) entry = cs_sign_entry_new (row);
  char *what = NULL;
  g_object_get (entry, "what", &what, NULL);
  g_object_run_dispose (G_OBJECT (entry));
  return what;
}

static void
test_words (void)
{
  CsHash hash;
  CsSignRow row = { .title = (char *)"A", .marks = 2, .not_shown = 6 };
  g_autofree char *some = what_of (&row);
  row.reason = (char *)"6 slices were not shown";
  g_autofree char *unseen = what_of (&row);
  row.corrected = TRUE;
  g_autofree char *mine = what_of (&row);
  row = (CsSignRow){ .title = (char *)"A", .marks = 1, .texts_not_shown = 1 };
  g_autofree char *text = what_of (&row);
  row.texts_not_shown = row.not_shown = 2;
  g_autofree char *both = what_of (&row);
  g_assert_cmpstr (some, ==, "2 marks · 6 slices not shown");
  g_assert_cmpstr (unseen, ==, "6 slices not shown");
  g_assert_cmpstr (mine, ==, "corrected by you");
  g_assert_cmpstr (text, ==, "1 mark · 1 text not all shown");
  g_assert_cmpstr (both, ==, "1 mark · 2 slices, 2 texts not all shown");
  g_autofree char *when =
      cs_sign_sheet_time (G_GINT64_CONSTANT (1772630520000000), 60, "Europe/Berlin");
  g_assert_cmpstr (when, ==, "4 March 2026, 14:22 +01:00 (Europe/Berlin)");
  memset (&hash, 0xab, sizeof hash);
  g_autofree char *groups = cs_sign_sheet_fingerprint (&hash);
  g_assert_cmpstr (
      groups, ==,
      "abab abab abab abab abab abab abab abab\nabab abab abab abab abab abab abab abab");
}

static void
count_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, guint *pages)
{
  *pages += 1;
}

/* Two hundred cases need several pages, and a file that cannot be written is an error. */
static void
test_sheet (CsTestFixture *fixture, gconstpointer data)
{
  if (!gtk_init_check ()) {
    g_test_skip ("no display");
    return;
  }
  static const char list[] = "{\"signer\":\"Dr Cat\",\"role\":\"sme\",\"statement\":\"I did.\","
                             "\"wall\":1772630520000000,\"offset\":60,\"entries\":[]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) signoff = cs_json_parse_text (list, strlen (list), 1000, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < 200; i++)
    g_ptr_array_add (titles, g_strdup_printf ("Case %u", i));
  const CsSigned done = { .signoff = signoff, .titles = titles };
  for (guint good = 0; good < 2; good++) {
    g_autoptr (GtkPrintOperation) operation = cs_sign_sheet_new ("Sample", &done);
    g_autofree char *path =
        g_build_filename (fixture->dir, good ? "." : "no such folder", "sheet.pdf", NULL);
    guint pages = 0;
    g_signal_connect (operation, "draw-page", G_CALLBACK (count_cb), &pages);
    gtk_print_operation_set_allow_async (operation, FALSE);
    gtk_print_operation_set_export_filename (operation, path);
    gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
    if (good) {
      g_assert_no_error (error);
      g_assert_cmpuint (pages, >, 3);
      g_assert_cmpuint (pages, <, 8);
    } else {
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
  }
}

static void
test_strength (void)
{
  g_assert_null (cs_sign_strength ("seven77"));
  g_assert_nonnull (strstr (cs_sign_strength ("password"), "Easy"));
  g_assert_nonnull (strstr (cs_sign_strength ("password12"), "Some days"));
  g_assert_nonnull (strstr (cs_sign_strength ("correct horse battery"), "Hard"));
}

static void
test_left_out (void)
{
  CsSignRow row = { .title = (char *)"HD-0151", .reason = (char *)"not read", .not_shown = 6 };
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  g_assert_null (cs_sign_left_out (left));
  g_ptr_array_add (left, &row);
  g_autofree char *one = cs_sign_left_out (left);
  g_assert_cmpstr (one, ==, "1 case left out: HD-0151, 6 slices not shown");
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add ("/sign/first-key", CsTestFixture, NULL, cs_test_set_up, test_first_key,
              cs_test_tear_down);
  g_test_add ("/sign/sheet", CsTestFixture, NULL, cs_test_set_up, test_sheet, cs_test_tear_down);
  g_test_add ("/sign/wrong-passphrase", CsTestFixture, NULL, cs_test_set_up, test_wrong_passphrase,
              cs_test_tear_down);
  g_test_add ("/sign/wrong-passphrase-of-a-release", CsTestFixture, NULL, cs_test_set_up,
              test_wrong_passphrase_of_a_release, cs_test_tear_down);
  g_test_add ("/sign/changed-meanwhile", CsTestFixture, NULL, cs_test_set_up,
              test_changed_meanwhile, cs_test_tear_down);
  g_test_add_func ("/sign/words", test_words);
  g_test_add_func ("/sign/strength", test_strength);
  g_test_add_func ("/sign/left-out", test_left_out);
  return g_test_run ();
}
