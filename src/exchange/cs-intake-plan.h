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

/* What is put beside a case as its clinical context, see cs-context.h; each way includes those
 * before it. */
typedef enum {
  CS_CONTEXT_BY_NONE,   /* nothing: a text is an item, whatever lies beside it */
  CS_CONTEXT_BY_TABLE,  /* what the table of cases says; without one, nothing */
  CS_CONTEXT_BY_STEM,   /* a text in the folder of a picture, with its name, is its case's report */
  CS_CONTEXT_BY_FOLDER, /* and one in or above the folder of pictures of one case only */
} CsContextBy;

#define CS_CONTEXT_WAYS 4

/* "none", "table", "stem", "folder"; FALSE for anything else. */
gboolean cs_context_by_from_nick (const char *nick, CsContextBy *ret_by);

typedef struct {
  guint case_index;              /* of its items */
  const char *case_title, *part; /* borrowed */
  GPtrArray *files;              /* of CsIntakeFile whose texts it is, borrowed; or none and */
  char *text;
} CsPlanContext;

typedef struct {
  GPtrArray *files;   /* of CsIntakeFile, all that can be taken; shared by plans made of them */
  GPtrArray *items;   /* of CsPlanItem, in the order of their first files */
  GPtrArray *refused; /* of CsPlanItem: more than an item can hold */
  GPtrArray *series;  /* of CsSeries */
  GPtrArray *texts;   /* of CsIntakeFile, whatever became of them; borrowed */
  GPtrArray *again;   /* of CsIntakeFile: texts that are an item already; borrowed */
  GPtrArray *context; /* of CsPlanContext */
  guint n_reports[CS_CONTEXT_WAYS]; /* texts that each way would make a report */
  gboolean table_says;              /* the table has more than cases to say */
  guint n_cases;
  gint64 bytes, n_parts; /* of the items */
  int refs;
} CsIntakePlan;

/* What FILES (is shared; not changed any more) become without those whose hash is in LEFT_OUT
 * (CsHash; may be NULL). CSV is for CS_CASE_BY_CSV only. Findings, and what the table leaves open,
 * are told to PROBLEMS. */
CsIntakePlan *cs_intake_plan_new (GPtrArray *files, GHashTable *left_out, CsCaseBy by,
                                  CsContextBy context, CsGroupingCsv *csv, GPtrArray *problems);
CsIntakePlan *cs_intake_plan_ref (CsIntakePlan *plan);
void cs_intake_plan_unref (CsIntakePlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsIntakePlan, cs_intake_plan_unref)

/* By CsHash, which it borrows; a set of them, which it owns. */
GHashTable *cs_hash_table_new (void);
GHashTable *cs_hash_set_new (void);
void cs_hash_set_add (GHashTable *set, const CsHash *hash);
