/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Release place shows and does, as jobs: where the cases stand, cutting, writing, loading.
 * Orders and results are plain values that cross threads. */
#pragma once

#include "cs-export.h"
#include "cs-load.h"
#include "cs-release.h"
#include "cs-session.h"

/* --- where it stands --- */

typedef struct {
  GPtrArray *cases;    /* CsCaseRow */
  GPtrArray *releases; /* CsReleaseRow */
  gboolean has_key;    /* the person has a signing key */
  gboolean sample;     /* whose passphrase everybody knows */
} CsReleaseFacts;
void cs_release_facts_free (gpointer facts);
gpointer cs_release_facts_job (CsDesk *desk, CsJob *job, gpointer data, GError **error);
/* How many cases are in STATE, a word of cs_export_case_state. */
guint cs_release_facts_count (const CsReleaseFacts *facts, const char *state);

/* --- cutting --- */

typedef struct {
  char *name;
  char *passphrase; /* wiped with it */
  gboolean new_key;
  gboolean coco, jsonl, with_sources;
} CsCutOrder;
void cs_cut_order_free (gpointer order);
/* Gives what the formats do not carry (GPtrArray of CsProblem). */
gpointer cs_cut_job (CsDesk *desk, CsJob *job, gpointer order, GError **error);

typedef struct {
  char *name, *to;
} CsBundleOrder;
void cs_bundle_order_free (gpointer order);
gpointer cs_bundle_job (CsDesk *desk, CsJob *job, gpointer order, GError **error);

/* --- export --- */

typedef struct {
  const CsFormat *format;
  CsExportLeast least;
  char *to; /* NULL: only look */
} CsExportOrder;
void cs_export_order_free (gpointer order);

typedef struct {
  guint cases, items;
  guint64 marks;
  guint controls;      /* control cases, which stay out; 0 for who is not told */
  GPtrArray *problems; /* CsProblem: what will not be as it is here */
} CsExportLook;
void cs_export_look_free (gpointer look);
gpointer cs_export_job (CsDesk *desk, CsJob *job, gpointer order, GError **error);

/* --- load --- */

typedef struct {
  char **paths;
  gboolean suggest;
  char *model; /* with SUGGEST; or NULL */
} CsLoadOrder;
void cs_load_order_free (gpointer order);

typedef struct {
  CsLoadCounts counts;
  GPtrArray *problems;
} CsLoadResult;
void cs_load_result_free (gpointer result);
/* The format is found by looking into the first file. */
gpointer cs_load_job (CsDesk *desk, CsJob *job, gpointer order, GError **error);
