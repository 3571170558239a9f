/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a release is what its people signed: every file, the releaser's signatures, each case's
 * sign-off, and the marks against what was signed. Needs nothing but the files. One thread. */
#pragma once

#include "cs-release-files.h"
#include "cs-release-keys.h"

typedef struct {
  char *name; /* of the release, and of its project */
  char *project_name;
  CsGid project;
  char *by;        /* handle of the releaser */
  GPtrArray *keys; /* of CsReleaseKey: whose signatures were checked; CASES is filled in */
  guint files; /* of the release that fit: those listed, the list, its two signatures; no sources */
  guint cases, items;
  guint64 marks;
  guint sources;       /* listed */
  guint sources_there; /* of them in the bundle, and right */
  gboolean sound;      /* nothing of severity ERROR was found */
} CsReleaseReport;

void cs_release_report_free (CsReleaseReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsReleaseReport, cs_release_report_free)

/* Findings go to PROBLEMS, ERROR where something does not hold; those that are there already count
 * too. ROSTER (CsPersonRow of a project, or NULL): the keys must be those of these people.
 * NULL with ERROR when FILES is no release at all (INVALID) or of a later program (TOO_NEW). */
CsReleaseReport *cs_release_verify (const CsReleaseFiles *files, const GPtrArray *roster,
                                    GPtrArray *problems, GCancellable *cancellable, GError **error);
