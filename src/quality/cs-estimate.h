/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a metric found: a value with its uncertainty, or the reason why there is none. */
#pragma once

#include <glib.h>
#include <math.h>

typedef struct {
  double value;
  double se;             /* standard error */
  double low, high;      /* of the interval */
  gint64 n;              /* items that count */
  const char *undefined; /* why there is no value: a static sentence; NULL where there is one */
} CsEstimate;

/* In place of a number of CsEstimate: it is not known, and nobody is shown a number. */
#define CS_UNKNOWN NAN

static inline CsEstimate
cs_estimate_undefined (gint64 n, const char *why)
{
  return (CsEstimate){ CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, CS_UNKNOWN, n, why };
}
