/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units on a continuum, read from JSON as in cs-metric-input.h. Any thread. */
#pragma once

#include "cs-metric-input.h"
#include "cs-units.h"

typedef struct {
  double start, length;
  GArray *units;  /* of CsUnit, from START on */
  GArray *starts; /* of guint; one more than there are raters */
} CsMetricUnits;

void cs_metric_units_clear (CsMetricUnits *units);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsMetricUnits, cs_metric_units_clear)

/* "length" and "start" (0 where it is absent), and no raters yet. */
gboolean cs_metric_units_init (CsMetricUnits *units, const CsJson *input, GError **error);
/* One rater more: [start, end, label] each at PLACE, of CATEGORY alone unless it is NULL. */
gboolean cs_metric_units_add (CsMetricUnits *units, const CsJson *list, const char *place,
                              const CsJson *category, GError **error);
CsUnitAlpha cs_metric_units_alpha (const CsMetricUnits *units);
