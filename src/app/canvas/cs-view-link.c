/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-view-link.h"
#include "cs-item-facts.h"
#include "cs-pictures.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST 4
#define UNSET (-1)

struct _CsViewLink {
  CsCaseModel *model;
  CsPictures *pictures; /* of the model's session */
  gboolean on, busy;
  CsCanvas *views[MOST]; /* not owned */
  int items[MOST];       /* that they show */
  guint n, active;
  gint64 *from; /* of each item: the slice at which it was linked, or UNSET: where it begins */
  gint64 *at;   /* of each item: the slice it was at when the others went along last */
};

/* --- what is known of a view --- */

static const CsSeriesView *
series_of (CsViewLink *self, int item)
{
  const CsCaseItem *there = item >= 0 ? cs_case_model_item (self->model, (guint)item) : NULL;
  return there != NULL ? cs_pictures_series (self->pictures, &there->row->gid) : NULL;
}

static CsSeriesLink
link_of (CsViewLink *self, int leader, int item)
{
  const CsSeriesView *a = series_of (self, leader), *b = series_of (self, item);
  return a != NULL && b != NULL && a->n_slices > 0 && b->n_slices > 0 ? cs_series_link (a, b)
                                                                      : CS_SERIES_APART;
}

static guint
from_of (CsViewLink *self, int item, const CsSeriesView *series)
{
  gint64 from = self->from[item] != UNSET ? self->from[item] : cs_series_link_first (series);
  return (guint)CLAMP (from, 0, (gint64)series->n_slices - 1);
}

static const char *
id_of (CsViewLink *self, int item, const char *key)
{
  const CsSeriesView *series = series_of (self, item);
  return series != NULL && series->n_slices > 0 ? cs_probe_id (series->slices[0].probe, key) : NULL;
}

/* Of MR the figures mean something else in every series. */
static gboolean
same_greys (CsViewLink *self, int a, int b)
{
  const char *one = id_of (self, a, "modality");
  return one != NULL && strcmp (one, "MR") != 0 &&
         g_strcmp0 (one, id_of (self, b, "modality")) == 0;
}

static const char *
side_of (CsViewLink *self, int item)
{
  const CsSeriesView *series = series_of (self, item);
  return series != NULL && series->n_slices > 0
             ? cs_probe_facts (series->slices[0].probe)->laterality
             : NULL;
}

static CsCanvasFollow
follow_of (CsViewLink *self, int a, int b)
{
  const char *one = side_of (self, a), *other = side_of (self, b);
  if (one != NULL && other != NULL && (*one == 'L' || *one == 'R') &&
      (*other == 'L' || *other == 'R') && *one != *other)
    return CS_CANVAS_FOLLOW_MIRRORED;
  return link_of (self, a, b) == CS_SERIES_BY_POSITION ? CS_CANVAS_FOLLOW_PLACE
                                                       : CS_CANVAS_FOLLOW_MIDDLE;
}

/* --- words --- */

static void
say_links (CsViewLink *self)
{
  static const char *const words[] = {
    [CS_SERIES_APART] = NULL,
    [CS_SERIES_BY_POSITION] = N_ ("linked by position"),
    [CS_SERIES_BY_OFFSET] = N_ ("linked by distance"),
    [CS_SERIES_BY_NUMBER] = N_ ("linked by slice number"),
  };
  for (guint i = 0; i < self->n; i++) {
    int item = self->items[i];
    gboolean follows = self->on && i != self->active;
    CsSeriesLink link = follows ? link_of (self, self->items[self->active], item) : CS_SERIES_APART;
    const char *said = words[link];
    if (link == CS_SERIES_BY_NUMBER && cs_case_model_item (self->model, (guint)item)->loop)
      said = N_ ("linked by frame number");
    cs_canvas_set_link (self->views[i], said != NULL ? _ (said) : NULL);
  }
}

/* --- going along --- */

static void
lead (CsViewLink *self, int leader)
{
  const CsSeriesView *a = series_of (self, leader);
  gint64 unit = cs_case_model_unit_at (self->model, (guint)leader);
  if (a == NULL || unit >= a->n_slices)
    return;
  for (guint i = 0; i < self->n; i++) {
    int item = self->items[i];
    if (item == leader || link_of (self, leader, item) == CS_SERIES_APART)
      continue;
    const CsSeriesView *b = series_of (self, item);
    guint found =
        cs_series_link_find (a, (guint)unit, from_of (self, leader, a), b, from_of (self, item, b));
    cs_case_model_scroll (self->model, (guint)item, found);
  }
}

static void
note_places (CsViewLink *self)
{
  for (guint i = 0; i < cs_case_model_n_items (self->model); i++)
    self->at[i] = cs_case_model_unit_at (self->model, i);
}

static gboolean
is_linked (CsViewLink *self)
{
  return self->model != NULL && self->on && self->n > 1 && !self->busy;
}

/* LEADER's slice is the one that the others go to. */
static void
follow (CsViewLink *self, int leader)
{
  self->busy = TRUE;
  lead (self, leader);
  self->busy = FALSE;
  note_places (self);
}

static void
place_cb (CsCaseModel *model, CsViewLink *self)
{
  if (!is_linked (self))
    return;
  for (guint i = 0; i < self->n; i++) {
    int item = self->items[i];
    if (self->at[item] != cs_case_model_unit_at (model, (guint)item)) {
      follow (self, item);
      return;
    }
  }
}

static void
series_cb (CsPictures *pictures, const CsGid *item, CsViewLink *self)
{
  if (is_linked (self))
    follow (self, self->items[self->active]);
  say_links (self);
}

static int
item_of (CsViewLink *self, CsCanvas *canvas)
{
  for (guint i = 0; i < self->n; i++)
    if (self->views[i] == canvas)
      return self->items[i];
  return -1;
}

static void
look_cb (CsCanvas *canvas, CsViewLink *self)
{
  if (!is_linked (self))
    return;
  for (guint i = 0; i < self->n; i++)
    if (self->views[i] != canvas)
      cs_canvas_follow_look (self->views[i], canvas,
                             follow_of (self, item_of (self, canvas), self->items[i]));
}

static void
window_cb (CsCanvas *canvas, CsViewLink *self)
{
  if (!is_linked (self))
    return;
  for (guint i = 0; i < self->n; i++)
    if (self->views[i] != canvas && same_greys (self, item_of (self, canvas), self->items[i]))
      cs_canvas_follow_window (self->views[i], canvas);
}

/* --- what is linked --- */

static void
forget_views (CsViewLink *self)
{
  for (guint i = 0; i < self->n; i++) {
    g_signal_handlers_disconnect_by_data (self->views[i], self);
    cs_canvas_set_link (self->views[i], NULL);
  }
  self->n = 0;
  self->active = 0;
}

void
cs_view_link_set_views (CsViewLink *self, CsCanvas *const *views, const int *items, guint n,
                        guint active)
{
  forget_views (self);
  for (guint i = 0; i < MIN (n, MOST); i++) {
    self->items[self->n] = items[i];
    self->views[self->n++] = views[i];
    g_signal_connect (views[i], "look", G_CALLBACK (look_cb), self);
    g_signal_connect (views[i], "window", G_CALLBACK (window_cb), self);
  }
  self->active = active;
  if (is_linked (self))
    follow (self, self->items[active]);
  say_links (self);
}

void
cs_view_link_set_model (CsViewLink *self, CsCaseModel *model)
{
  forget_views (self);
  if (self->model != NULL) {
    g_signal_handlers_disconnect_by_data (self->model, self);
    g_signal_handlers_disconnect_by_data (self->pictures, self);
  }
  g_clear_object (&self->pictures);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->at, g_free);
  g_set_object (&self->model, model);
  self->on = TRUE;
  if (model == NULL)
    return;
  guint n = MAX (cs_case_model_n_items (model), 1);
  self->from = g_new (gint64, n);
  self->at = g_new0 (gint64, n);
  for (guint i = 0; i < n; i++)
    self->from[i] = UNSET;
  note_places (self);
  self->pictures = g_object_ref (cs_pictures_of (cs_case_model_session (model)));
  g_signal_connect (model, "place", G_CALLBACK (place_cb), self);
  g_signal_connect (self->pictures, "series", G_CALLBACK (series_cb), self);
}

void
cs_view_link_set_on (CsViewLink *self, gboolean on)
{
  if (self->on == on || self->model == NULL)
    return;
  self->on = on;
  for (guint i = 0; on && i < cs_case_model_n_items (self->model); i++)
    self->from[i] = cs_case_model_unit_at (self->model, i);
  if (is_linked (self))
    follow (self, self->items[self->active]);
  say_links (self);
}

gboolean
cs_view_link_is_on (CsViewLink *self)
{
  return self->on;
}

CsViewLink *
cs_view_link_new (void)
{
  CsViewLink *self = g_new0 (CsViewLink, 1);
  self->on = TRUE;
  return self;
}

void
cs_view_link_free (CsViewLink *self)
{
  cs_view_link_set_model (self, NULL);
  g_free (self);
}
