/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shape of a document as a table. Every document we read (event bodies, schema, workflow,
 * manifests) is checked by its table first, so that the code behind it may use the plain getters.
 * Any thread. */
#pragma once

#include "cs-json.h"

typedef enum {
  CS_FIELD_BOOL,
  CS_FIELD_INT,    /* MIN..MAX when MAX > MIN */
  CS_FIELD_STRING, /* length in bytes MIN..MAX when MAX > 0; canonical text only */
  CS_FIELD_GID,    /* 32 hex */
  CS_FIELD_HASH,   /* 64 hex */
  CS_FIELD_OBJECT, /* FIELDS, or any object when FIELDS is NULL */
  CS_FIELD_ANY,
} CsFieldType;

typedef enum {
  CS_FIELD_REQUIRED = 1 << 0,
  CS_FIELD_LIST = 1 << 1,     /* an array of the type; MAX_COUNT members when not 0 */
  CS_FIELD_NONEMPTY = 1 << 2, /* list with at least one member */
} CsFieldFlags;

typedef struct _CsField CsField;
struct _CsField {
  const char *key; /* NULL ends a table */
  CsFieldType type;
  guint flags;
  gint64 min, max;
  const CsField *fields;      /* for objects */
  const char *const *choices; /* for strings: NULL-terminated closed list */
  guint max_count;            /* for lists */
};

/* OBJECT has every required member, each of its type, and no other: else INVALID with the path,
 * "labels[3].colour: ...". */
gboolean cs_json_check (const CsJson *object, const CsField *fields, GError **error);
