/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-bulk-act.h"
#include "cs-case-words.h"
#include "cs-dialogs.h"
#include "cs-project-bulk.h"

#include <glib/gi18n.h>

#define LAST "cs-last-bulk" /* of a session: the Order that takes the last one back */
#define STEPS_MAX 20        /* that can be taken back one after another */
#define NAMED_MAX 8         /* refusals that are told one by one */

typedef enum { GIVE, RANK, DATE, PLACE, TAKE_BACK } Deed;

/* What the job reads, and what is said of it. Not changed once it is made; owned by who counts. */
typedef struct _Order Order;

struct _Order {
  Deed deed;
  GArray *cases; /* of CsGid; or NULL */
  GArray *acts;  /* of CsBulkAct, for TAKE_BACK; or NULL */
  CsGid person;
  char *name;       /* of the person; with ACTS what was done, in words */
  int value;        /* a priority, or a due date */
  char *word;       /* the goal of a priority, or a segment; NULL for none */
  const char *kind; /* of that segment; static */
  Order *before;    /* with ACTS: what takes back the one before that; or NULL */
};

static void order_unref (gpointer order);

static void
order_clear (gpointer data)
{
  Order *order = data;
  g_clear_pointer (&order->cases, g_array_unref);
  g_clear_pointer (&order->acts, g_array_unref);
  g_free (order->name);
  g_free (order->word);
  g_clear_pointer (&order->before, order_unref);
}

static void
order_unref (gpointer order)
{
  g_atomic_rc_box_release_full (order, order_clear);
}

static void
some_cb (gpointer job, gint64 done, gint64 total)
{
  cs_job_progress (job, done, total, NULL);
}

static CsBulk *
set_value (CsProject *project, const Order *order, const CsBulkHow *how, GError **error)
{
  const CsGid *cases = (const CsGid *)(gpointer)order->cases->data;
  guint n = order->cases->len;
  g_autofree int *values = g_new0 (int, n + 1);
  g_autofree const char **words = g_new0 (const char *, n + 1);
  for (guint i = 0; i < n; i++) {
    values[i] = order->value;
    words[i] = order->word;
  }
  if (order->deed == DATE)
    return cs_project_set_due (project, cases, values, n, NULL, how, error);
  if (order->deed == PLACE)
    return cs_project_segment_cases (project, cases, order->kind, words, n, how, error);
  return cs_project_prioritise_cases (project, cases, values, words, n, how, error);
}

static gpointer
bulk_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  const CsBulkHow how = { .progress = some_cb,
                          .data = job,
                          .cancellable = cs_job_cancellable (job) };
  switch (order->deed) {
  case GIVE:
    return cs_project_assign_cases (desk->project, (const CsGid *)(gpointer)order->cases->data,
                                    order->cases->len, &order->person, &how, error);
  case TAKE_BACK:
    return cs_project_undo_cases (desk->project, (const CsBulkAct *)(gpointer)order->acts->data,
                                  order->acts->len, &how, error);
  default:
    return set_value (desk->project, order, &how, error);
  }
}

/* --- what is said --- */

static void
tell_refused (CsMainWindow *window, const CsBulk *bulk)
{
  guint n = bulk->refused->len, named = MIN (n, NAMED_MAX);
  g_autofree char *heading =
      g_strdup_printf (ngettext ("%u Case Stayed as It Was", "%u Cases Stayed as They Were", n), n);
  g_autoptr (GString) body = g_string_new (NULL);
  for (guint i = 0; i < named; i++) {
    const CsBulkRefusal *refusal = bulk->refused->pdata[i];
    g_autofree char *reason = cs_window_words (refusal->reason);
    /* TRANSLATORS: a case, and why it could not be changed */
    g_string_append_printf (body, _ ("“%s”: %s"), refusal->title, reason);
    g_string_append_c (body, '\n');
  }
  if (n > named)
    g_string_append_printf (body, ngettext ("and %u more", "and %u more", n - named), n - named);
  cs_tell (GTK_WINDOW (window), heading, body->str);
}

static char *
date_words (int due, guint n)
{
  if (n == 0)
    return g_strdup (_ ("They have that due date already."));
  if (due == CS_DUE_NONE)
    return g_strdup_printf (
        ngettext ("%u case has no due date now.", "%u cases have no due date now.", n), n);
  g_autofree char *day = cs_due_words (due);
  /* TRANSLATORS: the last is a date: "4 March 2026" */
  return g_strdup_printf (ngettext ("%u case is due on %s.", "%u cases are due on %s.", n), n, day);
}

static char *
segment_words (const char *segment, guint n)
{
  if (n == 0)
    return g_strdup (segment != NULL ? _ ("They are in that segment already.")
                                     : _ ("They are in no such segment."));
  if (segment == NULL)
    return g_strdup_printf (
        ngettext ("%u case is out of its segment.", "%u cases are out of their segments.", n), n);
  /* TRANSLATORS: the last is a segment */
  return g_strdup_printf (ngettext ("%u case is in segment %s.", "%u cases are in segment %s.", n),
                          n, segment);
}

/* What was done to N cases, in words; caller frees. */
static char *
done_words (const Order *order, guint n)
{
  if (order->acts != NULL)
    /* TRANSLATORS: the last is a whole sentence: "2 cases assigned to Ana." */
    return g_strdup_printf (
        ngettext ("Taken back for %u case: %s", "Taken back for %u cases: %s", n), n, order->name);
  if (order->deed == GIVE)
    return g_strdup_printf (
        /* TRANSLATORS: the last is a person */
        ngettext ("%u case assigned to %s.", "%u cases assigned to %s.", n), n, order->name);
  if (order->deed == DATE)
    return date_words (order->value, n);
  if (order->deed == PLACE)
    return segment_words (order->word, n);
  if (n == 0)
    return g_strdup (_ ("They have that priority already."));
  if (order->word != NULL)
    /* TRANSLATORS: the last is what they are needed for: "evaluation set" */
    return g_strdup_printf (
        ngettext ("%u case is served first: %s.", "%u cases are served first: %s.", n), n,
        order->word);
  /* TRANSLATORS: the last is "High", "Normal" or "Low" */
  return g_strdup_printf (ngettext ("Priority of %u case: %s.", "Priority of %u cases: %s.", n), n,
                          cs_priority_word (order->value));
}

static void
tell_done (CsMainWindow *window, const Order *order, guint n)
{
  g_autofree char *words = done_words (order, n);
  gboolean can = order->acts == NULL && n > 0;
  cs_toasts_decided (cs_main_window_toasts (window), NULL);
  cs_main_window_toast (window, words, can ? _ ("Undo") : NULL, can ? "win.undo-cases" : NULL);
}

/* Takes BEFORE over. */
static Order *
way_back (const Order *order, const CsBulk *bulk, Order *before)
{
  Order *back = g_atomic_rc_box_new0 (Order), *last = back;
  back->deed = TAKE_BACK;
  back->acts = g_array_ref (bulk->done);
  back->name = done_words (order, bulk->done->len);
  back->before = before;
  for (guint i = 1; i < STEPS_MAX && last != NULL; i++)
    last = last->before;
  if (last != NULL)
    g_clear_pointer (&last->before, order_unref);
  return back;
}

/* What the next key of undo takes back. */
static void
remember (GObject *session, const Order *order, const CsBulk *bulk)
{
  Order *next = order->acts == NULL ? way_back (order, bulk, g_object_steal_data (session, LAST))
                : order->before != NULL ? g_atomic_rc_box_acquire (order->before)
                                        : NULL;
  if (next != NULL)
    g_object_set_data_full (session, LAST, next, order_unref);
  else
    g_object_set_data (session, LAST, NULL);
}

typedef struct {
  CsMainWindow *window;
  Order *order;
} Asked;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (CsMainWindow) window = asked->window;
  Order *order = asked->order;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  gboolean ok = cs_session_run_finish (CS_SESSION (source), result, &value, &error);
  g_autoptr (CsBulk) bulk = value;
  g_free (asked);
  if (ok && (order->acts != NULL || bulk->done->len > 0))
    remember (source, order, bulk);
  if (cs_main_window_session (window) == CS_SESSION (source)) {
    if (!ok)
      cs_main_window_tell_error (window, error);
    else
      tell_done (window, order, bulk->done->len);
    if (ok && bulk->refused->len > 0)
      tell_refused (window, bulk);
  }
  order_unref (order);
}

/* --- beginning --- */

/* ORDER is taken over. */
static void
begin (CsMainWindow *window, Order *order)
{
  static const char *const titles[] = {
    [GIVE] = N_ ("Assigning cases"),       [RANK] = N_ ("Changing the priority"),
    [DATE] = N_ ("Changing the due date"), [PLACE] = N_ ("Changing the segment"),
    [TAKE_BACK] = N_ ("Taking back"),
  };
  Asked *asked = g_new0 (Asked, 1);
  asked->window = g_object_ref (window);
  asked->order = order;
  CsJobSpec spec = { .title = _ (titles[order->deed]),
                     .run = bulk_job,
                     .data = g_atomic_rc_box_acquire (order),
                     .free_data = order_unref,
                     .free_result = (GDestroyNotify)cs_bulk_free,
                     .flags = CS_JOB_CHANGES };
  cs_session_run_async (cs_main_window_session (window), &spec, NULL, done_cb, asked);
}

static Order *
order_for (Deed deed, const CsGid *cases, guint n)
{
  Order *order = g_atomic_rc_box_new0 (Order);
  order->deed = deed;
  order->cases = g_array_sized_new (FALSE, FALSE, sizeof (CsGid), n);
  g_array_append_vals (order->cases, cases, n);
  return order;
}

void
cs_bulk_assign (CsMainWindow *window, const CsGid *cases, guint n, const CsGid *person,
                const char *name)
{
  if (cs_main_window_session (window) == NULL)
    return;
  Order *order = order_for (GIVE, cases, n);
  order->person = *person;
  order->name = g_strdup (name);
  begin (window, order);
}

void
cs_bulk_prioritise (CsMainWindow *window, const CsGid *cases, guint n, int priority,
                    const char *goal)
{
  if (cs_main_window_session (window) == NULL)
    return;
  Order *order = order_for (RANK, cases, n);
  order->value = priority;
  order->word = g_strdup (goal);
  begin (window, order);
}

void
cs_bulk_set_due (CsMainWindow *window, const CsGid *cases, guint n, int due)
{
  if (cs_main_window_session (window) == NULL)
    return;
  Order *order = order_for (DATE, cases, n);
  order->value = due;
  begin (window, order);
}

void
cs_bulk_segment (CsMainWindow *window, const CsGid *cases, guint n, const char *kind,
                 const char *segment)
{
  if (cs_main_window_session (window) == NULL)
    return;
  Order *order = order_for (PLACE, cases, n);
  order->kind = g_intern_string (kind);
  order->word = g_strdup (segment);
  begin (window, order);
}

void
cs_bulk_undo (CsMainWindow *window)
{
  CsSession *session = cs_main_window_session (window);
  Order *back = session != NULL ? g_object_get_data (G_OBJECT (session), LAST) : NULL;
  if (back != NULL)
    begin (window, g_atomic_rc_box_acquire (back));
  else if (session != NULL)
    cs_main_window_toast (window, _ ("There is nothing to take back."), NULL, NULL);
}
