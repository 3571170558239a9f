/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-session.h"
#include "cs-local-members.h"
#include "cs-member-choice.h"
#include "cs-project-reads.h"

#include <glib/gi18n.h>

struct _CsSession {
  GObject parent_instance;
  CsEnv *env;
  CsWorker *worker;
  CsSessionFacts *facts;
  char *path; /* as it was asked for */
  char *why;  /* from opening; stays as long as the project is open */
  char *trouble;
  gboolean copy_helps, overtaken;
  GCancellable *long_job;
  char *long_title;
};

G_DEFINE_FINAL_TYPE (CsSession, cs_session, G_TYPE_OBJECT)

enum { CHANGED, PROGRESS, TROUBLE, NOTICE, N_SIGNALS };
static guint signals[N_SIGNALS];
static guint n_alive;
static GList *leaving; /* of CsSession, without a reference */

/* --- facts --- */

CsSessionFacts *
cs_session_facts_ref (CsSessionFacts *facts)
{
  __atomic_add_fetch (&facts->refs, 1, __ATOMIC_RELAXED);
  return facts;
}

void
cs_session_facts_unref (CsSessionFacts *facts)
{
  if (facts == NULL || __atomic_sub_fetch (&facts->refs, 1, __ATOMIC_ACQ_REL) > 0)
    return;
  g_free (facts->name);
  g_free (facts->path);
  g_free (facts->handle);
  g_free (facts->person);
  g_free (facts->why);
  g_clear_pointer (&facts->schema, cs_schema_unref);
  g_clear_pointer (&facts->guideline, cs_guideline_unref);
  g_clear_pointer (&facts->members, g_ptr_array_unref);
  g_clear_pointer (&facts->people, g_hash_table_unref);
  g_clear_pointer (&facts->roles_of, g_hash_table_unref);
  g_free (facts);
}

/* Two of one name are told apart by their handles. */
static gboolean
gather_people (CsProject *project, CsSessionFacts *facts, GError **error)
{
  CsReader reader = cs_project_reader (project);
  g_autoptr (GPtrArray) rows = cs_project_people (project, &reader, error);
  if (rows == NULL)
    return FALSE;
  facts->roles_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  facts->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < rows->len; i++) {
    const CsPersonRow *row = rows->pdata[i];
    guint same = 0;
    g_hash_table_insert (facts->roles_of, g_strdup (row->handle), GUINT_TO_POINTER (row->roles));
    for (guint k = 0; k < rows->len; k++)
      same += g_strcmp0 (row->name, ((const CsPersonRow *)rows->pdata[k])->name) == 0;
    if (same == 1 && row->name != NULL && row->name[0] != '\0')
      g_hash_table_insert (facts->people, g_strdup (row->handle), g_strdup (row->name));
  }
  return TRUE;
}

static CsSessionFacts *
gather_facts (CsDesk *desk, GError **error)
{
  CsProject *project = desk->project;
  g_autoptr (CsSessionFacts) facts = g_new0 (CsSessionFacts, 1);
  facts->refs = 1;
  CsStore *store = cs_project_store (project);
  CsSigner *signer = cs_project_signer (project);
  facts->name = g_strdup (cs_project_name (project));
  facts->path = g_strdup (cs_store_path (store));
  facts->gid = *cs_project_gid (project);
  facts->writable = cs_store_writable (store) && signer != NULL;
  facts->roles = cs_project_reader (project).roles;
  if (signer != NULL) {
    facts->handle = g_strdup (cs_signer_identity (signer)->handle);
    facts->person = g_strdup (cs_signer_identity (signer)->name);
  }
  if (!cs_project_schema (project, &facts->schema, NULL, error) ||
      !cs_project_guideline (project, &facts->guideline, NULL, error))
    return NULL;
  if (facts->schema != NULL)
    cs_schema_ref (facts->schema);
  if (facts->guideline != NULL)
    cs_guideline_ref (facts->guideline);
  facts->members = cs_project_local_members (project, error);
  return facts->members != NULL && gather_people (project, facts, error) ? g_steal_pointer (&facts)
                                                                         : NULL;
}

/* --- opening --- */

typedef struct {
  char *path, *handle;
  GHashTable *people; /* see cs_session_open_async */
} Wish;

typedef struct {
  CsSessionFacts *facts;
  char *why;
  gboolean copy_helps;
} Opened;

static void
wish_free (gpointer data)
{
  Wish *wish = data;
  g_free (wish->path);
  g_free (wish->handle);
  g_clear_pointer (&wish->people, g_hash_table_unref);
  g_free (wish);
}

static void
opened_free (gpointer data)
{
  Opened *opened = data;
  cs_session_facts_unref (opened->facts);
  g_free (opened->why);
  g_free (opened);
}

/* "Ana has this project open on desk-3 since 09:14. …" */
static char *
held_words (CsEnv *env, const char *path, const GError *refusal)
{
  gint64 since = 0;
  g_autofree char *host = NULL, *who = cs_store_holder (path, &host, &since);
  if (who == NULL || !g_error_matches (refusal, CS_ERROR, CS_ERROR_LOCKED))
    return g_strdup (refusal->message);
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (since / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (env->wall (env) / G_USEC_PER_SEC);
  gboolean today = g_date_time_get_year (then) == g_date_time_get_year (now) &&
                   g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (now);
  g_autofree char *time = g_date_time_format (then, today ? "%H:%M" : "%-d %B, %H:%M");
  const char *where = g_str_equal (host, g_get_host_name ()) ? _ ("this computer") : host;
  /* Translators: a person, a computer ("this computer" or its name) and a time. */
  return g_strdup_printf (_ ("%s has this project open on %s since %s. You can look; when it is "
                             "closed there, press Reopen."),
                          who, where, time);
}

/* Opens for writing, or looks where that cannot be; RET_WHY then says why. */
static CsProject *
open_as_can_be (CsEnv *env, const char *path, char **ret_why, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  CsProject *project = cs_project_open (env, path, CS_STORE_WRITE, NULL, &refusal);
  if (project != NULL)
    return project;
  if (!g_error_matches (refusal, CS_ERROR, CS_ERROR_LOCKED) &&
      !g_error_matches (refusal, CS_ERROR, CS_ERROR_READ_ONLY)) {
    g_propagate_error (error, g_steal_pointer (&refusal));
    return NULL;
  }
  *ret_why = held_words (env, path, refusal);
  return cs_project_open (env, path, CS_STORE_LOOK, NULL, error);
}

static gboolean
work_as (CsDesk *desk, const Wish *wish, char **ret_why, GError **error)
{
  g_autoptr (GPtrArray) members = cs_project_local_members (desk->project, error);
  if (members == NULL)
    return FALSE;
  const CsIdentity *identity =
      cs_member_choose (members, wish->handle, wish->people, cs_project_gid (desk->project));
  if (identity == NULL) {
    if (*ret_why == NULL)
      *ret_why = cs_member_nobody_words (members, wish->handle);
    return TRUE;
  }
  CsSigner *signer = cs_signer_open (desk->env, identity->handle, error);
  if (signer == NULL || !cs_project_work_as (desk->project, signer, error))
    return FALSE;
  /* What cannot be written now is found again by whoever acts next. */
  g_autoptr (GError) trouble = NULL;
  if (*ret_why == NULL)
    cs_project_catch_up (desk->project, &trouble);
  return TRUE;
}

static gpointer
open_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  const Wish *wish = data;
  g_autofree char *why = NULL;
  g_clear_pointer (&desk->project, cs_project_close);
  desk->project = open_as_can_be (desk->env, wish->path, &why, error);
  gboolean only_look = why != NULL;
  if (desk->project == NULL || !work_as (desk, wish, &why, error))
    return NULL;
  CsSessionFacts *facts = gather_facts (desk, error);
  if (facts == NULL)
    return NULL;
  Opened *opened = g_new0 (Opened, 1);
  opened->facts = facts;
  opened->why = g_steal_pointer (&why);
  opened->copy_helps = only_look;
  return opened;
}

static void
take_facts (CsSession *self, CsSessionFacts *facts)
{
  g_clear_pointer (&self->facts, cs_session_facts_unref);
  self->facts = facts;
  facts->why = g_strdup (self->why);
  facts->copy_helps = self->copy_helps;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CsSession *self = CS_SESSION (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gpointer value = NULL;
  if (!cs_worker_finish (result, &value, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  Opened *opened = value;
  g_free (self->why);
  self->why = g_steal_pointer (&opened->why);
  self->copy_helps = opened->copy_helps;
  take_facts (self, g_steal_pointer (&opened->facts));
  opened_free (opened);
  g_task_return_boolean (task, TRUE);
}

static void
open_now (GTask *task)
{
  CsSession *self = g_task_get_source_object (task);
  Wish *wish = g_task_get_task_data (task);
  CsJobSpec spec = { .run = open_job, .data = wish, .free_result = opened_free };
  cs_worker_run (self->worker, self, &spec, g_task_get_cancellable (task), opened_cb, task);
}

static gboolean
open_cb (gpointer task)
{
  open_now (task);
  return G_SOURCE_REMOVE;
}

static void
left_cb (gpointer task, GObject *before)
{
  g_idle_add (open_cb, task); /* it is closed by then */
}

static CsSession *
find_leaving (const char *path)
{
  for (GList *link = leaving; link != NULL; link = link->next)
    if (g_strcmp0 (((CsSession *)link->data)->path, path) == 0)
      return link->data;
  return NULL;
}

void
cs_session_leave (CsSession *self)
{
  if (g_list_find (leaving, self) == NULL)
    leaving = g_list_prepend (leaving, self);
}

void
cs_session_open_async (CsSession *self, const char *path, const char *handle, GHashTable *people,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  CsSession *before = find_leaving (path);
  Wish *wish = g_new0 (Wish, 1);
  wish->path = g_strdup (path);
  wish->handle = g_strdup (handle);
  wish->people = people != NULL ? g_hash_table_ref (people) : NULL;
  g_task_set_task_data (task, wish, wish_free);
  g_free (self->path);
  self->path = g_strdup (path);
  if (before != NULL)
    g_object_weak_ref (G_OBJECT (before), left_cb, task);
  else
    open_now (task);
}

gboolean
cs_session_open_finish (CsSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- jobs --- */

/* What a caller's job gave, kept while the facts are read anew. */
typedef struct {
  CsJobFunc run;
  gpointer data, result;
  GDestroyNotify free_data, free_result;
  gboolean changes;
  char *refusal; /* what is told instead of running */
  gboolean overtaken, gone;
  CsSessionFacts *facts;
} Outer;

static void
outer_free (gpointer data)
{
  Outer *outer = data;
  if (outer->free_data != NULL)
    outer->free_data (outer->data);
  if (outer->result != NULL && outer->free_result != NULL)
    outer->free_result (outer->result);
  cs_session_facts_unref (outer->facts);
  g_free (outer->refusal);
  g_free (outer);
}

/* The result is handed back inside the Outer itself, which the callback keeps. */
static gpointer
outer_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  Outer *outer = data;
  g_autoptr (GError) inner = NULL;
  if (outer->refusal != NULL) {
    cs_fail (error, CS_ERROR_READ_ONLY, "%s", outer->refusal);
    return NULL;
  }
  outer->result = outer->run (desk, job, outer->data, &inner);
  outer->overtaken =
      desk->project != NULL && cs_store_was_overtaken (cs_project_store (desk->project));
  outer->gone = outer->overtaken && cs_store_is_gone (cs_project_store (desk->project));
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return NULL;
  }
  if (outer->changes)
    outer->facts = gather_facts (desk, NULL);
  return outer;
}

static void
set_trouble (CsSession *self, const char *sentence)
{
  if (g_strcmp0 (self->trouble, sentence) == 0)
    return;
  g_free (self->trouble);
  self->trouble = g_strdup (sentence);
  g_signal_emit (self, signals[TROUBLE], 0, sentence);
}

static void
outer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CsSession *self = CS_SESSION (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Outer *outer = g_task_get_task_data (task);
  gboolean ok = cs_worker_finish (result, NULL, &error);
  if (self->long_job != NULL && self->long_job == g_task_get_cancellable (task)) {
    g_clear_object (&self->long_job);
    g_signal_emit (self, signals[PROGRESS], 0, NULL, 0.0, NULL);
  }
  if (outer->overtaken && !self->overtaken) {
    self->overtaken = TRUE;
    set_trouble (self, outer->gone
                           ? _ ("The file of this project is not there any more: its disk or "
                                "share may not be connected. What you draw is kept aside on this "
                                "computer; nothing is submitted or signed. When the file is back, "
                                "press Reopen.")
                           : _ ("Changed by another program."));
  }
  if (!ok) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (outer->facts != NULL)
    take_facts (self, g_steal_pointer (&outer->facts));
  g_task_return_pointer (task, g_steal_pointer (&outer->result), outer->free_result);
}

void
cs_session_run_async (CsSession *self, const CsJobSpec *spec, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GCancellable) stop = NULL;
  if (spec->title != NULL) {
    stop = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
    g_set_object (&self->long_job, stop);
    g_free (self->long_title);
    self->long_title = g_strdup (spec->title);
    cancellable = stop;
  }
  Outer *outer = g_new0 (Outer, 1);
  outer->run = spec->run;
  outer->data = spec->data;
  outer->free_data = spec->free_data;
  outer->free_result = spec->free_result;
  outer->changes = (spec->flags & CS_JOB_CHANGES) != 0;
  if (outer->changes && (spec->flags & CS_JOB_OPENS) == 0)
    outer->refusal = g_strdup (self->trouble);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, outer, outer_free);
  CsJobSpec inner = { .title = spec->title, .run = outer_job, .data = outer, .flags = spec->flags };
  cs_worker_run (self->worker, self, &inner, cancellable, outer_cb, task);
}

gboolean
cs_session_run_finish (CsSession *self, GAsyncResult *result, gpointer *ret_result, GError **error)
{
  return cs_worker_finish (result, ret_result, error);
}

void
cs_session_stop (CsSession *self)
{
  if (self->long_job != NULL)
    g_cancellable_cancel (self->long_job);
}

const char *
cs_session_long_job (CsSession *self)
{
  return self->long_job != NULL ? self->long_title : NULL;
}

static void
progress_cb (GObject *owner, const char *title, gint64 done, gint64 total, const char *words)
{
  double fraction = total > 0 ? (double)done / (double)total : -1.0;
  if (CS_SESSION (owner)->long_job != NULL)
    g_signal_emit (owner, signals[PROGRESS], 0, title, CLAMP (fraction, -1.0, 1.0), words);
}

/* --- the rest --- */

const CsSessionFacts *
cs_session_facts (CsSession *self)
{
  return self->facts;
}

const char *
cs_session_person (CsSession *self, const char *handle)
{
  const char *name = self->facts != NULL && handle != NULL
                         ? g_hash_table_lookup (self->facts->people, handle)
                         : NULL;
  return name != NULL ? name : handle;
}

CsEnv *
cs_session_env (CsSession *self)
{
  return self->env;
}

const char *
cs_session_trouble (CsSession *self)
{
  return self->trouble;
}

void
cs_session_set_trouble (CsSession *self, const char *reason)
{
  if (self->trouble != NULL)
    return; /* also: it was overtaken, which is why */
  /* TRANSLATORS: %s is the file and what the system says of it */
  g_autofree char *sentence =
      g_strdup_printf (_ ("This project can no longer be written (%s). What you draw is "
                          "kept aside and offered when it is opened again; nothing is "
                          "submitted or signed. When that is mended, press Reopen."),
                       reason);
  set_trouble (self, sentence);
}

static gpointer
nothing_job (CsDesk *desk, CsJob *job, gpointer data, GError **error)
{
  return NULL;
}

void
cs_session_check (CsSession *self)
{
  CsJobSpec spec = { .run = nothing_job };
  if (self->facts != NULL)
    cs_session_run_async (self, &spec, NULL, NULL, NULL);
}

void
cs_session_set_notice (CsSession *self, const char *sentence)
{
  g_signal_emit (self, signals[NOTICE], 0, sentence);
}

static void
cs_session_finalize (GObject *object)
{
  CsSession *self = CS_SESSION (object);
  n_alive--;
  cs_session_stop (self);
  cs_worker_free (self->worker);
  g_clear_object (&self->long_job);
  g_clear_pointer (&self->facts, cs_session_facts_unref);
  leaving = g_list_remove (leaving, self);
  g_free (self->path);
  g_free (self->long_title);
  g_free (self->why);
  g_free (self->trouble);
  G_OBJECT_CLASS (cs_session_parent_class)->finalize (object);
}

static void
cs_session_class_init (CsSessionClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);
  G_OBJECT_CLASS (klass)->finalize = cs_session_finalize;
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PROGRESS] = g_signal_new ("progress", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_DOUBLE, G_TYPE_STRING);
  signals[TROUBLE] = g_signal_new ("trouble", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[NOTICE] = g_signal_new ("notice", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cs_session_init (CsSession *self)
{
}

CsSession *
cs_session_new (CsEnv *env)
{
  CsSession *self = g_object_new (CS_TYPE_SESSION, NULL);
  n_alive++;
  self->env = env;
  self->worker = cs_worker_new (env, progress_cb, G_OBJECT (self));
  return self;
}

void
cs_session_drain (void)
{
  while (n_alive > 0)
    g_main_context_iteration (NULL, TRUE);
}
