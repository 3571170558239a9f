/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-quality-page.h"
#include "cs-case-words.h"
#include "cs-choice-name.h"
#include "cs-control-box.h"
#include "cs-figure-table.h"
#include "cs-main-window.h"
#include "cs-quality-words.h"
#include "cs-scroll.h"
#include "cs-week-card.h"

#include <glib/gi18n.h>

#define MAX_ROWS 100

struct _CsQualityPage {
  AdwBin parent_instance;
  GtkWidget *stack, *verdict, *line, *rest, *period, *handed_in, *decided, *stages, *people,
      *people_scroll, *types, *labels_box, *labels, *disputes_box, *disputes, *disputes_more,
      *controls;
  CsSession *session;
  CsTrends *trends;
  guint reads; /* under way */
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (CsQualityPage, cs_quality_page, ADW_TYPE_BIN)

/* As the choice of the period has them. */
static const guint periods[] = { 4, 12, 52 };

static guint
weeks_of (CsQualityPage *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->period));
  return periods[MIN (chosen, G_N_ELEMENTS (periods) - 1)];
}

static void
empty (GtkWidget *list)
{
  GtkWidget *row;
  while ((row = gtk_widget_get_first_child (list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (list), row);
}

/* --- what is said --- */

static gboolean
is_begun (const CsTrends *trends)
{
  CsTrendWeek sum = cs_trends_sum (trends);
  const CsTrendCounts *acts = &sum.acts;
  return sum.done + acts->handed_in + acts->accepted + acts->corrected + acts->sent_back +
                 acts->rejected + acts->settled + acts->skipped >
             0 ||
         trends->disputes->len > 0 || trends->left_out > 0 || cs_trends_bottleneck (trends) != NULL;
}

static void
show_verdict (CsQualityPage *self)
{
  g_autofree char *verdict = cs_quality_verdict (self->trends, weeks_of (self));
  g_autofree char *line = cs_quality_bottleneck (self->trends);
  g_autofree char *rest = cs_quality_rest (self->trends);
  gtk_label_set_label (GTK_LABEL (self->verdict), verdict);
  gtk_label_set_label (GTK_LABEL (self->line), line);
  gtk_label_set_label (GTK_LABEL (self->rest), rest);
  gtk_widget_set_visible (self->rest, *rest != '\0');
}

/* --- weeks --- */

static void
show_handed_in (CsQualityPage *self, const char *const *weeks)
{
  const GPtrArray *all = self->trends->weeks;
  const char *const parts[] = { _ ("handed in"), NULL };
  g_autofree guint *values = g_new0 (guint, all->len);
  guint sum = 0;
  for (guint i = 0; i < all->len; i++)
    sum += values[i] = ((const CsTrendWeek *)all->pdata[i])->acts.handed_in;
  g_autofree char *caption =
      g_strdup_printf (ngettext ("%u case, by the week from its Monday on",
                                 "%u cases, by the week from its Monday on", sum),
                       sum);
  cs_week_card_show (CS_WEEK_CARD (self->handed_in), _ ("Handed in"), caption, parts, weeks,
                     values);
}

static void
show_decided (CsQualityPage *self, const char *const *weeks)
{
  const GPtrArray *all = self->trends->weeks;
  const char *const parts[] = { _ ("accepted"), _ ("corrected"), _ ("sent back"),
                                _ ("rejected"), _ ("settled"),   NULL };
  g_autofree guint *values = g_new0 (guint, all->len * 5);
  guint sum = 0;
  for (guint i = 0; i < all->len; i++) {
    const CsTrendCounts *acts = &((const CsTrendWeek *)all->pdata[i])->acts;
    const guint week[] = { acts->accepted, acts->corrected, acts->sent_back, acts->rejected,
                           acts->settled };
    for (guint k = 0; k < G_N_ELEMENTS (week); k++)
      sum += values[i * G_N_ELEMENTS (week) + k] = week[k];
  }
  g_autofree char *caption = g_strdup_printf (
      ngettext ("%u decision of all stages", "%u decisions of all stages", sum), sum);
  cs_week_card_show (CS_WEEK_CARD (self->decided), _ ("Decided"), caption, parts, weeks, values);
}

static void
show_weeks (CsQualityPage *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  for (guint i = 0; i < self->trends->weeks->len; i++) {
    g_autofree char *week = cs_quality_week (self->trends->weeks->pdata[i]);
    g_strv_builder_add (builder, week);
  }
  g_auto (GStrv) weeks = g_strv_builder_end (builder);
  show_handed_in (self, (const char *const *)weeks);
  show_decided (self, (const char *const *)weeks);
}

/* --- rows --- */

static GtkWidget *
new_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static void
add_figure (GtkWidget *row, guint figure)
{
  g_autofree char *words = cs_figure (figure);
  GtkWidget *value = gtk_label_new (words);
  gtk_widget_add_css_class (value, "cs-heading");
  gtk_widget_set_size_request (value, 48, -1);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), value);
}

/* "3 in work · the oldest waits for 6 days: CT-0151". Caller frees. */
static char *
stage_words (CsQualityPage *self, const CsStageTally *stage)
{
  g_autofree char *age = cs_quality_age (self->trends->now - stage->since);
  g_autofree char *passed = cs_quality_waits (stage);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  if (stage->oldest != NULL && stage->since > 0)
    /* TRANSLATORS: "3 days", and the name of a case */
    g_ptr_array_add (parts,
                     g_strdup_printf (_ ("The oldest waits for %s: %s"), age, stage->oldest));
  if (stage->back > 0)
    g_ptr_array_add (parts, g_strdup_printf (_ ("%u of them sent back"), stage->back));
  if (stage->held > 0)
    g_ptr_array_add (parts, g_strdup_printf (_ ("%u in work"), stage->held));
  if (*passed != '\0')
    g_ptr_array_add (parts, g_strdup (passed));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (GStrv)parts->pdata);
}

static void
add_stage (CsQualityPage *self, const CsStageTally *stage)
{
  g_autofree char *title = cs_quality_stage (stage), *words = stage_words (self, stage);
  GtkWidget *row = new_row (title, words);
  if (stage->waiting > stage->back) {
    GtkWidget *show = gtk_button_new_with_label (_ ("Show Cases"));
    gtk_widget_set_valign (show, GTK_ALIGN_CENTER);
    gtk_widget_add_css_class (show, "cs-quiet");
    gtk_actionable_set_action_target (GTK_ACTIONABLE (show), "s", cs_quality_filter (stage));
    gtk_actionable_set_action_name (GTK_ACTIONABLE (show), "win.show-cases");
    gtk_accessible_update_relation (GTK_ACCESSIBLE (show), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                    row, NULL, -1);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), show);
  }
  add_figure (row, stage->waiting);
  gtk_list_box_append (GTK_LIST_BOX (self->stages), row);
}

static void
show_stages (CsQualityPage *self)
{
  empty (self->stages);
  for (guint i = 0; i < self->trends->stages->len; i++)
    add_stage (self, self->trends->stages->pdata[i]);
}

static void
show_labels (CsQualityPage *self)
{
  const CsSessionFacts *facts = cs_session_facts (self->session);
  empty (self->labels);
  for (guint i = 0; i < self->trends->labels->len; i++) {
    const CsSkippedLabel *one = self->trends->labels->pdata[i];
    const CsLabel *label =
        facts->schema != NULL ? cs_schema_label (facts->schema, one->label) : NULL;
    GtkWidget *row = new_row (label != NULL ? label->name : one->label, NULL);
    add_figure (row, one->skipped);
    gtk_list_box_append (GTK_LIST_BOX (self->labels), row);
  }
  gtk_widget_set_visible (self->labels_box, self->trends->labels->len > 0);
}

/* --- people --- */

/* Where there is nothing to be counted. */
#define NONE "–"

/* "2 h 10 min"; caller frees. */
static char *
work_words (gint64 seconds)
{
  guint minutes = (guint)(seconds / 60);
  if (seconds == 0)
    return g_strdup (NONE);
  if (minutes == 0)
    return g_strdup_printf (_ ("%u s"), (guint)seconds);
  return minutes < 60 ? g_strdup_printf (_ ("%u min"), minutes)
                      : g_strdup_printf (_ ("%u h %u min"), minutes / 60, minutes % 60);
}

/* "3 / 12"; caller frees. */
static char *
part_words (guint part, guint of)
{
  return of > 0 ? g_strdup_printf ("%u / %u", part, of) : g_strdup (NONE);
}

/* "2 · 10 · 4": of tier 1, 2, 3, and without; the whole where nothing has a tier. Caller frees. */
static char *
cases_words (const CsTrendPerson *person)
{
  const guint *cases = person->cases;
  guint tiered = cases[1] + cases[2] + cases[3];
  if (tiered == 0)
    return cases[0] > 0 ? g_strdup_printf ("%u", cases[0]) : g_strdup (NONE);
  return cases[0] > 0
             ? g_strdup_printf ("%u · %u · %u (+ %u)", cases[1], cases[2], cases[3], cases[0])
             : g_strdup_printf ("%u · %u · %u", cases[1], cases[2], cases[3]);
}

static GStrv
person_cells (CsQualityPage *self, const CsTrendPerson *person)
{
  const CsTrendCounts *acts = &person->acts;
  guint judged = person->stood + person->mended + person->returned + person->refused;
  guint decided =
      acts->accepted + acts->corrected + acts->sent_back + acts->rejected + acts->settled;
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  g_autofree char *now = part_words (person->held, person->held + person->given);
  g_autofree char *handed = cs_figure (acts->handed_in);
  g_autofree char *stood = part_words (person->stood, judged);
  g_autofree char *made = cs_figure (decided);
  g_autofree char *mended =
      decided > 0 ? g_strdup_printf ("%u : %u", acts->corrected, acts->sent_back) : g_strdup (NONE);
  g_autofree char *skipped = cs_figure (acts->skipped);
  g_autofree char *chosen = part_words (person->chosen, person->disputes);
  g_autofree char *cases = cases_words (person), *work = work_words (person->seconds);
  g_autofree char *middle = work_words (person->median);
  g_strv_builder_add_many (cells, cs_session_person (self->session, person->handle), now, handed,
                           stood, made, mended, skipped, chosen, cases, work, middle, NULL);
  return g_strv_builder_end (cells);
}

/* The own line first, then by name: this is no ranking. */
static int
compare_people (gconstpointer a, gconstpointer b, gpointer data)
{
  CsQualityPage *self = data;
  const CsTrendPerson *first = *(const CsTrendPerson *const *)a;
  const CsTrendPerson *second = *(const CsTrendPerson *const *)b;
  const char *own = cs_session_facts (self->session)->handle;
  gboolean is_first = g_strcmp0 (own, first->handle) == 0;
  if (is_first != (g_strcmp0 (own, second->handle) == 0))
    return is_first ? -1 : 1;
  return g_utf8_collate (cs_session_person (self->session, first->handle),
                         cs_session_person (self->session, second->handle));
}

static const char *
type_at (CsQualityPage *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->types));
  return at == 0 || at == GTK_INVALID_LIST_POSITION ? NULL : cs_worker_types[at - 1];
}

/* There is a choice only where somebody is said to be anything. */
static void
show_types (CsQualityPage *self)
{
  gboolean any = FALSE;
  for (guint i = 0; i < self->trends->people->len; i++)
    any = any || ((const CsTrendPerson *)self->trends->people->pdata[i])->type != NULL;
  if (!any)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->types), 0);
  gtk_widget_set_visible (self->types, any);
}

static gboolean
has_tiers (const CsTrends *trends)
{
  for (guint i = 0; i < trends->people->len; i++) {
    const CsTrendPerson *person = trends->people->pdata[i];
    if (person->cases[1] + person->cases[2] + person->cases[3] > 0)
      return TRUE;
  }
  return FALSE;
}

static void
show_people (CsQualityPage *self)
{
  gboolean tiers = has_tiers (self->trends);
  const char *const columns[] = { _ ("Person"),
                                  _ ("In hand / all theirs"),
                                  _ ("Handed in"),
                                  _ ("Of theirs accepted as it was"),
                                  _ ("Decided"),
                                  _ ("Corrected : sent back"),
                                  _ ("Skipped"),
                                  _ ("Chosen in disputes"),
                                  tiers ? _ ("Cases of tier 1\u00a0·\u00a02\u00a0·\u00a03")
                                        : _ ("Cases"),
                                  _ ("Time at work"),
                                  _ ("Median per act"),
                                  NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  g_ptr_array_sort_with_data (self->trends->people, compare_people, self);
  show_types (self);
  for (guint i = 0; i < self->trends->people->len; i++) {
    const CsTrendPerson *person = self->trends->people->pdata[i];
    if (type_at (self) == NULL || g_strcmp0 (type_at (self), person->type) == 0)
      g_ptr_array_add (rows, person_cells (self, person));
  }
  cs_figure_table_fill (GTK_GRID (self->people), columns, rows);
}

static void
types_cb (GtkDropDown *types, GParamSpec *pspec, CsQualityPage *self)
{
  if (self->trends != NULL)
    show_people (self);
}

static void
fill_types (CsQualityPage *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  gtk_string_list_append (list, _ ("Everybody"));
  for (guint i = 0; cs_worker_types[i] != NULL; i++)
    gtk_string_list_append (list, cs_type_word (cs_worker_types[i]));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->types), G_LIST_MODEL (list));
  cs_name_choice (self->types, _ ("Of whom the figures are"));
}

/* --- disagreements --- */

static void
open_cb (GtkListBox *list, GtkListBoxRow *row, CsQualityPage *self)
{
  const CsGid *gid = g_object_get_data (G_OBJECT (row), "case");
  if (gid != NULL)
    cs_main_window_open_case (cs_main_window_of (GTK_WIDGET (self)), gid, TRUE);
}

static void
add_dispute (CsQualityPage *self, const CsTrendDispute *dispute)
{
  const char *by = dispute->by != NULL ? cs_session_person (self->session, dispute->by) : NULL;
  const char *settled_by =
      dispute->settled_by != NULL ? cs_session_person (self->session, dispute->settled_by) : NULL;
  g_autofree char *words =
      cs_quality_dispute (cs_session_env (self->session), dispute, by, settled_by);
  GtkWidget *row = new_row (dispute->title, words);
  GtkWidget *icon =
      gtk_image_new_from_icon_name (dispute->open ? "cs-open-symbolic" : "cs-met-symbolic");
  gtk_widget_add_css_class (icon, dispute->open ? "cs-close" : "cs-met");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  dispute->open ? _ ("Open") : _ ("Resolved"), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "case",
                          g_memdup2 (&dispute->case_gid, sizeof dispute->case_gid), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->disputes), row);
}

/* What is open first. */
static void
show_disputes (CsQualityPage *self)
{
  const GPtrArray *all = self->trends->disputes;
  guint listed = 0;
  empty (self->disputes);
  for (int open = 1; open >= 0; open--)
    for (guint i = 0; i < all->len && listed < MAX_ROWS; i++) {
      const CsTrendDispute *dispute = all->pdata[i];
      if (dispute->open != open)
        continue;
      add_dispute (self, dispute);
      listed++;
    }
  g_autofree char *more = g_strdup_printf (
      ngettext ("and %u more; choose a shorter time, or list all with the command line",
                "and %u more; choose a shorter time, or list all with the command line",
                all->len - listed),
      all->len - listed);
  gtk_label_set_label (GTK_LABEL (self->disputes_more), more);
  gtk_widget_set_visible (self->disputes_more, all->len > listed);
  gtk_widget_set_visible (self->disputes_box, all->len > 0);
}

/* --- reading --- */

static void
free_trends (gpointer trends)
{
  cs_trends_free (trends);
}

static gpointer
trends_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  CsReader reader = cs_project_reader (desk->project);
  gint64 from = cs_trends_monday (desk->env->wall (desk->env), GPOINTER_TO_UINT (data) - 1);
  return cs_project_trends (desk->project, &reader, from, NULL, error);
}

static void
trends_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CsQualityPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  gboolean last = --self->reads == 0;
  if (self->session != CS_SESSION (source) || !last) {
    cs_trends_free (value);
    return;
  }
  if (!ok) {
    cs_main_window_tell_error (cs_main_window_of (GTK_WIDGET (self)), error);
    return;
  }
  cs_trends_free (self->trends);
  self->trends = value;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    is_begun (self->trends) ? "figures" : "nothing");
  show_verdict (self);
  show_weeks (self);
  show_stages (self);
  show_people (self);
  show_labels (self);
  show_disputes (self);
}

void
cs_quality_page_refresh (CsQualityPage *self)
{
  const CsSessionFacts *facts = self->session != NULL ? cs_session_facts (self->session) : NULL;
  const CsReader reader = { .roles = facts != NULL ? facts->roles : 0 };
  self->stale = TRUE;
  if (!cs_rules_sees_trends (&reader) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->stale = FALSE;
  CsJobSpec spec = { .run = trends_job,
                     .data = GUINT_TO_POINTER (weeks_of (self)),
                     .free_result = free_trends };
  self->reads++;
  cs_session_run_async (self->session, &spec, NULL, trends_cb, g_object_ref (self));
  cs_control_box_show (CS_CONTROL_BOX (self->controls), self->session);
}

static void
period_cb (CsQualityPage *self)
{
  cs_quality_page_refresh (self);
}

static void
cs_quality_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cs_quality_page_parent_class)->map (widget);
  if (CS_QUALITY_PAGE (widget)->stale)
    cs_quality_page_refresh (CS_QUALITY_PAGE (widget));
}

void
cs_quality_page_set_session (CsQualityPage *self, CsSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  self->stale = TRUE;
  g_clear_pointer (&self->trends, cs_trends_free);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "reading");
}

/* --- life --- */

static void
cs_quality_page_dispose (GObject *object)
{
  CsQualityPage *self = CS_QUALITY_PAGE (object);
  g_clear_object (&self->session);
  g_clear_pointer (&self->trends, cs_trends_free);
  /* The bin would let go of it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_QUALITY_PAGE);
  G_OBJECT_CLASS (cs_quality_page_parent_class)->dispose (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, CsQualityPage, child)

static void
cs_quality_page_class_init (CsQualityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = cs_quality_page_dispose;
  widget_class->map = cs_quality_page_map;
  g_type_ensure (CS_TYPE_CONTROL_BOX);
  g_type_ensure (CS_TYPE_WEEK_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/dashboard/cs-quality-page.ui");
  BIND (stack);
  BIND (verdict);
  BIND (line);
  BIND (rest);
  BIND (period);
  BIND (handed_in);
  BIND (decided);
  BIND (stages);
  BIND (people);
  BIND (people_scroll);
  BIND (controls);
  BIND (types);
  BIND (labels_box);
  BIND (labels);
  BIND (disputes_box);
  BIND (disputes);
  BIND (disputes_more);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, types_cb);
}

static void
cs_quality_page_init (CsQualityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_types (self);
  cs_scroll_hand_on (GTK_SCROLLED_WINDOW (self->people_scroll));
  cs_name_choice (self->period, _ ("The time that the figures are of"));
  g_signal_connect_swapped (self->period, "notify::selected", G_CALLBACK (period_cb), self);
}
