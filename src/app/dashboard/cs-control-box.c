/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-control-box.h"
#include "cs-case-words.h"
#include "cs-figure-table.h"
#include "cs-main-window.h"
#include "cs-project-control.h"
#include "cs-project-pause.h"
#include "cs-scroll.h"

#include <glib/gi18n.h>

#define MAX_ROWS 100

struct _CsControlBox {
  AdwBin parent_instance;
  GtkWidget *people, *people_scroll, *cases, *more;
  CsSession *session;
  guint reads; /* under way */
};

G_DEFINE_FINAL_TYPE (CsControlBox, cs_control_box, ADW_TYPE_BIN)

/* What a job found. */
typedef struct {
  GPtrArray *rows;   /* CsControlRow */
  GPtrArray *pauses; /* CsPauseRow */
} Facts;

static void
facts_free (gpointer data)
{
  Facts *facts = data;
  if (facts == NULL)
    return;
  g_clear_pointer (&facts->rows, g_ptr_array_unref);
  g_clear_pointer (&facts->pauses, g_ptr_array_unref);
  g_free (facts);
}

/* --- people --- */

typedef struct {
  const CsControlRow *last; /* that was read; NULL */
  guint given, passed, failed, unknown;
} Person;

static Person
person_at (const GPtrArray *rows, guint from, guint *ret_to)
{
  Person person = { 0 };
  const CsControlRow *first = rows->pdata[from];
  guint i = from;
  for (; i < rows->len; i++) {
    const CsControlRow *row = rows->pdata[i];
    if (!cs_gid_equal (&row->person, &first->person))
      break;
    person.given++;
    if (row->state != CS_CONTROL_READ)
      continue;
    person.passed += row->percent >= 0 && !row->failed;
    person.failed += row->failed;
    person.unknown += row->percent < 0;
    person.last = row;
  }
  *ret_to = i;
  return person;
}

/* "2 of the last 5"; caller frees. */
static char *
counted_words (const Facts *facts, const CsControlRow *row)
{
  guint of = 0, failed = cs_controls_failed (facts->rows, &row->person, &of);
  return of > 0 ? g_strdup_printf (_ ("%u of the last %u"), failed, of) : g_strdup ("–");
}

static GStrv
person_cells (CsControlBox *self, const Facts *facts, const CsControlRow *row, const Person *person)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  const char *name = cs_session_person (self->session, row->handle);
  gboolean paused = cs_pause_of (facts->pauses, &row->person) != NULL;
  /* TRANSLATORS: a person whose work is paused */
  g_autofree char *who = paused ? g_strdup_printf (_ ("%s (paused)"), name) : g_strdup (name);
  guint n_read = person->passed + person->failed + person->unknown;
  g_autofree char *given = cs_figure (person->given), *read = cs_figure (n_read);
  g_autofree char *passed = cs_figure (person->passed), *failed = cs_figure (person->failed);
  g_autofree char *unknown = cs_figure (person->unknown);
  g_autofree char *counted = counted_words (facts, row);
  g_autofree char *last = person->last != NULL
                              ? cs_when_long (cs_session_env (self->session), person->last->wall)
                              : g_strdup ("–");
  g_strv_builder_add_many (cells, who, given, read, passed, failed, unknown, counted, last, NULL);
  return g_strv_builder_end (cells);
}

static void
show_people (CsControlBox *self, const Facts *facts)
{
  const char *const columns[] = { _ ("Person"),        _ ("Given"),     _ ("Read"),
                                  _ ("Passed"),        _ ("Failed"),    _ ("Not compared"),
                                  _ ("Failed lately"), _ ("Last read"), NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  for (guint i = 0, to = 0; i < facts->rows->len; i = to) {
    Person person = person_at (facts->rows, i, &to);
    g_ptr_array_add (rows, person_cells (self, facts, facts->rows->pdata[i], &person));
  }
  cs_figure_table_fill (GTK_GRID (self->people), columns, rows);
}

/* --- cases --- */

/* "67 %: found 2, missed 1"; caller frees. */
static char *
score_words (const CsControlRow *row)
{
  const struct {
    const char *words; /* for one number */
    guint n;
  } parts[] = { { _ ("%u found"), row->score.found },
                { _ ("%u missed"), row->score.missed },
                { _ ("%u too much"), row->score.extra },
                { _ ("%u with another label"), row->score.wrong },
                { _ ("%u not close enough"), row->score.shifted },
                { _ ("%u answered otherwise"), row->score.answers } };
  if (row->percent < 0)
    return g_strdup (_ ("Cannot be compared with what is signed"));
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, row->failed ? _ ("Failed with %d %%") : _ ("Passed with %d %%"),
                          row->percent);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_auto (GStrv) around = g_strsplit (parts[i].words, "%u", 2);
    if (parts[i].n > 0)
      g_string_append_printf (text, " · %s%u%s", around[0], parts[i].n, around[1]);
  }
  return g_string_free (text, FALSE);
}

static void
signed_cb (GtkButton *button, CsControlBox *self)
{
  const CsGid *gid = g_object_get_data (G_OBJECT (button), "case");
  cs_main_window_open_case (cs_main_window_of (GTK_WIDGET (self)), gid, TRUE);
}

static void
open_cb (GtkListBox *list, GtkListBoxRow *row, CsControlBox *self)
{
  const CsGid *gid = g_object_get_data (G_OBJECT (row), "case");
  cs_main_window_open_case (cs_main_window_of (GTK_WIDGET (self)), gid, TRUE);
}

static GtkWidget *
new_signed (CsControlBox *self, const CsControlRow *row)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("What Is Signed"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "cs-quiet");
  g_object_set_data_full (G_OBJECT (button), "case", g_memdup2 (&row->of_case, sizeof row->of_case),
                          g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (signed_cb), self);
  return button;
}

static GtkWidget *
new_outcome (const CsControlRow *row)
{
  static const struct {
    const char *words, *icon, *style;
  } outcomes[] = { { N_ ("Passed"), "cs-met-symbolic", "cs-met" },
                   { N_ ("Failed"), "cs-not-met-symbolic", "cs-missed" },
                   { N_ ("Not compared"), "cs-borderline-symbolic", "cs-close" } };
  guint at = row->percent < 0 ? 2 : row->failed ? 1 : 0;
  GtkWidget *icon = gtk_image_new_from_icon_name (outcomes[at].icon);
  gtk_widget_add_css_class (icon, outcomes[at].style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (outcomes[at].words), -1);
  return icon;
}

static void
add_case (CsControlBox *self, const CsControlRow *row)
{
  GtkWidget *line = adw_action_row_new (), *button = new_signed (self, row);
  g_autofree char *when = cs_when_long (cs_session_env (self->session), row->wall);
  g_autofree char *score = score_words (row);
  /* TRANSLATORS: a person, and the case that was read once more */
  g_autofree char *title =
      g_strdup_printf (_ ("%s: %s"), cs_session_person (self->session, row->handle), row->of_title);
  g_autofree char *words = g_strdup_printf ("%s · %s", score, when);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (line), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (line), new_outcome (row));
  adw_action_row_add_suffix (ADW_ACTION_ROW (line), button);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  line, NULL, -1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line), TRUE);
  g_object_set_data_full (G_OBJECT (line), "case", g_memdup2 (&row->case_gid, sizeof row->case_gid),
                          g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->cases), line);
}

static int
compare_walls (gconstpointer a, gconstpointer b)
{
  const CsControlRow *one = *(CsControlRow *const *)a, *other = *(CsControlRow *const *)b;
  return (other->wall > one->wall) - (other->wall < one->wall);
}

/* What was read last first. */
static void
show_cases (CsControlBox *self, const Facts *facts)
{
  g_autoptr (GPtrArray) read = g_ptr_array_new ();
  GtkWidget *old;
  while ((old = gtk_widget_get_first_child (self->cases)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->cases), old);
  for (guint i = 0; i < facts->rows->len; i++)
    if (((const CsControlRow *)facts->rows->pdata[i])->state == CS_CONTROL_READ)
      g_ptr_array_add (read, facts->rows->pdata[i]);
  g_ptr_array_sort (read, compare_walls);
  for (guint i = 0; i < MIN (read->len, MAX_ROWS); i++)
    add_case (self, read->pdata[i]);
  gtk_widget_set_visible (self->cases, read->len > 0);
  gtk_widget_set_visible (self->more, read->len > MAX_ROWS);
}

/* --- reading --- */

static gpointer
facts_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  g_autoptr (GPtrArray) rows = cs_project_controls (desk->project, &reader, NULL, error);
  g_autoptr (GPtrArray) pauses =
      rows != NULL ? cs_project_pauses (desk->project, &reader, error) : NULL;
  if (pauses == NULL)
    return NULL;
  Facts *facts = g_new0 (Facts, 1);
  facts->rows = g_steal_pointer (&rows);
  facts->pauses = g_steal_pointer (&pauses);
  return facts;
}

static void
facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsControlBox) self = user_data;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, NULL);
  Facts *facts = value;
  gboolean last = --self->reads == 0;
  if (ok && last && self->session == CS_SESSION (source)) {
    gtk_widget_set_visible (GTK_WIDGET (self), facts->rows->len > 0);
    show_people (self, facts);
    show_cases (self, facts);
  }
  facts_free (facts);
}

void
cs_control_box_show (CsControlBox *self, CsSession *session)
{
  const CsSessionFacts *facts = cs_session_facts (session);
  const CsReader reader = { .roles = facts != NULL ? facts->roles : 0 };
  if (g_set_object (&self->session, session) || !cs_rules_sees_results (&reader))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (!cs_rules_sees_results (&reader))
    return;
  CsJobSpec spec = { .run = facts_job, .free_result = facts_free };
  self->reads++;
  cs_session_run_async (session, &spec, NULL, facts_cb, g_object_ref (self));
}

/* --- life --- */

static void
cs_control_box_dispose (GObject *object)
{
  CsControlBox *self = CS_CONTROL_BOX (object);
  g_clear_object (&self->session);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_CONTROL_BOX);
  G_OBJECT_CLASS (cs_control_box_parent_class)->dispose (object);
}

static void
cs_control_box_class_init (CsControlBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_control_box_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dashboard/cs-control-box.ui");
  gtk_widget_class_bind_template_child (widget_class, CsControlBox, people);
  gtk_widget_class_bind_template_child (widget_class, CsControlBox, people_scroll);
  gtk_widget_class_bind_template_child (widget_class, CsControlBox, cases);
  gtk_widget_class_bind_template_child (widget_class, CsControlBox, more);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
cs_control_box_init (CsControlBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_scroll_hand_on (GTK_SCROLLED_WINDOW (self->people_scroll));
}
