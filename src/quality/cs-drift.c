/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-drift.h"

#include <glib/gi18n.h>

const char *
cs_drift_totals (const gint64 *reference, const gint64 *current, guint n_bins,
                 double *ret_reference, double *ret_current)
{
  *ret_reference = *ret_current = 0;
  for (guint i = 0; i < n_bins; i++) {
    *ret_reference += (double)reference[i];
    *ret_current += (double)current[i];
  }
  if (*ret_reference <= 0)
    return N_ ("the reference is empty");
  return *ret_current <= 0 ? N_ ("the current window is empty") : NULL;
}
