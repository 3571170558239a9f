/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One act on many cases: what the rules refuse is left out and named, all the rest is one
 * transaction of one sitting. On the project's thread; results are plain values that may cross
 * threads. */
#pragma once

#include "cs-project.h"

typedef struct {
  gboolean whole;                                              /* one refusal refuses all */
  void (*progress) (gpointer data, gint64 done, gint64 total); /* may be NULL */
  gpointer data;
  GCancellable *cancellable; /* may be NULL; once cancelled nothing was done */
} CsBulkHow;

typedef struct {
  CsGid case_gid;
  CsHash act;
} CsBulkAct;

typedef struct {
  CsGid case_gid;
  char *title, *reason;
} CsBulkRefusal;

typedef struct {
  GArray *done;       /* of CsBulkAct */
  GPtrArray *refused; /* of CsBulkRefusal */
} CsBulk;
void cs_bulk_free (CsBulk *bulk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsBulk, cs_bulk_free)

/* HOW may be NULL here and below: what can be done is done. DENIED, with the reasons, when nothing
 * can be done, and with WHOLE when anything cannot. */
CsBulk *cs_project_assign_cases (CsProject *project, const CsGid *cases, guint n,
                                 const CsGid *person, const CsBulkHow *how, GError **error);
/* Each of CASES that FROM has, alone or among other readers, and has not handed in goes to PERSON;
 * NULL: to nobody, so that whoever may take it next does. */
CsBulk *cs_project_take_cases (CsProject *project, const CsGid *cases, guint n, const CsGid *from,
                               const CsGid *person, const CsBulkHow *how, GError **error);

/* PRIORITIES (see cs-work.h) and GOALS, what each is for, are parallel to CASES; no GOALS, one that
 * is NULL or "": nothing is said, as for what has the usual one. What has both already is left
 * alone. INVALID for a goal that is too long. */
CsBulk *cs_project_prioritise_cases (CsProject *project, const CsGid *cases, const int *priorities,
                                     const char *const *goals, guint n, const CsBulkHow *how,
                                     GError **error);

/* The same of due dates (see cs-due.h); REASON may be NULL. */
CsBulk *cs_project_set_due (CsProject *project, const CsGid *cases, const int *dues, guint n,
                            const char *reason, const CsBulkHow *how, GError **error);

/* Puts each case into a segment of KIND ("sensitive", "expertise"): SEGMENTS is parallel to CASES,
 * NULL or "" for none. INVALID for what is no word. */
CsBulk *cs_project_segment_cases (CsProject *project, const CsGid *cases, const char *kind,
                                  const char *const *segments, guint n, const CsBulkHow *how,
                                  GError **error);

/* Takes ACTS, any of those above, back by one act: each case is again what it was before. Refused
 * for a case that somebody changed in this since, and for one that they have gone on with. */
CsBulk *cs_project_undo_cases (CsProject *project, const CsBulkAct *acts, guint n,
                               const CsBulkHow *how, GError **error);
/* What the signer last did of that and did not take back, all of the one act (GArray of CsBulkAct);
 * none when there is none. PASSED, more of them or NULL, are passed over. */
GArray *cs_project_last_bulk (CsProject *project, const GArray *passed, GError **error);

/* Who could be given how many of CASES. */
typedef struct {
  CsPersonRow *person;
  guint n;
} CsBulkPerson;
void cs_bulk_person_free (CsBulkPerson *person);
/* Those who could be given at least one (GPtrArray of CsBulkPerson), in the order of the roster. */
GPtrArray *cs_project_people_for_cases (CsProject *project, const CsReader *reader,
                                        const CsGid *cases, guint n, GError **error);
