/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cs-workflow.h"

#include <glib/gi18n.h>

/* Three read, each for themselves. What two of them found counts; who did not read settles the
 * rest; an SME who is no author approves and signs. */
const CsTemplate cs_template_consensus = {
  .id = "consensus",
  .title = N_ ("Three who do not see each other"),
  .about = N_ ("Three read each case, each for themselves. Somebody else settles what they do not "
               "agree on, an expert approves and signs."),
  .text = "{\"coverage\":\"warn\",\"format\":\"countersign-workflow-1\",\"name\":\"Consensus of "
          "three\",\"stages\":["
          "{\"agree\":{\"distance\":10,\"overlap\":50,\"votes\":2},\"key\":\"label\",\"reads\":3,"
          "\"roles\":[\"labeler\",\"reviewer\",\"sme\"]},"
          "{\"exclude\":[\"author\"],\"key\":\"adjudicate\","
          "\"roles\":[\"reviewer\",\"adjudicator\",\"sme\"]},"
          "{\"exclude\":[\"author\"],\"key\":\"approve\",\"roles\":[\"sme\"],\"sign\":true}]}",
};
