/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The members of a mark's JSON that are none of the common ones, kept until its kind is known and
 * then fitted to what the kind wants. Private to src/marks; owned by a reader. */
#pragma once

#include "cs-json-scan.h"
#include "cs-mark.h"

/* A list of numbers and how deep it lies; OPENS when it is the first in the list around it. */
typedef struct {
  guint depth, first, count;
  gboolean opens;
} CsNumberList;

typedef struct {
  const char *key; /* in the bytes being read */
  gsize key_length;
  CsMarkShape shape;         /* NUMBER, LIST for any lists, or TEXT */
  guint first, count;        /* numbers */
  guint first_list, n_lists; /* lists */
  gsize text;                /* offset in texts */
} CsReadMember;

#define CS_MARK_MAX_MEMBERS 8

typedef struct {
  gint64 *numbers;
  guint n_numbers, room;
  GArray *lists;  /* of CsNumberList */
  GArray *rings;  /* of CsMarkRing */
  GString *texts; /* NUL-terminated, one after the other */
  CsReadMember members[CS_MARK_MAX_MEMBERS];
  guint n_members;
} CsMarkMembers;

void cs_mark_members_init (CsMarkMembers *self);
void cs_mark_members_clear (CsMarkMembers *self);
/* Forgets all but the room. */
void cs_mark_members_reset (CsMarkMembers *self);
/* The value at SCAN as the member KEY, which must stay. */
gboolean cs_mark_members_read (CsMarkMembers *self, CsJsonScan *scan, const char *key, gsize length,
                               GError **error);
/* The string at SCAN as a text; offsets stay right, pointers into `texts` do not. */
gboolean cs_mark_members_add_text (CsMarkMembers *self, CsJsonScan *scan, gsize *ret_offset,
                                   GError **error);
/* The members are those of INIT's kind, one for one; fills in values, rings and quote, which point
 * into SELF. */
gboolean cs_mark_members_fit (CsMarkMembers *self, CsMarkInit *init, GError **error);
