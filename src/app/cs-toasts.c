/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-toasts.h"

#include <glib/gi18n.h>

struct _CsToasts {
  AdwToastOverlay *overlay; /* borrowed */
  AdwToast *decided, *said; /* the last ones, or NULL */
};

CsToasts *
cs_toasts_new (AdwToastOverlay *overlay)
{
  CsToasts *self = g_new0 (CsToasts, 1);
  self->overlay = overlay;
  return self;
}

void
cs_toasts_free (CsToasts *self)
{
  g_clear_object (&self->decided);
  g_clear_object (&self->said);
  g_free (self);
}

static AdwToast *
new_toast (const char *sentence, const char *label, const char *action)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);
  AdwToast *toast = adw_toast_new (escaped);
  if (action != NULL) {
    adw_toast_set_button_label (toast, label);
    adw_toast_set_detailed_action_name (toast, action);
    adw_toast_set_timeout (toast, 0);
  }
  return toast;
}

void
cs_toasts_say (CsToasts *self, const char *sentence, const char *label, const char *action)
{
  AdwToast *toast = new_toast (sentence, label, action);
  g_autoptr (AdwToast) before = NULL;
  if (action == NULL) {
    /* Over the one that stays, which comes back after it. */
    adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
    before = g_steal_pointer (&self->said);
    self->said = g_object_ref (toast);
  }
  adw_toast_overlay_add_toast (self->overlay, toast);
  /* One sentence does not come back after another: while it still fades, that ends the program. */
  if (before != NULL)
    adw_toast_dismiss (before);
}

static void
take_away (AdwToast **toast)
{
  if (*toast != NULL)
    adw_toast_dismiss (*toast);
  g_clear_object (toast);
}

void
cs_toasts_decided (CsToasts *self, const char *sentence)
{
  take_away (&self->decided);
  take_away (&self->said);
  if (sentence == NULL)
    return;
  self->decided = new_toast (sentence, _ ("Undo"), "win.take-back");
  adw_toast_overlay_add_toast (self->overlay, g_object_ref (self->decided));
}
