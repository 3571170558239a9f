/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is in a project, as its leads are told: plain values that cross threads. */
#pragma once

#include "cs-project-pause.h"
#include "cs-session.h"

typedef struct {
  GPtrArray *people;   /* CsPersonRow */
  GPtrArray *pauses;   /* CsPauseRow */
  GPtrArray *segments; /* CsSegmentRow */
  CsWorkflow *workflow;
} CsMembers;
void cs_members_free (gpointer members);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMembers, cs_members_free)
CsMembers *cs_members_read (CsProject *project, GError **error);
/* The same as a CsJobFunc; DATA is ignored. */
gpointer cs_members_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);
