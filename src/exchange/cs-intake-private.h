/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One run of the intake, for the files cs-intake*.c. Owned by cs_intake_run; its thread. */
#pragma once

#include "cs-intake-record.h"

typedef struct {
  CsIntakeRecord *record; /* NULL when looking */
  CsProject *project;
  const CsIntakeOptions *options;
  CsDecoder *decoder;
  CsIntakeProgress progress;
  gpointer data;
  GCancellable *cancellable;
  GPtrArray *problems;
  CsIntakeReport *report;
  gint64 total;

  GPtrArray *batch; /* of CsIntakeFile, open, not yet looked into */
  gint64 batch_bytes;
  GPtrArray *accepted; /* of CsIntakeFile, stored */
  GHashTable *by_hash; /* their CsHash -> CsIntakeFile */
  GHashTable *again;   /* CsHash of files that the project had before; owned */
  CsTxn *txn;          /* NULL between transactions */
  gint64 pending;      /* bytes in it */
  guint n_pending;     /* files in it */
  gboolean has_waste;  /* something is stored that no item names */
} CsIntake;

/* Tells that NAME is left out, and counts it. */
void cs_intake_refuse (CsIntake *intake, const char *name, const char *code, const char *message);
/* Another file is done with. */
void cs_intake_step (CsIntake *intake, const char *name);
gboolean cs_intake_stopped (CsIntake *intake, GError **error);

/* Takes FILE over; looks into all that are waiting when they are enough. FALSE only when the whole
 * run must end. */
gboolean cs_intake_take (CsIntake *intake, CsIntakeFile *file, GError **error);
/* Looks into the rest and commits. */
gboolean cs_intake_flush (CsIntake *intake, GError **error);

/* Makes items and cases of all that was accepted. */
gboolean cs_intake_add_items (CsIntake *intake, CsGroupingCsv *csv, GError **error);
