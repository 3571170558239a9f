/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file on its way in: open until it is stored or left out, then only what is known of it.
 * Owned by the run, then by what is planned with it. */
#pragma once

#include "cs-blob.h"
#include "cs-probe.h"

typedef enum {
  CS_INTAKE_PICTURE, /* or whatever the decoder makes of it */
  CS_INTAKE_TEXT,
} CsIntakeKind;

typedef struct {
  char *name; /* stored name */
  char *path; /* NULL for a member of an archive */
  int fd;     /* -1 when it is done */
  gint64 size;
  CsIntakeKind kind;
  gboolean may_be_text; /* no picture we know, and --text would take it */
  CsBlobInfo blob;
  CsProbe *probe;    /* of a picture */
  CsJson *text;      /* facts of a text */
  gint64 words;      /* bytes of a text that may stand beside a case; 0 for one that cannot */
  const char *again; /* name of the text that has the same bytes; NULL for the first of them */
  gboolean stored;   /* by the run that was killed; its bytes were not read again */
  gboolean in_part;  /* the project has its series in part */
  gboolean unwanted; /* by who chose the files */
  char *code;        /* why it is left out; NULL while it is not */
  char *message;
} CsIntakeFile;

/* Takes NAME and FD over; PATH is copied. */
CsIntakeFile *cs_intake_file_new (char *name, const char *path, int fd, gint64 size);
void cs_intake_file_close (CsIntakeFile *file);
void cs_intake_file_free (CsIntakeFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsIntakeFile, cs_intake_file_free)

/* Marks it as left out; the first reason stays. The file's own name is taken off ERROR's message.
 */
void cs_intake_file_refuse (CsIntakeFile *file, const GError *error);
void cs_intake_file_refuse_as (CsIntakeFile *file, const char *code, const char *message);

typedef enum { CS_INTAKE_FILE, CS_INTAKE_ARCHIVE } CsIntakeForm;
/* Looks at the first bytes: sets the kind, refuses what is empty or is known to be of no use. */
CsIntakeForm cs_intake_file_sniff (CsIntakeFile *file, gboolean as_text);
/* Decodes a text and sets TEXT, or refuses it. */
void cs_intake_file_read_text (CsIntakeFile *file, const char *encoding);
