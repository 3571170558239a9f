/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-effort-meter.h"

#define WHEEL_RESTS G_USEC_PER_SEC
#define REPEATS_WITHIN (5 * G_USEC_PER_SEC / 2) /* else its end went to another window */

void
cs_effort_meter_begin (CsEffortMeter *meter, gint64 now)
{
  *meter = (CsEffortMeter){ .last = now };
}

void
cs_effort_meter_sign (CsEffortMeter *meter, gint64 now)
{
  gint64 gap = now - meter->last;
  if (meter->last > 0 && gap > 0)
    *(gap <= CS_EFFORT_PAUSE ? &meter->active : &meter->idle) += gap;
  meter->last = now;
}

void
cs_effort_meter_key (CsEffortMeter *meter, gint64 now, guint code, gconstpointer field)
{
  gboolean again = meter->held == code && now - meter->last < REPEATS_WITHIN;
  gboolean goes_on = field != NULL && field == meter->writes;
  if (!again && !goes_on)
    meter->interactions++;
  cs_effort_meter_sign (meter, now);
  meter->held = code;
  meter->writes = field;
  meter->turned = 0;
}

void
cs_effort_meter_key_up (CsEffortMeter *meter, gint64 now)
{
  cs_effort_meter_sign (meter, now);
  meter->held = 0;
}

void
cs_effort_meter_press (CsEffortMeter *meter, gint64 now)
{
  cs_effort_meter_sign (meter, now);
  meter->interactions++;
  meter->writes = NULL;
  meter->turned = 0;
}

void
cs_effort_meter_turn (CsEffortMeter *meter, gint64 now)
{
  if (meter->turned == 0 || now - meter->turned > WHEEL_RESTS)
    meter->interactions++;
  cs_effort_meter_sign (meter, now);
  meter->turned = now;
  meter->writes = NULL;
}

gboolean
cs_effort_meter_take (CsEffortMeter *meter, guint *ret_interactions, gint64 *ret_milliseconds,
                      gint64 *ret_idle_milliseconds)
{
  gint64 milliseconds = meter->active / 1000, idle = meter->idle / 1000;
  if (meter->interactions == 0 && milliseconds == 0 && idle == 0)
    return FALSE;
  *ret_interactions = meter->interactions;
  *ret_milliseconds = milliseconds;
  *ret_idle_milliseconds = idle;
  meter->interactions = 0;
  meter->active -= milliseconds * 1000;
  meter->idle -= idle * 1000;
  return TRUE;
}
