/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a project file, word for word: a file from outside is compared with this text.
 * CS_PROJECT_FORMAT is lowered with every change here or of an event body until format 1. */
#pragma once

#define CS_PROJECT_APPLICATION_ID 0x43534731
#define CS_PROJECT_FORMAT (-13)
#define CS_PROJECT_PAGE_SIZE 16384

/* Truth: append-only, hashed, merged by union. */
/* A sitting that goes on in two ways, as after the file was copied while it was open, is two rows
 * of the same gid, each whole from its first event. */
#define CS_DDL_FEED                                                                                \
  "CREATE TABLE feed (id INTEGER PRIMARY KEY, "                                                    \
  "gid BLOB NOT NULL CHECK (length(gid) = 16), "                                                   \
  "pubkey BLOB NOT NULL CHECK (length(pubkey) = 32), "                                             \
  "n INTEGER NOT NULL CHECK (n >= 1), "                                                            \
  "head BLOB NOT NULL CHECK (length(head) = 32), "                                                 \
  "seal BLOB CHECK (seal IS NULL OR length(seal) = 64), "                                          \
  "UNIQUE (gid, head)) STRICT"
#define CS_DDL_EVENT                                                                               \
  "CREATE TABLE event (id INTEGER PRIMARY KEY, "                                                   \
  "feed INTEGER NOT NULL REFERENCES feed(id), "                                                    \
  "seq INTEGER NOT NULL CHECK (seq >= 0), "                                                        \
  "at INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT, "                                           \
  "bhash BLOB NOT NULL CHECK (length(bhash) = 32), "                                               \
  "hash BLOB NOT NULL CHECK (length(hash) = 32), "                                                 \
  "UNIQUE (feed, seq)) STRICT"
#define CS_DDL_OBJECT                                                                              \
  "CREATE TABLE object (id INTEGER PRIMARY KEY, "                                                  \
  "hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32), "                                          \
  "size INTEGER NOT NULL CHECK (size >= 0), "                                                      \
  "enc INTEGER NOT NULL CHECK (enc IN (0, 1)), data BLOB) STRICT"
#define CS_DDL_BLOB                                                                                \
  "CREATE TABLE blob (id INTEGER PRIMARY KEY, "                                                    \
  "hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32), "                                          \
  "size INTEGER NOT NULL CHECK (size >= 0), "                                                      \
  "media TEXT NOT NULL, "                                                                          \
  "stored INTEGER NOT NULL CHECK (stored IN (0, 1, 2))) STRICT"
#define CS_DDL_BLOB_CHUNK                                                                          \
  "CREATE TABLE blob_chunk (id INTEGER PRIMARY KEY, "                                              \
  "hash BLOB NOT NULL CHECK (length(hash) = 32), data BLOB NOT NULL) STRICT"
/* Local: neither merged nor signed. */
#define CS_DDL_DRAFT                                                                               \
  "CREATE TABLE draft (id INTEGER PRIMARY KEY, "                                                   \
  "case_gid BLOB NOT NULL CHECK (length(case_gid) = 16), "                                         \
  "person BLOB NOT NULL CHECK (length(person) = 16), "                                             \
  "base BLOB CHECK (base IS NULL OR length(base) = 32), "                                          \
  "cursor INTEGER NOT NULL CHECK (cursor >= 0), saved_at INTEGER NOT NULL, "                       \
  "UNIQUE (case_gid, person)) STRICT"
#define CS_DDL_DRAFT_OP                                                                            \
  "CREATE TABLE draft_op (draft INTEGER NOT NULL REFERENCES draft(id), "                           \
  "n INTEGER NOT NULL CHECK (n >= 0), body TEXT NOT NULL, aside TEXT, "                            \
  "PRIMARY KEY (draft, n)) STRICT, WITHOUT ROWID"
/* What goes with a draft but is no operation: what was shown, verdicts on changes. */
#define CS_DDL_ASIDE                                                                               \
  "CREATE TABLE aside (case_gid BLOB NOT NULL CHECK (length(case_gid) = 16), "                     \
  "person BLOB NOT NULL CHECK (length(person) = 16), "                                             \
  "kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, "                                    \
  "PRIMARY KEY (case_gid, person, kind, key)) STRICT, WITHOUT ROWID"
#define CS_DDL_BLOB_LINK                                                                           \
  "CREATE TABLE blob_link (blob INTEGER PRIMARY KEY REFERENCES blob(id), "                         \
  "path TEXT NOT NULL, mtime INTEGER NOT NULL) STRICT"

#define CS_PROJECT_DDL                                                                             \
  CS_DDL_FEED ";" CS_DDL_EVENT ";" CS_DDL_OBJECT ";" CS_DDL_BLOB ";" CS_DDL_BLOB_CHUNK             \
              ";" CS_DDL_DRAFT ";" CS_DDL_DRAFT_OP ";" CS_DDL_ASIDE ";" CS_DDL_BLOB_LINK ";"
