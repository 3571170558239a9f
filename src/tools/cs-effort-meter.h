/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts what somebody does on a case, and for how long. One interaction is
 *   - a key that goes down, alone or with others: a chord is one, and so is a key that is held down
 *     until it is let go of; Shift, Ctrl, Alt by themselves are none
 *   - all that is written into one field, until something else is done
 *   - a button of the pointer that goes down, with the drag that it begins; a double click is two
 *   - turns of the wheel, until it rests for a second
 * A key or a click that meant nothing counts too: it was a movement of the hand all the same.
 * Moving the pointer is no interaction, but a sign that somebody is there. Time between two signs
 * counts as work unless it is longer than CS_EFFORT_PAUSE: then nobody knows what was done in it,
 * and all of it is idle. Times are monotonic microseconds. A plain value; one thread. */
#pragma once

#include <glib.h>

#define CS_EFFORT_PAUSE (60 * G_USEC_PER_SEC)

typedef struct {
  gint64 last; /* sign; 0 before the first */
  gint64 active, idle;
  guint interactions;
  gint64 turned;        /* when the wheel was, last */
  guint held;           /* code of the key that is down; 0 for none */
  gconstpointer writes; /* into this field; NULL for none; only to be compared */
} CsEffortMeter;

/* From here on time counts. */
void cs_effort_meter_begin (CsEffortMeter *meter, gint64 now);
/* The key CODE (not 0) goes down, also again while it is held. FIELD: what it writes into; NULL
 * when it writes nothing. */
void cs_effort_meter_key (CsEffortMeter *meter, gint64 now, guint code, gconstpointer field);
void cs_effort_meter_key_up (CsEffortMeter *meter, gint64 now);
void cs_effort_meter_press (CsEffortMeter *meter, gint64 now);
void cs_effort_meter_turn (CsEffortMeter *meter, gint64 now);
/* Somebody is there. */
void cs_effort_meter_sign (CsEffortMeter *meter, gint64 now);
/* Hands out what was counted since the last time; FALSE when that is nothing. */
gboolean cs_effort_meter_take (CsEffortMeter *meter, guint *ret_interactions,
                               gint64 *ret_milliseconds, gint64 *ret_idle_milliseconds);
