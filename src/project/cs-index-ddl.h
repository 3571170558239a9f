/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the index. Raise CS_INDEX_VERSION with any change here or in a fold. */
#pragma once

#define CS_INDEX_VERSION 47

/* A case; as it was when all its items went into other ones. */
#define CS_INDEX_WORK                                                                              \
  "(gid BLOB PRIMARY KEY, ord INTEGER NOT NULL, title TEXT NOT NULL,"                              \
  " stage INTEGER NOT NULL, status INTEGER NOT NULL, holder BLOB, assigned BLOB,"                  \
  " last_labeler BLOB, revision BLOB, sent_back INTEGER NOT NULL, worked INTEGER NOT NULL,"        \
  " changed INTEGER NOT NULL, accepted_by BLOB, decision BLOB, signature BLOB, last_act"           \
  " BLOB, last_person BLOB, undo TEXT, priority INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL"  \
  " DEFAULT 2147483647,"                                                                           \
  " workflow INTEGER NOT NULL DEFAULT 0, since INTEGER NOT NULL DEFAULT 0, question BLOB, asked"   \
  " INTEGER NOT NULL DEFAULT 0, readings BLOB, merge BLOB,"                                        \
  " deciders BLOB, tier INTEGER NOT NULL DEFAULT 0, flagged INTEGER NOT NULL DEFAULT 0,"           \
  " lease INTEGER NOT NULL DEFAULT 0, countersigned BLOB, readers INTEGER NOT NULL DEFAULT 0,"     \
  " control BLOB, sensitive TEXT NOT NULL DEFAULT '', expertise TEXT NOT NULL DEFAULT '', goal"    \
  " TEXT NOT NULL DEFAULT '') STRICT,"                                                             \
  " WITHOUT ROWID;"

#define CS_INDEX_DDL                                                                               \
  "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"           \
  "CREATE TABLE tip (head BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;"                                \
  "CREATE TABLE sitting (feed BLOB PRIMARY KEY, person BLOB NOT NULL) STRICT, WITHOUT"             \
  " ROWID;"                                                                                        \
  "CREATE TABLE person (gid BLOB PRIMARY KEY, ord INTEGER NOT NULL, handle TEXT NOT NULL"          \
  " UNIQUE, name TEXT NOT NULL, roles INTEGER NOT NULL, sitting_key BLOB NOT NULL UNIQUE,"         \
  " signing_key BLOB, certificate BLOB, type TEXT, level INTEGER NOT NULL DEFAULT 0, tags TEXT"    \
  " NOT NULL DEFAULT '', segments TEXT NOT NULL DEFAULT '', promoted TEXT) STRICT, WITHOUT ROWID;" \
  "CREATE TABLE pause (act BLOB PRIMARY KEY, person BLOB NOT NULL, ord INTEGER NOT NULL,"          \
  " by BLOB, wall INTEGER NOT NULL, reason TEXT NOT NULL, ended BLOB, ended_ord"                   \
  " INTEGER) STRICT, WITHOUT ROWID;"                                                               \
  "CREATE INDEX pause_person ON pause (person, ended_ord);"                                        \
  "CREATE TABLE document (hash BLOB NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL,"       \
  " name TEXT NOT NULL, note TEXT, change TEXT, wall INTEGER NOT NULL, person BLOB NOT NULL,"      \
  " act BLOB NOT NULL, ord INTEGER NOT NULL, line INTEGER NOT NULL, relaxes INTEGER, relaxed"      \
  " INTEGER, accepted INTEGER, decided INTEGER,"                                                   \
  " PRIMARY KEY (kind, version)) STRICT, WITHOUT ROWID;"                                           \
  "CREATE TABLE source (hash BLOB PRIMARY KEY, chunks BLOB NOT NULL, size INTEGER NOT NULL,"       \
  " media TEXT NOT NULL) STRICT, WITHOUT ROWID;"                                                   \
  "CREATE TABLE item (gid BLOB PRIMARY KEY, ord INTEGER NOT NULL, case_gid BLOB NOT NULL,"         \
  " kind TEXT NOT NULL, title TEXT NOT NULL, facts TEXT NOT NULL, units INTEGER NOT NULL)"         \
  " STRICT, WITHOUT ROWID;"                                                                        \
  "CREATE INDEX item_case ON item (case_gid, gid);"                                                \
  "CREATE INDEX item_title ON item (title);"                                                       \
  "CREATE TABLE part (item BLOB NOT NULL, n INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY"         \
  " KEY (item, n)) STRICT, WITHOUT ROWID;"                                                         \
  "CREATE INDEX part_hash ON part (hash);"                                                         \
  "CREATE TABLE work " CS_INDEX_WORK "CREATE TABLE former " CS_INDEX_WORK                          \
  "CREATE TABLE former_item (case_gid BLOB NOT NULL, item BLOB NOT NULL, PRIMARY KEY"              \
  " (case_gid, item)) STRICT, WITHOUT ROWID;"                                                      \
  "CREATE TABLE control (case_gid BLOB PRIMARY KEY, person BLOB NOT NULL, of_case BLOB NOT NULL,"  \
  " right_version BLOB NOT NULL, items TEXT NOT NULL, ord INTEGER NOT NULL, act BLOB,"             \
  " percent INTEGER, found INTEGER, missed INTEGER, extra INTEGER, wrong INTEGER, shifted "        \
  "INTEGER,"                                                                                       \
  " answers INTEGER, beside BLOB) STRICT, WITHOUT ROWID;"                                          \
  "CREATE INDEX control_person ON control (person, of_case);"                                      \
  "CREATE INDEX control_of ON control (of_case);"                                                  \
  "CREATE INDEX control_beside ON control (beside);"                                               \
  "CREATE INDEX work_segment ON work (sensitive, expertise) WHERE sensitive <> '' OR expertise"    \
  " <> '';"                                                                                        \
  "CREATE TABLE segment (sensitive TEXT NOT NULL, expertise TEXT NOT NULL, PRIMARY KEY"            \
  " (sensitive, expertise)) STRICT, WITHOUT ROWID;"                                                \
  "CREATE INDEX work_stage ON work (status, stage, ord);"                                          \
  "CREATE INDEX work_title ON work (title);"                                                       \
  "CREATE INDEX work_held ON work (holder) WHERE status = 1;"                                      \
  "CREATE INDEX work_lease ON work (lease) WHERE status = 1 AND lease > 0;"                        \
  "CREATE INDEX work_queue ON work (sent_back, workflow, stage, assigned, sensitive, expertise,"   \
  " tier = 1, priority DESC, (tier + 3) % 4, due, ord)"                                            \
  " WHERE status = 0;"                                                                             \
  "CREATE TABLE reading (person BLOB NOT NULL, state INTEGER NOT NULL, case_gid BLOB NOT NULL,"    \
  " PRIMARY KEY (person, state, case_gid)) STRICT, WITHOUT ROWID;"                                 \
  "CREATE INDEX reading_case ON reading (case_gid);"                                               \
  "CREATE TABLE skipped (case_gid BLOB NOT NULL, person BLOB NOT NULL, PRIMARY KEY"                \
  " (case_gid, person)) STRICT, WITHOUT ROWID;"                                                    \
  "CREATE TABLE skip (hash BLOB PRIMARY KEY, case_gid BLOB NOT NULL, person BLOB NOT NULL,"        \
  " wall INTEGER NOT NULL) STRICT, WITHOUT ROWID;"                                                 \
  "CREATE TABLE revision (hash BLOB PRIMARY KEY, case_gid BLOB NOT NULL, ord INTEGER NOT"          \
  " NULL, person BLOB NOT NULL, object BLOB NOT NULL, parent BLOB, schema BLOB, guideline"         \
  " BLOB, workflow BLOB, marks INTEGER NOT NULL, relations INTEGER NOT NULL, unsure INTEGER NOT"   \
  " NULL, wall INTEGER NOT NULL, evidence BLOB,"                                                   \
  " withdrawn INTEGER NOT NULL) STRICT, WITHOUT ROWID;"                                            \
  "CREATE INDEX revision_case ON revision (case_gid, ord);"                                        \
  "CREATE INDEX revision_person ON revision (person, ord);"                                        \
  "CREATE TABLE author (revision BLOB NOT NULL, person BLOB NOT NULL, PRIMARY KEY"                 \
  " (revision, person)) STRICT, WITHOUT ROWID;"                                                    \
  "CREATE TABLE decision (hash BLOB PRIMARY KEY, case_gid BLOB NOT NULL, ord INTEGER NOT"          \
  " NULL, revision BLOB NOT NULL, person BLOB NOT NULL, kind TEXT NOT NULL, body TEXT NOT"         \
  " NULL, wall INTEGER NOT NULL, evidence BLOB, unread INTEGER NOT NULL, unread_texts"             \
  " INTEGER NOT NULL, stage INTEGER NOT NULL, withdrawn INTEGER NOT NULL, line INTEGER NOT"        \
  " NULL) STRICT, WITHOUT ROWID;"                                                                  \
  "CREATE INDEX decision_case ON decision (case_gid, ord);"                                        \
  "CREATE INDEX decision_stage ON decision (line, stage, ord);"                                    \
  "CREATE TABLE effort (act BLOB PRIMARY KEY, person BLOB NOT NULL, wall INTEGER NOT NULL,"        \
  " interactions INTEGER NOT NULL, seconds INTEGER NOT NULL, idle INTEGER NOT NULL) STRICT,"       \
  " WITHOUT ROWID;"                                                                                \
  "CREATE INDEX effort_person ON effort (person, wall);"                                           \
  "CREATE TABLE look (case_gid BLOB NOT NULL, person BLOB NOT NULL, act BLOB NOT NULL, ord "       \
  "INTEGER"                                                                                        \
  " NOT NULL, revision BLOB NOT NULL, object BLOB NOT NULL, marks INTEGER NOT NULL, wall INTEGER"  \
  " NOT NULL, PRIMARY KEY (case_gid, person)) STRICT, WITHOUT ROWID;"                              \
  "CREATE INDEX look_act ON look (act);"                                                           \
  "CREATE TABLE rival (act BLOB PRIMARY KEY, case_gid BLOB NOT NULL, ord INTEGER NOT NULL,"        \
  " person BLOB NOT NULL, kind TEXT NOT NULL, stage INTEGER NOT NULL, named BLOB, beside BLOB,"    \
  " than TEXT NOT NULL, version BLOB, state INTEGER NOT NULL, settled BLOB) STRICT, WITHOUT"       \
  " ROWID;"                                                                                        \
  "CREATE INDEX rival_case ON rival (case_gid, ord);"                                              \
  "CREATE INDEX rival_state ON rival (state, case_gid);"                                           \
  "CREATE INDEX rival_version ON rival (version);"                                                 \
  "CREATE TABLE signature (hash BLOB NOT NULL, case_gid BLOB NOT NULL, person BLOB NOT"            \
  " NULL, revision BLOB NOT NULL, manifest BLOB NOT NULL, sig BLOB NOT NULL, ord INTEGER NOT"      \
  " NULL, PRIMARY KEY (case_gid, hash)) STRICT, WITHOUT ROWID;"                                    \
  "CREATE TABLE suggestion (hash BLOB PRIMARY KEY, case_gid BLOB NOT NULL, ord INTEGER NOT"        \
  " NULL, object BLOB NOT NULL, model TEXT NOT NULL, marks INTEGER NOT NULL, wall INTEGER"         \
  " NOT NULL) STRICT, WITHOUT ROWID;"                                                              \
  "CREATE INDEX suggestion_case ON suggestion (case_gid, ord);"                                    \
  "CREATE TABLE dropped (case_gid BLOB NOT NULL, person BLOB NOT NULL, act BLOB NOT NULL,"         \
  " suggestion BLOB NOT NULL, mark INTEGER NOT NULL, ord INTEGER NOT NULL, category TEXT NOT"      \
  " NULL, text TEXT, PRIMARY KEY (case_gid, person, suggestion, mark, act)) STRICT, WITHOUT"       \
  " ROWID;"                                                                                        \
  "CREATE TABLE remark (act BLOB NOT NULL, n INTEGER NOT NULL, case_gid BLOB NOT NULL, ord"        \
  " INTEGER NOT NULL, revision BLOB NOT NULL, person BLOB NOT NULL, wall INTEGER NOT NULL,"        \
  " body TEXT NOT NULL, state INTEGER NOT NULL, PRIMARY KEY (act, n)) STRICT, WITHOUT ROWID;"      \
  "CREATE INDEX remark_case ON remark (case_gid, ord, n);"                                         \
  "CREATE TABLE remark_answer (hash BLOB PRIMARY KEY, act BLOB NOT NULL, n INTEGER NOT"            \
  " NULL, ord INTEGER NOT NULL, person BLOB NOT NULL, wall INTEGER NOT NULL, how TEXT NOT"         \
  " NULL, text TEXT) STRICT, WITHOUT ROWID;"                                                       \
  "CREATE INDEX remark_answer_of ON remark_answer (act, n, ord);"                                  \
  "CREATE TABLE escalation (act BLOB PRIMARY KEY, case_gid BLOB NOT NULL, ord INTEGER NOT NULL,"   \
  " person BLOB NOT NULL, wall INTEGER NOT NULL, level INTEGER NOT NULL, since INTEGER NOT NULL,"  \
  " body TEXT NOT NULL, ruling BLOB, ruled_by BLOB, ruled_roles INTEGER, ruled TEXT, settled"      \
  " INTEGER, agreed_by BLOB, withdrawn INTEGER NOT NULL) STRICT, WITHOUT ROWID;"                   \
  "CREATE INDEX escalation_case ON escalation (case_gid, ord);"                                    \
  "CREATE TABLE acknowledged (person BLOB PRIMARY KEY, document BLOB NOT NULL, version"            \
  " INTEGER NOT NULL, wall INTEGER NOT NULL) STRICT, WITHOUT ROWID;"                               \
  "CREATE TABLE release (hash BLOB PRIMARY KEY, ord INTEGER NOT NULL, name TEXT NOT NULL"          \
  " UNIQUE, person BLOB NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;"                      \
  "CREATE TABLE mark (revision BLOB NOT NULL, id INTEGER NOT NULL, item BLOB NOT NULL, kind"       \
  " TEXT NOT NULL, label TEXT NOT NULL, gauge INTEGER NOT NULL, size INTEGER NOT NULL, PRIMARY"    \
  " KEY (revision, id)) STRICT, WITHOUT ROWID;"                                                    \
  "CREATE TABLE unrecognised (hash BLOB PRIMARY KEY, reason TEXT NOT NULL) STRICT, WITHOUT"        \
  " ROWID;"                                                                                        \
  "CREATE TABLE case_event (case_gid BLOB NOT NULL, ord INTEGER NOT NULL, event INTEGER NOT"       \
  " NULL, PRIMARY KEY (case_gid, ord)) STRICT, WITHOUT ROWID;"
