/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a program takes from its surroundings: clocks, randomness, zone, directories, the cost of a
 * passphrase. Handed in where a project or a key is opened, so that tests can fix all of it; no
 * environment variable changes time, randomness or key derivation. Immutable once built except for
 * SELF's own state; confined to the thread of the project it was given to. */
#pragma once

#include "cs-hash.h"

typedef struct _CsEnv CsEnv;

struct _CsEnv {
  gint64 (*wall) (CsEnv *self);      /* microseconds since 1970, UTC */
  gint64 (*monotonic) (CsEnv *self); /* microseconds, never backwards */
  void (*random) (CsEnv *self, gpointer ret_bytes, gsize size);
  /* Offset from UTC in minutes at WALL, and the zone's name. */
  int (*offset) (CsEnv *self, gint64 wall);
  char *zone;        /* "Europe/Berlin"; "UTC" when unknown */
  char *data_dir;    /* keys: $XDG_DATA_HOME/countersign */
  char *state_dir;   /* index, fingerprints: $XDG_STATE_HOME/countersign */
  guint kdf_ops;     /* Argon2id passes */
  gsize kdf_memory;  /* Argon2id bytes */
  guint64 last_mark; /* id given to the last new mark; atomic */
};

/* The real machine. Free with cs_env_free. */
CsEnv *cs_env_new_system (void);
void cs_env_free (CsEnv *env);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsEnv, cs_env_free)

void cs_env_random_gid (CsEnv *env, CsGid *ret_gid);
/* A person's time, as stored beside acts: RFC 3339 with microseconds, UTC. Caller frees. */
char *cs_time_to_rfc3339 (gint64 wall);
