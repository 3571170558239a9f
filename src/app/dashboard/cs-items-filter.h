/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved filters: which cases, found by which words, in which order, under a name. A person's view
 * of a project, kept in the state folder for each project and person, never in the project. Plain
 * values; reading and writing on the project's thread. */
#pragma once

#include "cs-case-table.h"

#define CS_ITEMS_FILTERS_MAX 50
#define CS_ITEMS_FILTER_NAME_MAX 60 /* letters */
#define CS_ITEMS_FILTER_TEXT_MAX 200

typedef struct {
  char *name;
  char *key;  /* as in cs-items-side.h */
  char *text; /* that is searched for, as it was typed; "" for nothing */
  CsCaseSort sorts[CS_CASE_COLUMNS];
  guint n_sorts;
} CsItemsFilter;

CsItemsFilter *cs_items_filter_new (const char *name, const char *key, const char *text,
                                    const CsCaseSort *sorts, guint n_sorts);
CsItemsFilter *cs_items_filter_copy (const CsItemsFilter *filter);
void cs_items_filter_free (CsItemsFilter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsItemsFilter, cs_items_filter_free)

/* 1 to 60 letters in one line that show as what they are. */
gboolean cs_items_filter_name_ok (const char *name);
gboolean cs_items_filter_text_ok (const char *text);
/* Both show the same cases in the same order. */
gboolean cs_items_filter_same (const CsItemsFilter *a, const CsItemsFilter *b);

/* GPtrArray of CsItemsFilter. What cannot be read is none; a file that is damaged is set aside, as
 * the next that is saved would be written over it. */
GPtrArray *cs_items_filters_read (CsEnv *env, const CsGid *project, const CsGid *person);
gboolean cs_items_filters_write (CsEnv *env, const CsGid *project, const CsGid *person,
                                 const GPtrArray *filters, GError **error);
