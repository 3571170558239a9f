/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds where nobody says otherwise, and from where on an answer warns. Any thread. */
#pragma once

/* --- agreement --- */

#define CS_CONFIDENCE 0.95
#define CS_LEAST_ITEMS 30        /* with two ratings; below, the half-width of kappa is about 0.3 */
#define CS_LEAST_USES 5          /* of a category; it is never dropped */
#define CS_ALPHA_TENTATIVE 0.667 /* lower limits of alpha (Krippendorff) */
#define CS_ALPHA_FIRM 0.8
#define CS_BOOTSTRAP_REPLICATES 2000
#define CS_PREVALENT_SHARE 0.85 /* of one category: kappa and alpha are unstable above it */
#define CS_PREVALENT_GAP 0.2    /* the same of AC1 and alpha from one another */

/* --- consensus --- */

#define CS_CROWD_LEAST_RATINGS 3 /* an item, for Dawid and Skene; else majority */
#define CS_CROWD_LEAST_ITEMS 20  /* a rater, the same */

/* --- regions --- */

#define CS_IOU_THRESHOLD 0.5

/* --- drift and monitoring --- */

#define CS_PSI_LOOK 0.1
#define CS_PSI_ACT 0.25
#define CS_PSI_LEAST 200 /* in each window; without drift it is (k - 1) (1 / n + 1 / m) */
#define CS_FALSE_DISCOVERY_RATE 0.05
#define CS_P_CHART_LEAST 20 /* points before its limits are fixed */
#define CS_CUSUM_K 0.5      /* in standard units; with h an average run of about 465 */
#define CS_CUSUM_H 5.0
#define CS_OUTLIER_CONSTANT 1.4826 /* makes the median distance a standard deviation */
#define CS_OUTLIER_CUT 3.5

/* --- sampling --- */

#define CS_SPRT_TRUNCATION 3 /* times the single plan of the same risks */
