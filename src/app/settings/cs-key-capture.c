/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-key-capture.h"
#include "cs-action-keys.h"
#include "cs-settings.h"

#include <glib/gi18n.h>

struct _CsKeyCapture {
  AdwWindow parent_instance;
  GtkWidget *title, *caps, *says, *again, *none, *set;
  const CsAction *action;
  char *keys;         /* NULL: nothing was pressed yet */
  gboolean listening; /* what is pressed is taken, and does nothing else */
};

G_DEFINE_FINAL_TYPE (CsKeyCapture, cs_key_capture, ADW_TYPE_WINDOW)

static void
show (CsKeyCapture *self)
{
  g_autoptr (GError) error = NULL;
  const CsProfile *profile = cs_settings_profile ();
  gboolean may = self->keys != NULL && cs_action_key_may (self->action, self->keys, &error);
  const CsAction *owner = may ? cs_action_key_owner (profile, self->action, self->keys) : NULL;
  g_autofree char *label = self->keys != NULL ? cs_keys_label (self->keys) : NULL;
  g_autofree char *taken =
      owner != NULL
          /* Translators: a key, and what it does now. */
          ? g_strdup_printf (_ ("%s is “%s” now. Take it from there, or press another key."), label,
                             owner->title)
          : NULL;
  const char *says = self->listening ? _ ("Press the keys. Esc changes nothing.")
                     : error != NULL ? error->message
                     : taken != NULL ? taken
                                     : _ ("Nothing else has these keys.");
  gtk_label_set_label (GTK_LABEL (self->caps), label != NULL ? label : "…");
  gtk_label_set_label (GTK_LABEL (self->says), says);
  gtk_button_set_label (GTK_BUTTON (self->set), owner != NULL ? _ ("Take It") : _ ("Set"));
  gtk_widget_set_sensitive (self->set, may && !self->listening);
  gtk_widget_set_sensitive (self->again, !self->listening);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, says,
                                  -1);
}

static gboolean
pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
            CsKeyCapture *self)
{
  if (!self->listening)
    return FALSE;
  if (keyval == GDK_KEY_Escape && (state & gtk_accelerator_get_default_mod_mask ()) == 0) {
    gtk_window_close (GTK_WINDOW (self));
    return TRUE;
  }
  char *keys =
      cs_action_key_pressed (gtk_widget_get_display (GTK_WIDGET (self)), keyval, keycode, state);
  if (keys == NULL)
    return TRUE;
  g_free (self->keys);
  self->keys = keys;
  self->listening = FALSE;
  show (self);
  gtk_widget_grab_focus (gtk_widget_get_sensitive (self->set) ? self->set : self->again);
  return TRUE;
}

static void
again_cb (GtkButton *button, CsKeyCapture *self)
{
  self->listening = TRUE;
  show (self);
}

static void
use (CsKeyCapture *self, const char *keys)
{
  g_autoptr (CsProfile) profile = cs_profile_copy (cs_settings_profile ());
  cs_action_key_give (profile, self->action, keys);
  cs_settings_use (cs_settings_get_default (), profile);
  gtk_window_close (GTK_WINDOW (self));
}

static void
set_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsKeyCapture *self = CS_KEY_CAPTURE (widget);
  if (gtk_widget_get_sensitive (self->set))
    use (self, self->keys);
}

static void
none_cb (GtkButton *button, CsKeyCapture *self)
{
  use (self, "");
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
cs_key_capture_dispose (GObject *object)
{
  CsKeyCapture *self = CS_KEY_CAPTURE (object);
  g_clear_pointer (&self->keys, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_KEY_CAPTURE);
  G_OBJECT_CLASS (cs_key_capture_parent_class)->dispose (object);
}

static void
cs_key_capture_class_init (CsKeyCaptureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_key_capture_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/settings/cs-key-capture.ui");
  gtk_widget_class_bind_template_child (widget_class, CsKeyCapture, title);
  gtk_widget_class_bind_template_child (widget_class, CsKeyCapture, caps);
  gtk_widget_class_bind_template_child (widget_class, CsKeyCapture, says);
  gtk_widget_class_bind_template_child (widget_class, CsKeyCapture, again);
  gtk_widget_class_bind_template_child (widget_class, CsKeyCapture, none);
  gtk_widget_class_bind_template_child (widget_class, CsKeyCapture, set);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, none_cb);
  gtk_widget_class_install_action (widget_class, "dialog.accept", NULL, set_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_cb);
  cs_actions_bind (widget_class, CS_ACTION_DIALOG);
}

static void
cs_key_capture_init (CsKeyCapture *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
cs_key_capture_present_with (GtkWindow *parent, const CsAction *action, const char *keys)
{
  CsKeyCapture *self = g_object_new (CS_TYPE_KEY_CAPTURE, "transient-for", parent, NULL);
  self->action = action;
  self->keys = g_strdup (keys);
  self->listening = keys == NULL;
  gtk_label_set_label (GTK_LABEL (self->title), action->title);
  gtk_widget_set_visible (self->none, action->keys[0] != '\0');
  show (self);
  gtk_window_present (GTK_WINDOW (self));
}

void
cs_key_capture_present (GtkWindow *parent, const CsAction *action)
{
  cs_key_capture_present_with (parent, action, NULL);
}
