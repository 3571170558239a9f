/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences of the cards of Today. Callers free what they get. Any thread. */
#pragma once

#include "cs-today-facts.h"

/* WORDS with FIRST and SECOND in the places of "%u". */
char *cs_today_fill (const char *words, gint64 first, gint64 second);
char *cs_today_count (const char *words, guint count);
/* ONE and OTHER, which may be NULL. */
char *cs_today_join (const char *one, const char *other);

/* Which case is the next one, or how far it is begun. */
char *cs_today_next_words (const CsTodayFacts *facts, const CsTaskRow *task);
/* Why it comes before others; NULL where that is its turn. */
char *cs_today_served_words (const CsTaskRow *task, int today);
/* How long nobody else may take it; NULL where that has no end. */
char *cs_today_lease_words (const CsTaskRow *task, gint64 now);
