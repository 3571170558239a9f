/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-workflow.h"

#include <glib/gi18n.h>

/* Quality control looks at every case, quality assurance at all of tier 1 and at a tenth of
 * the rest, drawn by their ids; an SME approves and signs. None of them is an author, nor accepted
 * the case at a stage before. */
const CsTemplate cs_template_qc_qa = {
  .id = "qc-qa",
  .title = N_ ("Two lines of checks"),
  .about = N_ ("Quality control looks at every case, quality assurance at a tenth of them and "
               "at every one of tier 1, an expert approves and signs; three different people."),
  .text = "{\"coverage\":\"warn\",\"format\":\"countersign-workflow-1\",\"name\":\"QC and "
          "QA\",\"stages\":["
          "{\"key\":\"label\",\"roles\":[\"labeler\",\"reviewer\",\"sme\"]},"
          "{\"exclude\":[\"author\"],\"key\":\"qc\",\"roles\":[\"reviewer\",\"sme\"]},"
          "{\"exclude\":[\"author\",\"decider\"],\"key\":\"qa\",\"roles\":[\"reviewer\",\"sme\"],"
          "\"share\":10,\"tiers\":{\"1\":100}},"
          "{\"exclude\":[\"author\",\"decider\"],\"key\":\"approve\",\"roles\":[\"sme\"],\"sign\":"
          "true}]}",
};
