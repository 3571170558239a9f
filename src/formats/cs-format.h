/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An interchange format as a table: how its files are known, read and written. One const struct in
 * one file and one row in cs-formats.def a format. Static; a call is one thread's. */
#pragma once

#include "cs-dataset.h"
#include "cs-problem.h"

#include <gio/gio.h>

#define CS_FORMAT_DETECT_SIZE 65536
#define CS_FORMAT_MAX_MEMORY ((guint64)1 << 30) /* bytes that one dataset read may take, about */

typedef enum {
  CS_FORMAT_READS = 1 << 0,
  CS_FORMAT_WRITES = 1 << 1,
} CsFormatFlags;

typedef struct {
  const char *id;        /* "coco" */
  const char *label;     /* "COCO", translatable */
  const char *file_name; /* of its file in an export: "annotations.coco.json" */
  CsFormatFlags flags;
  /* How sure the first bytes of a file make one, 0..100. */
  guint (*detect) (const char *data, gsize size);
  /* NULL with ERROR when the file as a whole cannot be read. What cannot be taken over stands in
   * PROBLEMS: ERROR what was left out, WARNING what is doubtful, INFO what was changed or passed
   * over. The dataset is settled. */
  CsDataset *(*read) (GInputStream *input, GPtrArray *problems, GCancellable *cancellable,
                      GError **error);
  /* Said before writing: what will not be in the file, or not as it is, with counts. */
  void (*losses) (const CsDataset *dataset, GPtrArray *problems);
  /* DATASET is settled. The same dataset gives the same bytes everywhere. */
  gboolean (*write) (const CsDataset *dataset, GOutputStream *output, GCancellable *cancellable,
                     GError **error);
} CsFormat;

#define CS_FORMAT(id) extern const CsFormat cs_format_##id;
#include "cs-formats.def"
#undef CS_FORMAT

/* All formats in the order of the table; RET_COUNT may be NULL. */
const CsFormat *const *cs_formats (guint *ret_count);
/* NOT_FOUND, naming those there are, when there is no such format. */
const CsFormat *cs_format_find (const char *id, GError **error);
/* The format that is surest of these first bytes of a file, or NULL. */
const CsFormat *cs_format_detect (const char *data, gsize size);
/* The same of a file; NULL without ERROR when it looks like none. */
const CsFormat *cs_format_detect_path (const char *path, GError **error);

/* Reads a regular file; errors and problems name it, and the format that it looks like instead. */
CsDataset *cs_format_read_path (const CsFormat *format, const char *path, GPtrArray *problems,
                                GCancellable *cancellable, GError **error);
/* Writes beside PATH, syncs and renames over it. */
gboolean cs_format_write_path (const CsFormat *format, const CsDataset *dataset, const char *path,
                               GCancellable *cancellable, GError **error);

/* For readers: adds BYTES to what was taken so far; LIMIT beyond CS_FORMAT_MAX_MEMORY. */
gboolean cs_format_take_memory (guint64 *taken, guint64 bytes, GError **error);
/* For writers: hands TEXT to OUTPUT and empties it, once it is longer than LEAST bytes. */
gboolean cs_format_flush (GString *text, gsize least, GOutputStream *output,
                          GCancellable *cancellable, GError **error);
