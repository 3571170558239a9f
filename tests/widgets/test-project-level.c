/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The project level without its widgets: cases as a list, people in a sentence, a project made
 * whole or not at all. */
#include "cs-case-list.h"
#include "cs-case-place.h"
#include "cs-project-pause.h"
#include "cs-project-plan.h"
#include "cs-roster-words.h"
#include "cs-test-project.h"
#include "cs-today-facts.h"

#include <string.h>

/* --- the list of cases --- */

static GPtrArray *
lines_new (const char *const *titles)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_case_line_free);
  for (guint i = 0; titles[i] != NULL; i++) {
    CsCaseLine *line = g_new0 (CsCaseLine, 1);
    line->row = g_new0 (CsCaseRow, 1);
    line->row->title = g_strdup (titles[i]);
    line->row->stage = g_strdup ("label");
    line->row->state = g_strdup ("waits for label");
    line->row->gid.bytes[0] = (guint8)titles[i][0];
    line->row->due = CS_DUE_NONE;
    line->images = 1;
    g_ptr_array_add (lines, line);
  }
  return lines;
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  (*(guint *)data)++;
}

static void
items_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  *(guint *)data += 1000 * removed + added;
}

/* What a case waits for is said in the words of the window, with who has it. */
static void
test_waits (void)
{
  CsCaseRow row = { .task = CS_TASK_REVIEW, .state = (char *)"waits for review" };
  g_autofree char *free_one = cs_case_waits (&row, NULL);
  g_assert_cmpstr (free_one, ==, "Waits for review");
  row.status = CS_CASE_HELD;
  g_autofree char *held = cs_case_waits (&row, "Dr %s Ana");
  g_assert_cmpstr (held, ==, "Dr %s Ana reviews it");
  row.status = CS_CASE_REJECTED;
  g_autofree char *out = cs_case_waits (&row, NULL);
  g_assert_cmpstr (out, ==, "Rejected; out until a lead reopens it");
}

/* Who is an SME on the command line is an expert in the window. */
static void
test_window_words (void)
{
  g_autofree char *two =
      cs_window_words ("blocked: needs a reviewer or an SME who is not an author");
  g_assert_cmpstr (two, ==, "blocked: needs a reviewer or an expert who is not an author");
  g_autofree char *none = cs_window_words ("SMEAR 3: signed");
  g_assert_cmpstr (none, ==, "SMEAR 3: signed");
  g_assert_null (cs_window_words (NULL));
}

/* --- today --- */

static void
add_task (GPtrArray *tasks, const char *kind)
{
  CsTaskRow *task = g_new0 (CsTaskRow, 1);
  task->kind = g_strdup (kind);
  g_ptr_array_add (tasks, task);
}

/* The figures beside a card add up with the number on it. */
static void
test_today_figures (void)
{
  CsTodayFacts *facts = g_new0 (CsTodayFacts, 1);
  facts->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_task_row_free);
  facts->status = g_new0 (CsStatus, 1);
  facts->status->cases = 6;
  facts->status->by_status[CS_CASE_REJECTED] = 1;
  facts->status->by_task[CS_TASK_READ] = 2;
  facts->status->by_task[CS_TASK_REVIEW] = 1;
  add_task (facts->tasks, "label");
  add_task (facts->tasks, "review");
  CsTodayProgress read = cs_today_facts_progress (facts, "label");
  g_assert_cmpint (read.here, ==, cs_today_facts_of_kind (facts, "label").count);
  g_assert_cmpint (read.elsewhere, ==, 1);
  g_assert_cmpint (read.done, ==, 3);
  CsTodayProgress review = cs_today_facts_progress (facts, "review");
  g_assert_cmpint (review.here, ==, 1);
  g_assert_cmpint (review.elsewhere, ==, 2);
  g_assert_cmpint (review.done, ==, 2);
  CsTaskRow *next = g_ptr_array_index (facts->tasks, 1);
  g_assert_true (cs_today_facts_begun (facts, next));
  facts->status->cases = 4;
  g_assert_false (cs_today_facts_begun (facts, next));
  next->mine = TRUE;
  g_assert_true (cs_today_facts_begun (facts, next));
  cs_today_facts_free (facts);
}

static CsTodayFacts *
today_of (CsEnv *env, const char *path, const char *handle)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProject) project = cs_test_open (env, path, handle);
  CsDesk desk = { .env = env, .project = project };
  CsTodayFacts *facts = cs_today_facts_job (&desk, NULL, NULL, &error);
  g_assert_no_error (error);
  return facts;
}

/* Who is paused is told why and whom to speak with, and is offered nothing new. */
static void
test_paused (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 4);
  g_autofree char *path = cs_test_project (env, dir, 2);
  g_autoptr (GError) error = NULL;
  CsTodayFacts *facts = today_of (env, path, "ana");
  g_assert_null (facts->pause);
  g_assert_cmpuint (facts->tasks->len, ==, 2);
  cs_today_facts_free (facts);
  CsProject *project = cs_test_open (env, path, "lee");
  g_autoptr (CsPersonRow) ana = cs_project_find_person (project, "ana", &error);
  g_assert_true (cs_project_pause (project, &ana->gid, "The left side was missed", &error));
  cs_project_close (project);
  facts = today_of (env, path, "ana");
  g_assert_nonnull (strstr (facts->pause, "The left side was missed"));
  g_assert_nonnull (strstr (facts->pause, "lee"));
  g_assert_cmpuint (facts->tasks->len, ==, 0);
  cs_today_facts_free (facts);
  facts = today_of (env, path, "ben");
  g_assert_null (facts->pause);
  cs_today_facts_free (facts);
}

/* Whatever the order of the cases, the one that was on the screen last is gone on with. */
static void
test_last_place (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 3);
  g_autoptr (GError) error = NULL;
  const CsGid project = { { 1 } }, person = { { 2 } },
              cases[] = { { { 3 } }, { { 4 } }, { { 5 } } };
  const CsCasePlace place = { .item = { { 6 } } };
  g_assert_cmpint (cs_case_place_last (env, &project, &person, cases, 3), ==, -1);
  cs_case_place_write (env, &project, &person, &cases[1], &place, &error);
  cs_case_place_write (env, &project, &person, &cases[2], &place, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cs_case_place_last (env, &project, &person, cases, 3), ==, 2);
  g_assert_cmpint (cs_case_place_last (env, &project, &person, cases, 2), ==, 1);
  g_assert_cmpint (cs_case_place_last (env, &project, &person, cases, 1), ==, -1);
}

static void
take (CsCaseList *list, GPtrArray *lines, CsEnv *env, GHashTable *people)
{
  g_autoptr (CsCaseTable) table =
      cs_case_table_new (lines, people, cs_case_list_table (list), NULL);
  g_assert_cmpuint (lines->len, ==, 0);
  cs_case_list_take (list, table, env);
}

/* The titles that are shown, one letter each. Caller frees. */
static char *
shown (CsCaseList *list)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    g_string_append (text, cs_case_list_line (list, i)->row->title);
  return g_string_free (text, FALSE);
}

#define assert_shown(list, titles)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *seen = shown (list);                                                          \
    g_assert_cmpstr (seen, ==, titles);                                                            \
  }                                                                                                \
  G_STMT_END

/* A place keeps its object; only what is another there is told. */
static void
test_list_keeps_cases (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 3);
  const char *const two[] = { "a", "b", NULL }, *const three[] = { "a", "b", "c", NULL };
  g_autoptr (CsCaseList) list = cs_case_list_new ();
  g_autoptr (GPtrArray) first = lines_new (two), second = lines_new (three),
                        third = lines_new (three), again = lines_new (three);
  guint moved = 0, states = 0;
  g_signal_connect (list, "items-changed", G_CALLBACK (items_cb), &moved);
  take (list, first, env, NULL);
  g_assert_cmpuint (moved, ==, 2);
  g_autoptr (CsCaseEntry) entry = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_signal_connect (entry, "notify::state", G_CALLBACK (count_cb), &states);
  ((CsCaseLine *)second->pdata[1])->row->status = CS_CASE_SIGNED;
  take (list, second, env, NULL);
  g_assert_cmpuint (moved, ==, 3);
  g_assert_cmpuint (states, ==, 1);
  g_autoptr (CsCaseEntry) same = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_true (same == entry);
  g_autofree char *state = NULL, *what = NULL;
  g_object_get (entry, "state", &state, "what", &what, NULL);
  g_assert_cmpstr (state, ==, "Signed");
  g_assert_cmpstr (what, ==, "Picture");
  g_assert_cmpuint (cs_case_list_count (list, "signed"), ==, 1);
  g_assert_cmpuint (cs_case_list_count (list, "to-read"), ==, 2);
  ((CsCaseLine *)third->pdata[1])->row->status = CS_CASE_ACCEPTED;
  ((CsCaseLine *)third->pdata[1])->row->due = 20515;
  take (list, third, env, NULL);
  g_assert_cmpuint (states, ==, 2);
  g_autofree char *due = NULL;
  g_object_get (entry, "state", &due, NULL);
  g_assert_cmpstr (due, ==, "Accepted · due 3 Mar");
  g_autoptr (GPtrArray) late = lines_new (three);
  ((CsCaseLine *)late->pdata[1])->row->status = CS_CASE_ACCEPTED;
  ((CsCaseLine *)late->pdata[1])->row->due = 20515;
  ((CsCaseLine *)late->pdata[1])->row->overdue = TRUE;
  take (list, late, env, NULL);
  g_assert_cmpuint (states, ==, 3);
  g_autofree char *overdue = NULL;
  g_object_get (entry, "state", &overdue, NULL);
  g_assert_cmpstr (overdue, ==, "Accepted · Overdue");
  ((CsCaseLine *)again->pdata[1])->row->status = CS_CASE_SIGNED;
  take (list, again, env, NULL);
  g_autoptr (CsCaseEntry) held = cs_case_list_hold (list, 1);
  cs_case_list_filter (list, "all", "c");
  g_assert_cmpuint (moved, ==, 2003); /* the first place stays, with another case */
  g_assert_cmpstr (cs_case_entry_line (held)->row->title, ==, "b");
  cs_case_list_take (list, NULL, env);
  g_assert_cmpuint (moved, ==, 3003);
  cs_case_list_follow (list, held);
  g_assert_cmpstr (cs_case_entry_line (held)->row->title, ==, "b");
}

/* Who has it is called by name, and found by it, each of several readers, too. */
static void
test_list_names (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 3);
  const char *const titles[] = { "a", "b", "c", NULL };
  g_autoptr (CsCaseList) list = cs_case_list_new ();
  g_autoptr (GPtrArray) lines = lines_new (titles);
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  const CsCaseSort with = { CS_CASE_COLUMN_WITH, TRUE };
  g_hash_table_insert (people, (gpointer) "ana", (gpointer) "Dr Ana Example");
  ((CsCaseLine *)lines->pdata[0])->with = g_strdup ("ana");
  ((CsCaseLine *)lines->pdata[1])->with = g_strdup ("ben"); /* one of two of his name */
  take (list, lines, env, people);
  g_autoptr (CsCaseEntry) one = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_autoptr (CsCaseEntry) two = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_autofree char *with_one = NULL, *with_two = NULL;
  g_object_get (one, "with", &with_one, NULL);
  g_object_get (two, "with", &with_two, NULL);
  g_assert_cmpstr (with_one, ==, "Dr Ana Example");
  g_assert_cmpstr (with_two, ==, "ben");
  g_assert_cmpuint (cs_case_list_count (list, "with-ana"), ==, 1);
  g_assert_cmpuint (cs_case_list_count (list, "with-cat"), ==, 0);
  cs_case_list_filter (list, "all", "example");
  assert_shown (list, "a");
  cs_case_list_filter (list, "with-ben", NULL);
  assert_shown (list, "b");
  cs_case_list_filter (list, "with-cat", NULL);
  assert_shown (list, "");
  cs_case_list_filter (list, "all", NULL);
  cs_case_list_sort (list, &with, 1);
  assert_shown (list, "bac");
  g_autoptr (GPtrArray) shared = lines_new (titles);
  ((CsCaseLine *)shared->pdata[0])->with = g_strdup ("ana, ben");
  ((CsCaseLine *)shared->pdata[1])->with = g_strdup ("ben");
  take (list, shared, env, people);
  const GPtrArray *each = cs_case_list_people (list);
  g_assert_cmpuint (each->len, ==, 2);
  g_assert_cmpstr (((const CsCasePerson *)each->pdata[0])->name, ==, "Dr Ana Example");
  g_assert_cmpstr (((const CsCasePerson *)each->pdata[1])->handle, ==, "ben");
  g_assert_cmpuint (cs_case_list_count (list, "with-ana"), ==, 1);
  g_assert_cmpuint (cs_case_list_count (list, "with-ben"), ==, 2);
  g_assert_cmpuint (cs_case_list_count (list, "with-ana, ben"), ==, 0);
  cs_case_list_filter (list, "with-ana", NULL);
  assert_shown (list, "a");
  cs_case_list_filter (list, "with-ben", NULL);
  assert_shown (list, "ba");
}

/* Names with numbers stand as people count; what is equal in one column stands by the next. */
static void
test_list_order (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 3);
  const char *const titles[] = { "10", "9", "1", NULL };
  const CsCaseSort sorts[] = { { CS_CASE_COLUMN_STATE, TRUE }, { CS_CASE_COLUMN_TITLE, FALSE } };
  g_autoptr (CsCaseList) list = cs_case_list_new ();
  g_autoptr (GPtrArray) lines = lines_new (titles), more = lines_new (titles),
                        high = lines_new (titles), late = lines_new (titles),
                        again = lines_new (titles);
  ((CsCaseLine *)more->pdata[0])->row->status = CS_CASE_SIGNED;
  ((CsCaseLine *)again->pdata[0])->row->status = CS_CASE_SIGNED;
  take (list, lines, env, NULL);
  assert_shown (list, "1091");
  cs_case_list_sort (list, &sorts[1], 1);
  assert_shown (list, "1910");
  take (list, more, env, NULL);
  cs_case_list_sort (list, sorts, 2);
  assert_shown (list, "1019");
  ((CsCaseLine *)high->pdata[2])->row->priority = 1;
  take (list, high, env, NULL);
  cs_case_list_filter (list, "high", NULL);
  assert_shown (list, "1");
  cs_case_list_filter (list, "all", "high");
  assert_shown (list, "1");
  ((CsCaseLine *)late->pdata[1])->row->due = 20000;
  ((CsCaseLine *)late->pdata[1])->row->overdue = TRUE;
  take (list, late, env, NULL);
  cs_case_list_filter (list, "overdue", NULL);
  assert_shown (list, "9");
  cs_case_list_filter (list, "all", "overdue");
  assert_shown (list, "9");
  g_assert_cmpuint (cs_case_list_count (list, "overdue"), ==, 1);
  take (list, again, env, NULL);
  cs_case_list_filter (list, "to-read", "1");
  assert_shown (list, "1");
  cs_case_list_filter (list, "all", NULL);
  cs_case_list_sort (list, NULL, 0);
  assert_shown (list, "1091");
}

static guint
n_selected (CsCaseList *list)
{
  g_autoptr (GtkBitset) set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (list));
  return (guint)gtk_bitset_get_size (set);
}

/* What is selected goes where its case goes, and is no more when that is not shown. */
static void
test_list_selection (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 3);
  const char *const titles[] = { "a", "b", "c", NULL };
  const CsCaseSort last_first = { CS_CASE_COLUMN_TITLE, TRUE };
  g_autoptr (CsCaseList) list = cs_case_list_new ();
  g_autoptr (GPtrArray) lines = lines_new (titles), again = lines_new (titles);
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (list);
  take (list, lines, env, NULL);
  gtk_selection_model_select_item (selection, 0, TRUE);
  gtk_selection_model_select_item (selection, 1, FALSE);
  g_assert_cmpuint (n_selected (list), ==, 2);
  cs_case_list_sort (list, &last_first, 1);
  g_assert_false (gtk_selection_model_is_selected (selection, 0));
  g_assert_true (gtk_selection_model_is_selected (selection, 1));
  g_assert_true (gtk_selection_model_is_selected (selection, 2));
  take (list, again, env, NULL);
  g_assert_cmpuint (n_selected (list), ==, 2);
  cs_case_list_filter (list, "all", "b");
  g_assert_cmpuint (n_selected (list), ==, 1);
  cs_case_list_filter (list, "all", NULL);
  g_assert_cmpuint (n_selected (list), ==, 1);
  g_assert_true (gtk_selection_model_is_selected (selection, 1));
  gtk_selection_model_select_all (selection);
  g_assert_cmpuint (n_selected (list), ==, 3);
  gtk_selection_model_unselect_all (selection);
  g_assert_cmpuint (n_selected (list), ==, 0);
}

/* --- people --- */

static void
test_roster (void)
{
  static const struct {
    guint roles[3], n;
    const char *part;
    gboolean stops;
  } rows[] = {
    { { CS_ROLE_LEAD }, 1, "Nobody reads", TRUE },
    { { CS_ROLE_LEAD | CS_ROLE_LABELER, CS_ROLE_REVIEWER }, 2, "Nobody is an expert", TRUE },
    { { CS_ROLE_LEAD | CS_ROLE_SME }, 1, "One person alone", TRUE },
    { { CS_ROLE_LEAD | CS_ROLE_LABELER, CS_ROLE_SME }, 2, "a second expert", FALSE },
    { { CS_ROLE_LABELER, CS_ROLE_SME, CS_ROLE_LEAD | CS_ROLE_SME }, 3, "Every case", FALSE },
    { { CS_ROLE_LEAD | CS_ROLE_LABELER | CS_ROLE_REVIEWER | CS_ROLE_SME, CS_ROLE_LABELER },
      2,
      "Cases that P0 reads cannot be reviewed: nobody else reviews.",
      TRUE },
    { { CS_ROLE_LABELER | CS_ROLE_SME, CS_ROLE_LABELER, CS_ROLE_REVIEWER },
      3,
      "Cases that P0 reads cannot be approved: nobody else is an expert.",
      TRUE },
  };
  g_autoptr (CsWorkflow) workflow = cs_workflow_from_template ("labelers-sme", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gboolean stops = FALSE;
    const CsRosterPerson people[] = { { "P0", rows[i].roles[0], NULL },
                                      { "P1", rows[i].roles[1], NULL },
                                      { "P2", rows[i].roles[2], NULL } };
    g_autofree char *sentence = cs_roster_sentence (workflow, people, rows[i].n, &stops);
    g_assert_nonnull (strstr (sentence, rows[i].part));
    g_assert_cmpint (stops, ==, rows[i].stops);
  }
}

/* --- a project --- */

typedef struct {
  gboolean done;
  CsIntakeResult *result;
  GError *error;
} Made;

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Made *made = user_data;
  gpointer value = NULL;
  if (cs_session_run_finish (CS_SESSION (source), result, &value, &made->error))
    made->result = value;
  made->done = TRUE;
}

static CsProjectPlan *
plan_new (const char *dir, const char *sources)
{
  static const char text[] = "{\"format\":\"countersign-schema-1\",\"name\":\"Labels\",\"labels\":"
                             "[{\"key\":\"name\",\"kinds\":[\"span\"]}]}";
  CsProjectPlan *plan = g_new0 (CsProjectPlan, 1);
  plan->path = g_build_filename (dir, "Head CT.countersign", NULL);
  plan->name = g_strdup ("Head CT");
  plan->setup = g_strdup ("qc-qa");
  plan->schema = cs_schema_read (text, strlen (text), NULL);
  plan->people = g_ptr_array_new_with_free_func (cs_plan_person_free);
  g_ptr_array_add (plan->people, cs_plan_person_new ("lee", "Lee Lead", CS_ROLE_LEAD, NULL));
  g_ptr_array_add (plan->people, cs_plan_person_new ("ana", "Ana Example", CS_ROLE_LABELER, NULL));
  plan->sources = g_new0 (CsIntakeOrder, 1);
  plan->sources->paths = g_new0 (char *, 2);
  plan->sources->paths[0] = g_strdup (sources);
  return plan;
}

static Made
make (CsEnv *env, CsProjectPlan *plan, GCancellable *cancellable)
{
  Made made = { FALSE, NULL, NULL };
  CsSession *session = cs_session_new (env);
  CsJobSpec spec = { .title = "making",
                     .run = cs_project_plan_job,
                     .data = plan,
                     .free_data = cs_project_plan_free,
                     .free_result = cs_intake_result_free };
  cs_session_run_async (session, &spec, cancellable, made_cb, &made);
  while (!made.done)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (session);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return made;
}

static void
test_plan (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autofree char *text = g_build_filename (dir, "note.txt", NULL);
  g_autoptr (CsEnv) env = cs_test_env (dir, 5);
  g_assert_true (g_file_set_contents (text, "a text", -1, NULL));
  CsProjectPlan *plan = plan_new (dir, text);
  g_autofree char *path = g_strdup (plan->path);
  Made made = make (env, plan, NULL);
  g_assert_no_error (made.error);
  g_assert_cmpint (made.result->report->texts, ==, 1);
  cs_intake_result_free (made.result);
  g_autoptr (CsProject) project = cs_test_open (env, path, "ana");
  CsReader reader = cs_project_reader (project);
  g_assert_cmpuint (reader.roles, ==, CS_ROLE_LABELER);
  g_autoptr (GPtrArray) tasks = cs_project_tasks (project, &reader, NULL);
  g_assert_cmpuint (tasks->len, ==, 1);
  const CsWorkflow *workflow = NULL;
  g_assert_true (cs_project_workflow (project, &workflow, NULL, NULL));
  g_assert_cmpuint (workflow->n_stages, ==, 4);
  g_clear_pointer (&project, cs_project_close);
  Made again = make (env, plan_new (dir, text), NULL);
  g_assert_error (again.error, CS_ERROR, CS_ERROR_CONFLICT);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&again.error);
}

/* Who is added twice is refused at the end of the making: nothing is left of it. */
static void
test_plan_whole_or_nothing (void)
{
  g_autofree char *dir = cs_test_dir ();
  g_autoptr (CsEnv) env = cs_test_env (dir, 5);
  CsProjectPlan *plan = plan_new (dir, dir);
  g_autofree char *path = g_strdup (plan->path);
  g_ptr_array_add (plan->people, cs_plan_person_new ("ana", "Ana Example", CS_ROLE_SME, NULL));
  Made made = make (env, plan, NULL);
  g_assert_nonnull (made.error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&made.error);
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/project-level/list-names", test_list_names);
  g_test_add_func ("/project-level/list-keeps-cases", test_list_keeps_cases);
  g_test_add_func ("/project-level/list-order", test_list_order);
  g_test_add_func ("/project-level/list-selection", test_list_selection);
  g_test_add_func ("/project-level/waits", test_waits);
  g_test_add_func ("/project-level/window-words", test_window_words);
  g_test_add_func ("/project-level/today-figures", test_today_figures);
  g_test_add_func ("/project-level/last-place", test_last_place);
  g_test_add_func ("/project-level/paused", test_paused);
  g_test_add_func ("/project-level/roster", test_roster);
  g_test_add_func ("/project-level/plan", test_plan);
  g_test_add_func ("/project-level/plan-whole-or-nothing", test_plan_whole_or_nothing);
  return g_test_run ();
}
