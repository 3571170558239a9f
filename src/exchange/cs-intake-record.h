/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run of the intake has stored so far, in a file of the state folder that only it writes, so
 * that one that was killed goes on without reading again what is stored. A line is written after
 * what it tells of is committed. Private to cs-intake*.c; owned by the run; its thread. */
#pragma once

#include "cs-intake.h"

typedef struct _CsIntakeRecord CsIntakeRecord;

/* That of a run with OPTIONS: goes on with the one that is there when it is of the same order, else
 * forgets that and begins a new one. Never fails: what cannot be kept is read again. */
CsIntakeRecord *cs_intake_record_new (CsProject *project, const CsIntakeOptions *options);
/* The file stays. */
void cs_intake_record_free (CsIntakeRecord *record);

/* Whether it goes on with what is there. */
gboolean cs_intake_record_goes_on (const CsIntakeRecord *record);
/* What is stored of the file at PATH, called NAME, when it is as it was then; NULL: read it. */
CsIntakeFile *cs_intake_record_find (const CsIntakeRecord *record, CsStore *store, const char *path,
                                     const char *name);
/* FILE is in the transaction. */
void cs_intake_record_add (CsIntakeRecord *record, const CsIntakeFile *file);
/* The transaction is committed. TOTAL files are known now. */
void cs_intake_record_write (CsIntakeRecord *record, gint64 total);
/* Nothing is left to go on with. */
void cs_intake_record_remove (CsIntakeRecord *record);
