/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What metrics say in JSON: a number, or the reason why there is none. Any thread. */
#pragma once

#include "cs-agreement.h"
#include "cs-metric.h"

/* Why there is no error where all is alike. */
extern const char *const cs_metric_nothing_varies;

/* Of the whole answer. */
void cs_metric_put_undefined (CsJson *answer, const char *why);
/* Puts N; FALSE where WHY is a reason, which is put as well. */
gboolean cs_metric_put_n (CsJson *answer, gint64 n, const char *why);
/* Nothing for CS_UNKNOWN. */
void cs_metric_put_real (CsJson *answer, const char *key, double value);
/* value, se, ci_low, ci_high, n; or the reason. What is not known is left out. */
void cs_metric_put_estimate (CsJson *answer, const CsEstimate *estimate);
/* The same with pa and pe; nulls with the reason where there is no interval. */
void cs_metric_put_agreement (CsJson *answer, const CsAgreement *agreement);

/* null for CS_UNKNOWN. */
CsJson *cs_metric_new_real (double value);
CsJson *cs_metric_reals (const double *values, guint n);
void cs_metric_put_reals (CsJson *answer, const char *key, const double *values, guint n);
/* low and high as a list of two. */
void cs_metric_put_pair (CsJson *answer, const char *key, double low, double high);
/* Under "reasons": why KEY is null, or a null stands inside of it. */
void cs_metric_put_reason (CsJson *answer, const char *key, const char *why);
/* The null as well. */
void cs_metric_put_null (CsJson *answer, const char *key, const char *why);
/* ci_low and ci_high are null. */
void cs_metric_put_no_interval (CsJson *answer, const char *why);
