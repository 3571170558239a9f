/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts a release of what is signed: its name, its formats, the passphrase. Main thread. */
#pragma once

#include "cs-main-window.h"
#include "cs-release-job.h"

/* PROPOSAL is a name. HAS_KEY: the person has a signing key; else one is made under a passphrase
 * that is asked for twice. SAMPLE: its passphrase is told, as everybody knows it. */
void cs_release_dialog_present (CsMainWindow *window, const char *proposal, guint n_signed,
                                gboolean has_key, gboolean sample);
