/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hiding and locking marks by keys and menu. */
#include "cs-case-page-private.h"
#include "cs-main-window.h"

#include <glib/gi18n.h>

static void
say (CsCasePage *self, const char *words)
{
  cs_main_window_toast (cs_main_window_of (GTK_WIDGET (self)), words, NULL, NULL);
}

static void
hold_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  CsMarkHolding holding = g_str_has_prefix (name, "mark.hide") ? CS_MARK_HIDDEN : CS_MARK_LOCKED;
  if (self->model == NULL)
    return;
  if (g_str_has_suffix (name, "-label") ? !cs_case_model_hold_label (self->model, holding)
                                        : !cs_case_model_hold_selected (self->model, holding))
    say (self, _ ("Nothing is selected: click a mark, or choose it in the list."));
}

static void
show_all_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  if (self->model != NULL)
    cs_case_model_show_all (self->model);
  cs_case_page_focus (self);
}

gboolean
cs_case_page_show_hidden (CsCasePage *self)
{
  guint n = cs_case_model_show_all (self->model);
  if (n == 0)
    return FALSE;
  g_autofree char *words = g_strdup_printf (
      ngettext ("Not yet: %u mark was hidden. Look at it, then press again.",
                "Not yet: %u marks were hidden. Look at them, then press again.", n),
      n);
  say (self, words);
  return TRUE;
}

void
cs_case_page_install_hold (GtkWidgetClass *klass)
{
  static const char *const names[] = { "mark.hide", "mark.hide-label", "mark.lock",
                                       "mark.lock-label" };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_class_install_action (klass, names[i], NULL, hold_cb);
  gtk_widget_class_install_action (klass, "mark.show-all", NULL, show_all_cb);
}
