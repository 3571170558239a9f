/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-hold-buttons.h"
#include "cs-key-words.h"

#include <glib/gi18n.h>

struct _CsHoldButtons {
  GtkBox parent_instance;
  GtkWidget *eye, *padlock;
  CsCaseModel *model;
  guint64 id;
  gboolean following;
};

G_DEFINE_FINAL_TYPE (CsHoldButtons, cs_hold_buttons, GTK_TYPE_BOX)

static void
toggled_cb (GtkToggleButton *button, CsHoldButtons *self)
{
  CsMarkHolding holding = GTK_WIDGET (button) == self->eye ? CS_MARK_HIDDEN : CS_MARK_LOCKED;
  g_autoptr (CsHoldButtons) alive = g_object_ref (self); /* a row that is closed lets go of it */
  if (!self->following && self->model != NULL)
    cs_case_model_hold_mark (self->model, self->id, holding, gtk_toggle_button_get_active (button));
}

static void
show (GtkWidget *button, gboolean on, const char *icon, const char *name, const char *action)
{
  g_autofree char *tip = g_strdup_printf ("%s ({%s})", name, action);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), on);
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  cs_key_words_set (button, "tooltip-text", tip);
  (on ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (button, "cs-held");
}

/* Spoken with the number: every row has them. */
static void
name (CsHoldButtons *self, guint number)
{
  g_autofree char *hide = g_strdup_printf (_ ("Hide mark %u"), number);
  g_autofree char *lock = g_strdup_printf (_ ("Lock mark %u"), number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->eye), GTK_ACCESSIBLE_PROPERTY_LABEL, hide,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->padlock), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lock, -1);
}

void
cs_hold_buttons_show (CsHoldButtons *self, CsCaseModel *model, guint64 id)
{
  const CsMarkHold *hold = cs_case_model_hold (model);
  guint number = cs_case_model_number (model, id);
  gboolean hidden = cs_mark_hold_is (hold, id, CS_MARK_HIDDEN);
  gboolean locked = cs_mark_hold_is (hold, id, CS_MARK_LOCKED);
  g_set_object (&self->model, model);
  self->id = id;
  self->following = TRUE;
  show (self->eye, hidden, hidden ? "cs-hidden-symbolic" : "cs-visible-symbolic",
        hidden ? _ ("Show") : _ ("Hide"), "mark.hide");
  show (self->padlock, locked, locked ? "cs-locked-symbolic" : "cs-unlocked-symbolic",
        locked ? _ ("Unlock") : _ ("Lock"), "mark.lock");
  name (self, number);
  self->following = FALSE;
}

static void
cs_hold_buttons_dispose (GObject *object)
{
  g_clear_object (&CS_HOLD_BUTTONS (object)->model);
  G_OBJECT_CLASS (cs_hold_buttons_parent_class)->dispose (object);
}

static void
cs_hold_buttons_class_init (CsHoldButtonsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_hold_buttons_dispose;
}

static void
cs_hold_buttons_init (CsHoldButtons *self)
{
  GtkWidget **const buttons[] = { &self->eye, &self->padlock };
  gtk_box_set_spacing (GTK_BOX (self), 2);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++) {
    *buttons[i] = gtk_toggle_button_new ();
    gtk_widget_add_css_class (*buttons[i], "cs-hold");
    g_signal_connect (*buttons[i], "toggled", G_CALLBACK (toggled_cb), self);
    gtk_box_append (GTK_BOX (self), *buttons[i]);
  }
}

GtkWidget *
cs_hold_buttons_new (void)
{
  return g_object_new (CS_TYPE_HOLD_BUTTONS, NULL);
}
