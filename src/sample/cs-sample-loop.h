/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A beating heart in colour ultrasound, drawn: four beats, with flow in a box, calibrated. Pure
 * functions; any thread. */
#pragma once

#include "cs-sample-dicom.h"

#define CS_SAMPLE_LOOP_ROWS 480
#define CS_SAMPLE_LOOP_COLUMNS 640
#define CS_SAMPLE_LOOP_FRAMES 120
#define CS_SAMPLE_LOOP_BEAT 30      /* frames */
#define CS_SAMPLE_LOOP_RATE 25      /* a second */
#define CS_SAMPLE_LOOP_SPACING 0.35 /* mm */

typedef struct _CsSampleLoop CsSampleLoop;

CsSampleLoop *cs_sample_loop_new (void);
void cs_sample_loop_free (CsSampleLoop *loop);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSampleLoop, cs_sample_loop_free)
/* Y, Cb and Cr of frame N as three planes of ROWS x COLUMNS. Owned by LOOP until the next one. */
const guint8 *cs_sample_loop_frame (CsSampleLoop *loop, guint n);
/* All frames as a DICOM file: ultrasound multi-frame image, YBR_FULL, RLE Lossless. */
GBytes *cs_sample_loop_dicom (void);
