/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a person beside their roles: what kind of worker they are, how far they have
 * come, what they are expert in, and which restricted cases they were let in to. Plain values. Any
 * thread. */
#pragma once

#include "cs-json.h"
#include "cs-rules.h"
#include "cs-sqlite.h"

typedef enum { CS_LEVEL_READER, CS_LEVEL_REVIEWER, CS_LEVEL_TRAINER } CsLevel;
/* "reader", "reviewer", "trainer"; NULL-terminated, as are the kinds of worker. */
extern const char *const cs_level_names[];
extern const char *const cs_worker_types[];
const char *cs_level_name (CsLevel level);
gboolean cs_level_parse (const char *name, CsLevel *ret_level, GError **error);
gboolean cs_worker_type_check (const char *name, GError **error);

/* Lists of short words: sorted, each once, with a comma before and after each (",breast,chest,");
 * "" for none. */
#define CS_WORD_MAX 40 /* bytes */
#define CS_WORDS_MAX 64
/* From "chest, breast"; INVALID names the word. Caller frees. */
char *cs_words_parse (const char *text, GError **error);
/* One word, or INVALID. */
gboolean cs_word_check (const char *word, GError **error);
/* "breast,chest". Caller frees. */
char *cs_words_to_text (const char *words);
gboolean cs_words_has (const char *words, const char *word);
/* An array, and back: NULL when it is not the array of such a list. */
CsJson *cs_words_to_json (const char *words);
char *cs_words_from_json (const CsJson *array);

typedef struct {
  char *type; /* a worker type, or NULL: nobody said */
  CsLevel level;
  char *tags;     /* what they are expert in */
  char *segments; /* the sensitive segments that they were let in to */
} CsTraits;
void cs_traits_clear (CsTraits *traits);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsTraits, cs_traits_clear)
/* Of somebody in the index; of nobody: nothing, and no roles. ROLES may be NULL. */
gboolean cs_traits_load (CsDb *index, const CsGid *person, CsTraits *ret_traits, guint *ret_roles,
                         GError **error);
/* From the columns CS_TRAITS_COLUMNS of a row, of which the first is the Nth. */
#define CS_TRAITS_COLUMNS "person.type, person.level, person.tags, person.segments"
void cs_traits_from_row (CsStmt *stmt, int n, CsTraits *ret_traits);
void cs_traits_copy (const CsTraits *traits, CsTraits *ret_copy);

/* Whether somebody of ROLES and TRAITS may know of the cases of a sensitive segment ("": of none):
 * who leads and who audits may always, as they let others in. */
gboolean cs_traits_sees (const CsTraits *traits, guint roles, const char *sensitive);
/* Whether they may also take a case that asks for EXPERTISE ("": for none). */
gboolean cs_traits_admits (const CsTraits *traits, guint roles, const char *sensitive,
                           const char *expertise);
