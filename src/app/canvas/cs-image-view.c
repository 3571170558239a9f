/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-image-view.h"
#include "cs-case-hanging.h"
#include "cs-focus.h"
#include "cs-coverage-strip.h"
#include "cs-key-words.h"
#include "cs-play-bar.h"

#include "cs-item-facts.h"

#include <glib/gi18n.h>

#define CHOOSER_ROOM 30 /* that the plate below it leaves free */

struct _CsImageView {
  AdwBin parent_instance;
  CsCanvas *canvas;
  CsCoverageStrip *strip;
  CsPlayBar *play;
  GtkWidget *chooser, *link, *message, *icon, *heading, *body, *buttons, *locate, *next_readable,
      *retry, *report;
  CsCaseModel *model;
};

G_DEFINE_FINAL_TYPE (CsImageView, cs_image_view, ADW_TYPE_BIN)

enum { CHOOSE, N_SIGNALS };
static guint signals[N_SIGNALS];

static guint
part_of (CsImageView *self)
{
  guint part = 0, frame = 0;
  cs_case_model_frame_at (self->model, (guint)cs_canvas_item (self->canvas),
                          cs_canvas_unit (self->canvas), &part, &frame);
  return part;
}

/* "CT_012.dcm is not where it was" */
static char *
missing_words (CsImageView *self, const CsCaseItem *item)
{
  const char *name = cs_item_facts_name (item->row->facts, part_of (self));
  g_autofree char *base = g_path_get_basename (name != NULL ? name : item->row->title);
  return g_strdup_printf (_ ("%s is not where it was"), base);
}

static char *
heading_words (CsImageView *self, const GError *error, const CsCaseItem *item, gint64 unit)
{
  gboolean many = item->units > 1;
  if (g_error_matches (error, CS_ERROR, CS_ERROR_CORRUPT))
    return many ? g_strdup_printf (item->loop ? _ ("Frame %u of %u is damaged")
                                              : _ ("Slice %u of %u is damaged"),
                                   (guint)unit + 1, (guint)item->units)
                : g_strdup (_ ("This picture is damaged"));
  if (g_error_matches (error, CS_ERROR, CS_ERROR_NOT_FOUND))
    return missing_words (self, item);
  return many ? g_strdup_printf (item->loop ? _ ("Frame %u of %u cannot be shown")
                                            : _ ("Slice %u of %u cannot be shown"),
                                 (guint)unit + 1, (guint)item->units)
              : g_strdup (_ ("This picture cannot be shown"));
}

/* What is left to be read. */
static guint
readable (CsImageView *self, const CsCaseItem *item)
{
  guint n = 0;
  for (gint64 i = 0; i < item->units; i++)
    n += !cs_canvas_is_damaged (self->canvas, i);
  return n;
}

static char *
body_words (CsImageView *self, const GError *error, const CsCaseItem *item)
{
  /* What is not where it was is rarely alone. */
  gboolean lost = g_error_matches (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  guint left = lost ? 0 : readable (self, item);
  g_autoptr (GString) words = g_string_new (error->message);
  if (words->len > 0 && words->str[words->len - 1] != '.')
    g_string_append_c (words, '.');
  if (item->units > 1 && left > 0)
    g_string_append_printf (
        words,
        item->loop
            ? ngettext (" The other frame can be read.", " The other %u frames can be read.", left)
            : ngettext (" The other slice can be read.", " The other %u slices can be read.", left),
        left);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* What can be done about it: to say where the file is, or to try again what may be over by now. */
static void
show_ways (CsImageView *self, const GError *error, const CsCaseItem *item)
{
  gboolean lost = g_error_matches (error, CS_ERROR, CS_ERROR_NOT_FOUND) ||
                  g_error_matches (error, CS_ERROR, CS_ERROR_CONFLICT);
  gboolean damaged = g_error_matches (error, CS_ERROR, CS_ERROR_CORRUPT);
  const CsSessionFacts *facts = cs_session_facts (cs_case_model_session (self->model));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->locate), "(uu)",
                                    (guint)cs_canvas_item (self->canvas), part_of (self));
  gtk_widget_set_visible (self->locate, lost && facts->writable);
  gtk_button_set_label (GTK_BUTTON (self->next_readable),
                        item->loop ? _ ("Next Readable Frame") : _ ("Next Readable Slice"));
  gtk_widget_set_visible (self->next_readable, item->units > 1 && readable (self, item) > 0);
  gtk_widget_set_visible (self->retry, !damaged);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->report), "(us)",
                                    (guint)cs_canvas_item (self->canvas), error->message);
  gtk_widget_set_visible (self->report, damaged && cs_case_model_may_edit (self->model));
}

static void
show_trouble (CsImageView *self)
{
  const GError *error = cs_canvas_trouble (self->canvas);
  gint64 unit = cs_canvas_unit (self->canvas);
  const CsCaseItem *item = cs_case_model_item (self->model, (guint)cs_canvas_item (self->canvas));
  g_autofree char *heading = heading_words (self, error, item, unit);
  g_autofree char *body = body_words (self, error, item);
  gtk_label_set_label (GTK_LABEL (self->heading), heading);
  gtk_label_set_label (GTK_LABEL (self->body), body);
  show_ways (self, error, item);
}

/* --- which picture --- */

/* "Lung  ·  2024-03-04"; caller frees. */
static char *
name_of (CsImageView *self, guint item)
{
  const CsCaseHanging *hanging = cs_case_hanging_of (self->model);
  const char *caption = hanging->captions[item], *name = hanging->names[item];
  return caption[0] != '\0' ? g_strdup_printf ("%s  ·  %s", name, caption) : g_strdup (name);
}

/* In a menu an underscore names a key. */
static char *
menu_words (CsImageView *self, guint item)
{
  g_autofree char *name = name_of (self, item);
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);
  return g_strjoinv ("__", parts);
}

static void
fill_chooser (CsImageView *self)
{
  const CsCaseHanging *hanging = cs_case_hanging_of (self->model);
  g_autoptr (GMenu) menu = g_menu_new ();
  for (guint i = 0; i < hanging->n; i++) {
    g_autofree char *words = menu_words (self, hanging->items[i]);
    g_autoptr (GMenuItem) row = g_menu_item_new (words, NULL);
    g_menu_item_set_action_and_target (row, "picture.choose", "u", hanging->items[i]);
    g_menu_append_item (menu, row);
  }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->chooser), G_MENU_MODEL (menu));
  gtk_widget_set_visible (self->chooser, hanging->n > 1);
  cs_canvas_set_headroom (self->canvas, hanging->n > 1 ? CHOOSER_ROOM : 0);
}

static void
update_chooser (CsImageView *self)
{
  int item = cs_canvas_item (self->canvas);
  if (self->model == NULL || item < 0 || !gtk_widget_get_visible (self->chooser))
    return;
  const char *name = cs_case_hanging_of (self->model)->names[item];
  if (g_strcmp0 (gtk_menu_button_get_label (GTK_MENU_BUTTON (self->chooser)), name) != 0)
    gtk_menu_button_set_label (GTK_MENU_BUTTON (self->chooser), name);
}

void
cs_image_view_set_linked (CsImageView *self, gboolean several, gboolean linked)
{
  const char *words = linked ? _ ("Scrolled together: let each go by itself ({case.link})")
                             : _ ("Each by itself: scroll together from here ({case.link})");
  gtk_button_set_icon_name (GTK_BUTTON (self->link),
                            linked ? "cs-linked-symbolic" : "cs-unlinked-symbolic");
  cs_key_words_set (self->link, "tooltip-text", words);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->link), GTK_ACCESSIBLE_PROPERTY_LABEL,
      linked ? _ ("Let each picture go by itself") : _ ("Scroll the pictures together"), -1);
  gtk_widget_set_visible (self->link, several);
}

static void
choose_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  g_signal_emit (widget, signals[CHOOSE], 0, g_variant_get_uint32 (target));
}

/* --- what is said --- */

static void
state_cb (CsCanvas *canvas, CsImageView *self)
{
  CsCanvasState state = cs_canvas_state (canvas);
  gboolean trouble = state == CS_CANVAS_TROUBLE;
  gtk_widget_set_visible (self->message, trouble || state == CS_CANVAS_LOADING);
  gtk_widget_set_visible (self->icon, trouble);
  gtk_widget_set_visible (self->body, trouble);
  gtk_widget_set_visible (self->buttons, trouble);
  if (trouble)
    show_trouble (self);
  else
    gtk_label_set_label (GTK_LABEL (self->heading), _ ("Loading the picture…"));
  update_chooser (self);
}

void
cs_image_view_set_model (CsImageView *self, CsCaseModel *model)
{
  if (g_set_object (&self->model, model) && model != NULL)
    fill_chooser (self);
  cs_canvas_set_model (self->canvas, model);
  cs_coverage_strip_set_model (self->strip, model != NULL ? self->canvas : NULL, model);
  cs_play_bar_set_canvas (self->play, model != NULL ? self->canvas : NULL, model);
  gtk_widget_set_visible (GTK_WIDGET (self), cs_canvas_item (self->canvas) >= 0);
}

CsCanvas *
cs_image_view_canvas (CsImageView *self)
{
  return self->canvas;
}

/* The buttons stand beside the canvas, whose actions they are. */
static void
next_readable_cb (GtkButton *button, CsImageView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->canvas), "view.next-readable", NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
retry_cb (GtkButton *button, CsImageView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->canvas), "view.retry", NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static gboolean
cs_image_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CS_IMAGE_VIEW (widget)->canvas));
}

void
cs_image_view_set_narrow (CsImageView *self, gboolean narrow)
{
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self->strip), "cs-narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->strip), "cs-narrow");
}

static void
cs_image_view_dispose (GObject *object)
{
  CsImageView *self = CS_IMAGE_VIEW (object);
  if (self->canvas != NULL)
    cs_image_view_set_model (self, NULL);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_IMAGE_VIEW);
  G_OBJECT_CLASS (cs_image_view_parent_class)->dispose (object);
}

static void
cs_image_view_class_init (CsImageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_image_view_dispose;
  widget_class->focus = cs_focus_within;
  widget_class->grab_focus = cs_image_view_grab_focus;
  g_type_ensure (CS_TYPE_CANVAS);
  g_type_ensure (CS_TYPE_COVERAGE_STRIP);
  g_type_ensure (CS_TYPE_PLAY_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/canvas/cs-image-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CsImageView, canvas);
  gtk_widget_class_bind_template_child (widget_class, CsImageView, strip);
  gtk_widget_class_bind_template_child (widget_class, CsImageView, play);
  gtk_widget_class_bind_template_child (widget_class, CsImageView, chooser);
  gtk_widget_class_bind_template_child (widget_class, CsImageView, link);
  gtk_widget_class_bind_template_child (widget_class, CsImageView, message);
  gtk_widget_class_bind_template_child (widget_class, CsImageView, icon);
  gtk_widget_class_bind_template_child (widget_class, CsImageView, heading);
  gtk_widget_class_bind_template_child (widget_class, CsImageView, body);
  gtk_widget_class_bind_template_child (widget_class, CsImageView, buttons);
  gtk_widget_class_bind_template_child (widget_class, CsImageView, locate);
  gtk_widget_class_bind_template_child (widget_class, CsImageView, next_readable);
  gtk_widget_class_bind_template_child (widget_class, CsImageView, retry);
  gtk_widget_class_bind_template_child (widget_class, CsImageView, report);
  gtk_widget_class_bind_template_callback (widget_class, next_readable_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, state_cb);
  gtk_widget_class_install_action (widget_class, "picture.choose", "u", choose_cb);
  signals[CHOOSE] = g_signal_new ("choose", CS_TYPE_IMAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
cs_image_view_init (CsImageView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_key_words_below (GTK_WIDGET (self));
}
