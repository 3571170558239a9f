/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overlay has one sentence at a time and is given the next when the one before stands still:
 * libadwaita 1.2 ends the program when one goes, or comes back, while it still slides in. */
#include "cs-toasts.h"
#include "cs-key-words.h"

#include <glib/gi18n.h>

#define SECONDS 5
#define QUESTION 10
#define SLIDES 600 /* milliseconds, and some more than that takes */

typedef struct {
  char *sentence; /* NULL: nothing */
  char *label, *action;
  guint seconds; /* 0: it stays */
  gboolean asks;
} Words;

struct _CsToasts {
  AdwToastOverlay *overlay; /* borrowed, and so is the next */
  CsEnv *env;
  Words said, stays;  /* the first is over the second */
  AdwToast *toast;    /* in the overlay, or NULL */
  const Words *shown; /* what it says; NULL when that is over */
  gint64 changed;     /* monotonic, when the overlay was */
  guint source;
};

static void
words_clear (Words *words)
{
  g_free (words->sentence);
  g_free (words->label);
  g_free (words->action);
  *words = (Words){ 0 };
}

CsToasts *
cs_toasts_new (AdwToastOverlay *overlay, CsEnv *env)
{
  CsToasts *self = g_new0 (CsToasts, 1);
  self->overlay = overlay;
  self->env = env;
  return self;
}

static void
let_go (CsToasts *self)
{
  if (self->toast != NULL)
    g_signal_handlers_disconnect_by_data (self->toast, self);
  g_clear_object (&self->toast);
}

void
cs_toasts_free (CsToasts *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  let_go (self);
  words_clear (&self->said);
  words_clear (&self->stays);
  g_free (self);
}

static void update (CsToasts *self);

/* By its time or its button. */
static void
dismissed_cb (AdwToast *toast, CsToasts *self)
{
  Words *over = self->shown == &self->said    ? &self->said
                : self->shown == &self->stays ? &self->stays
                                              : NULL;
  if (over != NULL)
    words_clear (over);
  let_go (self);
  self->shown = NULL;
  self->changed = self->env->monotonic (self->env);
  update (self);
}

static AdwToast *
new_toast (const Words *words)
{
  g_autofree char *said = cs_key_words (words->sentence);
  g_autofree char *escaped = g_markup_escape_text (said, -1);
  AdwToast *toast = adw_toast_new (escaped);
  adw_toast_set_timeout (toast, words->seconds);
  if (words->action != NULL) {
    adw_toast_set_button_label (toast, words->label);
    adw_toast_set_detailed_action_name (toast, words->action);
  }
  return toast;
}

static const Words *
wanted (CsToasts *self)
{
  return self->said.sentence != NULL    ? &self->said
         : self->stays.sentence != NULL ? &self->stays
                                        : NULL;
}

static gboolean
update_cb (gpointer data)
{
  CsToasts *self = data;
  self->source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
update (CsToasts *self)
{
  const Words *words = wanted (self);
  gint64 moved = (self->env->monotonic (self->env) - self->changed) / G_TIME_SPAN_MILLISECOND;
  if (self->source != 0 || (words == self->shown && (words != NULL || self->toast == NULL)))
    return;
  if (self->changed != 0 && moved < SLIDES) {
    self->source = g_timeout_add ((guint)(SLIDES - moved), update_cb, self);
    return;
  }
  g_autoptr (AdwToast) before = self->toast != NULL ? g_object_ref (self->toast) : NULL;
  let_go (self);
  if (before != NULL)
    adw_toast_dismiss (before);
  self->shown = words;
  self->changed = self->env->monotonic (self->env);
  if (words == NULL)
    return;
  self->toast = new_toast (words);
  g_signal_connect (self->toast, "dismissed", G_CALLBACK (dismissed_cb), self);
  adw_toast_overlay_add_toast (self->overlay, g_object_ref (self->toast));
}

/* What is over may stand for a while yet; its button would act on what came after it. */
static void
put (CsToasts *self, Words *where, Words words)
{
  words_clear (where);
  *where = words;
  if (self->shown != where)
    return;
  self->shown = NULL;
  adw_toast_set_button_label (self->toast, NULL);
  adw_toast_set_action_name (self->toast, NULL);
}

static void
say (CsToasts *self, Words *where, Words words)
{
  put (self, where, words);
  update (self);
}

void
cs_toasts_say (CsToasts *self, const char *sentence, const char *label, const char *action)
{
  if (action == NULL)
    say (self, &self->said, (Words){ .sentence = g_strdup (sentence), .seconds = SECONDS });
  else
    say (self, &self->stays,
         (Words){ .sentence = g_strdup (sentence),
                  .label = g_strdup (label),
                  .action = g_strdup (action) });
}

void
cs_toasts_ask (CsToasts *self, const char *sentence)
{
  say (self, &self->said,
       (Words){ .sentence = g_strdup (sentence), .seconds = QUESTION, .asks = TRUE });
}

gboolean
cs_toasts_asks (CsToasts *self, gint64 *ret_stood)
{
  *ret_stood = self->shown == &self->said ? self->env->monotonic (self->env) - self->changed : 0;
  return self->said.asks;
}

void
cs_toasts_unask (CsToasts *self)
{
  if (self->said.asks)
    say (self, &self->said, (Words){ 0 });
}

void
cs_toasts_decided (CsToasts *self, const char *sentence)
{
  put (self, &self->said, (Words){ 0 });
  if (sentence != NULL)
    cs_toasts_say (self, sentence, _ ("Undo"), "win.take-back");
  else
    say (self, &self->stays, (Words){ 0 });
}
