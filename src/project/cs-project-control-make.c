/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-control-name.h"
#include "cs-event-kind.h"
#include "cs-project-control.h"
#include "cs-project-private.h"

#include <string.h>

#define NEAR 20 /* a control case is served among so many of the first that wait */

/* One of the first that nobody began, but GID, in the segments of OF, of which whoever reads the
 * control case may know; FALSE where there is none. */
static gboolean
pick_beside (CsProject *project, const CsWork *of, const CsGid *gid, CsGid *ret_gid)
{
  g_autoptr (CsStmt) stmt = cs_db_query (
      cs_index_db (project->index), NULL,
      "SELECT gid FROM work WHERE status = 0 AND stage = 0 AND workflow = 0 AND"
      " sent_back = 0 AND assigned IS NULL AND control IS NULL AND gid <> ? AND sensitive ="
      " ? AND expertise = ? ORDER BY priority DESC, due, ord LIMIT ?",
      "gtti", gid, of->sensitive, of->expertise, (gint64)NEAR);
  CsGid gids[NEAR], die;
  guint n = 0;
  while (stmt != NULL && n < NEAR && cs_stmt_step (stmt, NULL) > 0)
    n += cs_stmt_gid (stmt, 0, &gids[n]);
  cs_env_random_gid (project->env, &die);
  if (n > 0)
    *ret_gid = gids[die.bytes[0] % n];
  return n > 0;
}

/* --- its names --- */

/* What is copied for one person. */
typedef struct {
  CsProject *project;
  CsProjectAct *act;
  const CsWork *of;
  GPtrArray *items;  /* CsItemRow of that */
  CsGid gid;         /* the control case */
  const char *title; /* its name */
  GHashTable *taken; /* names that are there */
  CsJson *pairs;     /* of items of both */
} Copy;

static GHashTable *
taken_names (CsProject *project, GError **error)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CsStmt) stmt = cs_db_query (cs_index_db (project->index), error,
                                         "SELECT title FROM work UNION SELECT title FROM item", "");
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0)
    g_hash_table_add (taken, g_strdup (cs_stmt_text (stmt, 0)));
  return state == 0 ? g_steal_pointer (&taken) : NULL;
}

/* A name that items of other cases have as well says nothing. */
static char *
item_name (const Copy *copy, const CsItemRow *item)
{
  gint64 others = 0;
  if (strstr (item->title, copy->of->title) != NULL)
    return cs_control_put (item->title, copy->of->title, copy->title);
  cs_db_get_int (cs_index_db (copy->project->index), 0, &others, NULL,
                 "SELECT count(*) FROM item WHERE title = ? AND case_gid <> ?", "tg", item->title,
                 &copy->of->gid);
  if (others > 0)
    return g_strdup (item->title);
  g_autofree char *name = cs_control_follow (item->title, copy->of->title, copy->title);
  if (name != NULL && !g_hash_table_contains (copy->taken, name))
    return g_steal_pointer (&name);
  char *next = cs_control_name (item->title, copy->taken, NULL);
  return next != NULL ? next : g_strdup (item->title);
}

/* PART of ITEM, which is called NAME now; a file that has no name of the item has one of its own.
 */
static CsJson *
named_part (const Copy *copy, const CsItemRow *item, const char *name, const CsJson *part)
{
  CsJson *named = cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (part); i++)
    cs_json_put (named, cs_json_key_at (part, i), cs_json_ref (cs_json_member_at (part, i)));
  const char *was = cs_json_get_string (part, "name");
  if (was == NULL)
    return named;
  gboolean same = strcmp (item->title, name) == 0;
  g_autofree char *now = strstr (was, item->title) != NULL && !same
                             ? cs_control_put (was, item->title, name)
                             : cs_control_name (was, copy->taken, NULL);
  if (now != NULL) {
    cs_json_put_string (named, "name", now);
    g_hash_table_add (copy->taken, g_strdup (now));
  }
  return named;
}

/* FACTS of ITEM under its new name. */
static CsJson *
named_facts (const Copy *copy, const CsItemRow *item, const char *name)
{
  CsJson *facts = cs_json_new_object (), *parts = cs_json_new_array ();
  const CsJson *list = cs_json_get (item->facts, "parts");
  for (guint i = 0; i < cs_json_length (list); i++)
    cs_json_append (parts, named_part (copy, item, name, cs_json_at (list, i)));
  for (guint i = 0; i < cs_json_length (item->facts); i++)
    cs_json_put (facts, cs_json_key_at (item->facts, i),
                 cs_json_ref (cs_json_member_at (item->facts, i)));
  cs_json_put (facts, "parts", parts);
  return facts;
}

/* --- making them --- */

static gboolean
copy_item (const Copy *copy, const CsItemRow *item, GError **error)
{
  CsGid gid;
  CsJson *body = cs_project_noted_body (copy->project);
  CsJson *parts = cs_json_new_array (), *pair = cs_json_new_object ();
  const CsJson *list = cs_json_get (item->facts, "parts");
  g_autofree char *name = item_name (copy, item);
  cs_env_random_gid (copy->project->env, &gid);
  for (guint i = 0; i < cs_json_length (list); i++)
    cs_json_append (parts, cs_json_new_string (cs_json_get_string (cs_json_at (list, i), "blob")));
  cs_json_put_gid (body, "case", &copy->gid);
  cs_json_put (body, "facts", named_facts (copy, item, name));
  cs_json_put_gid (body, "item", &gid);
  cs_json_put_string (body, "kind", item->kind);
  cs_json_put (body, "parts", parts);
  cs_json_put_string (body, "title", name);
  cs_json_put_gid (pair, "item", &gid);
  cs_json_put_gid (pair, "of", &item->gid);
  cs_json_append (copy->pairs, pair);
  g_hash_table_add (copy->taken, g_strdup (name));
  return cs_project_act_event (copy->act, "item.add", body, NULL, error);
}

static gboolean
copy_suggestion (const Copy *copy, CsStmt *stmt, GError **error)
{
  CsHash object;
  guint n = cs_json_length (copy->pairs);
  g_autofree CsGid *from = g_new0 (CsGid, n + 1), *to = g_new0 (CsGid, n + 1);
  for (guint i = 0; i < n; i++) {
    cs_json_get_gid (cs_json_at (copy->pairs, i), "of", &from[i]);
    cs_json_get_gid (cs_json_at (copy->pairs, i), "item", &to[i]);
  }
  cs_stmt_hash (stmt, 0, &object);
  g_autoptr (CsMarkSet) set = cs_project_read_marks (copy->project, &object, error);
  g_autoptr (CsMarkSet) moved = set != NULL ? cs_mark_set_on_items (set, from, to, n, error) : NULL;
  if (moved == NULL || !cs_project_put_marks (copy->act, moved, &object, error))
    return FALSE;
  CsJson *body = cs_project_case_body (copy->project, &copy->gid);
  cs_json_put_int (body, "marks", moved->n_marks);
  cs_json_put_string (body, "model", cs_stmt_text (stmt, 1));
  cs_json_put_hash (body, "object", &object);
  cs_json_put_int (body, "wall", cs_stmt_int (stmt, 2));
  return cs_project_act_event (copy->act, "suggestion.add", body, NULL, error);
}

/* As if a model had looked at it when it looked at the first. */
static gboolean
copy_suggestions (const Copy *copy, GError **error)
{
  g_autoptr (CsStmt) stmt =
      cs_db_query (cs_index_db (copy->project->index), error,
                   "SELECT object, model, wall FROM suggestion WHERE case_gid = ? ORDER BY ord",
                   "g", &copy->of->gid);
  int state = stmt != NULL ? 1 : -1;
  while (state > 0 && (state = cs_stmt_step (stmt, error)) > 0)
    if (!copy_suggestion (copy, stmt, error))
      return FALSE;
  return state == 0;
}

static gboolean
make_for (Copy *copy, const CsGid *person, GError **error)
{
  CsGid beside;
  g_autoptr (CsJson) pairs = cs_json_new_array ();
  copy->pairs = pairs;
  cs_env_random_gid (copy->project->env, &copy->gid);
  CsJson *opened = cs_json_new_object ();
  cs_json_put_gid (opened, "case", &copy->gid);
  cs_put_nonce (opened, copy->project->env);
  cs_json_put_string (opened, "title", copy->title);
  if (!cs_project_act_event (copy->act, "case.open", opened, NULL, error))
    return FALSE;
  for (guint i = 0; i < copy->items->len; i++)
    if (!copy_item (copy, copy->items->pdata[i], error))
      return FALSE;
  if (!copy_suggestions (copy, error))
    return FALSE;
  CsJson *body = cs_project_noted_body (copy->project);
  if (pick_beside (copy->project, copy->of, &copy->gid, &beside))
    cs_json_put_gid (body, "beside", &beside);
  cs_json_put_gid (body, "case", &copy->gid);
  cs_json_put (body, "items", cs_json_ref (pairs));
  cs_json_put_gid (body, "of", &copy->of->gid);
  cs_json_put_gid (body, "person", person);
  cs_json_put_hash (body, "revision", &copy->of->revision);
  return cs_project_act_event (copy->act, "control.make", body, NULL, error);
}

/* TITLE, or a name like that of the case that nothing has. Caller frees. */
static char *
case_name (const Copy *copy, const char *title, GError **error)
{
  CsGid die;
  guint32 number;
  if (title != NULL)
    return g_strdup (title);
  cs_env_random_gid (copy->project->env, &die);
  memcpy (&number, die.bytes, sizeof number);
  char *name = cs_control_name (copy->of->title, copy->taken, &number);
  if (name == NULL)
    cs_fail (error, CS_ERROR_INVALID,
             "its name has no number that could be another one; give the control case a name, as "
             "who read the first would know it by that");
  return name;
}

static gboolean
could_have (CsProject *project, const CsWork *of, const CsPersonRow *row, guint reads,
            gboolean *ret_could, GError **error)
{
  const CsReader reader = { .person = row->gid, .roles = row->roles };
  CsDb *db = cs_index_db (project->index);
  gboolean seen = TRUE;
  gint64 twice = 0;
  *ret_could = FALSE;
  if ((row->roles & reads) == 0 || cs_rules_sees_results (&reader) ||
      !cs_traits_admits (&row->traits, row->roles, of->sensitive, of->expertise))
    return TRUE;
  if (!cs_fold_worked_on (db, &of->gid, &row->gid, &seen, error) ||
      !cs_db_get_int (db, 0, &twice, error,
                      "SELECT 1 FROM control WHERE of_case = ? AND person = ?", "gg", &of->gid,
                      &row->gid))
    return FALSE;
  *ret_could = !seen && twice == 0;
  return TRUE;
}

GPtrArray *
cs_project_control_people (CsProject *project, const CsGid *case_gid, GError **error)
{
  g_auto (CsWork) of = { 0 };
  const CsWorkflows *all = cs_index_workflows (project->index, error);
  if (all == NULL || !cs_project_work (project, case_gid, &of, error))
    return NULL;
  g_autoptr (GPtrArray) people = cs_project_everybody (project, error);
  for (guint i = people != NULL ? people->len : 0; i-- > 0;) {
    gboolean could = FALSE;
    if (!could_have (project, &of, people->pdata[i], all->versions[all->n - 1]->stages[0].roles,
                     &could, error))
      return NULL;
    if (!could)
      g_ptr_array_remove_index (people, i);
  }
  return g_steal_pointer (&people);
}

/* The control case has the segments of the first: it would lie there, served to nobody. */
static gboolean
let_in (CsProject *project, const CsWork *of, const CsGid *person, GError **error)
{
  g_auto (CsTraits) traits = { 0 };
  guint roles = 0;
  if (!cs_traits_load (cs_index_db (project->index), person, &traits, &roles, error))
    return FALSE;
  if (!cs_traits_sees (&traits, roles, of->sensitive))
    return cs_fail (error, CS_ERROR_INVALID,
                    "that person was not let in to the segment %s, in which the case is",
                    of->sensitive);
  if (!cs_traits_admits (&traits, roles, of->sensitive, of->expertise))
    return cs_fail (error, CS_ERROR_INVALID,
                    "the case asks for somebody expert in %s, which that person is not",
                    of->expertise);
  return TRUE;
}

/* Of those, or PERSON alone. */
static GArray *
whom (CsProject *project, const CsWork *of, const CsGid *person, GError **error)
{
  g_autoptr (GArray) gids = g_array_new (FALSE, FALSE, sizeof (CsGid));
  if (person != NULL) {
    g_array_append_val (gids, *person);
    return let_in (project, of, person, error) ? g_steal_pointer (&gids) : NULL;
  }
  g_autoptr (GPtrArray) people = cs_project_control_people (project, &of->gid, error);
  for (guint i = 0; people != NULL && i < people->len; i++)
    g_array_append_val (gids, ((const CsPersonRow *)people->pdata[i])->gid);
  return people != NULL ? g_steal_pointer (&gids) : NULL;
}

static GPtrArray *
handles_of (CsProject *project, GArray *people, GError **error)
{
  g_autoptr (GPtrArray) handles = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < people->len; i++) {
    g_autoptr (CsStmt) stmt =
        cs_db_query (cs_index_db (project->index), error, "SELECT handle FROM person WHERE gid = ?",
                     "g", &g_array_index (people, CsGid, i));
    if (stmt == NULL || cs_stmt_step (stmt, error) < 0)
      return NULL;
    g_ptr_array_add (handles, g_strdup (cs_stmt_text (stmt, 0)));
  }
  return g_steal_pointer (&handles);
}

gboolean
cs_project_make_control (CsProject *project, const CsGid *case_gid, const CsGid *person,
                         const char *title, GPtrArray **ret_people, GError **error)
{
  g_auto (CsWork) of = { 0 };
  CsReader reader = cs_project_reader (project);
  if (!(reader.roles & CS_ROLE_LEAD))
    return cs_fail (error, CS_ERROR_DENIED, "only a lead may do this");
  g_autoptr (GPtrArray) items = cs_project_case_items (project, &reader, case_gid, error);
  g_autoptr (CsProjectAct) act = items != NULL ? cs_project_act_begin (project, error) : NULL;
  if (act == NULL || !cs_project_work (project, case_gid, &of, error))
    return FALSE;
  g_autoptr (GArray) people = whom (project, &of, person, error);
  if (people == NULL)
    return FALSE;
  if (people->len == 0)
    return cs_fail (error, CS_ERROR_INVALID,
                    "everybody who could read it has worked on it, or has a control case of it");
  g_autoptr (GHashTable) taken = taken_names (project, error);
  if (taken == NULL)
    return FALSE;
  Copy copy = { .project = project, .act = act, .of = &of, .items = items, .taken = taken };
  for (guint i = 0; i < people->len; i++) {
    g_autofree char *name = case_name (&copy, title, error);
    copy.title = name;
    if (name == NULL || !make_for (&copy, &g_array_index (people, CsGid, i), error))
      return FALSE;
    g_hash_table_add (taken, g_strdup (name));
  }
  g_autoptr (GPtrArray) handles = handles_of (project, people, error);
  if (handles == NULL || !cs_project_act_commit (g_steal_pointer (&act), error))
    return FALSE;
  if (ret_people != NULL)
    *ret_people = g_steal_pointer (&handles);
  return TRUE;
}
