/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms cases from the items of one import. Plain functions over the caller's arrays; any thread.
 */
#pragma once

#include "cs-grouping-csv.h"
#include "cs-probe.h"

typedef enum {
  CS_CASE_BY_ITEM,    /* each item is a case */
  CS_CASE_BY_STUDY,   /* same study UID */
  CS_CASE_BY_PATIENT, /* same patient id */
  CS_CASE_BY_FOLDER,  /* same folder */
  CS_CASE_BY_STEM,    /* same name without its extension */
  CS_CASE_BY_CSV,     /* as a table says */
} CsCaseBy;

/* "item", "study", "patient", "folder", "stem"; FALSE for anything else. */
gboolean cs_case_by_from_nick (const char *nick, CsCaseBy *ret_by);

typedef struct {
  const char *title;
  const char *const *names; /* stored names of its files */
  const char *const *paths; /* where they lie, NULL for those in an archive */
  guint n_files;
  const CsProbe *probe; /* of its first file; NULL for a text */
  /* Filled in: */
  guint case_index;
  char *case_title; /* g_free */
} CsGroupedItem;

/* An item for which BY has no answer is a case of its own. CSV is for CS_CASE_BY_CSV only. What the
 * table leaves open, or says twice, is told to PROBLEMS. */
void cs_grouping_form_cases (CsGroupedItem *items, guint n_items, CsCaseBy by, CsGroupingCsv *csv,
                             GPtrArray *problems);
