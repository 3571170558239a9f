/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the COCO format: reading one value, one annotation, a file; writing. Private to
 * src/formats; one thread. */
#pragma once

#include "cs-format.h"
#include "cs-json-stream.h"
#include "cs-tally.h"

/* --- single values: FALSE with ERROR; the stream is broken only if its event is ERROR --- */

typedef struct {
  CsJsonStream *stream;
  CsTally *tally;
  GHashTable *passed;  /* names of keys that nobody reads */
  GHashTable *dropped; /* names of attributes that cannot be kept */
  guint64 rounded;     /* numbers */
  GArray *numbers;     /* of gint64: scratch */
  GArray *rings;       /* of CsMarkRing: scratch */
} CsCocoInput;

/* The value after a key. */
gboolean cs_coco_read_integer (CsCocoInput *in, gint64 *ret_value, GError **error);
gboolean cs_coco_read_text (CsCocoInput *in, char **ret_text, GError **error);
/* Leaves the object or array that lies DEPTH deep, wherever the stream stands in it. */
gboolean cs_coco_leave (CsCocoInput *in, guint depth, GError **error);
/* A key that nobody reads: remembered by name and passed over. */
gboolean cs_coco_pass (CsCocoInput *in, const char *where, GError **error);

/* A member of an object: KEY and who reads its value into DATA. */
typedef struct {
  const char *key; /* NULL ends a table */
  gboolean (*read) (CsCocoInput *in, gpointer data, GError **error);
} CsCocoMember;

/* The members of the object that has just begun, up to its end. On a bad value or a repeated member
 * the rest is left out and FALSE with ERROR returned; the stream stands behind the object unless
 * its event is ERROR. RET_SEEN gets a bit for each member of the table. */
gboolean cs_coco_read_object (CsCocoInput *in, const char *where, const CsCocoMember *members,
                              gpointer data, guint *ret_seen, GError **error);

/* --- an annotation --- */

typedef enum {
  CS_COCO_PLAIN, /* no segmentation */
  CS_COCO_POLYGON,
  CS_COCO_MASK,
} CsCocoForm;

typedef struct {
  gint64 id, image_id, category_id;
  gboolean has_id, has_image_id, has_category_id, has_bbox;
  gboolean caption, keypoints, panoptic, crowd;
  gint64 bbox[4]; /* x, y, width, height in 1/1000 pixel */
  CsCocoForm form;
  gint64 *values; /* of the mark */
  guint n_values;
  CsMarkRing *rings;
  guint n_rings;
  guint width, height; /* of the mask's picture */
  CsJson *attributes;
  int confidence; /* -1: none */
  guint64 line;
} CsCocoAnnotation;

void cs_coco_annotation_free (CsCocoAnnotation *annotation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCocoAnnotation, cs_coco_annotation_free)
/* The object that has just begun. NULL with ERROR as cs_coco_read_object. */
CsCocoAnnotation *cs_coco_annotation_read (CsCocoInput *in, GError **error);
/* `segmentation` of an annotation: polygons, runs or nothing. */
gboolean cs_coco_read_segmentation (CsCocoInput *in, gpointer annotation, GError **error);
/* Numbers of an array that has just begun, as 1/1000, appended to in->numbers. */
gboolean cs_coco_read_lengths (CsCocoInput *in, GError **error);

/* --- a file --- */

typedef struct {
  CsCocoInput in;
  CsDataset *dataset;
  GHashTable *images;     /* id -> CsDatasetItem */
  GHashTable *categories; /* id -> CsDatasetCategory */
  GHashTable *mark_ids;   /* those taken */
  GPtrArray *annotations; /* of CsCocoAnnotation; members become NULL as they are turned */
  gboolean has_images, has_annotations, results;
  guint64 new_ids, captions, panoptic;
  guint64 memory; /* taken */
} CsCocoReader;

/* The object that has just begun; FALSE with ERROR as cs_coco_read_object. */
gboolean cs_coco_read_image (CsCocoReader *reader, GError **error);
gboolean cs_coco_read_category (CsCocoReader *reader, GError **error);
/* Owned by the dataset. */
CsDatasetItem *cs_coco_add_image (CsCocoReader *reader, gint64 id, const char *name,
                                  GError **error);
CsDatasetCategory *cs_coco_add_category (CsCocoReader *reader, gint64 id, const char *key,
                                         const char *name, GError **error);

/* --- the format --- */

CsDataset *cs_coco_read (GInputStream *input, GPtrArray *problems, GCancellable *cancellable,
                         GError **error);
void cs_coco_losses (const CsDataset *dataset, GPtrArray *problems);
gboolean cs_coco_write (const CsDataset *dataset, GOutputStream *output, GCancellable *cancellable,
                        GError **error);
