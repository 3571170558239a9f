/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a case stands, in one word with its icon and its colour: the same in every list, filter and
 * preview. Plain functions over values; any thread, words are those of the main thread's language.
 */
#pragma once

#include "cs-project-list.h"

typedef struct {
  const char *key;  /* "to-review" */
  const char *word; /* "To review", translated: of a case, and of the list of such cases */
  const char *icon, *css;
  gboolean always; /* its filter is offered even when there is none */
} CsCaseWord;

/* All of them in the order of the work; RET_COUNT may be NULL. */
const CsCaseWord *cs_case_words (guint *ret_count);
/* Never NULL. */
const CsCaseWord *cs_case_word_of (const CsCaseRow *row);
/* The word with the case's priority, segments and due date where it has one: "To read · High ·
 * Overdue". Caller frees. */
char *cs_case_state (const CsCaseRow *row);
/* "4 March 2026"; caller frees. */
char *cs_due_words (int due);
/* What a case is needed for, and when: "evaluation set, due Friday"; GOAL may be NULL. NULL for
 * nothing; caller frees. */
char *cs_goal_words (const char *goal, int due, int today);
/* "High", "Normal", "Low". */
const char *cs_priority_word (int priority);
/* What the case waits for, as a translated sentence. PERSON is the name of its holder, used only
 * while somebody has it in hand. Caller frees. */
char *cs_case_waits (const CsCaseRow *row, const char *person);

/* SENTENCE of the project's in the words of the window: "an expert" is who is an SME elsewhere.
 * NULL for NULL; caller frees. */
char *cs_window_words (const char *sentence);

/* "17 marks, 1 relation": the relations between marks are said apart. Caller frees. */
char *cs_marks_words (guint marks, guint relations);

/* "2 slices, 1 text not all shown"; caller frees. A text is one thing: how many of its
 * letters were not shown tells nobody anything. */
char *cs_not_shown_words (gint64 slices, gint64 texts);

/* "12 345": what the person's language puts between thousands, else a thin space. Caller frees. */
char *cs_figure (guint n);
/* "Series, 33 slices, text"; caller frees. */
char *cs_case_what (const CsCaseLine *line);
/* The day of WALL as one says it: "09:14", "Yesterday", "2 March", "5 January 2024"; "" for 0.
 * Caller frees. */
char *cs_when (CsEnv *env, gint64 wall);
/* The same with the time of the day: "Today 09:14". Caller frees. */
char *cs_when_long (CsEnv *env, gint64 wall);
/* "Wednesday, 4 March"; caller frees. */
char *cs_today (CsEnv *env);
/* "Lead", "Expert", "Reviewer", "Labeler"; "Looking only" for 0. */
const char *cs_role_word (guint roles);
/* "Contractor", "Medical expert", "Staff"; TYPE as in cs_worker_types. */
const char *cs_type_word (const char *type);
/* "Nothing to mark"; "no answer" for NONE. */
const char *cs_answer_word (CsAnswer answer);
