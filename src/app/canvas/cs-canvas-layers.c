/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies over what: nodes that are kept until what they show changes. */
#include "cs-canvas-private.h"

#define PROBE_EVERY 80 /* milliseconds: digits that change more often cannot be read */

static void
drop_plates (CsCanvas *self)
{
  for (guint i = 0; i < CS_N_PLATES; i++)
    g_clear_pointer (&self->plates[i], gsk_render_node_unref);
}

void
cs_canvas_drop (CsCanvas *self, CsLayers layers)
{
  if (layers & CS_LAYER_PICTURE)
    g_clear_pointer (&self->picture_node, gsk_render_node_unref);
  if (layers & CS_LAYER_MARKS) {
    g_clear_pointer (&self->marks_node, gsk_render_node_unref);
    g_clear_pointer (&self->before_node, gsk_render_node_unref);
    g_clear_pointer (&self->plates[CS_PLATE_LEGEND], gsk_render_node_unref); /* in their colour */
  }
  if (layers & CS_LAYER_LIVE)
    g_clear_pointer (&self->live_node, gsk_render_node_unref);
  if (layers & ~CS_LAYER_WORDS)
    g_clear_pointer (&self->lens_node, gsk_render_node_unref);
  if (layers & CS_LAYER_WORDS)
    drop_plates (self);
  if (layers & CS_LAYER_PROBE)
    g_clear_pointer (&self->plates[CS_PLATE_PROBE], gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
probe_cb (gpointer data)
{
  CsCanvas *self = data;
  if (!self->probe_late) {
    self->probe_source = 0;
    return G_SOURCE_REMOVE;
  }
  self->probe_late = FALSE;
  cs_canvas_drop (self, CS_LAYER_PROBE);
  return G_SOURCE_CONTINUE;
}

/* It stands far from the mark: a frame that paints both costs twice what the mark does. */
void
cs_canvas_drop_probe (CsCanvas *self)
{
  self->probe_late = self->probe_source != 0;
  if (self->probe_source == 0)
    self->probe_source = g_timeout_add (PROBE_EVERY, probe_cb, self);
  if (!self->probe_late || self->lens != 0)
    cs_canvas_drop (self, CS_LAYER_PROBE);
}

void
cs_canvas_probe_forget (CsCanvas *self)
{
  g_clear_handle_id (&self->probe_source, g_source_remove);
  self->probe_late = FALSE;
}

static void
append (GtkSnapshot *snapshot, GskRenderNode *node)
{
  if (node != NULL)
    gtk_snapshot_append_node (snapshot, node);
}

static void
append_plates (CsCanvas *self, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < CS_N_PLATES; i++) {
    if (self->plates[i] == NULL)
      self->plates[i] = cs_canvas_plate_node (self, i);
    append (snapshot, self->plates[i]);
  }
}

void
cs_canvas_paint (CsCanvas *self, GtkSnapshot *snapshot)
{
  if (self->state == CS_CANVAS_SHOWN && cs_canvas_look (self) != NULL) {
    if (self->picture_node == NULL)
      self->picture_node = cs_canvas_picture_node (self);
    if (self->marks_node == NULL)
      self->marks_node = cs_canvas_marks_node (self);
    if (cs_canvas_is_split (self)) {
      cs_canvas_append_split (self, snapshot);
    } else {
      if (self->live_node == NULL)
        self->live_node = cs_canvas_live_node (self);
      if (cs_canvas_has_columns (self)) {
        cs_canvas_append_columns (self, snapshot);
      } else {
        append (snapshot, self->picture_node);
        append (snapshot, self->marks_node);
        append (snapshot, self->live_node);
      }
    }
  }
  append_plates (self, snapshot);
  if (cs_canvas_is_split (self) || cs_canvas_has_columns (self))
    return; /* it would show one of them */
  if (self->state == CS_CANVAS_SHOWN && self->lens_node == NULL)
    self->lens_node = cs_canvas_lens_node (self);
  append (snapshot, self->lens_node);
}
