/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The label schema of a project, document `countersign-schema-1`: which labels there are, how they
 * are drawn, which attributes they have, what may be related. Immutable, reference counted, may
 * cross threads; fields are read-only.
 *
 * {"format","name",
 *  "labels":[{"key","name","colour":"#rrggbb","kinds":["box",..],"shortcut","definition","clause",
 *             "tier":1..3,"severity":"minor|major|critical",
 *             "codes":[{"system","version","code","meaning"}],
 *             "attributes":[{"key","name","type","choices":[{"key","name"}],"unit","min","max",
 *                            "required","when":{"attribute","is":[value]}}]}],
 *  "relations":[{"key","name","from":[label],"to":[label],"definition","clause","attributes"}],
 *  "context":["age","sex","study","reason","history","report"]}
 *
 * A person may leave out names (the key stands for them) and colours, write a choice as a plain
 * text, a bound as a number and `is` as one value; a relation without `from` or `to` may begin or
 * end at any label. "context" is what of a case may be read beside its pictures, see cs-project-
 * context.h; without it nothing. Unknown keys are errors that name their path. */
#pragma once

#include "cs-attribute.h"
#include "cs-mark-same.h"
#include "cs-mark-set.h"

#define CS_SCHEMA_FORMAT "countersign-schema-1"
#define CS_SCHEMA_MAX_SIZE (4 * 1024 * 1024)

typedef struct {
  const char *key, *name;
  const char *colour; /* "#rrggbb", lower case */
  const CsMarkKind **kinds;
  guint n_kinds;
  const char *shortcut;            /* one letter or digit, or NULL */
  const char *definition, *clause; /* or NULL */
  gint64 tier;                     /* 1..3, 0 for none */
  const char *severity;            /* or NULL */
  const CsJson *codes;             /* list of objects, or NULL */
  CsAttribute *attributes;
  guint n_attributes;
} CsLabel;

typedef struct {
  const char *key, *name;
  const char *definition, *clause; /* or NULL */
  const CsJson *from, *to;         /* lists of label keys; NULL: any */
  CsAttribute *attributes;
  guint n_attributes;
} CsRelation;

typedef struct {
  const char *name;
  CsLabel *labels;
  guint n_labels;
  CsRelation *relations;
  guint n_relations;
  const CsJson *context; /* list of what may be read beside the pictures, or NULL */
  /*< private >*/
  CsJson *json;
  GHashTable *by_key; /* label key -> CsLabel */
  int refs;
} CsSchema;

/* What a person wrote. INVALID with line and column or path; TOO_NEW for a later format. */
CsSchema *cs_schema_read (const char *text, gsize size, GError **error);
/* What was stored: canonical bytes in normal form, else CORRUPT. */
CsSchema *cs_schema_parse (const char *text, gsize size, GError **error);
CsSchema *cs_schema_ref (const CsSchema *schema);
void cs_schema_unref (CsSchema *schema);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSchema, cs_schema_unref)

/* Names of two labels that are the same here are the same to a reader: without regard to case and
 * to spaces around them. NULL for what is no UTF-8; caller frees. */
char *cs_label_name_folded (const char *name);

const char *cs_schema_name (const CsSchema *schema);
/* As lines that can be edited and published again; caller frees. */
char *cs_schema_to_text (const CsSchema *schema);
/* The normal form; owned by SCHEMA. */
const CsJson *cs_schema_to_json (const CsSchema *schema);

/* NULL when there is none. */
const CsLabel *cs_schema_label (const CsSchema *schema, const char *key);
/* It may be drawn over words. */
gboolean cs_label_is_of_texts (const CsLabel *label);
/* The Nth such label from 0, in their order; NULL when there are fewer. */
const CsLabel *cs_schema_text_label (const CsSchema *schema, guint n);
/* CS_MARK_SAME is known to every schema, between marks on pictures, unless it says more of it. */
const CsRelation *cs_schema_relation (const CsSchema *schema, const char *key);
extern const CsRelation cs_relation_same;
/* All that a schema can allow to be read, NULL-terminated; and whether SCHEMA allows PART. */
extern const char *const cs_context_parts[];
gboolean cs_schema_allows (const CsSchema *schema, const char *part);
/* The same schema with other CONTEXT, NULL-terminated; INVALID for a word that it does not know. */
CsSchema *cs_schema_with_context (const CsSchema *schema, const char *const *context,
                                  GError **error);
/* The same schema with no other labels than those of KEYS, NULL-terminated, and what may be related
 * among them; INVALID when there is none. */
CsSchema *cs_schema_with_labels (const CsSchema *schema, const char *const *keys, GError **error);
/* The attributes of the label or relation of MARK; NULL and 0 when it is not in the schema. */
const CsAttribute *cs_schema_attributes (const CsSchema *schema, const CsMark *mark,
                                         guint *ret_count);

/* INVALID, saying what and what would be right, unless label or relation exists, the label is drawn
 * as this kind, and all attributes are known, of their type, complete, and apply. */
gboolean cs_schema_check_mark (const CsSchema *schema, const CsMark *mark, GError **error);
/* The same for work in progress: required attributes may still be missing, and those that no longer
 * apply may still be there. */
gboolean cs_schema_check_draft_mark (const CsSchema *schema, const CsMark *mark, GError **error);
/* Every mark of SET, and that relations begin and end at labels where they may. Names the mark. */
gboolean cs_schema_check_set (const CsSchema *schema, const CsMarkSet *set, GError **error);

/* What changed from BEFORE to AFTER as sentences (GPtrArray of char *), empty when nothing did. */
GPtrArray *cs_schema_diff (const CsSchema *before, const CsSchema *after);
