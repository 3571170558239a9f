/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the case model share: cs-case-model.c (opening, place, selection, reading
 * again), cs-case-edit.c (strokes and the draft behind them), cs-case-arm.c (labels and tools),
 * cs-case-shown.c (what was shown). */
#pragma once

#include "cs-case-items.h"
#include "cs-case-model.h"
#include "cs-case-order.h"

struct _CsCaseModel {
  GObject parent_instance;
  CsSession *session;
  CsGid case_gid;
  CsCaseRead *read;
  CsCaseView *view;       /* these three are in READ */
  const CsSchema *schema; /* or NULL */
  GPtrArray *items;       /* of CsCaseItem */
  GHashTable *probes;     /* facts of a part -> CsProbe */
  gboolean claiming;      /* shown before it is known to be ours */
  gboolean closed;
  CsMarkSet *marks;
  CsCaseOrder *order;
  guint64 selected;
  guint item;
  gint64 *units; /* the place in each item */
  CsArmed armed;
  const char *tool; /* interned */
  gboolean can_undo, can_redo;
  guint pending;     /* edits on their way to the file */
  guint64 last_edit; /* counts edits, so that an older answer is known as such */
  CsSaveState saved;
  CsEvidence *shown; /* all, with what the file knows */
  CsEvidence *unwritten;
  guint write_source;
};

enum {
  CS_CASE_MARKS,
  CS_CASE_SELECTION,
  CS_CASE_PLACE,
  CS_CASE_ARMED,
  CS_CASE_REVIEW,
  CS_CASE_SHOWN,
  CS_CASE_SAVED,
  CS_CASE_N_SIGNALS
};
void cs_case_model_emit (CsCaseModel *self, guint signal);

/* Arms the first label that can be drawn on the item looked at. */
void cs_case_model_arm_first (CsCaseModel *self);
/* LABEL may be drawn as KIND, on the item looked at, with a tool that is built. */
gboolean cs_case_model_can_draw (CsCaseModel *self, const CsLabel *label, const CsMarkKind *kind);
/* Shows SET (a reference is taken) and everything that hangs on it. */
void cs_case_model_show_marks (CsCaseModel *self, const CsMarkSet *set);
