/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-orientation-letters.h"

#include <math.h>
#include <string.h>

#define SECOND 0.17364817766693033 /* sin 10 degrees */

/* V is in patient coordinates: to the left, to the back, to the head. */
static void
name_direction (const double v[3], char ret_letters[3])
{
  static const char positive[] = "LPH", negative[] = "RAF";
  double length = sqrt (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  guint order[] = { 0, 1, 2 };
  for (guint i = 0; i < 2; i++)
    for (guint j = 0; j < 2; j++)
      if (fabs (v[order[j]]) < fabs (v[order[j + 1]])) {
        guint kept = order[j];
        order[j] = order[j + 1];
        order[j + 1] = kept;
      }
  guint n = 0;
  for (guint i = 0; i < 2; i++) {
    double part = v[order[i]];
    if (i == 0 || fabs (part) > SECOND * length)
      ret_letters[n++] = part < 0 ? negative[order[i]] : positive[order[i]];
  }
  ret_letters[n] = '\0';
}

CsOrientationLetters
cs_orientation_letters (const CsFrameGeometry *geometry, const CsMatrix *matrix)
{
  static const int sides[CS_N_EDGES][2] = { { 0, -1 }, { 1, 0 }, { 0, 1 }, { -1, 0 } };
  CsOrientationLetters letters;
  for (guint i = 0; i < CS_N_EDGES; i++)
    memcpy (letters.at[i], "?", 2);
  if (!geometry->has_orientation)
    return letters;
  /* Pixels need not be square. */
  gboolean has_spacing = geometry->row_spacing > 0 && geometry->column_spacing > 0;
  double across = has_spacing ? geometry->column_spacing : 1;
  double down = has_spacing ? geometry->row_spacing : 1;
  for (guint i = 0; i < CS_N_EDGES; i++) {
    double x = (matrix->xx * sides[i][0] + matrix->xy * sides[i][1]) * across;
    double y = (matrix->yx * sides[i][0] + matrix->yy * sides[i][1]) * down;
    double direction[3];
    for (guint k = 0; k < 3; k++)
      direction[k] = x * geometry->orientation[k] + y * geometry->orientation[k + 3];
    name_direction (direction, letters.at[i]);
  }
  return letters;
}

/* One or two letters of a direction, or of the opposite one. FALSE when it is none. */
static gboolean
read_direction (const char *word, gboolean opposite, char ret_letters[3])
{
  static const char letters[] = "LRAPHF", opposites[] = "RLPAFH";
  char found[3] = "";
  for (guint i = 0; i < 2 && word[i] != '\0'; i++) {
    const char *at = strchr (letters, word[i]);
    if (at == NULL)
      return FALSE;
    found[i] = opposite ? opposites[at - letters] : *at;
    found[i + 1] = '\0';
  }
  memcpy (ret_letters, found, sizeof found);
  return found[0] != '\0';
}

CsOrientationLetters
cs_orientation_letters_of_words (const char *words, const CsMatrix *matrix)
{
  static const int sides[CS_N_EDGES][2] = { { 0, -1 }, { 1, 0 }, { 0, 1 }, { -1, 0 } };
  CsOrientationLetters letters;
  g_auto (GStrv) directions = g_strsplit (words != NULL ? words : "", "\\", -1);
  gboolean known = g_strv_length (directions) == 2;
  for (guint i = 0; i < CS_N_EDGES; i++) {
    double x = matrix->xx * sides[i][0] + matrix->xy * sides[i][1];
    double y = matrix->yx * sides[i][0] + matrix->yy * sides[i][1];
    gboolean down = fabs (y) > fabs (x);
    if (!known ||
        !read_direction (g_strstrip (directions[down]), (down ? y : x) < 0, letters.at[i]))
      memcpy (letters.at[i], "?", 2);
  }
  return letters;
}
