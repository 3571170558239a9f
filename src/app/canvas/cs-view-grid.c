/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-view-grid.h"
#include "cs-canvas-references.h"
#include "cs-case-hanging.h"
#include "cs-focus.h"
#include "cs-view-link.h"

#include <glib/gi18n.h>

struct _CsViewGrid {
  AdwBin parent_instance;
  GtkWidget *grid;
  CsImageView *views[CS_VIEW_GRID_MOST]; /* in the grid; those after the first when first needed */
  CsCaseModel *model;
  guint *order; /* pictures of the model; view N shows the Nth where there are several */
  guint n_pictures;
  guint layout, active;
  CsMarkSet *before;
  char *before_words;
  CsPositionsLook *positions;
  CsViewLink *link;
  gboolean narrow, references;
};

G_DEFINE_FINAL_TYPE (CsViewGrid, cs_view_grid, ADW_TYPE_BIN)

enum { STROKE, DAMAGED, N_SIGNALS };
static guint signals[N_SIGNALS];

enum { PROP_0, PROP_REFERENCES, N_PROPS };
static GParamSpec *props[N_PROPS];

/* --- the views --- */

guint
cs_view_grid_n_views (CsViewGrid *self)
{
  return MAX (1, MIN (self->layout, self->n_pictures));
}

CsCanvas *
cs_view_grid_canvas (CsViewGrid *self)
{
  return cs_image_view_canvas (self->views[self->active]);
}

CsCanvas *
cs_view_grid_find (CsViewGrid *self, int item)
{
  for (guint i = 0; item >= 0 && i < CS_VIEW_GRID_MOST; i++)
    if (self->views[i] != NULL && cs_canvas_item (cs_image_view_canvas (self->views[i])) == item)
      return cs_image_view_canvas (self->views[i]);
  return NULL;
}

/* Where the slices of the others lie. */
static void
refer (CsViewGrid *self)
{
  CsCanvas *canvases[CS_VIEW_GRID_MOST];
  const char *names[CS_VIEW_GRID_MOST];
  guint n = self->model != NULL ? cs_view_grid_n_views (self) : 0;
  for (guint i = 0; i < CS_VIEW_GRID_MOST; i++)
    if (self->views[i] != NULL && (i >= n || n == 1 || !self->references))
      cs_canvas_references_clear (cs_image_view_canvas (self->views[i]));
  if (n < 2 || !self->references)
    return;
  for (guint i = 0; i < n; i++) {
    if (self->views[i] == NULL)
      return; /* they are being made */
    canvases[i] = cs_image_view_canvas (self->views[i]);
    names[i] = cs_case_hanging_of (self->model)->names[self->order[i]];
  }
  cs_canvas_references_show (canvases, names, n);
}

static void
state_cb (CsCanvas *canvas, CsViewGrid *self)
{
  refer (self);
}

static void
damaged_cb (CsCanvas *canvas, CsViewGrid *self)
{
  if (canvas == cs_view_grid_canvas (self))
    g_signal_emit (self, signals[DAMAGED], 0);
}

static void
stroke_cb (CsCanvas *canvas, CsViewGrid *self)
{
  g_signal_emit (self, signals[STROKE], 0);
}

static void choose_cb (CsImageView *view, guint item, CsViewGrid *self);

static CsImageView *
view_at (CsViewGrid *self, guint at)
{
  if (self->views[at] != NULL)
    return self->views[at];
  CsImageView *view = self->views[at] = g_object_new (CS_TYPE_IMAGE_VIEW, NULL);
  CsCanvas *canvas = cs_image_view_canvas (view);
  gtk_grid_attach (GTK_GRID (self->grid), GTK_WIDGET (view), 0, 0, 1, 1);
  g_signal_connect_object (canvas, "damaged", G_CALLBACK (damaged_cb), self, 0);
  g_signal_connect_object (canvas, "state", G_CALLBACK (damaged_cb), self, 0);
  g_signal_connect_object (canvas, "state", G_CALLBACK (state_cb), self, 0);
  g_signal_connect_object (canvas, "stroke", G_CALLBACK (stroke_cb), self, 0);
  g_signal_connect_object (view, "choose", G_CALLBACK (choose_cb), self, 0);
  return view;
}

/* Two by two; the last of three takes the whole row. */
static void
put_view (CsViewGrid *self, guint at, guint n)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (self->grid);
  GtkGridLayoutChild *child = GTK_GRID_LAYOUT_CHILD (
      gtk_layout_manager_get_layout_child (layout, GTK_WIDGET (self->views[at])));
  gboolean whole_row = n == 1 || (n == 3 && at == 2);
  gtk_grid_layout_child_set_column (child, n == 1 ? 0 : (int)at % 2);
  gtk_grid_layout_child_set_row (child, n == 1 ? 0 : (int)at / 2);
  gtk_grid_layout_child_set_column_span (child, whole_row ? 2 : 1);
  gtk_grid_layout_child_set_row_span (child, n <= 2 ? 2 : 1);
  cs_canvas_set_inner (cs_image_view_canvas (self->views[at]), whole_row     ? 0
                                                               : at % 2 == 0 ? 1
                                                                             : -1);
}

static void
name_view (CsViewGrid *self, guint at, guint n)
{
  CsCanvas *canvas = cs_image_view_canvas (self->views[at]);
  g_autofree char *words =
      n > 1 ? g_strdup_printf (_ ("Picture %u of %u"), at + 1, n) : g_strdup (_ ("Picture"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

/* Scrolled, moved and windowed together. */
static void
link_views (CsViewGrid *self, guint n)
{
  CsCanvas *canvases[CS_VIEW_GRID_MOST];
  int items[CS_VIEW_GRID_MOST];
  gboolean several = self->model != NULL && n > 1;
  for (guint i = 0; i < n && several; i++) {
    canvases[i] = cs_image_view_canvas (self->views[i]);
    items[i] = (int)self->order[i];
  }
  for (guint i = 0; i < CS_VIEW_GRID_MOST; i++)
    if (self->views[i] != NULL)
      cs_image_view_set_linked (self->views[i], several, cs_view_link_is_on (self->link));
  cs_view_link_set_views (self->link, canvases, items, several ? n : 0, self->active);
}

void
cs_view_grid_set_linked (CsViewGrid *self, gboolean linked)
{
  cs_view_link_set_on (self->link, linked);
  link_views (self, cs_view_grid_n_views (self));
}

gboolean
cs_view_grid_is_linked (CsViewGrid *self)
{
  return cs_view_link_is_on (self->link);
}

static void
show_view (CsViewGrid *self, guint at, guint n)
{
  CsImageView *view = view_at (self, at);
  CsCanvas *canvas = cs_image_view_canvas (view);
  cs_canvas_pin (canvas, n == 1 ? -1 : (int)self->order[at]);
  cs_image_view_set_model (view, self->model);
  cs_image_view_set_narrow (view, self->narrow);
  cs_canvas_set_before (canvas, self->before, self->before_words);
  cs_canvas_set_positions (canvas, self->positions);
  if (n > 1 && at == self->active)
    gtk_widget_add_css_class (GTK_WIDGET (view), "cs-active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (view), "cs-active");
  name_view (self, at, n);
  put_view (self, at, n);
}

/* A view that is not seen has no model: it asks for nothing, and draws nothing. With one view it is
 * the one that was active, so that what is begun in it goes on. */
static void
arrange (CsViewGrid *self)
{
  guint n = cs_view_grid_n_views (self);
  for (guint i = 0; i < n && self->model != NULL; i++)
    view_at (self, i); /* all are there before one of them says something */
  for (guint i = 0; i < CS_VIEW_GRID_MOST; i++) {
    gboolean seen = self->model != NULL && (n == 1 ? i == self->active : i < n);
    if (seen)
      show_view (self, i, n);
    else if (self->views[i] != NULL)
      cs_image_view_set_model (self->views[i], NULL);
  }
  link_views (self, n);
  refer (self);
}

/* --- what is looked at --- */

static void
swap (CsViewGrid *self, guint a, guint b)
{
  guint item = self->order[a];
  self->order[a] = self->order[b];
  self->order[b] = item;
}

/* The place of ITEM in the order; -1 when it is no picture. */
static int
find (CsViewGrid *self, guint item)
{
  for (guint i = 0; i < self->n_pictures; i++)
    if (self->order[i] == item)
      return (int)i;
  return -1;
}

/* The place of the picture that is looked at, or beside a text was last. */
static int
find_place (CsViewGrid *self)
{
  int at = find (self, cs_case_model_place (self->model, NULL));
  int shown = cs_canvas_item (cs_view_grid_canvas (self));
  return at >= 0 || shown < 0 ? at : find (self, (guint)shown);
}

/* The keys go on where what they are about is. */
static void
move_focus (CsViewGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *canvas = GTK_WIDGET (cs_view_grid_canvas (self));
  if (focus != NULL && focus != canvas && CS_IS_CANVAS (focus) &&
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (canvas);
}

/* The view that shows the item looked at is the active one; what no view shows comes into the
 * active one. */
static void
follow_place (CsViewGrid *self)
{
  int at = find (self, cs_case_model_place (self->model, NULL));
  guint n = cs_view_grid_n_views (self);
  if (n == 1 || at < 0 || (guint)at == self->active)
    return;
  if ((guint)at >= n)
    swap (self, self->active, (guint)at);
  else
    self->active = (guint)at;
  arrange (self);
  move_focus (self);
  g_signal_emit (self, signals[DAMAGED], 0);
}

static void
place_cb (CsCaseModel *model, CsViewGrid *self)
{
  follow_place (self);
}

/* What another view shows comes from there, in exchange for what was here. */
static void
show_item (CsViewGrid *self, guint at, guint item)
{
  int from = find (self, item);
  if (from < 0)
    return;
  if (cs_view_grid_n_views (self) > 1 && (guint)from != at) {
    swap (self, at, (guint)from);
    self->active = at;
    arrange (self);
  }
  cs_case_model_go_item (self->model, item);
  gtk_widget_grab_focus (GTK_WIDGET (cs_view_grid_canvas (self)));
}

static void
choose_cb (CsImageView *view, guint item, CsViewGrid *self)
{
  for (guint i = 0; i < CS_VIEW_GRID_MOST; i++)
    if (self->views[i] == view)
      show_item (self, i, item);
}

/* The next picture of the case, as they hang at first. */
static void
next_picture_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsViewGrid *self = CS_VIEW_GRID (widget);
  if (self->model == NULL || self->n_pictures < 2)
    return;
  const CsCaseHanging *hanging = cs_case_hanging_of (self->model);
  int here = cs_canvas_item (cs_view_grid_canvas (self)), step = g_variant_get_int32 (target);
  for (guint i = 0; i < hanging->n; i++)
    if ((int)hanging->items[i] == here) {
      guint next = (guint)((int)(i + hanging->n) + step) % hanging->n;
      show_item (self, self->active, hanging->items[next]);
      return;
    }
}

gboolean
cs_view_grid_step (CsViewGrid *self, int step)
{
  guint n = cs_view_grid_n_views (self);
  if (self->model == NULL || n == 1)
    return FALSE;
  guint next = (guint)((int)(self->active + n) + step) % n;
  cs_case_model_go_item (self->model, self->order[next]);
  gtk_widget_grab_focus (GTK_WIDGET (cs_view_grid_canvas (self)));
  return TRUE;
}

/* --- layout --- */

void
cs_view_grid_set_layout (CsViewGrid *self, guint views)
{
  gboolean held = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  guint before = cs_view_grid_n_views (self);
  self->layout = views;
  guint n = cs_view_grid_n_views (self);
  if (n == before || self->model == NULL)
    return;
  int at = find_place (self);
  if (n > 1 && at >= (int)n)
    swap (self, 0, (guint)at);
  if (n > 1 && at >= 0)
    self->active = at < (int)n ? (guint)at : 0;
  arrange (self);
  if (held)
    gtk_widget_grab_focus (GTK_WIDGET (cs_view_grid_canvas (self)));
  g_signal_emit (self, signals[DAMAGED], 0);
}

guint
cs_view_grid_layout (CsViewGrid *self)
{
  return self->layout;
}

void
cs_view_grid_set_before (CsViewGrid *self, const CsMarkSet *set, const char *words)
{
  CsMarkSet *old = self->before;
  self->before = set != NULL ? cs_mark_set_ref (set) : NULL;
  cs_mark_set_unref (old);
  g_free (self->before_words);
  self->before_words = g_strdup (words);
  for (guint i = 0; i < CS_VIEW_GRID_MOST; i++)
    if (self->views[i] != NULL)
      cs_canvas_set_before (cs_image_view_canvas (self->views[i]), set, words);
}

void
cs_view_grid_set_positions (CsViewGrid *self, CsPositionsLook *look)
{
  CsPositionsLook *old = self->positions;
  self->positions = cs_positions_look_ref (look);
  cs_positions_look_unref (old);
  for (guint i = 0; i < CS_VIEW_GRID_MOST; i++)
    if (self->views[i] != NULL)
      cs_canvas_set_positions (cs_image_view_canvas (self->views[i]), look);
}

void
cs_view_grid_set_narrow (CsViewGrid *self, gboolean narrow)
{
  self->narrow = narrow;
  for (guint i = 0; i < CS_VIEW_GRID_MOST; i++)
    if (self->views[i] != NULL)
      cs_image_view_set_narrow (self->views[i], narrow);
}

/* --- model --- */

void
cs_view_grid_set_model (CsViewGrid *self, CsCaseModel *model)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_pointer (&self->order, g_free);
  cs_view_grid_set_before (self, NULL, NULL);
  cs_view_grid_set_positions (self, NULL);
  g_set_object (&self->model, model);
  cs_view_link_set_model (self->link, NULL);
  self->n_pictures = 0;
  self->layout = 1;
  self->active = 0;
  if (model != NULL) {
    const CsCaseHanging *hanging = cs_case_hanging_of (model);
    self->n_pictures = hanging->n;
    self->order = g_memdup2 (hanging->items, MAX (hanging->n, 1) * sizeof *hanging->items);
    /* Before the views: what each of them shows is said here. */
    g_signal_connect (model, "place", G_CALLBACK (place_cb), self);
    cs_view_link_set_model (self->link, model);
  }
  arrange (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->n_pictures > 0);
}

/* --- life --- */

static gboolean
cs_view_grid_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (cs_view_grid_canvas (CS_VIEW_GRID (widget))));
}

static void
cs_view_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, CS_VIEW_GRID (object)->references);
}

static void
cs_view_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CsViewGrid *self = CS_VIEW_GRID (object);
  if (self->references == g_value_get_boolean (value))
    return;
  self->references = g_value_get_boolean (value);
  refer (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
cs_view_grid_dispose (GObject *object)
{
  CsViewGrid *self = CS_VIEW_GRID (object);
  if (self->grid != NULL)
    cs_view_grid_set_model (self, NULL);
  self->grid = NULL;
  g_clear_pointer (&self->link, cs_view_link_free);
  for (guint i = 0; i < CS_VIEW_GRID_MOST; i++)
    self->views[i] = NULL;
  G_OBJECT_CLASS (cs_view_grid_parent_class)->dispose (object);
}

static void
cs_view_grid_class_init (CsViewGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_view_grid_dispose;
  G_OBJECT_CLASS (klass)->get_property = cs_view_grid_get_property;
  G_OBJECT_CLASS (klass)->set_property = cs_view_grid_set_property;
  props[PROP_REFERENCES] =
      g_param_spec_boolean ("references", NULL, NULL, TRUE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
  widget_class->focus = cs_focus_within;
  widget_class->grab_focus = cs_view_grid_grab_focus;
  gtk_widget_class_install_action (widget_class, "view.picture", "i", next_picture_cb);
  signals[STROKE] = g_signal_new ("stroke", CS_TYPE_VIEW_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[DAMAGED] = g_signal_new ("damaged", CS_TYPE_VIEW_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
cs_view_grid_init (CsViewGrid *self)
{
  self->layout = 1;
  self->references = TRUE;
  self->link = cs_view_link_new ();
  self->grid = gtk_grid_new ();
  gtk_widget_add_css_class (self->grid, "cs-views");
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_grid_set_row_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 2);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 2);
  adw_bin_set_child (ADW_BIN (self), self->grid);
  view_at (self, 0);
}
