/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels dealt out to people who read one case at the same time: who reads which, what nobody can
 * hand in whatever their program says, what comes of it all, and that copies that meet come to the
 * same. The walks of test-workflow-model.c try the places at random. */
#include "cs-index-private.h"
#include "cs-project-bulk.h"
#include "cs-project-desk.h"
#include "cs-project-private.h"
#include "cs-test-project.h"
#include "cs-workflow-groups.h"

#include <string.h>

#define STAGES(groups)                                                                             \
  "{\"claim_hours\":4,\"format\":\"countersign-workflow-1\",\"stages\":[{" groups                  \
  ",\"key\":\"label\",\"roles\":[\"labeler\",\"reviewer\"]},"                                      \
  "{\"key\":\"review\",\"roles\":[\"sme\",\"reviewer\"],\"exclude\":[\"author\"]},"                \
  "{\"key\":\"approve\",\"roles\":[\"sme\"],\"exclude\":[\"author\"],\"sign\":true}]}"
#define BONES "{\"key\":\"bones\",\"labels\":[\"fracture\",\"finding\"]}"
#define LUNGS "{\"key\":\"lungs\",\"labels\":[\"nodule\"]}"
#define TWO "\"groups\":[" BONES "," LUNGS "]"

static const char schema_text[] =
    "{\"format\":\"countersign-schema-1\",\"name\":\"s\",\"labels\":["
    "{\"key\":\"finding\",\"kinds\":[\"box\"]},"
    "{\"key\":\"fracture\",\"kinds\":[\"box\"]},{\"key\":\"nodule\",\"kinds\":[\"box\"]}]}";

typedef struct {
  CsTestFixture base;
  char *other;
  CsGid gids[3];
} Fixture;

static void
publish (Fixture *fixture, const char *text, const char *no)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsWorkflow) workflow = cs_workflow_parse (text, strlen (text), &error);
  g_autoptr (CsProject) project = cs_test_open_later (&fixture->base, "lee");
  if (workflow != NULL)
    cs_project_publish_workflow (project, workflow, NULL, &error);
  if (no == NULL)
    g_assert_no_error (error);
  else if (error == NULL || strstr (error->message, no) == NULL)
    g_error ("\"%s\" does not say \"%s\"", error != NULL ? error->message : "published", no);
}

static void
publish_schema (Fixture *fixture, const char *text, const char *no)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSchema) schema = cs_schema_read (text, strlen (text), &error);
  g_assert_no_error (error);
  g_autoptr (CsProject) project = cs_test_open_later (&fixture->base, "lee");
  cs_project_publish_schema (project, schema, NULL, &error);
  if (no == NULL)
    g_assert_no_error (error);
  else
    g_assert_nonnull (strstr (error->message, no));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  cs_test_set_up (&fixture->base, NULL);
  fixture->other = g_build_filename (fixture->base.dir, "other.countersign", NULL);
  publish_schema (fixture, schema_text, NULL);
  publish (fixture, STAGES (TWO), NULL);
  g_autoptr (CsProject) project = cs_test_open_later (&fixture->base, "lee");
  for (guint i = 0; i < 3; i++) {
    g_autofree char *title = g_strdup_printf ("case-%u", i);
    fixture->gids[i] = cs_test_case (project, title);
  }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->other);
  cs_test_tear_down (&fixture->base, NULL);
}

static CsProject *
open_as (Fixture *fixture, const char *path, const char *handle)
{
  cs_test_env_advance (fixture->base.env, G_USEC_PER_SEC);
  return cs_test_open (fixture->base.env, path, handle);
}

/* Whether it is done; else it says NO. */
static void
assert_done (gboolean done, GError **error, const char *no)
{
  if (no == NULL)
    g_assert_no_error (*error);
  else if (done || strstr ((*error)->message, no) == NULL)
    g_error ("\"%s\" does not say \"%s\"", done ? "done" : (*error)->message, no);
  g_clear_error (error);
}

static void
take (Fixture *fixture, const char *path, const char *handle, guint n, const char *group,
      const char *no)
{
  GError *error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, path, handle);
  assert_done (cs_project_claim_group (project, &fixture->gids[n], group, &error), &error, no);
}

static void
hand_in (Fixture *fixture, const char *path, const char *handle, guint n, const char *label)
{
  GError *error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, path, handle);
  cs_test_draw_as (project, &fixture->gids[n], 1000 * (gint64)handle[0], label);
  assert_done (cs_project_submit (project, &fixture->gids[n], NULL, NULL, &error), &error, NULL);
}

static void
assert_state (Fixture *fixture, const char *path, const char *handle, guint n, const char *state)
{
  g_autofree char *title = g_strdup_printf ("case-%u", n);
  g_autoptr (CsProject) project = open_as (fixture, path, handle);
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsCaseRow) row = cs_project_find_case (project, &reader, title, NULL);
  g_assert_nonnull (row);
  if (strstr (row->state, state) == NULL)
    g_error ("%s: \"%s\" is not \"%s\"", title, row->state, state);
}

/* The labels of the version, in the order of the ids. */
static char *
labels_of (Fixture *fixture, const char *path, guint n)
{
  GString *text = g_string_new (NULL);
  g_auto (CsWork) work = { 0 };
  g_autoptr (CsProject) project = open_as (fixture, path, "cat");
  CsReader reader = cs_project_reader (project);
  g_assert_true (cs_project_work (project, &fixture->gids[n], &work, NULL));
  g_autoptr (CsMarkSet) set = cs_project_revision (project, &reader, &work.revision, NULL);
  for (guint i = 0; set != NULL && i < set->n_marks; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", set->marks[i]->label);
  return g_string_free (text, FALSE);
}

static void
assert_labels (Fixture *fixture, const char *path, guint n, const char *labels)
{
  g_autofree char *found = labels_of (fixture, path, n);
  g_assert_cmpstr (found, ==, labels);
}

/* --- the document --- */

static void
test_document (Fixture *fixture, gconstpointer data)
{
  publish (fixture, STAGES ("\"groups\":[" BONES "]"), "stages[0].groups: there are two at least");
  publish (fixture, STAGES ("\"groups\":[" BONES "," BONES "]"),
           "stages[0].groups[1].key: \"bones\" comes twice");
  publish (
      fixture,
      STAGES ("\"groups\":[" BONES ",{\"key\":\"x\",\"labels\":[\"nodule\",\"finding\"]}]"),
      "stages[0].groups[1].labels[1]: the label \"finding\" is in the group \"bones\" already");
  publish (fixture, STAGES ("\"groups\":[" BONES ",{\"key\":\"x\",\"labels\":[\"a\",\"a\"]}]"),
           "labels[1]: the label \"a\" comes twice");
  publish (fixture, STAGES ("\"groups\":[" BONES ",{\"key\":\"X\",\"labels\":[\"a\"]}]"),
           "stages[0].groups[1].key: \"X\" has other characters");
  publish (fixture, STAGES ("\"groups\":[" BONES ",{\"key\":\"x\",\"labels\":[]}]"),
           "stages[0].groups[1].labels");
  publish (fixture, STAGES ("\"reads\":3," TWO),
           "stages[0].reads: each group is read once, so that "
           "2 read a case");
  publish (fixture, STAGES ("\"groups\":[" BONES ",{\"key\":\"x\",\"labels\":[\"stone\"]}]"),
           "stages[0].groups: the label \"nodule\" of the schema is in no group");
  publish (fixture, STAGES ("\"tie_breaker\":\"another\"," TWO),
           "stages[0].tie_breaker: where labels are dealt out nothing is compared");
  g_autofree char *later = g_strdup (STAGES (TWO));
  g_autoptr (GError) error = NULL;
  later[strlen (later) - 1] = '\0';
  char *second = strstr (later, "\"key\":\"review\"");
  g_autofree char *moved =
      g_strdup_printf ("%.*s" TWO ",%s}", (int)(second - later), later, second);
  g_assert_null (cs_workflow_parse (moved, strlen (moved), &error));
  g_assert_nonnull (strstr (error->message, "stages[1].groups: only at the first stage"));
}

/* A schema is published when each of its labels is in a group; one may wait for its label. */
static void
test_schema_later (Fixture *fixture, gconstpointer data)
{
  static const char more[] = "{\"format\":\"countersign-schema-1\",\"name\":\"s\",\"labels\":["
                             "{\"key\":\"finding\",\"kinds\":[\"box\"]},"
                             "{\"key\":\"stone\",\"kinds\":[\"box\"]}]}";
  publish_schema (fixture, more, "the workflow in force: stages[0].groups: the label \"stone\"");
  publish (fixture,
           STAGES ("\"groups\":[" BONES ",{\"key\":\"lungs\",\"labels\":[\"nodule\",\"stone\"]}]"),
           NULL);
  publish_schema (fixture, more, NULL);
  /* Not every group has a label of it now, and each is still read. */
  publish (fixture, STAGES ("\"groups\":[" BONES ",{\"key\":\"rest\",\"labels\":[\"stone\"]}]"),
           NULL);
}

/* --- who reads which --- */

static void
test_places (Fixture *fixture, gconstpointer data)
{
  const char *path = fixture->base.path;
  take (fixture, path, "ana", 0, "hearts", "has none of that name");
  take (fixture, path, "ana", 0, "lungs", NULL);
  assert_state (fixture, path, "ana", 0, "labelling, lungs");
  take (fixture, path, "ben", 0, "lungs", "somebody else reads that group");
  take (fixture, path, "ben", 0, NULL, NULL);
  assert_state (fixture, path, "ben", 0, "labelling, bones");
  assert_state (fixture, path, "lee", 0, "0 of 2 have read it; not read yet: bones, lungs");
  /* Given with a group, and without: then the one that is left. */
  GError *error = NULL;
  g_autoptr (CsProject) project = open_as (fixture, path, "lee");
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", NULL);
  g_autoptr (CsPersonRow) ben = cs_project_find_person (project, "ben", NULL);
  const CsGid *second = &fixture->gids[1];
  assert_done (cs_project_assign_group (project, second, &ana->gid, "hearts", &error), &error,
               "has none of that name");
  assert_done (cs_project_assign_group (project, second, &ana->gid, "bones", &error), &error, NULL);
  assert_done (cs_project_assign_group (project, second, &ben->gid, "bones", &error), &error,
               "somebody else reads that group");
  assert_done (cs_project_assign (project, second, &ben->gid, &error), &error, NULL);
  g_clear_pointer (&project, cs_project_close);
  take (fixture, path, "ana", 1, "lungs", "another group");
  take (fixture, path, "ben", 1, "bones", "somebody else reads that group");
  take (fixture, path, "ben", 1, NULL, NULL);
  assert_state (fixture, path, "ben", 1, "labelling, lungs");
}

/* Who had one too long makes room for the next, who reads just that one. */
static void
test_lease (Fixture *fixture, gconstpointer data)
{
  const char *path = fixture->base.path;
  take (fixture, path, "ana", 0, "bones", NULL);
  hand_in (fixture, path, "ana", 0, "fracture");
  take (fixture, path, "ben", 0, NULL, NULL);
  g_autoptr (CsProject) project = open_as (fixture, path, "lee");
  g_autoptr (CsPersonRow) cat = cs_project_find_person (project, "cat", NULL);
  cs_project_set_roles (project, &cat->gid, CS_ROLE_SME | CS_ROLE_LABELER, NULL);
  g_clear_pointer (&project, cs_project_close);
  take (fixture, path, "cat", 0, NULL, "as many as read this case");
  cs_test_env_advance (fixture->base.env, 5 * G_TIME_SPAN_HOUR);
  take (fixture, path, "cat", 0, "bones", "somebody else reads that group");
  take (fixture, path, "cat", 0, NULL, NULL);
  assert_state (fixture, path, "cat", 0, "labelling, lungs");
  assert_state (fixture, path, "ben", 0, "read by others");
}

/* --- what is handed in --- */

/* A submission as a program could write it that asks nobody. */
static void
submit_raw (Fixture *fixture, const char *handle, const char *group, const char *label,
            const char *no)
{
  GError *error = NULL;
  CsHash object, schema, workflow;
  g_autoptr (CsProject) project = open_as (fixture, fixture->base.path, handle);
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &fixture->gids[0], NULL);
  const gint64 values[] = { 0, 0, 5000, 5000 };
  const CsMarkInit init = { .id = 77,
                            .kind = cs_mark_kind_find ("box"),
                            .label = label,
                            .item = ((CsItemRow *)items->pdata[0])->gid,
                            .values = values,
                            .n_values = 4,
                            .confidence = -1 };
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
  g_ptr_array_add (marks, cs_mark_new (&init, NULL));
  g_autoptr (CsMarkSet) set = cs_mark_set_new (marks, NULL, NULL);
  g_autoptr (CsProjectAct) act = cs_project_act_begin (project, NULL);
  g_assert_true (cs_project_put_marks (act, set, &object, NULL));
  g_assert_true (cs_project_document_hash (project, "schema", 0, &schema, NULL));
  g_assert_true (cs_project_document_hash (project, "workflow", 0, &workflow, NULL));
  CsJson *body = cs_project_case_body (project, &fixture->gids[0]);
  cs_json_put_string (body, "group", group);
  cs_json_put_int (body, "marks", 1);
  cs_json_put_hash (body, "object", &object);
  cs_json_put_hash (body, "schema", &schema);
  cs_json_put_hash (body, "workflow", &workflow);
  assert_done (cs_project_act_event (act, "revision.submit", body, NULL, &error) &&
                   cs_project_act_commit (g_steal_pointer (&act), &error),
               &error, no);
}

static void
test_other_labels (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;
  const char *path = fixture->base.path;
  take (fixture, path, "ana", 0, "bones", NULL);
  submit_raw (fixture, "ana", NULL, "nodule",
              "the label \"nodule\" is of the group \"lungs\", which somebody else reads; this is "
              "the group \"bones\"");
  submit_raw (fixture, "ana", "lungs", "nodule", "another group of labels");
  submit_raw (fixture, "ana", "hearts", "fracture", "has none of that name");
  submit_raw (fixture, "ben", "bones", "fracture", "somebody else reads that group");
  submit_raw (fixture, "ben", NULL, "fracture", "this is the group \"lungs\"");
  submit_raw (fixture, "ana", "bones", "fracture", NULL);
  submit_raw (fixture, "ana", "lungs", "nodule", "read the case already");
  submit_raw (fixture, "ben", "lungs", "nodule", NULL);
  /* A draft says so at once. */
  take (fixture, path, "ana", 1, "bones", NULL);
  g_autoptr (CsProject) project = open_as (fixture, path, "ana");
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &fixture->gids[1], NULL);
  const gint64 values[] = { 0, 0, 5000, 5000 };
  const CsMarkInit init = { .id = 78,
                            .kind = cs_mark_kind_find ("box"),
                            .label = "nodule",
                            .item = ((CsItemRow *)items->pdata[0])->gid,
                            .values = values,
                            .n_values = 4,
                            .confidence = -1 };
  g_autoptr (CsMark) mark = cs_mark_new (&init, NULL);
  g_autoptr (GPtrArray) put = g_ptr_array_new ();
  g_ptr_array_add (put, mark);
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (put, NULL, NULL, NULL);
  assert_done (cs_project_edit_draft (project, &fixture->gids[1], edit, &error), &error,
               "is of the group \"lungs\"");
}

/* The two versions are one, of both, and neither judges it. */
static void
test_join (Fixture *fixture, gconstpointer data)
{
  const char *path = fixture->base.path;
  take (fixture, path, "ana", 0, "bones", NULL);
  hand_in (fixture, path, "ana", 0, "fracture");
  assert_labels (fixture, path, 0, "");
  assert_state (fixture, path, "ana", 0, "bones is read by you; waits for the others");
  hand_in (fixture, path, "ben", 0, "nodule");
  assert_state (fixture, path, "lee", 0, "waits for review");
  assert_labels (fixture, path, 0, "fracture nodule");
  take (fixture, path, "ben", 0, NULL, "author of this work");
  g_autoptr (CsProject) project = open_as (fixture, path, "cat");
  cs_test_decide (project, &fixture->gids[0], "accept");
  g_clear_pointer (&project, cs_project_close);
  assert_state (fixture, path, "lee", 0, "waits for approval");
  /* Sent back it is read anew, every group of it, and nobody has one from before. */
  project = open_as (fixture, path, "dan");
  cs_test_decide (project, &fixture->gids[0], "send-back");
  g_clear_pointer (&project, cs_project_close);
  assert_state (fixture, path, "lee", 0, "0 of 2 have read it; not read yet: bones, lungs");
  assert_labels (fixture, path, 0, "");
  take (fixture, path, "ben", 0, "bones", NULL);
}

/* What a schema that came in between does not know stays out, and the case goes on. */
static void
test_join_schemas (Fixture *fixture, gconstpointer data)
{
  static const char fewer[] = "{\"format\":\"countersign-schema-1\",\"name\":\"s\",\"labels\":["
                              "{\"key\":\"finding\",\"kinds\":[\"box\"]},"
                              "{\"key\":\"nodule\",\"kinds\":[\"box\"]}]}";
  const char *path = fixture->base.path;
  g_auto (CsWork) work = { 0 };
  hand_in (fixture, path, "ana", 0, "fracture");
  publish_schema (fixture, fewer, NULL);
  hand_in (fixture, path, "ben", 0, "nodule");
  assert_state (fixture, path, "lee", 0, "waits for review");
  assert_labels (fixture, path, 0, "nodule");
  g_autoptr (CsProject) project = open_as (fixture, path, "lee");
  g_assert_true (cs_project_work (project, &fixture->gids[0], &work, NULL));
  g_assert_true (work.risk.flagged);
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) acts = cs_project_history (project, &reader, &fixture->gids[0], NULL);
  gboolean said = FALSE;
  for (guint i = 0; i < acts->len; i++)
    said = said || strstr (((CsHistoryRow *)acts->pdata[i])->sentence,
                           "put together what 2 people read, each their labels: 1 mark, 1 left "
                           "out that the schema does not know") != NULL;
  g_assert_true (said);
}

/* --- copies --- */

static void
merge (Fixture *fixture, const char *to, const char *from)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = cs_problems_new ();
  CsMergeReport report;
  g_autoptr (CsProject) project = open_as (fixture, to, "lee");
  cs_project_merge (project, from, FALSE, &report, problems, &error);
  g_assert_no_error (error);
}

/* Taken from who read them and given back, the labels are the same. */
static void
test_taken_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *path = fixture->base.path;
  take (fixture, path, "ana", 0, "lungs", NULL);
  CsProject *project = open_as (fixture, path, "lee");
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", &error);
  g_autoptr (CsBulk) taken =
      cs_project_take_cases (project, fixture->gids, 1, &ana->gid, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (CsBulk) back =
      cs_project_undo_cases (project, &g_array_index (taken->done, CsBulkAct, 0), 1, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  take (fixture, path, "ben", 0, "lungs", "somebody else reads that group");
  take (fixture, path, "ana", 0, NULL, NULL);
  hand_in (fixture, path, "ana", 0, "nodule");
}

static CsHash
digest_of (Fixture *fixture, const char *path)
{
  CsHash step_by_step, at_once;
  g_autoptr (CsProject) project =
      cs_project_open (fixture->base.env, path, CS_STORE_LOOK, NULL, NULL);
  g_assert_true (cs_index_digest (project->index, &step_by_step, NULL));
  g_assert_true (cs_index_rebuild (project->index, NULL));
  g_assert_true (cs_index_digest (project->index, &at_once, NULL));
  g_assert_cmpmem (&step_by_step, sizeof at_once, &at_once, sizeof at_once);
  return at_once;
}

static void
unite (Fixture *fixture)
{
  const char *path = fixture->base.path;
  merge (fixture, path, fixture->other);
  merge (fixture, fixture->other, path);
  merge (fixture, path, fixture->other);
  CsHash ours = digest_of (fixture, path), theirs = digest_of (fixture, fixture->other);
  g_assert_cmpmem (&ours, sizeof ours, &theirs, sizeof theirs);
}

static void
test_copies (Fixture *fixture, gconstpointer data)
{
  const char *path = fixture->base.path;
  cs_test_copy (path, fixture->other);
  /* Each took the first group that was free in their copy, or said which. */
  hand_in (fixture, path, "ana", 0, "fracture");
  take (fixture, fixture->other, "ben", 0, "lungs", NULL);
  hand_in (fixture, fixture->other, "ben", 0, "nodule");
  hand_in (fixture, path, "ana", 1, "fracture");
  hand_in (fixture, fixture->other, "ben", 1, "finding");
  unite (fixture);
  assert_state (fixture, path, "lee", 0, "waits for review");
  assert_labels (fixture, path, 0, "fracture nodule");
  assert_labels (fixture, fixture->other, 0, "fracture nodule");
  /* The same one twice: what came first counts, and whoever came second reads what is left. */
  assert_state (fixture, path, "lee", 1, "1 of 2 have read it; not read yet: lungs");
  take (fixture, path, "ben", 1, NULL, NULL);
  hand_in (fixture, path, "ben", 1, "nodule");
  assert_labels (fixture, path, 1, "fracture nodule");
  unite (fixture);
}

#define ADD(name, func) g_test_add ("/groups/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  ADD ("document", test_document);
  ADD ("schema-later", test_schema_later);
  ADD ("places", test_places);
  ADD ("lease", test_lease);
  ADD ("other-labels", test_other_labels);
  ADD ("taken-back", test_taken_back);
  ADD ("join", test_join);
  ADD ("join-schemas", test_join_schemas);
  ADD ("copies", test_copies);
  return g_test_run ();
}
