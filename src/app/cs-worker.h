/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thread of one open project: jobs run on it one after another, urgent ones first, and their
 * results come back on the main thread. Owned and called by the main thread. */
#pragma once

#include "cs-decoder.h"
#include "cs-project.h"

typedef struct _CsWorker CsWorker;
typedef struct _CsJob CsJob;

/* What lies on the worker's desk; only jobs touch it. */
typedef struct {
  CsEnv *env;
  CsProject *project; /* NULL before it is opened */
} CsDesk;

/* Runs on the worker's thread. NULL without ERROR is a success that has nothing to hand over. */
typedef gpointer (*CsJobFunc) (CsDesk *desk, CsJob *job, gpointer data, GError **error);

typedef enum {
  CS_JOB_URGENT = 1 << 0,  /* before everything that waits */
  CS_JOB_CHANGES = 1 << 1, /* the project is another one afterwards: lists are read again;
                            * refused once something could not be written */
  CS_JOB_OPENS = 1 << 2,   /* not refused: it only makes a case ready */
  CS_JOB_AHEAD = 1 << 3,   /* nobody waits for it: after everything else, and cancelled, also while
                            * it runs, once anything else is asked for */
} CsJobFlags;

typedef struct {
  const char *title; /* what a person reads while it lasts; NULL for short ones */
  CsJobFunc run;
  gpointer data; /* taken over */
  GDestroyNotify free_data, free_result;
  CsJobFlags flags;
} CsJobSpec;

/* Runs on the main thread, seldom enough to be shown. WORDS may be NULL. */
typedef void (*CsJobProgress) (GObject *owner, const char *title, gint64 done, gint64 total,
                               const char *words);

/* OWNER gets the progress; it owns the worker, which does not own it. ENV outlives the worker. */
CsWorker *cs_worker_new (CsEnv *env, CsJobProgress progress, GObject *owner);
/* Lets the jobs that wait run to their end, closes the project and frees everything. Blocks. */
void cs_worker_free (CsWorker *worker);

/* SPEC is copied. CALLBACK is always called, on the main thread. */
void cs_worker_run (CsWorker *worker, gpointer source, const CsJobSpec *spec,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* FALSE with ERROR. RET_RESULT may be NULL: then the result is freed. */
gboolean cs_worker_finish (GAsyncResult *result, gpointer *ret_result, GError **error);

/* Inside a job. */
GCancellable *cs_job_cancellable (CsJob *job);
/* Tells how far the job is. */
void cs_job_progress (CsJob *job, gint64 done, gint64 total, const char *words);
/* Helpers for pictures, started when first asked for; owned by the worker. */
CsDecoder *cs_job_decoder (CsJob *job, GError **error);
