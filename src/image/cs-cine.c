/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-cine.h"

#include <math.h>

#define LEAST_RATE 0.1 /* frames a second; what a header says beyond is a mistake */
#define MOST_RATE 240.0
#define LATE 250000      /* microseconds: then the clock begins anew */
#define RECENT 64        /* frames that the shown rate is taken from */
#define SAME_PLACE 1e-3  /* mm */
#define SAID_OVER 700000 /* microseconds that it must be taken over */

static const double speeds[] = { 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 4 };
#define NORMAL 4

struct _CsCine {
  guint n_frames;
  double rate;
  gboolean known;
  gint64 *times; /* of each frame, microseconds; NULL: all alike */
  guint speed;
  guint frame;  /* on the screen */
  gint64 since; /* when it was due */
  guint due;    /* as was said last, and since when */
  gint64 due_at;
  gint64 shown[RECENT];
  guint n_shown; /* of all times */
};

static gboolean
is_rate (double rate)
{
  return rate >= LEAST_RATE && rate <= MOST_RATE;
}

static gboolean
read_rate (const CsProbe *probe, double *ret_rate)
{
  static const char *const rates[] = { "display_rate", "cine_rate" };
  double value;
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++) {
    const char *text = cs_probe_id (probe, rates[i]);
    if (text != NULL && cs_decimal_parse (text, &value) && is_rate (value)) {
      *ret_rate = value;
      return TRUE;
    }
  }
  const char *text = cs_probe_id (probe, "frame_time");
  if (text == NULL || !cs_decimal_parse (text, &value) || value <= 0 || !is_rate (1000 / value))
    return FALSE;
  *ret_rate = 1000 / value;
  return TRUE;
}

/* The time from each frame to the next, and the mean of them after the last one, where nothing is
 * said (the list begins with that before the first, PS3.3 C.7.6.5.1.2). */
static gboolean
read_times (CsCine *self, const CsProbe *probe)
{
  const char *text = cs_probe_id (probe, "frame_times");
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", "\\", -1);
  if (self->n_frames < 2 || g_strv_length (words) != self->n_frames)
    return FALSE;
  g_autofree gint64 *times = g_new0 (gint64, self->n_frames);
  gint64 all = 0;
  for (guint i = 1; i < self->n_frames; i++) {
    double value = 0;
    if (!cs_decimal_parse (words[i], &value) || value <= 0 || !is_rate (1000 / value))
      return FALSE;
    times[i - 1] = llround (value * 1000);
    all += times[i - 1];
  }
  times[self->n_frames - 1] = all / (self->n_frames - 1);
  self->rate = 1e6 * (self->n_frames - 1) / (double)all;
  self->times = g_steal_pointer (&times);
  return TRUE;
}

CsCine *
cs_cine_new (const CsProbe *probe, guint n_frames)
{
  CsCine *self = g_new0 (CsCine, 1);
  self->n_frames = MAX (n_frames, 1);
  self->speed = NORMAL;
  self->rate = CS_CINE_RATE;
  self->known = probe != NULL && (read_rate (probe, &self->rate) || read_times (self, probe));
  return self;
}

void
cs_cine_free (CsCine *self)
{
  if (self == NULL)
    return;
  g_free (self->times);
  g_free (self);
}

static gboolean
is_played_kind (const char *modality)
{
  static const char *const kinds[] = { "ES", "GM", "IVOCT", "IVUS", "RF", "US", "XA", "XC" };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (modality, kinds[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Two of the frames lie in places of their own. */
static gboolean
is_stack (const CsProbe *probe)
{
  const CsFrameGeometry *first = &cs_probe_frame_facts (probe, 0)->geometry;
  for (guint i = 1; first->has_position && i < cs_probe_facts (probe)->frames; i++) {
    const CsFrameGeometry *other = &cs_probe_frame_facts (probe, i)->geometry;
    for (guint axis = 0; other->has_position && axis < 3; axis++)
      if (fabs (other->position[axis] - first->position[axis]) > SAME_PLACE)
        return TRUE;
  }
  return FALSE;
}

gboolean
cs_cine_is_loop (const CsProbe *probe)
{
  guint n = cs_probe_facts (probe)->frames;
  if (n < 2 || is_stack (probe))
    return FALSE;
  g_autoptr (CsCine) cine = cs_cine_new (probe, n);
  return cine->known || is_played_kind (cs_probe_id (probe, "modality"));
}

double
cs_cine_rate (const CsCine *self)
{
  return self->rate;
}

gboolean
cs_cine_is_known (const CsCine *self)
{
  return self->known;
}

double
cs_cine_speed (const CsCine *self)
{
  return speeds[self->speed];
}

gboolean
cs_cine_change_speed (CsCine *self, int step, gint64 now)
{
  guint wanted = (guint)CLAMP ((int)self->speed + step, 0, (int)G_N_ELEMENTS (speeds) - 1);
  if (wanted == self->speed)
    return FALSE;
  self->speed = wanted;
  cs_cine_start (self, self->frame, now);
  return TRUE;
}

void
cs_cine_start (CsCine *self, guint frame, gint64 now)
{
  self->frame = self->due = frame;
  self->since = self->due_at = now;
  self->n_shown = 0;
}

guint
cs_cine_next (const CsCine *self, guint frame)
{
  return frame + 1 < self->n_frames ? frame + 1 : 0;
}

static gint64
time_of (const CsCine *self, guint frame)
{
  double time = self->times != NULL ? (double)self->times[frame] : 1e6 / self->rate;
  return MAX (llround (time / speeds[self->speed]), 1);
}

guint
cs_cine_due (CsCine *self, gint64 now)
{
  self->due = self->frame;
  self->due_at = self->since;
  for (guint i = 0; i < self->n_frames; i++) {
    gint64 time = time_of (self, self->due);
    if (now < self->due_at + time)
      break;
    self->due_at += time;
    self->due = cs_cine_next (self, self->due);
  }
  return self->due;
}

void
cs_cine_show (CsCine *self, guint frame, gint64 now)
{
  gboolean on_time = frame == self->due && now - self->due_at < LATE;
  self->frame = frame;
  self->since = on_time ? self->due_at : now;
  self->shown[self->n_shown++ % RECENT] = now;
}

double
cs_cine_shown_rate (const CsCine *self)
{
  guint n = MIN (self->n_shown, RECENT);
  if (n < 2)
    return 0;
  gint64 last = self->shown[(self->n_shown - 1) % RECENT];
  guint count = 1;
  gint64 first = last;
  while (count < n && last - first < SAID_OVER)
    first = self->shown[(self->n_shown - ++count) % RECENT];
  return last - first >= SAID_OVER ? 1e6 * (count - 1) / (double)(last - first) : 0;
}
