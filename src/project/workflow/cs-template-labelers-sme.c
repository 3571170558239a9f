/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-workflow.h"

#include <glib/gi18n.h>

/* Anybody labels; somebody else reviews; an SME who is no author approves and signs. */
const CsTemplate cs_template_labelers_sme = {
  .id = "labelers-sme",
  .title = N_ ("Labelers and experts"),
  .about = N_ ("Anybody reads, somebody else reviews every case, an expert approves and signs."),
  .text = "{\"coverage\":\"warn\",\"format\":\"countersign-workflow-1\",\"stages\":["
          "{\"key\":\"label\",\"roles\":[\"labeler\",\"reviewer\",\"sme\"]},"
          "{\"exclude\":[\"author\"],\"key\":\"review\",\"roles\":[\"reviewer\",\"sme\"]},"
          "{\"exclude\":[\"author\"],\"key\":\"approve\",\"roles\":[\"sme\"],\"sign\":true}]}",
};
