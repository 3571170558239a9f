/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-flow.h"
#include "cs-case-queue.h"
#include "cs-project-desk.h"

#include <glib/gi18n.h>
#include <string.h>

#define AHEAD 3

struct _CsCaseFlow {
  GObject parent_instance;
  CsSession *session;
  const CsCaseFlowHost *host; /* NULL once stopped */
  gpointer window;
  CsCaseQueue *queue;
  GPtrArray *ahead; /* of CsCaseRead */
  gboolean reading_ahead;
  CsGid wanted[AHEAD + 1]; /* and the one before */
  guint n_wanted;
  CsCaseModel *model; /* shown */
  guint deciding;     /* decisions that are not in the file yet */
  guint opening;      /* counts wishes, so that an older answer is known as such */
  char *last;
  CsGid last_gid;
  char *refusal;
};

G_DEFINE_FINAL_TYPE (CsCaseFlow, cs_case_flow, G_TYPE_OBJECT)

static guint moved_signal;

static void read_ahead (CsCaseFlow *self);

static const CsGid *
open_gid (CsCaseFlow *self)
{
  return self->model != NULL ? &cs_case_model_view (self->model)->row->gid : NULL;
}

static void
moved (CsCaseFlow *self)
{
  g_signal_emit (self, moved_signal, 0);
}

/* --- showing --- */

static void
say_kept (CsCaseFlow *self)
{
  /* Translators: %s is the case that was left: "CT-0142". */
  g_autofree char *words = g_strdup_printf (_ ("The open outline was closed. It is in the draft "
                                               "of %s."),
                                            cs_case_model_view (self->model)->row->title);
  self->host->say (self->window, words);
}

static void
show (CsCaseFlow *self, CsCaseModel *model)
{
  if (self->host == NULL)
    return;
  if (self->model != NULL && cs_case_model_keep_stroke (self->model))
    say_kept (self);
  if (self->model != NULL && model != NULL)
    cs_case_model_arm_like (model, self->model);
  if (self->model != NULL)
    cs_case_model_close (self->model);
  g_set_object (&self->model, model);
  self->host->show (self->window, model);
  moved (self);
  read_ahead (self);
}

typedef struct {
  CsCaseFlow *self;
  guint opening;
} Opening;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr (CsCaseFlow) self = opening->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsCaseModel) model = cs_case_model_open_finish (result, &error);
  if (opening->opening != self->opening || self->host == NULL)
    return;
  if (model != NULL) {
    show (self, model);
    return;
  }
  self->host->tell (self->window, error);
  cs_case_flow_leave (self);
}

static CsCaseRead *
find_ahead (CsCaseFlow *self, const CsGid *gid)
{
  for (guint i = 0; i < self->ahead->len; i++) {
    CsCaseRead *read = self->ahead->pdata[i];
    if (memcmp (&read->view->row->gid, gid, sizeof *gid) == 0)
      return read;
  }
  return NULL;
}

/* Jobs run one after another; the progress bar has the button that stops it. */
static void
say_wait (CsCaseFlow *self)
{
  const char *title = cs_session_long_job (self->session);
  if (title == NULL || self->host == NULL)
    return;
  /* TRANSLATORS: %s is what goes on: "Importing" */
  g_autofree char *words =
      g_strdup_printf (_ ("The case opens when this is done: %s. Cancel stops it."), title);
  self->host->say (self->window, words);
}

static void
open_case (CsCaseFlow *self, const CsGid *case_gid, gboolean look)
{
  CsCaseRead *read = look ? NULL : find_ahead (self, case_gid);
  self->opening++;
  if (read != NULL) {
    g_autoptr (CsCaseModel) model = cs_case_model_new_from_read (self->session, read);
    g_ptr_array_remove (self->ahead, read);
    show (self, model);
    return;
  }
  say_wait (self);
  Opening *opening = g_new0 (Opening, 1);
  opening->self = g_object_ref (self);
  opening->opening = self->opening;
  cs_case_model_open_async (self->session, case_gid, look, NULL, opened_cb, opening);
}

void
cs_case_flow_open (CsCaseFlow *self, const CsGid *case_gid, gboolean look)
{
  g_clear_pointer (&self->refusal, g_free);
  open_case (self, case_gid, look);
}

void
cs_case_flow_leave (CsCaseFlow *self)
{
  self->opening++;
  g_clear_pointer (&self->refusal, g_free);
  show (self, NULL);
}

/* --- the order, and what is read ahead --- */

static void
ahead_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsCaseFlow) self = user_data;
  gpointer value = NULL;
  self->reading_ahead = FALSE;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, NULL))
    return;
  g_autoptr (CsCaseRead) read = value;
  if (find_ahead (self, &read->view->row->gid) == NULL)
    g_ptr_array_add (self->ahead, g_steal_pointer (&read));
  read_ahead (self);
  moved (self);
}

/* Pictures take longer than marks: they are told apart from what was read, and only once. */
static void
tell_ahead (CsCaseFlow *self, const CsGid *wanted, guint n)
{
  if (n == self->n_wanted && memcmp (self->wanted, wanted, n * sizeof *wanted) == 0)
    return;
  memcpy (self->wanted, wanted, n * sizeof *wanted);
  self->n_wanted = n;
  self->host->ahead (self->window, wanted, n);
}

/* One at a time, so that a stroke never waits for more than one. */
static void
read_ahead (CsCaseFlow *self)
{
  CsGid wanted[AHEAD + 1];
  const CsGid *from = open_gid (self);
  guint n = self->host != NULL ? cs_case_queue_after (self->queue, from, wanted, AHEAD) : 0;
  if (self->host != NULL)
    tell_ahead (self, wanted,
                n + (from != NULL && cs_case_queue_before (self->queue, from, &wanted[n]) ? 1 : 0));
  for (guint i = self->ahead->len; i > 0; i--) {
    CsCaseRead *read = self->ahead->pdata[i - 1];
    gboolean keep = FALSE;
    for (guint k = 0; k < n; k++)
      keep |= memcmp (&read->view->row->gid, &wanted[k], sizeof wanted[k]) == 0;
    if (!keep)
      g_ptr_array_remove_index (self->ahead, i - 1);
  }
  for (guint i = 0; i < n && !self->reading_ahead; i++) {
    if (find_ahead (self, &wanted[i]) != NULL)
      continue;
    CsJobSpec spec = cs_case_read_job (&wanted[i], FALSE);
    self->reading_ahead = TRUE;
    cs_session_run_async (self->session, &spec, NULL, ahead_cb, g_object_ref (self));
  }
}

static void
set_last (CsCaseFlow *self, const char *words, const CsGid *gid)
{
  g_free (self->last);
  self->last = g_strdup (words);
  if (gid != NULL)
    self->last_gid = *gid;
  self->host->decided (self->window, words, gid);
  moved (self);
}

/* What a change may have changed: what waits, and whether the last decision can be taken back. */
typedef struct {
  GPtrArray *tasks;
  gboolean final;
  CsGid last;
} Known;

static void
known_free (gpointer data)
{
  Known *known = data;
  g_clear_pointer (&known->tasks, g_ptr_array_unref);
  g_free (known);
}

static gpointer
known_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  g_autoptr (GError) unknown = NULL;
  const CsGid *last = data;
  Known *known = g_new0 (Known, 1);
  known->tasks = cs_project_tasks (desk->project, &reader, error);
  if (known->tasks == NULL) {
    known_free (known);
    return NULL;
  }
  if (last == NULL)
    return known;
  g_autoptr (CsUndoable) undoable = cs_project_undoable (desk->project, last, &unknown);
  known->last = *last;
  known->final = undoable == NULL && unknown == NULL;
  return known;
}

static void
known_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsCaseFlow) self = user_data;
  gpointer value = NULL;
  if (!cs_session_run_finish (CS_SESSION (source), result, &value, NULL))
    return;
  Known *known = value;
  /* They were read before a decision that is under way; after it they are read again. */
  if (self->deciding == 0) {
    cs_case_queue_follow (self->queue, known->tasks);
    if (known->final && self->last != NULL && self->host != NULL &&
        cs_gid_equal (&known->last, &self->last_gid))
      set_last (self, NULL, NULL);
    else
      moved (self);
    read_ahead (self);
  }
  known_free (known);
}

static void
changed_cb (CsSession *session, CsCaseFlow *self)
{
  CsJobSpec spec = { .run = known_job,
                     .data = self->last != NULL ? g_memdup2 (&self->last_gid, sizeof self->last_gid)
                                                : NULL,
                     .free_data = g_free,
                     .free_result = known_free };
  cs_session_run_async (session, &spec, NULL, known_cb, g_object_ref (self));
}

void
cs_case_flow_step (CsCaseFlow *self, int step)
{
  CsGid next;
  const CsGid *from = open_gid (self);
  gboolean found = step > 0 ? cs_case_queue_after (self->queue, from, &next, 1) > 0
                            : cs_case_queue_before (self->queue, from, &next);
  if (found)
    cs_case_flow_open (self, &next, FALSE);
  else if (self->host != NULL)
    self->host->say (self->window, _ ("No other case waits for you."));
}

/* --- deciding --- */

typedef struct {
  CsCaseFlow *self;
  CsGid case_gid;
  char *title, *words;
  CsCaseFlowDone done; /* or NULL */
  gpointer data;
} Deciding;

static void
deciding_free (Deciding *deciding)
{
  g_object_unref (deciding->self);
  g_free (deciding->title);
  g_free (deciding->words);
  g_free (deciding);
}

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Deciding *deciding = user_data;
  CsCaseFlow *self = deciding->self;
  g_autoptr (GError) error = NULL;
  gboolean ok = cs_case_model_act_finish (CS_CASE_MODEL (source), result, NULL, &error);
  self->deciding--;
  if (deciding->done != NULL)
    deciding->done (deciding->data, ok);
  if (self->host != NULL)
    changed_cb (self->session, self);
  if (self->host != NULL && ok) {
    set_last (self, deciding->words, &deciding->case_gid);
  } else if (self->host != NULL) {
    cs_case_queue_set_done (self->queue, &deciding->case_gid, FALSE);
    open_case (self, &deciding->case_gid, FALSE);
    g_free (self->refusal);
    self->refusal = g_strdup_printf (_ ("%s is not through: %s"), deciding->title, error->message);
    moved (self);
  }
  deciding_free (deciding);
}

/* Nobody decides on a shape that was closed for them and that they have not looked at. */
gboolean
cs_case_flow_may_decide (CsCaseFlow *self)
{
  if (self->model == NULL || self->host == NULL)
    return FALSE;
  if (!cs_case_model_keep_stroke (self->model))
    return TRUE;
  self->host->say (self->window,
                   cs_case_model_view (self->model)->mode == CS_MODE_READING
                       ? _ ("The open outline was closed. Look at it, then submit again.")
                       : _ ("The open outline was closed. Look at it, then decide again."));
  return FALSE;
}

void
cs_case_flow_decide (CsCaseFlow *self, const CsJobSpec *spec, const char *words)
{
  cs_case_flow_decide_and (self, spec, words, NULL, NULL);
}

void
cs_case_flow_decide_and (CsCaseFlow *self, const CsJobSpec *spec, const char *words,
                         CsCaseFlowDone done, gpointer data)
{
  g_return_if_fail (self->model != NULL);
  const CsCaseRow *row = cs_case_model_view (self->model)->row;
  Deciding *deciding = g_new0 (Deciding, 1);
  CsGid next;
  g_auto (GStrv) halves = g_strsplit (words, "%s", 2);
  deciding->self = g_object_ref (self);
  deciding->case_gid = row->gid;
  deciding->title = g_strdup (row->title);
  deciding->done = done;
  deciding->data = data;
  deciding->words = g_strconcat (halves[0], row->title, halves[1], NULL);
  g_clear_pointer (&self->refusal, g_free);
  if (self->last != NULL)
    set_last (self, NULL, NULL);
  self->deciding++;
  cs_case_model_act_async (self->model, spec, decided_cb, deciding);
  cs_case_queue_set_done (self->queue, &deciding->case_gid, TRUE);
  cs_case_model_close (self->model);
  if (cs_case_queue_after (self->queue, &deciding->case_gid, &next, 1) > 0)
    open_case (self, &next, FALSE);
  else
    cs_case_flow_leave (self);
}

/* --- taking back --- */

static gpointer
withdraw_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  cs_project_withdraw (desk->project, data, error);
  return NULL;
}

static void
withdrawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsCaseFlow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, NULL, &error);
  if (self->host == NULL)
    return;
  if (ok)
    cs_case_flow_open (self, &self->last_gid, FALSE);
  else
    self->host->tell (self->window, error);
}

gboolean
cs_case_flow_take_back (CsCaseFlow *self)
{
  if (self->last == NULL)
    return FALSE;
  CsJobSpec spec = { .run = withdraw_job,
                     .data = g_memdup2 (&self->last_gid, sizeof self->last_gid),
                     .free_data = g_free,
                     .flags = CS_JOB_CHANGES };
  cs_case_queue_set_done (self->queue, &self->last_gid, FALSE);
  cs_session_run_async (self->session, &spec, NULL, withdrawn_cb, g_object_ref (self));
  set_last (self, NULL, NULL);
  return TRUE;
}

/* --- what it knows --- */

const char *
cs_case_flow_last (CsCaseFlow *self)
{
  return self->last;
}

gboolean
cs_case_flow_position (CsCaseFlow *self, const CsGid *case_gid, guint *ret_position,
                       guint *ret_total)
{
  return cs_case_queue_position (self->queue, case_gid, ret_position, ret_total);
}

const char *
cs_case_flow_refusal (CsCaseFlow *self)
{
  return self->refusal;
}

GPtrArray *
cs_case_flow_ahead (CsCaseFlow *self)
{
  return self->ahead;
}

void
cs_case_flow_stop (CsCaseFlow *self)
{
  if (self->model != NULL)
    cs_case_model_close (self->model);
  g_clear_object (&self->model);
  g_ptr_array_set_size (self->ahead, 0);
  g_signal_handlers_disconnect_by_data (self->session, self);
  self->host = NULL;
}

/* --- life --- */

static void
cs_case_flow_finalize (GObject *object)
{
  CsCaseFlow *self = CS_CASE_FLOW (object);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  g_ptr_array_unref (self->ahead);
  cs_case_queue_free (self->queue);
  g_free (self->last);
  g_free (self->refusal);
  G_OBJECT_CLASS (cs_case_flow_parent_class)->finalize (object);
}

static void
cs_case_flow_class_init (CsCaseFlowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_case_flow_finalize;
  moved_signal = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
cs_case_flow_init (CsCaseFlow *self)
{
  self->queue = cs_case_queue_new ();
  self->ahead = g_ptr_array_new_with_free_func ((GDestroyNotify)cs_case_read_unref);
}

CsCaseFlow *
cs_case_flow_new (CsSession *session, const CsCaseFlowHost *host, gpointer window)
{
  CsCaseFlow *self = g_object_new (CS_TYPE_CASE_FLOW, NULL);
  self->session = g_object_ref (session);
  self->host = host;
  self->window = window;
  g_signal_connect (session, "changed", G_CALLBACK (changed_cb), self);
  return self;
}
