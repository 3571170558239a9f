/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-compare-bar.h"
#include "cs-case-compare.h"
#include "cs-case-words.h"
#include "cs-choice-name.h"

#include <glib/gi18n.h>

struct _CsCompareBar {
  GtkWidget parent_instance;
  GtkWidget *from, *arrow, *to, *way, *line, *words, *back;
  CsCaseModel *model; /* NULL while nothing is compared */
  GCancellable *reading;
  GPtrArray *versions; /* of CsVersionRow; NULL until they are read */
  CsChanges *changes;  /* the same */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (CsCompareBar, cs_compare_bar, GTK_TYPE_WIDGET)

enum { SHOWN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- words --- */

static char *
version_words (CsCompareBar *self, guint n)
{
  const CsVersionRow *row = self->versions->pdata[n];
  CsSession *session = cs_case_model_session (self->model);
  g_autofree char *when = cs_when_long (cs_session_env (session), row->wall);
  if (row->looked)
    /* Translators: what a reviewer marked before they were shown the marks of the case: "Ben, who
     * looked first, Today 10:12". */
    return g_strdup_printf (_ ("%s, who looked first, %s"), cs_session_person (session, row->who),
                            when);
  /* Translators: one of several versions of a case: "Version 3, Ana, Today 10:12". */
  return g_strdup_printf (_ ("Version %u, %s, %s"), n + 1, cs_session_person (session, row->who),
                          when);
}

static char *
difference_words (const CsMarkDiff *diff)
{
  guint came = 0, went = 0;
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < diff->marks->len; i++) {
    const CsMarkChange *change = &g_array_index (diff->marks, CsMarkChange, i);
    came += change->before == NULL;
    went += change->after == NULL;
  }
  guint changed = diff->marks->len - came - went + diff->answers->len;
  if (diff->marks->len + diff->answers->len == 0)
    return g_strdup (_ ("No difference"));
  if (changed > 0)
    g_string_append_printf (words, ngettext ("%u changed", "%u changed", changed), changed);
  if (came > 0)
    g_string_append (words, words->len > 0 ? ", " : "");
  if (came > 0)
    g_string_append_printf (words, ngettext ("%u new", "%u new", came), came);
  if (went > 0)
    g_string_append (words, words->len > 0 ? ", " : "");
  if (went > 0)
    g_string_append_printf (words, ngettext ("%u removed", "%u removed", went), went);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
say (CsCompareBar *self, const char *words)
{
  gtk_label_set_label (GTK_LABEL (self->words), words);
  gtk_widget_set_tooltip_text (self->words, words);
}

char *
cs_compare_bar_before_words (CsCompareBar *self)
{
  guint from = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->from));
  return self->changes != NULL && from > 0 && from <= self->versions->len
             ? version_words (self, from - 1)
             : NULL;
}

const CsChanges *
cs_compare_bar_changes (CsCompareBar *self)
{
  return self->changes;
}

/* --- reading --- */

typedef struct {
  CsGid case_gid;
  CsHash from, to; /* FROM zero: nothing */
} Asking;

static gpointer
compare_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Asking *asking = data;
  CsReader reader = cs_project_reader (desk->project);
  return cs_project_compare (desk->project, &reader, &asking->case_gid,
                             cs_hash_is_zero (&asking->from) ? NULL : &asking->from, &asking->to,
                             error);
}

static gboolean
is_over (CsCompareBar *self, const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, CS_ERROR, CS_ERROR_CANCELLED) || self->model == NULL;
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsCompareBar) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  g_autoptr (CsChanges) changes = value;
  if (is_over (self, error))
    return;
  if (!ok) {
    say (self, error->message);
    return;
  }
  g_clear_pointer (&self->changes, cs_changes_unref);
  self->changes = g_steal_pointer (&changes);
  guint to = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->to));
  g_autofree char *now = version_words (self, MIN (to, self->versions->len - 1));
  g_autofree char *words = difference_words (self->changes->diff);
  say (self, words);
  cs_case_compare_begin (self->model, self->changes->before_marks, self->changes->after_marks, now);
  g_signal_emit (self, signals[SHOWN], 0);
}

static void
compare (CsCompareBar *self)
{
  guint from = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->from));
  guint to = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->to));
  if (self->filling || self->versions == NULL || from > self->versions->len ||
      to >= self->versions->len)
    return;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  Asking *asking = g_new0 (Asking, 1);
  asking->case_gid = cs_case_model_view (self->model)->row->gid;
  asking->to = ((CsVersionRow *)self->versions->pdata[to])->revision;
  if (from > 0)
    asking->from = ((CsVersionRow *)self->versions->pdata[from - 1])->revision;
  CsJobSpec spec = { .run = compare_job,
                     .data = asking,
                     .free_data = g_free,
                     .free_result = (GDestroyNotify)cs_changes_unref };
  cs_session_run_async (cs_case_model_session (self->model), &spec, self->reading, compared_cb,
                        g_object_ref (self));
}

/* The place of the newest version: what reviewers marked first stands behind it. */
static guint
last_version (CsCompareBar *self)
{
  guint n = self->versions->len;
  while (n > 1 && ((CsVersionRow *)self->versions->pdata[n - 1])->looked)
    n--;
  return n - 1;
}

/* What the person last saw, else the version before the last one. */
static guint
first_choice (CsCompareBar *self)
{
  const CsChanges *changes = cs_case_model_view (self->model)->changes;
  for (guint i = 0; changes != NULL && i < self->versions->len; i++)
    if (cs_hash_equal (&((CsVersionRow *)self->versions->pdata[i])->revision,
                       &changes->before.revision))
      return i + 1;
  return last_version (self);
}

static void
take_versions (CsCompareBar *self, GPtrArray *versions)
{
  g_autoptr (GtkStringList) from = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) to = gtk_string_list_new (NULL);
  self->versions = versions;
  gtk_string_list_append (from, _ ("Nothing"));
  for (guint i = 0; i < versions->len; i++) {
    g_autofree char *words = version_words (self, i);
    gtk_string_list_append (from, words);
    gtk_string_list_append (to, words);
  }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->from), G_LIST_MODEL (from));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->to), G_LIST_MODEL (to));
  if (versions->len > 0) {
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->from), first_choice (self));
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->to), last_version (self));
  }
  self->filling = FALSE;
  if (versions->len > 0)
    compare (self);
  else
    say (self, _ ("Nothing was handed in yet that you may see."));
}

static gpointer
versions_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  return cs_project_versions (desk->project, &reader, data, error);
}

static void
versions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsCompareBar) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  g_autoptr (GPtrArray) versions = value;
  if (is_over (self, error))
    return;
  if (ok)
    take_versions (self, g_steal_pointer (&versions));
  else
    say (self, error->message);
}

/* --- choosing --- */

static void
version_cb (GtkWidget *choice, GParamSpec *pspec, CsCompareBar *self)
{
  compare (self);
}

static void
way_cb (GtkWidget *choice, GParamSpec *pspec, CsCompareBar *self)
{
  if (self->model != NULL && !self->filling)
    cs_case_compare_set_way (self->model,
                             (CsCompareWay)gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)));
}

static void
line_cb (GtkRange *range, CsCompareBar *self)
{
  if (self->model != NULL && !self->filling)
    cs_case_compare_set_line (self->model, gtk_range_get_value (range));
}

static void
compare_cb (CsCaseModel *model, CsCompareBar *self)
{
  gboolean swipe = cs_case_compare_way (model) == CS_COMPARE_SWIPE;
  self->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->way), cs_case_compare_way (model));
  gtk_range_set_value (GTK_RANGE (self->line), cs_case_compare_line (model));
  gtk_widget_set_visible (self->line, swipe);
  self->filling = FALSE;
}

static void
forget (CsCompareBar *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->changes, cs_changes_unref);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->model != NULL)
    cs_case_compare_end (self->model);
  g_clear_object (&self->model);
}

void
cs_compare_bar_begin (CsCompareBar *self, CsCaseModel *model)
{
  forget (self);
  if (model == NULL)
    return;
  self->model = g_object_ref (model);
  self->reading = g_cancellable_new ();
  g_signal_connect (model, "compare", G_CALLBACK (compare_cb), self);
  compare_cb (model, self);
  say (self, _ ("Reading the versions…"));
  const CsGid *gid = &cs_case_model_view (model)->row->gid;
  CsJobSpec spec = { .run = versions_job,
                     .data = g_memdup2 (gid, sizeof *gid),
                     .free_data = g_free,
                     .free_result = (GDestroyNotify)g_ptr_array_unref };
  cs_session_run_async (cs_case_model_session (model), &spec, self->reading, versions_cb,
                        g_object_ref (self));
}

gboolean
cs_compare_bar_is_on (CsCompareBar *self)
{
  return self->model != NULL;
}

void
cs_compare_bar_focus (CsCompareBar *self)
{
  gtk_widget_grab_focus (self->from);
}

/* --- life --- */

static void
cs_compare_bar_dispose (GObject *object)
{
  forget (CS_COMPARE_BAR (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_COMPARE_BAR);
  G_OBJECT_CLASS (cs_compare_bar_parent_class)->dispose (object);
}

static void
cs_compare_bar_class_init (CsCompareBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_compare_bar_dispose;
  signals[SHOWN] = g_signal_new ("shown", CS_TYPE_COMPARE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/case/cs-compare-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CsCompareBar, from);
  gtk_widget_class_bind_template_child (widget_class, CsCompareBar, arrow);
  gtk_widget_class_bind_template_child (widget_class, CsCompareBar, to);
  gtk_widget_class_bind_template_child (widget_class, CsCompareBar, way);
  gtk_widget_class_bind_template_child (widget_class, CsCompareBar, line);
  gtk_widget_class_bind_template_child (widget_class, CsCompareBar, words);
  gtk_widget_class_bind_template_child (widget_class, CsCompareBar, back);
  gtk_widget_class_bind_template_callback (widget_class, version_cb);
  gtk_widget_class_bind_template_callback (widget_class, way_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_cb);
}

static void
cs_compare_bar_init (CsCompareBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_name_choice (self->from, _ ("Version before"));
  cs_name_choice (self->to, _ ("Version after"));
  cs_name_choice (self->way, _ ("How they are compared"));
}
