/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which frame of a loop is due when, and how many were shown: a clock without a screen. Times are
 * microseconds of any clock that does not go back. Owned by the view that plays; one thread. */
#pragma once

#include "cs-probe.h"

/* A stack, and a loop whose header names no rate. */
#define CS_CINE_RATE 10.0

typedef struct _CsCine CsCine;

/* PROBE is of the file whose frames are played; NULL for slices of several files. N_FRAMES is at
 * least 1. Of what a header may say the rate to be displayed at comes first, then the rate, the
 * time and the times of the frames (PS3.3 C.7.6.5); the last ones may differ from frame to frame.
 */
CsCine *cs_cine_new (const CsProbe *probe, guint n_frames);
void cs_cine_free (CsCine *cine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCine, cs_cine_free)

/* The frames of a file are one after another in time, and not side by side: they lie in one place,
 * as far as the header says, and it says when they were, or is of a kind that is made to be played.
 */
gboolean cs_cine_is_loop (const CsProbe *probe);

/* Frames a second as the header says, or CS_CINE_RATE; the mean where they differ. */
double cs_cine_rate (const CsCine *cine);
/* FALSE when the header does not say. */
gboolean cs_cine_is_known (const CsCine *cine);
/* Times that rate: 1 at first. One step slower (-1) or faster (1); FALSE at the end of the steps.
 */
double cs_cine_speed (const CsCine *cine);
gboolean cs_cine_change_speed (CsCine *cine, int step, gint64 now);

/* FRAME is on the screen and the clock begins. */
void cs_cine_start (CsCine *cine, guint frame, gint64 now);
/* The frame that should be on the screen. After the last comes the first. */
guint cs_cine_due (CsCine *cine, gint64 now);
guint cs_cine_next (const CsCine *cine, guint frame);
/* FRAME is on the screen: that which is due, or another one, from which the clock goes on. What was
 * waited for is not made up for. */
void cs_cine_show (CsCine *cine, guint frame, gint64 now);
/* Frames a second that were really shown of late; 0 before that can be said. */
double cs_cine_shown_rate (const CsCine *cine);
