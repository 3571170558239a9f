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
  GError *error;
  gboolean ready;
  guint opened;
} CsTestSettling;

void cs_test_settling_open (CsTestSettling *world, const char *handle, const CsGid *gid);
void cs_test_settling_leave (CsTestSettling *world);
/* Until what was set going is done. */
void cs_test_settling_wait (CsTestSettling *world);
/* ERROR of WORLD says what became of it. */
void cs_test_settling_act (CsTestSettling *world, CsJobSpec spec);
