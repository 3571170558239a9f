/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One running helper process and the questions it has not answered yet. Private to this folder;
 * owned by a CsDecoder, on its thread. */
#pragma once

#include "cs-wire.h"

#include <pthread.h>
#include <stdatomic.h>

/* Two questions under way keep a helper busy while we read its answer. */
#define CS_HELPER_DEPTH 2

typedef struct {
  CsWireHead head;
  CsJson *body;
  int source;
  gboolean owns_source;
  int memfd; /* -1 none */
  char *name;
  guint n; /* what the asker calls it */
  gboolean repeated;
  guint unheard; /* helpers that were gone before they were asked it */
} CsQuestion;

/* Frees it, closes the memfd and, when it owns it, the source. */
void cs_question_free (CsQuestion *question);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsQuestion, cs_question_free)

typedef struct {
  GPid pid;
  pthread_t watch; /* asks what it ended of as soon as it does */
  gboolean watched;
  atomic_int ended; /* who came first asks: WATCH, or who frees it */
  int status;
  int socket;
  gboolean sandboxed;
  CsQuestion *waiting[CS_HELPER_DEPTH]; /* in the order asked */
  guint n_waiting;
  gint64 asked; /* monotonic microseconds when the first one waiting came to its turn */
} CsHelper;

/* Starts PROGRAM and waits for its greeting. */
CsHelper *cs_helper_new (const char *program, GError **error);
/* Ends it and frees the questions still waiting. With RET_STATUS (as from waitpid) it is given half
 * a second to end by itself. NULL is fine. */
void cs_helper_free (CsHelper *helper, int *ret_status);

/* Takes QUESTION over on success. */
gboolean cs_helper_ask (CsHelper *helper, CsQuestion *question, GError **error);
/* When the first question waiting runs out of time, monotonic microseconds. */
gint64 cs_helper_deadline (const CsHelper *helper);
/* Reads one answer and takes its question out of the queue. NULL when the helper is gone or does
 * not keep to the protocol. */
CsQuestion *cs_helper_answer (CsHelper *helper, CsWireMessage *ret_answer);
/* Takes the question away that a dead helper was working on. NULL when there was none. */
CsQuestion *cs_helper_steal (CsHelper *helper);
