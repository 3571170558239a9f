/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case that several read, open in a session for who settles what they do not agree on, without a
 * window. Main thread. */
#pragma once

#include "cs-adjudication.h"
#include "cs-test-project.h"

typedef struct {
  CsTestFixture fixture;
  CsEnv *worker_env;
  CsGid gid, other;
  CsSession *session;
  CsCaseModel *model;
  CsAdjudication *adjudication;
  guint opened;
} CsTestSettling;

/* A project in which three read each case, of which GID and OTHER are two; nobody has read yet. */
void cs_test_settling_begin (CsTestSettling *world);
void cs_test_settling_open (CsTestSettling *world, const char *handle, const CsGid *gid);
void cs_test_settling_leave (CsTestSettling *world);
/* Leaves it for good: the end of a GLib test. */
void cs_test_settling_end (CsTestSettling *world, gconstpointer data);
/* Until what was set going is done. */
void cs_test_settling_wait (CsTestSettling *world);
/* Hands in what was settled. */
void cs_test_settling_act (CsTestSettling *world);

/* What was said of dispute N; and that a position is chosen, which holds then. */
CsRuled cs_test_settling_ruled (CsTestSettling *world, guint n);
void cs_test_settling_choose (CsTestSettling *world, guint n, guint position);
