/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-case-queue.h"

#include <string.h>

/* What is read, and what was read and came back, is one kind of work. */
typedef enum { WORK_READING, WORK_REVIEW } Work;

typedef struct {
  CsGid gid;
  Work work;
  gboolean done, waits;
} Stop;

struct _CsCaseQueue {
  GArray *stops; /* of Stop */
};

CsCaseQueue *
cs_case_queue_new (void)
{
  CsCaseQueue *queue = g_new0 (CsCaseQueue, 1);
  queue->stops = g_array_new (FALSE, TRUE, sizeof (Stop));
  return queue;
}

void
cs_case_queue_free (CsCaseQueue *queue)
{
  g_array_unref (queue->stops);
  g_free (queue);
}

static Stop *
stop_at (const CsCaseQueue *queue, guint n)
{
  return &g_array_index (queue->stops, Stop, n);
}

static int
find (const CsCaseQueue *queue, const CsGid *gid)
{
  for (guint i = 0; gid != NULL && i < queue->stops->len; i++)
    if (memcmp (&stop_at (queue, i)->gid, gid, sizeof *gid) == 0)
      return (int)i;
  return -1;
}

void
cs_case_queue_follow (CsCaseQueue *queue, GPtrArray *tasks)
{
  for (guint i = 0; i < queue->stops->len; i++)
    stop_at (queue, i)->waits = FALSE;
  for (guint i = 0; i < tasks->len; i++) {
    const CsTaskRow *task = tasks->pdata[i];
    if (g_str_equal (task->kind, "sign"))
      continue;
    int at = find (queue, &task->case_gid);
    if (at < 0) {
      Stop stop = { .gid = task->case_gid };
      g_array_append_val (queue->stops, stop);
      at = (int)queue->stops->len - 1;
    }
    Stop *stop = stop_at (queue, (guint)at);
    stop->work = g_str_equal (task->kind, "review") ? WORK_REVIEW : WORK_READING;
    stop->waits = TRUE;
    stop->done = FALSE;
  }
  for (guint i = queue->stops->len; i > 0; i--)
    if (!stop_at (queue, i - 1)->waits && !stop_at (queue, i - 1)->done)
      g_array_remove_index (queue->stops, i - 1);
}

void
cs_case_queue_set_done (CsCaseQueue *queue, const CsGid *gid, gboolean done)
{
  int at = find (queue, gid);
  if (at >= 0)
    stop_at (queue, (guint)at)->done = done;
}

static gboolean
can_follow (const CsCaseQueue *queue, int from, guint n)
{
  const Stop *stop = stop_at (queue, n);
  return !stop->done && (int)n != from &&
         (from < 0 || stop->work == stop_at (queue, (guint)from)->work);
}

guint
cs_case_queue_after (const CsCaseQueue *queue, const CsGid *from, CsGid *ret_gids, guint n)
{
  int at = find (queue, from);
  guint found = 0, total = queue->stops->len;
  for (guint i = 1; i <= total && found < n; i++) {
    guint next = (guint)((at + (int)i) % (int)total);
    if (can_follow (queue, at, next))
      ret_gids[found++] = stop_at (queue, next)->gid;
  }
  return found;
}

gboolean
cs_case_queue_before (const CsCaseQueue *queue, const CsGid *from, CsGid *ret_gid)
{
  int at = find (queue, from), total = (int)queue->stops->len;
  for (int i = 1; i <= total; i++) {
    guint before = (guint)((MAX (at, 0) - i + total) % total);
    if (can_follow (queue, at, before)) {
      *ret_gid = stop_at (queue, before)->gid;
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
cs_case_queue_position (const CsCaseQueue *queue, const CsGid *gid, guint *ret_position,
                        guint *ret_total)
{
  int at = find (queue, gid);
  guint position = 0, total = 0;
  for (guint i = 0; at >= 0 && i < queue->stops->len; i++) {
    if (stop_at (queue, i)->work != stop_at (queue, (guint)at)->work)
      continue;
    total++;
    if ((int)i <= at)
      position++;
  }
  if (at < 0)
    return FALSE;
  *ret_position = position;
  *ret_total = total;
  return TRUE;
}
