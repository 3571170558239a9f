/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of checking a release, for the files cs-release-verify*.c. */
#pragma once

#include "cs-json.h"
#include "cs-release-verify.h"
#include "cs-release.h"

typedef struct {
  const CsReleaseFiles *files;
  GPtrArray *problems;
  CsReleaseReport *report;
  CsJson *about; /* release.json */
} CsReleaseCheck;

/* An ERROR problem at PATH. */
void cs_release_check_fail (CsReleaseCheck *check, const char *path, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* The canonical document at PATH; NULL, told, when it is missing or none. */
CsJson *cs_release_check_json (CsReleaseCheck *check, const char *path);
/* manifests/, signatures/, revisions.jsonl, documents/ and marks.jsonl against each other. */
void cs_release_check_cases (CsReleaseCheck *check, GCancellable *cancellable);
