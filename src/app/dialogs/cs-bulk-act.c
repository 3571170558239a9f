/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-bulk-act.h"
#include "cs-case-words.h"
#include "cs-dialogs.h"
#include "cs-project-bulk.h"

#include <glib/gi18n.h>

#define LAST "cs-last-bulk" /* of a session: the GArray of CsBulkAct that can be taken back */
#define NAMED_MAX 8         /* refusals that are told one by one */

/* What the job reads, and what is said of it. */
typedef struct {
  GArray *cases; /* of CsGid; NULL when ACTS are taken back */
  GArray *acts;  /* of CsBulkAct, or NULL */
  CsGid person;
  char *name;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;
  g_clear_pointer (&order->cases, g_array_unref);
  g_clear_pointer (&order->acts, g_array_unref);
  g_free (order->name);
  g_free (order);
}

static void
some_cb (gpointer job, gint64 done, gint64 total)
{
  cs_job_progress (job, done, total, NULL);
}

static gpointer
bulk_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  const CsBulkHow how = { .progress = some_cb,
                          .data = job,
                          .cancellable = cs_job_cancellable (job) };
  if (order->acts != NULL)
    return cs_project_unassign_cases (desk->project, (const CsBulkAct *)(gpointer)order->acts->data,
                                      order->acts->len, &how, error);
  return cs_project_assign_cases (desk->project, (const CsGid *)(gpointer)order->cases->data,
                                  order->cases->len, &order->person, &how, error);
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

static void
tell_done (CsMainWindow *window, const Order *order, guint n)
{
  cs_toasts_decided (cs_main_window_toasts (window), NULL);
  if (order->acts != NULL) {
    g_autofree char *back = g_strdup_printf (
        ngettext ("%u case is as it was before.", "%u cases are as before.", n), n);
    cs_main_window_toast (window, back, NULL, NULL);
    return;
  }
  g_autofree char *given = g_strdup_printf (
      /* TRANSLATORS: the last is a person */
      ngettext ("%u case assigned to %s.", "%u cases assigned to %s.", n), n, order->name);
  cs_main_window_toast (window, given, _ ("Undo"), "win.undo-cases");
}

typedef struct {
  CsMainWindow *window;
  Order *order; /* the job's own words, once more */
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
  if (ok)
    g_object_set_data_full (source, LAST, order->acts == NULL ? g_array_ref (bulk->done) : NULL,
                            (GDestroyNotify)g_array_unref);
  if (cs_main_window_session (window) == CS_SESSION (source)) {
    if (!ok)
      cs_main_window_tell_error (window, error);
    else
      tell_done (window, order, bulk->done->len);
    if (ok && bulk->refused->len > 0)
      tell_refused (window, bulk);
  }
  order_free (order);
}

/* --- beginning --- */

static Order *
order_new (GArray *cases, GArray *acts, const CsGid *person, const char *name)
{
  Order *order = g_new0 (Order, 1);
  order->cases = cases != NULL ? g_array_ref (cases) : NULL;
  order->acts = acts != NULL ? g_array_ref (acts) : NULL;
  order->person = person != NULL ? *person : (CsGid){ { 0 } };
  order->name = g_strdup (name);
  return order;
}

static void
begin (CsMainWindow *window, GArray *cases, GArray *acts, const CsGid *person, const char *name)
{
  CsSession *session = cs_main_window_session (window);
  if (session == NULL)
    return;
  Asked *asked = g_new0 (Asked, 1);
  asked->window = g_object_ref (window);
  asked->order = order_new (cases, acts, person, name);
  CsJobSpec spec = { .title = acts != NULL ? _ ("Taking back") : _ ("Assigning cases"),
                     .run = bulk_job,
                     .data = order_new (cases, acts, person, name),
                     .free_data = order_free,
                     .free_result = (GDestroyNotify)cs_bulk_free,
                     .flags = CS_JOB_CHANGES };
  cs_session_run_async (session, &spec, NULL, done_cb, asked);
}

void
cs_bulk_assign (CsMainWindow *window, const CsGid *cases, guint n, const CsGid *person,
                const char *name)
{
  g_autoptr (GArray) copy = g_array_sized_new (FALSE, FALSE, sizeof (CsGid), n);
  g_array_append_vals (copy, cases, n);
  begin (window, copy, NULL, person, name);
}

void
cs_bulk_undo (CsMainWindow *window)
{
  CsSession *session = cs_main_window_session (window);
  GArray *last = session != NULL ? g_object_get_data (G_OBJECT (session), LAST) : NULL;
  if (last != NULL)
    begin (window, NULL, last, NULL, NULL);
}
