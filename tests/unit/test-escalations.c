/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a question about a case looks like to who asked, who rules and who knows nothing of it, as
 * the window reads it; who is told of the ruling. */
#include "cs-project-desk.h"
#include "cs-project-private.h"
#include "cs-test-project.h"

#include <string.h>

static CsProject *project;

static void
be (CsTestFixture *fixture, const char *handle)
{
  g_clear_pointer (&project, cs_project_close);
  project = cs_test_open_later (fixture, handle);
}

static CsCaseView *
view (const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  CsCaseView *view = cs_project_case_view (project, gid, &error);
  g_assert_no_error (error);
  return view;
}

static void
ask (const CsGid *gid, CsAsked level, const char *severity)
{
  g_autoptr (GError) error = NULL;
  const CsQuestion question = { .level = level, .question = "Which?", .severity = severity };
  cs_project_escalate (project, gid, &question, &error);
  g_assert_no_error (error);
}

static CsEscalationRow *
only (void)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_escalations (project, &reader, NULL, NULL, &error);
  g_assert_no_error (error);
  if (rows->len == 0)
    return NULL;
  g_assert_cmpuint (rows->len, ==, 1);
  return g_ptr_array_steal_index (rows, 0);
}

/* Who asked keeps the case and its draft, and works on when it was ruled. */
static void
test_ask_and_rule (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  be (fixture, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  cs_project_claim (project, &gid, &error);
  g_assert_no_error (error);
  cs_test_draw (project, &gid, 1000);
  ask (&gid, CS_ASKED_LEAD, "minor");
  g_autoptr (CsCaseView) waits = view (&gid);
  g_assert_cmpint (waits->mode, ==, CS_MODE_LOOKING);
  g_assert_cmpint (waits->row->asked, ==, CS_ASKED_LEAD);
  g_assert_true (waits->question->own && waits->question->may_take_back && waits->mine);
  g_assert_false (waits->question->may_rule || waits->question->may_send_up);
  g_assert_cmpuint (waits->draft->n_marks, ==, 1);
  be (fixture, "lee");
  g_autoptr (CsCaseView) asked = view (&gid);
  g_assert_true (asked->question->may_rule && asked->question->may_send_up);
  g_assert_false (asked->question->may_agree || asked->question->may_take_back);
  cs_project_rule (project, asked->question, "This.", NULL, NULL, &error);
  g_assert_no_error (error);
  /* Once. */
  g_assert_false (cs_project_rule (project, asked->question, "That.", NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  be (fixture, "ana");
  g_autoptr (CsCaseView) answered = view (&gid);
  g_assert_cmpint (answered->mode, ==, CS_MODE_READING);
  g_assert_cmpint (answered->row->asked, ==, CS_ASKED_NOBODY);
  g_assert_true (answered->question->answers);
  g_assert_cmpstr (answered->question->text, ==, "This.");
  g_assert_cmpuint (answered->draft->n_marks, ==, 1);
  g_clear_error (&error);
  cs_project_submit (project, &gid, NULL, NULL, &error);
  g_assert_no_error (error);
  /* It was read when they went on. */
  g_autoptr (CsCaseView) done = view (&gid);
  g_assert_null (done->question);
  g_clear_pointer (&project, cs_project_close);
}

/* What is no minor matter a lead only sends on; who sent it up finds it no more. */
static void
test_goes_up (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  be (fixture, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  ask (&gid, CS_ASKED_LEAD, "critical");
  be (fixture, "lee");
  CsReader lee = cs_project_reader (project);
  g_autoptr (CsEscalationRow) row = only ();
  g_assert_true (row->may_send_up && !row->may_rule);
  g_assert_true (cs_project_hears (project, &lee, &gid));
  cs_project_send_up (project, row, CS_ASKED_SME, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (cs_project_hears (project, &lee, &gid));
  be (fixture, "ana");
  g_autoptr (CsEscalationRow) up = only ();
  g_assert_cmpint (up->level, ==, CS_ASKED_SME);
  g_assert_false (up->may_take_back);
  g_assert_cmpint (up->since, >, up->wall);
  g_clear_pointer (&project, cs_project_close);
}

/* A labeler who does not see the work is told of a ruling with a title, and of nothing else. */
static void
test_blind (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  for (guint titled = 0; titled < 2; titled++) {
    g_autofree char *title = g_strdup_printf ("case-%u", titled);
    be (fixture, "lee");
    g_autoptr (CsPersonRow) ben = cs_project_find_person (project, "ben", NULL);
    cs_project_set_roles (project, &ben->gid, CS_ROLE_LABELER, &error);
    g_assert_no_error (error);
    be (fixture, "ana");
    CsGid gid = cs_test_case (project, title);
    ask (&gid, CS_ASKED_LEAD, "minor");
    be (fixture, "ben");
    g_assert_null (only ());
    g_autoptr (CsCaseView) held = view (&gid);
    g_assert_null (held->question);
    g_assert_cmpint (held->row->asked, ==, CS_ASKED_NOBODY);
    be (fixture, "lee");
    CsReader lee = cs_project_reader (project);
    g_autoptr (CsEscalationRow) row = cs_project_find_escalation (project, &lee, title, &error);
    g_assert_no_error (error);
    cs_project_rule (project, row, "So.", "G-1", titled ? "Known" : NULL, &error);
    g_assert_no_error (error);
    be (fixture, "ben");
    g_autoptr (CsEscalationRow) told = only ();
    g_assert_cmpint (told != NULL, ==, titled);
    if (told != NULL) {
      g_assert_null (told->question);
      g_assert_null (told->title);
      g_assert_null (told->who);
      g_assert_true (cs_gid_is_zero (&told->case_gid));
      g_assert_cmpstr (told->ruled_title, ==, "Known");
    }
  }
  g_clear_pointer (&project, cs_project_close);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add ("/escalations/ask-and-rule", CsTestFixture, NULL, cs_test_set_up, test_ask_and_rule,
              cs_test_tear_down);
  g_test_add ("/escalations/goes-up", CsTestFixture, NULL, cs_test_set_up, test_goes_up,
              cs_test_tear_down);
  g_test_add ("/escalations/blind", CsTestFixture, NULL, cs_test_set_up, test_blind,
              cs_test_tear_down);
  return g_test_run ();
}
