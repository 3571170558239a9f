/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-hanging.h"

#include <string.h>

#define NONE G_MAXUINT

/* --- dates --- */

gboolean
cs_hanging_date (const char *text, GDate *ret_date)
{
  int part[3] = { 0, 0, 0 };
  const guint digits[] = { 4, 2, 2 };
  if (text == NULL)
    return FALSE;
  for (guint i = 0; i < 3; i++) {
    if (i > 0 && *text == '.')
      text++;
    for (guint k = 0; k < digits[i]; k++, text++) {
      if (!g_ascii_isdigit (*text))
        return FALSE;
      part[i] = part[i] * 10 + (*text - '0');
    }
  }
  if (*text != '\0' || !g_date_valid_dmy ((GDateDay)part[2], part[1], (GDateYear)part[0]))
    return FALSE;
  g_date_set_dmy (ret_date, (GDateDay)part[2], part[1], (GDateYear)part[0]);
  return TRUE;
}

gboolean
cs_hanging_days (const char *from, const char *to, int *ret_days)
{
  GDate a, b;
  g_date_clear (&a, 1);
  g_date_clear (&b, 1);
  if (!cs_hanging_date (from, &a) || !cs_hanging_date (to, &b))
    return FALSE;
  *ret_days = g_date_days_between (&a, &b);
  return TRUE;
}

/* B is of a later day than A. */
static gboolean
is_before (const CsHangingFacts *a, const CsHangingFacts *b)
{
  int days = 0;
  return cs_hanging_days (a->date, b->date, &days) && days > 0;
}

/* --- the order --- */

/* Puts WANTED, numbers or NONE, in front of the others, which stay in their order. */
static void
put_first (const guint *wanted, guint n_wanted, guint n, guint *ret_order)
{
  guint at = 0;
  for (guint i = 0; i < n_wanted; i++)
    if (wanted[i] != NONE)
      ret_order[at++] = wanted[i];
  guint first = at;
  for (guint i = 0; i < n; i++) {
    gboolean taken = FALSE;
    for (guint k = 0; k < first; k++)
      taken |= ret_order[k] == i;
    if (!taken)
      ret_order[at++] = i;
  }
}

static gboolean
is (const char *text, const char *word)
{
  return text != NULL && strcmp (text, word) == 0;
}

int
cs_hanging_chest_wall (const char *modality, const char *laterality, const char *orientation)
{
  if (!is (modality, "MG") || (!is (laterality, "R") && !is (laterality, "L")) ||
      orientation == NULL || strchr (orientation, '\\') == NULL)
    return 0;
  return *orientation == 'P' ? 1 : *orientation == 'A' ? -1 : 0;
}

/* The newest one of a breast, seen so. */
static guint
find_breast (const CsHangingFacts *facts, guint n, const char *side, const char *projection)
{
  guint found = NONE;
  for (guint i = 0; i < n; i++)
    if (is (facts[i].modality, "MG") && is (facts[i].laterality, side) &&
        is (facts[i].projection, projection) &&
        (found == NONE || is_before (&facts[found], &facts[i])))
      found = i;
  return found;
}

/* Right CC, left CC, right MLO, left MLO; a projection of one breast alone is no pair. */
static guint
find_pairs (const CsHangingFacts *facts, guint n, guint ret_wanted[4])
{
  static const char *const projections[] = { "CC", "MLO" };
  guint views = 0;
  for (guint i = 0; i < 2; i++) {
    guint right = find_breast (facts, n, "R", projections[i]);
    guint left = find_breast (facts, n, "L", projections[i]);
    gboolean pair = right != NONE && left != NONE;
    ret_wanted[2 * i] = pair ? right : NONE;
    ret_wanted[2 * i + 1] = pair ? left : NONE;
    views += pair ? 2 : 0;
  }
  return views;
}

/* Of two that are older, the one to look at beside CURRENT. */
static gboolean
is_nearer (const CsHangingFacts *a, const CsHangingFacts *b, const CsHangingFacts *current)
{
  gboolean named_a = is (a->name, current->name != NULL ? current->name : "");
  gboolean named_b = is (b->name, current->name != NULL ? current->name : "");
  if (named_a != named_b)
    return named_a;
  if (is_before (a, b) || is_before (b, a))
    return is_before (b, a);
  return a->units > b->units;
}

static guint
find_prior (const CsHangingFacts *facts, guint n, guint current)
{
  guint found = NONE;
  for (guint i = 0; i < n; i++)
    if (facts[i].modality != NULL && is (facts[current].modality, facts[i].modality) &&
        is_before (&facts[i], &facts[current]) &&
        (found == NONE || is_nearer (&facts[i], &facts[found], &facts[current])))
      found = i;
  return found;
}

/* A and B have each a PRIOR. The newest hangs; of one day that which is called as it was then, then
 * the longest: no scout before the series. */
static gboolean
hangs_first (const CsHangingFacts *a, const CsHangingFacts *prior_a, const CsHangingFacts *b,
             const CsHangingFacts *prior_b)
{
  gboolean named_a = a->name != NULL && is (prior_a->name, a->name);
  gboolean named_b = b->name != NULL && is (prior_b->name, b->name);
  if (is_before (a, b) || is_before (b, a))
    return is_before (b, a);
  return named_a != named_b ? named_a : a->units > b->units;
}

static gboolean
find_current (const CsHangingFacts *facts, guint n, guint ret_wanted[2])
{
  guint best = NONE, best_prior = NONE;
  for (guint i = 0; i < n; i++) {
    guint prior = find_prior (facts, n, i);
    if (prior == NONE ||
        (best != NONE && !hangs_first (&facts[i], &facts[prior], &facts[best], &facts[best_prior])))
      continue;
    best = i;
    best_prior = prior;
  }
  ret_wanted[0] = best;
  ret_wanted[1] = best_prior;
  return best != NONE;
}

CsHanging
cs_hanging_order (const CsHangingFacts *facts, guint n, guint *ret_order, guint *ret_views)
{
  guint wanted[4] = { NONE, NONE, NONE, NONE };
  guint views = find_pairs (facts, n, wanted);
  if (views > 0) {
    put_first (wanted, 4, n, ret_order);
    *ret_views = views;
    return CS_HANGING_MAMMOGRAPHY;
  }
  if (find_current (facts, n, wanted)) {
    put_first (wanted, 2, n, ret_order);
    *ret_views = 2;
    return CS_HANGING_PRIOR;
  }
  put_first (NULL, 0, n, ret_order);
  *ret_views = 1;
  return CS_HANGING_PLAIN;
}
