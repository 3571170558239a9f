/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a release that was cut holds, and whether it still is what was signed, as jobs. Results are
 * plain values that cross threads. */
#pragma once

#include "cs-release-verify.h"
#include "cs-session.h"

typedef struct {
  guint cases, items, files, sources;
  guint64 marks, bytes;
  gboolean with_sources;
  char *formats;     /* "coco, jsonl" */
  char *fingerprint; /* of the key that signed the release; NULL when the release names none */
} CsReleaseLook;
void cs_release_look_free (gpointer look);
/* DATA is the name of a release. */
gpointer cs_release_look_job (CsDesk *desk, CsJob *job, gpointer name, GError **error);

typedef struct {
  CsReleaseReport *report;
  GPtrArray *problems; /* CsProblem */
} CsReleaseChecked;
void cs_release_checked_free (gpointer checked);
/* Every file and every signature is checked. DATA is the name of a release. */
gpointer cs_release_check_job (CsDesk *desk, CsJob *job, gpointer name, GError **error);
