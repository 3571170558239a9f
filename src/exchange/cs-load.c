/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-load.h"

#include "cs-export-item.h"
#include "cs-load-known.h"
#include "cs-load-labels.h"
#include "cs-load-once.h"
#include "cs-load-places.h"

#include <string.h>

/* What one case gets. */
typedef struct {
  CsGid gid;
  char *title;
  char *refusal;      /* why it takes nothing, or NULL */
  CsLoadKnown *known; /* what it has; NULL until it is needed */
  GPtrArray *marks;
  GArray *answers;
  GHashTable *answered; /* items */
  GHashTable *ids;      /* of our own ids, as they were in the files */
} Case;

typedef struct {
  CsProject *project;
  const CsLoad *load;
  CsTally *tally;
  CsSchema *schema; /* borrowed */
  CsDataset *items; /* of the project */
  CsPlaces *places;
  GHashTable *cases; /* gid -> Case */
  CsLoadLabels *labels;
  GHashTable *renamed; /* of the file at hand: id there -> id here; only while it has relations */
  CsLoadCounts counts;
} Loader;

/* --- cases --- */

static void
case_free (gpointer data)
{
  Case *one = data;
  g_free (one->title);
  g_free (one->refusal);
  cs_load_known_free (one->known);
  g_ptr_array_unref (one->marks);
  g_array_unref (one->answers);
  g_hash_table_unref (one->answered);
  g_hash_table_unref (one->ids);
  g_free (one);
}

static gboolean
find_cases (Loader *self, GError **error)
{
  CsReader reader = cs_project_reader (self->project);
  g_autoptr (GPtrArray) rows = cs_project_cases (self->project, &reader, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const CsCaseRow *row = rows->pdata[i];
    Case *one = g_new0 (Case, 1);
    one->gid = row->gid;
    one->title = g_strdup (row->title);
    one->marks = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
    one->answers = cs_mark_answers_new ();
    one->answered = g_hash_table_new (cs_gid_hash_func, cs_gid_equal_func);
    one->ids = g_hash_table_new (NULL, NULL);
    g_hash_table_insert (self->cases, &one->gid, one);
  }
  return rows != NULL;
}

static gboolean
find_items (Loader *self, GError **error)
{
  CsReader reader = cs_project_reader (self->project);
  g_autoptr (GPtrArray) rows = cs_project_items (self->project, &reader, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (cs_export_add_item (self->items, rows->pdata[i], error) == NULL)
      return FALSE;
  return rows != NULL;
}

/* --- marks --- */

static guint64
choose_id (Loader *self, Case *one, const CsMark *mark, gboolean ours, GError **error)
{
  guint64 id = ours ? mark->id : cs_mark_new_id (cs_store_env (cs_project_store (self->project)));
  while (!g_hash_table_add (one->ids, GSIZE_TO_POINTER (id))) {
    if (ours) {
      cs_fail (error, CS_ERROR_INVALID, "the case has mark %" G_GUINT64_FORMAT " twice", id);
      return 0;
    }
    id = cs_mark_new_id (cs_store_env (cs_project_store (self->project)));
  }
  if (self->renamed != NULL)
    g_hash_table_insert (self->renamed, GSIZE_TO_POINTER (mark->id), GSIZE_TO_POINTER (id));
  return id;
}

/* The ends of a mark upon marks, by their ids here. */
static gboolean
rename_ends (const Loader *self, const CsMark *mark, gint64 *values, GError **error)
{
  for (guint i = 0; i < mark->n_values; i++) {
    gpointer id = g_hash_table_lookup (self->renamed, GSIZE_TO_POINTER (mark->values[i]));
    if (id == NULL)
      return cs_fail (error, CS_ERROR_INVALID,
                      "the %s names mark %" G_GINT64_FORMAT ", which was not loaded",
                      mark->kind->tag, mark->values[i]);
    values[i] = (gint64)GPOINTER_TO_SIZE (id);
  }
  return TRUE;
}

static void
say_origin (const Loader *self, CsMarkInit *init)
{
  if (init->how != CS_MARK_HOW_UNKNOWN || self->load->suggest)
    return;
  init->how = CS_MARK_HOW_IMPORTED;
  init->source = self->load->format->id;
}

static CsMark *
adopt (Loader *self, Case *one, const CsMark *mark, const CsPlace *place, const char *label,
       const char *where, GError **error)
{
  CsMarkInit init = cs_mark_to_init (mark);
  g_autofree gint64 *ends = NULL;
  g_autoptr (CsJson) attributes =
      mark->attributes != NULL ? cs_load_labels_attributes (self->labels, mark, label, self->tally,
                                                            where, &self->counts.left_out)
                               : NULL;
  init.attributes = attributes;
  if (mark->kind->target == CS_MARK_TARGET_MARKS) {
    ends = g_new (gint64, mark->n_values);
    if (!rename_ends (self, mark, ends, error))
      return NULL;
    init.values = ends;
  }
  init.item = place->item->gid;
  init.part = ends == NULL ? place->parts[mark->part] : 0;
  init.label = label;
  say_origin (self, &init);
  init.id = choose_id (self, one, mark, place->ours, error);
  return init.id != 0 ? cs_mark_new (&init, error) : NULL;
}

/* Whether the case has OWN already, which is MARK of the file. A suggestion with relations stays
 * whole, so that they find their ends in it. */
static gboolean
is_there (Loader *self, const Case *one, const CsMark *own, const CsMark *mark, const char *where)
{
  const CsMark *known = cs_load_known_find (one->known, own);
  gboolean same_id = known != NULL && known->id == own->id;
  if (self->load->suggest && self->renamed != NULL)
    return FALSE;
  if (known == NULL || (same_id && !cs_mark_equal (known, own)))
    return FALSE;
  if (self->renamed != NULL)
    g_hash_table_insert (self->renamed, GSIZE_TO_POINTER (mark->id), GSIZE_TO_POINTER (known->id));
  if (!cs_json_equal (known->attributes, own->attributes))
    cs_tally_case (self->tally, CS_SEVERITY_INFO, "conflict", "mark there already", where,
                   "a mark \"%s\" of the same shape is there with other attributes; it stays as it "
                   "is",
                   own->label);
  self->counts.already++;
  return TRUE;
}

/* TRUE when MARK was taken over, or is there already. */
static gboolean
take_mark (Loader *self, Case *one, const CsMark *mark, const CsDatasetItem *foreign,
           const CsPlace *place, const CsMarkSpace *space)
{
  g_autoptr (GError) error = NULL;
  const char *label = cs_load_labels_key (self->labels, mark);
  if (label == NULL)
    return FALSE;
  g_autoptr (CsMark) own = NULL;
  if (mark->part >= foreign->parts->len)
    cs_fail (&error, CS_ERROR_INVALID, "it lies on file %u of %u", mark->part + 1,
             foreign->parts->len);
  else
    own = adopt (self, one, mark, place, label, foreign->name, &error);
  if (own != NULL && cs_mark_check_space (own, space, &error) &&
      cs_schema_check_draft_mark (self->schema, own, &error)) {
    if (!is_there (self, one, own, mark, foreign->name)) {
      g_ptr_array_add (one->marks, g_steal_pointer (&own));
      self->counts.loaded_marks++;
    }
    return TRUE;
  }
  g_autofree char *location =
      g_strdup_printf ("%s: mark %" G_GUINT64_FORMAT, foreign->name, mark->id);
  cs_tally_error (self->tally, "mark left out", location, error);
  return FALSE;
}

/* UPON_MARKS: those that name other marks, which come when all others have their ids. */
static void
take_marks (Loader *self, Case *one, const CsDatasetItem *foreign, const CsPlace *place,
            gboolean upon_marks)
{
  g_autofree CsMarkExtent *extents = cs_dataset_item_extents (place->item);
  CsMarkSpace space = { extents, place->item->parts->len, place->item->text_length };
  for (guint i = 0; i < foreign->marks->len; i++) {
    const CsMark *mark = g_ptr_array_index (foreign->marks, i);
    if ((mark->kind->target == CS_MARK_TARGET_MARKS) == upon_marks &&
        !take_mark (self, one, mark, foreign, place, &space))
      self->counts.left_out++;
  }
}

static void
take_answer (Loader *self, Case *one, const CsDatasetItem *foreign, const CsPlace *place)
{
  if (foreign->answer == CS_ANSWER_NONE || self->load->suggest)
    return;
  if (!g_hash_table_add (one->answered, (gpointer)&place->item->gid)) {
    cs_tally_case (self->tally, CS_SEVERITY_ERROR, "conflict", "answer left out", foreign->name,
                   "the item has an answer from another entry already");
    self->counts.left_out++;
    return;
  }
  if (cs_load_known_answer (one->known, &place->item->gid, foreign->answer, foreign->note)) {
    self->counts.already++;
    return;
  }
  cs_mark_answers_add (one->answers, &place->item->gid, foreign->answer, foreign->note);
  self->counts.loaded_answers++;
}

/* --- files --- */

static const char *
model_of (const Loader *self)
{
  return self->load->model != NULL ? self->load->model : self->load->format->id;
}

/* What the case has, for a draft when the signer may work on it. */
static CsLoadKnown *
read_known (Loader *self, const Case *one, GError **error)
{
  if (self->load->suggest) {
    const CsReader reader = cs_project_reader (self->project);
    g_autoptr (GPtrArray) rows = cs_project_suggestions (self->project, &reader, &one->gid, error);
    return rows != NULL ? cs_load_known_new_suggested (rows, model_of (self)) : NULL;
  }
  g_autoptr (CsMarkSet) set = cs_project_may_draft (self->project, &one->gid, error)
                                  ? cs_project_draft (self->project, &one->gid, error)
                                  : NULL;
  if (set != NULL && set->n_marks > 0) /* in order of ids */
    cs_mark_ids_after (cs_store_env (cs_project_store (self->project)),
                       set->marks[set->n_marks - 1]->id);
  return set != NULL ? cs_load_known_new (set) : NULL;
}

static gboolean
open_case (Loader *self, Case *one, GError **error)
{
  if (one->refusal == NULL && one->known == NULL) {
    g_autoptr (GError) local = NULL;
    one->known = read_known (self, one, &local);
    if (one->known == NULL)
      one->refusal = g_strdup (local->message);
  }
  return one->refusal == NULL || cs_fail (error, CS_ERROR_DENIED, "%s", one->refusal);
}

typedef struct {
  const CsDatasetItem *foreign;
  CsPlace place;
  Case *one;
} Match;

static void
match_clear (gpointer data)
{
  cs_place_clear (&((Match *)data)->place);
}

static gboolean
find_match (Loader *self, const CsDatasetItem *foreign, Match *ret_match)
{
  g_autoptr (GError) error = NULL;
  g_auto (CsPlace) place = { 0 };
  Case *one = NULL;
  if (cs_places_find (self->places, foreign, &place, &error)) {
    one = g_hash_table_lookup (self->cases, &place.item->case_gid);
    if (one == NULL)
      cs_fail (&error, CS_ERROR_NOT_FOUND, "its case is not yours to see");
    else
      open_case (self, one, &error);
  }
  if (error == NULL) {
    *ret_match = (Match){ foreign, place, one };
    place.parts = NULL;
    return TRUE;
  }
  /* A picture without marks that is not here is a line of a list, not a loss. */
  guint64 lost = foreign->marks->len + (foreign->answer != CS_ANSWER_NONE);
  if (lost > 0)
    cs_tally_error (self->tally, "item left out with its marks", foreign->name, error);
  else
    cs_tally_count (self->tally, CS_SEVERITY_INFO, cs_error_nick (error),
                    "{entry|entries} without marks passed over", 1);
  self->counts.left_out += lost;
  return FALSE;
}

static gboolean
has_marks_upon_marks (const CsDataset *dataset)
{
  for (guint i = 0; i < dataset->items->len; i++) {
    const CsDatasetItem *item = g_ptr_array_index (dataset->items, i);
    for (guint j = 0; j < item->marks->len; j++)
      if (((CsMark *)g_ptr_array_index (item->marks, j))->kind->target == CS_MARK_TARGET_MARKS)
        return TRUE;
  }
  return FALSE;
}

static void
take_dataset (Loader *self, const CsDataset *dataset)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  g_array_set_clear_func (matches, match_clear);
  gboolean upon_marks = has_marks_upon_marks (dataset);
  self->renamed = upon_marks ? g_hash_table_new (NULL, NULL) : NULL;
  self->counts.items += dataset->items->len;
  self->counts.marks += cs_dataset_count_marks (dataset);
  cs_load_labels_learn (self->labels, dataset);
  for (guint i = 0; i < dataset->items->len; i++) {
    Match match;
    if (find_match (self, g_ptr_array_index (dataset->items, i), &match))
      g_array_append_val (matches, match);
  }
  for (guint pass = 0; pass < (upon_marks ? 2 : 1); pass++)
    for (guint i = 0; i < matches->len; i++) {
      Match *match = &g_array_index (matches, Match, i);
      take_marks (self, match->one, match->foreign, &match->place, pass == 1);
      if (pass == 0)
        take_answer (self, match->one, match->foreign, &match->place);
    }
  g_clear_pointer (&self->renamed, g_hash_table_unref);
}

static guint64
count_errors (const GPtrArray *problems, guint from)
{
  guint64 n = 0;
  for (guint i = from; i < problems->len; i++)
    n += ((CsProblem *)g_ptr_array_index (problems, i))->severity == CS_SEVERITY_ERROR;
  return n;
}

static gboolean
take_files (Loader *self, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) paths = cs_load_once (self->load->paths, problems, error);
  for (guint i = 0; paths != NULL && paths->pdata[i] != NULL; i++) {
    guint before = problems->len;
    g_autoptr (CsDataset) dataset =
        cs_format_read_path (self->load->format, paths->pdata[i], problems, cancellable, error);
    if (dataset == NULL)
      return FALSE;
    self->counts.left_out += count_errors (problems, before);
    take_dataset (self, dataset);
  }
  if (paths == NULL)
    return FALSE;
  return !g_cancellable_is_cancelled (cancellable) ||
         cs_fail (error, CS_ERROR_CANCELLED, "stopped; nothing was loaded");
}

/* --- into the project --- */

static gboolean
write_drafts (Loader *self, GPtrArray *cases, const CsGid *gids, GError **error)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_edit_unref);
  for (guint i = 0; i < cases->len; i++) {
    const Case *one = cases->pdata[i];
    CsMarkEdit *edit = cs_mark_edit_new (one->marks, NULL, one->answers, error);
    if (edit == NULL)
      return FALSE;
    g_ptr_array_add (edits, edit);
  }
  return cs_project_edit_drafts (self->project, gids, (const CsMarkEdit *const *)edits->pdata,
                                 cases->len, error);
}

static gboolean
write_suggestions (Loader *self, GPtrArray *cases, const CsGid *gids, GError **error)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_set_unref);
  for (guint i = 0; i < cases->len; i++) {
    CsMarkSet *set = cs_mark_set_new (((const Case *)cases->pdata[i])->marks, NULL, error);
    if (set == NULL)
      return FALSE;
    g_ptr_array_add (sets, set);
  }
  return cs_project_suggest (self->project, gids, (const CsMarkSet *const *)sets->pdata, cases->len,
                             model_of (self), error);
}

static void
free_touched (gpointer data)
{
  CsLoadCase *one = data;
  g_free (one->title);
  g_free (one);
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  const CsLoadCase *const *one = a, *const *two = b;
  int order = strcmp ((*one)->title, (*two)->title);
  return order != 0 ? order : cs_gid_compare (&(*one)->gid, &(*two)->gid);
}

static void
list_touched (Loader *self, const GPtrArray *cases)
{
  self->counts.cases = cases->len;
  for (guint i = 0; i < cases->len; i++) {
    const Case *one = cases->pdata[i];
    CsLoadCase *touched = g_new0 (CsLoadCase, 1);
    touched->gid = one->gid;
    touched->title = g_strdup (one->title);
    touched->marks = one->marks->len;
    touched->answers = one->answers->len;
    g_ptr_array_add (self->counts.touched, touched);
  }
  g_ptr_array_sort (self->counts.touched, compare_titles);
}

static int
compare_cases (gconstpointer a, gconstpointer b)
{
  const Case *const *one = a, *const *two = b;
  return cs_gid_compare (&(*one)->gid, &(*two)->gid);
}

static gboolean
write_cases (Loader *self, GError **error)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;
  g_hash_table_iter_init (&iter, self->cases);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const Case *one = value;
    if (one->marks->len > 0 || one->answers->len > 0)
      g_ptr_array_add (cases, value);
  }
  g_ptr_array_sort (cases, compare_cases);
  list_touched (self, cases);
  if (cases->len == 0)
    return TRUE;
  g_autofree CsGid *gids = g_new (CsGid, cases->len);
  for (guint i = 0; i < cases->len; i++)
    gids[i] = ((const Case *)cases->pdata[i])->gid;
  return self->load->suggest ? write_suggestions (self, cases, gids, error)
                             : write_drafts (self, cases, gids, error);
}

void
cs_load_counts_clear (CsLoadCounts *counts)
{
  g_clear_pointer (&counts->touched, g_ptr_array_unref);
}

static void
loader_clear (Loader *self)
{
  g_clear_pointer (&self->places, cs_places_free);
  g_clear_pointer (&self->items, cs_dataset_free);
  g_clear_pointer (&self->cases, g_hash_table_unref);
  g_clear_pointer (&self->labels, cs_load_labels_free);
  g_clear_pointer (&self->tally, cs_tally_free);
  cs_load_counts_clear (&self->counts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loader, loader_clear)

gboolean
cs_load (CsProject *project, const CsLoad *load, GPtrArray *problems, GCancellable *cancellable,
         CsLoadCounts *ret_counts, GError **error)
{
  if (!(load->format->flags & CS_FORMAT_READS))
    return cs_fail (error, CS_ERROR_UNSUPPORTED, "%s files are written only, not read",
                    load->format->label);
  g_auto (Loader) self = { .project = project, .load = load };
  self.tally = cs_tally_new (problems);
  self.counts.touched = g_ptr_array_new_with_free_func (free_touched);
  self.items = cs_dataset_new ();
  self.cases = g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, NULL, case_free);
  if (!cs_project_schema (project, &self.schema, NULL, error))
    return FALSE;
  if (self.schema == NULL)
    return cs_fail (error, CS_ERROR_DENIED,
                    "no label schema is published yet; a lead publishes one first");
  if (!find_cases (&self, error) || !find_items (&self, error))
    return FALSE;
  self.labels = cs_load_labels_new (self.schema);
  self.places = cs_places_new (self.items);
  if (!take_files (&self, problems, cancellable, error))
    return FALSE;
  cs_tally_finish (self.tally);
  cs_load_labels_tell (self.labels, problems);
  if (!write_cases (&self, error))
    return FALSE;
  *ret_counts = self.counts;
  self.counts.touched = NULL;
  return TRUE;
}
