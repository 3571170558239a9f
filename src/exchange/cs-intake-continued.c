/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-intake-continued.h"

#include "cs-item-facts.h"

#include <string.h>

#define MAX_NAMED 8 /* items of a case that are named one by one */
#define SHORT_ID 8

/* An item that was there before the run. */
typedef struct {
  CsGid gid;
  char *title, *uid;
  char *case_title;
  char *case_ids;        /* of all items of its case, short; NULL when they are many */
  gboolean untouched;    /* nobody has its case */
  guint parts, again;    /* slices, and how many of them were in this run too */
  GHashTable *instances; /* identities of its slices */
} Before;

struct _CsEarlier {
  GHashTable *uids;  /* series of this run; borrowed from its files */
  GHashTable *cases; /* gids of the cases there are */
  GPtrArray *items;  /* of Before */
};

static void
free_before (gpointer data)
{
  Before *one = data;
  g_free (one->title);
  g_free (one->uid);
  g_free (one->case_title);
  g_free (one->case_ids);
  g_hash_table_unref (one->instances);
  g_free (one);
}

void
cs_earlier_free (CsEarlier *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->uids);
  g_hash_table_unref (self->cases);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static void
add_id (GString *ids, const CsGid *gid)
{
  char hex[CS_GID_HEX + 1];
  cs_gid_to_hex (gid, hex);
  g_string_append_printf (ids, "%s%.*s", ids->len > 0 ? " " : "", SHORT_ID, hex);
}

/* --- before the run's items are added --- */

static gboolean
is_untouched (const CsCaseRow *row)
{
  return row->status == CS_CASE_WAITING && !row->has_revision && !row->sent_back;
}

static Before *
before_new (const CsIntake *intake, const CsItemRow *item, const CsCaseRow *row, const char *uid)
{
  Before *one = g_new0 (Before, 1);
  one->gid = item->gid;
  one->title = g_strdup (item->title);
  one->uid = g_strdup (uid);
  one->case_title = g_strdup (row->title);
  one->untouched = is_untouched (row);
  one->parts = cs_item_facts_n_parts (item->facts);
  one->instances = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < one->parts; i++) {
    const char *instance = cs_item_facts_id (item->facts, i, "instance_uid");
    CsHash hash;
    gint64 size = 0;
    if (instance != NULL)
      g_hash_table_add (one->instances, g_strdup (instance));
    if (cs_item_facts_blob (item->facts, i, &hash, &size))
      one->again += g_hash_table_contains (intake->again, &hash);
  }
  return one;
}

static gboolean
look_into_case (CsEarlier *self, const CsIntake *intake, const CsCaseRow *row, GError **error)
{
  const CsReader reader = cs_project_reader (intake->project);
  g_autoptr (GPtrArray) items = cs_project_case_items (intake->project, &reader, &row->gid, error);
  guint before = self->items->len;
  g_autoptr (GString) ids = g_string_new (NULL);
  if (items == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++) {
    const CsItemRow *item = items->pdata[i];
    const char *uid = cs_item_facts_id (item->facts, 0, "series_uid");
    if (uid != NULL && g_hash_table_contains (self->uids, uid))
      g_ptr_array_add (self->items, before_new (intake, item, row, uid));
    add_id (ids, &item->gid);
  }
  for (guint i = before; i < self->items->len && items->len <= MAX_NAMED; i++)
    ((Before *)self->items->pdata[i])->case_ids = g_strdup (ids->str);
  return TRUE;
}

static void
note_series (CsEarlier *self, const CsIntake *intake)
{
  for (guint i = 0; i < intake->accepted->len; i++) {
    const CsIntakeFile *file = intake->accepted->pdata[i];
    const char *uid = file->probe != NULL ? cs_probe_id (file->probe, "series_uid") : NULL;
    if (uid != NULL)
      g_hash_table_add (self->uids, (gpointer)uid);
  }
}

CsEarlier *
cs_earlier_find (CsIntake *intake, GError **error)
{
  g_autoptr (CsEarlier) self = g_new0 (CsEarlier, 1);
  const CsReader reader = cs_project_reader (intake->project);
  self->uids = g_hash_table_new (g_str_hash, g_str_equal);
  self->cases = g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, g_free, NULL);
  self->items = g_ptr_array_new_with_free_func (free_before);
  note_series (self, intake);
  if (g_hash_table_size (self->uids) == 0)
    return g_steal_pointer (&self);
  g_autoptr (GPtrArray) rows = cs_project_cases (intake->project, &reader, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const CsCaseRow *row = rows->pdata[i];
    g_hash_table_add (self->cases, g_memdup2 (&row->gid, sizeof row->gid));
    if (!look_into_case (self, intake, row, error))
      return NULL;
  }
  return rows != NULL ? g_steal_pointer (&self) : NULL;
}

/* --- afterwards --- */

/* The item of the series UID that most of the run's files lie in already. */
static const Before *
best_of (const CsEarlier *self, const char *uid, guint *ret_others)
{
  const Before *best = NULL;
  guint n = 0;
  for (guint i = 0; i < self->items->len; i++) {
    const Before *one = self->items->pdata[i];
    if (strcmp (one->uid, uid) != 0)
      continue;
    n++;
    if (best == NULL || one->again > best->again)
      best = one;
  }
  *ret_others = n - 1;
  return best;
}

/* How many slices of ITEM have the identity of one that ONE holds, but other bytes. */
static guint
count_changed (const Before *one, const CsItemRow *item)
{
  guint n = 0;
  for (guint i = 0; i < cs_item_facts_n_parts (item->facts); i++) {
    const char *instance = cs_item_facts_id (item->facts, i, "instance_uid");
    n += instance != NULL && g_hash_table_contains (one->instances, instance);
  }
  return n;
}

/* What a person can do now. */
static void
add_advice (GString *text, const Before *one, const char *id)
{
  if (!one->untouched)
    g_string_append (text, "work on the case of the first has begun, so it stays a case of its "
                           "own");
  else if (one->case_ids != NULL)
    g_string_append_printf (text,
                            "to have them read together, while nobody works on them, run "
                            "\"case add PROJECT TITLE %s %s\"",
                            one->case_ids, id);
  else
    g_string_append_printf (text,
                            "to have them read together, while nobody works on them, run "
                            "\"case add\" with all items of the case \"%s\" and %s",
                            one->case_title, id);
  g_string_append (text, "; to have one volume, import the whole series into a new project");
}

static void
tell (CsIntake *intake, const Before *one, guint others, const CsItemRow *item)
{
  guint parts = cs_item_facts_n_parts (item->facts), changed = count_changed (one, item);
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  add_id (first, &one->gid);
  add_id (second, &item->gid);
  g_string_append_printf (text, "the project had this series in part, as the item \"%s\" (%s)",
                          one->title, first->str);
  if (others > 0)
    g_string_append_printf (text, " and %u more", others);
  g_string_append_printf (text, ": %u of its %u %s came again, %u %s new", one->again, one->parts,
                          one->parts == 1 ? "slice" : "slices", parts, parts == 1 ? "is" : "are");
  if (changed > 0)
    g_string_append_printf (text,
                            " (%u of them %s the number of a slice that is there, but other "
                            "content)",
                            changed, changed == 1 ? "has" : "have");
  g_string_append_printf (text, " and %s a second item (%s), because an item never changes; ",
                          parts == 1 ? "makes" : "make", second->str);
  add_advice (text, one, second->str);
  cs_problems_add (intake->problems, CS_SEVERITY_WARNING, "series-in-two", item->title, "%s",
                   text->str);
  intake->report->continued++;
}

void
cs_earlier_foretell (const CsEarlier *self, CsIntake *intake, const CsIntakePlan *plan)
{
  for (guint i = 0; self->items->len > 0 && i < plan->items->len; i++) {
    CsPlanItem *item = plan->items->pdata[i];
    const char *uid = cs_plan_item_id (item, "series_uid");
    guint others = 0, parts = item->files->len;
    const Before *one = uid != NULL ? best_of (self, uid, &others) : NULL;
    if (one == NULL)
      continue;
    cs_problems_add (intake->problems, CS_SEVERITY_WARNING, "series-in-two", item->title,
                     "the project has this series in part, as the item \"%s\" (%u of its %u "
                     "slices are among these files, too); the %u that it does not have would be a "
                     "second item, because an item never changes; to have one volume, import the "
                     "whole series into a new project",
                     one->title, one->again, one->parts, parts);
    item->notes |= CS_PLAN_IN_PART;
    for (guint k = 0; k < parts; k++)
      ((CsIntakeFile *)item->files->pdata[k])->in_part = TRUE;
    intake->report->continued++;
  }
}

static gboolean
tell_case (const CsEarlier *self, CsIntake *intake, const CsGid *gid, GError **error)
{
  const CsReader reader = cs_project_reader (intake->project);
  g_autoptr (GPtrArray) items = cs_project_case_items (intake->project, &reader, gid, error);
  for (guint i = 0; items != NULL && i < items->len; i++) {
    const CsItemRow *item = items->pdata[i];
    const char *uid = cs_item_facts_id (item->facts, 0, "series_uid");
    guint others = 0;
    const Before *one = uid != NULL ? best_of (self, uid, &others) : NULL;
    if (one != NULL)
      tell (intake, one, others, item);
  }
  return items != NULL;
}

gboolean
cs_earlier_tell (const CsEarlier *self, CsIntake *intake, GError **error)
{
  if (self->items->len == 0)
    return TRUE;
  const CsReader reader = cs_project_reader (intake->project);
  g_autoptr (GPtrArray) rows = cs_project_cases (intake->project, &reader, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const CsCaseRow *row = rows->pdata[i];
    if (!g_hash_table_contains (self->cases, &row->gid) &&
        !tell_case (self, intake, &row->gid, error))
      return FALSE;
  }
  return rows != NULL;
}
