/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for a sentence and acts with it on the case that is open, if it still is when the sentence
 * was written. */
#include "cs-case-page-private.h"
#include "cs-dialogs.h"
#include "cs-main-window.h"

#include <glib/gi18n.h>

typedef struct {
  CsCasePage *self;
  CsCaseModel *model;
  const CsCaseAsk *ask;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->self);
  g_object_unref (asked->model);
  g_free (asked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
said_free (gpointer data)
{
  CsCaseSaid *said = data;
  g_free (said->words);
  g_free (said);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autofree char *words = cs_ask_sentence_finish (result);
  if (words == NULL || asked->self->model != asked->model)
    return;
  const CsCaseRow *row = cs_case_model_view (asked->model)->row;
  CsCaseSaid *said = g_new0 (CsCaseSaid, 1);
  *said = (CsCaseSaid){ row->gid, row->revision, g_steal_pointer (&words) };
  CsJobSpec spec = {
    .run = asked->ask->run, .data = said, .free_data = said_free, .flags = CS_JOB_CHANGES
  };
  asked->ask->act (asked->self, &spec);
}

void
cs_case_page_ask (CsCasePage *self, const CsCaseAsk *ask)
{
  Asked *asked = g_new0 (Asked, 1);
  *asked = (Asked){ g_object_ref (self), g_object_ref (self->model), ask };
  cs_ask_sentence_async (GTK_WINDOW (cs_main_window_of (GTK_WIDGET (self))), _ (ask->heading),
                         _ (ask->body), _ (ask->name), _ (ask->accept), asked_cb, asked);
}
