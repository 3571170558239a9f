/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The written parts of the sample: label schema, guideline, notes. Constants. */
#pragma once

#include <glib.h>

extern const char cs_sample_schema[];
extern const char cs_sample_guideline[];
extern const char cs_sample_cases[]; /* the table for the import */

/* A place in a note, by its words; the first place where they stand. */
typedef struct {
  const char *label, *words;
  int of; /* a measurement: which of the list it measures; -1 otherwise */
} CsSampleSpan;

typedef struct {
  const char *text;
  const CsSampleSpan *spans; /* ends with a NULL label */
} CsSampleNote;

extern const CsSampleNote cs_sample_notes[2];
