/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-usual-size.h"
#include "cs-monitoring.h"
#include "cs-quality-defaults.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static void
usual_free (CsUsualSize *usual)
{
  g_free (usual->label);
  g_free (usual);
}

static int
compare_sizes (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

/* Counted, as a median that lies between two of them need not be the one that half have. */
static gboolean
half_are_same (const GArray *sizes)
{
  g_autoptr (GArray) sorted = g_array_copy ((GArray *)sizes);
  g_array_sort (sorted, compare_sizes);
  for (guint i = 0, half = (sorted->len + 1) / 2; i + half <= sorted->len; i++)
    if (compare_sizes (&g_array_index (sorted, double, i),
                       &g_array_index (sorted, double, i + half - 1)) == 0)
      return TRUE;
  return FALSE;
}

GPtrArray *
cs_usual_sizes_new (const GPtrArray *sizes)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)usual_free);
  for (guint i = 0; i < sizes->len; i++) {
    const CsGaugedSizes *from = sizes->pdata[i];
    guint n = from->sizes->len;
    if (n < CS_USUAL_LEAST || half_are_same (from->sizes))
      continue;
    g_autofree gboolean *out = g_new (gboolean, n);
    CsUsualSize usual = { .gauge = from->gauge, .n = n };
    if (cs_outliers_by_mad ((const double *)(gconstpointer)from->sizes->data, n,
                            CS_OUTLIER_CONSTANT, CS_OUTLIER_CUT, &usual.median, &usual.spread,
                            out) != NULL)
      continue;
    usual.label = g_strdup (from->label);
    g_ptr_array_add (all, g_memdup2 (&usual, sizeof usual));
  }
  return all;
}

gboolean
cs_usual_is_far (const GPtrArray *usual, const CsMark *mark, const CsFrameGeometry *geometry,
                 CsUnusual *ret_unusual)
{
  CsMarkGauge gauge = { 0 };
  for (guint i = 0; i < usual->len; i++) {
    const CsUsualSize *one = usual->pdata[i];
    if (strcmp (one->label, mark->label) != 0)
      continue;
    if (gauge.gauge == CS_GAUGE_NONE)
      gauge = cs_mark_gauge (mark, geometry);
    if (one->gauge != gauge.gauge)
      continue;
    *ret_unusual = (CsUnusual){ one, gauge.size };
    return fabs (log (gauge.size) - one->median) > CS_OUTLIER_CUT * one->spread;
  }
  return FALSE;
}

char *
cs_unusual_words (const CsUnusual *unusual)
{
  const CsUsualSize *usual = unusual->usual;
  double middle = exp (usual->median), digit = pow (10, floor (log10 (middle)) - 1);
  gboolean more = unusual->size > middle;
  gboolean area = usual->gauge == CS_GAUGE_AREA_MM || usual->gauge == CS_GAUGE_AREA_PIXELS;
  double times = more ? unusual->size / middle : middle / unusual->size;
  char number[G_ASCII_DTOSTR_BUF_SIZE] = "";
  g_autofree char *about = cs_gauge_words (usual->gauge, round (middle / digit) * digit);
  g_ascii_formatd (number, sizeof number, times < 9.95 ? "%.1f" : "%.0f", times);
  g_autoptr (GString) words = g_string_new (NULL);
  if (area)
    g_string_append_printf (
        words, more ? _ ("%s times as large as usual") : _ ("%s times smaller than usual"), number);
  else
    g_string_append_printf (
        words, more ? _ ("%s times as long as usual") : _ ("%s times shorter than usual"), number);
  /* Translators: what marks of that label usually measure: "(about 52 mm²)". */
  g_string_append_printf (words, _ (" (about %s)"), about);
  return g_string_free (g_steal_pointer (&words), FALSE);
}
