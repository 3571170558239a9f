/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One project that is open in one window, seen from the main thread: who works in it, what it is
 * called, whether it can be written. Everything that touches the file is a job on its worker. */
#pragma once

#include "cs-worker.h"

/* What the window says of the project; an immutable value. */
typedef struct {
  char *name, *path;
  CsGid gid;
  char *handle, *person; /* who works here; NULL when looking only */
  guint roles;           /* CsRole */
  gboolean writable;
  char *why;              /* a sentence for the bar when it is not writable; NULL else */
  gboolean copy_helps;    /* a copy of the file could be written */
  CsSchema *schema;       /* in force, or NULL */
  CsGuideline *guideline; /* in force, or NULL */
  GPtrArray *members;     /* of CsIdentity: local identities that are members */
  GHashTable *roles_of;   /* handle -> roles, a number, of everybody */
  GHashTable *people;     /* handle -> name, of whom the name says who it is */
  int refs;
} CsSessionFacts;

CsSessionFacts *cs_session_facts_ref (CsSessionFacts *facts);
void cs_session_facts_unref (CsSessionFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSessionFacts, cs_session_facts_unref)

#define CS_TYPE_SESSION (cs_session_get_type ())
G_DECLARE_FINAL_TYPE (CsSession, cs_session, CS, SESSION, GObject)

/* Signals:
 * "changed" ()                 the project is another one: read lists again
 * "progress" (title, fraction, words)  a long job goes on; fraction < 0: unknown; title NULL: over
 * "trouble" (sentence)         a write failed: nothing more is submitted or signed
 * "notice" (sentence)          something was refused behind the scenes: say it once */

/* ENV outlives the session. */
CsSession *cs_session_new (CsEnv *env);
/* Before the program ends: lets the sessions that nobody wants any more finish what they have begun
 * and close their files. */
void cs_session_drain (void);

/* Nobody shows it any more, and it finishes what it has begun: until then its file is not opened
 * again, because it could only be looked at. */
void cs_session_leave (CsSession *self);

/* Opens PATH and works as HANDLE; NULL takes who worked in it last on this machine (PEOPLE: hex of
 * a project's id -> handle; may be NULL; not changed any more), else the only local member. Never
 * guesses: with several, or when HANDLE is no local member, nobody works, and facts->members are
 * those who could. Looks only, too, where nobody of this machine is a member, where somebody else
 * has the file open, and where it cannot be written. */
void cs_session_open_async (CsSession *self, const char *path, const char *handle,
                            GHashTable *people, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gboolean cs_session_open_finish (CsSession *self, GAsyncResult *result, GError **error);

/* Valid until the next "changed"; NULL before it is open. Owned by SELF. */
const CsSessionFacts *cs_session_facts (CsSession *self);
/* What people call who has HANDLE: the name, or the handle where two have that name. */
const char *cs_session_person (CsSession *self, const char *handle);
CsEnv *cs_session_env (CsSession *self);

/* See cs-worker.h. With CS_JOB_CHANGES, "changed" comes before CALLBACK. */
void cs_session_run_async (CsSession *self, const CsJobSpec *spec, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
gboolean cs_session_run_finish (CsSession *self, GAsyncResult *result, gpointer *ret_result,
                                GError **error);
/* What the long job that is under way is called; NULL when there is none. What is not urgent waits
 * until it is done. */
const char *cs_session_long_job (CsSession *self);
/* Stops the long job that is under way, if any. */
void cs_session_stop (CsSession *self);

/* That something could not be written, and what to do, for the bar; NULL while all is well. REASON
 * is the first failure's. From then on jobs with CS_JOB_CHANGES are refused with that sentence. */
const char *cs_session_trouble (CsSession *self);
void cs_session_set_trouble (CsSession *self, const char *reason);
/* Looks whether another program changed the file, which every job does, too: that is trouble. */
void cs_session_check (CsSession *self);
/* Emits "notice". */
void cs_session_set_notice (CsSession *self, const char *sentence);
