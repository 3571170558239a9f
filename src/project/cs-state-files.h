/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small files of the state folder that belong to a project and are named after it: what was hidden
 * or locked, and how far an import had come. Nothing says where a project lies, so one is taken to
 * be gone that was not opened here for half a year; what goes then costs a look or some reading,
 * and never work: strokes that were kept aside stay. Any thread but the interface's. */
#pragma once

#include "cs-env.h"

/* PROJECT was opened: its files are as young as that. */
void cs_state_files_keep (CsEnv *env, const CsGid *project);
/* Removes those of projects that are gone. */
void cs_state_files_sweep (CsEnv *env);
