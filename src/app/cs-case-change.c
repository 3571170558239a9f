/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list can do to a mark without drawing: its label, its attributes, a label of the whole. */
#include "cs-case-model-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* A suggestion that was taken and then changed is no longer as it was. */
static CsMarkInit
to_change (const CsMark *mark)
{
  CsMarkInit init = cs_mark_to_init (mark);
  if (init.how == CS_MARK_HOW_ACCEPTED)
    init.how = CS_MARK_HOW_EDITED;
  return init;
}

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

/* VALUES without what does not apply or is unknown; NULL when nothing is left. */
static CsJson *
that_apply (const CsAttribute *attributes, guint count, const CsJson *values)
{
  CsJson *kept = cs_json_new_object ();
  for (guint i = 0; i < count; i++) {
    const CsJson *value = cs_json_get (values, attributes[i].key);
    if (value != NULL && attributes[i].type->check (&attributes[i], value, NULL) &&
        cs_attribute_applies (attributes, i, values))
      cs_json_put (kept, attributes[i].key, cs_json_ref (value));
  }
  if (cs_json_length (kept) == 0)
    g_clear_pointer (&kept, cs_json_unref);
  return kept;
}

CsJson *
cs_case_attributes_that_apply (const CsLabel *label, const CsJson *values)
{
  return that_apply (label->attributes, label->n_attributes, values);
}

gboolean
cs_case_model_label_fits_mark (const CsLabel *label, const CsMark *mark)
{
  for (guint i = 0; i < label->n_kinds; i++)
    if (label->kinds[i] == mark->kind)
      return TRUE;
  return FALSE;
}

/* Adds MARK with LABEL to MARKS unless it has that already. FALSE when it cannot have it. */
static gboolean
relabel (CsCaseModel *self, const CsMark *mark, const CsLabel *label, GPtrArray *marks,
         GError **error)
{
  const char *held = cs_mark_hold_why (self->hold, mark->id);
  if (g_str_equal (mark->label, label->key))
    return TRUE;
  if (held != NULL)
    return cs_fail (error, CS_ERROR_DENIED, "%s", _ (held));
  if (!cs_case_model_label_fits_mark (label, mark))
    return cs_fail (error, CS_ERROR_INVALID, _ ("“%s” is not drawn as %s here."), label->name,
                    _ (cs_mark_noun (mark)));
  g_autoptr (CsJson) kept = cs_case_attributes_that_apply (label, mark->attributes);
  CsMarkInit init = to_change (mark);
  init.label = label->key;
  init.attributes = kept;
  CsMark *other = cs_mark_new (&init, error);
  if (other != NULL)
    g_ptr_array_add (marks, other);
  return other != NULL;
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

/* NULL where KEY is none of MARK's. */
static const CsAttribute *
attribute_of (CsCaseModel *self, const CsMark *mark, const char *key)
{
  guint count = 0;
  const CsAttribute *attributes = cs_schema_attributes (self->schema, mark, &count);
  for (guint i = 0; i < count; i++)
    if (g_str_equal (attributes[i].key, key))
      return &attributes[i];
  return NULL;
}

/* The values of MARK with VALUE (NULL: without any) for KEY. */
static CsJson *
values_with (const CsMark *mark, const char *key, const CsJson *value)
{
  CsJson *all = cs_json_new_object ();
  for (guint i = 0; i < cs_json_length (mark->attributes); i++) {
    const char *each = cs_json_key_at (mark->attributes, i);
    if (!g_str_equal (each, key))
      cs_json_put (all, each, cs_json_ref (cs_json_member_at (mark->attributes, i)));
  }
  if (value != NULL)
    cs_json_put (all, key, cs_json_ref (value));
  return all;
}

/* Adds MARK with that value to MARKS unless it has it already. FALSE when it cannot have it. */
static gboolean
set_value (CsCaseModel *self, const CsMark *mark, const char *key, const CsJson *value,
           GPtrArray *marks, GError **error)
{
  guint count = 0;
  const CsAttribute *attributes = cs_schema_attributes (self->schema, mark, &count);
  const CsAttribute *attribute = attribute_of (self, mark, key);
  g_autoptr (CsJson) all = values_with (mark, key, value);
  if (value != NULL && attribute != NULL && !attribute->type->check (attribute, value, error)) {
    g_prefix_error (error, "%s: ", attribute->name);
    return FALSE;
  }
  if (!cs_attributes_check (attributes, count, all, FALSE, error))
    return FALSE;
  g_autoptr (CsJson) kept = that_apply (attributes, count, all);
  if (cs_json_equal (kept, mark->attributes))
    return TRUE;
  CsMarkInit init = to_change (mark);
  init.attributes = kept;
  CsMark *other = cs_mark_new (&init, error);
  if (other != NULL)
    g_ptr_array_add (marks, other);
  return other != NULL;
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
  return set_value (self, mark, key, value, marks, error) && put_all (self, marks, error);
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
    if (!set_value (self, alike->pdata[i], key, value, marks, error))
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
