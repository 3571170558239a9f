/* SPDX-License-Identifier: GPL-3.0-or-later */
/* While several read a case nobody who works here is given what others found: neither who settles
 * it later, nor who leads and could make themselves a reader, nor who reads it a second time. */
#include "cs-project-backlog.h"
#include "cs-project-desk.h"
#include "cs-project-private.h"
#include "cs-project-reads.h"
#include "cs-project-review.h"
#include "cs-test-reads.h"

#include <string.h>

#define TWO_READERS                                                                                \
  "{\"format\":\"countersign-workflow-1\",\"stages\":["                                            \
  "{\"key\":\"label\",\"reads\":2,\"roles\":[\"labeler\",\"reviewer\"]},"                          \
  "{\"key\":\"adjudicate\",\"roles\":[\"adjudicator\"],\"exclude\":[\"author\"]},"                 \
  "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}"
#define BOTH_LABEL                                                                                 \
  "{\"format\":\"countersign-workflow-1\",\"stages\":["                                            \
  "{\"key\":\"label\",\"roles\":[\"labeler\",\"reviewer\"]},"                                      \
  "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}"

static void
give_roles (CsTestFixture *fixture, const char *handle, guint roles)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSigner) signer = cs_test_signer (fixture->env, handle);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  cs_project_set_roles (project, &cs_signer_identity (signer)->person, roles, &error);
  g_assert_no_error (error);
}

/* ana and ben read, cat settles, dan approves, lee leads, aud audits. */
static void
set_up (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  cs_test_set_up (fixture, NULL);
  give_roles (fixture, "cat", CS_ROLE_ADJUDICATOR);
  g_autoptr (CsSigner) aud = cs_test_signer (fixture->env, "aud");
  CsProject *project = cs_test_open_later (fixture, "lee");
  cs_project_add_person (project, cs_signer_identity (aud), CS_ROLE_AUDITOR, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  cs_test_publish_workflow (fixture, data);
}

static guint
count_versions (CsTestFixture *fixture, const char *handle)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_first_case (fixture);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_versions (project, &reader, &gid, &error);
  g_assert_no_error (error);
  return rows->len;
}

/* How many rows of the project's history name WHO as who did KIND, when HANDLE reads it. */
static guint
count_told (CsTestFixture *fixture, const char *handle, const char *kind, const char *who)
{
  guint n = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_history (project, &reader, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++) {
    const CsHistoryRow *row = rows->pdata[i];
    n += g_str_equal (row->kind, kind) && g_str_equal (row->who, who);
  }
  return n;
}

static guint
count_people (CsTestFixture *fixture, const char *handle)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsBacklog) backlog = cs_project_backlog (project, &reader, 7, &error);
  g_assert_no_error (error);
  return backlog->people->len;
}

static void
test_settles (CsTestFixture *fixture, gconstpointer data)
{
  cs_test_read (fixture, "ana", 1000, "finding");
  g_assert_cmpuint (count_versions (fixture, "cat"), ==, 0);
  cs_test_assert_told (fixture, "cat", "revision.submit", NULL);
  g_assert_cmpuint (count_told (fixture, "cat", "sitting.open", "ana"), ==, 0);
  g_assert_cmpuint (count_people (fixture, "cat"), ==, 1);
  cs_test_assert_stands (fixture, "cat", "1 of 2 have read it");
  cs_test_read (fixture, "ben", 500000, "finding");
  /* What was found is there to be settled then, and nobody's. */
  cs_test_assert_stands (fixture, "cat", "waits for adjudication");
  g_assert_cmpuint (count_versions (fixture, "cat"), ==, 3);
  g_assert_cmpuint (count_told (fixture, "cat", "revision.submit", "?"), ==, 2);
  g_assert_cmpuint (count_told (fixture, "cat", "sitting.open", "ana"), ==, 0);
  g_assert_cmpuint (count_told (fixture, "lee", "sitting.open", "ana"), >, 0);
}

/* Who leads knows how far it is and not what was found; who audits changes nothing and reads all.
 */
static void
test_leads (CsTestFixture *fixture, gconstpointer data)
{
  cs_test_read (fixture, "ana", 1000, "finding");
  static const char *const others[] = { "lee", "dan" };
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    g_assert_cmpuint (count_versions (fixture, others[i]), ==, 0);
    cs_test_assert_told (fixture, others[i], "revision.submit", NULL);
    cs_test_assert_stands (fixture, others[i], "1 of 2 have read it");
  }
  g_assert_cmpuint (count_versions (fixture, "aud"), ==, 1);
  cs_test_assert_told (fixture, "aud", "revision.submit", "submitted the case with 1 mark");
  give_roles (fixture, "lee", CS_ROLE_LEAD | CS_ROLE_LABELER);
  give_roles (fixture, "aud", CS_ROLE_AUDITOR | CS_ROLE_LABELER);
  g_assert_cmpuint (count_versions (fixture, "lee"), ==, 0);
  g_assert_cmpuint (count_versions (fixture, "aud"), ==, 0);
  cs_test_read (fixture, "lee", 1000, "finding");
  cs_test_assert_told (fixture, "dan", "revision.submit", "submitted the case with 1 mark");
}

/* cat rules that what ana and ben found is nothing, and draws what neither of them had. */
static void
settle (CsTestFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_first_case (fixture);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "cat");
  const CsRuling rulings[] = { { .choice = CS_RULING_NOBODY }, { .choice = CS_RULING_NOBODY } };
  cs_test_draw (project, &gid, 800000);
  cs_project_adjudicate (project, &gid, rulings, G_N_ELEMENTS (rulings), "so", NULL, &error);
  g_assert_no_error (error);
}

/* The second time as blind as the first: not even what was made of their own reading, whether they
 * were the last to hand in or not. */
static void
test_again (CsTestFixture *fixture, gconstpointer data)
{
  cs_test_read (fixture, "ana", 1000, "finding");
  cs_test_read (fixture, "ben", 500000, "finding");
  settle (fixture);
  g_assert_cmpuint (count_versions (fixture, "ana"), >, 1);
  cs_test_decide_as (fixture, "dan", "send-back");
  g_assert_cmpuint (count_versions (fixture, "ana"), ==, 1);
  g_assert_cmpuint (count_versions (fixture, "ben"), ==, 1);
  g_assert_cmpuint (count_versions (fixture, "cat"), ==, 0);
}

/* dan says why, of all of it and of the one mark that they agreed on. */
static void
send_back (CsTestFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_first_case (fixture);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "dan");
  CsReader reader = cs_project_reader (project);
  CsHash revision = cs_test_revision (project, &gid);
  g_autoptr (CsMarkSet) set = cs_project_revision (project, &reader, &revision, &error);
  g_assert_no_error (error);
  const CsRemark remark = { .mark = set->marks[0]->id,
                            .item = set->marks[0]->item,
                            .part = -1,
                            .frame = -1,
                            .category = (char *)"boundary",
                            .text = (char *)"too wide" };
  const CsRemark *const rejected[] = { &remark };
  const CsDecision decision = { .decision = "send-back",
                                .category = "missed",
                                .severity = "major",
                                .reason = "again please",
                                .rejected = rejected,
                                .n_rejected = 1 };
  g_assert_true (cs_project_decide (project, &gid, &decision, &error));
  g_assert_no_error (error);
}

static void
assert_told_why (CsTestFixture *fixture, const char *handle)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsRemarkRow) whole = NULL;
  CsGid gid = cs_test_first_case (fixture);
  static const CsHash none;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  CsReader reader = cs_project_reader (project);
  g_assert_true (cs_project_came_back (project, &reader, &gid, &whole, &error));
  g_assert_nonnull (whole);
  g_assert_cmpstr (whole->remark.category, ==, "missed");
  g_assert_cmpstr (whole->remark.severity, ==, "major");
  g_assert_cmpstr (whole->remark.text, ==, "again please");
  g_assert_true (cs_hash_equal (&whole->revision, &none));
  g_autoptr (GPtrArray) rows = cs_project_remarks (project, &reader, &gid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  const CsRemarkRow *row = rows->pdata[0];
  g_assert_cmpstr (row->remark.text, ==, "too wide");
  g_assert_cmpuint (row->remark.mark, ==, 0);
  g_assert_true (cs_hash_equal (&row->revision, &none));
  g_assert_false (row->may_answer);
  g_autoptr (CsCaseView) view = cs_project_case_view (project, &gid, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (view->came_back->remark.text, ==, "again please");
  g_assert_true (view->row->sent_back);
}

/* Who reads it anew is told why, without marks; who settles it later, nothing. */
static void
test_told_why (CsTestFixture *fixture, gconstpointer data)
{
  static const char said[] = "sent the case back, category missed: again please";
  g_autoptr (GError) error = NULL;
  g_autoptr (CsRemarkRow) whole = NULL;
  CsGid gid = cs_test_first_case (fixture);
  cs_test_read (fixture, "ana", 1000, "finding");
  cs_test_read (fixture, "ben", 1000, "finding");
  send_back (fixture);
  assert_told_why (fixture, "ana");
  cs_test_assert_told (fixture, "ana", "review.decide", said);
  cs_test_assert_told (fixture, "cat", "review.decide", NULL);
  cs_test_assert_stands (fixture, "ana", "sent back; waits for labelling");
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "cat");
  CsReader reader = cs_project_reader (project);
  g_assert_true (cs_project_came_back (project, &reader, &gid, &whole, &error));
  g_assert_null (whole);
  g_autoptr (GPtrArray) rows = cs_project_remarks (project, &reader, &gid, &error);
  g_assert_cmpuint (rows->len, ==, 0);
  g_clear_pointer (&project, cs_project_close);
  /* Also once they handed in, and whoever reads it who did not before. */
  cs_test_read (fixture, "ana", 2000, "finding");
  assert_told_why (fixture, "ana");
  give_roles (fixture, "cat", CS_ROLE_LABELER);
  assert_told_why (fixture, "cat");
}

static char *
refusal (CsTestFixture *fixture, const char *whom)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_first_case (fixture);
  g_autoptr (CsSigner) signer = cs_test_signer (fixture->env, whom);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  g_assert_false (cs_project_assign (project, &gid, &cs_signer_identity (signer)->person, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  return g_strdup (error->message);
}

/* Who leads and could read it learns nothing of the others by trying to give it to them. */
static void
test_assigns (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_first_case (fixture);
  give_roles (fixture, "cat", CS_ROLE_LABELER);
  cs_test_read (fixture, "ana", 1000, "finding");
  CsProject *project = cs_test_open_later (fixture, "ben");
  g_assert_true (cs_project_claim (project, &gid, &error));
  cs_project_close (project);
  g_autofree char *reads = refusal (fixture, "ana"), *full = refusal (fixture, "cat");
  g_assert_cmpstr (reads, !=, full);
  give_roles (fixture, "lee", CS_ROLE_LEAD | CS_ROLE_LABELER);
  g_autofree char *same = refusal (fixture, "ana"), *again = refusal (fixture, "cat");
  g_assert_cmpstr (same, ==, again);
  g_assert_null (strstr (same, "reads the case already"));
}

/* Two went on in two copies, one of them in a third as well, which does not count: who settles it
 * is told neither of the three, nor why. */
static void
test_reason (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_first_case (fixture);
  static const char *const names[] = { "one.countersign", "two.countersign" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (fixture->dir, names[i], NULL);
    cs_test_copy (fixture->path, path);
  }
  cs_test_read (fixture, "ana", 1000, "finding");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (fixture->dir, names[i], NULL);
    cs_test_read_in (fixture, path, i == 0 ? "ana" : "ben", 400000, "finding");
    cs_test_bring_in (fixture, path);
  }
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "dan");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_history (project, &reader, &gid, &error);
  g_assert_no_error (error);
  guint lost = 0;
  for (guint i = 0; i < rows->len; i++) {
    const CsHistoryRow *row = rows->pdata[i];
    if (row->unrecognised == NULL)
      continue;
    lost++;
    g_assert_cmpstr (row->who, ==, "?");
    g_assert_null (strstr (row->unrecognised, "ana"));
  }
  g_assert_cmpuint (lost, ==, 1);
  g_clear_pointer (&project, cs_project_close);
  g_assert_cmpuint (count_told (fixture, "dan", "sitting.open", "ana"), ==, 0);
}

#define ADD(name, workflow, func)                                                                  \
  g_test_add ("/round-sight/" name, CsTestFixture, workflow, set_up, func, cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("settles", TWO_READERS, test_settles);
  ADD ("leads", TWO_READERS, test_leads);
  ADD ("again", TWO_READERS, test_again);
  ADD ("told-why", TWO_READERS, test_told_why);
  ADD ("assigns", TWO_READERS, test_assigns);
  ADD ("reason", BOTH_LABEL, test_reason);
  return g_test_run ();
}
