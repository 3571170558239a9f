/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-items-saved.h"

struct _CsItemsSaved {
  GObject parent_instance;
  CsSession *session;
  GPtrArray *filters; /* of CsItemsFilter */
  char *handle;       /* of whom; NULL for nobody */
  gboolean read;
};

G_DEFINE_FINAL_TYPE (CsItemsSaved, cs_items_saved, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- the file, on the project's thread --- */

static GPtrArray *
copies (const GPtrArray *filters)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_items_filter_free);
  for (guint i = 0; i < filters->len; i++)
    g_ptr_array_add (copy, cs_items_filter_copy (filters->pdata[i]));
  return copy;
}

static gpointer
read_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  return cs_items_filters_read (desk->env, cs_project_gid (desk->project), &reader.person);
}

static gpointer
write_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  cs_items_filters_write (desk->env, cs_project_gid (desk->project), &reader.person, data, error);
  return NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsItemsSaved) self = user_data;
  gpointer value = NULL;
  cs_session_run_finish (CS_SESSION (source), result, &value, NULL);
  g_autoptr (GPtrArray) filters = value;
  if (self->session != CS_SESSION (source) || self->read || filters == NULL)
    return;
  g_ptr_array_unref (self->filters);
  self->filters = g_steal_pointer (&filters);
  self->read = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
write_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, NULL, &error))
    cs_session_set_notice (CS_SESSION (source), error->message);
}

static void
changed (CsItemsSaved *self)
{
  CsJobSpec spec = { .run = write_job,
                     .data = copies (self->filters),
                     .free_data = (GDestroyNotify)g_ptr_array_unref };
  g_signal_emit (self, signals[CHANGED], 0);
  cs_session_run_async (self->session, &spec, NULL, write_cb, NULL);
}

/* --- what there is --- */

CsItemsSaved *
cs_items_saved_new (void)
{
  return g_object_new (CS_TYPE_ITEMS_SAVED, NULL);
}

void
cs_items_saved_take (CsItemsSaved *self, CsSession *session)
{
  const CsSessionFacts *facts = session != NULL ? cs_session_facts (session) : NULL;
  const char *handle = facts != NULL ? facts->handle : NULL;
  if (self->session == session && g_strcmp0 (self->handle, handle) == 0)
    return;
  g_set_object (&self->session, session);
  g_free (self->handle);
  self->handle = g_strdup (handle);
  self->read = FALSE;
  g_ptr_array_set_size (self->filters, 0);
  g_signal_emit (self, signals[CHANGED], 0);
  if (handle == NULL)
    return;
  CsJobSpec spec = { .run = read_job, .free_result = (GDestroyNotify)g_ptr_array_unref };
  cs_session_run_async (session, &spec, NULL, read_cb, g_object_ref (self));
}

gboolean
cs_items_saved_ready (CsItemsSaved *self)
{
  return self->read;
}

guint
cs_items_saved_count (CsItemsSaved *self)
{
  return self->filters->len;
}

const CsItemsFilter *
cs_items_saved_at (CsItemsSaved *self, guint n)
{
  return self->filters->pdata[n];
}

static int
place_of (CsItemsSaved *self, const char *name)
{
  for (guint i = 0; i < self->filters->len; i++)
    if (g_str_equal (cs_items_saved_at (self, i)->name, name))
      return (int)i;
  return -1;
}

const CsItemsFilter *
cs_items_saved_find (CsItemsSaved *self, const char *name)
{
  int at = place_of (self, name);
  return at >= 0 ? cs_items_saved_at (self, (guint)at) : NULL;
}

void
cs_items_saved_put (CsItemsSaved *self, const CsItemsFilter *filter)
{
  g_return_if_fail (self->read && cs_items_filter_name_ok (filter->name));
  int at = place_of (self, filter->name);
  g_return_if_fail (at >= 0 || self->filters->len < CS_ITEMS_FILTERS_MAX);
  if (at >= 0)
    g_ptr_array_remove_index (self->filters, (guint)at);
  g_ptr_array_insert (self->filters, at, cs_items_filter_copy (filter));
  changed (self);
}

void
cs_items_saved_rename (CsItemsSaved *self, const char *name, const char *other)
{
  int at = place_of (self, name);
  g_return_if_fail (cs_items_filter_name_ok (other));
  if (at < 0 || place_of (self, other) >= 0)
    return;
  CsItemsFilter *filter = self->filters->pdata[at];
  g_free (filter->name);
  filter->name = g_strdup (other);
  changed (self);
}

void
cs_items_saved_remove (CsItemsSaved *self, const char *name)
{
  int at = place_of (self, name);
  if (at < 0)
    return;
  g_ptr_array_remove_index (self->filters, (guint)at);
  changed (self);
}

/* --- life --- */

static void
cs_items_saved_finalize (GObject *object)
{
  CsItemsSaved *self = CS_ITEMS_SAVED (object);
  g_clear_object (&self->session);
  g_ptr_array_unref (self->filters);
  g_free (self->handle);
  G_OBJECT_CLASS (cs_items_saved_parent_class)->finalize (object);
}

static void
cs_items_saved_class_init (CsItemsSavedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_items_saved_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_items_saved_init (CsItemsSaved *self)
{
  self->filters = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_items_filter_free);
}
