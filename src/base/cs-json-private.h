/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of CsJson, for its three source files. */
#pragma once

#include "cs-json.h"

typedef struct {
  char *key;
  CsJson *value;
} CsJsonMember;

struct _CsJson {
  int refs;
  CsJsonType type;
  union {
    gint64 number;
    double real;
    char *string;
    struct {
      CsJson **items;
      guint length, room;
    } array;
    struct {
      CsJsonMember *members; /* sorted by key */
      guint length, room;
    } object;
  };
};

CsJson *cs_json_new_string_take (char *value);
/* Appends a member whose key sorts after all others. Takes both. */
void cs_json_push_member (CsJson *object, char *key, CsJson *value);
