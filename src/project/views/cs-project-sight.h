/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one reader may see of a project, asked of the rules: the one place that every read goes
 * through. Lives on the stack for one look; borrows the project. On the project's thread. */
#pragma once

#include "cs-project-private.h"

typedef struct {
  CsProject *project;
  const CsReader *reader;
  const CsWorkflows *workflows;
  CsTraits traits; /* of the reader */
  gboolean hides;  /* there is a segment that they were not let in to */
  gboolean keeps;  /* what became of their work is not told to the reader: see cs_flow_keeps */
  gboolean rounds; /* readings of cases that several read are kept from the reader for a while */
  gint64 now;      /* by the reader's clock, microseconds since 1970; 0: no claim ever ends */
  /* Of all cases at once, when there are many to be looked at; else NULL. */
  GHashTable *authors; /* of pairs of a version and a person */
  gboolean veils;      /* there are control cases of which the reader is not told */
  GHashTable *drafts;  /* set of CsGid: cases on which the reader has a draft */
  GHashTable *looked;  /* the same: whose marks they asked for after having looked without */
} CsSight;

gboolean cs_sight_begin (CsProject *project, const CsReader *reader, CsSight *ret_sight,
                         GError **error);
/* Reads what is else asked of the file for each case. */
gboolean cs_sight_gather (CsSight *sight, GError **error);
void cs_sight_clear (CsSight *sight);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsSight, cs_sight_clear)
/* The first column of all rows of STMT, which may be NULL with ERROR: set of CsGid. */
GHashTable *cs_sight_gids (CsStmt *stmt, GError **error);
/* TRUE for reviewers, SMEs and leads, from whom nothing is kept but versions of what several read
 * (cs_sight_version), unless they read beside others or settle what these differ on, act where
 * marks are hidden at first, or were not let in to a segment. */
gboolean cs_sight_is_full (const CsSight *sight);
/* Of a segment that the reader was not let in to: nothing of the case is theirs to know. */
gboolean cs_sight_shuts_out (const CsSight *sight, const CsWork *work);
/* Its segment keeps them from nothing. */
gboolean cs_sight_admits (const CsSight *sight, const CsWork *work);
/* Where several read WORK and the reader is one of them, could be or could settle it, and where
 * they handed it in and control cases are read, it becomes what they may know of it
 * (cs_flow_seen_by, cs_flow_keep). To be asked before anything else is looked at. */
void cs_sight_focus (const CsSight *sight, CsWork *work);
/* What became of WORK is not told to the reader, who handed it in. Not after cs_sight_focus. */
gboolean cs_sight_keeps (const CsSight *sight, const CsWork *work);
/* Several read WORK, not all are done, and the reader is one of them, could be or could settle what
 * they differ on. */
gboolean cs_sight_is_beside (const CsSight *sight, const CsWork *work);
/* The same, of who reads or could, where it was sent back: they are told why, and that says nothing
 * of what anybody reads now. */
gboolean cs_sight_is_reader_anew (const CsSight *sight, const CsWork *work);
/* Who has WORK given or at work among several readers is told: to who leads and reads nothing
 * there.
 */
gboolean cs_sight_names_readers (const CsSight *sight, const CsWork *work);
/* Who read WORK is not told: the reader may settle what is open between them. */
gboolean cs_sight_hides_readers (const CsSight *sight, const CsWork *work);
/* Whether WORK is in lists, sums and searches: control cases only for who they were made for. */
gboolean cs_sight_lists (const CsSight *sight, const CsWork *work);
/* That the case is there, its title and its items. */
gboolean cs_sight_case (const CsSight *sight, const CsWork *work);
gboolean cs_sight_has_draft (const CsSight *sight, const CsGid *case_gid);
gboolean cs_sight_is_author (const CsSight *sight, const CsHash *version, const CsGid *person);
/* What was done on the case: marks of the current version, their number, what was decided. */
gboolean cs_sight_work (const CsSight *sight, const CsWork *work);
/* What lies beside the case for whoever works on it: those, and who could take it now. */
gboolean cs_sight_desk (const CsSight *sight, const CsWork *work);
/* The marks of WORK are kept from the reader until they ask for them. */
gboolean cs_sight_hides (const CsSight *sight, const CsWork *work);
/* The work of one version, current or not. NOT_FOUND also for one that may not be seen. */
gboolean cs_sight_version (const CsSight *sight, const CsHash *version, GError **error);
/* Several read WORK, and what they found is kept from the reader. */
gboolean cs_sight_keeps_readings (const CsSight *sight, const CsWork *work);
/* Takes out of WORK what somebody who sees the case but not the work on it may not know. */
void cs_sight_veil (const CsSight *sight, CsWork *work);
