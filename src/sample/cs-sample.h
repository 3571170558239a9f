/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample: sources that no person ever was the source of, and a project in which three people
 * have worked on them, with one case at each stage. On the caller's thread; takes some seconds,
 * mostly for sealing a key. */
#pragma once

#include "cs-decoder.h"
#include "cs-env.h"

/* Who works in it: labeler; reviewer; SME who is the lead, too, and signs. Identities of ENV, made
 * when they are not there yet. */
#define CS_SAMPLE_LABELER "sample-ana"
#define CS_SAMPLE_REVIEWER "sample-ben"
#define CS_SAMPLE_EXPERT "sample-chris"
/* Of the expert's signing key, and of nothing else in the world. */
#define CS_SAMPLE_PASSPHRASE "countersign sample"

/* On "Slide 1", which waits for review, two mistakes are planted: a gland has no outline, and a
 * mitosis is marked on an ordinary cell while the dividing one is not. So a reviewer has something
 * to find.
 *
 * Fills DIR, which must be empty or absent: sample.countersign, sources/, guideline/, cases.csv,
 * and marks/ with what the open cases still miss. The same ENV gives the same files. CONFLICT when
 * something is there already, or when an identity of that handle is somebody else's; DENIED when
 * the expert's key has another passphrase now. After a failure DIR is as it was. */
gboolean cs_sample_create (CsEnv *env, const char *dir, CsDecoder *decoder, GError **error);

/* The second sample, by the same people, all of it still to be read: studies.countersign with
 * "Chest 1" (a CT, its scout, and the CT of the year before), "Breast 1" (four views) and "Heart 1"
 * (a colour loop). DIR and errors as above. */
gboolean cs_sample_create_studies (CsEnv *env, const char *dir, CsDecoder *decoder, GError **error);
