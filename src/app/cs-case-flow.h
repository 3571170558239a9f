/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from case to case: which comes next, what is read ahead, deciding and going on before the
 * file has it, taking the last decision back. Owned by a window, one for a session; main thread. */
#pragma once

#include "cs-case-model.h"

#define CS_TYPE_CASE_FLOW (cs_case_flow_get_type ())
G_DECLARE_FINAL_TYPE (CsCaseFlow, cs_case_flow, CS, CASE_FLOW, GObject)

/* What the window does when the flow says so. All on the main thread. */
typedef struct {
  /* Shows MODEL (a reference is taken); NULL: the project. */
  void (*show) (gpointer window, CsCaseModel *model);
  void (*tell) (gpointer window, const GError *error);
  /* A sentence that stays with an offer to take CASE_GID back; NULL takes it away. */
  void (*decided) (gpointer window, const char *sentence, const CsGid *case_gid);
  void (*say) (gpointer window, const char *sentence);
  /* The cases that somebody will most likely see next, soonest first. */
  void (*ahead) (gpointer window, const CsGid *cases, guint n_cases);
} CsCaseFlowHost;

/* Signals: "moved" ()  the order or the place in it is another one, or there is something to take
 * back. */

/* HOST and WINDOW outlive the flow. */
CsCaseFlow *cs_case_flow_new (CsSession *session, const CsCaseFlowHost *host, gpointer window);
/* Nothing is shown any more, whatever is still under way. */
void cs_case_flow_stop (CsCaseFlow *self);

/* Opens a case; LOOK: without claiming it, whatever the task. */
void cs_case_flow_open (CsCaseFlow *self, const CsGid *case_gid, gboolean look);
/* Back to the project. */
void cs_case_flow_leave (CsCaseFlow *self);
/* The next (1) or previous (-1) case that waits, this one undecided. */
void cs_case_flow_step (CsCaseFlow *self, int step);
/* Before a decision is made ready: FALSE when an outline was open, which is now a mark to look at,
 * and that was said. */
gboolean cs_case_flow_may_decide (CsCaseFlow *self);
/* Runs SPEC, which decides on the open case, and shows the next one at once; WORDS ("Submitted %s")
 * are said when it is done. When it fails the case comes back with the reason. */
void cs_case_flow_decide (CsCaseFlow *self, const CsJobSpec *spec, const char *words);
/* The same; DONE (may be NULL) is called once, before the case comes back where it fails. */
typedef void (*CsCaseFlowDone) (gpointer data, gboolean decided);
void cs_case_flow_decide_and (CsCaseFlow *self, const CsJobSpec *spec, const char *words,
                              CsCaseFlowDone done, gpointer data);

/* Takes the last decision back and shows its case; FALSE when there is none. */
gboolean cs_case_flow_take_back (CsCaseFlow *self);
/* "Submitted CT-0142", or NULL. */
const char *cs_case_flow_last (CsCaseFlow *self);
/* From 1; FALSE when the case is not in the order. */
gboolean cs_case_flow_position (CsCaseFlow *self, const CsGid *case_gid, guint *ret_position,
                                guint *ret_total);
/* Why the open case came back, or NULL. */
const char *cs_case_flow_refusal (CsCaseFlow *self);
/* GPtrArray of CsCaseRead: what was read ahead, soonest first; owned by SELF until "moved". */
GPtrArray *cs_case_flow_ahead (CsCaseFlow *self);
