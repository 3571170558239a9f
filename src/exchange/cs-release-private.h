/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of cutting a release, for the files cs-release-*.c. */
#pragma once

#include "cs-export.h"
#include "cs-release-keys.h"
#include "cs-release.h"

/* A release in the making. */
typedef struct {
  CsProject *project;
  const CsReleaseOrder *order;
  CsExport *export;
  GHashTable *files;     /* path -> GBytes */
  GPtrArray *keys;       /* CsReleaseKey of all who signed */
  GHashTable *documents; /* hex of schemas, guidelines, workflows that a signature names */
  GHashTable *sources;   /* path under sources/ -> CsHash */
  GPtrArray *formats;    /* CsFormat, borrowed */
} CsReleaseCut;

/* BYTES is taken over; CONFLICT when the path is taken, INVALID when it is improper. */
gboolean cs_release_cut_add (CsReleaseCut *cut, const char *path, GBytes *bytes, GError **error);
gboolean cs_release_cut_add_text (CsReleaseCut *cut, const char *path, const char *text,
                                  GError **error);

/* signatures/, manifests/, revisions.jsonl; fills in the keys and documents. */
gboolean cs_release_cut_cases (CsReleaseCut *cut, GCancellable *cancellable, GError **error);
/* schema.json, guideline/, workflow.json, documents/. */
gboolean cs_release_cut_documents (CsReleaseCut *cut, GError **error);
/* SOURCES.sha256; fills in the sources. */
gboolean cs_release_cut_sources (CsReleaseCut *cut, GError **error);
/* One that is gone or changed is an error when it is to go along, else told to PROBLEMS. */
gboolean cs_release_cut_look_at_sources (const CsReleaseCut *cut, GPtrArray *problems,
                                         GError **error);
/* VERIFY.txt. RELEASER is the key that signs the release. Caller frees. */
char *cs_release_verify_text (const CsReleaseCut *cut, const CsReleaseKey *releaser);

/* The text of data/reader/read.py. */
extern const char cs_release_reader[];
