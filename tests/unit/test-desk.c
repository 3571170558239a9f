/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window asks around a case: where an act leads, what can be taken back, who may act, the
 * whole of a case at once; and what is new in the guideline. */
#include "cs-project-desk.h"
#include "cs-project-private.h"
#include "cs-test-project.h"

#include <string.h>

static void
decide (CsTestFixture *fixture, const char *handle, const CsGid *gid, const char *decision)
{
  g_autoptr (CsProject) project = cs_test_open_later (fixture, handle);
  cs_test_decide (project, gid, decision);
}

/* --- where to --- */

static void
assert_foresight (CsProject *project, const CsGid *gid, const char *decision, const char *stage,
                  const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsForesight) there = cs_project_foresee (project, gid, decision, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (there->stage, ==, stage);
  g_assert_cmpstr (there->sentence, ==, sentence);
  g_assert_cmpint (there->blocked, ==, g_str_has_prefix (sentence, "blocked"));
}

static void
test_foresee (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open_later (fixture, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  assert_foresight (project, &gid, "submit", "review", "goes to ben, cat or dan (review)");
  g_assert_null (cs_project_foresee (project, &gid, "accept", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_null (cs_project_foresee (project, &gid, "maybe", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  cs_project_close (project);
  cs_test_submit (fixture, "case-0");
  project = cs_test_open_later (fixture, "cat");
  assert_foresight (project, &gid, "accept", "approve", "goes to cat or dan (approval)");
  assert_foresight (project, &gid, "correct", "approve", "goes to dan (approval)");
  assert_foresight (project, &gid, "send-back", "label", "goes back to ana (labelling)");
  assert_foresight (project, &gid, "reject", "", "is out until a lead reopens it");
  cs_project_close (project);
  decide (fixture, "ben", &gid, "accept");
  project = cs_test_open_later (fixture, "dan");
  assert_foresight (project, &gid, "accept", "", "waits for your signature");
  assert_foresight (project, &gid, "correct", "approve", "goes to cat (approval)");
  cs_test_draw (project, &gid, 9000);
  cs_test_decide (project, &gid, "correct");
  cs_project_close (project);
  project = cs_test_open_later (fixture, "cat");
  assert_foresight (project, &gid, "correct", "approve",
                    "blocked: needs an SME who is not an author");
  cs_project_close (project);
}

/* --- taking back --- */

static void
assert_undoable (CsProject *project, const CsGid *gid, const char *label, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsUndoable) undoable = cs_project_undoable (project, gid, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (undoable != NULL ? undoable->label : NULL, ==, label);
  g_assert_cmpstr (undoable != NULL ? undoable->title : NULL, ==, title);
}

static void
test_undoable (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid first = cs_test_submit (fixture, "case-0"), second = cs_test_submit (fixture, "case-1");
  CsProject *project = cs_test_open_later (fixture, "ana");
  assert_undoable (project, &first, "Submitted", "case-0");
  assert_undoable (project, NULL, "Submitted", "case-1");
  cs_project_close (project);
  decide (fixture, "ben", &first, "accept");
  project = cs_test_open_later (fixture, "ana");
  assert_undoable (project, &first, NULL, NULL);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ben");
  assert_undoable (project, &second, NULL, NULL);
  assert_undoable (project, NULL, "Accepted", "case-0");
  cs_project_withdraw (project, &first, &error);
  g_assert_no_error (error);
  assert_undoable (project, NULL, NULL, NULL);
  cs_test_decide (project, &first, "send-back");
  assert_undoable (project, &first, "Sent back", "case-0");
  cs_project_close (project);
}

/* --- who --- */

static void
assert_who (CsProject *project, const CsGid *gid, const char *stage, const char *expected)
{
  g_autoptr (GError) error = NULL;
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) people = cs_project_people_who_may (project, &reader, gid, stage, &error);
  g_assert_no_error (error);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < people->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            ((CsPersonRow *)people->pdata[i])->handle);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_who_may (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_submit (fixture, "case-0");
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  CsReader reader = cs_project_reader (project);
  assert_who (project, &gid, NULL, "ben cat dan");
  assert_who (project, &gid, "approve", "cat dan");
  assert_who (project, &gid, "label", "ana ben cat dan");
  g_assert_null (cs_project_people_who_may (project, &reader, &gid, "tea", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
}

/* --- a case as it opens --- */

static CsCaseView *
view_of (CsProject *project, const CsGid *gid)
{
  g_autoptr (GError) error = NULL;
  CsCaseView *view = cs_project_case_view (project, gid, &error);
  g_assert_no_error (error);
  return view;
}

static void
test_view_reading (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  g_autoptr (CsCaseView) fresh = view_of (project, &gid);
  g_assert_cmpint (fresh->mode, ==, CS_MODE_READING);
  g_assert_null (fresh->current);
  g_assert_null (fresh->undoable);
  g_assert_false (fresh->has_draft || fresh->can_undo || fresh->can_redo || fresh->mine);
  g_assert_cmpuint (fresh->items->len, ==, 1);
  g_assert_cmpuint (fresh->draft->n_marks, ==, 0);
  cs_project_claim (project, &gid, &error);
  cs_test_draw (project, &gid, 1000);
  cs_test_draw (project, &gid, 2000);
  g_assert_true (cs_project_undo_draft (project, &gid, &error));
  g_autoptr (CsCaseView) view = view_of (project, &gid);
  g_assert_true (view->has_draft && view->can_undo && view->can_redo && view->mine);
  g_assert_false (view->draft_stale);
  g_assert_cmpuint (view->draft->n_marks, ==, 1);
  g_assert_cmpstr (view->row->title, ==, "case-0");
  g_assert_cmpint (view->coverage, ==, CS_COVERAGE_WARN);
}

static void
test_view_review (CsTestFixture *fixture, gconstpointer data)
{
  CsGid gid = cs_test_submit (fixture, "case-0");
  CsProject *project = cs_test_open_later (fixture, "ana");
  g_autoptr (CsCaseView) own = view_of (project, &gid);
  g_assert_cmpint (own->mode, ==, CS_MODE_LOOKING);
  g_assert_nonnull (own->reason);
  g_assert_nonnull (own->current);
  g_assert_cmpstr (own->undoable->label, ==, "Submitted");
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ben");
  cs_test_draw (project, &gid, 5000);
  g_autoptr (CsCaseView) review = view_of (project, &gid);
  g_assert_cmpint (review->mode, ==, CS_MODE_REVIEW);
  g_assert_cmpuint (review->current->n_marks, ==, 1);
  g_assert_cmpuint (review->draft->n_marks, ==, 2);
  g_assert_cmpuint (review->changes->diff->marks->len, ==, 1);
  cs_project_close (project);
  decide (fixture, "cat", &gid, "accept");
  project = cs_test_open_later (fixture, "ben");
  g_autoptr (CsCaseView) after = view_of (project, &gid);
  g_assert_cmpint (after->mode, ==, CS_MODE_LOOKING);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "dan");
  g_autoptr (CsCaseView) approval = view_of (project, &gid);
  g_assert_cmpint (approval->mode, ==, CS_MODE_APPROVAL);
  cs_project_close (project);
}

/* Who gets a case back reads why, as long as it has not been handed in again. */
static void
test_view_came_back (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_submit (fixture, "case-0");
  const CsDecision back = { .decision = "send-back",
                            .category = "missed",
                            .severity = "major",
                            .clause = "G-3.1",
                            .reason = "One is missing." };
  CsProject *project = cs_test_open_later (fixture, "ben");
  g_autoptr (CsCaseView) before = view_of (project, &gid);
  g_assert_null (before->came_back);
  g_assert_true (cs_project_decide (project, &gid, &back, &error));
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ana");
  g_autoptr (CsCaseView) view = view_of (project, &gid);
  g_assert_cmpstr (view->came_back->remark.category, ==, "missed");
  g_assert_cmpstr (view->came_back->remark.severity, ==, "major");
  g_assert_cmpstr (view->came_back->remark.clause, ==, "G-3.1");
  g_assert_cmpstr (view->came_back->remark.text, ==, "One is missing.");
  g_assert_cmpstr (view->came_back->who, ==, "ben");
  g_assert_false (view->came_back->may_answer || view->came_back->may_close);
  cs_test_draw (project, &gid, 4000);
  g_assert_true (cs_project_submit (project, &gid, NULL, NULL, &error));
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ben");
  g_autoptr (CsCaseView) again = view_of (project, &gid);
  g_assert_null (again->came_back);
  cs_project_close (project);
}

/* A former version is read once, however often the case is. */
static void
test_view_past (CsTestFixture *fixture, gconstpointer data)
{
  CsGid gid = cs_test_submit (fixture, "case-0");
  decide (fixture, "ben", &gid, "send-back");
  cs_test_submit (fixture, "case-0");
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "ben");
  g_autoptr (CsCaseView) view = view_of (project, &gid);
  g_autoptr (CsCaseView) again = view_of (project, &gid);
  g_assert_cmpuint (view->past->len, ==, 1);
  g_assert_true (view->past->pdata[0] == again->past->pdata[0]);
}

/* What may not be seen is not in it: to eve, who drew on it before ana handed it in, the case is
 * there without ana's work; without her draft it is not there at all. */
static void
test_view_blind (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSigner) eve = cs_test_signer (fixture->env, "eve");
  CsProject *project = cs_test_open_later (fixture, "lee");
  cs_project_add_person (project, cs_signer_identity (eve), CS_ROLE_LABELER, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "eve");
  CsReader reader = cs_project_reader (project);
  CsGid gid = cs_test_case (project, "case-0");
  cs_test_draw (project, &gid, 3000);
  cs_project_close (project);
  cs_test_submit (fixture, "case-0");
  project = cs_test_open_later (fixture, "eve");
  CsCaseView *view = view_of (project, &gid);
  g_assert_null (view->current);
  g_assert_null (view->past);
  g_assert_null (view->changes);
  g_assert_cmpuint (view->draft->n_marks, ==, 1);
  g_assert_cmpint (view->row->marks, ==, 0);
  g_assert_false (view->row->has_revision);
  cs_case_view_unref (view);
  g_assert_null (cs_project_people_who_may (project, &reader, &gid, "review", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (cs_project_foresee (project, &gid, "submit", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (cs_project_discard_draft (project, &gid, &error));
  g_assert_null (cs_project_case_view (project, &gid, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  cs_project_close (project);
}

/* --- the guideline --- */

static void
publish (CsTestFixture *fixture, const char *text, const char *change)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) images = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (CsGuideline) guideline = cs_guideline_new ("rules", text, strlen (text), NULL, &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = cs_test_open_later (fixture, "lee");
  cs_project_publish_guideline (project, guideline, images, change, NULL, &error);
  g_assert_no_error (error);
}

/* Once more the same is refused, and nothing is left of it; for who may not, that comes first. */
static void
test_publish_same (CsTestFixture *fixture, gconstpointer data)
{
  static const char text[] = "# Rules\n\n## G-1 One\n\na\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) images = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (CsGuideline) same = cs_guideline_new ("rules", text, strlen (text), NULL, &error);
  CsSchema *schema = NULL;
  publish (fixture, text, NULL);
  CsProject *project = cs_test_open_later (fixture, "lee");
  g_assert_false (
      cs_project_publish_guideline (project, same, images, "decisions", "again", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (cs_project_schema (project, &schema, NULL, NULL));
  g_autoptr (CsSchema) in_force = cs_schema_ref (schema);
  g_assert_false (cs_project_publish_schema (project, in_force, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_clear_error (&error);
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) versions = cs_project_documents (project, &reader, "guideline", NULL);
  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_true (cs_project_schema (project, &schema, NULL, NULL) && schema != NULL);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ana");
  g_assert_false (cs_project_publish_guideline (project, same, images, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
  cs_project_close (project);
}

static void
test_news (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsProject *project = cs_test_open_later (fixture, "ana");
  g_autoptr (CsGuidelineNews) none = cs_test_news (project);
  g_assert_cmpint (none->now, ==, 0);
  g_assert_cmpuint (none->clauses->len, ==, 0);
  g_assert_false (cs_project_ack_guideline (project, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);
  cs_project_close (project);
  publish (fixture, "# Rules\n\n## G-1 One\n\na\n\n## G-2 Two\n\nb\n", NULL);
  project = cs_test_open_later (fixture, "ana");
  g_autoptr (CsGuidelineNews) first = cs_test_news (project);
  g_assert_cmpint (first->read, ==, 0);
  g_assert_cmpint (first->now, ==, 1);
  g_assert_cmpuint (first->versions->len, ==, 1);
  cs_project_ack_guideline (project, &error);
  g_assert_no_error (error);
  g_autoptr (CsGuidelineNews) read = cs_test_news (project);
  g_assert_cmpint (read->read, ==, 1);
  g_assert_cmpuint (read->versions->len, ==, 0);
  g_assert_cmpuint (read->clauses->len, ==, 0);
  cs_project_close (project);
  publish (fixture, "# Rules\n\n## G-1 One\n\na\n\n## G-2 Two\n\nc\n", "wording");
  publish (fixture, "# Rules\n\n## G-2 Two\n\nc\n\n## G-3 Three\n\nd\n", "decisions");
  project = cs_test_open_later (fixture, "ana");
  g_autoptr (CsGuidelineNews) news = cs_test_news (project);
  g_assert_cmpuint (news->versions->len, ==, 2);
  g_assert_true (news->decisions);
  g_assert_cmpstr (((CsDocumentRow *)news->versions->pdata[0])->change, ==, "wording");
  g_assert_cmpuint (news->clauses->len, ==, 3);
  static const struct {
    const char *id;
    CsClauseChange change;
    gint64 version;
    const char *effect;
  } expected[] = { { "G-2", CS_CLAUSE_CHANGED, 2, "wording" },
                   { "G-3", CS_CLAUSE_ADDED, 3, "decisions" },
                   { "G-1", CS_CLAUSE_REMOVED, 3, "decisions" } };
  for (guint i = 0; i < 3; i++) {
    const CsClauseNews *clause = news->clauses->pdata[i];
    g_assert_cmpstr (clause->id, ==, expected[i].id);
    g_assert_cmpint (clause->change, ==, expected[i].change);
    g_assert_cmpint (clause->version, ==, expected[i].version);
    g_assert_cmpstr (clause->effect, ==, expected[i].effect);
    g_assert_cmpint (clause->cases, ==, 0);
  }
  CsHash before, after;
  g_assert_true (cs_index_digest (project->index, &before, NULL));
  g_assert_true (cs_index_rebuild (project->index, NULL));
  g_assert_true (cs_index_digest (project->index, &after, NULL));
  g_assert_true (cs_hash_equal (&before, &after));
  cs_project_close (project);
}

/* It is no news to who wrote it, until somebody else publishes another. */
static void
test_news_of_the_author (CsTestFixture *fixture, gconstpointer data)
{
  publish (fixture, "# Rules\n\n## G-1 One\n\na\n", NULL);
  g_autoptr (CsProject) author = cs_test_open_later (fixture, "lee");
  g_autoptr (CsGuidelineNews) written = cs_test_news (author);
  g_assert_cmpint (written->read, ==, 1);
  g_assert_cmpuint (written->versions->len, ==, 0);
  g_assert_cmpuint (written->clauses->len, ==, 0);
  cs_project_close (g_steal_pointer (&author));
  g_autoptr (CsProject) reader = cs_test_open_later (fixture, "ana");
  g_autoptr (CsGuidelineNews) news = cs_test_news (reader);
  g_assert_cmpint (news->read, ==, 0);
  g_assert_cmpuint (news->versions->len, ==, 1);
}

/* A clause that two versions changed has the stronger class and the later reason, and touches the
 * cases in which the reader used a label of its own. */
static void
test_news_touches (CsTestFixture *fixture, gconstpointer data)
{
  static const char labels[] =
      "{\"format\":\"countersign-schema-1\",\"name\":\"test\",\"labels\":[{\"key\":\"finding\","
      "\"kinds\":[\"box\"],\"clause\":\"G-1\"},{\"key\":\"other\",\"kinds\":[\"box\"],"
      "\"clause\":\"G-2\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSchema) schema = cs_schema_read (labels, strlen (labels), &error);
  g_assert_no_error (error);
  CsProject *project = cs_test_open_later (fixture, "lee");
  g_assert_true (cs_project_publish_schema (project, schema, NULL, &error));
  cs_project_close (project);
  publish (fixture, "## G-1 One\n\na\n\n## G-2 Two\n\nb\n", NULL);
  project = cs_test_open_later (fixture, "ana");
  g_assert_true (cs_project_ack_guideline (project, &error));
  for (guint i = 0; i < 2; i++) {
    CsGid gid = cs_test_case (project, i == 0 ? "case-0" : "case-1");
    g_assert_true (cs_project_claim (project, &gid, &error));
    cs_test_draw (project, &gid, 100);
    g_assert_true (cs_project_submit (project, &gid, NULL, NULL, &error));
  }
  cs_project_close (project);
  publish (fixture, "## G-1 One\n\nc\n\n## G-2 Two\n\nb\n", "decisions");
  publish (fixture, "## G-1 One\n\nd\n\n## G-2 Two\n\ne\n", "wording");
  project = cs_test_open_later (fixture, "ana");
  g_autoptr (CsGuidelineNews) news = cs_test_news (project);
  g_assert_cmpuint (news->clauses->len, ==, 2);
  const CsClauseNews *one = news->clauses->pdata[0], *two = news->clauses->pdata[1];
  g_assert_cmpstr (one->id, ==, "G-1");
  g_assert_cmpint (one->version, ==, 3);
  g_assert_cmpstr (one->effect, ==, "decisions");
  g_assert_cmpint (one->cases, ==, 2);
  g_assert_cmpstr (two->effect, ==, "wording");
  g_assert_cmpint (two->cases, ==, 0);
  cs_project_close (project);
  project = cs_test_open_later (fixture, "ben");
  g_assert_true (cs_project_ack_guideline (project, &error));
  cs_project_close (project);
  publish (fixture, "## G-1 One\n\nf\n\n## G-2 Two\n\ne\n", NULL);
  project = cs_test_open_later (fixture, "ben");
  g_autoptr (CsGuidelineNews) reviewers = cs_test_news (project);
  const CsClauseNews *last = reviewers->clauses->pdata[0];
  g_assert_cmpstr (last->effect, ==, NULL);
  g_assert_cmpint (last->cases, ==, 0);
  cs_project_close (project);
}

/* A signed case is only looked at; to a lead it is said, and offered, how that changes. */
static void
test_who_reopens (CsTestFixture *fixture, gconstpointer data)
{
  static const struct {
    const char *handle;
    gboolean may;
    const char *reason;
  } people[] = { { "ana", FALSE, "the case is signed; a lead can reopen it" },
                 { "lee", TRUE, "the case is signed; reopen it to change something" } };
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_submit (fixture, "case-0");
  decide (fixture, "ben", &gid, "accept");
  decide (fixture, "cat", &gid, "accept");
  cs_test_sign (fixture->env, fixture->path, "cat", &gid);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    g_autoptr (CsProject) project = cs_test_open_later (fixture, people[i].handle);
    g_autoptr (CsCaseView) view = cs_project_case_view (project, &gid, &error);
    g_assert_no_error (error);
    g_assert_cmpint (view->mode, ==, CS_MODE_LOOKING);
    g_assert_cmpint (view->may_reopen, ==, people[i].may);
    g_assert_cmpstr (view->reason, ==, people[i].reason);
  }
}

/* Who corrects does not take the place of who labelled. */
static void
test_labelled_and_corrected (CsTestFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsGid gid = cs_test_submit (fixture, "case-0");
  CsProject *project = cs_test_open_later (fixture, "ben");
  g_autoptr (CsCaseView) first = cs_project_case_view (project, &gid, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first->changes->after.who, ==, "ana");
  g_assert_null (first->changes->labelled_by);
  cs_test_draw (project, &gid, 500);
  cs_test_decide (project, &gid, "correct");
  cs_project_close (project);
  project = cs_test_open_later (fixture, "cat");
  g_autoptr (CsCaseView) second = cs_project_case_view (project, &gid, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second->changes->after.who, ==, "ben");
  g_assert_cmpstr (second->changes->labelled_by, ==, "ana");
  cs_project_close (project);
}

#define ADD(path, func)                                                                            \
  g_test_add (path, CsTestFixture, NULL, cs_test_set_up, func, cs_test_tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("/desk/foresee", test_foresee);
  ADD ("/desk/undoable", test_undoable);
  ADD ("/desk/who-may", test_who_may);
  ADD ("/desk/view-reading", test_view_reading);
  ADD ("/desk/view-review", test_view_review);
  ADD ("/desk/view-came-back", test_view_came_back);
  ADD ("/desk/view-past", test_view_past);
  ADD ("/desk/view-blind", test_view_blind);
  ADD ("/desk/labelled-and-corrected", test_labelled_and_corrected);
  ADD ("/desk/who-reopens", test_who_reopens);
  ADD ("/desk/publish-same", test_publish_same);
  ADD ("/desk/news", test_news);
  ADD ("/desk/news-of-the-author", test_news_of_the_author);
  ADD ("/desk/news-touches", test_news_touches);
  return g_test_run ();
}
