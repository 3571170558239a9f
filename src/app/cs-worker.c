/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-worker.h"

#include <pthread.h>

/* Not more often than a person can read. */
#define PROGRESS_EVERY 100000 /* microseconds */

struct _CsWorker {
  CsDesk desk;
  CsDecoder *decoder;
  CsJobProgress progress;
  GObject *owner;
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t wake;
  GQueue urgent, waiting, ahead; /* of CsJob */
  CsJob *running;                /* or NULL */
  gboolean ending;
};

struct _CsJob {
  CsWorker *worker;
  CsJobSpec spec;
  char *title;
  GTask *task;
  gint64 told; /* when progress was last told */
};

/* On the main thread, whoever runs a loop there and whether one runs now or not. */
static void
post (GSourceFunc func, gpointer data, GDestroyNotify notify)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, notify);
  g_source_attach (source, NULL);
}

static gboolean
do_nothing (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* The task may hold the last reference to what owns this worker, so it is let go over there. */
static void
job_free (CsJob *job)
{
  if (job->spec.free_data != NULL)
    job->spec.free_data (job->spec.data);
  post (do_nothing, job->task, g_object_unref);
  g_free (job->title);
  g_free (job);
}

static void
job_run (CsJob *job)
{
  g_autoptr (GError) error = NULL;
  gpointer result = NULL;
  GCancellable *cancellable = g_task_get_cancellable (job->task);
  if (!g_cancellable_is_cancelled (cancellable))
    result = job->spec.run (&job->worker->desk, job, job->spec.data, &error);
  else
    cs_fail (&error, CS_ERROR_CANCELLED, "stopped before it began");
  if (error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&error));
  else
    g_task_return_pointer (job->task, result, job->spec.free_result);
  pthread_mutex_lock (&job->worker->lock);
  job->worker->running = NULL;
  pthread_mutex_unlock (&job->worker->lock);
  job_free (job);
}

/* Waits for one; NULL when the worker ends. */
static CsJob *
next_job (CsWorker *worker)
{
  pthread_mutex_lock (&worker->lock);
  while (!worker->ending && g_queue_is_empty (&worker->urgent) &&
         g_queue_is_empty (&worker->waiting) && g_queue_is_empty (&worker->ahead))
    pthread_cond_wait (&worker->wake, &worker->lock);
  CsJob *job = g_queue_pop_head (&worker->urgent);
  if (job == NULL)
    job = g_queue_pop_head (&worker->waiting);
  if (job == NULL)
    job = g_queue_pop_head (&worker->ahead);
  worker->running = job;
  pthread_mutex_unlock (&worker->lock);
  return job;
}

static gpointer
work (gpointer data)
{
  CsWorker *worker = data;
  CsJob *job;
  while ((job = next_job (worker)) != NULL)
    job_run (job);
  cs_project_close (worker->desk.project);
  cs_decoder_free (worker->decoder);
  return NULL;
}

CsWorker *
cs_worker_new (CsEnv *env, CsJobProgress progress, GObject *owner)
{
  CsWorker *worker = g_new0 (CsWorker, 1);
  worker->desk.env = env;
  worker->progress = progress;
  worker->owner = owner;
  pthread_mutex_init (&worker->lock, NULL);
  pthread_cond_init (&worker->wake, NULL);
  g_queue_init (&worker->urgent);
  g_queue_init (&worker->waiting);
  g_queue_init (&worker->ahead);
  pthread_create (&worker->thread, NULL, work, worker);
  return worker;
}

/* What runs only ahead makes room. With the lock held. */
static void
give_way (CsWorker *worker)
{
  if (worker->running != NULL && (worker->running->spec.flags & CS_JOB_AHEAD) != 0)
    g_cancellable_cancel (g_task_get_cancellable (worker->running->task));
}

void
cs_worker_free (CsWorker *worker)
{
  if (worker == NULL)
    return;
  pthread_mutex_lock (&worker->lock);
  worker->ending = TRUE;
  give_way (worker);
  for (GList *link = worker->ahead.head; link != NULL; link = link->next)
    g_cancellable_cancel (g_task_get_cancellable (((CsJob *)link->data)->task));
  pthread_cond_signal (&worker->wake);
  pthread_mutex_unlock (&worker->lock);
  pthread_join (worker->thread, NULL);
  pthread_cond_destroy (&worker->wake);
  pthread_mutex_destroy (&worker->lock);
  g_free (worker);
}

void
cs_worker_run (CsWorker *worker, gpointer source, const CsJobSpec *spec, GCancellable *cancellable,
               GAsyncReadyCallback callback, gpointer user_data)
{
  gboolean ahead = (spec->flags & CS_JOB_AHEAD) != 0;
  g_autoptr (GCancellable) way = ahead && cancellable == NULL ? g_cancellable_new () : NULL;
  CsJob *job = g_new0 (CsJob, 1);
  job->worker = worker;
  job->spec = *spec;
  job->title = g_strdup (spec->title);
  job->task = g_task_new (source, way != NULL ? way : cancellable, callback, user_data);
  /* What was done was done, even when the wish to stop came late. */
  g_task_set_check_cancellable (job->task, FALSE);
  g_task_set_task_data (job->task, GUINT_TO_POINTER (spec->flags), NULL);
  g_task_set_source_tag (job->task, cs_worker_run);
  pthread_mutex_lock (&worker->lock);
  g_queue_push_tail (ahead                         ? &worker->ahead
                     : spec->flags & CS_JOB_URGENT ? &worker->urgent
                                                   : &worker->waiting,
                     job);
  if (!ahead)
    give_way (worker);
  pthread_cond_signal (&worker->wake);
  pthread_mutex_unlock (&worker->lock);
}

gboolean
cs_worker_finish (GAsyncResult *result, gpointer *ret_result, GError **error)
{
  g_autoptr (GError) inner = NULL;
  gpointer value = g_task_propagate_pointer (G_TASK (result), &inner);
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  if (ret_result != NULL)
    *ret_result = value;
  return TRUE;
}

/* --- inside a job --- */

GCancellable *
cs_job_cancellable (CsJob *job)
{
  return g_task_get_cancellable (job->task);
}

typedef struct {
  CsJobProgress progress;
  GObject *owner;
  char *title, *words;
  gint64 done, total;
} Told;

static gboolean
tell (gpointer data)
{
  Told *told = data;
  told->progress (told->owner, told->title, told->done, told->total, told->words);
  return G_SOURCE_REMOVE;
}

static void
told_free (gpointer data)
{
  Told *told = data;
  g_object_unref (told->owner);
  g_free (told->title);
  g_free (told->words);
  g_free (told);
}

void
cs_job_progress (CsJob *job, gint64 done, gint64 total, const char *words)
{
  CsEnv *env = job->worker->desk.env;
  gint64 now = env->monotonic (env);
  if (job->title == NULL || job->worker->progress == NULL || now - job->told < PROGRESS_EVERY)
    return;
  job->told = now;
  Told *told = g_new0 (Told, 1);
  told->progress = job->worker->progress;
  told->owner = g_object_ref (job->worker->owner);
  told->title = g_strdup (job->title);
  told->words = g_strdup (words);
  told->done = done;
  told->total = total;
  post (tell, told, told_free);
}

CsDecoder *
cs_job_decoder (CsJob *job, GError **error)
{
  if (job->worker->decoder == NULL)
    job->worker->decoder = cs_decoder_new (NULL, error);
  return job->worker->decoder;
}
