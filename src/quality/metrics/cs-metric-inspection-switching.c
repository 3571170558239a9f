/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-metric-input.h"
#include "cs-sampling.h"

#include <string.h>

#define WINDOW 5
#define REJECTED_OF_WINDOW 2
#define BACK_AFTER 5
#define REDUCED_AFTER 10
#define STOP_AFTER 5

/* Since the inspection was last switched. */
typedef struct {
  CsInspection inspection;
  guint recent; /* a bit a lot, the last one lowest: rejected */
  guint accepted_in_row, rejected;
} Run;

static CsInspection
after (const Run *run, CsLot lot)
{
  guint rejected = 0;
  for (guint i = 0; i < WINDOW; i++)
    rejected += (run->recent >> i) & 1;
  switch (run->inspection) {
  case CS_INSPECTION_NORMAL:
    if (rejected >= REJECTED_OF_WINDOW)
      return CS_INSPECTION_TIGHTENED;
    return run->accepted_in_row >= REDUCED_AFTER ? CS_INSPECTION_REDUCED : CS_INSPECTION_NORMAL;
  case CS_INSPECTION_TIGHTENED:
    if (run->rejected >= STOP_AFTER)
      return CS_INSPECTION_DISCONTINUED;
    return run->accepted_in_row >= BACK_AFTER ? CS_INSPECTION_NORMAL : CS_INSPECTION_TIGHTENED;
  case CS_INSPECTION_REDUCED:
    return lot == CS_LOT_ACCEPTED ? CS_INSPECTION_REDUCED : CS_INSPECTION_NORMAL;
  case CS_INSPECTION_DISCONTINUED:
    break;
  }
  return CS_INSPECTION_DISCONTINUED;
}

CsInspection
cs_inspection_switching (const CsLot *lots, guint n, CsInspection *ret_used)
{
  Run run = { CS_INSPECTION_NORMAL, 0, 0, 0 };
  for (guint i = 0; i < n; i++) {
    gboolean rejected = lots[i] == CS_LOT_REJECTED;
    ret_used[i] = run.inspection;
    run.recent = (run.recent << 1) | (rejected ? 1 : 0);
    run.accepted_in_row = rejected ? 0 : run.accepted_in_row + 1;
    run.rejected += rejected;
    CsInspection next = after (&run, lots[i]);
    if (next != run.inspection)
      run = (Run){ next, 0, 0, 0 };
  }
  return run.inspection;
}

static gboolean
compute (const CsJson *input, const CsJson *params G_GNUC_UNUSED, CsJson *answer, GError **error)
{
  static const char *const words[] = { "normal", "tightened", "reduced", "discontinued" };
  static const char marks[] = "ARG";
  const CsJson *list = NULL;
  if (!cs_metric_read_list (input, "lots", &list, error))
    return FALSE;
  guint n = cs_json_length (list);
  g_autofree CsLot *lots = g_new (CsLot, MAX (n, 1));
  g_autofree CsInspection *used = g_new (CsInspection, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    const char *text = cs_json_string (cs_json_at (list, i));
    const char *mark = text != NULL && strlen (text) == 1 ? strchr (marks, text[0]) : NULL;
    if (mark == NULL)
      return cs_fail (error, CS_ERROR_INVALID, "input.lots[%u]: none of \"A\", \"R\", \"G\"", i);
    lots[i] = (CsLot)(mark - marks);
  }
  CsInspection next = cs_inspection_switching (lots, n, used);
  CsJson *out = cs_json_new_array ();
  for (guint i = 0; i < n; i++)
    cs_json_append (out, cs_json_new_string (words[used[i]]));
  cs_json_put (answer, "used", out);
  cs_json_put_string (answer, "next", words[next]);
  return TRUE;
}

const CsMetric cs_metric_inspection_switching = {
  .name = "inspection_switching",
  .summary = "Normal, tightened or reduced inspection of the next lot, by the lots before",
  .input = "lots: A accepted, R rejected, G accepted with more errors than reduced inspection "
           "accepts",
  .params = "",
  .fixed = "scheme: MIL-STD-105E",
  .compute = compute,
};
