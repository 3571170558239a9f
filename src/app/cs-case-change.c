/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list can do to a mark without drawing: its label, its attributes, a label of the whole. */
#include "cs-case-model-private.h"
#include "cs-mark-change.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
put (CsCaseModel *self, const CsMarkInit *init, GError **error)
{
  g_autoptr (CsMark) mark = cs_mark_new (init, error);
  return mark != NULL && cs_case_model_put (self, mark, error);
}

/* PUT as one edit; nothing when it is empty. */
static gboolean
put_all (CsCaseModel *self, GPtrArray *marks, GError **error)
{
  if (marks->len == 0)
    return TRUE;
  g_autoptr (CsMarkEdit) edit = cs_mark_edit_new (marks, NULL, NULL, error);
  return edit != NULL && cs_case_model_edit (self, edit, error);
}

static GPtrArray *
changed_marks_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)cs_mark_unref);
}

/* Adds AFTER (taken), which MARK is to be, to MARKS unless it is that already. FALSE for NULL. */
static gboolean
add_changed (GPtrArray *marks, const CsMark *mark, CsMark *after)
{
  g_autoptr (CsMark) owned = after;
  if (after != NULL && after != mark)
    g_ptr_array_add (marks, g_steal_pointer (&owned));
  return after != NULL;
}

/* Adds MARK with LABEL to MARKS unless it has that already. FALSE when it cannot have it. */
static gboolean
relabel (CsCaseModel *self, const CsMark *mark, const CsLabel *label, GPtrArray *marks,
         GError **error)
{
  const char *held = cs_mark_hold_why (self->hold, mark->id);
  if (held != NULL && !g_str_equal (mark->label, label->key))
    return cs_fail (error, CS_ERROR_DENIED, "%s", _ (held));
  if (!cs_label_fits_mark (label, mark))
    return cs_fail (error, CS_ERROR_INVALID, _ ("“%s” is not drawn as %s here."), label->name,
                    _ (cs_mark_noun (mark)));
  return add_changed (marks, mark, cs_mark_relabel (mark, label, error));
}

gboolean
cs_case_model_relabel (CsCaseModel *self, guint64 id, const CsLabel *label, GError **error)
{
  const CsMark *mark = cs_mark_set_get (self->marks, id);
  g_autoptr (GPtrArray) marks = changed_marks_new ();
  if (mark == NULL)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "%s", _ ("That mark is gone."));
  return relabel (self, mark, label, marks, error) && put_all (self, marks, error);
}

gboolean
cs_case_model_relabel_selected (CsCaseModel *self, const CsLabel *label, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GPtrArray) marks = changed_marks_new ();
  g_autoptr (GPtrArray) selected = cs_case_model_selected_marks (self);
  guint left = 0;
  for (guint i = 0; i < selected->len; i++)
    left += !relabel (self, selected->pdata[i], label, marks, why == NULL ? &why : NULL);
  if (!put_all (self, marks, error))
    return FALSE;
  if (left > 0 && selected->len == 1)
    return cs_fail (error, CS_ERROR_INVALID, "%s", why->message);
  if (left > 0)
    /* Translators: of marks that get a label, and why the first that did not get it did not. */
    return cs_fail (error, CS_ERROR_INVALID, _ ("%u of %u marks stay as they are. %s"), left,
                    selected->len, why->message);
  return TRUE;
}

gboolean
cs_case_model_set_attribute (CsCaseModel *self, guint64 id, const char *key, CsJson *value,
                             GError **error)
{
  g_autoptr (CsJson) owned = value;
  g_autoptr (GPtrArray) marks = changed_marks_new ();
  const CsMark *mark = cs_mark_set_get (self->marks, id);
  if (mark == NULL)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "%s", _ ("That mark is gone."));
  return add_changed (marks, mark, cs_mark_set_value (self->schema, mark, key, value, error)) &&
         put_all (self, marks, error);
}

GPtrArray *
cs_case_model_selected_alike (CsCaseModel *self, guint64 id)
{
  GPtrArray *alike = g_ptr_array_new ();
  const CsMark *mark = cs_mark_set_get (self->marks, id);
  if (mark == NULL)
    return alike;
  g_ptr_array_add (alike, (gpointer)mark);
  if (!cs_case_model_is_selected (self, id))
    return alike;
  g_autoptr (GPtrArray) selected = cs_case_model_selected_marks (self);
  for (guint i = 0; i < selected->len; i++) {
    const CsMark *each = selected->pdata[i];
    if (each->id != id && g_str_equal (each->label, mark->label))
      g_ptr_array_add (alike, (gpointer)each);
  }
  return alike;
}

gboolean
cs_case_model_set_attribute_alike (CsCaseModel *self, guint64 id, const char *key, CsJson *value,
                                   GError **error)
{
  g_autoptr (CsJson) owned = value;
  g_autoptr (GPtrArray) marks = changed_marks_new ();
  g_autoptr (GPtrArray) alike = cs_case_model_selected_alike (self, id);
  g_autoptr (GError) left = NULL;
  if (alike->len == 0)
    return cs_fail (error, CS_ERROR_NOT_FOUND, "%s", _ ("That mark is gone."));
  gboolean all_of_them = cs_case_hold_leave_out (self, alike, &left);
  for (guint i = 0; i < alike->len; i++)
    if (!add_changed (marks, alike->pdata[i],
                      cs_mark_set_value (self->schema, alike->pdata[i], key, value, error)))
      return FALSE;
  if (!put_all (self, marks, error))
    return FALSE;
  if (!all_of_them)
    g_propagate_error (error, g_steal_pointer (&left));
  return all_of_them;
}

gboolean
cs_case_model_say (CsCaseModel *self, const CsLabel *label, GError **error)
{
  const CsCaseItem *item = cs_case_model_item (self, self->item);
  for (guint i = 0; i < self->marks->n_marks; i++) {
    const CsMark *mark = self->marks->marks[i];
    if (mark->kind == &cs_mark_kind_class && g_str_equal (mark->label, label->key) &&
        memcmp (&mark->item, &item->row->gid, sizeof mark->item) == 0) {
      cs_case_model_select (self, mark->id, FALSE);
      return TRUE;
    }
  }
  CsMarkInit init = { .id = cs_case_model_new_id (self),
                      .kind = &cs_mark_kind_class,
                      .label = label->key,
                      .item = item->row->gid,
                      .how = CS_MARK_HOW_SCRATCH,
                      .confidence = -1 };
  if (!put (self, &init, error))
    return FALSE;
  cs_case_model_select (self, init.id, FALSE);
  return TRUE;
}

/* --- suggestions --- */

typedef struct {
  CsGid case_gid;
  CsHash suggestion;
  guint64 mark;
  gboolean take;
  char *category, *text; /* as which it is dropped, or NULL */
} Settle;

static void
settle_free (gpointer data)
{
  Settle *settle = data;
  g_free (settle->category);
  g_free (settle->text);
  g_free (settle);
}

static gpointer
settle_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Settle *settle = data;
  if (settle->take)
    cs_project_take_suggestions (desk->project, &settle->case_gid, &settle->suggestion,
                                 &settle->mark, 1, NULL, error);
  else
    cs_project_drop_suggestions (desk->project, &settle->case_gid, &settle->suggestion,
                                 &settle->mark, 1, settle->category, settle->text, error);
  return NULL;
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CsCaseModel *self = CS_CASE_MODEL (source);
  g_autoptr (GError) error = NULL;
  gboolean ok = cs_case_model_act_finish (self, result, NULL, &error);
  self->settling = ok ? CS_SETTLING_WRITTEN : CS_SETTLING_NONE;
  if (!ok)
    cs_session_set_notice (self->session, error->message);
}

void
cs_case_model_settle (CsCaseModel *self, const CsSuggestionRow *row, gboolean take,
                      const char *category, const char *text)
{
  if (!cs_case_model_may_edit (self) || self->rescuing || self->settling != CS_SETTLING_NONE)
    return;
  Settle *settle = g_new0 (Settle, 1);
  settle->case_gid = self->case_gid;
  settle->suggestion = row->suggestion;
  settle->mark = row->mark->id;
  settle->take = take;
  settle->category = g_strdup (category);
  settle->text = g_strdup (text);
  CsJobSpec spec = { .run = settle_job, .data = settle, .free_data = settle_free };
  self->settling = CS_SETTLING_UNDER_WAY;
  cs_case_model_act_async (self, &spec, settled_cb, NULL);
}
