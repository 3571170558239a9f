/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-window-choices.h"

#include <glib/gi18n.h>

static const struct {
  const char *modality, *unit, *name;
  double width, center;
} usual[] = {
#define CS_WINDOW(modality, unit, name, width, center) { modality, unit, name, width, center },
#include "cs-window-choices.def"
#undef CS_WINDOW
};

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

GArray *
cs_window_choices_new (const CsPicture *picture, const CsFrameFacts *series)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (CsWindowChoice));
  const CsFrameFacts *facts = picture->facts;
  const char *modality = cs_probe_id (picture->probe, "modality");
  CsWindowLevel window;
  if (picture->plane == CS_PLANE_COLOUR) {
    append (list, CS_WINDOW_FULL, N_ ("As It Is"), cs_window_level_full (picture));
    return list;
  }
  append_header (list, CS_WINDOW_HEADER, series != NULL ? series : facts, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++) {
    if (g_strcmp0 (modality, usual[i].modality) != 0 || g_strcmp0 (facts->unit, usual[i].unit) != 0)
      continue;
    window = (CsWindowLevel){ usual[i].center, usual[i].width, CS_VOI_LINEAR };
    append (list, CS_WINDOW_USUAL, usual[i].name, window);
  }
  append (list, CS_WINDOW_AUTO, N_ ("Automatic"), cs_window_level_auto (picture));
  append (list, CS_WINDOW_FULL, N_ ("Full Range"), cs_window_level_full (picture));
  append_header (list, CS_WINDOW_SLICE, facts, N_ ("This Slice"));
  return list;
}
