/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-pictures.h"

#include "cs-item-facts.h"

#include <glib-unix.h>
#include <malloc.h>
#include <unistd.h>

#define LINGER 1 /* seconds, at least: who comes next may want the same */

struct _CsPictures {
  GObject parent_instance;
  CsSession *session; /* owns this */
  CsFrameCache *cache;
  guint source, leaving;
  GHashTable *items;     /* CsGid -> Known */
  GPtrArray *near;       /* of Near: one for each view that said something */
  GArray *far;           /* of CsFrameKey */
  GCancellable *looking; /* for the cases to come */
};

G_DEFINE_FINAL_TYPE (CsPictures, cs_pictures, G_TYPE_OBJECT)

enum { LOADED, SERIES, N_SIGNALS };
static guint signals[N_SIGNALS];

typedef struct {
  CsGid gid;
  guint users;
  gboolean stale; /* nobody wanted it when that was last looked at */
  CsJson *facts;
  CsSeriesView *series;
} Known;

typedef struct {
  gconstpointer view;
  GArray *keys; /* of CsFrameKey, nearest first */
} Near;

static void
near_free (gpointer data)
{
  Near *near = data;
  g_array_unref (near->keys);
  g_free (near);
}

static void
known_free (gpointer data)
{
  Known *known = data;
  cs_json_unref (known->facts);
  cs_series_view_free (known->series);
  g_free (known);
}

static const Known *
find (CsPictures *self, const CsGid *item)
{
  return g_hash_table_lookup (self->items, item);
}

/* --- the bytes of a part --- */

typedef struct {
  CsGid item;
  guint part;
  CsJson *facts;
} Ask;

typedef struct {
  int fd;
  gint64 size;
  CsProbe *probe;
} Opened;

static void
ask_free (gpointer data)
{
  Ask *ask = data;
  cs_json_unref (ask->facts);
  g_free (ask);
}

static void
opened_free (gpointer data)
{
  Opened *opened = data;
  if (opened->fd >= 0)
    close (opened->fd);
  cs_probe_unref (opened->probe);
  g_free (opened);
}

static gpointer
open_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Ask *ask = data;
  CsHash hash;
  gint64 size = 0;
  if (!cs_item_facts_blob (ask->facts, ask->part, &hash, &size)) {
    cs_fail (error, CS_ERROR_NOT_FOUND, "this item has no file number %u", ask->part + 1);
    return NULL;
  }
  g_autoptr (CsProbe) probe = cs_item_facts_probe (ask->facts, ask->part, error);
  if (probe == NULL)
    return NULL;
  int fd = cs_store_open_blob (cs_project_store (desk->project), &hash, &size, error);
  if (fd < 0)
    return NULL;
  Opened *opened = g_new0 (Opened, 1);
  opened->fd = fd;
  opened->size = size;
  opened->probe = g_steal_pointer (&probe);
  return opened;
}

typedef struct {
  CsPictures *self;
  CsGid item;
  guint part;
} Waiting;

static gint64
frames_before (const CsJson *facts, guint part)
{
  return cs_item_unit_of (facts, part, 0);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Waiting *waiting = user_data;
  g_autoptr (CsPictures) self = waiting->self;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  const Known *known = find (self, &waiting->item);
  Opened *opened = value;
  if (!ok) {
    cs_frame_cache_refuse (self->cache, &waiting->item, waiting->part, error);
    return;
  }
  if (known == NULL) { /* it was left meanwhile */
    opened_free (opened);
    return;
  }
  CsFrameSource bytes = {
    .fd = opened->fd,
    .size = opened->size,
    .name = cs_item_facts_name (known->facts, waiting->part),
    .probe = opened->probe,
    .first = (guint)frames_before (known->facts, waiting->part),
    .total = (guint)cs_item_units (known->facts),
  };
  opened->fd = -1;
  cs_frame_cache_give (self->cache, &waiting->item, waiting->part, &bytes);
  opened_free (opened);
}

static void
open_part (gpointer data, const CsGid *item, guint part)
{
  CsPictures *self = data;
  const Known *known = find (self, item);
  if (known == NULL)
    return; /* it was left meanwhile */
  Ask *ask = g_new0 (Ask, 1);
  *ask = (Ask){ .item = *item, .part = part, .facts = cs_json_ref (known->facts) };
  Waiting *waiting = g_new0 (Waiting, 1);
  *waiting = (Waiting){ .self = g_object_ref (self), .item = *item, .part = part };
  CsJobSpec spec = { .run = open_job,
                     .data = ask,
                     .free_data = ask_free,
                     .free_result = opened_free,
                     .flags = CS_JOB_URGENT };
  cs_session_run_async (self->session, &spec, NULL, opened_cb, waiting);
}

static void
done (gpointer data, const CsFrameKey *key, CsPicture *picture, const GError *error)
{
  g_signal_emit (data, signals[LOADED], 0, key);
}

static const CsFrameCacheEvents events = { open_part, done };

static gboolean
dispatch_cb (gint fd, GIOCondition condition, gpointer data)
{
  g_autoptr (CsPictures) self = g_object_ref (data);
  cs_frame_cache_dispatch (self->cache);
  return G_SOURCE_CONTINUE;
}

/* --- headers of all parts --- */

static gpointer
series_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Ask *ask = data;
  guint n = cs_item_facts_n_parts (ask->facts);
  g_autoptr (GPtrArray) probes = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_probe_unref);
  for (guint i = 0; i < n; i++) {
    CsProbe *probe = cs_item_facts_probe (ask->facts, i, error);
    if (probe == NULL)
      return NULL;
    g_ptr_array_add (probes, probe);
  }
  return cs_series_view_new ((CsProbe *const *)probes->pdata, n);
}

static void
series_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Waiting *waiting = user_data;
  g_autoptr (CsPictures) self = waiting->self;
  gpointer series = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &series, NULL))
    return;
  Known *known = g_hash_table_lookup (self->items, &waiting->item);
  if (known == NULL || known->series != NULL) {
    cs_series_view_free (series); /* it was left meanwhile */
    return;
  }
  known->series = series;
  g_signal_emit (self, signals[SERIES], 0, &known->gid);
}

void
cs_pictures_know (CsPictures *self, const CsGid *item, const CsJson *facts)
{
  Known *known = g_hash_table_lookup (self->items, item);
  if (known != NULL)
    known->users++;
  if (known != NULL || cs_item_units (facts) == 0)
    return;
  known = g_new0 (Known, 1);
  known->gid = *item;
  known->users = 1;
  known->facts = cs_json_ref (facts);
  g_hash_table_insert (self->items, &known->gid, known);
  Ask *ask = g_new0 (Ask, 1);
  *ask = (Ask){ .item = *item, .facts = cs_json_ref (facts) };
  Waiting *waiting = g_new0 (Waiting, 1);
  *waiting = (Waiting){ .self = g_object_ref (self), .item = *item };
  CsJobSpec spec = { .run = series_job,
                     .data = ask,
                     .free_data = ask_free,
                     .free_result = (GDestroyNotify)cs_series_view_free };
  cs_session_run_async (self->session, &spec, NULL, series_cb, waiting);
}

/* Frames lie between what lives on, so what the allocator has free goes back by pages. */
static void
give_back (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  malloc_trim (0);
}

static gboolean
leaving_cb (gpointer data)
{
  CsPictures *self = data;
  GHashTableIter iter;
  gpointer value = NULL;
  gboolean again = FALSE;
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    Known *known = value;
    gboolean drop = known->stale && known->users == 0;
    known->stale = known->users == 0;
    again |= known->stale && !drop;
    if (!drop)
      continue;
    cs_frame_cache_forget (self->cache, &known->gid);
    g_hash_table_iter_remove (&iter);
  }
  if (again)
    return G_SOURCE_CONTINUE;
  self->leaving = 0;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_run_in_thread (task, give_back);
  return G_SOURCE_REMOVE;
}

void
cs_pictures_leave (CsPictures *self, const CsGid *item)
{
  Known *known = g_hash_table_lookup (self->items, item);
  if (known == NULL || --known->users > 0 || self->leaving != 0)
    return;
  self->leaving = g_timeout_add_seconds (LINGER, leaving_cb, self);
}

const CsSeriesView *
cs_pictures_series (CsPictures *self, const CsGid *item)
{
  const Known *known = find (self, item);
  return known != NULL ? known->series : NULL;
}

/* --- frames --- */

CsPicture *
cs_pictures_request (CsPictures *self, const CsFrameKey *key, GError **error)
{
  if (find (self, &key->item) == NULL) {
    cs_fail (error, CS_ERROR_NOT_FOUND, "this item has no picture");
    return NULL;
  }
  return cs_frame_cache_request (self->cache, key, error);
}

CsPicture *
cs_pictures_peek (CsPictures *self, const CsFrameKey *key)
{
  return cs_frame_cache_peek (self->cache, key);
}

void
cs_pictures_retry (CsPictures *self, const CsFrameKey *key)
{
  if (key == NULL || find (self, &key->item) != NULL)
    cs_frame_cache_retry (self->cache, key);
}

/* --- ahead --- */

static void
prefetch (CsPictures *self)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (CsFrameKey));
  gboolean more = TRUE;
  for (guint away = 0; more; away++) {
    more = FALSE;
    for (guint i = 0; i < self->near->len; i++) {
      const GArray *of_view = ((const Near *)self->near->pdata[i])->keys;
      more |= away < of_view->len;
      if (away < of_view->len)
        g_array_append_val (keys, g_array_index (of_view, CsFrameKey, away));
    }
  }
  g_array_append_vals (keys, self->far->data, self->far->len);
  cs_frame_cache_prefetch (self->cache, (const CsFrameKey *)keys->data, keys->len);
}

void
cs_pictures_set_near (CsPictures *self, gconstpointer view, const CsFrameKey *keys, guint n_keys)
{
  for (guint i = self->near->len; i > 0; i--)
    if (((const Near *)self->near->pdata[i - 1])->view == view)
      g_ptr_array_remove_index (self->near, i - 1);
  if (n_keys > 0) {
    Near *near = g_new0 (Near, 1);
    *near = (Near){ view, g_array_new (FALSE, FALSE, sizeof (CsFrameKey)) };
    for (guint i = 0; i < n_keys; i++)
      if (find (self, &keys[i].item) != NULL)
        g_array_append_val (near->keys, keys[i]);
    g_ptr_array_add (self->near, near);
  }
  prefetch (self);
}

typedef struct {
  CsGid *cases;
  guint n;
} Cases;

static void
cases_free (gpointer data)
{
  Cases *cases = data;
  g_free (cases->cases);
  g_free (cases);
}

static gpointer
cases_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Cases *cases = data;
  CsReader reader = cs_project_reader (desk->project);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_item_row_free);
  for (guint i = 0; i < cases->n; i++) {
    GPtrArray *rows = cs_project_case_items (desk->project, &reader, &cases->cases[i], error);
    if (rows == NULL)
      return NULL;
    g_ptr_array_extend_and_steal (all, rows);
  }
  return g_steal_pointer (&all);
}

static void
cases_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Waiting *waiting = user_data;
  g_autoptr (CsPictures) self = waiting->self;
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, NULL))
    return;
  g_autoptr (GPtrArray) rows = value;
  g_autoptr (GArray) before = self->far;
  self->far = g_array_new (FALSE, FALSE, sizeof (CsFrameKey));
  for (guint i = 0; i < rows->len; i++) {
    const CsItemRow *row = rows->pdata[i];
    if (g_str_equal (row->kind, "text"))
      continue;
    CsFrameKey key = { .item = row->gid };
    cs_pictures_know (self, &row->gid, row->facts);
    g_array_append_val (self->far, key);
  }
  for (guint i = 0; i < before->len; i++)
    cs_pictures_leave (self, &g_array_index (before, CsFrameKey, i).item);
  prefetch (self);
}

void
cs_pictures_set_cases (CsPictures *self, const CsGid *cases, guint n_cases)
{
  g_cancellable_cancel (self->looking);
  g_set_object (&self->looking, NULL);
  self->looking = g_cancellable_new ();
  Cases *wanted = g_new0 (Cases, 1);
  *wanted = (Cases){ g_memdup2 (cases, n_cases * sizeof *cases), n_cases };
  Waiting *waiting = g_new0 (Waiting, 1);
  waiting->self = g_object_ref (self);
  CsJobSpec spec = { .run = cases_job,
                     .data = wanted,
                     .free_data = cases_free,
                     .free_result = (GDestroyNotify)g_ptr_array_unref };
  cs_session_run_async (self->session, &spec, self->looking, cases_cb, waiting);
}

/* --- life --- */

static void
cs_pictures_dispose (GObject *object)
{
  CsPictures *self = CS_PICTURES (object);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->leaving, g_source_remove);
  g_clear_pointer (&self->cache, cs_frame_cache_free);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->near, g_ptr_array_unref);
  g_clear_pointer (&self->far, g_array_unref);
  G_OBJECT_CLASS (cs_pictures_parent_class)->dispose (object);
}

static void
cs_pictures_class_init (CsPicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_pictures_dispose;
  signals[LOADED] = g_signal_new ("loaded", CS_TYPE_PICTURES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SERIES] = g_signal_new ("series", CS_TYPE_PICTURES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
cs_pictures_init (CsPictures *self)
{
  self->items = g_hash_table_new_full (cs_gid_hash_func, cs_gid_equal_func, NULL, known_free);
  self->near = g_ptr_array_new_with_free_func (near_free);
  self->far = g_array_new (FALSE, FALSE, sizeof (CsFrameKey));
}

CsPictures *
cs_pictures_of (CsSession *session)
{
  static const char key[] = "cs-pictures";
  CsPictures *self = g_object_get_data (G_OBJECT (session), key);
  if (self == NULL) {
    self = g_object_new (CS_TYPE_PICTURES, NULL);
    self->session = session;
    self->cache = cs_frame_cache_new (NULL, 0, CS_FRAME_CACHE_BYTES, &events, self);
    self->source = g_unix_fd_add (cs_frame_cache_fd (self->cache), G_IO_IN, dispatch_cb, self);
    g_object_set_data_full (G_OBJECT (session), key, self, g_object_unref);
  }
  return self;
}
