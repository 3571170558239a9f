/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-window-choices.h"

#include <glib/gi18n.h>

static const CsWindowUsual usual[] = {
#define CS_WINDOW(modality, unit, name, width, center) { modality, unit, name, width, center },
#include "cs-window-choices.def"
#undef CS_WINDOW
};

const CsWindowUsual *
cs_window_usual (guint *ret_count)
{
  *ret_count = G_N_ELEMENTS (usual);
  return usual;
}

static gboolean
is_listed (const GArray *list, const CsWindowLevel *window)
{
  for (guint i = 0; i < list->len; i++) {
    const CsWindowLevel *other = &g_array_index (list, CsWindowChoice, i).window;
    if (other->center == window->center && other->width == window->width &&
        other->function == window->function)
      return TRUE;
  }
  return FALSE;
}

static void
append (GArray *list, CsWindowOrigin origin, const char *name, CsWindowLevel window)
{
  CsWindowChoice choice = { origin, name, window };
  g_array_append_val (list, choice);
}

static void
append_header (GArray *list, CsWindowOrigin origin, const CsFrameFacts *facts, const char *name)
{
  CsWindowLevel window;
  for (guint i = 0; i < facts->n_windows; i++) {
    if (cs_window_level_from_header (&facts->windows[i], &window) && !is_listed (list, &window))
      append (list, origin, name != NULL ? name : facts->windows[i].explanation, window);
  }
}

/* The values of MODALITY mean nothing in another unit than that; NULL: whatever they are. */
static const char *
unit_of (const char *modality)
{
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (g_strcmp0 (usual[i].modality, modality) == 0)
      return usual[i].unit;
  return NULL;
}

static void
append_usual (GArray *list, const char *modality, const char *unit)
{
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++) {
    if (g_strcmp0 (modality, usual[i].modality) != 0 || g_strcmp0 (unit, usual[i].unit) != 0)
      continue;
    append (list, CS_WINDOW_USUAL, usual[i].name,
            (CsWindowLevel){ usual[i].center, usual[i].width, CS_VOI_LINEAR });
  }
}

static void
append_own (GArray *list, const char *modality, const char *unit, const CsWindowOwn *own,
            guint n_own)
{
  const char *needed = unit_of (modality);
  for (guint i = 0; i < n_own && (needed == NULL || g_strcmp0 (unit, needed) == 0); i++)
    append (list, CS_WINDOW_OWN, own[i].name,
            (CsWindowLevel){ own[i].center, own[i].width, CS_VOI_LINEAR });
}

GArray *
cs_window_choices_new (const CsPicture *picture, const CsFrameFacts *series, const CsWindowOwn *own,
                       guint n_own)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (CsWindowChoice));
  const CsFrameFacts *facts = picture->facts;
  const char *modality = cs_probe_id (picture->probe, "modality");
  if (picture->plane == CS_PLANE_COLOUR) {
    append (list, CS_WINDOW_FULL, N_ ("As It Is"), cs_window_level_full (picture));
    return list;
  }
  append_header (list, CS_WINDOW_HEADER, series != NULL ? series : facts, NULL);
  if (own != NULL)
    append_own (list, modality, facts->unit, own, n_own);
  else
    append_usual (list, modality, facts->unit);
  append (list, CS_WINDOW_AUTO, N_ ("Automatic"), cs_window_level_auto (picture));
  append (list, CS_WINDOW_FULL, N_ ("Full Range"), cs_window_level_full (picture));
  append_header (list, CS_WINDOW_SLICE, facts, N_ ("This Slice"));
  return list;
}
