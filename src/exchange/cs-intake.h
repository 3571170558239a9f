/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings files into a project: looks at each, leaves out what cannot be used and says why, stores
 * the rest once, puts slices together and forms cases. On the project's thread.
 *
 * Bytes go in first, in small transactions; items and cases in one act at the end. A run that is
 * cancelled or fails leaves nothing. One that is killed leaves no item; its bytes stay until it is
 * run again, and then goes on, or is forgotten, see cs-intake-stopped.h. */
#pragma once

#include "cs-decoder.h"
#include "cs-intake-plan.h"
#include "cs-project.h"

typedef struct {
  const char *const *paths; /* files, folders, .zip and .tar.*; NULL-terminated */
  gboolean link;            /* remember where files lie instead of copying them */
  CsCaseBy case_by;
  CsContextBy context_by;
  const char *csv;      /* path of the table, with CS_CASE_BY_CSV */
  gboolean as_text;     /* what is no picture is text, whatever its name */
  const char *encoding; /* of texts that do not say it themselves; NULL: none declared */
  gboolean look;        /* only: nothing is stored, and the project may be NULL */
  const char *folder;   /* that relative paths are below; NULL: the current one */
  GHashTable *take;     /* set of CsHash: what was looked at and is wanted; NULL: everything */
  GHashTable *leave;    /* what was looked at and is not; NULL when TAKE is */
} CsIntakeOptions;

typedef struct {
  gint64 files; /* looked at, members of archives among them */
  gint64 items, cases, parts;
  gint64 images, series, texts; /* the kinds of the items */
  gint64 slices;                /* frames of the series */
  gint64 bytes;                 /* of the parts */
  gint64 duplicates;            /* stored already, in this run or before */
  gint64 found_again;           /* linked sources that were lost, and lie among FILES */
  gint64 continued;    /* items whose series the project had in part: WARNING "series-in-two" */
  gint64 went_on;      /* files that a run had stored that was killed; not read again */
  gint64 not_wanted;   /* files in LEAVE */
  gint64 reports;      /* texts that stand beside a case and are no items */
  gint64 words;        /* other parts of a clinical context, of all cases together */
  gint64 quarantined;  /* left out; the sum of REASONS */
  GHashTable *reasons; /* code (char *) -> GUINT_TO_POINTER (how many were left out for it) */
  CsIntakePlan *plan;  /* what it would become; only when looking */
  const char *note;    /* what a person must be told once: nothing was de-identified */
} CsIntakeReport;

void cs_intake_report_free (CsIntakeReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsIntakeReport, cs_intake_report_free)

/* DONE of TOTAL files; TOTAL grows while archives are read. NAME is the last one. */
typedef void (*CsIntakeProgress) (gpointer data, gint64 done, gint64 total, const char *name);

/* Looking and bringing in decide alike: what the plan of one holds is what the other adds, as long
 * as the files stay as they are.
 *
 * Problems: ERROR for each file left out (the code is the nick of an error, or
 * "encoding-not-declared"), INFO "duplicate", "found-again", "forgotten", "not-wanted", "skipped"
 * and "note", WARNING for what a person should know of a series or of the table. FALSE when nothing
 * was imported because the whole failed: CANCELLED, the project cannot be written, no decoder, an
 * encoding or table that is wrong. */
gboolean cs_intake_run (CsProject *project, const CsIntakeOptions *options, CsDecoder *decoder,
                        CsIntakeProgress progress, gpointer data, GCancellable *cancellable,
                        CsIntakeReport **ret_report, GPtrArray *problems, GError **error);
