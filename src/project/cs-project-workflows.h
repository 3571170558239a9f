/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of a project's workflow, and the cases that run under each. On the project's thread;
 * what is read may cross threads. */
#pragma once

#include "cs-project.h"

typedef struct {
  CsWorkflow *workflow;
  gint64 version; /* 1, 2, ... */
  gint64 wall;
  char *by;                /* handle */
  char *note;              /* or NULL */
  guint accepted, decided; /* it is the one before relaxed, as so many of so many cases were
                              accepted as they were; decided 0: somebody wrote it */
  /* That run under it and are neither signed nor rejected; and, of the last one, those that nobody
   * began, which follow whatever is published next. -1: the reader is not told. */
  gint64 cases, fresh;
} CsWorkflowVersion;
void cs_workflow_version_free (CsWorkflowVersion *version);
/* GPtrArray of CsWorkflowVersion, to everybody; the last is in force. The cases are told to
 * reviewers, SMEs and leads. */
GPtrArray *cs_project_workflows (CsProject *project, const CsReader *reader, GError **error);
/* What the workflow of the case asks for where something is as bad as SEVERITY (or NULL). */
gboolean cs_project_route (CsProject *project, const CsGid *case_gid, const char *severity,
                           CsRoute *ret_route, GError **error);
