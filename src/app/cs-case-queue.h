/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases that somebody works through, in the order in which they were first served: nothing
 * moves when one is claimed or done, what comes later is added at the end. Owned by the flow. */
#pragma once

#include "cs-project.h"

typedef struct _CsCaseQueue CsCaseQueue;

CsCaseQueue *cs_case_queue_new (void);
void cs_case_queue_free (CsCaseQueue *queue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCaseQueue, cs_case_queue_free)

/* TASKS (of CsTaskRow) wait now: those that do not any more and were not done here go. */
void cs_case_queue_follow (CsCaseQueue *queue, GPtrArray *tasks);
void cs_case_queue_set_done (CsCaseQueue *queue, const CsGid *gid, gboolean done);
/* The next cases of the same kind of work that wait after FROM (NULL: from the first), round the
 * end, without FROM. Returns how many of at most N. */
guint cs_case_queue_after (const CsCaseQueue *queue, const CsGid *from, CsGid *ret_gids, guint n);
/* The one before it. */
gboolean cs_case_queue_before (const CsCaseQueue *queue, const CsGid *from, CsGid *ret_gid);
/* From 1, among the cases of its kind of work. */
gboolean cs_case_queue_position (const CsCaseQueue *queue, const CsGid *gid, guint *ret_position,
                                 guint *ret_total);
