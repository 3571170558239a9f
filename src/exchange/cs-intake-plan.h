/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What files become: items and cases, decided in one place for those who only look and for those
 * who bring in. Immutable once made, reference counted, as are its files; any thread. */
#pragma once

#include "cs-grouping.h"
#include "cs-intake-file.h"
#include "cs-series.h"

/* What a person should know of an item before it is stored, bits of a number. */
typedef enum {
  CS_PLAN_NAMES_SOMEBODY = 1 << 0, /* the header has a name or an id of a patient */
  CS_PLAN_BURNED_IN = 1 << 1,      /* the header says that the picture has such words in it */
  CS_PLAN_NO_SCALE = 1 << 2,       /* DICOM without the size of a pixel */
  CS_PLAN_NO_ORIENTATION = 1 << 3, /* DICOM that does not say how it lies in the patient */
  CS_PLAN_IN_PART = 1 << 4,        /* the project has its series in part */
  CS_PLAN_FINDINGS = 1 << 5,       /* its series has findings */
} CsPlanNote;

#define CS_PLAN_NOTES 6

/* "names-somebody", ... of bit N. */
const char *cs_plan_note_nick (guint n);

typedef struct {
  guint first;            /* the earliest of its files */
  GPtrArray *files;       /* of CsIntakeFile in the order of the parts, borrowed */
  const CsSeries *series; /* NULL for a text */
  const char *kind;       /* "image", "series", "text" */
  char *title;
  CsJson *facts;
  gint64 frames, bytes;
  guint notes;      /* of CsPlanNote */
  guint case_index; /* items of one case have the same */
  char *case_title;
} CsPlanItem;

/* An id of its first file, see cs_probe_id; NULL when it does not say. */
const char *cs_plan_item_id (const CsPlanItem *item, const char *key);

typedef struct {
  GPtrArray *files;   /* of CsIntakeFile, all that can be taken; shared by plans made of them */
  GPtrArray *items;   /* of CsPlanItem, in the order of their first files */
  GPtrArray *refused; /* of CsPlanItem: more than an item can hold */
  GPtrArray *series;  /* of CsSeries */
  guint n_cases;
  gint64 bytes, n_parts; /* of the items */
  int refs;
} CsIntakePlan;

/* What FILES (is shared; not changed any more) become without those whose hash is in LEFT_OUT
 * (CsHash; may be NULL). CSV is for CS_CASE_BY_CSV only. Findings, and what the table leaves open,
 * are told to PROBLEMS. */
CsIntakePlan *cs_intake_plan_new (GPtrArray *files, GHashTable *left_out, CsCaseBy by,
                                  CsGroupingCsv *csv, GPtrArray *problems);
CsIntakePlan *cs_intake_plan_ref (CsIntakePlan *plan);
void cs_intake_plan_unref (CsIntakePlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsIntakePlan, cs_intake_plan_unref)

/* By CsHash, which it borrows; a set of them, which it owns. */
GHashTable *cs_hash_table_new (void);
GHashTable *cs_hash_set_new (void);
void cs_hash_set_add (GHashTable *set, const CsHash *hash);
