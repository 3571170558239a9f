/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine under CsDecoder: takes a list of questions through all helpers at once, replaces those
 * that die and asks again what they had not begun. Private to this folder; on the thread of the
 * decoder. */
#pragma once

#include "cs-decode-helper.h"
#include "cs-decoder.h"

#define CS_MAX_HELPERS 16

struct _CsDecoder {
  char *program;
  CsHelper *helpers[CS_MAX_HELPERS]; /* NULL until needed */
  guint n_helpers;
  guint32 last_request;
  guint deaths;
  gboolean sandboxed;
  GCancellable *cancellable; /* of frames; NULL */
};

/* Questions on their way; the first member of what the asker needs. */
typedef struct _CsRun CsRun;
struct _CsRun {
  CsDecoder *decoder;
  CsQuestion *(*next) (CsRun *run); /* NULL when there are no more */
  /* ANSWER, or NULL with ERROR; called once for every question. */
  void (*finish) (CsRun *run, CsQuestion *question, const CsWireMessage *answer,
                  const GError *error);
  GQueue again; /* asked before, to be asked once more */
  GCancellable *cancellable;
};

/* Until everything is finished. FALSE when no helper starts or the run was cancelled. */
gboolean cs_run (CsRun *run, GError **error);
