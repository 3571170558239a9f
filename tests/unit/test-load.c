/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-load.h"
#include "cs-load-places.h"
#include "cs-test-project.h"

#include <glib/gstdio.h>
#include <string.h>

/* --- where things belong --- */

static CsDatasetItem *
add_item (CsDataset *dataset, const char *name, CsDatasetMedia media)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf ("%p %s", (void *)dataset, name);
  CsGid gid;
  cs_dataset_gid_for (text, &gid);
  CsDatasetItem *item = cs_dataset_add_item (dataset, &gid, name, media, &error);
  g_assert_no_error (error);
  return item;
}

static void
set_hash (CsDatasetItem *item, guint part, const char *content)
{
  CsDatasetPart *there = cs_dataset_item_part (item, part);
  cs_hash_data (content, strlen (content), &there->sha256);
  there->has_sha256 = TRUE;
}

static CsDataset *
make_project (void)
{
  CsDataset *project = cs_dataset_new ();
  set_hash (add_item (project, "study/one.png", CS_DATASET_IMAGE), 0, "one");
  set_hash (add_item (project, "north/same.png", CS_DATASET_IMAGE), 0, "north");
  set_hash (add_item (project, "south/same.png", CS_DATASET_IMAGE), 0, "south");
  CsDatasetItem *series = add_item (project, "head", CS_DATASET_SERIES);
  g_array_set_size (series->parts, 0);
  for (guint i = 0; i < 3; i++) {
    g_autofree char *name = g_strdup_printf ("head/%u.dcm", i);
    cs_dataset_item_add_part (series, name);
    set_hash (series, i, name);
  }
  return project;
}

static const struct {
  const char *name, *content; /* of the foreign file; content NULL: no hash */
  const char *item;           /* found, or NULL */
  guint part;
  int code; /* or -1 */
} cases[] = {
  { "study/one.png", NULL, "study/one.png", 0, -1 },
  { "one.png", NULL, "study/one.png", 0, -1 },
  { "deep/study/one.png", "one", "study/one.png", 0, -1 },
  { "other/one.png", NULL, NULL, 0, CS_ERROR_NOT_FOUND },
  { "ne.png", NULL, NULL, 0, CS_ERROR_NOT_FOUND },
  { "one.png", "two", NULL, 0, CS_ERROR_CONFLICT },
  { "same.png", NULL, NULL, 0, CS_ERROR_CONFLICT },
  { "same.png", "south", "south/same.png", 0, -1 },
  { "renamed.png", "north", "north/same.png", 0, -1 },
  { "renamed.png", NULL, NULL, 0, CS_ERROR_NOT_FOUND },
  { "2.dcm", NULL, "head", 2, -1 },
  { "head", NULL, NULL, 0, CS_ERROR_CONFLICT },
};

static void
test_places (void)
{
  g_autoptr (CsDataset) project = make_project ();
  g_autoptr (CsPlaces) places = cs_places_new (project);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CsDataset) foreign = cs_dataset_new ();
    g_autoptr (GError) error = NULL;
    g_auto (CsPlace) place = { 0 };
    CsDatasetItem *item = add_item (foreign, cases[i].name, CS_DATASET_IMAGE);
    if (cases[i].content != NULL)
      set_hash (item, 0, cases[i].content);
    g_test_message ("%u: %s", i, cases[i].name);
    gboolean found = cs_places_find (places, item, &place, &error);
    if (cases[i].item == NULL) {
      g_assert_error (error, CS_ERROR, cases[i].code);
      continue;
    }
    g_assert_no_error (error);
    g_assert_true (found);
    g_assert_cmpstr (place.item->name, ==, cases[i].item);
    g_assert_cmpuint (place.parts[0], ==, cases[i].part);
    g_assert_false (place.ours);
  }
}

static void
test_places_series (void)
{
  g_autoptr (CsDataset) project = make_project ();
  g_autoptr (CsPlaces) places = cs_places_new (project);
  g_autoptr (CsDataset) foreign = cs_dataset_new ();
  g_autoptr (GError) error = NULL;
  g_auto (CsPlace) place = { 0 };
  CsDatasetItem *item = add_item (foreign, "whatever", CS_DATASET_SERIES);
  g_array_set_size (item->parts, 0);
  cs_dataset_item_add_part (item, "2.dcm");
  cs_dataset_item_add_part (item, "head/0.dcm");
  g_assert_true (cs_places_find (places, item, &place, &error));
  g_assert_cmpuint (place.parts[0], ==, 2);
  g_assert_cmpuint (place.parts[1], ==, 0);
  cs_dataset_item_add_part (item, "one.png");
  g_auto (CsPlace) none = { 0 };
  g_assert_false (cs_places_find (places, item, &none, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
}

/* --- into a project --- */

typedef struct {
  char *dir, *path;
  CsEnv *env;
  GPtrArray *problems;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->dir = cs_test_dir ();
  fixture->env = cs_test_env (fixture->dir, 1);
  fixture->path = cs_test_project (fixture->env, fixture->dir, 3);
  fixture->problems = cs_problems_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->dir);
  g_free (fixture->path);
  g_ptr_array_unref (fixture->problems);
  cs_env_free (fixture->env);
}

static char *
write_file (Fixture *fixture, const char *text)
{
  char *path = g_build_filename (fixture->dir, "marks", NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static gboolean
load (Fixture *fixture, CsProject *project, const char *format, const char *text, gboolean suggest,
      CsLoadCounts *ret_counts, GError **error)
{
  g_autofree char *path = write_file (fixture, text);
  const char *const paths[] = { path, NULL };
  CsLoad order = { cs_format_find (format, NULL), paths, suggest, NULL };
  return cs_load (project, &order, fixture->problems, NULL, ret_counts, error);
}

static const CsProblem *
problem_with (Fixture *fixture, const char *fragment)
{
  for (guint i = 0; i < fixture->problems->len; i++) {
    const CsProblem *problem = fixture->problems->pdata[i];
    if (strstr (problem->message, fragment) != NULL)
      return problem;
  }
  g_test_message ("no problem says \"%s\"", fragment);
  g_assert_not_reached ();
}

static const char coco_text[] =
    "{\"images\":[{\"id\":1,\"file_name\":\"case-0\",\"width\":1000,\"height\":1000},"
    "{\"id\":2,\"file_name\":\"case-1\",\"width\":1000,\"height\":1000},"
    "{\"id\":3,\"file_name\":\"elsewhere\",\"width\":1000,\"height\":1000}],"
    "\"categories\":[{\"id\":1,\"name\":\"Finding\"},{\"id\":2,\"name\":\"Ghost\"}],"
    "\"annotations\":["
    "{\"id\":1,\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,3,4],\"iscrowd\":0,\"area\":12},"
    "{\"id\":2,\"image_id\":1,\"category_id\":2,\"bbox\":[1,2,3,4],\"iscrowd\":0,\"area\":12},"
    "{\"id\":3,\"image_id\":2,\"category_id\":1,\"bbox\":[998,2,3,4],\"iscrowd\":0,\"area\":12},"
    "{\"id\":4,\"image_id\":2,\"category_id\":1,\"bbox\":[5,5,3,4],\"iscrowd\":0,\"area\":12},"
    "{\"id\":5,\"image_id\":2,\"category_id\":1,\"iscrowd\":0,\"area\":9,"
    "\"segmentation\":[[1,1,4,1,4,4,1,4]]},"
    "{\"id\":6,\"image_id\":3,\"category_id\":1,\"bbox\":[5,5,3,4],\"iscrowd\":0,\"area\":12}]}";

static void
test_coco (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (CsLoadCounts) counts = { 0 };
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ana");
  load (fixture, project, "coco", coco_text, FALSE, &counts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts.marks, ==, 6);
  g_assert_cmpuint (counts.loaded_marks, ==, 2);
  g_assert_cmpuint (counts.left_out, ==, 4);
  g_assert_cmpuint (counts.cases, ==, 2);
  g_assert_cmpstr (problem_with (fixture, "\"Ghost\"")->code, ==, "unknown-label");
  g_assert_nonnull (strstr (problem_with (fixture, "\"Ghost\"")->message, "1 mark"));
  problem_with (fixture, "polygon");
  problem_with (fixture, "no item of the project has that name");

  CsGid gid = cs_test_case (project, "case-1");
  g_autoptr (CsMarkSet) draft = cs_project_draft (project, &gid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (draft->n_marks, ==, 1);
  g_assert_cmpstr (draft->marks[0]->label, ==, "finding");
  g_assert_cmpint (draft->marks[0]->how, ==, CS_MARK_HOW_IMPORTED);
  g_assert_cmpstr (draft->marks[0]->source, ==, "coco");
  g_assert_cmpuint (draft->marks[0]->id, !=, 4);
  g_assert_cmpint (draft->marks[0]->values[0], ==, 5000);
  /* One load is one step back. */
  g_assert_true (cs_project_undo_draft (project, &gid, &error));
  g_autoptr (CsMarkSet) before = cs_project_draft (project, &gid, &error);
  g_assert_cmpuint (before->n_marks, ==, 0);
}

/* Marks made on a scaled copy of a picture are left out, and why is said. */
static void
test_other_size (Fixture *fixture, gconstpointer data)
{
  static const char text[] =
      "{\"images\":[{\"id\":1,\"file_name\":\"case-0\",\"width\":500,\"height\":500}],"
      "\"categories\":[{\"id\":1,\"name\":\"Finding\"}],\"annotations\":["
      "{\"id\":1,\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,3,4],\"iscrowd\":0,\"area\":12}]}";
  g_autoptr (GError) error = NULL;
  g_auto (CsLoadCounts) counts = { 0 };
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ana");
  load (fixture, project, "coco", text, FALSE, &counts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts.loaded_marks, ==, 0);
  g_assert_cmpstr (problem_with (fixture, "500 x 500")->code, ==, "conflict");
}

static void
test_suggestions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (CsLoadCounts) counts = { 0 };
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  load (fixture, project, "coco", coco_text, TRUE, &counts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts.loaded_marks, ==, 2);
  CsReader reader = cs_project_reader (project);
  g_autoptr (CsStatus) status = cs_project_status (project, &reader, &error);
  g_assert_cmpint (status->suggestions, ==, 2);
  CsGid gid = cs_test_case (project, "case-1");
  g_autoptr (CsMarkSet) draft = cs_project_draft (project, &gid, &error);
  g_assert_cmpuint (draft->n_marks, ==, 0);
}

/* The same file twice is once; a mark that is new, or was moved, comes in. */
static void
test_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (CsLoadCounts) first = { 0 }, second = { 0 }, third = { 0 };
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ana");
  load (fixture, project, "coco", coco_text, FALSE, &first, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first.already, ==, 0);
  g_assert_cmpuint (first.touched->len, ==, 2);
  for (guint i = 0; i < 2; i++) {
    const CsLoadCase *one = first.touched->pdata[i];
    g_assert_cmpuint (one->marks, ==, 1);
    g_assert_cmpuint (one->answers, ==, 0);
    CsGid gid = cs_test_case (project, one->title);
    g_assert_true (cs_gid_equal (&gid, &one->gid));
  }
  load (fixture, project, "coco", coco_text, FALSE, &second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second.loaded_marks, ==, 0);
  g_assert_cmpuint (second.already, ==, 2);
  g_assert_cmpuint (second.left_out, ==, 4);
  g_assert_cmpuint (second.cases, ==, 0);
  g_assert_cmpuint (second.touched->len, ==, 0);
  CsGid gid = cs_test_case (project, "case-1");
  g_autoptr (CsMarkSet) draft = cs_project_draft (project, &gid, &error);
  g_assert_cmpuint (draft->n_marks, ==, 1);
  /* One step back takes the one load back. */
  g_assert_true (cs_project_undo_draft (project, &gid, &error));
  load (fixture, project, "coco", coco_text, FALSE, &third, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (third.loaded_marks, ==, 1);
  g_assert_cmpuint (third.already, ==, 1);
}

/* Nor is the same suggestion of the same model; another model may say the same. */
static void
test_twice_suggested (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *model;
    guint loaded, already;
  } runs[] = { { "one", 2, 0 }, { "one", 0, 2 }, { "two", 2, 0 } };
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  g_autofree char *path = write_file (fixture, coco_text);
  const char *const paths[] = { path, NULL };
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++) {
    g_autoptr (GError) error = NULL;
    g_auto (CsLoadCounts) counts = { 0 };
    const CsLoad order = { cs_format_find ("coco", NULL), paths, TRUE, runs[i].model };
    cs_load (project, &order, fixture->problems, NULL, &counts, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (counts.loaded_marks, ==, runs[i].loaded);
    g_assert_cmpuint (counts.already, ==, runs[i].already);
  }
}

/* What was submitted is there, too. */
static void
test_twice_submitted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (CsLoadCounts) first = { 0 }, second = { 0 };
  CsHash revision;
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ben");
  CsGid gid = cs_test_case (project, "case-0");
  cs_project_claim (project, &gid, &error);
  load (fixture, project, "coco", coco_text, FALSE, &first, &error);
  cs_project_submit (project, &gid, NULL, &revision, &error);
  g_assert_no_error (error);
  g_clear_pointer (&project, cs_project_close);
  project = cs_test_open (fixture->env, fixture->path, "cat");
  load (fixture, project, "coco", coco_text, FALSE, &second, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second.already, ==, 1);
}

/* Our own lines: by our ids, twice the same is once. */
static void
test_own_ids (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  char item[CS_GID_HEX + 1];
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ana");
  CsReader reader = cs_project_reader (project);
  CsGid gid = cs_test_case (project, "case-2");
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, &gid, &error);
  cs_gid_to_hex (&((CsItemRow *)items->pdata[0])->gid, item);
  g_autofree char *text = g_strdup_printf (
      "{\"answer\":\"equivocal\",\"item\":\"%s\",\"media\":\"image\",\"name\":\"x\",\"marks\":["
      "{\"attributes\":{\"size\":3},\"box\":[1000,1000,2000,2000],\"id\":77,\"item\":\"%s\","
      "\"kind\":\"box\","
      "\"label\":\"finding\"}],\"note\":\"faint\"}\n",
      item, item);
  for (guint i = 0; i < 2; i++) {
    g_auto (CsLoadCounts) counts = { 0 };
    load (fixture, project, "jsonl", text, FALSE, &counts, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (counts.left_out, ==, 1);
    g_assert_cmpuint (counts.loaded_marks, ==, 1 - i);
    g_assert_cmpuint (counts.loaded_answers, ==, 1 - i);
    g_assert_cmpuint (counts.already, ==, 2 * i);
    g_assert_cmpstr (problem_with (fixture, "\"size\"")->code, ==, "unknown-attribute");
  }
  g_autoptr (CsMarkSet) draft = cs_project_draft (project, &gid, &error);
  g_assert_cmpuint (draft->n_marks, ==, 1);
  g_assert_cmpuint (draft->marks[0]->id, ==, 77);
  g_assert_cmpuint (draft->n_answers, ==, 1);
  g_assert_cmpstr (draft->answers[0].note, ==, "faint");
}

/* Ids of a stranger are replaced, also where a relation names them. */
static void
test_relations (Fixture *fixture, gconstpointer data)
{
  static const char schema_text[] =
      "{\"format\":\"countersign-schema-1\",\"name\":\"t\",\"labels\":[{\"key\":\"finding\","
      "\"name\":\"Finding\",\"kinds\":[\"box\"]}],\"relations\":[{\"key\":\"near\","
      "\"name\":\"is near\",\"attributes\":[{\"key\":\"sure\",\"type\":\"boolean\"}]}]}";
  static const char text[] =
      "{\"item\":\"00000000000000000000000000000001\",\"media\":\"image\",\"name\":\"case-0\","
      "\"marks\":[{\"from\":1,\"id\":3,\"item\":\"00000000000000000000000000000001\","
      "\"kind\":\"relation\",\"label\":\"near\",\"to\":2},"
      "{\"from\":1,\"id\":4,\"item\":\"00000000000000000000000000000001\","
      "\"kind\":\"relation\",\"label\":\"near\",\"to\":9},"
      "{\"from\":2,\"id\":5,\"item\":\"00000000000000000000000000000001\","
      "\"kind\":\"relation\",\"label\":\"finding\",\"to\":1},"
      "{\"box\":[0,0,9,9],\"id\":1,\"item\":\"00000000000000000000000000000001\","
      "\"kind\":\"box\",\"label\":\"finding\"},"
      "{\"box\":[5,5,9,9],\"id\":2,\"item\":\"00000000000000000000000000000001\","
      "\"kind\":\"box\",\"label\":\"finding\"}]}\n";
  g_autoptr (GError) error = NULL;
  g_auto (CsLoadCounts) counts = { 0 };
  CsProject *lead = cs_test_open (fixture->env, fixture->path, "lee");
  g_autoptr (CsSchema) schema = cs_schema_read (schema_text, strlen (schema_text), &error);
  g_assert_no_error (error);
  cs_project_publish_schema (lead, schema, NULL, &error);
  g_assert_no_error (error);
  cs_project_close (lead);

  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ana");
  load (fixture, project, "jsonl", text, FALSE, &counts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts.loaded_marks, ==, 3);
  g_assert_cmpuint (counts.left_out, ==, 2);
  problem_with (fixture, "names mark 9, which was not loaded");
  g_assert_cmpstr (problem_with (fixture, "\"finding\" is not")->code, ==, "unknown-label");
  CsGid gid = cs_test_case (project, "case-0");
  g_autoptr (CsMarkSet) draft = cs_project_draft (project, &gid, &error);
  g_assert_cmpuint (draft->n_marks, ==, 3);
  g_assert_true (cs_mark_set_check_links (draft, &error));
  /* Again: the relation names the marks that are there. */
  g_auto (CsLoadCounts) again = { 0 };
  load (fixture, project, "jsonl", text, FALSE, &again, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again.already, ==, 3);
  g_assert_cmpuint (again.loaded_marks, ==, 0);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (draft->marks[i]->id, >, 5);
}

static void
test_closed_cases (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (CsLoadCounts) counts = { 0 };
  CsProject *project = cs_test_open (fixture->env, fixture->path, "ana");
  CsGid gid = cs_test_case (project, "case-0");
  cs_project_claim (project, &gid, &error);
  g_assert_no_error (error);
  cs_project_close (project);
  project = cs_test_open (fixture->env, fixture->path, "cat");
  load (fixture, project, "coco", coco_text, FALSE, &counts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts.loaded_marks, ==, 1);
  problem_with (fixture, "somebody else is working on the case");
  cs_project_close (project);
}

/* A lead cannot submit, so nothing is loaded for them to submit. */
static void
test_lead (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  CsLoadCounts counts = { 0 };
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "lee");
  load (fixture, project, "coco", coco_text, FALSE, &counts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts.loaded_marks, ==, 0);
  g_assert_cmpuint (counts.left_out, ==, 6);
  problem_with (fixture, "the case is at labelling, and only a labeler, a reviewer or an SME acts "
                         "there; you are a lead");
  CsGid gid = cs_test_case (project, "case-1");
  g_assert_false (cs_project_may_draft (project, &gid, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_DENIED);
}

static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (CsLoadCounts) counts = { 0 };
  g_autoptr (CsProject) project = cs_test_open (fixture->env, fixture->path, "ana");
  g_assert_false (load (fixture, project, "coco", "[1,2", FALSE, &counts, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "marks"));
}

int
main (int argc, char **argv)
{
  cs_test_init (&argc, &argv);
  g_test_add_func ("/load/places", test_places);
  g_test_add_func ("/load/places-series", test_places_series);
#define ADD(name, func) g_test_add ("/load/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("coco", test_coco);
  ADD ("other-size", test_other_size);
  ADD ("suggestions", test_suggestions);
  ADD ("twice", test_twice);
  ADD ("twice-submitted", test_twice_submitted);
  ADD ("twice-suggested", test_twice_suggested);
  ADD ("own-ids", test_own_ids);
  ADD ("relations", test_relations);
  ADD ("closed-cases", test_closed_cases);
  ADD ("lead", test_lead);
  ADD ("no-file", test_no_file);
  return g_test_run ();
}
