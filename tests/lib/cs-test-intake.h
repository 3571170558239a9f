/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project and a folder of sources to bring into it: the bench of the tests of the intake. */
#pragma once

#include "cs-intake.h"
#include "cs-item-facts.h"
#include "cs-test-project.h"

typedef struct {
  CsEnv *env;
  char *dir, *path, *sources;
  CsProject *project;
  CsDecoder *decoder;
  GPtrArray *problems;
  CsIntakeReport *report;
  GCancellable *cancellable;
  gint64 stop_at;
} CsTestIntake;

CsTestIntake cs_test_intake (void);
void cs_test_intake_clear (CsTestIntake *bench);
void cs_test_put (const CsTestIntake *bench, const char *name, gconstpointer data, gsize size);
void cs_test_put_text (const CsTestIntake *bench, const char *name, const char *text);
void cs_test_put_bytes (const CsTestIntake *bench, const char *name, GBytes *given);
GBytes *cs_test_shade (guint8 shade);
/* A slice of 4 x 4 at Z. */
GBytes *cs_test_slice (const char *series, guint number, double z, guint rows);
gboolean cs_test_import (CsTestIntake *bench, CsIntakeOptions options, GError **error);
void cs_test_import_well (CsTestIntake *bench, CsIntakeOptions options);
GPtrArray *cs_test_items (const CsTestIntake *bench);
const CsItemRow *cs_test_item (const GPtrArray *items, const char *title);
/* The problem of the file whose name ends so, as "code: message". */
const char *cs_test_said_of (const CsTestIntake *bench, const char *end);
guint cs_test_reason (const CsTestIntake *bench, const char *code);
gint64 cs_test_count_blobs (const CsTestIntake *bench);
void cs_test_verify (const CsTestIntake *bench);
void cs_test_put_slices (const CsTestIntake *bench, guint from, guint to);
void cs_test_put_many (const CsTestIntake *bench, guint n);
/* Brings the sources in in a process of its own, with its own decoder, that is killed at file AT.
 */
void cs_test_import_and_die (CsTestIntake *bench, gint64 at);
/* That the items and cases of PROJECT are those of PLAN and no others. */
void cs_test_same_as_plan (CsProject *project, const CsIntakePlan *plan);
