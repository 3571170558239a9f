/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question about the case goes up: it is asked in a sheet, the bar under the header says where it
 * stands, and who rules does so from there. */
#include "cs-case-page-private.h"
#include "cs-case-words.h"
#include "cs-clause-list.h"
#include "cs-dialogs.h"
#include "cs-main-window.h"
#include "cs-project-escalations.h"

#include <glib/gi18n.h>
#include <string.h>

/* --- acts --- */

typedef enum { ASK, SEND_UP, RULE, AGREE, TAKE_BACK } Deed;

typedef struct {
  Deed deed;
  CsGid case_gid;
  CsHash act, ruling; /* that were on the screen; not of ASK */
  CsAsked level;
  const char *severity;
  char *text, *title, *clause;
  guint64 mark; /* that is asked about; 0 for none */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;
  g_free (wish->text);
  g_free (wish->title);
  g_free (wish->clause);
  g_free (wish);
}

/* The open one, if it is still what was on the screen. */
static CsEscalationRow *
find_open (CsProject *project, const Wish *wish, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows =
      cs_project_escalations (project, &reader, &wish->case_gid, NULL, error);
  CsEscalationRow *last = rows != NULL && rows->len > 0 ? rows->pdata[rows->len - 1] : NULL;
  if (rows == NULL)
    return NULL;
  if (last != NULL && last->settled == 0 && cs_hash_equal (&last->act, &wish->act) &&
      cs_hash_equal (&last->ruling, &wish->ruling)) {
    rows->pdata[rows->len - 1] = NULL;
    return last;
  }
  cs_fail (error, CS_ERROR_CONFLICT, "somebody has ruled or written meanwhile; look at it again");
  return NULL;
}

static gpointer
wish_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Wish *wish = data;
  const CsQuestion question = { .level = wish->level,
                                .question = wish->text,
                                .severity = wish->severity,
                                .clause = wish->clause,
                                .mark = wish->mark };
  if (wish->deed == ASK) {
    cs_project_escalate (desk->project, &wish->case_gid, &question, error);
    return NULL;
  }
  g_autoptr (CsEscalationRow) row = find_open (desk->project, wish, error);
  if (row == NULL)
    return NULL;
  if (wish->deed == SEND_UP)
    cs_project_send_up (desk->project, row, wish->level, NULL, error);
  else if (wish->deed == RULE)
    cs_project_rule (desk->project, row, wish->text, wish->clause, wish->title, error);
  else if (wish->deed == AGREE)
    cs_project_agree (desk->project, row, error);
  else
    cs_project_withdraw (desk->project, &wish->case_gid, error);
  return NULL;
}

typedef struct {
  CsCasePage *self;
  Deed deed;
} Doing;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char *const words[] = {
    [ASK] = N_ ("Asked. The case waits until somebody ruled."),
    [SEND_UP] = N_ ("The question went up."),
    [RULE] = N_ ("Ruled."),
    [AGREE] = N_ ("Agreed. The case goes on where it was."),
    [TAKE_BACK] = N_ ("The question is taken back."),
  };
  g_autofree Doing *doing = user_data;
  g_autoptr (CsCasePage) self = doing->self;
  g_autoptr (GError) error = NULL;
  CsMainWindow *window = cs_main_window_of (GTK_WIDGET (self));
  if (!cs_case_model_act_finish (CS_CASE_MODEL (source), result, NULL, &error))
    cs_main_window_tell_error (window, error);
  else
    cs_main_window_toast (window, _ (words[doing->deed]), NULL, NULL);
}

/* WISH is taken over. */
static void
act (CsCasePage *self, Wish *wish)
{
  Doing *doing = g_new0 (Doing, 1);
  *doing = (Doing){ g_object_ref (self), wish->deed };
  CsJobSpec spec = {
    .run = wish_job, .data = wish, .free_data = wish_free, .flags = CS_JOB_CHANGES
  };
  cs_case_model_act_async (self->model, &spec, done_cb, doing);
}

static const CsEscalationRow *
question_of (CsCasePage *self)
{
  return self->model != NULL ? cs_case_model_view (self->model)->question : NULL;
}

static Wish *
wish_new (CsCasePage *self, Deed deed)
{
  const CsEscalationRow *row = question_of (self);
  Wish *wish = g_new0 (Wish, 1);
  wish->deed = deed;
  wish->case_gid = cs_case_model_view (self->model)->row->gid;
  if (row != NULL) {
    wish->act = row->act;
    wish->ruling = row->ruling;
  }
  return wish;
}

/* --- sheets --- */

typedef struct {
  CsCasePage *self;
  CsCaseModel *model;
  Wish *wish;
  AdwMessageDialog *dialog;
  GtkEditable *text, *title; /* TITLE of a ruling */
  AdwComboRow *level, *severity, *clause, *about;
  GPtrArray *clauses; /* ids, the first is NULL */
  guint64 mark;       /* that may be asked about; 0 for none */
} Sheet;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;
  g_clear_pointer (&sheet->wish, wish_free);
  g_ptr_array_unref (sheet->clauses);
  g_object_unref (sheet->model);
  g_object_unref (sheet->self);
  g_free (sheet);
}

static char *
words_in (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static void
text_cb (GtkEditable *entry, Sheet *sheet)
{
  g_autofree char *words = words_in (sheet->text);
  adw_message_dialog_set_response_enabled (sheet->dialog, sheet->title != NULL ? "rule" : "ask",
                                           words[0] != '\0');
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Sheet *sheet)
{
  static const char *const severities[] = { "minor", "major", "critical" };
  if (g_str_equal (response, "cancel") || sheet->self->model != sheet->model)
    return;
  Wish *wish = g_steal_pointer (&sheet->wish);
  wish->text = words_in (sheet->text);
  wish->clause = g_strdup (sheet->clauses->pdata[adw_combo_row_get_selected (sheet->clause)]);
  if (sheet->title != NULL) {
    g_autofree char *title = words_in (sheet->title);
    wish->title = title[0] != '\0' ? g_steal_pointer (&title) : NULL;
  } else {
    wish->level = (CsAsked)(CS_ASKED_LEAD + adw_combo_row_get_selected (sheet->level));
    wish->severity = severities[adw_combo_row_get_selected (sheet->severity)];
    wish->mark = adw_combo_row_get_selected (sheet->about) > 0 ? sheet->mark : 0;
  }
  act (sheet->self, wish);
}

/* CLAUSE is chosen at first. */
static Sheet *
sheet_new (CsCasePage *self, GtkBuilder *builder, const char *text, const char *title,
           const char *clause, Deed deed)
{
  guint at = 0;
  Sheet *sheet = g_new0 (Sheet, 1);
  sheet->self = g_object_ref (self);
  sheet->model = g_object_ref (self->model);
  sheet->wish = wish_new (self, deed);
  sheet->dialog = ADW_MESSAGE_DIALOG (gtk_builder_get_object (builder, "dialog"));
  sheet->text = GTK_EDITABLE (gtk_builder_get_object (builder, text));
  sheet->title = title != NULL ? GTK_EDITABLE (gtk_builder_get_object (builder, title)) : NULL;
  sheet->clause = ADW_COMBO_ROW (gtk_builder_get_object (builder, "clause"));
  sheet->clauses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GtkStringList) clauses =
      cs_clause_list_new (cs_case_model_session (self->model), clause, sheet->clauses, &at);
  adw_combo_row_set_model (sheet->clause, G_LIST_MODEL (clauses));
  adw_combo_row_set_selected (sheet->clause, at);
  gtk_widget_set_visible (GTK_WIDGET (sheet->clause), sheet->clauses->len > 1);
  g_object_set_data_full (G_OBJECT (sheet->dialog), "sheet", sheet, sheet_free);
  g_signal_connect (sheet->text, "changed", G_CALLBACK (text_cb), sheet);
  g_signal_connect (sheet->dialog, "response", G_CALLBACK (response_cb), sheet);
  text_cb (sheet->text, sheet);
  gtk_window_set_transient_for (GTK_WINDOW (sheet->dialog),
                                GTK_WINDOW (cs_main_window_of (GTK_WIDGET (self))));
  return sheet;
}

/* "mark 2, Nodule" */
static char *
mark_words (CsCaseModel *model, const CsMark *mark)
{
  /* Translators: a number, and a label. */
  return g_strdup_printf (_ ("Mark %u, %s"), cs_case_model_number (model, mark->id),
                          cs_case_model_label_name (model, mark));
}

/* The case as a whole, or what is selected in it. */
static void
offer_mark (Sheet *sheet, GtkBuilder *builder, const CsMark *mark)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  sheet->about = ADW_COMBO_ROW (gtk_builder_get_object (builder, "about"));
  gtk_string_list_append (list, _ ("The case"));
  if (mark != NULL) {
    g_autofree char *words = mark_words (sheet->model, mark);
    gtk_string_list_append (list, words);
    sheet->mark = mark->id;
  }
  adw_combo_row_set_model (sheet->about, G_LIST_MODEL (list));
  adw_combo_row_set_selected (sheet->about, mark != NULL);
  gtk_widget_set_visible (GTK_WIDGET (sheet->about), mark != NULL);
}

static void
ask (CsCasePage *self)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/dialogs/cs-question.ui");
  const CsMark *mark =
      cs_mark_set_get (cs_case_model_marks (self->model), cs_case_model_selected (self->model));
  const CsSchema *schema = cs_case_model_schema (self->model);
  const CsLabel *label =
      mark != NULL && schema != NULL ? cs_schema_label (schema, mark->label) : NULL;
  Sheet *sheet =
      sheet_new (self, builder, "question", NULL, label != NULL ? label->clause : NULL, ASK);
  offer_mark (sheet, builder, mark);
  sheet->level = ADW_COMBO_ROW (gtk_builder_get_object (builder, "level"));
  sheet->severity = ADW_COMBO_ROW (gtk_builder_get_object (builder, "severity"));
  cs_dialog_present (GTK_WIDGET (sheet->dialog));
}

static void
rule (CsCasePage *self)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/dialogs/cs-ruling.ui");
  Sheet *sheet = sheet_new (self, builder, "text", "title", question_of (self)->clause, RULE);
  adw_message_dialog_set_body (sheet->dialog, question_of (self)->question);
  cs_dialog_present (GTK_WIDGET (sheet->dialog));
}

/* --- the bar --- */

static void
send_up (CsCasePage *self)
{
  Wish *wish = wish_new (self, SEND_UP);
  wish->level = (CsAsked)(question_of (self)->level + 1);
  act (self, wish);
}

static void
agree (CsCasePage *self)
{
  act (self, wish_new (self, AGREE));
}

static void
take_back (CsCasePage *self)
{
  act (self, wish_new (self, TAKE_BACK));
}

static char *
fill (const char *words, const char *first, const char *second, const char *third)
{
  g_auto (GStrv) parts = g_strsplit (words, "%s", 4);
  return g_strconcat (parts[0], first, parts[1], second, parts[2], third,
                      g_strv_length (parts) > 3 ? parts[3] : "", NULL);
}

/* " (mark 2, G-2.1)", "" */
static char *
about_words (CsCasePage *self, const CsEscalationRow *row)
{
  guint n = row->mark != 0 ? cs_case_model_number (self->model, row->mark) : 0;
  g_autofree char *mark = n > 0            ? g_strdup_printf (_ ("mark %u"), n)
                          : row->mark != 0 ? g_strdup (_ ("a mark not handed in"))
                                           : NULL;
  if (mark == NULL && row->clause == NULL)
    return g_strdup ("");
  return g_strconcat (" (", mark != NULL ? mark : "",
                      mark != NULL && row->clause != NULL ? ", " : "",
                      row->clause != NULL ? row->clause : "", ")", NULL);
}

static char *
open_words (CsCasePage *self, const CsEscalationRow *row)
{
  static const char *const sentences[] = {
    [CS_ASKED_NOBODY] = "%s%s%s",
    /* TRANSLATORS: a person, a day or time, and what they asked. */
    [CS_ASKED_LEAD] = N_ ("Waits for a lead. %s asked (since %s): “%s”"),
    [CS_ASKED_SME] = N_ ("Waits for an expert. %s asked (since %s): “%s”"),
    [CS_ASKED_BOARD] = N_ ("Waits for an expert and a lead who agree. %s asked (since %s): “%s”"),
  };
  CsSession *session = cs_case_model_session (self->model);
  g_autofree char *when = cs_when (cs_session_env (session), row->since);
  g_autofree char *question =
      fill (_ (sentences[row->level]), cs_session_person (session, row->who), when, row->question);
  g_autofree char *about = about_words (self, row);
  g_autofree char *asked = g_strconcat (question, about, NULL);
  if (row->text == NULL)
    return g_steal_pointer (&asked);
  /* TRANSLATORS: a question, a person, and what they would rule. */
  return fill (_ ("%s %s proposes: “%s”"), asked, cs_session_person (session, row->ruled_who),
               row->text);
}

CsCaseNotice
cs_case_page_question_notice (CsCasePage *self)
{
  const CsEscalationRow *row = question_of (self);
  CsSession *session = self->model != NULL ? cs_case_model_session (self->model) : NULL;
  if (row == NULL)
    return (CsCaseNotice){ NULL };
  if (row->settled != 0) {
    g_autofree char *id = row->ruled_clause != NULL
                              ? g_strdup_printf ("%s, %s", row->ruled_clause, row->ruling_id)
                              : g_strdup (row->ruling_id);
    /* TRANSLATORS: a person, what they ruled, and the id to cite it by. */
    return (CsCaseNotice){ .sentence =
                               fill (_ ("%s ruled on your question: “%s” (%s)"),
                                     cs_session_person (session, row->ruled_who), row->text, id) };
  }
  CsCaseNotice notice = { .sentence = open_words (self, row) };
  if (row->may_agree || row->may_rule) {
    notice.yes = row->may_agree ? _ ("Agree") : _ ("Rule…");
    notice.on_yes = row->may_agree ? agree : rule;
    notice.no = row->may_agree ? _ ("Rule Otherwise…") : row->may_send_up ? _ ("Send It Up") : NULL;
    notice.on_no = row->may_agree ? rule : send_up;
  } else if (row->own && row->may_take_back) {
    notice.yes = _ ("Take Back");
    notice.on_yes = take_back;
  } else if (row->may_send_up && !row->own) {
    notice.yes = _ ("Send It Up");
    notice.on_yes = send_up;
  }
  return notice;
}

/* To the mark that was asked about, for who answers and who was answered. */
void
cs_case_page_question_set (CsCasePage *self)
{
  const CsEscalationRow *row = question_of (self);
  if (row != NULL && row->mark != 0 &&
      cs_mark_set_get (cs_case_model_marks (self->model), row->mark) != NULL)
    cs_case_model_select (self->model, row->mark, TRUE);
}

static void
escalate_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  CsCasePage *self = CS_CASE_PAGE (widget);
  const CsEscalationRow *row = question_of (self);
  if (row != NULL && row->settled == 0 && row->may_rule)
    rule (self);
  else if (self->model != NULL && cs_case_model_may_edit (self->model))
    ask (self);
}

void
cs_case_page_install_question (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "case.escalate", NULL, escalate_cb);
}
