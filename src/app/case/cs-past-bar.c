/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-past-bar.h"
#include "cs-life-words.h"

#include <glib/gi18n.h>

struct _CsPastBar {
  GtkWidget parent_instance;
  GtkWidget *slider, *lines, *words, *piece_words, *before, *after, *back;
  CsCaseModel *model; /* NULL while nothing is looked at */
  guint64 id;         /* 0: the whole case */
  GCancellable *reading;
  GPtrArray *life; /* of CsLifeStep; NULL until it is read */
  GArray *states;  /* of CsMarkState; of the whole case without a mark */
  guint at;
  CsMarkBlame *blame; /* of the state looked at, or NULL */
  int piece;          /* -1: none is asked about */
};

G_DEFINE_FINAL_TYPE (CsPastBar, cs_past_bar, GTK_TYPE_WIDGET)

enum { SHOWN, N_SIGNALS };
static guint signals[N_SIGNALS];

static const CsMarkState *
state_at (CsPastBar *self)
{
  return self->states != NULL && self->at < self->states->len
             ? &g_array_index (self->states, CsMarkState, self->at)
             : NULL;
}

/* --- what is said --- */

static char *
state_words (CsPastBar *self, const CsMarkState *state)
{
  const CsLifeStep *step = self->life->pdata[state->step];
  CsSession *session = cs_case_model_session (self->model);
  g_autofree char *when = cs_life_when (step);
  g_autofree char *who = cs_life_who (session, step);
  g_autofree char *after = cs_life_after (session, self->life, state->step, self->id);
  g_autoptr (GString) words = g_string_new (NULL);
  /* Translators: which of several versions, when and by whom: "1 of 3 · 4 March … · Reader 4". */
  g_string_append_printf (words, _ ("%u of %u · %s · %s"), self->at + 1, self->states->len, when,
                          who);
  if (self->id != 0 && state->mark == NULL)
    g_string_append_printf (words, " · %s", _ ("deleted"));
  if (state->mark != NULL && state->mark->quote != NULL)
    g_string_append_printf (words, " · “%s”", state->mark->quote);
  if (after != NULL)
    g_string_append_printf (words, " · %s", after);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
piece_words (CsPastBar *self)
{
  if (self->blame == NULL || self->piece < 0)
    return NULL;
  const CsMarkPiece *piece = &g_array_index (self->blame->pieces, CsMarkPiece, self->piece);
  const CsLifeStep *step = self->life->pdata[piece->since];
  CsSession *session = cs_case_model_session (self->model);
  g_autofree char *when = cs_life_when (step);
  g_autofree char *who = cs_life_who (session, step);
  g_autofree char *after = cs_life_after (session, self->life, piece->since, self->id);
  g_autoptr (GString) words = g_string_new (NULL);
  /* Translators: a stretch of an outline or some words of a text, since when it is as it is, and
   * by whom. */
  g_string_append_printf (words, _ ("Piece %d of %u: since %s, %s"), self->piece + 1,
                          self->blame->pieces->len, when, who);
  if (after != NULL)
    g_string_append_printf (words, " · %s", after);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
say (CsPastBar *self)
{
  const CsMarkState *state = state_at (self);
  g_autofree char *words = state != NULL        ? state_words (self, state)
                           : self->life == NULL ? g_strdup (_ ("Reading the history…"))
                                                : g_strdup (_ ("No version has it yet."));
  g_autofree char *piece = piece_words (self);
  guint pieces = self->blame != NULL ? self->blame->pieces->len : 0;
  gtk_label_set_label (GTK_LABEL (self->words), words);
  gtk_widget_set_tooltip_text (self->words, words);
  gboolean words_of_text = pieces > 1 && state->mark->kind->target == CS_MARK_TARGET_TEXT;
  const char *hint = words_of_text ? _ ("Point at a word to see who marked it.")
                     : pieces > 1  ? _ ("Point at the outline to see who made it.")
                                   : NULL;
  const char *below = piece != NULL ? piece : hint;
  gtk_label_set_label (GTK_LABEL (self->piece_words), below != NULL ? below : "");
  gtk_widget_set_tooltip_text (self->piece_words, piece);
  gtk_widget_set_visible (self->piece_words, below != NULL);
  gtk_widget_set_visible (self->before, pieces > 0);
  gtk_widget_set_visible (self->after, pieces > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->slider), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  words, -1);
}

static void
show (CsPastBar *self)
{
  const CsMarkState *state = state_at (self);
  g_clear_pointer (&self->blame, cs_mark_blame_free);
  self->piece = -1;
  if (state != NULL && state->mark != NULL)
    self->blame = cs_life_blame (self->life, self->id, state->step);
  say (self);
  g_signal_emit (self, signals[SHOWN], 0);
}

/* --- states --- */

static GArray *
versions_of (const GPtrArray *life)
{
  GArray *states = g_array_new (FALSE, FALSE, sizeof (CsMarkState));
  for (guint i = 0; i < life->len; i++) {
    const CsLifeStep *step = life->pdata[i];
    const CsMarkState state = { i, NULL, 0 };
    if (step->marks != NULL && !step->taken_back)
      g_array_append_val (states, state);
  }
  return states;
}

static void
slid_cb (GtkRange *range, CsPastBar *self)
{
  guint at = (guint)(gtk_range_get_value (range) + 0.5);
  if (self->states == NULL || at == self->at || at >= self->states->len)
    return;
  self->at = at;
  show (self);
}

void
cs_past_bar_go (CsPastBar *self, guint state)
{
  gtk_range_set_value (GTK_RANGE (self->slider), state);
}

guint
cs_past_bar_n_states (CsPastBar *self)
{
  return self->states != NULL ? self->states->len : 0;
}

/* What was before the last one is what is asked for. */
static void
take_life (CsPastBar *self, GPtrArray *life)
{
  self->life = life;
  self->states = self->id != 0 ? cs_life_states (life, self->id) : versions_of (life);
  guint n = self->states->len;
  self->at = n > 1 ? n - 2 : 0;
  gtk_range_set_range (GTK_RANGE (self->slider), 0, MAX (n, 2) - 1);
  gtk_range_set_value (GTK_RANGE (self->slider), self->at);
  gtk_widget_set_sensitive (self->slider, n > 1);
  show (self);
}

static gpointer
life_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  return cs_project_life (desk->project, &reader, data, error);
}

static void
life_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsPastBar) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  g_autoptr (GPtrArray) life = value;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, CS_ERROR, CS_ERROR_CANCELLED) || self->model == NULL)
    return;
  if (ok)
    take_life (self, g_steal_pointer (&life));
  else
    gtk_label_set_label (GTK_LABEL (self->words), error->message);
}

static void
forget (CsPastBar *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->model);
  g_clear_pointer (&self->states, g_array_unref);
  g_clear_pointer (&self->life, g_ptr_array_unref);
  g_clear_pointer (&self->blame, cs_mark_blame_free);
}

void
cs_past_bar_begin (CsPastBar *self, CsCaseModel *model, guint64 id)
{
  forget (self);
  if (model == NULL)
    return;
  self->model = g_object_ref (model);
  self->id = id;
  self->at = 0;
  self->piece = -1;
  self->reading = g_cancellable_new ();
  say (self);
  const CsGid *gid = &cs_case_model_view (model)->row->gid;
  CsJobSpec spec = { .run = life_job,
                     .data = g_memdup2 (gid, sizeof *gid),
                     .free_data = g_free,
                     .free_result = (GDestroyNotify)g_ptr_array_unref };
  cs_session_run_async (cs_case_model_session (model), &spec, self->reading, life_cb,
                        g_object_ref (self));
}

gboolean
cs_past_bar_is_on (CsPastBar *self)
{
  return self->model != NULL;
}

gboolean
cs_past_bar_state (CsPastBar *self, CsMarkSet **ret_marks, char **ret_words)
{
  const CsMarkState *state = state_at (self);
  if (state == NULL)
    return FALSE;
  const CsLifeStep *step = self->life->pdata[state->step];
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  if (state->mark != NULL)
    g_ptr_array_add (one, state->mark);
  *ret_marks = self->id != 0 ? cs_mark_set_new (one, NULL, NULL) : cs_mark_set_ref (step->marks);
  /* Translators: which of several versions is drawn dashed, and whose: "1 of 3, Reader 4". */
  *ret_words =
      g_strdup_printf (_ ("%u of %u, %s"), self->at + 1, self->states->len,
                       cs_session_person (cs_case_model_session (self->model), step->act->who));
  return TRUE;
}

/* --- pieces --- */

static void
point_at (CsPastBar *self, gint64 at)
{
  const CsMarkPiece *piece = at >= 0 ? cs_mark_blame_at (self->blame, at) : NULL;
  int n = piece != NULL ? (int)(piece - (const CsMarkPiece *)self->blame->pieces->data) : -1;
  if (n < 0 || n == self->piece)
    return;
  self->piece = n;
  say (self);
}

static const CsMarkKind *
kind_of (CsPastBar *self)
{
  return self->blame != NULL ? state_at (self)->mark->kind : NULL;
}

void
cs_past_bar_point (CsPastBar *self, double x, double y)
{
  const CsMarkKind *kind = kind_of (self);
  if (kind != NULL && kind->target != CS_MARK_TARGET_TEXT)
    point_at (self, cs_mark_blame_nearest (state_at (self)->mark, x, y));
}

void
cs_past_bar_point_word (CsPastBar *self, guint32 position)
{
  const CsMarkKind *kind = kind_of (self);
  if (kind != NULL && kind->target == CS_MARK_TARGET_TEXT)
    point_at (self, position);
}

void
cs_past_bar_step_piece (CsPastBar *self, int step)
{
  if (self->blame == NULL)
    return;
  int n = (int)self->blame->pieces->len;
  self->piece = self->piece < 0 ? (step > 0 ? 0 : n - 1) : (self->piece + step + n) % n;
  say (self);
}

static void
piece_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  cs_past_bar_step_piece (CS_PAST_BAR (widget), g_variant_get_int32 (target));
}

void
cs_past_bar_focus (CsPastBar *self)
{
  gtk_widget_grab_focus (self->slider);
}

/* --- life --- */

static void
cs_past_bar_dispose (GObject *object)
{
  forget (CS_PAST_BAR (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_PAST_BAR);
  G_OBJECT_CLASS (cs_past_bar_parent_class)->dispose (object);
}

static void
cs_past_bar_class_init (CsPastBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_past_bar_dispose;
  signals[SHOWN] = g_signal_new ("shown", CS_TYPE_PAST_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/case/cs-past-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CsPastBar, slider);
  gtk_widget_class_bind_template_child (widget_class, CsPastBar, lines);
  gtk_widget_class_bind_template_child (widget_class, CsPastBar, words);
  gtk_widget_class_bind_template_child (widget_class, CsPastBar, piece_words);
  gtk_widget_class_bind_template_child (widget_class, CsPastBar, before);
  gtk_widget_class_bind_template_child (widget_class, CsPastBar, after);
  gtk_widget_class_bind_template_child (widget_class, CsPastBar, back);
  gtk_widget_class_bind_template_callback (widget_class, slid_cb);
  gtk_widget_class_install_action (widget_class, "past.piece", "i", piece_cb);
}

static void
cs_past_bar_init (CsPastBar *self)
{
  self->piece = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}
