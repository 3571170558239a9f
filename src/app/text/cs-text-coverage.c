/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-text-coverage.h"

#define LOOKS 6 /* that half a second takes, both ends counted */

typedef struct {
  guint32 start, end;
} Range;

struct _CsTextCoverage {
  CsTextCoverageAsk ask;
  CsTextCoverageTell tell;
  gpointer canvas;
  Range looks[LOOKS]; /* the last ones, in a ring */
  guint n_looks, at;
  guint still; /* looks since the text moved */
  guint source;
};

CsTextCoverage *
cs_text_coverage_new (CsTextCoverageAsk ask, CsTextCoverageTell tell, gpointer canvas)
{
  CsTextCoverage *self = g_new0 (CsTextCoverage, 1);
  self->ask = ask;
  self->tell = tell;
  self->canvas = canvas;
  return self;
}

void
cs_text_coverage_free (CsTextCoverage *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  g_free (self);
}

/* What all looks have in common; TRUE when there is something. */
static gboolean
in_all (const CsTextCoverage *self, Range *ret_range)
{
  Range range = self->looks[0];
  for (guint i = 1; i < LOOKS; i++) {
    range.start = MAX (range.start, self->looks[i].start);
    range.end = MIN (range.end, self->looks[i].end);
  }
  *ret_range = range;
  return range.start < range.end;
}

gboolean
cs_text_coverage_look (CsTextCoverage *self)
{
  Range now = { 0, 0 }, all = { 0, 0 };
  if (!self->ask (self->canvas, &now.start, &now.end)) {
    self->n_looks = 0;
    return FALSE;
  }
  const Range *last = &self->looks[(self->at + LOOKS - 1) % LOOKS];
  gboolean moved = self->n_looks == 0 || last->start != now.start || last->end != now.end;
  self->still = moved ? 1 : self->still + 1;
  self->looks[self->at] = now;
  self->at = (self->at + 1) % LOOKS;
  self->n_looks = MIN (self->n_looks + 1, LOOKS);
  if (self->n_looks == LOOKS && in_all (self, &all))
    self->tell (self->canvas, all.start, all.end);
  return self->still < LOOKS;
}

static gboolean
look_cb (gpointer data)
{
  CsTextCoverage *self = data;
  if (cs_text_coverage_look (self))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

void
cs_text_coverage_changed (CsTextCoverage *self)
{
  if (self->source != 0)
    return;
  self->n_looks = 0;
  cs_text_coverage_look (self);
  self->source = g_timeout_add (CS_TEXT_COVERAGE_TICK, look_cb, self);
}
