/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The attributes that a label or relation of the schema gives its marks: definitions and the check
 * of values against them. Owned by the schema they stand in. Any thread. */
#pragma once

#include "cs-json-check.h"

typedef struct _CsAttribute CsAttribute;

/* A type of attribute: what its definition may say and what a value looks like. */
typedef struct {
  const char *nick; /* "choice" */
  const char *form; /* what a value is, for messages: "one of its choices" */
  gboolean has_choices, has_range;
  gboolean is_whole;     /* its range is of whole numbers */
  gboolean is_condition; /* others may depend on it */
  gboolean (*check) (const CsAttribute *attribute, const CsJson *value, GError **error);
} CsAttributeType;

typedef struct {
  const char *key, *name;
} CsChoice;

struct _CsAttribute {
  const char *key, *name;
  const CsAttributeType *type;
  const CsChoice *choices;
  guint n_choices;
  const char *unit;
  const char *min, *max; /* exact decimals, or NULL */
  gboolean required;     /* where it applies */
  int when;              /* place in the list of the attribute it depends on; -1: always applies */
  const CsJson *when_is; /* the values of that one with which it applies */
};

/* choice, multi-choice, text, integer, decimal, boolean. */
const CsAttributeType *cs_attribute_types (guint *ret_count);
const CsAttributeType *cs_attribute_type_find (const char *nick);

/* The table of a definition, in the forms that a person may write. */
extern const CsField cs_attribute_fields[];
/* The canonical list of definitions, which have passed the table: choices as objects, bounds as
 * exact decimals (whole numbers of an integer), `is` as a list. NULL for an empty list. INVALID
 * naming PATH. RET_OK FALSE on error. */
CsJson *cs_attributes_normalise (const CsJson *list, const char *path, gboolean *ret_ok,
                                 GError **error);
/* From a canonical list, into which the result points. Free with cs_attributes_free. */
CsAttribute *cs_attributes_read (const CsJson *list, guint *ret_count);
void cs_attributes_free (CsAttribute *attributes, guint count);

/* Whether attribute N of the list applies to a mark with VALUES (an object or NULL). */
gboolean cs_attribute_applies (const CsAttribute *attributes, guint n, const CsJson *values);
/* VALUES is the object of a mark's attributes or NULL. Every value is known and of its type;
 * when COMPLETE is asked for, required ones are there, and none that does not apply. INVALID naming
 * the attribute. */
gboolean cs_attributes_check (const CsAttribute *attributes, guint count, const CsJson *values,
                              gboolean complete, GError **error);
