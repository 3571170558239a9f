/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every format reads into and writes from: labels, items and their marks, without a project
 * or a schema. Built by one thread, then treated as immutable; owns all it holds. */
#pragma once

#include "cs-mark-answer.h"
#include "cs-mark.h"

#define CS_DATASET_MAX_NAME 4096 /* bytes of a file name or title */

typedef enum { CS_DATASET_IMAGE, CS_DATASET_SERIES, CS_DATASET_TEXT } CsDatasetMedia;

typedef struct {
  char *key;           /* what marks bear as their label */
  char *name;          /* for people; never NULL */
  char *colour;        /* "#rrggbb" or NULL */
  char *supercategory; /* or NULL */
  gint64 foreign_id;   /* its number in the file it came from */
  gboolean has_foreign_id;
} CsDatasetCategory;

typedef struct {
  char *name; /* stored file name, or NULL */
  CsHash sha256;
  gboolean has_sha256;
  guint width, height, frames; /* zero: not known, or a text */
} CsDatasetPart;

typedef struct {
  CsGid gid;
  CsGid case_gid;
  gboolean has_case;
  char *name; /* stored name, relative; data, never opened */
  CsDatasetMedia media;
  GArray *parts;      /* of CsDatasetPart, in the order that marks count; at least one */
  gint64 text_length; /* code points; -1 unless a text */
  char *state;        /* a word of the workflow ("signed", "not-read"), or NULL */
  CsAnswer answer;
  char *note;    /* with ANSWER, or NULL */
  char *split;   /* or NULL */
  CsJson *facts; /* further canonical members (revision, signers), or NULL */
  gint64 foreign_id;
  gboolean has_foreign_id;
  GPtrArray *marks; /* of CsMark */
} CsDatasetItem;

typedef struct {
  char *name;            /* or NULL */
  GPtrArray *categories; /* of CsDatasetCategory, in the order of the schema */
  GPtrArray *items;      /* of CsDatasetItem */
  /*< private >*/
  GHashTable *by_gid, *by_key;
} CsDataset;

/* Whether KEY can be that of an attribute or of a member of `facts`: 1 to 64 of a-z 0-9 _ . - */
gboolean cs_dataset_key_fits (const char *key);
CsDataset *cs_dataset_new (void);
void cs_dataset_free (CsDataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsDataset, cs_dataset_free)

/* KEY must be new, 1..128 bytes; NAME NULL: as KEY. INVALID otherwise. Owned by DATASET. */
CsDatasetCategory *cs_dataset_add_category (CsDataset *dataset, const char *key, const char *name,
                                            GError **error);
const CsDatasetCategory *cs_dataset_category (const CsDataset *dataset, const char *key);
/* GID must be new; NAME plain text of 1..4096 bytes. One part named like the item is there already,
 * more are added by cs_dataset_item_add_part. INVALID otherwise. Owned by DATASET. */
CsDatasetItem *cs_dataset_add_item (CsDataset *dataset, const CsGid *gid, const char *name,
                                    CsDatasetMedia media, GError **error);
CsDatasetItem *cs_dataset_item (const CsDataset *dataset, const CsGid *gid);
/* Valid until the next call. NAME may be NULL. */
CsDatasetPart *cs_dataset_item_add_part (CsDatasetItem *item, const char *name);
CsDatasetPart *cs_dataset_item_part (const CsDatasetItem *item, guint part);
/* Takes a reference. The mark names ITEM. */
void cs_dataset_item_add_mark (CsDatasetItem *item, CsMark *mark);
/* Fitting for cs_mark_check_space: an array of the parts' extents, caller frees. Parts of unknown
 * size have zeros. */
CsMarkExtent *cs_dataset_item_extents (const CsDatasetItem *item);

/* Items by gid, their marks by id: the order that every writer expects. */
void cs_dataset_settle (CsDataset *dataset);
guint64 cs_dataset_count_marks (const CsDataset *dataset);

/* A stand-in gid for something that a foreign file names by TEXT: the same everywhere. */
void cs_dataset_gid_for (const char *text, CsGid *ret_gid);
/* A number 1..2^53-1 from a gid: its first 53 bits, or 1. */
guint64 cs_dataset_number_for (const CsGid *gid);

const char *cs_dataset_media_nick (CsDatasetMedia media); /* "image" */
gboolean cs_dataset_media_from_nick (const char *nick, CsDatasetMedia *ret_media);
